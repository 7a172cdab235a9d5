"""COinS: the works that a page names to programs, OpenURL's context objects in ``<span class="Z3988" title="…">``.

The spans are read wherever they stand in HTML, context objects and OpenURLs on lines of their own in plain text, and
context objects in XML (``<ctx:context-object>``); what they say is in `soilbib.formats.openurl`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple

from soilbib.errors import Loss, Place, Problem
from soilbib.formats.format import Format
from soilbib.formats.openurl import parse_pairs, read_context, write_context
from soilbib.formats.read_back import ReadBack, first_record
from soilbib.formats.xml import read_elements
from soilbib.formats.xml_text import element_text
from soilbib.formats.xml_trees import fragment
from soilbib.model import Record, Source

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MARK = "Z3988"
_TAG = re.compile(r"<[a-z][^<>\"']*(?:(?:\"[^\"]{0,20000}\"|'[^']{0,20000}')[^<>\"']*)*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_LINE = re.compile(
    r"^[ \t]*(?:https?://\S+\?)?((?:\S*&)?(?:ctx_ver|url_ver|rft_val_fmt)=\S+)[ \t]*$", re.MULTILINE
)
_CONTEXT_LINE = re.compile(r"[^\n]*(?:ctx_ver|rft_val_fmt|rft\.[a-z]+)=[^\n]*")
_XML = re.compile(r"<(?:[\w.-]+:)?context-object\b")
_BEGINS = re.compile(r"\s*<span [^<>]*\bZ3988\b")


_KEYS = {"format": "rft_val_fmt", "identifier": "rft_id"}


class _Found(NamedTuple):
    """A context object of a text, or the text of a span without one."""

    start: int
    identifier: str
    context: str
    text: str


def looks_like(head: str) -> bool:
    """Whether the head is made of spans or context objects, or is a page that names works to programs.

    A page with one span of Dublin Core is no such page: it tells of itself, as weblogs do.
    """
    if _XML.search(head):
        return True
    if _MARK not in head:
        return "Z39.88" in head and "<" not in head and _LINE.search(head) is not None
    found = [item for item in _find(head) if item.context]
    if _BEGINS.match(head.removeprefix("\ufeff")) or len(found) > 1:
        return True
    return any(
        key == "rft_val_fmt" and not value.endswith(":dc")
        for item in found
        for key, value in parse_pairs(item.context)
    )


def _find(text: str) -> Iterator[_Found]:
    if _MARK not in text and "<" not in text:
        yield from (_Found(match.start(1), "", match[1], match[0]) for match in _LINE.finditer(text))
        return
    position = 0
    while (mark := text.find(_MARK, position)) >= 0:
        start = text.rfind("<", position, mark)
        position = mark + len(_MARK)
        tag = _TAG.match(text, start) if start >= 0 else None
        if not tag or tag[0].count(_MARK) > 1:  # a quote too many joins it to the next
            continue
        attributes = {
            match[1].lower(): match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(tag[0])
        }
        if _MARK in attributes.get("class", "").split():
            position = max(position, tag.end())
            yield _Found(
                start, unescape(attributes.get("id", "")), unescape(attributes.get("title", "")), tag[0]
            )


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """The record of each context object, in the order of the text."""
    if _XML.search(text):
        yield from _read_elements(text, path)
        return
    line, counted, is_empty, end = 1, 0, True, 0
    for found in _find(text):
        yield from _broken(text, end, found.start, path)
        line, counted, is_empty = line + text.count("\n", counted, found.start), found.start, False
        end = found.start + len(found.text)
        record = read_context(parse_pairs(found.context), found.identifier, Source("coins", path, line))
        if record:
            yield record
        else:
            yield Problem("E102", "the span has no context object", Place(path, line), text=found.text)
    if is_empty:
        yield Problem("E103", "no COinS span and no context object", Place(path, 1), text=text)
    else:
        yield from _broken(text, end, len(text), path)


def _broken(text: str, start: int, end: int, path: str) -> Iterator[Problem]:
    """The lines of a stretch between spans that have a context object all the same, in a tag that is broken."""
    for match in _CONTEXT_LINE.finditer(text, start, end):
        line = text.count("\n", 0, match.start()) + 1
        yield Problem("E102", "a context object stands in a broken tag", Place(path, line), text=match[0])


def _read_elements(text: str, path: str) -> Iterator[Record | Problem]:
    for found in read_elements(text, path, ("context-object",)):
        if isinstance(found, Problem):
            yield found
            continue
        element, line = found
        record = read_context(list(_pairs(element)), "", Source("coins", path, line))
        yield record or Problem(
            "E102", "the context object says nothing", Place(path, line), text=fragment(element)
        )


def _pairs(element: Element) -> Iterator[tuple[str, str]]:
    """What the elements of a context object's referent say, as the keys and values that say the same."""
    referent = element.find("referent")
    for child in element.iter("*") if referent is None else referent.iter("*"):
        text = element_text(child)
        if child.tag == "author" and len(child):
            given = element_text(child.find("aufirst")) or element_text(child.find("auinit"))
            family = element_text(child.find("aulast"))
            yield "rft.au", f"{family}, {given}" if family else element_text(child.find("au"))
        elif text and not len(child) and (above := child.getparent()) is not None and above.tag != "author":
            yield _KEYS.get(child.tag, f"rft.{child.tag}"), text


def write(records: Iterable[Record]) -> Iterator[str | Loss]:
    """A span for each record on a line of its own, its id that of the span, with the losses that reading back shows."""
    back = ReadBack("coins", "COinS", lambda text: first_record(read(text, "")))
    for record in records:
        name = f' id="{escape(record.id)}"' if record.id else ""
        text = f'<span class="{_MARK}"{name} title="{escape(write_context(record))}"></span>\n'
        yield from back.losses(record, text)
        yield text


COINS = Format(
    name="coins",
    title="COinS and OpenURL context objects",
    extensions=(),
    looks_like=looks_like,
    read=read,
    write=write,
    aliases=("openurl", "z3988", "contextobject"),
)
