"""The names of MODS: elements to names and roles, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from soilbib.formats.inverted_names import read_inverted
from soilbib.formats.relators import CODE_OF, TERM_OF, role_variable
from soilbib.formats.xml_text import element_text
from soilbib.formats.xml_trees import add, parse_fragment
from soilbib.model import Name, Record

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BRACKETS = re.compile(r"\s*\[[^\[\]]*\]$")
_YEARS = re.compile(r",\s*(?:(?:b\.|d\.|ca\.|fl\.)\s*)?\d{3,4}\??(?:\s*[-–]\s*(?:\d{3,4}\??)?)?\.?$")
_FULLER = re.compile(r"(?<=\.)\s*\([^()]*\)$")  # the names that initials stand for
_EVENT = re.compile(r"(.+?)\s*\((?:(\d+\w*\.?)\s*:\s*)?(\d{4}[\d/-]*)\s*:\s*([^()]+)\)")
_CONTRIBUTOR = frozenset({"", "contributor", "ctb"})
_PARTS = frozenset({"", "family", "given", "termsOfAddress"})


def read_role(element: Element, default: str) -> str:
    """The variable of the first role that makes a creator; the default without a role; empty where none does."""
    terms = [text for term in element.findall("role/roleTerm") if (text := element_text(term))]
    terms += [text for role in element.findall("role") if not len(role) and (text := element_text(role))]
    found = [role_variable(term, "") for term in terms]
    known = next((variable for variable in found if variable), "")
    if known or not terms:
        return known or default
    return "" if any(role_variable(term, "unknown") == "" for term in terms) else "contributor"


def read_name(element: Element) -> Name:
    """The name in its parts; organisations and meetings are literals."""
    parts = {
        kind: " ".join(
            map(element_text, element.findall(f"namePart[@type='{kind}']"))
        )  # one for each initial
        for kind in ("family", "given")
    }
    suffix = element_text(element.find("namePart[@type='termsOfAddress']"))
    plain = [element_text(part) for part in element.findall("namePart") if not part.get("type")]
    plain = [part for part in plain if part] or [element_text(element.find("displayForm"))]
    if parts["family"]:
        return read_inverted(
            f"{parts['family']}, {parts['given']}, {suffix}".rstrip(" ,") + ("," * (not parts["given"]))
        )
    if parts["given"]:
        return Name(literal=parts["given"])
    if element.get("type") in ("corporate", "conference", "family"):
        return Name(
            literal=". ".join(part.rstrip(".") if part is not plain[-1] else part for part in plain if part)
        )
    text = _YEARS.sub("", plain[0])
    text = _FULLER.sub("", text)
    text = _BRACKETS.sub("", text.removesuffix(".") if _ends_word(text) else text)
    return read_inverted(text) if "," in text else Name(literal=text)


def read_event(element: Element) -> tuple[dict[str, str], bool]:
    """The title, date and place of a meeting ("Soil Days (2nd : 2002 : Bangkok)"); and whether that is all it says."""
    text = " ".join(element_text(part) for part in element.findall("namePart"))
    match = _EVENT.fullmatch(text)
    if not match:
        return {"event-title": text}, len(element) == 1
    found = {"event-title": match[1], "event-date": match[3], "event-place": match[4]}
    return found, len(element) == 1 and not match[2]


def _ends_word(text: str) -> bool:
    """Whether a full stop ends the name and no initial."""
    last = text.rsplit(maxsplit=1)[-1] if text.strip() else ""
    return last.endswith(".") and len(last) > 3 and "." not in last[:-1]


def says_more(element: Element) -> bool:
    """Whether a name has more than its parts and one role that a variable tells: dates, affiliations, other roles."""
    roles = [term for term in element.findall("role/roleTerm") if term.get("type") != "text"]
    parts = [part for part in element.findall("namePart") if part.get("type", "") not in _PARTS]
    others = [child for child in element if child.tag not in ("namePart", "role", "etal")]
    texts = [element_text(part) for part in element.findall("namePart")]
    dated = any(_YEARS.search(text) or _FULLER.search(text) for text in texts)
    terms = {element_text(term).lower() for term in element.findall("role/roleTerm")}
    special = any(role_variable(term) == "contributor" for term in terms - _CONTRIBUTOR)
    return bool(parts or others or dated or len(roles) > 1 or special)


def write_names(root: Element, record: Record) -> list[str]:
    """Add the names of a record, those kept in full as they are; the XML of the kept ones that are used up."""
    kept = _kept(record)
    used: list[str] = []
    for variable, names in record.names.items():
        code, term = CODE_OF.get(variable, ""), TERM_OF.get(variable, variable.replace("-", " "))
        for name in names:
            found = kept.get((variable, name))
            if found:
                text, element = found.pop(0)
                root.append(element)
                used.append(text)
                continue
            element = add(root, "name", type="corporate" if name.literal else "personal")
            _write_name(element, name)
            kind = {"type": "code", "authority": "marcrelator"} if code else {"type": "text"}
            add(element, "role/roleTerm", code or term, **kind)
        if variable in record.truncated:
            element = add(root, "name")
            add(element, "etal")
            add(element, "role/roleTerm", code or term)
    return used


def _kept(record: Record) -> dict[tuple[str, Name], list[tuple[str, Element]]]:
    """The names kept in full, by variable and name."""
    found: dict[tuple[str, Name], list[tuple[str, Element]]] = {}
    values = record.extra.get("mods", {}).get("name", ())
    for text in values if isinstance(values, list | tuple) else ():
        element = parse_fragment(text)
        if element is not None and read_role(element, "author"):
            found.setdefault((read_role(element, "author"), read_name(element)), []).append((text, element))
    return found


def _write_name(element: Element, name: Name) -> None:
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    parts = (("", name.literal), ("family", name.full_family if not name.literal else ""), ("given", given))
    for kind, text in (*parts, ("termsOfAddress", name.suffix)):
        if text:
            add(element, "namePart", text, type=kind)
