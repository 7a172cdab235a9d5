"""What the form of a RIS value says: entities and blanks, identifiers, serial numbers, plain given names."""

from __future__ import annotations

import re
from functools import lru_cache

from soilbib.formats.entities import unescaped
from soilbib.formats.relators import TERMS
from soilbib.formats.ris_tags import SERIAL_TYPES
from soilbib.model.identifiers import bare_doi

_SPACES = re.compile(r"[ \u00a0]{2,}")
_ISBN = re.compile(r"(?:ISBN:?\s*)?(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?!\d)", re.IGNORECASE)
_ISSN = re.compile(r"(?:[EP]?-?ISSN[:-]?\s*)?\d{4}-?\d{3}[\dXx](?![\dXx-])", re.IGNORECASE)
_SN_LABEL = re.compile(r"\s*\((?:[ep]?-?ISSN|ISBN|print|electronic|online)\)", re.IGNORECASE)
_ROLE = re.compile(r"(?<=[\w.)]),? ([a-z][a-z ]{4,20})\.?$")
_PLAIN_GIVEN = re.compile(r" ?((?:[^\W\d_]\.[ -]?)*[^\W\d_]\.|(?!(?i:al|others)\b)[^\W\d_]+)")
PUBMED = re.compile(r"(?:(?:PUBMED|PMID):?\s*)?(\d{1,8})(?:\s*[,;]\s*EMBASE.*)?", re.IGNORECASE)
_VERBATIM_TAGS = frozenset({"UR", "N1", "AB", "N2", "L1", "L2", "L3", "L4", "ID", "TY"})
_TITLE_TAGS = frozenset({"TI", "T1", "T2", "T3", "CT", "BT", "ST", "JF", "JO"})


@lru_cache(maxsize=1 << 14)
def plain_given(text: str) -> str:
    """The given name behind a comma, "F. G." or "Given", where there is nothing to guess about it, or nothing."""
    match = _PLAIN_GIVEN.fullmatch(text)
    return match[1] if match else ""


def clean(tag: str, value: str) -> str:
    """A value on one line, entities resolved where the tag may have them."""
    if "\n" in value:
        value = " ".join(line for line in value.split("\n") if line)
    if tag in _TITLE_TAGS and ("  " in value or "\u00a0" in value):
        value = _SPACES.sub(" ", value)
    if "&" in value and tag not in _VERBATIM_TAGS:
        value = unescaped(value)
    return value


def shape(variable: str, value: str) -> str:
    """An identifier without what stands around it: a resolver, labels, Embase's number beside PubMed's."""
    if variable == "DOI":
        return bare_doi(value)
    if variable == "PMID":
        match = PUBMED.fullmatch(value)
        return match[1] if match else value
    return _SN_LABEL.sub("", value).strip() if variable in ("ISBN", "ISSN") else value


def serial_variable(value: str, csl_type: str, own: str) -> str:
    """SN is an ISBN, an ISSN or the type's own number, told by its form."""
    if _ISBN.match(value):
        return "ISBN"
    if _ISSN.match(value):
        return "ISSN"
    return own or ("ISSN" if csl_type in SERIAL_TYPES else "ISBN")


def split_role(text: str) -> tuple[str, str]:
    """A name and the variable of the role behind it ("Roe, Ann editor.", as catalogues' pages have it), or ""."""
    match = _ROLE.search(text)
    role = TERMS.get(match[1], "") if match else ""
    return (text[: match.start()], role) if match and role else (text, "")


def show_line(tag: str, value: str) -> str:
    """A tag and its value as they were written, more or less."""
    return f"{tag}  - {value}" if tag else value


def is_unpublished(csl_type: str, fields: dict[str, str]) -> bool:
    """Whether a conference's paper names no proceedings, which RIS has a type of its own for (CPAPER)."""
    return csl_type == "paper-conference" and "event-title" in fields and "container-title" not in fields
