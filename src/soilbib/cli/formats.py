"""``soilbib formats``: what can be read and written."""

from __future__ import annotations

from collections.abc import Sequence

import click

from soilbib.cli import options
from soilbib.formats import FORMATS, Format, find_format


def run(form: str = "text", names: Sequence[str] = ()) -> str:
    """The table of formats as "text", "markdown" or "json"; with names, the fields of these formats."""
    entries = list(map(find_format, names)) or sorted(FORMATS.values(), key=lambda entry: entry.name)
    if form == "json":
        return _json([_fields_row(entry) if names else _row(entry) for entry in entries])
    if names:
        return "\n\n".join(_fields(entry, form) for entry in entries)
    if form == "markdown":
        return "\n".join([_HEAD, *map(_markdown, entries)])
    lines = [f"{'name':<10} {'read':<5} {'write':<6} {'streaming':<10} {'extensions':<14} title and dialects"]
    return "\n".join([*lines, *map(_line, entries)])


def _json(rows: list[dict[str, object]]) -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(rows), indent=2).decode()


_HEAD = (
    "| name | format | other names | extensions | read | write | streaming | dialects |\n"
    "|---|---|---|---|---|---|---|---|"
)


def _fields(entry: Format, form: str) -> str:
    """What the format's own names stand for."""
    from soilbib.formats import field_tables

    name = _tabled_as(entry)
    if name not in field_tables.tabled():
        return f"{entry.title}: CSL's own names, or fields that are read by code (see docs/fields.md)"
    if form == "markdown":
        return field_tables.markdown(name)
    return "\n".join([f"{entry.title} (↔ both ways, → only read)", *field_tables.lines_of(name)])


def _fields_row(entry: Format) -> dict[str, object]:
    from soilbib.formats import field_tables

    return {"name": entry.name, "fields": field_tables.field_rows(_tabled_as(entry))}


def _tabled_as(entry: Format) -> str:
    """The format whose table is this format's, too."""
    return {"marc": "marcxml", "tsv": "csv"}.get(entry.name, entry.name)


def _row(entry: Format) -> dict[str, object]:
    return {
        "name": entry.name,
        "title": entry.title,
        "extensions": list(entry.extensions),
        "aliases": list(entry.aliases),
        "read": entry.read is not None,
        "write": entry.write is not None,
        "streaming": entry.streams,
        "dialects": list(entry.dialects),
    }


def _line(entry: Format) -> str:
    read, write, streaming = ("yes" if can else "-" for can in _can(entry))
    also = f" (also: {', '.join(entry.aliases)})" if entry.aliases else ""
    extensions = " ".join(entry.extensions)
    dialects = f"; dialects: {', '.join(entry.dialects)}" if entry.dialects else ""
    return f"{entry.name:<10} {read:<5} {write:<6} {streaming:<10} {extensions:<14} {entry.title}{also}{dialects}"


def _markdown(entry: Format) -> str:
    names, extensions, dialects = (
        ", ".join(f"`{name}`" for name in part) for part in (entry.aliases, entry.extensions, entry.dialects)
    )
    can = " | ".join("yes" if can else "no" for can in _can(entry))
    return f"| `{entry.name}` | {entry.title} | {names} | {extensions} | {can} | {dialects} |"


def _can(entry: Format) -> tuple[bool, bool, bool]:
    return entry.read is not None, entry.write is not None, entry.streams


@click.command("formats")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="Form of the list.",
)
@options.color
def command(output_format: str, names: tuple[str, ...]) -> None:
    """List the formats that can be read and written, and which of them are read in constant memory.

    With names of formats, say what their fields stand for, and which of them are written, too.
    """
    click.echo(run(output_format, names))
