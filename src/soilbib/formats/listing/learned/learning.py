"""From corrected examples to a house form: where each value stands in its string, and what is between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from soilbib.formats.listing.learned.examples import Example
from soilbib.formats.listing.learned.house import Form, House, NameForm
from soilbib.formats.listing.learned.names import FAMILY_FIRST, in_order
from soilbib.formats.listing.learned.pattern import format_pattern
from soilbib.formats.listing.parts.classify import read_date
from soilbib.formats.listing.parts.identifiers import find_identifiers
from soilbib.formats.listing.parts.names import read_names
from soilbib.formats.listing.parts.segments import clean
from soilbib.formats.listing.spans import Span, find_name_spans, find_text
from soilbib.formats.listing.vocabulary.words import GENRES
from soilbib.model import Date, Name, Record
from soilbib.model.cut_lists import ET_AL

_TYPES_OF_ORGANISATIONS = ("author", "editor", "director", "producer")
_SERIAL = (
    "article-journal", "article-magazine", "article-newspaper", "broadcast", "paper-conference", "post",
    "post-weblog",
)  # fmt: skip
_TOKEN = re.compile(r"\S+")
_SLOT = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[^\W\d_]{3,}|\d")
_WORDS_OF_A_DATE = 6
_SAME_TYPE = 2  # examples of a form that must agree before it has a type


class Aligned(Struct, frozen=True):
    """An example with the place of each of its values in the string, first to last."""

    text: str
    record: Record
    spans: tuple[tuple[str, Span], ...]


def learn_house(examples: Iterable[Example]) -> House:
    """Derive a house form from corrected examples; about twenty make a good one.

    A value that does not stand in its string as it is has no slot. A form that only one example has is kept if
    between the values stand neither words of its own nor a quote without its partner.
    """
    aligned = [align(example) for example in examples]
    return House(
        form=tuple(_forms(aligned)),
        names=_name_form(aligned),
        organisations=tuple(sorted({name for one in aligned for name in _organisations(one.record)})),
        periodicals=dict(sorted(pair for one in aligned for pair in _periodicals(one.record))),
        genres=dict(sorted(pair for one in aligned for pair in _genres(one.record))),
    )


def align(example: Example) -> Aligned:
    """Find each value of the record in the string, the longest first, none over another."""
    text = find_identifiers(clean(example.text)).text
    taken: list[tuple[str, Span]] = []
    for variable, spans in sorted(_candidates(text, example.record), key=lambda pair: -_longest(pair[1])):
        free = next((span for span in spans if not any(_overlap(span, other) for _, other in taken)), None)
        if free and variable not in dict(taken):
            taken.append((variable, free))
    return Aligned(text, example.record, tuple(sorted(taken, key=lambda pair: pair[1])))


def _longest(spans: Sequence[Span]) -> int:
    return max((end - start for start, end in spans), default=0)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _candidates(text: str, record: Record) -> Iterator[tuple[str, list[Span]]]:
    """Each variable with the places where its value may stand."""
    for variable, value in record.fields.items():
        yield variable, list(_places(text, value))
    for variable, date in record.dates.items():
        yield variable, _date_places(text, date)
    for variable, names in record.names.items():
        yield variable, _name_places(text, names)


def _places(text: str, value: str) -> Iterator[Span]:
    found = find_text(text, value)
    while found:
        yield found
        found = find_text(text, value, found[1])


def _date_places(text: str, date: Date) -> list[Span]:
    """The runs of words that are read as this date, the longest first."""
    words = [match.span() for match in _TOKEN.finditer(text)]
    found = []
    for count in range(_WORDS_OF_A_DATE, 0, -1):
        for first in range(len(words) - count + 1):
            span = _trimmed(text, words[first][0], words[first + count - 1][1])
            read = read_date(text[slice(*span)])
            if read and (read.start, read.end) == (date.start, date.end):
                found.append(span)
    return found


def _trimmed(text: str, start: int, end: int) -> Span:
    """A span without the punctuation around it."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _name_places(text: str, names: tuple[Name, ...]) -> list[Span]:
    """The run from the first to the last of the names, with what says that the list is cut."""
    spans = find_name_spans(text, names)
    if len(spans) < len(names) or not spans:
        return []
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    cut = ET_AL.match(text, end)
    return [(start, cut.end() if cut else end)]


def _forms(aligned: Sequence[Aligned]) -> Iterator[Form]:
    """The patterns of the examples, the most frequent first."""
    patterns = [(pattern, one.record.type) for one in aligned if (pattern := _pattern(one))]
    for pattern, count in Counter(pattern for pattern, _ in patterns).most_common():
        types = {kind for other, kind in patterns if other == pattern}
        if count > 1 or _is_regular(_SLOT.sub("", pattern)):
            yield Form(pattern, count, types.pop() if len(types) == 1 and count >= _SAME_TYPE else "")


def _is_regular(literals: str) -> bool:
    """Whether the text between the values is marks only, each quote with its partner."""
    opening, closing = (sum(literals.count(mark) for mark in marks) for marks in ("“„«", "”»"))
    return not _WORD.search(literals) and opening == closing


def _pattern(one: Aligned) -> str:
    """The pattern of an example; empty where two values touch or there is no title."""
    slots = [variable for variable, _ in one.spans]
    ends = [0, *(span[1] for _, span in one.spans)]
    starts = [*(span[0] for _, span in one.spans), len(one.text)]
    literals = [one.text[end:start] for end, start in zip(ends, starts, strict=True)]
    if "title" not in slots or not all(literals[1:-1]):
        return ""
    return format_pattern(slots, literals)


def _name_form(aligned: Sequence[Aligned]) -> NameForm:
    """What the built-in grammar gets wrong in the examples' names, if anything."""
    first = other = 0
    between: Counter[str] = Counter()
    for one in aligned:
        names = one.record.authors
        span = dict(one.spans).get("author")
        if not names or not span or read_names(one.text[slice(*span)]).names == names:
            continue
        spans = find_name_spans(one.text, names)
        for name, place in zip(names, spans, strict=True):
            if name.family and name.given:
                first += in_order(name, one.text[slice(*place)])
                other += not in_order(name, one.text[slice(*place)])
        marks = [one.text[left[1] : right[0]] for left, right in pairwise(spans)]
        between.update(mark for mark in marks if mark.strip())
    if not first and not between:
        return NameForm()
    return NameForm(FAMILY_FIRST if first > other else "", tuple(mark for mark, _ in between.most_common()))


def _organisations(record: Record) -> Iterator[str]:
    for role in _TYPES_OF_ORGANISATIONS:
        yield from (name.literal for name in record.names.get(role, ()) if name.literal)
    if record.fields.get("publisher"):
        yield record.fields["publisher"]


def _periodicals(record: Record) -> Iterator[tuple[str, str]]:
    container = record.fields.get("container-title")
    if container and record.type in _SERIAL:
        yield container, record.type


def _genres(record: Record) -> Iterator[tuple[str, str]]:
    """The genre words that speak for another type than the built-in list says."""
    genre = record.fields.get("genre")
    if genre and GENRES.get(genre.casefold()) != record.type:
        yield genre, record.type
