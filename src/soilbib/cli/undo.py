"""``soilbib undo``: take a change of a catalogue back."""

from __future__ import annotations

import click

from soilbib.cli import options
from soilbib.cli.collection import open_catalogue
from soilbib.cli.messages import Messages, plural


def run(
    catalogue: str, change: int | None = None, *, force: bool = False, messages: Messages | None = None
) -> int:
    """Take a change back, by default the latest that stands; returns the exit status."""
    messages = messages or Messages()
    with open_catalogue(catalogue, write=True) as opened:
        done = opened.undo(change, force=force)
    again = f"'soilbib undo {catalogue} {done.number}' does it again"
    messages.summary(f"{catalogue}: {done.what} undone, {plural(done.records, 'record')}; {again}")
    return 0


@click.command("undo")
@click.argument("catalogue", metavar="CAT")
@click.argument("change", type=int, required=False)
@click.option("--force", is_flag=True, help="Even if records of the change were changed again since.")
@options.quiet
@options.color
def command(quiet: bool, **arguments: object) -> int:
    """Take back the latest change of the catalogue CAT, or the CHANGE of that number (see 'soilbib history').

    An undo is a change itself: undoing it does the first one again. Exit status 6, and nothing is changed, where
    a later change has touched the same records.
    """
    return run(messages=Messages(quiet), **arguments)  # type: ignore[arg-type]
