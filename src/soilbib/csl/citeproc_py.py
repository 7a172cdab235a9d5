"""citeproc-py as an engine.

What it cannot do by itself is done around it: inline markup travels through it as private-use
characters, which neither its text cases nor its escaping touch; a cut name list is rendered by a
variant of the style that abbreviates after the known names; a reference that makes it fail is replaced
by a plain form, so that the others are not lost with it.
"""

from __future__ import annotations

import html
import re
import warnings
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from soilbib.csl.engine import Bibliography, Entry, plain_reference
from soilbib.csl.render import RENDERERS
from soilbib.csl.styles import Style
from soilbib.errors import Place, Problem, StyleError
from soilbib.model.markup import TAGS, Markup, parse_markup
from soilbib.model.variables import DATE_VARIABLES, NAME_VARIABLES, STANDARD_VARIABLES

_FIRST = 0xE100
_CODES: dict[str, str] = {
    code: chr(_FIRST + number)
    for number, code in enumerate(
        [*(tag for kind in TAGS for tag in (f"{kind}+", f"{kind}-")), "&", "<", ">"]
    )
}
"""What must pass unharmed (ends of a span, HTML's own characters): the character that stands for it."""

_AS_TEXT: dict[str, str] = {mark: code if len(code) == 1 else "" for code, mark in _CODES.items()}
_AS_HTML: dict[str, str] = {
    _CODES[code]: text
    for kind, tags in TAGS.items()
    for code, text in zip((f"{kind}+", f"{kind}-"), tags if kind != "nocase" else ("", ""), strict=True)
} | {_CODES[code]: html.escape(code) for code in "&<>"}
_ANY_MARK = re.compile(f"[{''.join(_AS_TEXT)}]")


def render(style: Style, items: Sequence[dict[str, Any]], locale: str | None, to: str) -> Bibliography:
    """Render a bibliography with citeproc-py, which has no links; see `soilbib.csl.engine.Engine`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _Run(style, items, locale, to).bibliography()


class _Run:
    """One bibliography in the making."""

    def __init__(self, style: Style, items: Sequence[dict[str, Any]], locale: str | None, to: str) -> None:
        from citeproc import Citation, CitationItem, CitationStylesBibliography
        from citeproc.source import BibliographySource

        self.items, self.to, self.style_id = items, to, style.id
        self.locale = locale or style.default_locale
        self.xml = style.xml
        self.problems: list[Problem] = []
        source = BibliographySource()
        for number, item in enumerate(items):
            source.add(_reference(str(number), item))
        self.style = self._load(0)
        self.has_bibliography = self.style.has_bibliography()
        self.session = CitationStylesBibliography(self.style, source, self._formatter())
        self.session.register(Citation([CitationItem(str(number)) for number in range(len(items))]))
        self.variants: dict[int, Any] = {0: self.style}

    def bibliography(self) -> Bibliography:
        """The reference list; the citations where the style has none, with a W302 problem."""
        if not self.has_bibliography:
            place = Place(self.style_id)
            message = "the style has no bibliography; its citations stand in"
            self.problems.append(Problem("W302", message, place, "warning"))
        else:
            self._sort()
        entries = tuple(self._entry(item) for item in self.session.items)
        renderer = RENDERERS[self.to]
        text = renderer.document(renderer.entry(entry.text) for entry in entries)
        return Bibliography(entries, text=text, problems=tuple(self.problems))

    def _sort(self) -> None:
        self.style.root.formatter = _formatter("text")  # or tags would take part in the order
        try:
            self.session.sort()
        except Exception as error:  # its sort fails on dates and numbers it does not expect
            message = f"the references stay in input order: sorting failed ({_words(error)})"
            self.problems.append(Problem("W301", message, Place(self.style_id), "warning"))

    def _entry(self, cited: Any) -> Entry:
        item = self.items[int(cited.key)]
        record_id = str(item.get("id", ""))
        try:
            text = self._render(cited, _cut_length(item))
        except Exception as error:  # any reference may trip it; see the class of failures in its tracker
            message = f"[{record_id}] rendered plainly: the engine failed ({_words(error)})"
            self.problems.append(Problem("W301", message, Place(self.style_id), "warning"))
            text = ""
        if not text.strip():
            text = _protect((plain_reference(item),))
        return Entry(record_id, self._finish(text))

    def _render(self, cited: Any, cut: int) -> str:
        if cut not in self.variants:
            self.variants[cut] = self._load(cut)
        style = self.variants[cut]
        style.root.formatter = self._formatter()
        if self.has_bibliography:
            rendered = style.render_bibliography([cited])
            return str(rendered[0]) if rendered and rendered[0] is not None else ""
        layout = style.root.citation.layout
        layout.repressed = {}
        return str(layout.wrap(layout.render_children(cited)) or "")

    def _load(self, cut: int) -> Any:
        from citeproc import CitationStylesStyle
        from lxml import etree

        root = etree.fromstring(self.xml.encode("utf-8"))
        _space_first_field(root)
        if cut:
            _abbreviate_after(root, cut)
        try:
            return CitationStylesStyle(BytesIO(etree.tostring(root)), locale=self.locale, validate=False)
        except Exception as error:
            raise StyleError(f"{self.style_id}: the style cannot be used ({_words(error)})") from None

    def _formatter(self) -> Any:
        return _formatter(self.to)

    def _finish(self, text: str) -> str:
        table = _AS_HTML if self.to == "html" else _AS_TEXT
        return _ANY_MARK.sub(lambda mark: table[mark.group()], text).strip()


@cache
def _formatter(to: str) -> Any:
    """citeproc-py's formatter of that name, with our own escaping of values."""
    from citeproc import formatter

    chosen = getattr(formatter, "html" if to == "html" else "plain")
    names = {name: getattr(chosen, name) for name in dir(chosen) if name[0].isupper()}
    escape = (lambda text: html.escape(str(text), quote=False)) if to == "html" else str
    return SimpleNamespace(preformat=escape, **names)


def _reference(key: str, item: dict[str, Any]) -> Any:
    from citeproc.source import Name, Reference

    values: dict[str, Any] = {}
    for variable, value in item.items():
        python_name = variable.replace("-", "_")
        if variable in NAME_VARIABLES and isinstance(value, list):
            unknown: list[dict[str, Any]] = (
                [{}] if variable in _cut_lists(item) else []
            )  # abbreviated away, see _abbreviate_after
            values[python_name] = [Name(**_name(name)) for name in [*value, *unknown]]
        elif variable in DATE_VARIABLES and isinstance(value, dict):
            date = _date(value)
            if date is not None:
                values[python_name] = date
        elif variable in STANDARD_VARIABLES and value not in ("", None):
            values[python_name] = _text(str(value))
    return Reference(key, str(item.get("type", "document")), **values)


def _name(name: dict[str, Any]) -> dict[str, str]:
    parts = {
        key.replace("-", "_"): _protect((value,))
        for key, value in name.items()
        if isinstance(value, str) and value
    }
    if "literal" in parts:
        return {"literal": parts["literal"]}
    known = ("family", "given", "dropping_particle", "non_dropping_particle", "suffix")
    return {key: parts[key] for key in known if key in parts} or {"literal": ""}


def _date(value: dict[str, Any]) -> Any:
    """citeproc-py's date; an open end is left out, since it has no form for it."""
    from citeproc.source import Date, DateRange, LiteralDate

    circa = bool(value.get("circa"))
    points = [
        dict(zip(("year", "month", "day"), point, strict=False)) for point in value.get("date-parts", [])
    ]
    points = [point for point in points if point.get("year")]
    if not points:
        return LiteralDate(_protect((str(value["literal"]),)), circa=circa) if value.get("literal") else None
    if value.get("season"):
        points[0]["season"] = value["season"]
    if len(points) == 1:
        return Date(circa=circa, **points[0])
    return DateRange(begin=Date(**points[0]), end=Date(**points[1]), circa=circa)


def _text(value: str) -> Any:
    """citeproc-py's string, with markup and special characters in the form that it leaves alone."""
    from citeproc.string import MixedString, String

    return MixedString([String(_protect(parse_markup(value)))])


def _protect(nodes: Markup) -> str:
    pieces = []
    for node in nodes:
        if isinstance(node, str):
            pieces.append(node.replace("&", _CODES["&"]).replace("<", _CODES["<"]).replace(">", _CODES[">"]))
        else:
            pieces += [_CODES[f"{node.kind}+"], _protect(node.children), _CODES[f"{node.kind}-"]]
    return "".join(pieces)


def _cut_lists(item: dict[str, Any]) -> list[str]:
    """The name variables whose list is known to be cut."""
    custom = item.get("custom")
    return (
        [variable for variable in custom.get("truncated", ()) if item.get(variable)]
        if isinstance(custom, dict)
        else []
    )


def _cut_length(item: dict[str, Any]) -> int:
    """How many names of a list known to be cut are there; 0 where none is."""
    return min((len(item[variable]) for variable in _cut_lists(item)), default=0)


def _abbreviate_after(root: Any, count: int) -> None:
    """Change a style's et-al settings so that ``count`` names and one unknown name more are abbreviated.

    A style that would abbreviate that many names earlier still does so.
    """
    namespace = {"cs": "http://purl.org/net/xbiblio/csl"}
    layouts = root.xpath("cs:citation | cs:bibliography", namespaces=namespace)
    for element in layouts:
        for option in ("et-al-min", "et-al-use-first"):
            if element.get(option) is None and root.get(option) is not None:
                element.set(option, root.get(option))
        element.set("et-al-min", element.get("et-al-min", "1000"))
    for element in root.xpath("//*[@et-al-min] | //*[@et-al-use-first]"):
        minimum, first = int(element.get("et-al-min", "1000")), int(element.get("et-al-use-first", "1"))
        early = minimum <= count + 1
        element.set("et-al-min", "1")
        element.set("et-al-use-first", str(min(first, count) if early else count))
    for element in root.xpath("//*[@et-al-use-last]"):
        element.set("et-al-use-last", "false")


def _space_first_field(root: Any) -> None:
    """Part the first field from the rest where the style aligns it; citeproc-py knows no second-field-align."""
    namespace = {"cs": "http://purl.org/net/xbiblio/csl"}
    for field in root.xpath("cs:bibliography[@second-field-align]/cs:layout/*[1]", namespaces=namespace):
        field.set("suffix", field.get("suffix", "").rstrip() + " ")


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": ").splitlines()[0]
