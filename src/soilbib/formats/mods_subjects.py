"""The subjects of MODS as keywords, and back: a subject of several parts ("Soils, France") is kept as one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from soilbib.formats.xml_text import element_text
from soilbib.formats.xml_trees import add, parse_fragment

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def topics(subject: Element) -> list[str]:
    """The keywords of a subject."""
    return [text for topic in subject.findall("topic") if (text := element_text(topic))]


def write_subjects(root: Element, keywords: Iterable[str], kept: object) -> list[str]:
    """Add a subject for each keyword, those kept in full in their places; the XML of the kept ones that are used up."""
    found: dict[str, list[tuple[str, Element]]] = {}
    for text in kept if isinstance(kept, list | tuple) else ():
        element = parse_fragment(text)
        words = topics(element) if element is not None else []
        if element is not None and words:
            found.setdefault(words[0], []).append((text, element))
    wanted = list(keywords)
    used: list[str] = []
    done: set[str] = set()
    for keyword in wanted:
        for text, element in found.pop(keyword, ()):
            if done.isdisjoint(topics(element)) and set(topics(element)) <= set(wanted):
                root.append(element)
                used.append(text)
                done.update(topics(element))
        if keyword not in done:
            add(add(root, "subject"), "topic", keyword)
    return used
