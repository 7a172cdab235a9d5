"""What the rules ask about a comparison, each question with its name."""

from __future__ import annotations

import re

from soilbib.dedupe.authors import is_one_name
from soilbib.dedupe.comparison import Comparison
from soilbib.dedupe.keys import Keys
from soilbib.dedupe.levels import DIFFERENT, EQUAL, MISSING, SIMILAR
from soilbib.dedupe.places import container_kind, has_telling_words, page_number
from soilbib.dedupe.romanisation import same_initial
from soilbib.dedupe.text import is_han
from soilbib.dedupe.wording import differing_words

EVERY_ISSUE = 16
"""Every issue that counts from 1 has pages up to here."""
SUPPLEMENT = 50
"""Who stands on so many pages stands in a supplement with others."""
SHORT_PIECES = 3
"""From its first page to the last one an article has so many."""
_NEVER_PLACED = frozenset({"thesis", "conference"})
"""Kinds, told by a record's type, whose records have no volume and no pages: theses, talks."""
WORDS_SHARED = 0.3
"""Titles in two scripts have hardly more than numbers in common."""
_ARTICLE_NUMBER = re.compile(r"[a-z]{1,3}\d{4,}|[a-z]{2,3}\d{3}|\d{5,}")
"""As `read_pages` hands them on, without zeros: cd371 is CD000371."""
_PREPRINT_DOI = re.compile(
    r"""10\.(?:48550/|1101/\d|64898/|21203/rs|26434/|20944/preprints|31234/osf|31219/osf|31222/osf|31223/|36227/|22541/
    |2139/ssrn|5194/egusphere|1002/essoar|14293/)""",
    re.VERBOSE,
)
"""How the DOIs of preprint servers begin: arXiv, bioRxiv and medRxiv, Research Square, ChemRxiv, Preprints.org, OSF,
EarthArXiv, TechRxiv, Authorea, SSRN, EGU's discussions."""


def same_title(c: Comparison) -> bool:
    """The titles are equal but for typos, punctuation and spacing."""
    return c.title >= 0.8 and not c.only_one and not c.only_other


def same_words(c: Comparison) -> bool:
    """The titles have as many words, the same but for typos."""
    one, other = c.one.title.words, c.other.title.words
    return one == other or (one.count(" ") == other.count(" ") and c.title >= 0.9 and same_title(c))


def like_title(c: Comparison) -> bool:
    """The titles are nearly equal, or one is a part of the other."""
    return c.title >= 0.9 or c.contained or same_title(c)


def letters(c: Comparison) -> int:
    """How many letters the shorter title has; a Chinese character says as much as three."""
    short = min(c.one.title.compact, c.other.title.compact, key=len)
    return len(short) if short.isascii() or not is_han(short) else 3 * len(short)


def long_title(c: Comparison) -> bool:
    """Both titles say enough to be somebody's own."""
    return letters(c) >= 25


def same_authors(c: Comparison) -> bool:
    """The same authors, or some of them with the same first one."""
    return c.authors is EQUAL or (c.authors is SIMILAR and c.first_author is not DIFFERENT)


def same_place(c: Comparison) -> bool:
    """The same volume, the same first page and no other year."""
    return c.volume is EQUAL and c.pages >= SIMILAR and c.year >= SIMILAR


def same_article_number(c: Comparison) -> bool:
    """The same number of an article (e43268, CD006273) in one journal and year, which needs no volume."""
    same = c.one.first_page == c.other.first_page and bool(_ARTICLE_NUMBER.fullmatch(c.one.first_page))
    return same and c.year is EQUAL and c.container >= SIMILAR and c.volume >= MISSING and not c.crowded


def same_far_page(c: Comparison) -> bool:
    """The same first page, and one that not every issue has."""
    return c.pages is EQUAL and not c.crowded and int(page_number(c.one.first_page) or 0) > EVERY_ISSUE


def whole_pages(c: Comparison) -> bool:
    """The same pages from first to last."""
    return c.pages is EQUAL and bool(c.one.last_page and c.other.last_page)


def many_pages(c: Comparison) -> bool:
    """The same pages, as many as a supplement has and few articles have."""
    return whole_pages(c) and _last_page_after_first(c.one) >= SUPPLEMENT


def is_article(c: Comparison) -> bool:
    """Whether either record has an article's own number, or as many pages as no short piece and no supplement has."""
    if c.pages is EQUAL and _ARTICLE_NUMBER.fullmatch(c.one.first_page):
        return True
    return any(SHORT_PIECES <= _last_page_after_first(keys) < SUPPLEMENT for keys in (c.one, c.other))


def is_abstract(keys: Keys) -> bool:
    """Whether a record stands in a supplement on a page that others share."""
    return keys.supplement and bool(keys.first_page) and _last_page_after_first(keys) < SHORT_PIECES


def _last_page_after_first(keys: Keys) -> int:
    first, last = page_number(keys.first_page), page_number(keys.last_page)
    return int(last) - int(first) if first and last else 0


def exact_place(c: Comparison) -> bool:
    """The same year, volume and pages from first to last, and not those of a whole supplement.

    Journals without volumes have issues.
    """
    one_issue = c.container is EQUAL and c.issue is EQUAL
    same_year = c.year is EQUAL or (c.year is SIMILAR and one_issue)
    same_volume = c.volume is EQUAL or (one_issue and not c.one.volume and not c.other.volume)
    return same_volume and same_year and whole_pages(c) and not c.crowded


def exact_pages(c: Comparison) -> bool:
    """The same pages, from first to last, of one volume of one container, whatever the years."""
    return c.container is EQUAL and c.volume is EQUAL and whole_pages(c) and not c.crowded


def same_book(c: Comparison) -> bool:
    """The same ISBN, and no pages that make chapters of the two."""
    return bool(c.one.isbn) and c.one.isbn == c.other.isbn and c.one.first_page == c.other.first_page


def another_isbn(c: Comparison) -> bool:
    """Two ISBNs: two books, or a book in two bindings."""
    return bool(c.one.isbn and c.other.isbn) and c.one.isbn != c.other.isbn


def placed(keys: Keys) -> bool:
    """Whether a record says where in its container the work stands."""
    return bool(keys.volume or keys.issue or keys.first_page)


def bare(keys: Keys) -> bool:
    """Whether a record says no more than title, authors and year."""
    return not (keys.container or placed(keys) or keys.doi or keys.pmid or keys.isbn)


def same_first_author(c: Comparison) -> bool:
    """The same first author: no other family name, no other initial, no other body."""
    if c.first_author is DIFFERENT:
        return False
    one, other = c.one.first_given, c.other.first_given
    if not one and not other:
        return not _are_two_bodies(c)
    if not one or not other or one[0] == other[0]:
        return True
    if c.one.title.alphabet != c.other.title.alphabet and same_initial(one, other):
        return True
    return one in c.other.first_author or other in c.one.first_author


def _are_two_bodies(c: Comparison) -> bool:
    """Whether the first authors are bodies, each with a word of its own: Statistics Norway, Statistics Denmark."""
    one, other = c.one.first_author, c.other.first_author
    if not (one - other and other - one) or not one & other:
        return False
    return bool(differing_words(sorted(one), sorted(other))[0])


def same_people(c: Comparison) -> bool:
    """Whether the lists tell the same persons, though one tells somebody twice or takes names apart otherwise.

    Where three family names or more are the same in the same order, another initial is a slip.
    """
    one, other = c.one, c.other
    if is_one_name(one, other) or (
        one.families == other.families and min(one.author_count, other.author_count) >= 3
    ):
        return True
    known = other.people.issuperset(one.families) and one.people.issuperset(other.families)
    return known and same_first_author(c)


def other_number_of_authors(c: Comparison) -> bool:
    """Whether the lists of authors are whole, but not of one length; one that is the other's beginning may be cut."""
    short, long = sorted((c.one, c.other), key=lambda keys: keys.author_count)
    if not short.author_count or short.truncated or long.truncated:
        return False
    cut = short.families == long.families[: len(short.families)]
    return short.author_count != long.author_count and not cut


def conflicts(c: Comparison) -> int:
    """How many of volume, pages, container and year disagree."""
    return (
        (c.volume is DIFFERENT) + (c.pages is DIFFERENT) + (c.container is DIFFERENT) + (c.year is DIFFERENT)
    )


def agreements(c: Comparison) -> int:
    """How many of volume, pages, container and year agree."""
    return (c.volume is EQUAL) + (c.pages is EQUAL) + (c.container is EQUAL) + (c.year is EQUAL)


def version_kinds(c: Comparison) -> set[str]:
    """The kinds of publication (preprint, thesis, conference, journal or "") where the two differ, else none."""
    if c.container in (EQUAL, MISSING) and (_is_deposited(c.one, c.other) or _is_deposited(c.other, c.one)):
        return {"preprint", ""}
    if c.container is EQUAL:
        return set()
    if c.container is MISSING:
        return _typed_kinds(c.one, c.other) or _typed_kinds(c.other, c.one)
    kinds = {container_kind(c.one.container), container_kind(c.other.container)}
    return kinds if len(kinds) == 2 else set()


def _typed_kinds(typed: Keys, other: Keys) -> set[str]:
    """The kinds of a record whose type tells its own, and of one that stands in a container, where they differ."""
    if not typed.kind or not has_telling_words(other.container):
        return set()
    kinds = {typed.kind, container_kind(other.container)}
    known = "preprint" in kinds or (typed.kind in _NEVER_PLACED and placed(other))
    return kinds if len(kinds) == 2 and known else set()


def in_two_scripts(c: Comparison) -> bool:
    """Whether one title is in Latin letters and the other in none, so that words cannot be compared."""
    return c.one.title.compact.isascii() != c.other.title.compact.isascii() and c.wording < WORDS_SHARED


def _is_deposited(one: Keys, other: Keys) -> bool:
    """Whether one has the DOI of a preprint server, and the other says of itself that it is something else."""
    if not one.doi or not _PREPRINT_DOI.match(one.doi) or _PREPRINT_DOI.match(other.doi):
        return False
    return not bare(other) and container_kind(other.container) != "preprint"
