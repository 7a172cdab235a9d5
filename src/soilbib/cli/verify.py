"""``soilbib verify``: whether a catalogue is whole."""

from __future__ import annotations

import click

from soilbib.catalogue import Catalogue
from soilbib.cli import options
from soilbib.cli.collection import open_catalogue
from soilbib.cli.messages import Messages
from soilbib.errors import OutputError


def run(catalogue: str, messages: Messages | None = None) -> int:
    """Check all of a catalogue; returns the exit status: 0, or 1 where something is wrong."""
    messages = messages or Messages()
    with messages.progress(f"checking {catalogue}"), _open(catalogue) as opened:
        problems = opened.check()
        count, how = opened.count(), " (but the text index, as the file cannot be written)" * opened.read_only
    for problem in problems:
        click.echo(f"{catalogue}: {problem}")
    if not problems:
        messages.summary(f"{catalogue}: {count:,} records, nothing wrong{how}")
    return 1 if problems else 0


def _open(catalogue: str) -> Catalogue:
    """The catalogue, for writing where that is possible: SQLite's own check of the text index is a kind of it."""
    try:
        return open_catalogue(catalogue, write=True)
    except OutputError:
        return open_catalogue(catalogue)


@click.command("verify")
@click.argument("catalogue", metavar="CAT")
@options.quiet
@options.color
def command(quiet: bool, **arguments: object) -> int:
    """Check the whole catalogue CAT: the file, its index and what was derived from each record.

    Exit status 1 where something is wrong.
    """
    return run(messages=Messages(quiet), **arguments)  # type: ignore[arg-type]
