"""``soilbib add``: records into a catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import click

from soilbib.catalogue import Addition, Catalogue, Category
from soilbib.catalogue.collation import ALPHABETS
from soilbib.cli import options
from soilbib.cli.conversion import Job, Reader
from soilbib.cli.log import Log
from soilbib.cli.messages import Messages, nothing_in, plural
from soilbib.cli.sources import Source, check_usage, find_sources
from soilbib.files import STDIN
from soilbib.formats.listing import read_vocabulary
from soilbib.model import Record
from soilbib.streams import Limits


class _Refused(Exception):  # noqa: N818 - ends the transaction, no failure
    """Something was rejected under --strict."""


def run(
    catalogue: str,
    inputs: Sequence[str],
    *,
    source_format: str | None = None,
    categories: Sequence[str] = (),
    recursive: bool = False,
    alphabet: str | None = None,
    strict: bool = False,
    allow_empty: bool = False,
    rejects: str | None = None,
    messages: Messages | None = None,
) -> int:
    """Add the records of the inputs in one change; returns the exit status: 0, 1 under ``strict``, or 4."""
    messages = messages or Messages()
    check_usage(inputs, source_format)
    sources = find_sources(inputs or (STDIN,), recursive=recursive)
    job = Job("jsonl", source_format, allow_empty=allow_empty, rewrite=True)
    with (
        Log(messages, rejects) as log,
        messages.bar("adding", sum(source.size for source in sources)) as advance,
    ):
        reader = Reader(sources, job, log, advance)
        records = reader.records()
        first = next(records, None)
        if first is None and not allow_empty:  # before a new catalogue is made
            log.finish()
            raise nothing_in((source.name for source in sources), log.first)
        try:
            with Catalogue(catalogue, alphabet=alphabet or "") as opened:
                addition = _add(opened, first, records, sources, categories, log if strict else None)
        except _Refused:
            log.finish()
            messages.summary(f"{catalogue}: {log.rejected} rejected; nothing added (--strict)")
            return 1
        for problem in addition.problems:
            log.problem(problem)
        log.finish()
    _summarise(messages, catalogue, addition, log)
    return 4 if log.rejected else 0


def _add(
    catalogue: Catalogue,
    first: Record | None,
    rest: Iterator[Record],
    sources: Sequence[Source],
    categories: Sequence[str],
    strict: Log | None,
) -> Addition:
    listed: list[Source] = []

    def records() -> Iterator[Record]:
        """All records; the listing pages among their sources are noted on the way."""
        seen = ""
        for record in chain([first] if first else [], rest):
            if record.source.format == "listing" and record.source.path != seen:
                seen = record.source.path
                listed.extend(source for source in sources if source.name == seen)
            yield record
        if strict and strict.rejected:
            raise _Refused

    return catalogue.add(
        records(),
        source=", ".join(source.name for source in sources[:5]) + (" …" if len(sources) > 5 else ""),
        categories=categories,
        vocabulary=_vocabulary(listed),
    )


def _vocabulary(listed: list[Source]) -> Iterator[Category]:
    """The categories that the pages offer to filter by; asked for after the records, when the pages are known."""
    for source in listed:
        found = read_vocabulary(source.open(Limits()).text())
        yield from (Category(category.name, category.parent) for category in found)


def _summarise(messages: Messages, path: str, addition: Addition, log: Log) -> None:
    parts = [f"{plural(addition.added, 'record')} added"]
    if addition.unchanged:
        parts.append(f"{addition.unchanged} there already")
    if addition.categorised:
        parts.append(f"{addition.categorised} of them with new categories")
    if log.rejected:
        parts.append(f"{log.rejected} rejected (--rejects FILE keeps their text)")
    if addition.change:
        parts.append(f"change {addition.change}")
    messages.summary(f"{path}: {'; '.join(parts)}")


@click.command("add")
@click.argument("catalogue", metavar="CAT")
@options.inputs
@options.from_format
@click.option(
    "-c",
    "--category",
    "categories",
    multiple=True,
    metavar="NAME",
    help="Give the records a category (repeatable).",
)
@options.recursive
@click.option(
    "--alphabet",
    type=click.Choice(sorted(ALPHABETS)),
    help="Sort a new catalogue by this language's alphabet, as ö after z in Swedish.",
)
@click.option("--strict", is_flag=True, help="Add nothing and exit 1 if anything is rejected.")
@options.allow_empty
@options.rejects
@options.quiet
@options.verbose
@options.color
def command(quiet: bool, verbose: bool, **arguments: object) -> int:
    """Add records to the catalogue CAT, which is made if there is none.

    What is there already with the same content is not added again. All inputs are one change: it happens as a
    whole or not at all, and 'soilbib undo' takes it back. A listing page brings the categories it offers.

    \b
    soilbib add soil.db page.txt library.bib
    soilbib add soil.db exports/ --recursive --category "Reference publications"
    """
    return run(messages=Messages(quiet, verbose), **arguments)  # type: ignore[arg-type]
