"""A locale's XML to the AST, and what style and locale files share."""

from __future__ import annotations

import re
from typing import Any

from soilbib.csl import ast
from soilbib.csl.content import PLAIN, Formatting
from soilbib.errors import StyleError

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FORMATTING_TAGS = ("vertical-align", "text-decoration", "font-weight", "font-variant", "font-style")
"""The formatting attributes, from the outermost tag to the innermost."""
_ESCAPED_TWICE = re.compile(rb"&amp;(#(?:\d+|x[0-9a-fA-F]+);)")
"""Character references whose ampersand was escaped once more, as some styles have them."""


def parse_xml(xml: str | bytes) -> Any:
    """The root element, read without entities, DTDs or network; raises `StyleError`."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    data = xml.encode() if isinstance(xml, str) else xml
    if isinstance(xml, str) and xml.lstrip("\ufeff \n\r\t").startswith("<?xml"):
        data = xml.lstrip("\ufeff \n\r\t").partition("?>")[2].encode()
    data = _ESCAPED_TWICE.sub(rb"&\1", data)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise StyleError(f"not well-formed XML: {error}") from error


def local_name(node: Any) -> str:
    """The element's name without its namespace."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(node: Any) -> list[Any]:
    """The child elements."""
    return [child for child in node if isinstance(child.tag, str)]


QUOTES_TAGS = {"true": "quotes", "false": "no-quotes"}
"""What the values of ``quotes`` do; without it a value's own marks stay as they are."""


def parse_formatting(node: Any, delimiter: bool = True) -> Formatting:
    """The formatting attributes of an element."""
    attributes = node.attrib
    if not attributes:
        return PLAIN
    get = attributes.get
    tags = [f"{name}:{attributes[name]}" for name in FORMATTING_TAGS if name in attributes]
    quotes = get("quotes")
    if quotes in QUOTES_TAGS:
        tags.insert(0, QUOTES_TAGS[quotes])
    formatting = Formatting(
        get("prefix", ""),
        get("suffix", ""),
        get("delimiter", "") if delimiter else "",
        tuple(tags),
        get("display", ""),
        get("strip-periods") == "true",
        get("text-case", ""),
    )
    return PLAIN if formatting == PLAIN else formatting


def parse_date(node: Any) -> ast.Date:
    """``cs:date``, of a style or of a locale."""
    parts = tuple(_parse_date_part(child) for child in children(node) if local_name(child) == "date-part")
    formatting = parse_formatting(node)
    return ast.Date(
        node.get("variable", ""),
        node.get("form", ""),
        node.get("date-parts", "year-month-day"),
        parts,
        formatting,
    )


def _parse_date_part(node: Any) -> ast.DatePart:
    return ast.DatePart(
        node.get("name", ""),
        node.get("form", ""),
        node.get("range-delimiter") or "–",
        parse_formatting(node),
        frozenset(node.attrib),
    )


def parse_locale(node: Any) -> ast.Locale:
    """``cs:locale``."""
    terms: dict[tuple[str, str, str], ast.Term] = {}
    dates: dict[str, ast.Date] = {}
    options: dict[str, str] = {}
    for child in children(node):
        kind = local_name(child)
        if kind == "terms":
            for term in children(child):
                key = (term.get("name", ""), term.get("form", "long"), term.get("gender-form", ""))
                terms[key] = _parse_term(term)
        elif kind == "date":
            dates[child.get("form", "")] = parse_date(child)
        elif kind == "style-options":
            options.update(child.attrib)
    return ast.Locale(node.get(XML_LANG, ""), terms, dates, options)


def _parse_term(node: Any) -> ast.Term:
    single = multiple = None
    for child in children(node):
        if local_name(child) == "single":
            single = _term_text(child)
        elif local_name(child) == "multiple":
            multiple = _term_text(child)
    text = _term_text(node) if single is None and multiple is None else ""
    return ast.Term(
        single if single is not None else text,
        multiple if multiple is not None else single or text,
        node.get("gender", ""),
        node.get("match", ""),
    )


def _term_text(node: Any) -> str:
    text = node.text or ""
    return " ".join(text.split()) if "\n" in text else text
