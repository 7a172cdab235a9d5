"""The records that documents cite, and the citations that no record is there for (``--cited-in``)."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from soilbib.errors import InputError, Place, Problem
from soilbib.files import read_text
from soilbib.model import Record

_LINKS = ("crossref", "xdata")
"""The fields by which an entry of BibTeX takes values from others, which have to come with it."""
_MOST_PROPOSED = 50
_WILDCARDS = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Citations:
    """Key → the place where it is first cited, in the order of the documents; ``known`` are ids and aliases met.

    ``everything`` says that a document asks for all records (``\\nocite{*}``).
    """

    documents: tuple[str, ...]
    places: Mapping[str, Place]
    everything: bool = False
    known: set[str] = field(default_factory=set)

    def place(self, record: Record) -> Place | None:
        """Where a record is cited first, by its id or an alias; None where it is not."""
        names = names_of(record)
        self.known.update(names)
        return next((self.places[name] for name in names if name in self.places), None)

    def select(self, records: Iterable[Record], *, parents: bool = False) -> Iterator[Record]:
        """The records that are cited, in the order in which they come, with ``parents`` those they take values from.

        Raises `InputError` where there are records but none is cited.
        """
        read = list(records)
        by_id = {record.id: record for record in read}
        wanted = {record.id for record in read if self.place(record) or self.everything}
        waiting = list(wanted) if parents else []
        while waiting:
            found = (parents_of(by_id[waiting.pop()]) & by_id.keys()) - wanted
            wanted |= found
            waiting += found
        if read and not wanted:
            raise InputError(f"none of the {len(read)} records is cited in {', '.join(self.documents)}")
        yield from (record for record in read if record.id in wanted)

    def in_order(self, records: Sequence[Record]) -> tuple[Record, ...]:
        """The records that are cited in the order in which that happens first; raises `InputError` for none."""
        order = {place: number for number, place in enumerate(self.places.values())}
        cited = [(place, record) for record in records if (place := self.place(record)) or self.everything]
        if records and not cited:
            raise InputError(f"none of the {len(records)} records is cited in {', '.join(self.documents)}")
        cited.sort(key=lambda pair: order[pair[0]] if pair[0] else len(order))
        return tuple(record for _, record in cited)

    def missing(self) -> Iterator[Problem]:
        """A problem for every key that is cited and that no record met has."""
        from difflib import get_close_matches

        for number, (key, place) in enumerate(self.places.items()):
            if key not in self.known:
                near = get_close_matches(key, self.known, 1) if number < _MOST_PROPOSED else []
                hint = f"; did you mean {near[0]!r}?" if near else ""
                yield Problem("E301", f"no record has the id {key!r}{hint}", place)


def names_of(record: Record) -> tuple[str, ...]:
    """A record's id and its aliases (``ids`` in BibLaTeX)."""
    aliases = str(record.extra.get("bibtex", {}).get("ids", "")).split(",")
    return (record.id, *(alias.strip() for alias in aliases if alias.strip()))


def parents_of(record: Record) -> set[str]:
    """The keys of the entries that a record of BibTeX takes values from."""
    kept = record.extra.get("bibtex", {})
    return {key.strip() for link in _LINKS for key in str(kept.get(link, "")).split(",")}


def read_citations(paths: Sequence[str]) -> Citations | None:
    """What some documents cite, and those that they include, also as patterns; None without a document.

    Raises `InputError` for a file that cannot be read and `FormatError` for one of an unknown kind.
    """
    if not paths:
        return None
    from soilbib.manuscript import EVERYTHING

    places: dict[str, Place] = {}
    seen: set[Path] = set()
    for path in paths:
        is_pattern = _WILDCARDS & set(path) and not Path(path).exists()
        for name in sorted(glob.glob(path, recursive=True)) if is_pattern else [path]:  # noqa: PTH207
            _read(Path(name), places, seen)
    everything = places.pop(EVERYTHING, None) is not None
    if not seen:
        raise InputError(f"{', '.join(paths)}: no such file")
    return Citations(tuple(paths), places, everything)


def _read(path: Path, places: dict[str, Place], seen: set[Path]) -> None:
    """Note the keys that a document cites, and those of the files that it includes and that are there."""
    from soilbib.manuscript import find_citations

    if path.resolve() in seen:
        return
    seen.add(path.resolve())
    text = read_text(path).text
    found = find_citations(text, str(path))
    line, last = 1, 0
    for cited in sorted(found.cited, key=lambda cited: cited.offset):
        line += text.count("\n", last, cited.offset)
        last = cited.offset
        column = cited.offset - text.rfind("\n", 0, cited.offset)
        places.setdefault(cited.key, Place(str(path), line, column))
    for name in found.included:
        file = next((file for file in _candidates(path, name) if file.is_file()), None)
        if file:
            _read(file, places, seen)


def _candidates(path: Path, name: str) -> Iterator[Path]:
    yield path.parent / name
    yield path.parent / f"{name}{path.suffix}"
