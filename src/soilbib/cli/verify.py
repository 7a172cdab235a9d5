"""``soilbib verify``: whether a catalogue is whole."""

from __future__ import annotations

import click

from soilbib.cli import options as shared
from soilbib.cli.collection import open_catalogue
from soilbib.cli.messages import Messages


def run(catalogue: str, messages: Messages | None = None) -> int:
    """Check all of a catalogue; returns the exit status: 0, or 1 where something is wrong."""
    messages = messages or Messages()
    with messages.progress(f"checking {catalogue}"), open_catalogue(catalogue, write=True) as opened:
        problems = opened.check()
        count = opened.count()
    for problem in problems:
        click.echo(f"{catalogue}: {problem}")
    if not problems:
        messages.summary(f"{catalogue}: {count:,} records, nothing wrong")
    return 1 if problems else 0


@click.command("verify")
@click.argument("catalogue", metavar="CAT")
@shared.quiet
@shared.color
def command(quiet: bool, **arguments: object) -> int:
    """Check the whole catalogue CAT: the file, its index and what was derived from each record.

    Exit status 1 where something is wrong.
    """
    return run(messages=Messages(quiet), **arguments)  # type: ignore[arg-type]
