"""``soilbib merge``: several records of a catalogue to one."""

from __future__ import annotations

from collections.abc import Sequence

import click

from soilbib.cli import options
from soilbib.cli.collection import open_catalogue
from soilbib.cli.messages import Messages, plural
from soilbib.dedupe.merging import merge


def run(catalogue: str, keys: Sequence[str], messages: Messages | None = None) -> int:
    """Merge records by the policies of `soilbib.dedupe.merging`; returns the exit status."""
    messages = messages or Messages()
    if len(set(keys)) < 2:
        raise click.UsageError("a merge needs the keys of two records or more")
    with open_catalogue(catalogue, write=True) as opened:
        members = [opened.entry(key).record for key in dict.fromkeys(keys)]
        change = opened.merge([member.id for member in members], merge(members))
    back = f"'soilbib undo {catalogue} {change.number}' takes it back"
    messages.summary(f"{catalogue}: {plural(change.records, 'record')} merged to {keys[0]!r}; {back}")
    return 0


@click.command("merge")
@click.argument("catalogue", metavar="CAT")
@click.argument("keys", nargs=-1, required=True, metavar="KEY KEY...")
@options.quiet
@options.color
def command(quiet: bool, **arguments: object) -> int:
    """Merge records of the catalogue CAT: the best value of each field, under the first KEY.

    The merge can be taken back at any later time (see 'soilbib history' and 'soilbib undo').
    """
    return run(messages=Messages(quiet), **arguments)  # type: ignore[arg-type]
