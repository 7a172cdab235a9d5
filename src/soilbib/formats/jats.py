"""JATS, the XML of articles (NISO Z39.96; NLM's DTDs before it): an article's own record, and its references.

Records are written as a list of references. What has no place in CSL stays in ``Record.extra["jats"]``: path of the
element → its XML, what a mixed citation says beside its elements as ``text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import chain
from typing import TYPE_CHECKING

from soilbib.errors import Problem
from soilbib.formats.format import Format
from soilbib.formats.jats_articles import read_front, with_inherited
from soilbib.formats.jats_citations import CITATIONS, read_ref
from soilbib.formats.jats_writing import write_ref
from soilbib.formats.xml import xml_reader, xml_stream, xml_writer
from soilbib.model import Record, Source

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEAD = re.compile(
    rf"<(?:article-meta|journal-meta|ref-list|{'|'.join(CITATIONS[:3])})\b|-//NLM//DTD (?:JATS|Journal)"
)
_ELEMENT = re.compile(r"<(?:[\w.-]+:)?(article|ref)[\s>]")
_ARTICLE = re.compile(r"<(?:[\w.-]+:)?article[\s>]")
_FRONTS = ("front", "front-stub")
_OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n<ref-list>\n'


def looks_like(head: str) -> bool:
    """Whether the front matter of an article, a citation or JATS's document type stands in the head."""
    return bool(_HEAD.search(head))


def read_element(element: Element, source: Source) -> Iterator[Record]:
    """The records of an ``<article>`` in the order of the text, or of a ``<ref>`` or a front by itself."""
    if element.tag == "ref":
        yield from read_ref(element, source)
        return
    if element.tag in _FRONTS:
        yield from filter(_is_titled, [read_front(element, element, source)])
        return
    front = element.find("front")
    whole = deepcopy(front) if front is not None and element.find("sub-article") is not None else None
    for part in list(element.iter("ref", *_FRONTS)):
        line = source.line + int(str(part.sourceline or 1)) - 1
        place = Source(source.format, source.path, line)
        if part.tag == "ref":
            yield from read_ref(part, place)
            continue
        article = part.getparent()
        front = with_inherited(part, whole) if part.tag == "front-stub" and whole is not None else part
        yield from filter(_is_titled, [read_front(front, element if article is None else article, place)])


def _is_titled(record: Record) -> bool:
    return bool(record.title)


def _recovered(items: Iterable[Record | Problem], path: str) -> Iterator[Record | Problem]:
    """What is read, and behind a broken or cut article, which is a problem, those of its parts that are whole."""
    for item in items:
        yield item
        if isinstance(item, Problem) and item.code == "E102" and _ARTICLE.match(item.text):
            parts = xml_reader("jats", ("ref", *_FRONTS), read_element)(item.text, path)
            yield from (
                part.replace(source=Source("jats", path)) for part in parts if isinstance(part, Record)
            )


def _names(text: str) -> tuple[str, ...]:
    """The element that a text is cut at: articles, or references where there is no article."""
    found = _ELEMENT.search(text)
    return (found[1],) if found else ("article", "ref")


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """The records of each article, its own first, then those of its references."""
    yield from _recovered(xml_reader("jats", _names(text), read_element)(text, path), path)


def stream(blocks: Iterable[str], path: str) -> Iterator[Record | Problem]:
    """The same as reading the whole, article by article or reference by reference."""
    begun, rest = "", iter(blocks)
    for block in rest:
        begun += block
        if _ELEMENT.search(begun):
            break
    items = xml_stream("jats", _names(begun), read_element)(chain([begun], rest), path)
    yield from _recovered(items, path)


write = xml_writer("jats", "JATS", _OPENING, "</ref-list>\n", write_ref, read)

JATS = Format(
    name="jats",
    title="JATS XML",
    extensions=(".nxml", ".jats", ".xml"),
    looks_like=looks_like,
    read=read,
    write=write,
    aliases=("jats-xml", "nlm-xml", "pmc", "pmcxml"),
    stream=stream,
)
