"""References in running text: author first, quoted titles, year in the middle, ISBD, labelled fields.

One small function for each form: it gives a scored reading, or None where the string has not that form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from soilbib.formats.listing.forms.authors_first import read_initials_first, read_lead_authors, without_number
from soilbib.formats.listing.forms.building import BRACKET_YEAR, build
from soilbib.formats.listing.forms.caseless import read_caseless
from soilbib.formats.listing.forms.cases import read_case
from soilbib.formats.listing.forms.east_asian import read_east_asian
from soilbib.formats.listing.forms.marked import read_film, read_isbd, read_labelled
from soilbib.formats.listing.forms.normative import read_act, read_law, read_standard
from soilbib.formats.listing.forms.pieces import read_pieces
from soilbib.formats.listing.forms.quoted import read_quoted
from soilbib.formats.listing.forms.shouted import read_shouted
from soilbib.formats.listing.forms.title_names import OPEN_YEAR, read_title_names
from soilbib.formats.listing.forms.title_year import only_persons, read_title_year
from soilbib.formats.listing.forms.titles_first import (
    read_bracketed_imprint,
    read_by,
    read_edited,
    read_final_person,
    read_title_persons,
    read_title_persons_kind,
    read_title_tail,
)
from soilbib.formats.listing.forms.unmarked import read_headline, read_unmarked
from soilbib.formats.listing.parts.classify import genre_type, read_date
from soilbib.formats.listing.parts.editors import editor_mark
from soilbib.formats.listing.parts.imprints import PUBLISHER_WORD
from soilbib.formats.listing.parts.names import Names, is_certain_list, lead_names, read_names
from soilbib.formats.listing.parts.organisations import is_more_than_name
from soilbib.formats.listing.parts.segments import depth_map, first_quoted, starts_quoted
from soilbib.formats.listing.parts.tail import lead_date, peel
from soilbib.formats.listing.parts.title_end import split_title
from soilbib.formats.listing.parts.trailer import assemble
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import is_given, is_known_organisation, is_known_publisher
from soilbib.formats.listing.vocabulary.words import is_named_periodical
from soilbib.model import Date, Name
from soilbib.model.names import has_organisation_word, is_initials, is_office

_UNDOTTED = re.compile(r"\s[A-Z]{2,3}$")
_ORGANISATION_END = re.compile(r"[.,:]\s+(?:(?<=:\s)|(?=[^\W\d_a-z“«\"]))")
_CREDITED = re.compile(r"\b(?:sous la dir|edited by|hrsg|dirigée? par|coord|a cura di)", re.IGNORECASE)
_CREDIT_FOLLOWS = re.compile(r"(?:[Dd]irected|[Dd]ir\.|[Rr]éal|[Rr]egie|[Ee]dited|[Uu]n film|[Ff]ilm)\b")
_GIVEN_FOLLOWS = re.compile(
    r"[^\W\d_a-z][^\W\d_]*(?:[\s-][^\W\d_a-z][^\W\d_.]*\.?){0,2}(?:[.,;:]|\s(?:et|and|und|y|e|&)\s|\s\()"
)
_MONTH_FOLLOWS = re.compile(r",?\s(?:\d{1,2}\s)?[^\W\d_]{3,}\.?(?:\s\d{1,2})?[.,:;]\s")
_ACRONYM_END = re.compile(r"\s\([A-Z][A-Za-z-]*[A-Z][A-Za-z-]*\)$")
_LIST_ENDED = re.compile(r"\bet al[.,]+\s(?=[^\W\d_a-z])(?:\S+\s){2}")  # "Doe J, et al. Title in words"
_LONGEST_DATE = 26  # characters of a date in brackets with what stands around it
_BY = (" par ", " by ", " von ", " por ")
_BY_PERSON = re.compile(r"\s(?:par|by|von|por)\s([^\W\d_a-z][\w’-]+)\s[^\W\d_a-z]")
_MANY = 5  # words of a body that is a publisher
_LIFE = 15  # years; nothing is published over more
_YEAR_LATER = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_REACH = 400  # a title begins earlier
_JOINT_WORK = frozenset("Programme Program Project Initiative Partnership Network Partners".split())
"""Last words of bodies' names that titles have as well."""
_TITLE_FOLLOWS = re.compile(r"\s[“«\"¿‘]?[^\W\d_a-zß-öø-ÿ]")
_SMALL_WORD = re.compile(r"(?<![\w’'.-])[a-zà-ÿ]{4,}")


def read_year_first(text: str) -> Reading | None:
    """ "Authors (Year). Title. Rest", "Authors. Year. Title. Rest", "Organisation, Year : Title"."""
    best: Reading | None = None
    for match in _years(text):
        bracketed = match.group()[0] in "(["
        date = read_date(
            match[1].rstrip("abcdefgh") if match[1][:4].isdigit() and len(match[1]) == 5 else match[1]
        )
        end = match.end()
        span = date.end[0] - date.start[0] if date and date.end else 0
        if (
            span
            and _YEAR_LATER.search(text, end)
            and not (span <= _LIFE and is_certain_list(text[: match.start()].strip(" .,:")))
        ):
            continue  # "Jane Doe (1768-1829). A life", "Jane Doe, Moors in revolt (1830-1836), Paris, 1995"
        if not bracketed and _MONTH_FOLLOWS.match(text, end):
            fuller, rest = lead_date(text[match.start() :])
            date, end = (fuller, len(text) - len(rest)) if fuller and len(fuller.start) > 1 else (date, end)
        head = _head(text[: match.start()])
        if not bracketed and " – " in head and text[end : end + 3] in (" – ", " — "):
            continue  # a year between dashes is a part of a listing string
        if not date or not head or first_quoted(head):
            continue
        reading = _read_head(text, head, date, end, bracketed)
        if reading and (best is None or reading.score > best.score):
            best = reading
    return best


def _years(text: str) -> list[re.Match[str]]:
    """The first years in brackets, and the first ones outside them."""
    bracketed = list(BRACKET_YEAR.finditer(text, 0, 600)) if "(" in text or "[" in text else []
    opened = list(OPEN_YEAR.finditer(text, 0, 600))
    inside = depth_map(text) if opened else b""
    return bracketed[:3] + [match for match in opened[:3] if not inside[match.start()]]


def read_undated(text: str, mark: re.Match[str]) -> Reading | None:
    """ "Authors (n.d.). Title. Rest", "Authors (in press). Title": the mark stands where the year would."""
    head = _head(text[: mark.start()] + mark.group()[0] * (mark.group()[0] == "."))
    if not head or len(head) > _REACH or first_quoted(head):
        return None
    return _read_head(text, head, None, mark.end(), bracketed=True)


def _head(text: str) -> str:
    """What stands before a year, its punctuation dropped; the full stop of an initial stays."""
    bare = text.strip(" .,:;–—(")
    stopped = text.strip(" ,:;–—(").endswith(".") and not _UNDOTTED.search(bare)
    return f"{bare}." if stopped else bare


def _read_head(text: str, head: str, date: Date | None, end: int, bracketed: bool) -> Reading | None:
    """Judge what stands before the year as names."""
    editors = editor_mark(head)
    bare = head[: editors.start()] if editors and editors.start() > 3 else head
    if ("et al" in bare and _LIST_ENDED.search(bare)) or (not bracketed and _is_by_person(bare)):
        return None
    if len(_SMALL_WORD.findall(bare)) >= 4 and not any(map(has_organisation_word, bare.split()[:2])):
        return None
    after = text[end:]
    title = after.strip(" .,:;")
    closed = (
        bracketed
        or after[:2].strip(" ")[:1] in (".", ":", ",", ";")
        or head.endswith(".")
        or text[: len(head) + 1].endswith(",")
    )
    if not (closed or _TITLE_FOLLOWS.match(after)) or (len(title.split()) < 2 and not starts_quoted(title)):
        return None
    listed = ", " in bare or ";" in bare
    titled = ": " in bare if listed else is_more_than_name(bare)
    names = Names() if titled else read_names(bare)
    if editors and editors.group().strip()[:1] == "(" and not names.persons and could_be_organisation(bare):
        names = Names((Name(literal=bare),), False, 0.85)
    spelled = bool(names.score >= 0.8 and _TITLE_FOLLOWS.match(after) and ("," in bare or not names.persons))
    if spelled and not closed and (PUBLISHER_WORD.search(bare) or _ends_published(bare)):
        spelled = False  # "Reed art Jane Doe Lyon Moor éditions 2012 Series 112"
    lone = bracketed and not end - len(head) > _LONGEST_DATE and head.istitle() and " " not in head
    dated = bracketed and date is not None and len(date.start) > 1
    if dated and not names.persons and _is_phrase(bare):
        names = Names()  # "Soil keepers. (2003, March). Garden Magazine, 50(2)"
    if dated and names.score < 0.55 and is_named_periodical(bare):
        names = Names((Name(literal=bare.rstrip(".")),), False, 0.7)  # "The Guardian. (2019, May 2). Title."
    if (
        names.score < (0.4 if lone else 0.55)
        or not (closed or spelled)
        or (not bracketed and names.score < 0.7 and not names.truncated and len(bare.split()) > 8)
    ):
        return None
    certain = is_certain_list(bare)
    titled = not (bracketed or names.persons or _is_capitalised(bare)) or _holds_title(bare)
    body = certain or (not names.persons and _is_organisation(bare))
    if titled or (not body and _names_follow(after, bracketed=bracketed)):
        return None  # "Moors of the North (2013), Jane Doe and Ann Roe"
    score = 0.88 if certain else 0.6 + 0.25 * names.score
    score -= 0.05 if spelled and not bracketed else 0.0
    return build(
        "author-year",
        names,
        date,
        after,
        score + (0.04 if bracketed else 0.0),
        editors=bool(editors) and bare != head,
    )


def _ends_published(text: str) -> bool:
    """Whether a text of many words ends in a publisher that is known: "The life of mires Jane Doe Arles Actes Sud"."""
    words = text.split()
    ends = (" ".join(words[-count:]) for count in (1, 2, 3))
    return len(words) > _MANY and any(map(is_known_publisher, ends))


def _is_by_person(text: str) -> bool:
    """Whether a title and who wrote it stand in a text: "L'agriculture des landes par Jeanne Moreau"."""
    by = _BY_PERSON.search(text) if any(map(text.__contains__, _BY)) else None
    return by is not None and is_given(by[1])


def _is_phrase(text: str) -> bool:
    """Whether a text has small words and nothing that a body's name has."""
    body = is_known_organisation(text) or text.endswith(")") or any(map(is_office, text.split()))
    return not body and _SMALL_WORD.search(text) is not None


def _holds_title(head: str) -> bool:
    """Whether a title follows the names with initials that a text begins with: "Doe, J., Roe, A. Hedges and mires"."""
    listed = lead_names(head)
    return listed is not None and len(listed[0].names) > 1 and len(_SMALL_WORD.findall(head, listed[1])) > 1


def _names_follow(after: str, *, bracketed: bool) -> bool:
    """Whether whom a work is by follows the year, so that a title stands before it: "Atlas of Soils (2013), A. Doe"."""
    if not bracketed:  # "State of the Soils 2020: Title – FAO"
        _, dash, last = after.rpartition(" – ")
        return bool(dash) and after[:1] == ":" and read_names(last).sure
    listed = after.strip(" .,:;–")
    found = lead_names(listed)
    return (found is not None and len(found[0].names) > 1) or only_persons(listed) is not None


def _is_capitalised(organisation: str) -> bool:
    """Whether most words of an organisation's name have a capital, or the first one tells; "The living soil" no."""
    words = [word for word in organisation.split() if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return capitals * 3 >= len(words) * 2 or has_organisation_word(organisation.split(maxsplit=1)[0])


def read_organisation_first(text: str) -> Reading | None:
    """ "Organisation. Title. Place: Publisher; Year", "Organisation, Title, Year", "Organisation: Title. Year"."""
    best: Reading | None = None
    text = without_number(text)
    for end, start, score in _organisation_ends(text):
        head = text[:end].strip(" .,:")
        mark = editor_mark(head) if head.endswith(")") else None
        bodies = _editing_bodies(head[: mark.start()]) if mark else ()
        if bodies:
            names = Names(bodies, False, 0.8)
            tail = peel(text[start:])
            return assemble(
                "organisation-first", names, None, tail, split_title(tail), score + 0.1, editors=True
            )
        if _CREDIT_FOLLOWS.match(text, start):
            return None  # "Kiss the Ground. Directed by …": a film
        if head.isupper() and text[end] == "," and _GIVEN_FOLLOWS.match(text, start):
            return None  # "DLAMINI, Lindiwe. Title": a person
        if not _is_organisation(head) or (
            " " not in head and is_given(_first_word(text[start : start + 40]))
        ):
            continue
        names = Names() if is_more_than_name(head) else read_names(head)
        if not names.sure or names.persons:
            continue
        tail = peel(text[start:])
        told = is_known_organisation(head) or (" " in head and any(map(is_office, head.split())))
        if tail.date is None and not (told and text[end] == "."):
            continue
        split = split_title(tail)
        if len(split.title.split()) < 2:
            continue
        repeated = split.fields.get("publisher", "").casefold() == head.casefold()
        whole = 0.03 if ". " in head else 0.02 if len(names.names) == 1 and "," in head else 0.0
        reading = assemble("organisation-first", names, None, tail, split, score + 0.1 * repeated + whole)
        if best is None or reading.score > best.score:
            best = reading
    return best


def _editing_bodies(text: str) -> tuple[Name, ...]:
    """The bodies that a mark calls editors: one, or a list without a person."""
    listed = read_names(text).names
    if len(listed) > 1 and all(name.literal for name in listed):
        return listed
    return (Name(literal=text),) if could_be_organisation(text) else ()


def _first_word(text: str) -> str:
    return text.partition(" ")[0].strip(" .,:")


def could_be_organisation(text: str) -> bool:
    """Whether a text that a mark calls an editor can be an organisation: few words, a capital first, no list."""
    words = text.split()
    return (
        0 < len(words) <= 10
        and words[0][0].isupper()
        and ", " not in text
        and not any(map(is_initials, words))
        and not read_names(text).persons
    )


def _organisation_ends(text: str) -> Iterator[tuple[int, int, float]]:
    """Where an organisation at the start may end, where its title would begin, and how sure that would be."""
    inside = depth_map(text[:300])
    for match in islice(_ORGANISATION_END.finditer(text, 0, 200), 4):
        end, start = match.span()
        if not inside[end]:
            yield end, start, 0.78 if text[end] == "." else 0.74


def _is_organisation(text: str) -> bool:
    """Whether a text that leads a reference is an organisation and no title: an acronym, or a word that tells."""
    words = text.split()
    if is_known_organisation(text) or (text.endswith(")") and _ACRONYM_END.search(text) and len(words) > 2):
        return True
    if " of " in text and genre_type(words[0]):
        return False  # "Report of the World Commission on Soils: Title"
    if len(words) == 1:
        return (text.isupper() and 3 <= len(text) <= (12 if "-" in text else 8)) or is_office(text)
    if not 0 < len(words) <= 14:
        return False
    shouted = len(words) > 2 and words[0].isupper() and len(words[0]) > 2
    told = shouted or any(map(is_office, words)) or words[-1] in _JOINT_WORK
    return told and has_organisation_word(text) and _is_capitalised(text) and not _CREDITED.search(text)


def read_date_first(text: str) -> Reading | None:
    """ "2011. Title. Publisher", "(2004) Title. Periodical": a date leads, no author is named."""
    date, rest = lead_date(text) if text[:1].isdigit() or text[:1] in ("(", "[") else (None, text)
    marked = text[:1] in "([" or text[4:5] in ".,:;"
    return build("date-first", Names(), date, rest, 0.72) if date and marked else None


REFERENCE_FORMS: tuple[tuple[Callable[[str], Reading | None], float], ...] = (
    (read_east_asian, 0.96),
    (read_caseless, 0.93),
    (read_case, 0.92),
    (read_initials_first, 0.96),
    (read_year_first, 0.95),
    (read_quoted, 0.88),
    (read_law, 0.9),
    (read_act, 0.86),
    (read_standard, 0.88),
    (read_isbd, 0.93),
    (read_title_names, 0.9),
    (read_labelled, 0.9),
    (read_film, 0.91),
    (read_lead_authors, 0.83),
    (read_shouted, 0.81),
    (read_organisation_first, 0.92),
    (read_date_first, 0.76),
    (read_by, 0.81),
    (read_edited, 0.81),
    (read_title_year, 0.8),
    (read_title_persons, 0.75),
    (read_pieces, 0.73),
    (read_title_tail, 0.67),
    (read_title_persons_kind, 0.74),
    (read_bracketed_imprint, 0.74),
    (read_headline, 0.74),
    (read_unmarked, 0.7),
    (read_final_person, 0.7),
)
"""The forms beside the house form, the commonest first, each with the highest score that it can give."""
