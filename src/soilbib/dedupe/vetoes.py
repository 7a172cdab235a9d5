"""The rules that keep records apart, or let what they object to pass: an erratum, a part, another DOI."""

from __future__ import annotations

import re
from collections import Counter

from soilbib.dedupe.comparison import Comparison
from soilbib.dedupe.keys import Keys
from soilbib.dedupe.levels import DIFFERENT, EQUAL, MISSING, SIMILAR
from soilbib.dedupe.numerals import NUMERAL_WORDS, PART_WORDS
from soilbib.dedupe.places import container_kind, has_telling_words
from soilbib.dedupe.questions import (
    agreements,
    another_isbn,
    conflicts,
    exact_place,
    in_two_scripts,
    is_article,
    like_title,
    long_title,
    many_pages,
    placed,
    same_authors,
    same_far_page,
    same_first_author,
    same_place,
    same_title,
    same_words,
    version_kinds,
    whole_pages,
)
from soilbib.dedupe.ruling import Ruling, different, match, possible
from soilbib.dedupe.titles import RETRACTED
from soilbib.dedupe.wording import is_lost_digit, is_slipped_number

_DIGITS = re.compile(r"\d+")
_NOT_DIGITS = re.compile(r"\D+")
_SHOWN = frozenset({"medium motion_picture", "medium song"})
_PROGRAM = ("version ", "medium software")
_YEAR = re.compile(r"(?:19|20)\d\d")
_REVIEW_VERSION = re.compile(r"\.(?:pub|v)\d+$")


def untitled(c: Comparison) -> Ruling | None:
    """A record without a title never joins by itself."""
    if c.one.title.compact and c.other.title.compact:
        return None
    if c.doi is EQUAL and c.authors >= MISSING and conflicts(c) == 0:
        return match("the same DOI and nothing against it; one record has no title")
    if c.authors >= SIMILAR and same_place(c):
        return possible("the same authors and place, but a title is missing")
    return different("a title is missing and no identifier agrees")


def shared_identifier(c: Comparison) -> Ruling | None:
    """One DOI on unlike titles is a supplement's, a book's or a slip."""
    if c.doi is not EQUAL:
        return None
    if c.title < 0.7 and not c.contained:
        unlike = _unlike_titles(c)
        if unlike:
            return unlike
    if (c.pages < SIMILAR or c.crowded or many_pages(c)) and c.only_one and c.only_other:
        return possible(
            "the same DOI, but each title has words of its own and no page agrees: a supplement, or a slip"
        )
    if c.volume is DIFFERENT and c.pages is DIFFERENT and c.container is DIFFERENT:
        return different("the DOI is the same, but journal, volume and pages are not: a wrong DOI")
    return None


def _unlike_titles(c: Comparison) -> Ruling | None:
    """What one DOI on unlike titles means; nothing where the place shows one work all the same."""
    comparable = c.authors is EQUAL or in_two_scripts(c)
    if exact_place(c) and comparable and not many_pages(c):
        return None
    if not comparable or conflicts(c) or c.crowded or many_pages(c):
        return different(
            "the DOI is the same but the titles are not: a supplement, a container or a wrong DOI"
        )
    if _begins_alike(c):
        return match("the same DOI and authors, and one title is the beginning of the other")
    return possible("the same DOI and authors, but the titles are not alike: translated, or two works")


def _begins_alike(c: Comparison) -> bool:
    """Whether one title is the first words of the other: what a subtitle leaves of "Ebola: …"."""
    short, long = sorted((c.one.title, c.other.title), key=lambda title: len(title.words))
    return not short.generic and long.words.startswith(f"{short.words} ")


def notice(c: Comparison) -> Ruling | None:
    """An erratum, reply or comment is not the work it is about."""
    kinds = {c.one.title.notice, c.other.title.notice} - {""}
    if c.one.title.notice == c.other.title.notice or (c.doi is EQUAL and c.title >= 0.97):
        return None
    if same_words(c):  # "Correcton to: …", or the colon is lost that told a correction
        return None
    if kinds == {RETRACTED}:  # the very work, marked so
        return None
    return different(f"{'only ' if len(kinds) == 1 else ''}one is {' and the other '.join(sorted(kinds))}")


def different_numerals(c: Comparison) -> Ruling | None:
    """Part I is not part II, and the report of 1999 not that of 2001."""
    only_one, only_other = _numerals_apart(c)
    if _is_numbered_otherwise(c):
        return possible("the same numbers in the titles, in another order")
    told_elsewhere = c.one.title.other and c.other.title.other
    if not (only_one and only_other) or (c.one.title.compact == c.other.title.compact and not told_elsewhere):
        return None
    if c.doi is EQUAL and same_place(c):
        return None
    if c.year is EQUAL and c.authors is EQUAL and len(only_one) == len(only_other) == 1:
        if is_slipped_number(only_one[0], only_other[0]):
            return None
        if exact_place(c) and is_lost_digit(only_one[0], only_other[0]):
            return None
    return different(
        f"different numbers in the titles: {_either(', '.join(only_one), ', '.join(only_other))}"
    )


def _either(one: str, other: str) -> str:
    """Two values in an order that does not depend on which record came first."""
    return " and ".join(sorted((one, other), key=lambda text: (len(text), text)))


def _is_numbered_otherwise(c: Comparison) -> bool:
    """Whether nothing but the order of their numbers parts two titles: 2-methyl-4-nitro and 4-methyl-2-nitro."""
    one, other = c.one.title, c.other.title
    if one.numerals == other.numerals or sorted(one.numerals) != sorted(other.numerals):
        return False
    return _DIGITS.sub("", one.compact) == _DIGITS.sub("", other.compact) and c.doi is not EQUAL


def _numerals_apart(c: Comparison) -> tuple[list[str], list[str]]:
    """The numbers that only one of the titles has."""
    if c.one.title.numerals == c.other.title.numerals:
        return [], []
    one, other = Counter(c.one.title.numerals), Counter(c.other.title.numerals)
    return list(one - other), list(other - one)


def different_edition(c: Comparison) -> Ruling | None:
    """Editions of a book are kept apart; where only one record names its own, those of one year are one."""
    one, other = c.one.edition, c.other.edition
    if (one or "1") == (other or "1") or c.doi is EQUAL:
        return None
    if not (one and other) and (one or other).isdigit() and c.year is EQUAL and not another_isbn(c):
        return None
    return different(f"different editions: {_either(one or 'not given', other or 'not given')}")


def different_doi(c: Comparison) -> Ruling | None:
    """Two DOIs and two titles are two works; two DOIs on one title need the place to agree."""
    if c.doi is not DIFFERENT:
        return None
    if not same_title(c):
        return different("different DOIs and different titles")
    if c.authors >= MISSING and (
        same_place(c) or (c.pages is EQUAL and c.container is EQUAL and c.year is EQUAL)
    ):
        return None
    if _REVIEW_VERSION.sub("", c.one.doi) == _REVIEW_VERSION.sub("", c.other.doi):
        return possible("two versions of one review")
    return different("different DOIs, and volume and pages do not bring them together")


def one_of_several_parts(c: Comparison) -> Ruling | None:
    """A title with a part number and the same title without it may be two works."""
    numbers = [number for side in _numerals_apart(c) for number in side]
    if not numbers or c.doi is EQUAL or _on_one_page(c):
        return None
    extra = c.only_one or c.only_other
    if not extra and numbers == [c.one.volume or c.other.volume]:
        return possible(f"only one is named as volume {numbers[0]}")
    if not extra or (c.only_one and c.only_other):
        return None
    if all(word.isdigit() or word in PART_WORDS or word in NUMERAL_WORDS for word in extra):
        return possible(f"only one title has the number {' '.join(numbers)}")
    return None


def _on_one_page(c: Comparison) -> bool:
    """The same place, or the same pages of one container and year that has no volumes."""
    return same_place(c) or (c.pages is EQUAL and c.container is EQUAL and c.year is EQUAL and not c.crowded)


def another_subtitle(c: Comparison) -> Ruling | None:
    """One main title and two subtitles may be two books or papers, and the title without either belongs to neither."""
    one, other = c.one.title, c.other.title
    if one.main != other.main or one.main in (one.compact, other.compact) or c.doi is EQUAL or same_place(c):
        return None
    if same_title(c) or c.contained or not (c.only_one and c.only_other) or c.authors < SIMILAR:
        return None
    return possible("the same main title and authors, but each has a subtitle of its own", opposed=True)


def generic_title(c: Comparison) -> Ruling | None:
    """A title such as "Editorial" says nothing: identifier or place must agree."""
    if not (c.one.title.generic or c.other.title.generic):
        return None
    if c.title >= 0.75 and conflicts(c) == 0 and c.authors >= MISSING and same_first_author(c):
        reason = _what_else_agrees(c)
        if reason:
            return match(f"a generic title, but the same {reason}")
    if same_title(c) and c.authors is EQUAL and c.year is EQUAL and _may_be_one_piece(c):
        return possible("a title that says little; the authors, the year and the journal, if any, agree")
    return different("a generic title, and neither identifier nor pages agree")


def _what_else_agrees(c: Comparison) -> str:
    """What makes one work of two records whose title says nothing, or nothing."""
    same_year = c.year >= SIMILAR or (c.year is MISSING and c.container is EQUAL)
    one_page = c.pages is EQUAL and (c.issue is not DIFFERENT or same_far_page(c))
    if c.doi is EQUAL or (c.volume is EQUAL and one_page and same_year):
        return "identifier or the same pages of the same volume"
    if c.authors is not EQUAL or c.issue is DIFFERENT:
        return ""
    if c.volume is EQUAL and c.issue is EQUAL and c.year is EQUAL:
        return "authors in the same issue"
    if same_far_page(c) and agreements(c) >= 3:
        return "authors on the same page of one journal and year or volume"
    if c.container is EQUAL and c.year is EQUAL and whole_pages(c) and is_article(c):
        return "authors on the same pages of one book or year"
    return ""


def _may_be_one_piece(c: Comparison) -> bool:
    """Whether nothing is known of the place, or a place in one journal is known in part."""
    if not (placed(c.one) or placed(c.other)):
        return True
    return c.container >= SIMILAR and not conflicts(c) and c.issue is not DIFFERENT


def another_mark(c: Comparison) -> Ruling | None:
    """Patents and trials of other numbers, columns of other days and pages at other addresses may share titles."""
    kind, _, one = c.one.mark.partition(" ")
    other_kind, _, other = c.other.mark.partition(" ")
    if c.doi is not EQUAL and (_is_another_medium(c.one, c.other) or _is_another_medium(c.other, c.one)):
        return possible("alike, but one is a film, music or a program and the other in print", opposed=True)
    if not kind or kind != other_kind or one == other or not like_title(c) or c.doi is EQUAL or same_place(c):
        return None
    if kind == "number" and _NOT_DIGITS.sub("", one) == _NOT_DIGITS.sub("", other):  # the country is left out
        return None
    return possible(f"alike, but the {kind} is another: {_either(one, other)}", opposed=True)


def _is_another_medium(one: Keys, other: Keys) -> bool:
    """Whether one is a film or music and the other a book, or one a program and the other an article in its place."""
    if one.mark in _SHOWN:
        return other.kind in {"book", "chapter"}
    return one.mark.startswith(_PROGRAM) and not other.mark and bool(other.container) and placed(other)


def another_issue(c: Comparison) -> Ruling | None:
    """A title in two issues of a volume may be a column's where it is short, or a reprint where no pages tell."""
    if c.issue is not DIFFERENT or c.volume is not EQUAL or c.doi is EQUAL or not same_title(c):
        return None
    may_recur = not long_title(c) or (c.one.title.recurring and c.other.title.recurring)
    return possible("the same title in two issues of one volume") if may_recur or c.pages is MISSING else None


def recurring_title(c: Comparison) -> Ruling | None:
    """What comes out again every year under one title is another work every year."""
    if (
        not (c.one.title.recurring and c.other.title.recurring)
        or c.doi is EQUAL
        or c.year in (EQUAL, MISSING)
    ):
        return None
    if same_place(c) or any(_YEAR.fullmatch(number) for number in c.one.title.numerals):
        return None
    return different("a title that comes back every year, and the years differ")


def same_isbn(c: Comparison) -> Ruling | None:
    """Equal ISBNs and like titles are one book, in whatever year it was printed (optional)."""
    if c.one.isbn and c.one.isbn == c.other.isbn and like_title(c) and c.authors >= MISSING:
        return match("the same ISBN and like titles")
    return None


def another_printing(c: Comparison) -> Ruling | None:
    """A book of another year is another edition or printing (optional)."""
    if c.year in (SIMILAR, DIFFERENT) and same_title(c) and same_authors(c) and c.doi is not EQUAL:
        return different("the years differ: another edition or printing")
    return None


def preprint_and_publication(c: Comparison) -> Ruling | None:
    """A preprint is not the article that came of it."""
    if "preprint" not in version_kinds(c) or _one_publication(c):
        return None
    return different("a preprint and a publication")


def conference_and_journal(c: Comparison) -> Ruling | None:
    """A conference paper is not the journal article that came of it."""
    kinds = version_kinds(c)
    if "conference" not in kinds or _one_publication(c):
        return None
    if kinds == {"conference", "journal"} or (c.one.volume != "") != (c.other.volume != ""):
        return different("a conference paper and a journal article")
    return None


def thesis_and_publication(c: Comparison) -> Ruling | None:
    """A thesis is not the article that came of it."""
    if _has_more_authors(c.one, c.other) or _has_more_authors(c.other, c.one):
        return (
            different("a thesis, and a publication of several authors") if not _one_publication(c) else None
        )
    kinds = version_kinds(c)
    if "thesis" not in kinds or _one_publication(c):
        return None
    if c.container is MISSING or kinds & {"journal", "conference"}:
        return different("a thesis and a publication")
    return None


def book_and_piece(c: Comparison) -> Ruling | None:
    """A book is not the chapter or article of its title in a book or journal of another name."""
    if c.doi is EQUAL or not (_is_piece_beside(c.one, c.other) or _is_piece_beside(c.other, c.one)):
        return None
    return possible("alike, but one is a book and the other stands in a book or journal", opposed=True)


def _is_piece_beside(book: Keys, other: Keys) -> bool:
    """Whether one record is a book's, and the other says where in what else it stands."""
    if book.kind != "book" or placed(book) or not placed(other):
        return False
    return bool(other.container) and has_telling_words(other.container)


def _has_more_authors(thesis: Keys, other: Keys) -> bool:
    """Whether one is a thesis, which has one author, and the other is none and has several."""
    return thesis.author_count == 1 < other.author_count and _is_thesis(thesis) and not _is_thesis(other)


def _is_thesis(keys: Keys) -> bool:
    return "thesis" in (keys.kind, container_kind(keys.container))


def _one_publication(c: Comparison) -> bool:
    """Whether DOI or place show that two kinds of container are two names for one."""
    if c.doi is EQUAL or c.volume is EQUAL:
        return True
    return c.pages is EQUAL and c.year is EQUAL and c.authors is EQUAL


def published_twice(c: Comparison) -> Ruling | None:
    """The same title in two places is two publications."""
    if c.doi is EQUAL:
        return None
    if conflicts(c) >= 2 and (c.pages is DIFFERENT or c.volume is DIFFERENT):
        return different("volume, pages, container or year disagree in two places or more")
    return None
