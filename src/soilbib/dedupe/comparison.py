"""Compare: the evidence that two records' keys give, field by field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from msgspec import Struct

from soilbib.dedupe.authors import author_level, first_author_level
from soilbib.dedupe.columns import CONTAINED, Screened
from soilbib.dedupe.keys import ABSTRACT_KEPT, Keys
from soilbib.dedupe.levels import DIFFERENT, EQUAL, MISSING, SIMILAR, Level
from soilbib.dedupe.numerals import in_digits
from soilbib.dedupe.places import has_telling_words, page_number, same_container
from soilbib.dedupe.text import in_other_scripts
from soilbib.dedupe.wording import differing_words, ends_in_a_word, ratios

ALIKE = 0.79
"""Pairs whose titles are less alike are dropped, unless an identifier or the place agrees."""
CUT = 24
"""A title that ends inside a word of the other one must have so many letters to count as cut."""
SAME_PARALLEL = 0.97
"""Titles given in two languages are the same from here on, whatever the other language's words are."""
WORDLESS = 0.5
"""Titles less alike are not compared word by word."""
MAX_ISSUES = 60
"""A weekly has 53 issues a year."""


T = TypeVar("T")


_LEVEL_NAMES = [level.name.lower() for level in Level]


class _Lazy(Generic[T]):
    """A property worked out once: `functools.cached_property` without its lock, which costs more than most of these."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work, self._name, self.__doc__ = work, work.__name__, work.__doc__

    def __get__(self, instance: object, owner: type) -> T:
        value = instance.__dict__[self._name] = self._work(instance)
        return value


class Comparison(Struct, frozen=True, dict=True):
    """The evidence on one pair; ``one`` and ``other`` are the keys it comes from.

    ``title`` is 0 to 1, in the languages in which the titles are most alike, ``wording`` that of the titles as they
    stand; ``contained`` says that the shorter title is a part of the longer one. What costs time
    (names, words of titles) is worked out when a rule first asks for it.
    """

    one: Keys
    other: Keys
    title: float
    wording: float
    contained: bool
    year: Level
    container: Level
    volume: Level
    pages: Level
    doi: Level
    crowded: bool = False
    cut: bool = False

    @property
    def only_one(self) -> tuple[str, ...]:
        """The words that just the first title has, typos not counted."""
        return self._apart[0]

    @property
    def only_other(self) -> tuple[str, ...]:
        """The words that just the second title has, typos not counted."""
        return self._apart[1]

    @_Lazy
    def _apart(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return ((), ()) if self.cut else _words_apart(self)

    @_Lazy
    def authors(self) -> Level:
        """How far the lists of authors agree."""
        return author_level(self.one, self.other)

    @_Lazy
    def first_author(self) -> Level:
        """How far the first authors agree."""
        return first_author_level(self.one, self.other)

    @_Lazy
    def issue(self) -> Level:
        """How far the issues agree."""
        return _issue_level(self.one, self.other)

    @property
    def abstract(self) -> Level:
        """Whether the abstracts begin alike."""
        return _abstract_level(self.one.abstract, self.other.abstract)

    @_Lazy
    def levels(self) -> dict[str, Level]:
        """The level of every field but the title."""
        return {
            "authors": self.authors, "year": self.year, "container": self.container, "volume": self.volume,
            "issue": self.issue, "pages": self.pages, "DOI": self.doi, "abstract": self.abstract,
        }  # fmt: skip

    def evidence(self) -> dict[str, str]:
        """What each field says in words, with both values where they are not the same."""
        said = {"title": f"{self.title:.0%} alike"}
        for field, level in self.levels.items():
            if level is EQUAL:
                said[field] = "same"
            elif level is not MISSING:
                said[field] = _LEVEL_NAMES[level] + self._values(field)
        return said

    def _values(self, field: str) -> str:
        if field not in _QUOTED:
            return ""
        one, other = _QUOTED[field](self.one), _QUOTED[field](self.other)
        return f" ({one} / {other})" if one and other else ""


_TWO_VALUES = re.compile(r"\((.*) / (.*)\)$")


def turned(evidence: Mapping[str, str]) -> dict[str, str]:
    """The evidence with the values of the two records changed about."""
    return {field: _turned(said) if said.endswith(")") else said for field, said in evidence.items()}


def _turned(said: str) -> str:
    values = _TWO_VALUES.search(said)
    return f"{said[: values.start()]}({values[2]} / {values[1]})" if values else said


_QUOTED: dict[str, Callable[[Keys], str]] = {
    "year": lambda keys: str(keys.year),
    "container": lambda keys: keys.container,
    "volume": lambda keys: keys.volume,
    "issue": lambda keys: keys.issue,
    "pages": lambda keys: f"{keys.first_page}-{keys.last_page}" if keys.last_page else keys.first_page,
    "DOI": lambda keys: keys.doi,
}
"""Field: what a record has in it, for a reader. The others are too long to quote."""


def compare_all(
    keyed: Sequence[Keys] | Mapping[int, Keys], screened: Screened
) -> Iterator[tuple[int, int, Comparison]]:
    """Compare the screened pairs that are not hopeless."""
    columns = (screened.ones, screened.others, screened.ratios, screened.contained, screened.crowded)
    for a, b, ratio, contained, crowded in zip(*(column.tolist() for column in columns), strict=True):
        one, other = keyed[a], keyed[b]
        if ratio >= ALIKE or contained or _worth_a_look(one, other):
            yield a, b, compare(one, other, ratio, contained, crowded)


def _worth_a_look(one: Keys, other: Keys) -> bool:
    """Whether identifier, place or the title in another language makes a pair worth comparing."""
    if (one.doi and one.doi == other.doi) or one.title.main == other.title.main != "":
        return True
    if one.title.other and one.title.other in (other.title.compact, other.title.other):
        return True
    if other.title.other and other.title.other == one.title.compact:
        return True
    if not one.first_page or one.volume != other.volume:
        return False
    return _page_level(one, other) >= SIMILAR


def compare(one: Keys, other: Keys, ratio: float, contained: bool, crowded: bool = False) -> Comparison:
    """Compare two records' keys; ``ratio`` and ``contained`` are of the compact titles."""
    cut = contained and _is_cut(one, other)
    return Comparison(
        one=one,
        other=other,
        title=_title_ratio(one, other, max(ratio, 0.95) if cut else ratio),
        wording=ratio,
        contained=contained,
        year=_year_level(one.year, other.year),
        container=_container_level(one.container, other.container),
        volume=_volume_level(one, other),
        pages=_page_level(one, other),
        doi=_equal_level(one.doi, other.doi),
        crowded=crowded,
        cut=cut,
    )


def _words_apart(c: Comparison) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that only one of the titles has; none is looked for where the titles are nothing alike.

    Nor where it is the title in another language that both have.
    """
    one, other = c.one, c.other
    if (
        one.title.compact == other.title.compact
        or c.wording <= WORDLESS
        or c.wording < SAME_PARALLEL <= c.title
    ):
        return (), ()
    only_one, only_other = differing_words(
        in_digits(one.title.words.split()),
        in_digits(other.title.words.split()),
        romanised=one.title.alphabet != other.title.alphabet,
    )
    if c.contained and not (only_one and only_other):
        return _own_words(only_one, one, other), _own_words(only_other, one, other)
    return only_one, only_other


def _is_cut(one: Keys, other: Keys) -> bool:
    """Whether the shorter title is known to be cut, or ends inside a word, and the longer one begins like it."""
    shorter, longer = sorted((one.title, other.title), key=lambda title: len(title.compact))
    if shorter.truncated:
        return longer.compact.startswith(shorter.compact[:CONTAINED])
    return len(shorter.compact) >= CUT and ends_in_a_word(shorter.words, longer.words)


def _own_words(extra: tuple[str, ...], one: Keys, other: Keys) -> tuple[str, ...]:
    """The words beyond the shorter title that are not the authors' names or the container's, slipped into it."""
    foreign = (
        one.people | other.people | set(one.container.replace("=", " ").split() + other.container.split())
    )
    return tuple(word for word in extra if word not in foreign)


def _title_ratio(one: Keys, other: Keys, ratio: float) -> float:
    """The best ratio among the titles in the languages that are given; 0 where a title is missing."""
    if not one.title.compact or not other.title.compact:
        return 0.0
    if not one.title.other and not other.title.other:
        return ratio
    ours = [title for title in (one.title.compact, one.title.other) if title]
    theirs = [title for title in (other.title.compact, other.title.other) if title]
    crossed = [(a, b) for a in ours for b in theirs]
    return max(ratios([a for a, _ in crossed], [b for _, b in crossed]))


def _year_level(one: int, other: int) -> Level:
    if not one or not other:
        return MISSING
    if one == other:
        return EQUAL
    return SIMILAR if abs(one - other) == 1 else DIFFERENT


def _container_level(one: str, other: str) -> Level:
    if not has_telling_words(one) or (one != other and not has_telling_words(other)):
        return MISSING
    if one == other:
        return EQUAL
    likeness = same_container(one, other)
    if likeness >= 0.95:
        return EQUAL
    if likeness >= 0.4:
        return SIMILAR
    return MISSING if likeness == 0 and in_other_scripts([one], [other]) else DIFFERENT


def _equal_level(one: str, other: str) -> Level:
    if not one or not other:
        return MISSING
    return EQUAL if one == other else DIFFERENT


def _volume_level(one: Keys, other: Keys) -> Level:
    """Compare volumes; a volume that stands where the issue belongs still agrees."""
    level = _equal_level(one.volume, other.volume)
    if level is EQUAL:
        return level
    crossed = {(one.volume, other.issue), (other.volume, one.issue)}
    if all(a == b for a, b in crossed) or (level is MISSING and any(a and a == b for a, b in crossed)):
        return EQUAL if one.volume or other.volume else MISSING
    if (one.volume == other.issue and not one.issue) or (other.volume == one.issue and not other.issue):
        return MISSING
    return level


def _issue_level(one: Keys, other: Keys) -> Level:
    """Compare issues; numbers that no volume has so many issues for are accession or running numbers."""
    level = _equal_level(one.issue, other.issue)
    if level is DIFFERENT and (one.issue, one.volume) == (other.volume, other.issue):
        return EQUAL
    unlikely = level is DIFFERENT and max(int(one.issue), int(other.issue)) > MAX_ISSUES
    return MISSING if unlikely or _is_shifted(one, other) or _is_shifted(other, one) else level


def _is_shifted(one: Keys, other: Keys) -> bool:
    """Whether a record has its volume where the issue belongs and its issue where the pages belong."""
    return (
        not one.volume and bool(other.volume) and (one.issue, one.first_page) == (other.volume, other.issue)
    )


def _page_level(one: Keys, other: Keys) -> Level:
    """Compare pages: EQUAL with the same start and no other end.

    The "1-17" of an early view says nothing, nor does a page against a work's own number.
    """
    if not one.first_page or not other.first_page or _is_shifted(one, other) or _is_shifted(other, one):
        return MISSING
    number = page_number(one.first_page)
    same_number = bool(number) and number == page_number(other.first_page)
    if one.first_page == other.first_page or (
        same_number and not (one.first_page[0].isalpha() and other.first_page[0].isalpha())
    ):
        return (
            EQUAL if one.last_page == other.last_page or not (one.last_page and other.last_page) else SIMILAR
        )
    if one.numbered != other.numbered or any(
        keys.first_page == "1" and not keys.volume for keys in (one, other)
    ):
        return MISSING
    if one.first_page == other.other_page or other.first_page == one.other_page:
        return SIMILAR
    return SIMILAR if same_number or (one.last_page and one.last_page == other.last_page) else DIFFERENT


def _abstract_level(one: str, other: str) -> Level:
    return EQUAL if one == other and len(one) >= ABSTRACT_KEPT else MISSING
