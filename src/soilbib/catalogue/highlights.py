"""Highlights: where a query's words stand in a record, as pieces of its values with the places marked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from soilbib.catalogue.folding import fold, fold_with_offsets, spans, words
from soilbib.catalogue.indexing import column_of
from soilbib.catalogue.matching import columns_of, texts_of
from soilbib.catalogue.query import Query, Term
from soilbib.catalogue.values import Snippet
from soilbib.model import Record
from soilbib.model.markup import plain_text

LENGTH = 180
"""How long a snippet is, in characters, about."""

_BEFORE = 60
_MOST = 3
_READ = 100_000

Span = tuple[int, int]


def snippets(record: Record, query: Query) -> tuple[Snippet, ...]:
    """The whole title, marked, and the pieces of at most three other values in which words stand."""
    title = plain_text(record.title)
    found = [Snippet("title", title, tuple(marks(title, query, "title")))]
    for variable, value in _values(record):
        if len(found) > _MOST:
            break
        marked = list(marks(value, query, "author" if variable in record.names else column_of(variable)))
        if marked:
            found.append(_cut(variable, value, marked))
    return tuple(found)


def _values(record: Record) -> Iterator[tuple[str, str]]:
    for variable, names in record.names.items():
        yield variable, "; ".join(name.display for name in names)
    for variable, value in record.fields.items():
        if variable not in ("title", "language"):
            yield variable, plain_text(value)[:_READ]


def _cut(variable: str, value: str, marked: list[Span]) -> Snippet:
    """The piece around the first marks, cut at spaces."""
    if len(value) <= LENGTH:
        return Snippet(variable, value, tuple(marked))
    start = _at_space(value, marked[0][0] - _BEFORE) if marked[0][0] > _BEFORE else 0
    end = min(len(value), max(start + LENGTH, marked[0][1]))
    if end < len(value):
        space = value.rfind(" ", marked[0][1], end)
        end = space if space > 0 else end
    head, tail = "…" if start else "", "…" if end < len(value) else ""
    shift = len(head) - start
    kept = tuple((one + shift, other + shift) for one, other in marked if other <= end)
    return Snippet(variable, f"{head}{value[start:end]}{tail}", kept)


def _at_space(value: str, wanted: int) -> int:
    space = value.find(" ", wanted, wanted + _BEFORE // 2)
    return space + 1 if space >= 0 else wanted


def marks(value: str, query: Query, column: str) -> Iterator[Span]:
    """The places in a value that a query's terms are found at, in order and without overlap."""
    if query.exact:
        found = _exact(value, query) if column in columns_of(query.scope) else []
    else:
        here = [term for term in query.wanted if column in _columns(query, term)]
        found = _places(value, query, here) if here else []
    last = 0
    for start, end in sorted(found):
        if start >= last:
            yield start, end
            last = end


def _columns(query: Query, term: Term) -> tuple[str, ...]:
    return columns_of((term.field,)) if term.field else columns_of(query.scope)


def _exact(value: str, query: Query) -> list[Span]:
    folded, offsets = fold_with_offsets(value)
    phrase = fold(query.text)
    found = []
    start = folded.find(phrase) if phrase else -1
    while start >= 0:
        end = start + len(phrase)
        found.append((offsets[start], offsets[end - 1] + 1))
        start = folded.find(phrase, end)
    return found


def _places(value: str, query: Query, terms: list[Term]) -> list[Span]:
    folded = fold(value)  # far quicker than finding the places, and most values have none of the words
    formed = [replace(term, text=text) for term in terms for text in texts_of(term)]
    terms = [term for term in formed if all(word in folded for word in _words(term.text))]
    standing = list(spans(value)) if terms else []
    return [span for term in terms for span in _standing_at(standing, query, term)]


@lru_cache(maxsize=256)
def _words(text: str) -> list[str]:
    """The words of a term; asked for again for every value of every record found."""
    return words(text)


def _standing_at(standing: list[tuple[str, int, int]], query: Query, term: Term) -> Iterator[Span]:
    """Where the words of a term stand one after the other."""
    wanted = _words(term.text)
    if not wanted:
        return
    last = len(wanted) - 1
    is_open = _is_open(query, term, wanted[-1])
    for index in range(len(standing) - last):
        here = [word for word, _, _ in standing[index : index + last + 1]]
        if here[:-1] == wanted[:-1] and _is_word(here[-1], wanted[-1], is_open):
            yield standing[index][1], standing[index + last][2]


def _is_open(query: Query, term: Term, word: str) -> bool:
    return term.kind == "prefix" or (
        term.kind == "word" and not query.logic.endswith("-word") and len(word) >= 3
    )


def _is_word(word: str, wanted: str, is_open: bool) -> bool:
    return word.startswith(wanted) if is_open else word == wanted
