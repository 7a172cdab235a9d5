"""Query: what is looked for, as a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

Match: TypeAlias = Literal["anywhere", "start", "end", "full"]
Logic: TypeAlias = Literal["and", "or", "and-word", "or-word"]
Sort: TypeAlias = Literal["relevance", "title", "year", "author", "added"]

MATCHES: tuple[Match, ...] = get_args(Match)
LOGICS: tuple[Logic, ...] = get_args(Logic)
SORTS: tuple[Sort, ...] = get_args(Sort)
FACETS = ("type", "category", "year", "language")

LONGEST = 10_000
"""How many characters the text of a query may have; nothing is found for more."""

COLUMNS = ("title", "author", "container", "keyword", "identifier", "content")
"""The columns of the text index."""

SCOPES: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "content": ("author", "container", "keyword", "identifier", "content"),
    **{column: (column,) for column in COLUMNS if column not in ("title", "content")},
    "abstract": ("content",),
}
"""Where to search: the title, the content (all else), or one part of it."""

YearRange: TypeAlias = tuple[int | None, int | None]
"""First and last year, both included; None for an open end."""


class Term(Struct, frozen=True):
    """A word, a phrase (its words in this order) or the beginning of a word, in one field or in the query's scope."""

    text: str
    field: str = ""
    kind: Literal["word", "phrase", "prefix"] = "word"
    negated: bool = False


class Group(Struct, frozen=True):
    """Terms and groups in brackets: all of those that are wanted or any, and none of those that are not.

    Of a group in which nothing is wanted all records are found that have nothing of it.
    """

    terms: tuple[Term | Group, ...]
    logic: Literal["and", "or"] = "and"
    negated: bool = False


class Query(Struct, frozen=True):
    """What is looked for, how it is filtered and sorted, and which page is wanted.

    - ``terms``, and groups of them, are looked for in ``scope`` (keys of `SCOPES`). ``logic`` "and" wants all of
      them, "or" any; a word of three letters or more is then found at the beginning of words, too, with "and-word"
      and "or-word" as a whole word only.
    - ``exact``: all terms' text is one phrase, found as it is, also inside a word (`folding` makes case, accents,
      quotes and dashes alike), ``match`` says where in a field.
    - ``types``, ``categories`` and ``languages`` want any of theirs (None: no matter, empty: nothing is found),
      ``all_categories`` all of them; a category that is wanted includes those under it. What has one of
      ``not_types``, ``not_categories`` or ``not_languages`` is left out even if it has a wanted one, too, as a
      category that is not ticked does on the page.
    - ``years`` are ranges of which one must hold; ``not_years`` ranges of which none may.
    - ``sort`` is relevance (without terms: title), title, year, author or added; ``descending`` turns it round.
    """

    terms: tuple[Term | Group, ...] = ()
    scope: tuple[str, ...] = ("title", "content")
    exact: bool = False
    match: Match = "anywhere"
    logic: Logic = "and"
    types: tuple[str, ...] | None = None
    not_types: tuple[str, ...] = ()
    categories: tuple[str, ...] | None = None
    all_categories: tuple[str, ...] = ()
    not_categories: tuple[str, ...] = ()
    languages: tuple[str, ...] | None = None
    not_languages: tuple[str, ...] = ()
    years: tuple[YearRange, ...] | None = None
    not_years: tuple[YearRange, ...] = ()
    sort: Sort = "relevance"
    descending: bool = False
    page: int = 1
    limit: int = 10
    facets: tuple[str, ...] = FACETS

    @property
    def text(self) -> str:
        """The terms' text, in one line."""
        return " ".join(term.text for term, _ in self.leaves)

    @property
    def leaves(self) -> tuple[tuple[Term, bool], ...]:
        """All terms in their order, those in groups too, each with whether it is wanted."""
        return tuple(_leaves(self.terms, wanted=True))

    @property
    def wanted(self) -> list[Term]:
        """The terms that are wanted, those in groups too."""
        return [term for term, is_wanted in self.leaves if is_wanted]


def _leaves(terms: Iterable[Term | Group], *, wanted: bool) -> Iterator[tuple[Term, bool]]:
    for term in terms:
        is_wanted = wanted != term.negated
        if isinstance(term, Group):
            yield from _leaves(term.terms, wanted=is_wanted)
        else:
            yield term, is_wanted
