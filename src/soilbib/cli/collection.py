"""What the commands on a catalogue share: opening it, reading queries, and writing records out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from soilbib import formats
from soilbib.catalogue import Catalogue, Entry, Query, parse_query
from soilbib.cli.messages import Messages
from soilbib.errors import InputError, Loss
from soilbib.files import STDIN
from soilbib.model import Record
from soilbib.output import OutputFile

_SQLITE = b"SQLite format 3\x00"


def open_catalogue(path: str, *, write: bool = False) -> Catalogue:
    """Open a catalogue that must be there."""
    file = Path(path)
    if not file.is_file() or not file.stat().st_size:
        what = "an empty file" if file.is_file() else "no such catalogue"
        raise InputError(f"{path}: {what} ('soilbib add {path} FILE' makes one)")
    if not _is_catalogue(path):
        raise InputError(f"{path}: no catalogue ('soilbib add CAT {path}' makes one of a file's records)")
    return Catalogue(path, read_only=not write)


@contextmanager
def open_records(path: str) -> Iterator[Catalogue]:
    """A catalogue to read; of a file of records, or of standard input, one that lasts as long as it is open.

    Records of the same content are in it once.
    """
    if path != STDIN and (not Path(path).is_file() or not Path(path).stat().st_size or _is_catalogue(path)):
        with open_catalogue(path) as opened:
            yield opened
        return
    from soilbib.cli.add import run as add

    with TemporaryDirectory(prefix="soilbib-") as folder:
        made = str(Path(folder, "records.db"))
        add(made, [path], messages=Messages(quiet=True))
        with open_catalogue(made) as opened:
            yield opened


def _is_catalogue(path: str) -> bool:
    with suppress(OSError), Path(path).open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE
    return True  # which says by itself why it cannot be read


def said_query(text: str, base: Query | None = None) -> Query:
    """The query that a text says; nothing at all is refused where everything would be meant."""
    query = parse_query(text, base)
    if query == (base or Query()):
        raise click.UsageError("the query is empty")
    return query


def records_of(entries: Iterable[Entry], *, categories: bool = True) -> Iterator[Record]:
    """The records of some entries, with their categories where a format can hold them."""
    for entry in entries:
        own = entry.record.extra.get("soilbib", {})
        if categories and entry.categories:
            extra = {**entry.record.extra, "soilbib": {**own, "categories": list(entry.categories)}}
            yield entry.record.replace(extra=extra)
        else:
            yield entry.record


def write_out(records: Iterable[Record], target: str, output: str | None) -> tuple[int, dict[str, int]]:
    """Write records in a format, piece by piece; how many they were, and what was lost by field."""
    lost: dict[str, int] = {}
    numbered = enumerate(records, start=1)
    count = 0

    def counted() -> Iterator[Record]:
        nonlocal count
        for count, record in numbered:  # noqa: B007 - the last number is the result
            yield record

    writer = formats.find_writer(target)
    with OutputFile(output or STDIN) as file:
        for item in writer(counted()):
            if isinstance(item, Loss):
                lost[item.field] = lost.get(item.field, 0) + 1
            else:
                file.write(item)
    return count, lost
