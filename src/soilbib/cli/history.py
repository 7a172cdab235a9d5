"""``soilbib history``: the changes of a catalogue."""

from __future__ import annotations

from itertools import islice

import click

from soilbib.catalogue import Change
from soilbib.cli import options
from soilbib.cli.collection import open_catalogue
from soilbib.cli.messages import plural


def run(catalogue: str, key: str | None = None, *, limit: int = 20, output_format: str = "table") -> int:
    """Print the changes, the latest first; returns the exit status."""
    with open_catalogue(catalogue) as opened:
        changes = list(islice(opened.history(key), limit or None))
    if output_format == "json":
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(changes), indent=2).decode())
    else:
        for change in changes:
            click.echo(line_of(change))
    return 0


def line_of(change: Change) -> str:
    """A change in one line."""
    when = change.at.replace("T", " ").removesuffix("+00:00")
    back = f"  (undone by {change.undone_by})" if change.undone_by else ""
    who = f"  {change.who}" if change.who else ""
    return f"{change.number:>5}  {when}{who}  {change.kind}  {plural(change.records, 'record')}  {change.what}{back}"


@click.command("history")
@click.argument("catalogue", metavar="CAT")
@click.argument("key", required=False)
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="How many; 0 for all.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["table", "json"]),
    default="table",
    help="Form of the list.",
)
@options.color
def command(**arguments: object) -> int:
    """List the changes of the catalogue CAT, or of its record KEY, the latest first; times are in UTC."""
    return run(**arguments)  # type: ignore[arg-type]
