"""Output formats: tokens of a finished entry to text, one file per format."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from soilbib.csl.assembly import Token
from soilbib.csl.render import html, text


class Renderer(Struct, frozen=True):
    """One output format: how tokens become text, and how an entry is wrapped."""

    render: Callable[[Iterable[Token], tuple[str, ...]], str]
    entry: Callable[[str], str]
    escape: Callable[[str], str]
    frame: tuple[str, str] = ("", "")


RENDERERS: dict[str, Renderer] = {
    "html": Renderer(html.render, html.entry, html.escape, ('<div class="csl-bib-body">\n', "</div>")),
    "text": Renderer(text.render, text.entry, text.escape),
}
"""Name of an output format to its renderer."""
