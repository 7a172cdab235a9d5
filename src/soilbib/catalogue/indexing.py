"""Indexing: what of a record can be searched, and what it is sorted by."""

from __future__ import annotations

from soilbib.catalogue.collation import order_of
from soilbib.catalogue.folding import fold
from soilbib.catalogue.query import COLUMNS
from soilbib.model import Record
from soilbib.model.markup import plain_text

VARIABLES: dict[str, tuple[str, ...]] = {
    "title": ("title", "title-short", "original-title", "volume-title", "part-title", "reviewed-title"),
    "container": ("container-title", "container-title-short", "collection-title", "event-title"),
    "keyword": ("keyword",),
    "identifier": ("DOI", "ISBN", "ISSN", "PMID", "PMCID", "URL", "call-number", "citation-key", "number"),
}
"""Column of the text index: the variables that it holds; names are in "author", all others in "content"."""

_COLUMN_OF = {variable: column for column, variables in VARIABLES.items() for variable in variables}
_SEPARATOR = " ; "  # parts the values, so that no phrase runs from one into the next


def column_of(variable: str) -> str:
    """The column of the text index that a field's text is in."""
    return _COLUMN_OF.get(variable, "content")


def texts(record: Record) -> tuple[str, ...]:
    """The record's folded text, one for every column."""
    found: dict[str, list[str]] = {column: [] for column in COLUMNS}
    for variable, value in record.fields.items():
        if variable != "language":
            found[_COLUMN_OF.get(variable, "content")].append(plain_text(value))
    found["author"] = [name.display for names in record.names.values() for name in names]
    found["identifier"].append(record.id)
    found["content"] += [str(date.year) for date in record.dates.values() if date.year is not None]
    return tuple(fold(_SEPARATOR.join(values)) for values in found.values())


def title_order(record: Record, alphabet: str) -> str:
    """The key that titles are sorted by; records without one come last."""
    language = record.fields.get("language", "")
    return order_of(plain_text(record.title), language, alphabet=alphabet)


def author_order(record: Record, alphabet: str) -> str:
    """The key of the first author (or else of the first name there is), records without names last."""
    names = record.authors or next((names for names in record.names.values() if names), ())
    return order_of(
        " ".join(f"{name.full_family} {name.given}" for name in names[:2]), alphabet=alphabet, articles=False
    )
