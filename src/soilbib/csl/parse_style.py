"""A style's XML to the AST."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from soilbib.csl import ast
from soilbib.csl.parse_locale import (
    children,
    local_name,
    parse_date,
    parse_formatting,
    parse_locale,
    parse_xml,
)
from soilbib.errors import StyleError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soilbib.csl.content import Formatting

CONDITIONS = ("disambiguate", "is-numeric", "is-uncertain-date", "locator", "position", "type", "variable")
SPLIT_CONDITIONS = frozenset(CONDITIONS) - {"disambiguate"}


def parse_style(xml: str | bytes) -> ast.Style:
    """Read a style; raises `StyleError` where it is no CSL style."""
    root = parse_xml(xml)
    if local_name(root) != "style":
        raise StyleError(f"not a CSL style: the root element is <{local_name(root)}>")
    sections = {local_name(child): child for child in children(root)}
    citation, bibliography = sections.get("citation"), sections.get("bibliography")
    macros = {
        child.get("name", ""): parse_elements(child)
        for child in children(root)
        if local_name(child) == "macro"
    }
    locales = tuple(parse_locale(child) for child in children(root) if local_name(child) == "locale")
    return ast.Style(
        root.get("class", "in-text"),
        root.get("default-locale", ""),
        root.get("version", "1.0"),
        dict(root.attrib),
        locales,
        macros,
        _parse_area(citation) if citation is not None else None,
        _parse_area(bibliography) if bibliography is not None else None,
        _parent(sections.get("info")),
    )


def _parent(info: Any) -> str:
    """The id of the independent style that a dependent one follows."""
    if info is None:
        return ""
    links = [link for link in children(info) if local_name(link) == "link"]
    return next((link.get("href", "") for link in links if link.get("rel") == "independent-parent"), "")


def _parse_area(node: Any) -> ast.Area:
    layout = ast.Layout(())
    keys: list[ast.Key] = []
    has_sort = False
    for child in children(node):
        if local_name(child) == "layout":
            layout = ast.Layout(parse_elements(child), parse_formatting(child))
        elif local_name(child) == "sort":
            has_sort = True
            keys = [_parse_key(key) for key in children(child) if local_name(key) == "key"]
    return ast.Area(local_name(node), dict(node.attrib), tuple(keys), layout, has_sort)


def _parse_key(node: Any) -> ast.Key:
    options = {name: value for name, value in node.attrib.items() if name.startswith("names-")}
    return ast.Key(node.get("variable", ""), node.get("macro", ""), node.get("sort") == "descending", options)


def parse_elements(node: Any) -> tuple[ast.Element, ...]:
    """The rendering elements under a node; elements of unknown names are left out."""
    return tuple(_parse_elements(node))


def _parse_elements(node: Any) -> Iterator[ast.Element]:
    known = [(name, child) for child in node if (name := local_name(child)) in ELEMENTS]
    for index, (name, child) in enumerate(known, start=1):
        element = ELEMENTS[name](child)
        if isinstance(element, ast.Label) and any(
            each.get("variable") == "page" for _, each in known[index:]
        ):
            element = replace(element, before_page=True)
        yield element


def _parse_text(node: Any) -> ast.Element:
    for kind in ("variable", "macro", "term", "value"):
        name = node.get(kind)
        if name is not None:
            plural = node.get("plural") == "true"
            return ast.Text(kind, name, node.get("form", "long"), plural, parse_formatting(node))
    return ast.Group((), parse_formatting(node))


def _parse_number(node: Any) -> ast.Element:
    return ast.Number(node.get("variable", ""), node.get("form", "numeric"), parse_formatting(node))


def _parse_label(node: Any) -> ast.Label:
    formatting = parse_formatting(node)
    return ast.Label(
        node.get("variable", ""), node.get("form", "long"), node.get("plural", "contextual"), formatting
    )


def _parse_group(node: Any) -> ast.Element:
    return ast.Group(parse_elements(node), parse_formatting(node))


def _parse_choose(node: Any) -> ast.Element:
    return ast.Choose(tuple(_parse_branch(child) for child in children(node)))


def _parse_branch(node: Any) -> ast.Branch:
    tests = []
    for kind in CONDITIONS:
        value = node.get(kind)
        if value is not None:
            values = value.split() if kind in SPLIT_CONDITIONS else [value]
            tests += [ast.Test(kind, word) for word in values]
    return ast.Branch(node.get("match", "all"), tuple(tests), parse_elements(node))


def _parse_name(node: Any) -> ast.Name:
    parts: dict[str, Formatting] = {
        child.get("name", ""): parse_formatting(child)
        for child in children(node)
        if local_name(child) == "name-part"
    }
    formatting = parse_formatting(node)
    return ast.Name(dict(node.attrib), parts.get("given"), parts.get("family"), formatting)


def _parse_names(node: Any) -> ast.Element:
    name = et_al = label = None
    label_first = False
    substitute: tuple[ast.Element, ...] = ()
    for child in children(node):
        kind = local_name(child)
        if kind == "name":
            name = _parse_name(child)
        elif kind == "et-al":
            et_al = ast.EtAl(child.get("term", "et-al"), parse_formatting(child))
        elif kind == "label":
            label, label_first = _parse_label(child), name is None
        elif kind == "substitute":
            substitute = parse_elements(child)
    if name is None:
        label_first = False
    variables = tuple(node.get("variable", "").split())
    formatting = parse_formatting(node, delimiter=False)
    return ast.Names(
        variables, name, et_al, label, label_first, substitute, node.get("delimiter"), formatting
    )


ELEMENTS: dict[str, Any] = {
    "text": _parse_text,
    "number": _parse_number,
    "label": _parse_label,
    "date": parse_date,
    "names": _parse_names,
    "group": _parse_group,
    "choose": _parse_choose,
}
