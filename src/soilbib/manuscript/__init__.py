"""Documents that cite: which keys, and where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from soilbib.errors import FormatError
from soilbib.manuscript import latex, markdown, typst
from soilbib.manuscript.citation import EVERYTHING, Cited, Found

KINDS: dict[str, tuple[Callable[[str], Found], tuple[str, ...]]] = {
    "Markdown": (markdown.find, (".md", ".markdown", ".qmd", ".rmd", ".txt", ".org", ".rst", ".html")),
    "LaTeX": (latex.find, (".tex", ".latex", ".ltx", ".rnw")),
    "LaTeX's notes": (latex.find_in_auxiliary, (".aux", ".bcf")),
    "Typst": (typst.find, (".typ",)),
}
"""Kind of document → what finds its citations, and the endings of its files."""

__all__ = ["EVERYTHING", "KINDS", "Cited", "Found", "find_citations"]


def find_citations(text: str, path: str) -> Found:
    """What a document cites, read by the ending of its name; raises `FormatError` for one that is of no kind."""
    ending = PurePath(path).suffix.lower()
    for find, endings in KINDS.values():
        if ending in endings:
            return find(text)
    known = ", ".join(ending for _, endings in KINDS.values() for ending in endings)
    raise FormatError(f"{path}: citations are not read in such files (known: {known})")
