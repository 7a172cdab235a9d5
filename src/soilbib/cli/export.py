"""``soilbib export``: records out of a catalogue, in any format."""

from __future__ import annotations

import click

from soilbib import formats
from soilbib.cli import options
from soilbib.cli.collection import open_records, records_of, said_query, write_out
from soilbib.cli.messages import Messages, losses_summary, plural
from soilbib.files import STDIN


def run(
    catalogue: str,
    *,
    query: str | None = None,
    target_format: str | None = None,
    output: str | None = None,
    messages: Messages | None = None,
) -> int:
    """Write the records, all or those that a query finds; returns the exit status."""
    messages = messages or Messages()
    target = _target(target_format, output)
    formats.find_writer(target)
    with open_records(catalogue) as opened:
        entries = opened.entries(said_query(query) if query else None)
        count, lost = write_out(records_of(entries), target, output)
    if output or lost:
        parts = [plural(count, "record"), *([losses_summary(lost)] if lost else [])]
        messages.summary(f"{output or '<stdout>'}: {'; '.join(parts)}")
    return 0


def _target(name: str | None, output: str | None) -> str:
    if name:
        return formats.find_format(name).name
    return "csljson" if output in (None, STDIN) else formats.format_of_name(str(output))


@click.command("export")
@click.argument("catalogue", metavar="CAT")
@click.argument("query", required=False)
@options.to_format
@options.output
@options.quiet
@options.color
def command(quiet: bool, **arguments: object) -> int:
    """Write the records of the catalogue CAT, or of a file, or those of them that QUERY finds, in any format.

    \b
    soilbib export soil.db -o soil.bib
    soilbib export soil.db 'type:report year:2015..' -t ris > reports.ris
    soilbib export library.bib 'journal:geoderma' -o geoderma.bib
    """
    return run(messages=Messages(quiet), **arguments)  # type: ignore[arg-type]
