"""XML trees: elements parsed with all dangers off, paths in them, what is kept of them, and their text."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, cast

from soilbib.formats.xml_text import legal

if TYPE_CHECKING:
    from lxml.etree import XMLParser
    from lxml.etree import _Element as Element

_MARKUP = re.compile(r"[&<>\r]")
_QUOTED = re.compile(r"[&<>{\"\t\n\r]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_STEP = re.compile(r"([A-Za-z_][\w.-]*)(?:\[@type='(\w+)'\])?")


def parse_element(text: str, declarations: str, parser: XMLParser) -> Element:
    """The element of a text, namespaces removed from all names; raises SyntaxError where it is not well-formed."""
    from lxml import etree

    root = etree.fromstring(f"<soilbib {declarations}>{text}</soilbib>".encode("utf-8", "replace"), parser)
    for element in root.iter("*"):
        element.tag = element.tag.rpartition("}")[2]
    found = root[0]
    found.tail = None
    root.remove(found)
    return found


def new_parser() -> XMLParser:
    """A parser without document types, entities, network and huge trees."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


def remove(element: Element) -> None:
    """Take an element out of its tree, its tail with it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _tidy(element: Element) -> None:
    """Take out the white space that only indents."""
    for parent in element.iter("*"):
        texts = [parent.text, *(child.tail for child in parent)]
        if len(parent) and not any(text and not text.isspace() for text in texts):
            parent.text = None
            for child in parent:
                child.tail = None


def step(element: Element) -> str:
    """The name of an element as a step of a path, with its type where it has one."""
    kind = element.get("type")
    return f"{element.tag}[@type='{kind}']" if kind and kind.isalnum() else str(element.tag)


def fragment(element: Element) -> str:
    """The XML of an element without its tail and the namespaces that only its ancestors need."""
    from lxml import etree

    if element.nsmap:
        element = deepcopy(element)
        etree.cleanup_namespaces(element)
    return etree.tostring(element, encoding="unicode", with_tail=False)


def put_rest(root: Element, rest: object) -> None:
    """Put what `Taker.rest` gave back into a tree; what is no XML is left out."""
    for path, values in rest.items() if isinstance(rest, dict) else ():
        for value in values if isinstance(values, list | tuple) else ():
            element = parse_fragment(value)
            if element is not None:
                ensure(root, str(path).rpartition("/")[0]).append(element)


def parse_fragment(text: object) -> Element | None:
    """The element of a kept text; None where it is no XML."""
    try:
        return parse_element(legal(text), "", new_parser()) if isinstance(text, str) else None
    except (SyntaxError, IndexError):
        return None


def compact(element: Element) -> str:
    """The XML of an element without the white space that only indents."""
    _tidy(element)
    return fragment(element)


def ensure(root: Element, path: str) -> Element:
    """The element at a path, made where it is not there."""
    for part in path.split("/") if path else ():
        match = _STEP.fullmatch(part)
        if not match:
            return root
        found = next((child for child in root if step(child) == part), None)
        if found is None:
            found = root.makeelement(match[1], {"type": match[2]} if match[2] else {})
            root.append(found)
        root = found
    return root


def add(parent: Element, path: str, text: str = "", **attributes: str) -> Element:
    """Add an element at a path below the parent, which is made as needed; attributes without value are left out."""
    above, _, name = path.rpartition("/")
    given = {key.rstrip("_"): legal(value) for key, value in attributes.items() if value}
    element = parent.makeelement(name, given)
    (ensure(parent, above) if above else parent).append(element)
    if text:
        element.text = legal(text)
    return element


def escaped(text: str) -> str:
    """A text as it stands in XML."""
    text = legal(text)
    return text.translate(_ESCAPES) if _MARKUP.search(text) else text


def show(element: Element, depth: int = 1) -> str:
    """The XML of an element with each child on a line of its own, but for text with markup."""
    pieces: list[str] = []
    _show(element, "  " * depth, pieces)
    return "".join(pieces)


def _show(element: Element, indent: str, pieces: list[str]) -> None:
    opening = _opening(element)
    children = list(element)
    if not children:
        text = element.text
        if not opening or (text and _MARKUP.search(text)):
            pieces.append(f"{indent}{fragment(element)}\n")
        else:
            pieces.append(
                f"{indent}{opening}/>\n" if text is None else f"{indent}{opening}>{text}</{element.tag}>\n"
            )
        return
    text = "".join([element.text or "", *[child.tail or "" for child in children]])
    if (text and not text.isspace()) or children[0].tag == "style":
        pieces.append(f"{indent}{fragment(element)}\n")
        return
    opening = opening or fragment(_childless(element)).removesuffix("/>")
    pieces.append(f"{indent}{opening}>\n")
    for child in children:
        _show(child, f"{indent}  ", pieces)
    pieces.append(f"{indent}</{opening[1:].split(None, 1)[0]}>\n")


def _opening(element: Element) -> str:
    """The start of a tag up to its end, without lxml; empty where namespaces or escapes are needed."""
    tag, pairs = str(element.tag), cast("list[tuple[str, str]]", element.attrib.items())
    if tag[0] == "{" or (pairs and _QUOTED.search("".join([key + value for key, value in pairs]))):
        return ""
    return f"<{tag}" + "".join([f' {key}="{value}"' for key, value in pairs])


def _childless(element: Element) -> Element:
    copied = element.makeelement(element.tag)
    copied.attrib.update(element.attrib)
    return copied
