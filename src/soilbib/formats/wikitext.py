"""Wikitext: templates found and taken apart, and values between wikitext and a record's markup."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r"<!--.*?-->|<nowiki>.*?</nowiki>|\{\{|\}\}|\[\[|\]\]|\|", re.DOTALL | re.IGNORECASE)
LONGEST = 50_000
"""Characters of a template: beyond that it was not closed."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NOWIKI = re.compile(r"</?nowiki */?>", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_WEB_LINK = re.compile(r"\[(?:https?:)?//\S+ ([^\[\]]+)\]")
_TEMPLATE = re.compile(r"\{\{([^{}|]+)((?:\|[^{}|]*)*)\}\}")
_QUOTES = re.compile(r"('''|'')(.+?)\1(?!')")
_NUMBERED = re.compile(r"\d+\s*=\s*")
_MARKS: dict[str, str] = {
    "!": "|", "'": "'", "'s": "'s", "=": "=", "nbsp": " ", "ndash": "–", "snd": " – ", "mdash": "—", "spaces": " ",
    "hyphen": "-", "shy": "", "zwsp": "", "-": "", "pipe": "|", "(": "{", ")": "}",
}  # fmt: skip
"""Template → the character that it stands for."""

_LAST = frozenset(
    """lang lang-de lang-fr langue nowrap nobr noitalic abbr abbrlink small smaller nobold nocaps transl transliteration
    ill interlanguage_link link-interwiki lien date sc smallcaps""".split()
)
"""The templates that show the last of their values that has no name."""

_SPANS: dict[str, str] = {"sub": "sub", "sup": "sup", "e": "sup", "exp": "sup", "ind": "sub"}
_WRAPPED: tuple[tuple[str, str], ...] = (("<i>", "''"), ("</i>", "''"), ("<b>", "'''"), ("</b>", "'''"))
_SPECIAL = re.compile(r"\{\{|\}\}|\[\[|\]\]|''")


class Template(NamedTuple):
    """A template: its name, its values by name (those without one by number), and where it ends."""

    name: str
    values: dict[str, str]
    end: int


def read_template(text: str, start: int, longest: int = LONGEST) -> Template | None:
    """The template that begins at a "{{"; None where it does not end within ``longest`` characters."""
    opened: list[str] = []
    seams: list[int] = []
    for match in _TOKEN.finditer(text, start, start + longest):
        token = match[0]
        if token in ("{{", "[["):
            opened.append(token)
        elif token in ("}}", "]]"):
            partner = "{{" if token == "}}" else "[["
            if partner not in opened:
                continue
            while opened.pop() != partner:
                pass
            if not opened:
                return _split(text, start + 2, seams, match.start())
        elif token == "|" and len(opened) == 1:
            seams.append(match.start())
    return None


def _split(text: str, start: int, seams: list[int], end: int) -> Template:
    places = [start, *(seam + 1 for seam in seams)]
    pieces = [text[one:other] for one, other in zip(places, [*seams, end], strict=True)]
    values: dict[str, str] = {}
    position = 0
    for piece in pieces[1:]:
        key, equals, value = piece.partition("=")
        if not equals or "{{" in key or "[" in key or "<" in key:
            position += 1
            key, value = str(position), piece
        values[_COMMENT.sub("", key).strip()] = value.strip()
    return Template(" ".join(_COMMENT.sub("", pieces[0]).replace("_", " ").split()), values, end + 2)


def plain(text: str) -> str:
    """A value with its links, comments and small templates resolved and its markup that of a record."""
    if not any(mark in text for mark in "<[{'&"):
        return " ".join(text.split())
    text = _NOWIKI.sub("", _COMMENT.sub("", text))
    before = ""
    while before != text:
        before = text
        text = _TEMPLATE.sub(_resolve, _LINK.sub(r"\1", text))
    text = _WEB_LINK.sub(r"\1", text)
    text = _QUOTES.sub(lambda match: _tagged("b" if len(match[1]) == 3 else "i", match[2]), text)
    from soilbib.formats.xml_text import html_text

    return html_text(text)


def _resolve(match: re.Match[str]) -> str:
    """What a small template shows; the template itself where that is not known."""
    name = match[1].strip().lower().replace(" ", "_")
    values = [value.strip() for value in match[2].split("|")[1:]]
    shown = [_NUMBERED.sub("", value) for value in values if "=" not in value or _NUMBERED.match(value)]
    if name in _MARKS:
        return _MARKS[name]
    if name in _SPANS and shown:
        return _tagged(_SPANS[name], shown[-1])
    return shown[-1] if name in _LAST and shown else match[0]


def _tagged(tag: str, text: str) -> str:
    return f"<{tag}>{text}</{tag}>"


def wikitext(value: str) -> str:
    """A value as it stands in a template."""
    value = " ".join(value.split())
    if _SPECIAL.search(value):
        value = f"<nowiki>{value}</nowiki>"
    for tag, mark in _WRAPPED:
        value = value.replace(tag, mark)
    return value.replace("|", "{{!}}") if "|" in value else value
