"""``soilbib styles``: search and show citation styles."""

from __future__ import annotations

from itertools import islice

import click

from soilbib.cli import options
from soilbib.csl import StyleSummary, bibliography, load_style, search_styles
from soilbib.model import from_csl

_SPECIMEN = from_csl(
    {
        "id": "specimen",
        "type": "article-journal",
        "title": "Soil carbon 4 per mille",
        "author": [
            {"family": "Minasny", "given": "Budiman"},
            {"family": "Malone", "given": "Brendan P."},
            {"family": "McBratney", "given": "Alex B."},
        ],
        "custom": {"truncated": ["author"]},
        "issued": {"date-parts": [[2017, 4, 15]]},
        "container-title": "Geoderma",
        "volume": "292",
        "page": "59-86",
        "DOI": "10.1016/j.geoderma.2017.01.002",
    }
)


def search(query: str, limit: int) -> list[StyleSummary]:
    """The first styles that have every word of the query in id, title or field."""
    return list(islice(search_styles(query), limit or None))


def show(style: str, locale: str | None = None) -> str:
    """What is known of a style, with a specimen reference."""
    loaded = load_style(style)
    lines = [f"id:       {loaded.id}", f"title:    {loaded.title}"]
    if loaded.parent:
        lines.append(f"parent:   {loaded.parent}")
    if loaded.default_locale:
        lines.append(f"locale:   {loaded.default_locale}")
    lines += [f"specimen: {entry.text}" for entry in bibliography([_SPECIMEN], loaded, locale)]
    return "\n".join(lines)


@click.group("styles")
def command() -> None:
    """Search and show citation styles."""


@command.command("search")
@click.argument("words", nargs=-1)
@click.option("-n", "--limit", type=int, default=25, show_default=True, help="At most this many; 0 for all.")
@click.option(
    "--format", "output_format", type=click.Choice(["text", "json"]), default="text", help="Form of the list."
)
@options.color
def search_command(words: tuple[str, ...], limit: int, output_format: str) -> int:
    """List the styles that have all WORDS in their id, title or field; exit 1 if none has.

    \b
    soilbib styles search soil biology
    """
    found = search(" ".join(words), limit + 1 if limit else 0)
    shown = found[:limit] if limit else found
    if output_format == "json":
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(shown), indent=2).decode())
    else:
        for style in shown:
            click.echo(f"{style.id}  {click.style(style.title, dim=True)}")
    if len(found) > len(shown):
        click.echo("… more (-n 0 shows all)", err=True)
    if not found:
        click.echo(f"soilbib: no style has {' '.join(words)!r}", err=True)
    return 0 if found else 1


@command.command("show")
@click.argument("style")
@click.option("-l", "--locale", help="Locale of the specimen.")
@options.color
def show_command(style: str, locale: str | None) -> None:
    """Show a style (its id or URL, or a file) with a specimen reference.

    \b
    soilbib styles show geoderma
    """
    click.echo(show(style, locale))
