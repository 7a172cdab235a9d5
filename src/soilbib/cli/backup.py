"""``soilbib backup``: a copy of a catalogue."""

from __future__ import annotations

from pathlib import Path

import click

from soilbib.cli import options
from soilbib.cli.collection import open_catalogue
from soilbib.cli.messages import Messages
from soilbib.errors import OutputError


def run(catalogue: str, output: str, *, force: bool = False, messages: Messages | None = None) -> int:
    """Copy a catalogue as it is now; returns the exit status."""
    messages = messages or Messages()
    if Path(output).exists() and not force:
        raise OutputError(f"{output}: is there already (--force replaces it)")
    with open_catalogue(catalogue) as opened:
        opened.backup(output)
        messages.summary(f"{output}: {opened.count():,} records")
    return 0


@click.command("backup")
@click.argument("catalogue", metavar="CAT")
@click.argument("output", metavar="FILE")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@options.quiet
@options.color
def command(quiet: bool, **arguments: object) -> int:
    """Copy the catalogue CAT to FILE, in one step and while others go on writing."""
    return run(messages=Messages(quiet), **arguments)  # type: ignore[arg-type]
