"""Reading the inputs and finding their duplicates: small ones in memory, large ones while they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from soilbib import formats
from soilbib.cli.inputs import Inputs, read_inputs
from soilbib.cli.messages import Messages, nothing_in, plural
from soilbib.cli.sources import find_sources
from soilbib.dedupe import Answer, Deduplication, Profile, dedupe
from soilbib.dedupe.against import Prepared, dedupe_against
from soilbib.errors import Problem
from soilbib.files import STDIN
from soilbib.formats.streaming import Ids
from soilbib.model import Record
from soilbib.output import OutputFile
from soilbib.streams import Limits

LARGE = 1 << 20
"""Files of so many bytes together are too large for one process to be quickest, and may be for memory."""


def find(
    paths: Sequence[str],
    source_format: str | None,
    old: Prepared | None,
    answers: Sequence[Answer],
    profile: Profile,
    messages: Messages,
) -> tuple[Inputs, Deduplication]:
    """What was read, and its clusters; with those of an ``old`` catalogue where there is one."""
    if old is None and is_large(paths, source_format):
        return _find_large(paths, source_format, answers, profile, messages)
    read = read_inputs(paths, source_format, messages)
    messages.problems(read.problems)
    size = len(read.records) + (len(old.records) if old else 0)
    with messages.progress(f"comparing {plural(size, 'record')}"):
        if old:
            return read, dedupe_against(old, read.records, answers, profile)
        return read, dedupe(read.records, answers, profile)


def is_large(paths: Sequence[str], source_format: str | None) -> bool:
    """Whether the inputs are files of that size, and not one that is to be changed in place as a whole."""
    files = [Path(path) for path in paths]
    if not files or STDIN in paths or not all(file.is_file() for file in files):
        return False
    if sum(file.stat().st_size for file in files) < LARGE:
        return False
    return len(files) > 1 or not _can_be_updated(paths[0], source_format)


def _can_be_updated(path: str, source_format: str | None) -> bool:
    with find_sources((path,))[0].open(Limits()) as source:
        name = source_format or formats.sniff_format(source.head_text(), path).name
    return bool(formats.find_format(name).updates)


def _find_large(
    paths: Sequence[str],
    source_format: str | None,
    answers: Sequence[Answer],
    profile: Profile,
    messages: Messages,
) -> tuple[Inputs, Deduplication]:
    from soilbib.dedupe.engines import local

    problems: list[Problem] = []
    files: list[dict[str, Any]] = []
    with ExitStack() as shown:

        def records() -> Iterator[Record]:
            """What is read; progress, which takes a thread, is shown once the processes are there."""
            shown.enter_context(messages.progress(f"reading and comparing {', '.join(paths)}"))
            yield from _read(paths, source_format, problems, files)

        found = local.deduplicate(records(), answers, profile)
    messages.problems(problems)
    if not found.sources:
        raise nothing_in(paths, problems)
    return Inputs(found.sources, tuple(problems), tuple(files)), found


def _read(
    paths: Sequence[str], source_format: str | None, problems: list[Problem], files: list[dict[str, Any]]
) -> Iterator[Record]:
    """The records of all files; the problems, and what was read of each file, are added to the lists."""

    def items() -> Iterator[Record | Problem]:
        """What all files have, counted file by file."""
        for source in find_sources(paths):
            entry, found = formats.open_records(source.open(Limits()), source_format)
            row = {"path": source.name, "format": entry.name, "records": 0}
            files.append(row)
            for item in found:
                row["records"] += isinstance(item, Record)  # type: ignore[operator]  # it is a number
                yield item

    for item in Ids().identify(items()):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item


def write_pieces(path: str, pieces: Iterable[str]) -> None:
    """Write a text piece by piece; the file is never half there."""
    with OutputFile(path) as file:
        for piece in pieces:
            file.write(piece)
