"""``soilbib formats``: what can be read and written."""

from __future__ import annotations

import click

from soilbib.cli import options
from soilbib.formats import FORMATS


def run(as_json: bool = False) -> str:
    """The table of formats as text or JSON."""
    entries = sorted(FORMATS.values(), key=lambda entry: entry.name)
    rows = [
        {
            "name": entry.name,
            "title": entry.title,
            "extensions": list(entry.extensions),
            "aliases": list(entry.aliases),
            "read": entry.read is not None,
            "write": entry.write is not None,
        }
        for entry in entries
    ]
    if as_json:
        import msgspec

        return msgspec.json.format(msgspec.json.encode(rows), indent=2).decode()
    lines = [f"{'name':<10} {'read':<5} {'write':<6} {'extensions':<14} title"]
    for entry in entries:
        can = ["yes" if function else "-" for function in (entry.read, entry.write)]
        also = f" (also: {', '.join(entry.aliases)})" if entry.aliases else ""
        lines.append(
            f"{entry.name:<10} {can[0]:<5} {can[1]:<6} {' '.join(entry.extensions):<14} {entry.title}{also}"
        )
    return "\n".join(lines)


@click.command("formats")
@click.option(
    "--format", "output_format", type=click.Choice(["text", "json"]), default="text", help="Form of the list."
)
@options.color
def command(output_format: str) -> None:
    """List the formats that can be read and written."""
    click.echo(run(as_json=output_format == "json"))
