"""Identifiers: recognised in any spelling, normalised, checked."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from urllib.parse import unquote

from msgspec import Struct

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+", re.IGNORECASE)
_TRAILING = ".,;:\"'”’»>"


class Identifier(Struct, frozen=True):
    """One scheme: how to normalise a spelling (None where there is none in it), how to check it, how to link it."""

    name: str
    normalise: Callable[[str], str | None]
    is_valid: Callable[[str], bool]
    link: str


def normalise_doi(text: str) -> str | None:
    """The DOI in a bare DOI, ``doi:`` form or resolver URL, in lower case; None where there is none.

    DOIs are case-insensitive (DOI Handbook, 2.4); percent escapes of a URL are decoded.
    """
    match = _DOI.search(text)
    if not match:
        return None
    doi = unquote(match.group()) if "://" in text else match.group()
    doi = doi.rstrip(_TRAILING)
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(_TRAILING)
    return doi.lower()


def find_doi(text: str) -> str | None:
    """The first DOI as it is written in a text, without resolver and trailing punctuation."""
    match = _DOI.search(text)
    if not match:
        return None
    lowered = normalise_doi(match.group())
    return match.group()[: len(lowered)] if lowered else None


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
        return re.sub(r"[\s‐‑–-]", "", match.group()).upper() if match else None

    return normalise


def _checked_by(module: str) -> Callable[[str], bool]:
    """Check with python-stdnum, imported when first needed."""

    def is_valid(value: str) -> bool:
        return bool(import_module(f"stdnum.{module}").is_valid(value))

    return is_valid


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
            "ISSN", _compact(rf"(?<!\d)\d{{4}}{_SEP}\d{{3}}[\dX](?!\d)"), _checked_by("issn"), "https://portal.issn.org/resource/ISSN/{}"
        ),
        Identifier("PMID", _by_pattern(r"(?<!\d)(\d{1,8})(?!\d)"), _always, "https://pubmed.ncbi.nlm.nih.gov/{}"),
        Identifier("PMCID", _by_pattern(r"(?:PMC)?(\d{4,9})", "PMC{}"), _always, "https://www.ncbi.nlm.nih.gov/pmc/articles/{}"),
        Identifier(
            "arXiv", _by_pattern(r"((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)"), _always, "https://arxiv.org/abs/{}"
        ),
        Identifier(
            "ORCID", _by_pattern(r"(\d{4}-\d{4}-\d{4}-\d{3}[\dX])"), _checked_by("orcid"), "https://orcid.org/{}"
        ),
    )
}
"""Scheme: how its spellings are read. The first five carry the name of their CSL variable."""
