"""A value's inline markup and quotation marks as content."""

from __future__ import annotations

import re
from typing import NamedTuple

from soilbib.csl.content import INNER_QUOTED, NOCASE, PLAIN, QUOTED, Content, Formatting, Node, walk

SPECIAL = re.compile(r"""[<"'“”‘’«»‹›„‚]""")

_TOKEN = re.compile(
    r"""(?P<open><(?:i|b|sup|sub|sc|span\s+style="font-variant:\s*small-caps;?"|span\s+class="no(?:case|decor)")>)
    |(?P<close></(?:i|b|sup|sub|sc|span)>)
    |(?P<quote>["'“”‘’„‚«»‹›])""",
    re.VERBOSE,
)
_KINDS = {
    "<i>": Formatting(tags=("italic",)),
    "<b>": Formatting(tags=("bold",)),
    "<sup>": Formatting(tags=("superscript",)),
    "<sub>": Formatting(tags=("subscript",)),
    "<sc>": Formatting(tags=("small-caps",)),
}
_SMALL_CAPS = Formatting(tags=("small-caps",))
_NODECOR = Formatting(tags=("nodecor",))
_CLOSERS = {"“": "”", "‘": "’", "«": "»", "‹": "›", "„": "“”", "‚": "‘’"}
"""Marks that open and those that close them."""
_OPENING_BEFORE = frozenset(" \t\n\xa0\u202f([{-–—/“‘«\"'")
APOSTROPHE = "’"


class _Open(NamedTuple):
    """A tag or quotation mark that waits for its partner, and the content before it."""

    token: str
    before: list[Content]


def parse_value(value: str) -> Content:
    """A value as content: a plain string where it has neither markup nor quotation marks."""
    if not SPECIAL.search(value):
        return value
    children = _parse(value)
    if "'" in value:
        children = _outer_first(children)
    if len(children) < 2:
        return children[0] if children else ""
    return Node(tuple(children), PLAIN)


def _parse(value: str) -> list[Content]:
    stack: list[_Open] = []
    current: list[Content] = []
    position = 0
    for match in _TOKEN.finditer(value):
        _append(current, value[position : match.start()])
        position = match.end()
        token = match.group()
        if match["open"]:
            stack.append(_Open(token, current))
            current = []
        elif match["close"]:
            current = _close(stack, current, token)
        else:
            current = _quote(stack, current, token, value, match.start())
    _append(current, value[position:])
    while stack:
        current = _abandon(stack, current)
    return current


def _append(content: list[Content], text: str) -> None:
    if not text:
        return
    last = content[-1] if content else None
    if isinstance(last, str):
        content[-1] = last + text
    else:
        content.append(text)


def _extend(content: list[Content], more: list[Content]) -> None:
    for piece in more:
        if isinstance(piece, str):
            _append(content, piece)
        else:
            content.append(piece)


def _abandon(stack: list[_Open], current: list[Content]) -> list[Content]:
    """Take the innermost opening back: it had no partner and stays text."""
    opened = stack.pop()
    text = APOSTROPHE if opened.token in "'‘’" else opened.token
    content = opened.before
    _append(content, text)
    _extend(content, current)
    return content


def _close(stack: list[_Open], current: list[Content], token: str) -> list[Content]:
    """A closing tag: ends the span that waits for it, or stays text."""
    index = next((i for i in range(len(stack) - 1, -1, -1) if _closing(stack[i].token) == token), -1)
    if index < 0:
        _append(current, token)
        return current
    while len(stack) > index + 1:
        current = _abandon(stack, current)
    opened = stack.pop()
    if current:
        opened.before.append(Node(tuple(current), _formatting(opened.token)))
    return opened.before


def _closing(token: str) -> str:
    if not token.startswith("<"):
        return ""
    return "</" + re.split(r"[\s>]", token[1:], maxsplit=1)[0] + ">"


def _formatting(token: str) -> Formatting:
    if token in _KINDS:
        return _KINDS[token]
    if "nocase" in token:
        return NOCASE
    return _NODECOR if "nodecor" in token else _SMALL_CAPS


def _quote(stack: list[_Open], current: list[Content], token: str, value: str, start: int) -> list[Content]:
    """A quotation mark opens, closes, or is an apostrophe."""
    before, after = _neighbours(value, start)
    single = token in "'‘’"
    closes = _waiting(stack, token)
    if (token in _CLOSERS and closes < 0) or (token in "\"'" and _opens(before, after)):
        stack.append(_Open(token, current))
        return []
    if single and before.isalnum() and after.isalnum():
        _append(current, APOSTROPHE)
        return current
    if closes < 0 or (token in "\"'" and before.isspace()):
        _append(current, APOSTROPHE if single else token)
        return current
    while len(stack) > closes + 1:
        current = _abandon(stack, current)
    opened = stack.pop()
    opened.before.append(Node(tuple(current) or ("",), _quoting(opened.token, token)))
    return opened.before


def _quoting(opening: str, closing: str) -> Formatting:
    """The formatting of two marks; of straight ones the single ones count as the inner marks for now."""
    if opening in _CLOSERS:
        return Formatting(tags=(f"written:{opening}{closing}",))
    return QUOTED if opening == '"' else INNER_QUOTED


_SWAPPED = {QUOTED: INNER_QUOTED, INNER_QUOTED: QUOTED}


def _outer_first(children: list[Content]) -> list[Content]:
    """The content with those of its straight marks as the outer ones that come first, single or double."""
    quoted = (node.formatting for child in children for node in walk(child) if node.formatting in _SWAPPED)
    return [_swap(child) for child in children] if next(quoted, QUOTED) == INNER_QUOTED else children


def _swap(content: Content) -> Content:
    if isinstance(content, str):
        return content
    formatting = _SWAPPED.get(content.formatting, content.formatting)
    return Node(tuple(map(_swap, content.children)), formatting)


def _neighbours(value: str, start: int) -> tuple[str, str]:
    """The characters around a mark; a tag counts as the space or letter that it stands for."""
    before = value[start - 1 : start] if start else " "
    if before == ">":
        tag = value[value.rfind("<", 0, start) : start]
        before = "x" if tag.startswith("</") else " "
    return before, value[start + 1 : start + 2]


def _opens(before: str, after: str) -> bool:
    """Whether a straight mark between these two characters opens."""
    return before in _OPENING_BEFORE and bool(after) and not after.isspace()


def _waiting(stack: list[_Open], token: str) -> int:
    """The position in the stack of the mark that this one can close, or -1; never across an open tag."""
    for index in range(len(stack) - 1, -1, -1):
        opener = stack[index].token
        if opener.startswith("<"):
            return -1
        if opener == token or token in _CLOSERS.get(opener, ""):
            return index
    return -1
