"""The rules that bring records together, or before a person: by DOI, by place, by title and authors."""

from __future__ import annotations

from soilbib.dedupe.comparison import WORDLESS, Comparison
from soilbib.dedupe.levels import DIFFERENT, EQUAL, MISSING, SIMILAR
from soilbib.dedupe.places import container_kind
from soilbib.dedupe.questions import (
    agreements,
    another_isbn,
    bare,
    conflicts,
    exact_pages,
    exact_place,
    in_two_scripts,
    is_abstract,
    is_article,
    letters,
    like_title,
    long_title,
    many_pages,
    other_number_of_authors,
    placed,
    same_article_number,
    same_authors,
    same_book,
    same_first_author,
    same_people,
    same_place,
    same_title,
    whole_pages,
)
from soilbib.dedupe.ruling import Ruling, match, possible
from soilbib.model.dates import MONTHS, SEASONS

COMPANIONS = frozenset(
    """protocol protocols rationale design baseline pilot preliminary interim final update updated follow followup
    up extension reanalysis summary executive abridged appendix appendices annex annexes supplement supplementary
    workbook index addendum solution solutions answers exercises manual teachers instructors
    bibliography atlas glossary""".split()
)
"""Words of a subtitle that tell one paper on a study, or one piece of a report, from another."""
_ADDITIONS = frozenset("study guide reader casebook companion lecture course notes test bank".split()) | {
    *MONTHS, *SEASONS,
}  # fmt: skip
"""Words that do so where a subtitle has no others: a study guide, "March 2003"."""
SAME_WORDING = 0.97
"""Titles so much alike differ by slips."""
SHORT_TITLE = 10
"""A title of fewer letters may be anybody's."""


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
        if _may_share_pages(c):
            return possible("like titles on the same pages, which short pieces or abstracts may share")
        return match("like titles on the same pages of the same volume")
    if (
        same_article_number(c)
        and like_title(c)
        and not (c.only_one and c.only_other)
        and c.authors >= SIMILAR
    ):
        return match("like titles, and the same article number in one journal and year")
    if exact_place(c) and same_title(c) and long_title(c):
        return match(
            "the same title on the same pages of the same volume; names or journal are written otherwise"
        )
    if exact_place(c) and like_title(c) and c.authors is EQUAL:
        return match("like titles and the same authors on the same pages of the same volume")
    return None


def _may_share_pages(c: Comparison) -> bool:
    """Whether titles with words of their own stand on pages that are not known to be one article's alone."""
    if is_article(c) or c.wording >= SAME_WORDING or not (c.only_one or c.only_other):
        return False
    if c.only_one and c.only_other:
        return True
    return c.one.supplement and c.other.supplement and _is_inserted(c)


def _is_inserted(c: Comparison) -> bool:
    """Whether the longer title has its own words in the midst of the other one's."""
    short, long = sorted((c.one.title, c.other.title), key=lambda title: len(title.compact))
    return (
        short.compact not in long.compact and short.words.rpartition(" ")[2] == long.words.rpartition(" ")[2]
    )


def nothing_but_title(c: Comparison) -> Ruling | None:
    """Of records with no more than title, authors and year, whatever there is has to agree to the letter."""
    if not (bare(c.one) and bare(c.other)) or not same_title(c) or c.abstract is EQUAL:
        return None
    if c.year is SIMILAR:
        return possible("neither record says where it appeared, and the years differ: a preprint, or a slip")
    if c.authors >= SIMILAR and not same_first_author(c) and not same_people(c):
        return possible("neither record says where it appeared, and the first authors differ")
    if c.authors >= SIMILAR and other_number_of_authors(c) and not same_people(c):
        return possible("neither record says where it appeared, and the number of authors is another")
    if letters(c) < SHORT_TITLE and c.authors >= SIMILAR:
        return possible("neither record says where it appeared, and the title is short")
    return None


def same_title_and_authors(c: Comparison) -> Ruling | None:
    """The same title by the same authors, and nothing against it."""
    if not same_title(c) or not same_authors(c) or conflicts(c):
        return None
    if c.one.author_count == c.other.author_count == 1 and not same_first_author(c):
        return possible("the same title and family name, but another given name")
    doubt = _another_year(c) if c.year is SIMILAR else None
    if doubt:
        return doubt
    one_place = agreements(c) == 1 and long_title(c) and c.year is not SIMILAR
    if c.authors is EQUAL or agreements(c) >= 2 or one_place:
        return match("the same title and authors")
    if c.first_author is EQUAL and c.year in (EQUAL, MISSING) and len(c.one.title.compact) >= 40:
        return match("the same long title, and one list of authors is a part of the other")
    return None


def _another_year(c: Comparison) -> Ruling | None:
    """Why the next year may be that of another publication, or nothing."""
    if c.one.supplement != c.other.supplement and c.volume is not EQUAL:
        return possible(
            "the same title and authors, but another year, and one is in a supplement", opposed=True
        )
    if c.container is not EQUAL and not agreements(c) and c.doi is MISSING and not same_book(c):
        return possible("the same title and authors, but the year is another and no place agrees")
    if _may_be_yearly(c):
        return possible("the same title by one body a year apart: it may come out every year")
    return None


def _may_be_yearly(c: Comparison) -> bool:
    """Whether what no persons wrote appeared a year apart, and neither volume, pages nor a number show one work."""
    if c.year is not SIMILAR or c.one.first_given or c.other.first_given:
        return False
    return EQUAL not in (c.volume, c.pages, c.doi) and not same_book(c)


def one_detail_differs(c: Comparison) -> Ruling | None:
    """The same title and authors, and one of journal, volume, pages and year is not."""
    if not same_title(c) or c.authors is not EQUAL or conflicts(c) != 1 or c.year is SIMILAR:
        return None
    if c.year is not EQUAL:
        return _another_year_of_one_volume(c)
    doubt = _printed_again(c) if c.pages is DIFFERENT else ""
    if doubt:
        return possible(doubt, opposed=True)
    if not (placed(c.one) or placed(c.other)) and (long_title(c) or _are_meetings(c)):
        return _another_name(c)
    if agreements(c) >= 2 and c.container is not MISSING:
        return match("the same title, authors and year; one detail differs")
    return None


def _another_year_of_one_volume(c: Comparison) -> Ruling | None:
    """What a year far from the other's is where the place is one: a slip."""
    if c.year is DIFFERENT and exact_pages(c) and long_title(c):
        return match("the same title and authors on the same pages of one volume; the year differs")
    return None


def _printed_again(c: Comparison) -> str:
    """Why other pages may be another work of that title, or nothing."""
    if c.issue is DIFFERENT:
        return "the same title and authors, but other pages of another issue"
    if is_abstract(c.one) != is_abstract(c.other) and is_article(c):
        return "the same title and authors, but other pages, and one is an abstract in a supplement"
    if c.first_author is DIFFERENT:
        return "the same title and year, but other pages, and another author comes first"
    if not long_title(c):
        return "the same short title by the same authors, but other pages: a column, or a slip"
    return ""


def _are_meetings(c: Comparison) -> bool:
    """Whether both containers are meetings, whose papers need no long title to be their own."""
    kinds = {container_kind(c.one.container), container_kind(c.other.container)}
    return kinds == {"conference"} and len(c.one.title.compact) >= SHORT_TITLE


def _another_name(c: Comparison) -> Ruling:
    """Whether two containers on which nothing else is known are two names for one: journals are not."""
    if c.one.title.foreign or c.other.title.foreign:
        return match("the same title, authors and year; title and journal are named in another language")
    kinds = {container_kind(c.one.container), container_kind(c.other.container)}
    if "conference" in kinds or kinds in ({"thesis"}, {"preprint"}):
        return match("the same title, authors and year; the meeting, university or server is named otherwise")
    return possible("the same title, authors and year in two journals")


def same_title_no_authors(c: Comparison) -> Ruling | None:
    """The same title where neither record names authors, or in the same place where one does not."""
    if c.authors is not MISSING or conflicts(c) or not same_title(c):
        return None
    if not c.one.people and not c.other.people:
        nameless = _nameless(c)
        if nameless:
            return nameless
    shared = _shared_place(c)
    if shared:
        return match(f"the same title {shared}; one record names no authors")
    if min(len(c.one.title.compact), len(c.other.title.compact)) >= 40 and c.year is EQUAL:
        if c.container is EQUAL or (bare(c.one) and bare(c.other)):
            return match(
                "the same long title in the same journal, if any, and year; one record names no authors"
            )
        return possible("the same long title and year, but one record names no authors")
    return None


def _shared_place(c: Comparison) -> str:
    """Where two records of one title stand, if that shows one work though only one of them names authors."""
    if same_book(c) and c.year is EQUAL:
        return "and ISBN"
    placed_alike = agreements(c) >= 3 or (c.pages is EQUAL and c.container >= SIMILAR and c.year >= SIMILAR)
    return "in the same place" if placed_alike and long_title(c) else ""


def _nameless(c: Comparison) -> Ruling | None:
    """What one title on two records without authors means."""
    if _may_be_yearly(c):
        return possible("the same title a year apart, and no persons: it may come out every year")
    if long_title(c) or (c.year is EQUAL and len(c.one.title.compact) >= 16):
        return match("the same title, and neither record names authors")
    return None


def translated(c: Comparison) -> Ruling | None:
    """The same authors on the same pages, the title in another language."""
    if many_pages(c):
        return None
    if not exact_place(c):
        return _begun_on_one_page(c)
    if in_two_scripts(c) and (c.doi is EQUAL or c.authors is not EQUAL):
        return _in_another_script(c)
    if c.authors is not EQUAL or c.container < SIMILAR:
        return None
    if not is_article(c) and not (_is_translated(c) or c.contained or c.wording >= WORDLESS):
        return possible("the same authors on the same pages, which short pieces or abstracts may share")
    return match(
        "the same authors on the same pages of the same volume; the title is translated or shortened"
    )


def _in_another_script(c: Comparison) -> Ruling | None:
    """What the same pages mean of records in two scripts, whose authors cannot be compared."""
    if c.doi is EQUAL:
        return match("the same DOI and the same pages of the same volume; the title is in another script")
    if c.authors is MISSING and c.container is MISSING and c.issue is EQUAL:
        return possible("the same pages of the same issue; title and journal are in another script")
    return None


def _begun_on_one_page(c: Comparison) -> Ruling | None:
    """What an article by the same authors means of which one record has the first page alone."""
    one_page = c.volume is EQUAL and c.year is EQUAL and c.pages is EQUAL and not c.crowded
    if one_page and is_article(c) and c.authors is EQUAL and c.container >= SIMILAR:
        return possible("the same authors on one page of one volume: a title in two languages, or two pieces")
    return None


def _is_translated(c: Comparison) -> bool:
    """Whether a title is marked as translated, or given in two languages."""
    ours, theirs = c.one.title, c.other.title
    return ours.foreign or theirs.foreign or bool(ours.other or theirs.other) or in_two_scripts(c)


def shortened_title(c: Comparison) -> Ruling | None:
    """The subtitle is missing, the rest agrees."""
    if not c.contained or c.authors is not EQUAL or conflicts(c):
        return None
    if c.only_one and c.only_other and c.pages < SIMILAR:  # both end alike, in words of their own
        return None
    placed_alike = whole_pages(c) and c.year is EQUAL and c.container is EQUAL
    if not (long_title(c) or placed_alike or same_book(c) or _lacks_subtitle(c)):
        return None
    reason = _why_shortened(c)
    if not reason:
        return None
    if c.pages < SIMILAR and (_another_beginning(c) or _is_companion(c) or another_isbn(c)):
        return possible("one title is a part of the other, which may be another paper or piece")
    return match(reason)


def _why_shortened(c: Comparison) -> str:
    """What shows that a title and the beginning of it are of one work, or nothing."""
    one_volume = c.year is MISSING and c.volume is EQUAL and c.container is EQUAL  # which has one year
    if agreements(c) >= 2 and (c.year >= SIMILAR or one_volume) and EQUAL in (c.volume, c.pages):
        return "one title is a part of the other, and the rest agrees"
    if c.container is EQUAL and (c.year is EQUAL or one_volume) and _is_main_title(c):
        return "one title lacks the subtitle; authors, year and journal agree"
    if _lacks_subtitle(c):
        return "one title lacks the subtitle; authors and year agree, and that record says no more"
    if whole_pages(c) and c.container >= SIMILAR:
        return "one title is a part of the other, and journal and pages agree"
    if same_book(c) and c.year >= SIMILAR:
        return "one title is a part of the other, and the ISBN agrees"
    return ""


def _lacks_subtitle(c: Comparison) -> bool:
    """Whether a record that says no more than title, authors and year has the other's title up to its subtitle."""
    return (bare(c.one) or bare(c.other)) and c.year is EQUAL and _is_main_title(c) and _same_list(c)


def _another_beginning(c: Comparison) -> bool:
    """Whether the longer title begins otherwise: with "Erratum", in whatever language and spelling."""
    short, long = sorted((c.one.title.compact, c.other.title.compact), key=len)
    return long.endswith(short)


def _is_companion(c: Comparison) -> bool:
    """Whether the rest of the longer title tells another piece, or but a month, unless both stand in one issue."""
    if c.volume is EQUAL and c.issue is EQUAL:
        return False
    rest = c.only_one + c.only_other
    added = bool(rest) and all(word.isdigit() or word in _ADDITIONS for word in rest)
    return added or not COMPANIONS.isdisjoint(rest)


def _same_list(c: Comparison) -> bool:
    """The same first author, and as many authors, as far as the lists tell."""
    return same_first_author(c) and not other_number_of_authors(c)


def _is_main_title(c: Comparison) -> bool:
    """Whether one title is the other one without its subtitle."""
    one, other = c.one.title, c.other.title
    return one.compact == other.main or other.compact == one.main


def looks_alike(c: Comparison) -> Ruling | None:
    """Much agrees, but no rule is sure."""
    if (like_title(c) or c.title >= 0.85) and c.authors >= SIMILAR and conflicts(c) <= 1:
        return possible("like titles and authors, but not enough to be sure", opposed=_are_told_apart(c))
    return None


def _are_told_apart(c: Comparison) -> bool:
    """Whether a third record without what parts two titles (a subtitle, the pages) must not join them."""
    if c.volume is EQUAL and c.pages is DIFFERENT and c.contained:
        return bool(c.only_one or c.only_other)
    if c.volume is DIFFERENT and c.year is SIMILAR:
        return True
    return bare(c.one) and bare(c.other) and c.year is EQUAL and bool(c.only_one and c.only_other)
