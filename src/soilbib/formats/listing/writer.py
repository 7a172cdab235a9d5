"""Records to listing entries: “Title” – Year – Authors, with the abstract as the paragraph under it.

What does not come back when the page is read again is a loss; the page is read again to know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from soilbib.errors import Loss, Place
from soilbib.formats.listing.pages.page import read
from soilbib.model import Date, Name, Record
from soilbib.model.markup import plain_text

_NEIGHBOUR = "“Title” – 2000 – J. Doe\n\n"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def write(records: Iterable[Record]) -> Iterator[str | Loss]:
    """Write each record as an entry, and name what does not come back from it, between others or on this page."""
    records = list(records)
    entries = [_best_entry(record) for record in records]
    yield from entries
    page: list[Record | None] = [item for item in read("".join(entries), "") if isinstance(item, Record)]
    if len(page) != len(records):
        page = [None] * len(records)
    for record, entry, back in zip(records, entries, page, strict=True):
        losses = (*_losses(record, _read_again(entry)), *_losses(record, back))
        yield from {loss.field: loss for loss in reversed(losses)}.values()


def _best_entry(record: Record) -> str:
    """Of the spellings of an entry, the first that loses nothing, else the one that loses least."""
    spellings = dict.fromkeys(
        _entry(record, spelled(record.authors), genre)
        for genre in (True, False)
        for spelled in (_direct, _inverted)
    )
    best = (1000, "")
    for text in spellings:
        lost = sum(1 for _ in _losses(record, _read_again(text)))
        best = min(best, (lost, text), key=lambda pair: pair[0])
        if not lost:
            break
    return best[1]


def _read_again(text: str) -> Record | None:
    """The record that the entry is read as between two others, or None where it is not read as one."""
    records = [item for item in read(f"{_NEIGHBOUR}{text}{_NEIGHBOUR}", "") if isinstance(item, Record)]
    return records[1] if len(records) == 3 and "abstract" not in records[0].fields else None


def _entry(record: Record, authors: str, with_genre: bool) -> str:
    """The lines of an entry, an empty line after each; the genre is a word before title or programme."""
    issued = record.dates.get("issued")
    year, day = _date_segments(issued, bool(authors))
    if "author" in record.truncated and authors:
        authors = f"{authors} & al."
    genre = record.fields.get("genre", "") if with_genre else ""
    container = record.fields.get("container-title", "")
    programme = f"{genre} “{container}”" if genre and container else ""
    title = f"“{one_line(plain_text(record.title))}”" if record.title else ""
    head = f"{one_line(genre)}: {title}" if genre and not container else title
    segments = (head, one_line(programme), year, one_line(", ".join(filter(None, (authors, day)))))
    line = " – ".join(segment for segment in segments if segment)
    abstract = one_line(plain_text(record.fields.get("abstract", "")))
    return "\n\n".join(part for part in (line, abstract) if part) + "\n\n" if line else ""


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def _date_segments(date: Date | None, authors: bool) -> tuple[str, str]:
    """The year's segment, and the fuller date that stands after the authors ("ISRIC, 22 January 2018")."""
    if date is None:
        return "", ""
    plain = (
        date.start
        and date.end is None
        and not date.circa
        and not date.season
        and 1450 <= date.start[0] <= 2100
    )
    if not plain:
        return date.text, ""
    if len(date.start) == 1:
        return str(date.start[0]), ""
    words = f"{_MONTHS[(date.start[1] - 1) % 12]} {date.start[0]}"
    full = f"{date.start[2]} {words}" if len(date.start) > 2 else words
    return (str(date.start[0]), full) if authors else (full, "")


def _direct(names: tuple[Name, ...]) -> str:
    """ "J. Le Noë, G. Billen & B. Mary"."""
    return _joined([name.display for name in names], ", ")


def _inverted(names: tuple[Name, ...]) -> str:
    """ "Le Noë, J.; Billen, G."."""
    return "; ".join(name.inverted for name in names)


def _joined(texts: list[str], separator: str) -> str:
    return separator.join(texts[:-1]) + " & " + texts[-1] if len(texts) > 1 else "".join(texts)


def _losses(record: Record, again: Record | None) -> Iterator[Loss]:
    """A loss for each value that the entry, read again, does not give back."""
    place = Place(record.source.path, record.source.line)
    if again is None:
        yield Loss(
            record.id, "title", record.title, "the entry cannot be read again as one record", "L403", place
        )
    back = again or Record(type="")
    if record.type != back.type:
        yield Loss(
            record.id,
            "type",
            record.type,
            f"a listing has no types; it is read again as {back.type!r}",
            "L402",
            place,
        )
    for variable, value, other in _values(record, back):
        if value != other:
            why, code = _reason(variable, other)
            yield Loss(record.id, variable, value, why, code, place)
    if record.truncated != back.truncated:
        yield Loss(
            record.id,
            "truncated",
            list(record.truncated),
            "the mark of the cut list is not read again",
            "L403",
            place,
        )
    for name, values in record.extra.items():
        for key, value in values.items():
            yield Loss(record.id, f"{name}.{key}", value, "a listing has no place for it", "L401", place)


def _values(record: Record, back: Record) -> Iterator[tuple[str, Any, Any]]:
    """Each variable of either record with its two values."""
    for mine, theirs in ((record.names, back.names), (record.fields, back.fields)):
        for variable in {**mine, **theirs}:
            yield variable, _plain(mine.get(variable)), _plain(theirs.get(variable))
    for variable in {**record.dates, **back.dates}:
        yield variable, _bare(record.dates.get(variable)), _bare(back.dates.get(variable))


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value) if value is not None else None


def _bare(date: Date | None) -> str | None:
    return date.text if date else None


def _reason(variable: str, other: Any) -> tuple[str, str]:
    if other is None:
        return "a listing entry has no place for it", "L401"
    return (
        f"it is read again as {other!r}"
        if variable != "abstract"
        else "its lines are joined into one paragraph",
        "L403",
    )
