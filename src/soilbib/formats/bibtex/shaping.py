"""How the formatter writes the value of a field, as far as its layout asks for other than it is.

Only fields whose meaning is known are touched, and of those only what reads the same.
"""

from __future__ import annotations

import re
import textwrap

from soilbib.formats.bibtex.charset import to_charset
from soilbib.formats.bibtex.dates import MONTH_MACROS, month_number
from soilbib.formats.bibtex.latex import collapse, decode, unwrap
from soilbib.formats.bibtex.layout import Layout
from soilbib.formats.bibtex.mapping import RULES
from soilbib.formats.bibtex.syntax import Field

_TEXTS = frozenset(
    name for rule in RULES if rule.kind in ("text", "title", "names", "list") for name in rule.names
) | {"subtitle", "titleaddon", "booksubtitle", "booktitleaddon", "maintitle", "mainsubtitle"}
_NUMBER = re.compile(r"0|[1-9]\d*")
_ACCENT = re.compile(
    r"""\{\\[`'^"~=.uvHtcdbkr]\s*(?:\{\\?[a-zA-Z]\}|\\?[a-zA-Z])\}|\\[`'^"~=.](?:\{\\?[a-zA-Z]\}|\\[ij]\b|[a-zA-Z])"""
    r"""|\\[uvHtcdbkr](?:\{\\?[a-zA-Z]\})|\{\\(?:ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j|dh|DH|th|TH|dj|DJ|ng|NG)\}"""
)


def shaped(field: Field, written: str, layout: Layout) -> str:
    """A field's value with its delimiters; ``written`` is how it stands."""
    if field.pieces:
        return written
    text = field.text
    if layout.months and field.name == "month":
        number = month_number(text)
        return MONTH_MACROS[number - 1] if number else written
    if layout.numeric and _NUMBER.fullmatch(text.strip()) and field.name in _TEXTS | {"year"}:
        return text.strip()
    if field.name not in _TEXTS:
        return written
    if layout.strip_braces:
        text = unwrap(collapse(text)) if text.strip().startswith("{") else text
    if layout.charset == "utf8":
        text = _ACCENT.sub(lambda match: decode(match.group()), text)
    elif layout.charset:
        text = to_charset(text, layout.charset)
    if layout.wrap:
        text = _wrapped(text, field.name, layout)
    return written if text == field.text else f"{{{text}}}"


def _wrapped(text: str, name: str, layout: Layout) -> str:
    """The text in lines, the later ones indented one step more than the field."""
    first = len(layout.indent) + len(name) + len(" = {")
    return textwrap.fill(
        collapse(text),
        layout.wrap,
        initial_indent=" " * first,
        subsequent_indent=layout.indent * 2,
        break_long_words=False,
        break_on_hyphens=False,
    ).lstrip(" ")
