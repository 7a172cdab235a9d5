"""References that begin with the title and its year: "Title (2013), Jane Doe", "Title. 2013, Publisher"."""

from __future__ import annotations

import re

from soilbib.formats.listing.parts.classify import phrase_type, read_date, split_final_date
from soilbib.formats.listing.parts.credits import Credit, read_credit
from soilbib.formats.listing.parts.names import Names, lead_names, read_names
from soilbib.formats.listing.parts.segments import depth_map
from soilbib.formats.listing.parts.small_words import could_be_persons
from soilbib.formats.listing.parts.split import Split
from soilbib.formats.listing.parts.tail import peel
from soilbib.formats.listing.parts.trailer import assemble, read_parts
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import is_given, is_place
from soilbib.model import Date
from soilbib.model.names import is_initials

_BEFORE_A_YEAR = tuple(
    f" {word}" for word in "in en im em nel of de since depuis seit until by to and".split()
)
YEAR_AFTER_TITLE = re.compile(
    r"[\s.,](?<=[\w?!.)”»].)(?:(?<!,)[\s.]*(?:\(((?:1[4-9]\d\d|20\d\d)(?:,\s[^()\d]{3,25}(?:\s\d{1,2})?)?)\)|((?:1[4-9]\d\d|20\d\d)))(?=[,.]\s)"
    r"|[\s.,]*\((?P<bracketed>(?:1[4-9]\d\d|20\d\d)(?:,\s[^()]{3,25})?)\)(?=,?\s(?:(?:d[eio]|da|by|von|van|par|por)\s|d['’])?[^\W\d_a-z]))"
)
"""A year behind a title: in brackets, or bare before a mark."""
_MADE_BY = re.compile(r"(?:de|di|par|por|by|von|van|da|do)\s(?=[^\W\d_a-z])|d['’](?=[^\W\d_a-z])")
_FEW = 2  # names of a list
_SHORTEST = 8  # characters of a title that no author stands before


def read_title_year(text: str, *, signed: bool = False) -> Reading | None:
    """ "Title Year, Publisher, Place, 300 p." and "Title. (Year, Month). Container, vol(issue)".

    With ``signed`` its author stands before it, so that one word is enough for a title.
    """
    inside = depth_map(text)
    matches = list(YEAR_AFTER_TITLE.finditer(text, 0, 600))[:3]
    for match in sorted(matches, key=lambda found: found[2] is not None):  # a year in brackets says more
        if inside[match.start()] or (match.start() < _SHORTEST and not signed):
            continue
        said = match[1] or match[2] or match["bracketed"]
        date = read_date(said) or read_date(said[:4])  # "(2011, Summer/Fall)"
        rest = text[match.end() :].strip(" .,;")
        title = text[: match.start()].strip(" .,(")
        before, day = split_final_date(text[: match.end()]) if match[2] else ("", None)
        if day and len(day.start) > 1:  # "Title. 12 March 1998. Source"
            title, date = before.strip(" .,"), day
        if not date or not rest or not _could_be_title(title, match, rest, signed=signed):
            continue
        listed = _read_listed(title, date, rest) if match[2] is None and rest[0].isupper() else None
        if listed:
            return listed
        credit = _read_maker(rest.rstrip(".")) if rest[0].islower() else None
        if credit:  # "Title (2020), a film by Meera Iyer"
            return _credited(title, date, credit)
        people = only_persons(rest) if match["bracketed"] or match[1] else None
        if people:  # "Title (2013), Jane Doe and Ann Roe"
            return Reading("title-year", title, 0.76, people.names, people.truncated, date)
        tail = peel(rest, date.year)
        parts = read_parts(tail, want_authors=False)
        credited = {**tail.names, **parts.names}
        if not (parts.fields or tail.fields or credited):
            continue
        issued = tail.date if tail.date and len(tail.date.start) > len(date.start) else date
        notes = tuple(note for note in (parts.note, tail.note) if note)
        score = (0.7 if match.group().rstrip().endswith(")") else 0.66) + (0.08 if credited else 0.0)
        return Reading(
            "title-year",
            title,
            score,
            (),
            False,
            issued,
            {**parts.fields, **tail.fields},
            credited,
            {},
            parts.type,
            notes,
        )
    return None


def _could_be_title(title: str, match: re.Match[str], rest: str, *, signed: bool) -> bool:
    """Whether no body stands before a year ("Acme (2023). Title."), and the year is no part of it ("Aid in 2016.")."""
    if not title or not (title[0].isupper() or title[0].isdigit()):
        return False
    if match[2] and title.endswith(_BEFORE_A_YEAR):
        return False
    lone = " " not in title and not signed and (match[2] or match.string.startswith(". ", match.end()))
    return not lone or bool(phrase_type(rest.partition(", ")[0]))


def only_persons(text: str) -> Names | None:
    """The persons that a text names and nothing else: one of them with a given name that is known or an initial."""
    names = read_names(text) if could_be_persons(text) else Names()
    known = any(
        name.given and (is_initials(name.given) or is_given(name.given.split()[0])) for name in names.names
    )
    return names if names.sure and known and all(name.family and name.given for name in names.names) else None


def _read_listed(title: str, date: Date, rest: str) -> Reading | None:
    """ "Title (2013), A. Doe, B. Roe et al., Publisher": names behind the date, and what follows them."""
    found = lead_names(rest)
    if not found or (len(found[0].names) < _FEW and not found[0].truncated):
        return None
    tail = peel(rest[found[1] :].strip(" .,;"), date.year)
    parts = read_parts(tail, want_authors=False)
    split = Split(title, parts.quality, parts.fields, parts.names, parts.note)
    return assemble("title-year", found[0], date, tail, split, 0.7)


def _read_maker(text: str) -> Credit | None:
    """Whom a text credits: "a film by Meera Iyer", "by Meera Iyer"."""
    by = _MADE_BY.match(text)
    names = read_names(text[by.end() :]) if by and could_be_persons(text[by.end() :]) else Names()
    return Credit("author", names) if names.sure and are_persons(names) else read_credit(text)


def _credited(title: str, date: Date, credit: Credit) -> Reading:
    """A title and a date of which nothing but a credit follows."""
    fields = {"genre": credit.genre} if credit.genre else {}
    kind = credit.type or ("motion_picture" if credit.variable == "director" else "")
    found = Reading("title-year", title, 0.8, issued=date, fields=fields, type=kind)
    if credit.variable == "author":
        return found.replace(authors=credit.names.names, truncated=credit.names.truncated)
    return found.replace(names={credit.variable: credit.names.names})


def are_persons(names: Names) -> bool:
    """Whether all are persons in full, and no name ends in a place ("Jane Roe Paris Seuil")."""
    return names.score >= 0.78 and all(
        name.family and name.given and not is_place(name.given) and not _ends_in_place(name.display.split())
        for name in names.names
    )


def _ends_in_place(words: list[str]) -> bool:
    return len(words) > 2 and any(is_place(word) for word in words[2:])
