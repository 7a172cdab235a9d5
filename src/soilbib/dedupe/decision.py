"""Decide: an ordered tuple of rules; the first that has an answer gives the verdict and its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from math import exp
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from soilbib.dedupe.comparison import Comparison, Level
from soilbib.dedupe.profile import ARTICLES, Effect, Profile
from soilbib.dedupe.questions import (
    DIFFERENT,
    EQUAL,
    MISSING,
    SIMILAR,
    agreements,
    bare,
    conflicts,
    exact_place,
    like_title,
    long_title,
    placed,
    same_authors,
    same_first_author,
    same_place,
    same_title,
    version_kinds,
)
from soilbib.dedupe.titles import NUMERAL_WORDS, PART_WORDS, RETRACTED
from soilbib.dedupe.wording import is_slipped_number

Verdict: TypeAlias = Literal["match", "possible", "different"]


class Ruling(Struct, frozen=True):
    """A rule's answer."""

    verdict: Verdict
    reason: str
    rule: str = ""


Rule: TypeAlias = Callable[[Comparison], Ruling | None]


def match(reason: str) -> Ruling:
    """The two records describe one work."""
    return Ruling("match", reason)


def possible(reason: str) -> Ruling:
    """A person should look at the two records."""
    return Ruling("possible", reason)


def different(reason: str) -> Ruling:
    """The two records describe two works, however alike they are."""
    return Ruling("different", reason)


_YEAR = re.compile(r"(?:19|20)\d\d")
_REVIEW_VERSION = re.compile(r"\.(?:pub|v)\d+$")

SHORT_TITLE = 10
"""A title of fewer letters may be anybody's."""

# Vetoes --------------------------------------------------------------------------------------------


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
    if c.title < 0.7 and not c.contained and not (exact_place(c) and c.authors is EQUAL):
        if c.authors is EQUAL and not conflicts(c) and not c.crowded:
            return possible(
                "the same DOI and authors, but the titles are not alike: translated, or two works"
            )
        return different(
            "the DOI is the same but the titles are not: a supplement, a container or a wrong DOI"
        )
    if c.only_one and c.only_other and (c.pages < SIMILAR or c.crowded):
        return possible(
            "the same DOI, but each title has words of its own and no page agrees: a supplement, or a slip"
        )
    if c.volume is DIFFERENT and c.pages is DIFFERENT and c.container is DIFFERENT:
        return different("the DOI is the same, but journal, volume and pages are not: a wrong DOI")
    return None


def notice(c: Comparison) -> Ruling | None:
    """An erratum, reply or comment is not the work it is about."""
    kinds = {c.one.title.notice, c.other.title.notice} - {""}
    if c.one.title.notice == c.other.title.notice or (c.doi is EQUAL and c.title >= 0.97):
        return None
    if kinds == {RETRACTED} and (c.doi is EQUAL or exact_place(c)):
        return None
    return different(f"{'only ' if len(kinds) == 1 else ''}one is {' and the other '.join(sorted(kinds))}")


def different_numerals(c: Comparison) -> Ruling | None:
    """Part I is not part II, and the report of 1999 not that of 2001."""
    only_one, only_other = _numerals_apart(c)
    if not only_one or not only_other or c.one.title.compact == c.other.title.compact:
        return None
    if c.doi is EQUAL and same_place(c):
        return None
    slipped = len(only_one) == len(only_other) == 1 and is_slipped_number(only_one[0], only_other[0])
    if slipped and c.year is EQUAL and c.authors is EQUAL:
        return None
    return different(f"different numbers in the titles: {', '.join(only_one)} and {', '.join(only_other)}")


def _numerals_apart(c: Comparison) -> tuple[list[str], list[str]]:
    """The numbers that only one of the titles has."""
    if c.one.title.numerals == c.other.title.numerals:
        return [], []
    one, other = Counter(c.one.title.numerals), Counter(c.other.title.numerals)
    return list(one - other), list(other - one)


def different_edition(c: Comparison) -> Ruling | None:
    """Editions of a book are kept apart."""
    if (
        c.one.edition != c.other.edition
        and (c.one.edition or "1") != (c.other.edition or "1")
        and c.doi is not EQUAL
    ):
        return different(
            f"edition {c.one.edition or 'not given'} and edition {c.other.edition or 'not given'}"
        )
    return None


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
    extra = c.only_one or c.only_other
    if not numbers or not extra or (c.only_one and c.only_other) or c.doi is EQUAL or same_place(c):
        return None
    if all(word.isdigit() or word in PART_WORDS or word in NUMERAL_WORDS for word in extra):
        return possible(f"only one title has the number {' '.join(numbers)}")
    return None


def generic_title(c: Comparison) -> Ruling | None:
    """A title such as "Editorial" says nothing: identifier or place must agree."""
    if not (c.one.title.generic or c.other.title.generic):
        return None
    if c.title >= 0.75 and conflicts(c) == 0 and c.authors >= MISSING:
        if c.doi is EQUAL or (c.volume is EQUAL and c.pages is EQUAL and c.year >= SIMILAR):
            return match("a generic title, but the same identifier or the same pages of the same volume")
        if c.volume is EQUAL and c.issue is EQUAL and c.year is EQUAL and c.authors is EQUAL:
            return match("a generic title, but the same authors in the same issue")
    return different("a generic title, and neither identifier nor pages agree")


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


# Matches -------------------------------------------------------------------------------------------


def same_doi(c: Comparison) -> Ruling | None:
    """Equal DOIs decide where the titles allow it."""
    if c.doi is not EQUAL:
        return None
    if like_title(c) and c.authors >= MISSING:
        return match("the same DOI and like titles")
    if c.title >= 0.7 and c.authors is EQUAL and c.pages >= MISSING and c.container >= MISSING:
        return match("the same DOI and authors; the titles are worded otherwise")
    return None


def same_title_and_place(c: Comparison) -> Ruling | None:
    """The same title on the same pages."""
    if same_place(c) and like_title(c) and c.authors >= MISSING and c.container >= MISSING:
        return match("like titles on the same pages of the same volume")
    if exact_place(c) and same_title(c) and long_title(c):
        return match(
            "the same title on the same pages of the same volume; names or journal are written otherwise"
        )
    if exact_place(c) and like_title(c) and c.authors is EQUAL:
        return match("like titles and the same authors on the same pages of the same volume")
    return None


def nothing_but_title(c: Comparison) -> Ruling | None:
    """Of records with no more than title, authors and year, whatever there is has to agree to the letter."""
    if not (bare(c.one) and bare(c.other)) or not same_title(c) or c.abstract is EQUAL:
        return None
    if c.year is SIMILAR:
        return possible("neither record says where it appeared, and the years differ: a preprint, or a slip")
    if c.authors >= SIMILAR and not same_first_author(c):
        return possible("neither record says where it appeared, and the first authors differ")
    if min(len(c.one.title.compact), len(c.other.title.compact)) < SHORT_TITLE and c.authors >= SIMILAR:
        return possible("neither record says where it appeared, and the title is short")
    return None


def same_title_and_authors(c: Comparison) -> Ruling | None:
    """The same title by the same authors, and nothing against it."""
    if not same_title(c) or not same_authors(c) or conflicts(c):
        return None
    if c.one.author_count == c.other.author_count == 1 and not same_first_author(c):
        return possible("the same title and family name, but another given name")
    if c.year is SIMILAR and c.container is SIMILAR and not agreements(c) and c.doi is MISSING:
        return possible("the same title and authors, but the year is another and the journal may be")
    if c.authors is EQUAL or agreements(c) >= 2 or (agreements(c) == 1 and long_title(c)):
        return match("the same title and authors")
    if c.first_author is EQUAL and c.year in (EQUAL, MISSING) and len(c.one.title.compact) >= 40:
        return match("the same long title, and one list of authors is a part of the other")
    return None


def one_detail_differs(c: Comparison) -> Ruling | None:
    """The same title, authors and year, and one of journal, volume and pages is not."""
    if not same_title(c) or c.authors is not EQUAL or c.year is not EQUAL or conflicts(c) != 1:
        return None
    if c.pages is DIFFERENT and c.issue is DIFFERENT:
        return possible("the same title and authors, but other pages of another issue")
    if c.pages is DIFFERENT and c.first_author is DIFFERENT:
        return possible("the same title and year, but other pages, and another author comes first")
    if long_title(c) and not (placed(c.one) or placed(c.other)):
        return match("the same title, authors and year; the journal or meeting is named otherwise")
    if agreements(c) >= 2 and c.container is not MISSING:
        return match("the same title, authors and year; one detail differs")
    return None


def same_title_no_authors(c: Comparison) -> Ruling | None:
    """The same title where neither record names authors, or in the same place where one does not."""
    if c.authors is not MISSING or conflicts(c) or not same_title(c):
        return None
    nameless = not c.one.people and not c.other.people
    if nameless and (long_title(c) or (c.year is EQUAL and len(c.one.title.compact) >= 16)):
        return match("the same title, and neither record names authors")
    placed_alike = agreements(c) >= 3 or (c.pages is EQUAL and c.container >= SIMILAR and c.year >= SIMILAR)
    if placed_alike and long_title(c):
        return match("the same title in the same place; one record names no authors")
    if min(len(c.one.title.compact), len(c.other.title.compact)) >= 40 and c.year is EQUAL:
        if c.container is EQUAL:
            return match("the same long title in the same journal and year; one record names no authors")
        return possible("the same long title and year, but one record names no authors")
    return None


def translated(c: Comparison) -> Ruling | None:
    """The same authors on the same pages, the title in another language."""
    if exact_place(c) and c.authors is EQUAL and c.container >= SIMILAR:
        return match(
            "the same authors on the same pages of the same volume; the title is translated or shortened"
        )
    return None


def shortened_title(c: Comparison) -> Ruling | None:
    """The subtitle is missing, the rest agrees."""
    if not c.contained or c.authors is not EQUAL or conflicts(c) or not long_title(c):
        return None
    if agreements(c) >= 2 and c.year >= SIMILAR and EQUAL in (c.volume, c.pages):
        return match("one title is a part of the other, and the rest agrees")
    if c.year is EQUAL and c.container is EQUAL and _is_main_title(c):
        return match("one title lacks the subtitle; authors, year and journal agree")
    if c.pages is EQUAL and c.container >= SIMILAR and c.one.last_page and c.other.last_page:
        return match("one title is a part of the other, and journal and pages agree")
    return None


def _is_main_title(c: Comparison) -> bool:
    """Whether one title is the other one without its subtitle."""
    one, other = c.one.title, c.other.title
    return one.compact == other.main or other.compact == one.main


# What a person should see ------------------------------------------------------------------------------


def looks_alike(c: Comparison) -> Ruling | None:
    """Much agrees, but no rule is sure."""
    if (like_title(c) or c.title >= 0.85) and c.authors >= SIMILAR and conflicts(c) <= 1:
        return possible("like titles and authors, but not enough to be sure")
    return None


RULES: tuple[Rule, ...] = (
    untitled,
    shared_identifier,
    notice,
    different_numerals,
    different_edition,
    same_isbn,
    another_printing,
    preprint_and_publication,
    conference_and_journal,
    different_doi,
    one_of_several_parts,
    generic_title,
    recurring_title,
    published_twice,
    same_doi,
    same_title_and_place,
    nothing_but_title,
    same_title_and_authors,
    one_detail_differs,
    same_title_no_authors,
    translated,
    shortened_title,
    looks_alike,
)
"""First answer wins; no answer means different for want of evidence."""


_WEIGHTS: dict[str, dict[Level, float]] = {
    "authors": {EQUAL: 3, SIMILAR: 1, DIFFERENT: -4},
    "year": {EQUAL: 1, DIFFERENT: -2},
    "container": {EQUAL: 1, SIMILAR: 0.5, DIFFERENT: -1},
    "volume": {EQUAL: 1.5, DIFFERENT: -2},
    "issue": {EQUAL: 0.5, DIFFERENT: -0.5},
    "pages": {EQUAL: 2, SIMILAR: 1, DIFFERENT: -2},
    "DOI": {EQUAL: 6, DIFFERENT: -3},
    "abstract": {EQUAL: 2},
}
"""What a field's agreement adds to the logarithm of the odds that two records are one work."""


def score(comparison: Comparison) -> float:
    """How alike two records are, 0 to 1, whatever the rules say; a title counts from 80 % on."""
    odds = 12 * (comparison.title - 0.8) - 1
    odds += sum(_WEIGHTS[field].get(level, 0) for field, level in comparison.levels.items())
    return round(1 / (1 + exp(-odds)), 4)


def decide(
    comparison: Comparison, profile: Profile = ARTICLES, rules: Sequence[Rule] = RULES
) -> Ruling | None:
    """The answer of the first rule that has one, with the rule's name, as the profile takes it."""
    for rule in rules:
        ruling = None if rule.__name__ in profile.off else rule(comparison)
        if ruling is None:
            continue
        taken = _taken(ruling, profile.rules.get(rule.__name__, "on"), comparison)
        named = Ruling(taken.verdict, taken.reason, rule.__name__)
        return _weighed(named, comparison, profile) if profile.weighs else named
    return None


def _taken(ruling: Ruling, effect: Effect, c: Comparison) -> Ruling:
    """What an answer counts for; a veto gives way to "same" or "possible" only where title and authors agree."""
    if effect == "on":
        return ruling
    if effect == "off" or (ruling.verdict == "different" and not (same_title(c) and same_authors(c))):
        return ruling
    return Ruling("match" if effect == "same" else effect, ruling.reason)


def _weighed(ruling: Ruling, c: Comparison, profile: Profile) -> Ruling | None:
    """The ruling after the profile's thresholds: a match may become possible, what is possible a match or nothing."""
    if ruling.verdict == "different":
        return ruling
    bounds, sure = profile.thresholds, score(c)
    if ruling.verdict == "match":
        return ruling if sure >= bounds.match else replace(ruling, verdict="possible")
    if sure >= bounds.possible:
        return replace(ruling, verdict="match")
    return ruling if sure >= bounds.review else None
