"""The table of the API's operations, from which its routes and its OpenAPI description are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from soilbib.catalogue.query import LOGICS, MATCHES
from soilbib.web.api import records, values, work
from soilbib.web.asked import LAST_PAGE, MOST, SORTS


class Parameter(NamedTuple):
    """A parameter of an address's query."""

    name: str
    what: str
    schema: dict[str, Any]


class Operation(NamedTuple):
    """One operation: address and method, the function that answers, what it takes and gives, what can go wrong."""

    path: str
    method: str
    show: Callable[..., Any]
    summary: str
    gives: type
    takes: Any = None
    parameters: tuple[Parameter, ...] = ()
    errors: tuple[int, ...] = ()
    status: tuple[int, ...] = (200,)
    writes: bool = False


def _text(name: str, what: str) -> Parameter:
    return Parameter(name, what, {"type": "string"})


def _texts(name: str, what: str) -> Parameter:
    return Parameter(name, what, {"type": "array", "items": {"type": "string"}})


def _one_of(name: str, what: str, known: tuple[str, ...]) -> Parameter:
    return Parameter(name, what, {"type": "string", "enum": list(known)})


def _count(name: str, what: str, most: int) -> Parameter:
    return Parameter(name, what, {"type": "integer", "minimum": 1, "maximum": most})


FILTERS = {"type": "types", "category": "categories", "language": "languages"}
SEARCH: tuple[Parameter, ...] = (
    _text("q", 'What is looked for: words, "phrases", AND, OR, NOT and brackets, author:lal year:2015..'),
    Parameter("in", "Where to look", {"type": "array", "items": {"type": "string", "enum": ["title", "content"]}}),
    _one_of("exact", "Look for the text as it is, also inside words", ("1",)),
    _one_of("match", "Where in a field, if exact", MATCHES),
    _one_of("logic", "All words or any", LOGICS),
    *(_texts(name, f"Any of these {what}") for name, what in FILTERS.items()),
    *(_texts(f"not-{name}", f"None of these {what}") for name, what in FILTERS.items()),
    _text("year", "A year or a range: 2015, 2010..2020, 2015.."),
    _one_of("sort", "The order", tuple(SORTS)),
    _count("page", "Which page", LAST_PAGE),
    _count("limit", "How many a page", MOST),
)  # fmt: skip

OPERATIONS: tuple[Operation, ...] = (
    Operation("/api/search", "GET", records.search, "Search, with facets and highlighted snippets",
              values.SearchAnswer, parameters=SEARCH, errors=(400,)),
    Operation("/api/records", "GET", records.listed, "Records, page by page",
              values.RecordsAnswer, parameters=SEARCH, errors=(400,)),
    Operation("/api/records", "POST", records.add, "Store records; the same content again changes nothing",
              values.AdditionAnswer, takes=values.Item | list[values.Item],
              parameters=(_texts("category", "Categories to give them"),),
              status=(200, 201), errors=(400, 415), writes=True),
    Operation("/api/records/{key}", "GET", records.one, "One record", values.Stored, errors=(404, 412)),
    Operation("/api/records/{key}", "PUT", records.replace, "Replace a record (If-Match guards)",
              values.Stored, takes=values.Item, errors=(400, 404, 409, 412, 415), writes=True),
    Operation("/api/records/{key}", "DELETE", records.remove, "Remove a record (can be undone)",
              values.ChangeAnswer, errors=(404, 409, 412), writes=True),
    Operation("/api/categories", "POST", records.categorise, "Give and take categories",
              values.ChangeAnswer, takes=values.CategoriesRequest, errors=(400, 404, 409, 415), writes=True),
    Operation("/api/format", "POST", work.cited, "Render references in a citation style",
              values.FormatAnswer, takes=values.FormatRequest, errors=(400, 404, 415)),
    Operation("/api/styles", "GET", work.styles, "Find citation styles", values.StylesAnswer,
              parameters=(_text("q", "Words in id or title"), _count("limit", "How many", 1000))),
    Operation("/api/duplicates", "GET", work.duplicates, "Pairs that are open, groups that can be merged",
              values.DuplicatesAnswer),
    Operation("/api/duplicates", "POST", work.decide, "Decide on two records",
              values.DecisionAnswer, takes=values.DecisionRequest,
              status=(201,), errors=(400, 404, 409, 415), writes=True),
    Operation("/api/merge", "POST", work.merge, "Merge records", values.ChangeAnswer,
              takes=values.MergeRequest, errors=(400, 404, 409, 415), writes=True),
    Operation("/api/unmerge", "POST", work.unmerge, "Take a merge back", values.ChangeAnswer,
              takes=values.UnmergeRequest, errors=(400, 404, 409, 415), writes=True),
    Operation("/api/history", "GET", work.history, "The latest changes", values.HistoryAnswer),
    Operation("/api/undo", "POST", work.undo, "Take a change back", values.ChangeAnswer,
              takes=values.UndoRequest, errors=(400, 404, 409, 415), writes=True),
)  # fmt: skip
