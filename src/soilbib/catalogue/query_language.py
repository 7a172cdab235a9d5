"""The query language: one line of text to a `Query`.

::

    author:lal "soil carbon" year:2015.. -type:thesis

- Words and "phrases"; ``carb*`` is the beginning of a word; ``-word`` is not wanted.
- ``field:word``, ``field:"a phrase"`` look in one field (`FIELDS`).
- ``type:book,report``, ``category:"Guides and reports"``, ``language:fr``, ``year:2010..2020`` (``2015``,
  ``2015..``, ``..2000``) filter; several values are parted by commas, "-" before the field leaves out.
- ``sort:title``, and ``sort:-year`` for the other way round.

Two words may be tied by ``OR``: that makes every word of the query one of several. ``AND`` says what holds without
it, and ``NOT`` is the "-" of what follows; AND and OR do not go together, as there are no brackets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from soilbib.catalogue.folding import words
from soilbib.catalogue.query import LONGEST, SORTS, Query, Term, YearRange
from soilbib.errors import SoilbibError

_MOST_TERMS = 100
_OPERATORS = frozenset({"AND", "OR", "NOT"})
_SPACE = re.compile(r"\s*")
_FIELD = re.compile(r"([^\W\d_]+):")
_QUOTES = {'"': '"', "“": "”", "«": "»", "„": "“”", "”": "”"}
_BARE = re.compile(r'[^\s"“”«»„]+')
_VALUE = re.compile(r'[^\s",“”«»„]+')
_YEARS = re.compile(r"(-?\d{1,5})?(\.\.|…)?(-?\d{1,5})?")

FIELDS: dict[str, str] = {
    "title": "title", "author": "author", "name": "author", "container": "container", "journal": "container",
    "in": "container", "keyword": "keyword", "kw": "keyword", "abstract": "abstract", "content": "content",
    "identifier": "identifier", "id": "identifier", "doi": "identifier", "isbn": "identifier",
    "issn": "identifier", "url": "identifier",
}  # fmt: skip
"""Field of the query language → key of `soilbib.catalogue.query.SCOPES`."""

FILTERS: dict[str, str] = {
    "type": "types", "category": "categories", "cat": "categories", "language": "languages", "lang": "languages",
    "year": "years",
}  # fmt: skip
"""Filter of the query language → attribute of `Query`, "not_" before it for what is left out."""


class QueryError(SoilbibError):
    """A query that cannot be read; ``position`` is where, counted from 0."""

    def __init__(self, message: str, query: str, position: int) -> None:
        start = max(0, position - 60)
        shown = " ".join(query[start : start + 100].splitlines())
        super().__init__(f"{message}\n  {shown}\n  {' ' * (position - start)}^")
        self.message, self.query, self.position = message, query, position


class _Piece(Struct, frozen=True):
    """One part of a query: its field, its values with their kinds, whether it is not wanted, and where it starts."""

    field: str
    values: tuple[tuple[str, bool], ...]
    negated: bool
    start: int


def parse_query(text: str, base: Query | None = None) -> Query:
    """Read a query; ``base`` has what the text does not say. Raises `QueryError` with the place."""
    if len(text) > LONGEST:
        raise QueryError(f"a query has at most {LONGEST:,} characters, this one {len(text):,}", text, LONGEST)
    query = base or Query()
    for piece in _operated(list(_pieces(text)), text):
        query = _READERS[_kind(piece, text)](query, piece, text)
        if len(query.terms) > _MOST_TERMS:
            raise QueryError(f"a query has at most {_MOST_TERMS} words", text, piece.start)
    return query


def _operated(pieces: list[_Piece], text: str) -> Iterator[_Piece]:
    """The pieces with NOT applied and AND left out; either is a word where nothing stands on both its sides."""
    operators = {index: _operator(piece) for index, piece in enumerate(pieces)}
    if {"AND", "OR"} <= {operators[index] for index in range(1, len(pieces) - 1)}:
        start = next(piece.start for index, piece in enumerate(pieces) if operators[index] == "AND")
        raise QueryError("AND and OR do not go together; search for one of both", text, start)
    negated = False
    for index, piece in enumerate(pieces):
        if operators[index] in ("AND", "NOT") and 0 < index < len(pieces) - 1:
            negated = negated or operators[index] == "NOT"
            continue
        yield replace(piece, negated=True) if negated else piece
        negated = False


def _operator(piece: _Piece) -> str:
    """The operator that a piece is, in capitals and without quotes; empty for any other."""
    value, quoted = piece.values[0]
    return value if value in _OPERATORS and not (quoted or piece.field or piece.negated) else ""


def _kind(piece: _Piece, text: str) -> str:
    if _operator(piece) == "OR":
        return "or"
    if not piece.field or piece.field in FIELDS:
        return "term"
    if piece.field in FILTERS:
        return "years" if FILTERS[piece.field] == "years" else "filter"
    if piece.field == "sort":
        return "sort"
    from difflib import get_close_matches

    known = [*FIELDS, *FILTERS, "sort"]
    near = get_close_matches(piece.field, known, n=1)
    hint = f"did you mean {near[0]}:?" if near else f"known are {', '.join(known)}"
    raise QueryError(f"there is no field {piece.field!r}; {hint}", text, piece.start)


def _pieces(text: str) -> Iterator[_Piece]:
    position = _skip(text, 0)
    while position < len(text):
        start = position
        negated = text[position] == "-" and position + 1 < len(text) and not text[position + 1].isspace()
        position += negated
        field = _FIELD.match(text, position)
        name = ""
        if field and not _is_text(field[1], text[field.end() : field.end() + 2]):
            name, position = field[1].lower(), field.end()
        values, position = _values(text, position, name, start)
        if values:
            yield _Piece(name, values, negated, start)
        position = _skip(text, position)


def _is_text(name: str, following: str) -> bool:
    """Whether a name with a colon is no field: that of a web address, or a word of a title ("Carbon: a review")."""
    is_known = name.lower() in (*FIELDS, *FILTERS, "sort")
    return following == "//" or (not is_known and (not following or following[0].isspace()))


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _values(text: str, position: int, name: str, start: int) -> tuple[tuple[tuple[str, bool], ...], int]:
    """The values at a place, each with whether it was quoted: several parted by commas only for a filter."""
    pattern = _VALUE if name in FILTERS else _BARE
    values: list[tuple[str, bool]] = []
    while True:
        value, quoted, position = _value(text, position, pattern)
        if name and not (value and (quoted or name in FILTERS or any(map(str.isalnum, value)))):
            raise QueryError(f"{name}: needs a value", text, start)
        values.append((value, quoted))
        if not (name in FILTERS and text.startswith(",", position)):
            return tuple(values), position
        position += 1


def _value(text: str, position: int, pattern: re.Pattern[str]) -> tuple[str, bool, int]:
    opening = text[position] if position < len(text) else ""
    if opening in _QUOTES and opening:
        ends = [end for mark in _QUOTES[opening] if (end := text.find(mark, position + 1)) >= 0]
        if not ends:
            raise QueryError("the quotation mark is not closed", text, position)
        return text[position + 1 : min(ends)], True, min(ends) + 1
    match = pattern.match(text, position)
    if match:
        return match.group(), False, match.end()
    return "", False, position + (1 if opening and not opening.isspace() and pattern is _BARE else 0)


def _add_term(query: Query, piece: _Piece, _text: str) -> Query:
    value, quoted = piece.values[0]
    if not words(value):
        return query
    kind: Any = "phrase" if quoted else "prefix" if value.endswith("*") else "word"
    term = Term(
        value.rstrip("*") if kind == "prefix" else value, FIELDS.get(piece.field, ""), kind, piece.negated
    )
    return replace(query, terms=(*query.terms, term))


def _add_filter(query: Query, piece: _Piece, _text: str) -> Query:
    attribute = f"{'not_' if piece.negated else ''}{FILTERS[piece.field]}"
    earlier = getattr(query, attribute) or ()
    return replace(query, **{attribute: (*earlier, *(value for value, _ in piece.values))})


def _add_years(query: Query, piece: _Piece, text: str) -> Query:
    attribute = "not_years" if piece.negated else "years"
    ranges = tuple(_read_years(value, text, piece.start) for value, _ in piece.values)
    return replace(query, **{attribute: (*(getattr(query, attribute) or ()), *ranges)})


def _read_years(value: str, text: str, position: int) -> YearRange:
    try:
        return parse_years(value)
    except ValueError as error:
        raise QueryError(str(error), text, position) from None


def parse_years(value: str) -> YearRange:
    """Read "2015", "2010..2020", "2015.." or "..2000"; raises `ValueError`."""
    match = _YEARS.fullmatch(value.strip())
    first, between, last = match.groups() if match else (None, None, None)
    if first is None and last is None:
        raise ValueError(f"{value!r} is no year and no range of years (2015, 2010..2020, 2015.., ..2000)")
    if not between:
        return int(first or last or 0), int(first or last or 0)
    years = (int(first) if first else None, int(last) if last else None)
    if years[0] is not None and years[1] is not None and years[0] > years[1]:
        raise ValueError(f"{value!r} ends before it begins")
    return years


def _set_sort(query: Query, piece: _Piece, text: str) -> Query:
    value = piece.values[0][0].lower()
    name = value.removeprefix("-")
    if name not in SORTS or piece.negated:
        raise QueryError(f"sort: is one of {', '.join(SORTS)}", text, piece.start)
    return replace(query, sort=name, descending=value.startswith("-"))


def _set_or(query: Query, _piece: _Piece, _text: str) -> Query:
    return replace(query, logic="or" if query.logic in ("and", "or") else "or-word")


_READERS: dict[str, Callable[[Query, _Piece, str], Query]] = {
    "term": _add_term,
    "filter": _add_filter,
    "years": _add_years,
    "sort": _set_sort,
    "or": _set_or,
}
