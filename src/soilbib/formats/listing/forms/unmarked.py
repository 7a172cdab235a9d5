"""Strings in which no mark parts title, persons, place and publisher: their words must tell.

"Title First Family Place Publisher 2012", "Title Family, Given Periodical 1982", "Title First Family, Newspaper,
date". A known place of publication or given name is the anchor; without one nothing is guessed.
"""

from __future__ import annotations

import re

from soilbib.formats.listing.parts.classify import read_date
from soilbib.formats.listing.parts.imprints import PUBLISHER_WORD
from soilbib.formats.listing.parts.names import Names, read_names
from soilbib.formats.listing.parts.tail import Tail, peel
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import PLACES, find_places, is_given, is_known_publisher
from soilbib.formats.listing.vocabulary.language import STOP_WORDS
from soilbib.formats.listing.vocabulary.words import is_periodical
from soilbib.model.name_words import PARTICLES
from soilbib.model.names import has_organisation_word

_YEAR = re.compile(r"(?<![\d–-])(1[5-9]\d\d|20\d\d)(?![\d–-])")
_TOKEN = re.compile(r"\S+")
_NAME = re.compile(r"(?:[dDlL]['’])?[^\W\d_a-z][^\W\d_]*(?:[-’'][^\W\d_]+)*")
_INITIAL = re.compile(r"(?:[^\W\d_a-z]\.-?)+")
_JOINERS = frozenset({"et", "and", "und", "y", "e", "&"})
_BY = frozenset({"by", "par", "von", "por"})
_COUNT = re.compile(r"[\s,]*\b(\d{1,4})(?:\s?(?:p|pp|pages|S)\.?)?$")
_VOLUMES = re.compile(r"[\s,]*\b(\d{1,2})\svol(?:s|umes?)?\.?$")
_INVERTED = re.compile(
    r"(?<=[^\W\d_A-Z?!.)»”]\s)(?P<name>[^\W\d_a-z][\w’'-]+,\s(?P<given>[^\W\d_a-z][\w’-]+))(?=\s[^\W\d_a-z])"
)
_PERSON = r"[^\W\d_a-z][\w.’'-]*(?:\s(?:de|du|van|von|le|la)){0,2}\s[^\W\d_a-z][\w’'-]+"
_ANCHORED = re.compile(
    rf"(?<=[^\W\d_A-Z?!.)»”]\s)(?P<names>{_PERSON}(?:(?:,|\set|\sand|\sund|\sy)\s{_PERSON}){{0,5}})"
    r"\s(?P<place>[^\W\d_a-z][\w-]+)\s(?P<publisher>[^\W\d_a-z].*)$"
)
_SENTENCE = re.compile(r"[^\W\d_]{4}\.\s[^\W\d_a-z]")
_MOST = 12  # persons, and places that are tried
_LONGEST = 400
_LONGEST_HOUSE = 4  # words of a publisher
_SHORTEST = 5  # words of a headline and a person
_SMALL_WORDS = frozenset[str]().union(*STOP_WORDS.values()) | frozenset(
    {"selon", "avec", "chez", "mit", "con", "com"}
)

Token = tuple[str, int]


def read_unmarked(text: str) -> Reading | None:
    """ "Title First Family[, First Family et First Family] Place Publisher Year [Series] [pages]"."""
    years = list(_YEAR.finditer(text)) if len(text) <= _LONGEST else []
    if not years:
        return None
    year = years[-1]
    after = text[year.end() :].strip(" ,.")
    date = read_date(year[1])
    if not date or len(after.split()) > 6 or any(mark in after for mark in ":;?!“”«»"):
        return None
    before = text[: year.start()].rstrip(" ,.(")
    for start, end in find_places(before)[:_MOST]:
        publisher = before[end:].strip(" ,:")
        persons = _persons_before(before[:start].rstrip(" ,.|"))
        if persons and _is_publisher(publisher):
            cut, names, sure = persons
            fields = {"publisher-place": before[start:end], "publisher": publisher, **_series(after)}
            title = before[:cut].rstrip(" ,.|/")
            return Reading("unmarked", title, 0.7 if sure else 0.62, names.names, False, date, fields)
    return (
        _inverted(before, after, year[1])
        or _given_first(before, after, year[1])
        or _published(before, after, year[1])
    )


def _persons_before(text: str) -> tuple[int, Names, bool] | None:
    """The persons at the end of a text: where they start, their names, and whether a given name is a known one."""
    tokens = [(match.group(), match.start()) for match in _TOKEN.finditer(text)]
    last = len(tokens)
    sure = False
    for _ in range(_MOST):
        first = _person(tokens, last)
        if first is None:
            break
        sure = sure or is_given(tokens[first][0])
        cut = first
        before = tokens[first - 1][0] if first else ""
        if before.lower() in _JOINERS and _person(tokens, first - 1) is not None:
            last = first - 1
        elif before.endswith(",") and before[:1].isupper() and _person(tokens, first) is not None:
            last = first
        else:
            return _judge(text, tokens, cut, sure)
    return None


def _judge(text: str, tokens: list[Token], first: int, sure: bool) -> tuple[int, Names, bool] | None:
    """The persons, if the word before them ends a title: a small word, or any where their given name is known."""
    before = tokens[first - 1][0] if first else ""
    if (
        not before
        or not (sure or before[-1].islower())
        or (before[0].isupper() and not sure and before[-1].isalpha())
    ):
        return None
    if before.lower() in PARTICLES or before.lower() in _BY:  # "sous la direction de", "edited by"
        return None
    names = read_names(text[tokens[first][1] :])
    return (tokens[first][1], names, sure) if names.score >= 0.7 and first >= 2 else None


def _person(tokens: list[Token], end: int) -> int | None:
    """Where the person starts whose family name is the token before ``end``; None where there is none."""
    if end < 3 or not _NAME.fullmatch(tokens[end - 1][0].rstrip(",")):
        return None
    index = end - 2
    while index > 0 and tokens[index][0] in PARTICLES:
        index -= 1
    given = tokens[index][0]
    if not (_NAME.fullmatch(given) or _INITIAL.fullmatch(given)) or has_organisation_word(given):
        return None
    if has_organisation_word(tokens[end - 1][0]):
        return None
    earlier = tokens[index - 1][0]
    if (
        (_INITIAL.fullmatch(given) and is_given(earlier))
        or (is_given(given) and is_given(earlier))
        or (not is_given(given) and is_given(earlier))
    ):
        index -= 1
    return index


def _is_publisher(text: str) -> bool:
    words = text.split()
    if not words:
        return True
    return (
        len(words) <= 8
        and (text[0].isupper() or text[0].isdigit())
        and not any(mark in text for mark in "?!;“”«»:")
    )


def _series(text: str) -> dict[str, str]:
    """What stands after the year: series, volumes, pages."""
    fields: dict[str, str] = {}
    for pattern, variable in ((_VOLUMES, "number-of-volumes"), (_COUNT, "number-of-pages")):
        match = pattern.search(text)
        if match:
            fields[variable] = match[1]
            text = text[: match.start()]
    if text.strip(" ,."):
        fields["collection-title"] = text.strip(" ,.")
    return fields


def _inverted(before: str, after: str, year: str) -> Reading | None:
    """ "Title Family, Given Periodical or publisher Year"."""
    for match in list(_INVERTED.finditer(before))[:_MOST]:
        rest = before[match.end() :].strip(" ,.")
        if not is_given(match["given"]) or not rest or len(rest.split()) > 14 or _SENTENCE.search(rest):
            continue
        names = read_names(match["name"])
        fields = {**_imprint(rest), **_series(after)}
        title = before[: match.start()].strip()
        return Reading("unmarked", title, 0.62, names.names, False, read_date(year), fields)
    return None


def _given_first(before: str, after: str, year: str) -> Reading | None:
    """The same with a place that is not known, after a person whose given name is."""
    match = _ANCHORED.search(before)
    if not match or not is_given(match["names"].split()[0]):
        return None
    names = read_names(match["names"])
    publisher = match["publisher"].split()
    if (
        names.score < 0.7
        or len(publisher) > 5
        or not all(word[0].isupper() or word in PARTICLES for word in publisher)
    ):
        return None
    fields = {"publisher-place": match["place"], "publisher": match["publisher"], **_series(after)}
    title = before[: match.start()].strip()
    return Reading("unmarked", title, 0.62, names.names, False, read_date(year), fields)


def _published(before: str, after: str, year: str) -> Reading | None:
    """The same with a publisher that is known and no place, after a person whose given name is known."""
    words = [match.start() for match in _TOKEN.finditer(before)]
    for start in words[-_LONGEST_HOUSE:]:
        persons = (
            _persons_before(before[:start].rstrip(" ,.")) if is_known_publisher(before[start:]) else None
        )
        if persons and persons[2]:
            cut, names, _ = persons
            fields = {"publisher": before[start:], **_series(after)}
            return Reading(
                "unmarked", before[:cut].rstrip(" ,.|/"), 0.66, names.names, False, read_date(year), fields
            )
    return None


def _dated_person(text: str) -> Reading | None:
    """ "Title First Family, 2016": a person whose given name is known, whom no small word leads to."""
    tail = peel(text)
    persons = _persons_before(tail.text) if tail.date and not tail.fields and ", " not in tail.text else None
    if not persons or not persons[2] or not tail.date:
        return None
    title = tail.text[: persons[0]].strip()
    if title.rpartition(" ")[2].lower() in _SMALL_WORDS:
        return None  # "Conversations with Jane Doe, 2016"
    return Reading("headline", title, 0.62, persons[1].names, False, tail.date)


def _imprint(text: str) -> dict[str, str]:
    """Place and publisher, publisher, or the periodical."""
    places = find_places(text)
    if places and places[0][0] == 0:
        return {"publisher-place": text[: places[0][1]], "publisher": text[places[0][1] :].strip(" ,:")}
    corporate = PUBLISHER_WORD.search(text) or read_names(text).bodies
    return {"publisher" if corporate and not is_periodical(text) else "container-title": text}


def read_headline(text: str) -> Reading | None:
    """ "Title First Family, Newspaper, Friday November 6th, 2020"."""
    head, comma, rest = text.partition(", ")
    if not comma or len(text) > _LONGEST:
        return None
    dated = _dated_person(text) if rest[-1:].isdigit() else None
    if dated or len(head.split()) < _SHORTEST:
        return dated
    persons = _persons_before(head)
    tail = peel(rest) if persons else Tail("")
    container = tail.text.strip(" ,.")
    if (
        not persons
        or not tail.date
        or not container
        or len(container.split()) > 6
        or not container[0].isupper()
    ):
        return None
    if len(tail.date.start) < 3 and not is_periodical(container):
        return None
    words = container.split()
    listed = is_given(words[0]) and len(words) > 1  # "Family, Given Periodical"
    if container in PLACES or listed:
        return None
    cut, names, sure = persons
    fields = {"container-title": container, **tail.fields}
    return Reading(
        "headline", head[:cut].strip(), 0.74 if sure else 0.64, names.names, False, tail.date, fields
    )
