"""Identifiers: recognised in any spelling, normalised, checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from importlib import import_module
from urllib.parse import unquote

from msgspec import Struct

_DOI = re.compile(r"(?<!\d)10\.\d{4,9}(?:\.\d+)*/\S+", re.IGNORECASE)
_DOI_PREFIX = re.compile(r"\s*(?:https?://(?:dx\.|www\.)?doi\.org/|doi:?\s*)+(?=10\.)", re.IGNORECASE)
_QUERY = re.compile(r"[?#]")
_PLAIN_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s%&\"<>]*[^\s%&\"<>.,;:'”’»)\]}]")
_ANGLE = re.compile(r"&(?:lt|gt|#60|#62|#x3c|#x3e);", re.IGNORECASE)
_ESCAPED = re.compile(r"%(?:2[0-9A-Fa-f]|3[A-Ea-e]|5[BbDd])")
_LABEL = re.compile(
    r"\s*(?:[ep]-?)?(?:ISBN|ISSN)(?:[\s-]?1[03](?![\d-]))?(?:-L)?\s*[:=-]?\s*(?=\d)", re.IGNORECASE
)
_REMARK = re.compile(
    r"\s*\((?:[ep]-?)?(?:ISBN|ISSN|print|printed|electronic|online|linking|web|paper|cd-rom)\)\s*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[,;]\s*|(?<=[\dXx])\s+(?=\d{4}-?\d{3}[\dXx](?!\d)|97[89]|\d[\d-]{8,}[\dXx])")
_SERIAL = re.compile(r"(?P<ISBN>(?:97[89])?\d{9}[\dXx])|(?P<ISSN>\d{7}[\dXx])")
_PUBMED = re.compile(
    r"\s*(?:PMID|PubMed(?: ID)?|https?://(?:pubmed\.ncbi|www\.ncbi)\.nlm\.nih\.gov/(?:pubmed/)?)"
    r"[:\s]*(\d{1,8})/?\s*",
    re.IGNORECASE,
)
_CENTRAL = re.compile(r"\s*(?:PMCID[:\s]*)?(?:https?://\S*/)?PMC\s*(\d{1,9})/?\s*", re.IGNORECASE)
_TRAILING = ".,;:\"'”’»>"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_ORCID = re.compile(r"(?<!\d)(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])(?![\dX])", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s‐‑–-]")


class Identifier(Struct, frozen=True):
    """One scheme: how to normalise a spelling (None where there is none in it), how to check it, how to link it."""

    name: str
    normalise: Callable[[str], str | None]
    is_valid: Callable[[str], bool]
    link: str


def normalise_doi(text: str) -> str | None:
    """The DOI in a bare DOI, ``doi:`` form or resolver URL, in lower case; None where there is none.

    DOIs are case-insensitive (DOI Handbook, 2.4); percent escapes of a URL are decoded and its query left out.
    """
    match = _DOI.search(text)
    if not match:
        return None
    doi = match.group()
    if "://" in text[: match.start()]:
        doi = unquote(_QUERY.split(doi, maxsplit=1)[0])
    return _trim(doi).lower()


def find_doi(text: str) -> str | None:
    """The first DOI as it is written in a text, without resolver and trailing punctuation."""
    match = _DOI.search(text)
    return _trim(match.group()) if match else None


def bare_doi(text: str) -> str:
    """A DOI without the resolver or "doi:" before it; any other text as it is."""
    match = _DOI_PREFIX.match(text)
    return text[match.end() :] if match else text


def plain_doi(text: str) -> str:
    """A DOI without resolver, label, escapes ("&lt;", "%3C") and punctuation around it; any other text as it is.

    The letters stay as they are, so that a DOI is written as its source has it.
    """
    if _PLAIN_DOI.fullmatch(text):
        return text
    bare = bare_doi(_ANGLE.sub(lambda match: unescape(match[0]), text.strip()))
    if _ESCAPED.search(bare):
        bare = unquote(bare)
    bare = _trim(bare)
    return bare if _DOI.fullmatch(bare) else text


def plain_serial(text: str) -> str:
    """ISBNs or ISSNs without labels ("ISBN:", "ISSN-L") and "(print)", several parted by ", "."""
    if text.isascii() and text.replace("-", "").isdigit():
        return text
    parts = [part.strip() for part in _PARTS.split(_LABEL.sub("", _REMARK.sub(", ", text)))]
    return ", ".join(part for part in parts if part) or text


def find_serials(text: str) -> dict[str, str]:
    """The "ISBN" and "ISSN" of a text made of such numbers, several parted by ", "; empty for any other text."""
    found: dict[str, str] = {}
    for part in plain_serial(text).split(", "):
        match = _SERIAL.fullmatch(_SEPARATORS.sub("", part))
        if not match:
            return {}
        kind = match.lastgroup or ""
        found[kind] = f"{found[kind]}, {part}" if kind in found else part
    return found


def plain_pubmed(text: str) -> str:
    """A PMID without its label or address; any other text as it is."""
    match = _PUBMED.fullmatch(text)
    return match[1] if match else text


def plain_central(text: str) -> str:
    """A PMCID ("PMC4756000") without its label or address; any other text as it is."""
    match = _CENTRAL.fullmatch(text)
    return f"PMC{match[1]}" if match else text


def _trim(doi: str) -> str:
    """Leave out punctuation at the end, and a closing bracket whose opening one is outside."""
    doi = doi.rstrip(_TRAILING)
    while doi and doi[-1] in _BRACKETS and doi.count(doi[-1]) > doi.count(_BRACKETS[doi[-1]]):
        doi = doi[:-1].rstrip(_TRAILING)
    return doi


def _by_pattern(pattern: str, form: str = "{}") -> Callable[[str], str | None]:
    compiled = re.compile(pattern, re.IGNORECASE)

    def normalise(text: str) -> str | None:
        match = compiled.search(text)
        return form.format(match[1]) if match else None

    return normalise


def _compact(pattern: str) -> Callable[[str], str | None]:
    """The first run that fits the pattern, hyphens and spaces removed."""
    compiled = re.compile(pattern, re.IGNORECASE)

    def normalise(text: str) -> str | None:
        match = compiled.search(text)
        return _SEPARATORS.sub("", match.group()).upper() if match else None

    return normalise


def _orcid(text: str) -> str | None:
    match = _ORCID.search(text)
    return "-".join(match.groups()).upper() if match else None


def _checked_by(module: str) -> Callable[[str], bool]:
    """Check with python-stdnum, imported when first needed."""

    def is_valid(value: str) -> bool:
        return bool(import_module(f"stdnum.{module}").is_valid(value))

    return is_valid


def _is_orcid(value: str) -> bool:
    """Check as ISO 7064 Mod 11-2 (ORCID, "Structure of the ORCID Identifier")."""
    return bool(import_module("stdnum.iso7064.mod_11_2").is_valid(value.replace("-", "")))


def _always(_value: str) -> bool:
    return True


_SEP = r"[\s‐‑–-]?"
IDENTIFIERS: dict[str, Identifier] = {
    identifier.name: identifier
    for identifier in (
        Identifier("DOI", normalise_doi, lambda value: bool(_DOI.fullmatch(value)), "https://doi.org/{}"),
        Identifier(
            "ISBN",
            _compact(rf"(?<!\d)(?:97[89]{_SEP})?(?:\d{_SEP}){{9}}[\dX](?!\d)"),
            _checked_by("isbn"),
            "https://www.worldcat.org/isbn/{}",
        ),
        Identifier(
            "ISSN",
            _compact(rf"(?<!\d)\d{{4}}{_SEP}\d{{3}}[\dX](?!\d)"),
            _checked_by("issn"),
            "https://portal.issn.org/resource/ISSN/{}",
        ),
        Identifier(
            "PMID", _by_pattern(r"(?<!\d)(\d{1,8})(?!\d)"), _always, "https://pubmed.ncbi.nlm.nih.gov/{}"
        ),
        Identifier(
            "PMCID",
            _by_pattern(r"(?:PMC)?(\d{4,9})", "PMC{}"),
            _always,
            "https://www.ncbi.nlm.nih.gov/pmc/articles/{}",
        ),
        Identifier(
            "arXiv",
            _by_pattern(r"(?<![\w.-])((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)(?!\d)"),
            _always,
            "https://arxiv.org/abs/{}",
        ),
        Identifier("ORCID", _orcid, _is_orcid, "https://orcid.org/{}"),
    )
}
"""Scheme: how its spellings are read. The first five carry the name of their CSL variable."""
