"""``soilbib formats``: what can be read and written."""

from __future__ import annotations

import click

from soilbib.cli import options
from soilbib.formats import FORMATS, Format


def run(form: str = "text") -> str:
    """The table of formats as "text", "markdown" or "json"."""
    entries = sorted(FORMATS.values(), key=lambda entry: entry.name)
    if form == "json":
        import msgspec

        return msgspec.json.format(msgspec.json.encode([_row(entry) for entry in entries]), indent=2).decode()
    if form == "markdown":
        return "\n".join([_HEAD, *map(_markdown, entries)])
    lines = [f"{'name':<10} {'read':<5} {'write':<6} {'streaming':<10} {'extensions':<14} title"]
    return "\n".join([*lines, *map(_line, entries)])


_HEAD = (
    "| name | format | other names | extensions | read | write | streaming |\n|---|---|---|---|---|---|---|"
)


def _row(entry: Format) -> dict[str, object]:
    return {
        "name": entry.name,
        "title": entry.title,
        "extensions": list(entry.extensions),
        "aliases": list(entry.aliases),
        "read": entry.read is not None,
        "write": entry.write is not None,
        "streaming": entry.streams,
    }


def _line(entry: Format) -> str:
    read, write, streaming = ("yes" if can else "-" for can in _can(entry))
    also = f" (also: {', '.join(entry.aliases)})" if entry.aliases else ""
    extensions = " ".join(entry.extensions)
    return f"{entry.name:<10} {read:<5} {write:<6} {streaming:<10} {extensions:<14} {entry.title}{also}"


def _markdown(entry: Format) -> str:
    names, extensions = (
        ", ".join(f"`{name}`" for name in part) for part in (entry.aliases, entry.extensions)
    )
    can = " | ".join("yes" if can else "no" for can in _can(entry))
    return f"| `{entry.name}` | {entry.title} | {names} | {extensions} | {can} |"


def _can(entry: Format) -> tuple[bool, bool, bool]:
    return entry.read is not None, entry.write is not None, entry.streams


@click.command("formats")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="Form of the list.",
)
@options.color
def command(output_format: str) -> None:
    """List the formats that can be read and written, and which of them are read in constant memory."""
    click.echo(run(output_format))
