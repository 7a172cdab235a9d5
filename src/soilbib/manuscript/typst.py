"""Citations in Typst: ``@roe2001[p. 3]``, ``#cite(<roe2001>)``, ``#cite(label("odd key"))``."""

from __future__ import annotations

import re

from soilbib.manuscript.citation import Cited, Found, blank

_RAW = re.compile(r"(?P<fence>`{3,}).*?(?P=fence)|`[^`\n]*`|\bhttps?://[^\s<>]+", re.DOTALL)
_LINE_COMMENT = re.compile(r"(?<![:\\])//[^\n]*")
_BLOCK_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_KEY = r"[^\W](?:[\w.:-]*\w)?"
_REFERENCE = re.compile(rf"(?<![\w\\@])@(?P<key>{_KEY})")
_CITE = re.compile(rf"\bcite\(\s*(?:<(?P<key>{_KEY})>|label\(\s*\"(?P<odd>[^\"\n]+)\"\s*\))")
_LABEL = re.compile(rf"(?<!\()<(?P<key>{_KEY})>")
_INCLUDED = re.compile(r"#include\s+\"(?P<name>[^\"\n]+)\"")


def find(text: str) -> Found:
    """The keys that a text cites: those that it refers to and that are no labels of its own."""
    text = blank(text, _RAW, _BLOCK_COMMENT, _LINE_COMMENT)
    labels = {match["key"] for match in _LABEL.finditer(text)}
    found = [Cited(match["key"] or match["odd"], match.start()) for match in _CITE.finditer(text)]
    found += [
        Cited(match["key"], match.start("key"))
        for match in _REFERENCE.finditer(text)
        if match["key"] not in labels
    ]
    included = tuple(match["name"] for match in _INCLUDED.finditer(text))
    return Found(tuple(sorted(found, key=lambda cited: cited.offset)), included)
