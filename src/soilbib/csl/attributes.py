"""Elements as a style writes them: their names and attributes, for explanations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soilbib.csl import ast

if TYPE_CHECKING:
    from soilbib.csl.content import Formatting

_AFFIXES = ("prefix", "suffix", "delimiter", "display", "text_case")
_TAG_ATTRIBUTES = {"quotes": ("quotes", "true"), "no-quotes": ("quotes", "false")}


def element_name(element: ast.Element) -> str:
    """The element's name in CSL: "text", "names", ..."""
    return type(element).__name__.lower()


def attributes(element: ast.Element) -> dict[str, str]:
    """The attributes that make the element what it is, then its formatting; defaults are left out."""
    if isinstance(element, ast.Choose):
        return {}
    return _own(element) | formatting_attributes(element.formatting)


def formatting_attributes(formatting: Formatting) -> dict[str, str]:
    """Affixes, delimiter, text case, display and font attributes, where there are any."""
    found = {
        name.replace("_", "-"): getattr(formatting, name) for name in _AFFIXES if getattr(formatting, name)
    }
    if formatting.strip_periods:
        found["strip-periods"] = "true"
    for tag in formatting.tags:
        name, value = _TAG_ATTRIBUTES.get(tag) or tag.split(":", 1)
        found[name] = value
    return found


def _own(element: ast.Element) -> dict[str, str]:
    if isinstance(element, ast.Text):
        return {element.kind: element.name} | _unless(element.form, "form", "long")
    if isinstance(element, ast.Number):
        return {"variable": element.variable} | _unless(element.form, "form", "numeric")
    if isinstance(element, ast.Label):
        return {"variable": element.variable} | _unless(element.form, "form", "long")
    if isinstance(element, ast.Date):
        return {"variable": element.variable} | _date_parts(element)
    if isinstance(element, ast.Names):
        return {"variable": " ".join(element.variables)}
    return {}


def _date_parts(date: ast.Date) -> dict[str, str]:
    """A localised format's name, or the parts that the style lists."""
    if date.form:
        return {"form": date.form, "date-parts": date.date_parts}
    return {"date-parts": "-".join(part.name for part in date.parts)}


def _unless(value: str, name: str, default: str) -> dict[str, str]:
    return {} if value == default else {name: value}
