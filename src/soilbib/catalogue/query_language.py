"""The query language: one line of text to a `Query`.

::

    author:lal "soil carbon" year:2015.. -type:thesis

- Words and "phrases"; ``carb*`` is the beginning of a word; ``-word`` is not wanted.
- ``field:word``, ``field:"a phrase"`` look in one field (`FIELDS`).
- ``type:book,report``, ``category:"Guides and reports"``, ``language:fr``, ``year:2010..2020`` (``2015``,
  ``2015..``, ``..2000``) filter; several values are parted by commas, "-" before the field leaves out.
- ``sort:title``, and ``sort:-year`` for the other way round.

``AND`` says what holds without it, ``OR`` ties looser, ``NOT`` is the "-" of what follows; (brackets) go before
them, and may have a field: ``title:(peat OR moss)``. A bracket inside a word belongs to it. Filters and ``sort:``
hold for the whole query, wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from soilbib.catalogue.folding import words
from soilbib.catalogue.query import LONGEST, SORTS, Group, Query, Term, YearRange
from soilbib.errors import SoilbibError

_MOST_TERMS = 100
_DEEPEST = 20
_TIES = ("AND", "OR")
_SPACE = re.compile(r"\s*")
_FIELD = re.compile(r"([^\W\d_]+):")
_QUOTES = {'"': '"', "“": "”", "«": "»", "„": "“”", "”": "”"}
_BARE = re.compile(r'(?:[^\s"“”«»„()]|\([^\s"“”«»„()]*\))+')
_VALUE = re.compile(r'(?!\()(?:[^\s",“”«»„()]|\([^\s",“”«»„()]*\))+')
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


def text_of(query: Query) -> str:
    """The words, groups and operators of a query as they are typed, without its filters."""
    return _typed(query.terms, " OR " if query.logic.startswith("or") else " ")


def _typed(terms: tuple[Term | Group, ...], joiner: str) -> str:
    typed = [(term.negated, _typed_term(term)) for term in terms]
    wanted = joiner.join(text for negated, text in typed if not negated)
    unwanted = [f"-{text}" for negated, text in typed if negated]
    is_mixed = joiner != " " and len(typed) - len(unwanted) > 1 and unwanted
    return " ".join(filter(None, [f"({wanted})" if is_mixed else wanted, *unwanted]))


def _typed_term(term: Term | Group) -> str:
    if isinstance(term, Group):
        return f"({_typed(term.terms, ' OR ' if term.logic == 'or' else ' ')})"
    text = {"phrase": f'"{term.text}"', "prefix": f"{term.text}*"}.get(term.kind, term.text)
    return f"{term.field}:{text}" if term.field else text


class QueryError(SoilbibError):
    """A query that cannot be read; ``position`` is where, counted from 0."""

    def __init__(self, message: str, query: str, position: int) -> None:
        start = max(0, position - 60)
        shown = " ".join(query[start : start + 100].splitlines())
        super().__init__(f"{message}\n  {shown}\n  {' ' * (position - start)}^")
        self.message, self.query, self.position = message, query, position


class _Piece(Struct, frozen=True):
    """One part of a query: its field, its values with their kinds, whether it is not wanted, and where it starts.

    Or a ``bracket`` instead of values, or an ``operator``.
    """

    field: str
    values: tuple[tuple[str, bool], ...]
    negated: bool
    start: int
    bracket: str = ""
    operator: str = ""


def parse_query(text: str, base: Query | None = None) -> Query:
    """Read a query; ``base`` has what the text does not say. Raises `QueryError` with the place."""
    if len(text) > LONGEST:
        raise QueryError(f"a query has at most {LONGEST:,} characters, this one {len(text):,}", text, LONGEST)
    return _Reading(text, base or Query()).read()


class _Reading:
    """The reading of one query: its pieces, how far they are read, and what they made so far."""

    def __init__(self, text: str, base: Query) -> None:
        self._text, self._query = text, base
        self._pieces = _operators(list(_pieces(text)))
        self._at = self._count = 0
        self._is_any = base.logic.startswith("or")

    def read(self) -> Query:
        """The query."""
        group = self._group("", 0)
        if self._at < len(self._pieces):
            raise self._error(
                "the bracket was not opened; a sign to be looked for stands in quotes", self._at
            )
        query = self._query
        logic: Any = group.logic + ("-word" if query.logic.endswith("-word") else "")
        return replace(query, terms=(*query.terms, *group.terms), logic=logic)

    def _group(self, field: str, depth: int) -> Group:
        """What stands up to the next closing bracket, or to the end."""
        chains: list[list[Term | Group]] = []
        unwanted: list[Term | Group] = []
        before = ""
        while self._at < len(self._pieces) and self._pieces[self._at].bracket != ")":
            start, tie = self._at, self._tie()
            filtered, part = self._operand(field, depth)
            is_alike = filtered == before and filtered in ("", *FILTERS.values())
            if tie == "OR" and not is_alike:
                raise self._error("a filter holds for the whole query and is no side of an OR", start)
            before = filtered
            if part is None:
                continue
            if self._is_any and not tie and part.negated:
                unwanted.append(part)
            elif chains and tie != "OR" and (tie or not self._is_any):
                chains[-1].append(part)
            else:
                chains.append([part])
        return _joined(chains, unwanted, is_any=self._is_any)

    def _tie(self) -> str:
        operator = self._pieces[self._at].operator
        self._at += operator in _TIES
        return operator if operator in _TIES else ""

    def _operand(self, field: str, depth: int) -> tuple[str, Term | Group | None]:
        """The next term or group; or what the next filter sets, which is done then."""
        negated = False
        while (piece := self._pieces[self._at]).operator == "NOT":
            negated, self._at = not negated, self._at + 1
        if piece.operator:
            raise self._error(f"{piece.operator} has nothing before it; in quotes it is a word", self._at)
        self._at += 1
        piece = replace(piece, negated=piece.negated != negated)
        if piece.bracket:
            return "", self._bracket(piece, FIELDS.get(piece.field, field), depth)
        reader = _FILTERS.get(_kind(piece))
        if reader is None:
            self._count += 1
            if self._count > _MOST_TERMS:
                raise self._error(f"a query has at most {_MOST_TERMS} words", self._at - 1)
            return "", _term(piece, field)
        if depth:
            message = f"{piece.field}: holds for the whole query and cannot stand in brackets"
            raise self._error(message, self._at - 1)
        self._query = reader(self._query, piece, self._text)
        return f"{'not_' if piece.negated else ''}{FILTERS.get(piece.field, 'sort')}", None

    def _bracket(self, piece: _Piece, field: str, depth: int) -> Term | Group | None:
        """What stands in the brackets that a piece opens; nothing if they are empty."""
        opened = self._at - 1
        if depth == _DEEPEST:
            raise self._error(f"brackets are nested more than {_DEEPEST} deep", opened)
        group = self._group(field, depth + 1)
        if piece.field and not group.terms:
            raise self._error(f"{piece.field}: needs a value", opened)
        if self._at == len(self._pieces):
            raise self._error("the bracket is not closed; a sign to be looked for stands in quotes", opened)
        self._at += 1
        if len(group.terms) == 1:
            return replace(group.terms[0], negated=group.terms[0].negated != piece.negated)
        return replace(group, negated=piece.negated) if group.terms else None

    def _error(self, message: str, index: int) -> QueryError:
        return QueryError(message, self._text, self._pieces[index].start)


def _joined(chains: list[list[Term | Group]], unwanted: list[Term | Group], *, is_any: bool) -> Group:
    """Chains of terms of which all are wanted, any chain of several; brackets that make no difference are left out."""
    if len(chains) > 1:
        sides = [
            chain[0] if len(chain) == 1 and not chain[0].negated else Group(tuple(chain)) for chain in chains
        ]
        return Group((*_opened(sides, "or"), *unwanted), "or")
    terms = _opened(chains[0], "and") if chains else []
    if len(terms) == 1 and isinstance(terms[0], Group) and not (terms[0].negated or unwanted):
        return terms[0]
    return Group((*terms, *unwanted), "or" if is_any and len(terms) < 2 else "and")


def _opened(terms: list[Term | Group], logic: str) -> list[Term | Group]:
    """Terms with those of groups that are tied as they are in their place."""
    found: list[Term | Group] = []
    for term in terms:
        if isinstance(term, Group) and term.logic == logic and not term.negated and _is_plain(term):
            found += term.terms
        else:
            found.append(term)
    return found


def _is_plain(group: Group) -> bool:
    """Whether all terms of a group mean the same outside of it."""
    return group.logic == "and" or not any(term.negated for term in group.terms)


def _operators(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces with the operators among them named; AND and OR are words where one side of them is empty.

    So is NOT where nothing follows, and as the first word of all, but in front of a bracket.
    """
    found = list(pieces)
    for index, piece in enumerate(pieces):
        word = _capitals(piece)
        before = pieces[index - 1].bracket if index else "start"
        after = pieces[index + 1].bracket if index + 1 < len(pieces) else "end"
        if not word or after in (")", "end"):
            continue
        if (before != "start" or after == "(") if word == "NOT" else before not in ("(", "start"):
            found[index] = replace(piece, operator=word)
    return found


def _capitals(piece: _Piece) -> str:
    """The word of an operator that a piece is, in capitals and without quotes; empty for any other."""
    value, quoted = piece.values[0] if piece.values else ("", False)
    return value if value in (*_TIES, "NOT") and not (quoted or piece.field or piece.negated) else ""


def _kind(piece: _Piece) -> str:
    return FILTERS.get(piece.field, piece.field)


def _check_field(name: str, text: str, start: int) -> None:
    known = [*FIELDS, *FILTERS, "sort"]
    if not name or name in known:
        return
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}:?" if near else f"known are {', '.join(known)}"
    raise QueryError(f"there is no field {name!r}; {hint}", text, start)


def _pieces(text: str) -> Iterator[_Piece]:
    position = _skip(text, 0)
    while position < len(text):
        start = position
        negated = text[position] == "-" and text[position + 1 : position + 2].strip() not in ("", ")")
        position += negated
        field = _FIELD.match(text, position)
        name = ""
        if field and not _is_text(field[1], text[field.end() : field.end() + 2]):
            name, position = field[1].lower(), field.end()
            _check_field(name, text, start)
        bracket = text[position : position + 1]
        if (bracket == "(" and name not in (*FILTERS, "sort")) or (bracket == ")" and not name):
            yield _Piece(name, (), negated, start, bracket)
            position += 1
        else:
            values, position = _values(text, position, name, start)
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


def _term(piece: _Piece, field: str) -> Term | None:
    value, quoted = piece.values[0]
    if not words(value):
        return None
    kind: Any = "phrase" if quoted else "prefix" if value.endswith("*") else "word"
    text = value.rstrip("*") if kind == "prefix" else value
    return Term(text, FIELDS.get(piece.field, field), kind, piece.negated)


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


_FILTERS: dict[str, Callable[[Query, _Piece, str], Query]] = {
    **dict.fromkeys(FILTERS.values(), _add_filter),
    "years": _add_years,
    "sort": _set_sort,
}
"""What a filter sets → how it is set."""
