"""``soilbib remove``: records out of a catalogue."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from soilbib.cli import options
from soilbib.cli.collection import open_catalogue, said_query
from soilbib.cli.messages import Messages, plural


def run(
    catalogue: str, keys: Sequence[str], *, query: str | None = None, messages: Messages | None = None
) -> int:
    """Take records out, by key or by query; returns the exit status."""
    messages = messages or Messages()
    if not keys and query is None:
        raise click.UsageError("name the keys of the records, or a --query")
    if keys == ("-",):
        keys = sys.stdin.read().split()
    with open_catalogue(catalogue, write=True) as opened:
        found = [entry.key for entry in opened.entries(said_query(query))] if query is not None else []
        change = opened.remove([*keys, *found])
    messages.summary(f"{catalogue}: {plural(change.records, 'record')} removed{_as_change(change.number)}")
    return 0 if change.records else 1


def _as_change(number: int) -> str:
    return f"; change {number}" if number else ""


@click.command("remove")
@click.argument("catalogue", metavar="CAT")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--query", metavar="QUERY", help="Remove all that a query finds (see 'soilbib search').")
@options.quiet
@options.color
def command(quiet: bool, **arguments: object) -> int:
    """Remove records from the catalogue CAT; 'soilbib undo' brings them back. KEY "-" reads keys from a pipe.

    Exit status 1 where a query finds nothing.

    \b
    soilbib remove soil.db lal2004 smith2020
    soilbib remove soil.db --query 'type:webpage year:..2005'
    """
    return run(messages=Messages(quiet), **arguments)  # type: ignore[arg-type]
