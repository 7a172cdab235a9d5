"""HTML's entities in values that are plain text: "Guti&eacute;rrez", as some programs export it."""

from __future__ import annotations

import html
import re

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def unescaped(text: str) -> str:
    """The text with its entities as characters; an ampersand without a semicolon stays."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)
