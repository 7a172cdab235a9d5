"""HTML as citeproc-js writes it."""

from __future__ import annotations

from collections.abc import Iterable

from soilbib.csl.assembly import Token

TAGS: dict[str, tuple[str, str]] = {
    "font-style:italic": ("<i>", "</i>"),
    "font-style:oblique": ("<em>", "</em>"),
    "font-style:normal": ('<span style="font-style:normal;">', "</span>"),
    "font-variant:small-caps": ('<span style="font-variant:small-caps;">', "</span>"),
    "font-variant:normal": ('<span style="font-variant:normal;">', "</span>"),
    "font-weight:bold": ("<b>", "</b>"),
    "font-weight:light": ("", ""),
    "font-weight:normal": ('<span style="font-weight:normal;">', "</span>"),
    "text-decoration:underline": ('<span style="text-decoration:underline;">', "</span>"),
    "text-decoration:none": ('<span style="text-decoration:none;">', "</span>"),
    "vertical-align:sup": ("<sup>", "</sup>"),
    "vertical-align:sub": ("<sub>", "</sub>"),
    "vertical-align:baseline": ('<span style="baseline">', "</span>"),
    "display:block": ('\n\n    <div class="csl-block">', "</div>\n"),
    "display:left-margin": ('\n    <div class="csl-left-margin">', "</div>"),
    "display:right-inline": ('<div class="csl-right-inline">', "</div>\n  "),
    "display:indent": ('<div class="csl-indent">', "</div>\n  "),
}


def escape(text: str) -> str:
    """Text for HTML; quotation marks stay, since no text lands inside an attribute."""
    return text.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")


def href(url: str) -> str:
    """A URL for an attribute."""
    return escape(url).replace('"', "&#34;")


def render(tokens: Iterable[Token], quotes: tuple[str, ...]) -> str:
    """The tokens as HTML."""
    marks = {"quotes": quotes[:2], "inner-quotes": quotes[2:4]}
    out = []
    for token in tokens:
        if isinstance(token, str):
            out.append(escape(token))
            continue
        tag, opens = token
        if tag in marks:
            out.append(escape(marks[tag][not opens]))
        elif tag.startswith("link:"):
            out.append(f'<a href="{href(tag[5:])}">' if opens else "</a>")
        else:
            out.append(TAGS.get(tag, ("", ""))[not opens])
    return "".join(out)


def entry(text: str) -> str:
    """One bibliography entry."""
    return f'  <div class="csl-entry">{text}</div>\n'
