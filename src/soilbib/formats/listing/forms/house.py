"""The house form: a title and segments between spaced dashes or bars, in any order."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial, reduce

from soilbib.formats.listing.forms.house_segments import (
    find_kind,
    join_title,
    part_quoted,
    part_show,
    segments_of,
    take_genre,
    title_index,
    without_genre,
)
from soilbib.formats.listing.forms.house_title import read_title
from soilbib.formats.listing.forms.segment_marks import (
    is_nobody,
    take_bodied,
    take_count,
    take_kind_at_end,
    take_mark,
    take_part,
)
from soilbib.formats.listing.forms.segment_parts import parts_of
from soilbib.formats.listing.forms.segment_rules import (
    ACCEPTED,
    read_daily,
    read_kind,
    read_loosely,
    read_source,
    take_commissioned,
    take_credit,
    take_edited,
    take_imprint,
    take_list,
    take_place,
    with_authors,
    with_date,
    with_school,
)
from soilbib.formats.listing.forms.segment_venues import (
    is_short_venue,
    take_listed,
    take_publisher,
    take_venue,
    venue_at_end,
)
from soilbib.formats.listing.parts.classify import (
    genre_type,
    is_statement,
    is_venue,
    read_date,
    split_final_date,
)
from soilbib.formats.listing.parts.contributors import take_roles
from soilbib.formats.listing.parts.honours import without_degree
from soilbib.formats.listing.parts.imprints import PUBLISHER_WORD
from soilbib.formats.listing.parts.names import Names, is_vouched, read_names
from soilbib.formats.listing.parts.segments import (
    outer_quotes,
    starts_quoted,
    unquote,
)
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import (
    is_given,
    is_known_organisation,
    is_known_publisher,
    is_place,
)
from soilbib.formats.listing.vocabulary.words import is_named_periodical
from soilbib.model.names import has_organisation_word

_DATED_NAMES = re.compile(
    r"(?P<names>[^():]{3,150}?)(?:\s\((?P<bracketed>[^()]*\d{4})\)|,\s(?P<plain>(?:1[5-9]|20)\d\d))(?:[.,:;]\s|\s(?=[\[(]))(?P<remark>.+)$"
)
_ASIDE = re.compile(r"\s\((?=[^()]*\s)[a-zß-öø-ÿ][^()]*\)$")  # "(available in 6 languages)"
_CREDITED = re.compile(r"\s(?:sous la dir(?:ection|\.)|edited by|[Hh]rsg\. von|herausgegeben von)\s")
_FROM = re.compile(r"(?:von|di|de|da)\s(?=(?P<given>[^\W\d_a-z][\w-]+)\s[^\W\d_a-z])")  # "von Jane Doe"
_PARTED = 0.58  # the least score of title, date and names each in a segment
_FEW_WORDS = 2  # of a publisher with its year
_HOUSE_WORDS = 4  # of one behind a full stop
_SHORTEST_FAMILY = 3  # letters before a full stop that shortens nothing
_SIGNED = re.compile(r",\s(?:par|by|por|von|di)\s(?P<names>[^\W\d_a-z][^,;:()]{4,80})$")
_OPENING = '“«„"'
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


_TELLING: tuple[Callable[[Reading, str], Reading | None], ...] = (
    take_list,
    take_imprint,
    take_mark,
    take_part,
    take_bodied,
    read_kind,
    take_venue,
    take_place,
    take_edited,
    take_commissioned,
    take_credit,
)
"""What a segment can say of itself, the surest first."""


def read_house(text: str) -> Reading | None:
    """Read a string whose parts stand between spaced dashes; None where no part is more than title."""
    segments, platform = segments_of(text)
    if not segments:
        return None
    first = segments[0]
    if first[:1] not in _OPENING and ("“" in first or "«" in first or '"' in first):
        segments = part_show(segments)
    segments, genre = take_genre(part_quoted(segments))
    index = title_index(segments)
    segments, index = join_title(segments, index, text)
    quoted = outer_quotes(without_genre(segments[index])) is not None
    if not quoted and _CREDITED.search(text):
        return None  # dashes of a title, its editors named after it
    reading = read_title(segments[index], "house" if quoted or starts_quoted(segments[index]) else "dashes")
    unknown = find_kind(segments, index) if len(segments) > _FEW_WORDS and not genre else None
    for number, segment in enumerate(segments):
        if number == unknown:
            reading = reading.put({"genre": segment})
        elif number != index:
            reading = _read_segment(reading, segment, before=number < index)
    if genre and "genre" not in reading.fields:
        kind = reading.type or genre_type(genre)
        reading = reading.put({"genre": genre}, type=kind)
    if platform:
        reading = reading.replace(fields={"source": platform, **reading.fields})
    reading = _settled(reading)
    return _scored(reading, quoted or starts_quoted(segments[index]), len(segments))


def _settled(reading: Reading) -> Reading:
    """The reading with each body as what it is beside the others, which only all segments together tell."""
    if reading.type == "thesis":
        reading = with_school(reading)
    if "issue" in reading.fields:
        reading = reading.with_body_as("container-title")
    if "dimensions" in reading.fields and "editor" in reading.names and not reading.authors:
        names = dict(reading.names)
        names["director"] = names.pop("editor")  # "Jane Doe (dir.) – 91’"
        reading = reading.replace(names=names, type="motion_picture")
    return reading


def _read_segment(reading: Reading, segment: str, *, before: bool) -> Reading:
    """Take up one segment, or each of its parts."""
    plain = _read_plain(reading, segment) if segment else reading
    if plain:
        return plain
    parts = parts_of(reading, segment)
    if not parts:
        return _read_rest(reading, segment, before=before)
    return reduce(partial(_read_segment, before=before), parts, reading)


def _read_rest(reading: Reading, segment: str, *, before: bool) -> Reading:
    """Take up a segment that is more than a date or persons: the first rule that knows it wins."""
    if segment[0] == "(" and segment.find(")") == len(segment) - 1:
        segment = segment[1:-1].strip() or segment  # "(collectif)"
    signed = _FROM.match(segment) if segment[:1] in "vd" and not reading.authors else None
    segment = segment[signed.end() :] if signed and is_given(signed["given"]) else segment
    reading, segment = _take_signature(reading, segment)
    told = _told(reading, segment) or _read_dated_names(reading, segment) or _read_dated(reading, segment)
    if told:
        return told
    reading, segment = take_kind_at_end(*take_count(reading, segment))
    rest, people = take_roles(f", {segment}")
    if people and not rest.strip(" ,."):
        return reading.replace(names={**reading.names, **people})
    head, date = split_final_date(segment)
    reading, head = take_listed(reading, without_degree(head) if ", " in head else head)
    reading, head = _take_house(reading, head, dated=date is not None) if ". " in head else (reading, head)
    if date:
        reading = with_date(reading, date)
    dated = _told(reading, head) if date and head.strip() else None
    if dated or not head:
        return dated or reading
    source = read_daily(reading, head, date) or read_source(reading, head)
    titled = date is not None and _is_titled(reading, head)
    if not source and titled:
        short = date is not None and len(date.start) == 1 and head.count(" ") < _FEW_WORDS
        house = (
            short
            and segment[-1] != ")"
            and "publisher" not in reading.fields
            and not is_venue(head)
            and head[:3] != "In "
        )
        return reading.put({"publisher" if house else "container-title": head.removeprefix("In ")})
    source = source or _beside_a_body(reading, head)
    return source or _read_names_or_venue(reading, head, before=before, dated=date is not None)


def _read_plain(reading: Reading, segment: str) -> Reading | None:
    """The reading with a segment that is nothing but a date or persons, as most beside a title are."""
    date = read_date(segment)
    if date:
        return with_date(reading, date)
    people = None if reading.authors else _persons_of(segment)
    return with_authors(reading, people) if people else None


def _persons_of(segment: str) -> Names | None:
    """The persons that are all of a segment, each with initials or a given name that is known."""
    led = segment[1:2] == "." or is_given(segment.partition(" ")[0])
    if not led or segment[-1] == ")" or is_known_publisher(segment.rpartition(", ")[2]):
        return None
    names = read_names(segment)
    known = names.sure and all(is_vouched(name) and not is_place(name.display) for name in names.names)
    return names if known else None


def _take_signature(reading: Reading, segment: str) -> tuple[Reading, str]:
    """Take persons behind a comma and "by" off a segment: "Daily Moor, 18/11/2017, by Jane Doe"."""
    signed = _SIGNED.search(segment) if ", " in segment and not reading.authors else None
    names = read_names(signed["names"]) if signed else Names()
    if not signed or not names.sure or not names.persons:
        return reading, segment
    return with_authors(reading, names), segment[: signed.start()]


def _take_house(reading: Reading, segment: str, *, dated: bool) -> tuple[Reading, str]:
    """Take a publisher behind the full stop of persons: "A. Doe, B. Roe. Heron Press" before a year, or a body."""
    people, _, house = segment.rpartition(". ")
    last = people.rpartition(" ")[2]
    plain = all(word[0].isupper() for word in house.split()) and house.count(" ") < _HOUSE_WORDS
    plain = plain if dated else read_names(house.partition(", ")[0]).bodies
    if (
        reading.authors
        or "publisher" in reading.fields
        or len(last) < _SHORTEST_FAMILY
        or not last.replace("-", "").isalpha()
        or not plain
    ):
        return reading, segment
    names = read_names(people)
    if not names.sure or not all(name.family and name.given for name in names.names):
        return reading, segment
    return reading.put({"publisher": house}), people


def _is_titled(reading: Reading, segment: str) -> bool:
    """Whether a text beside known authors has capitals like a container's title, and is no organisation."""
    words = [word for word in segment.split() if len(word) > 3]
    if not words or not reading.authors or "container-title" in reading.fields:
        return False
    names = read_names(segment)
    known = names.sure and not (names.persons and not any(map(is_vouched, names.names)))
    return not known and segment[0].isupper() and all(word[0].isupper() for word in words)


def _told(reading: Reading, segment: str) -> Reading | None:
    """The reading with what a segment says of itself: an edition, a kind of work, a venue, a place, whom it is by."""
    if is_known_publisher(segment.partition(" (")[0]):
        return None  # "Actes Sud (2014)"
    return next(filter(None, (rule(reading, segment) for rule in _TELLING)), None)


def _read_dated(reading: Reading, segment: str) -> Reading | None:
    """ "2017 (2nd ed.)", "2019 (forthcoming)": a date and what a bracket says beside it."""
    if not segment[0].isdigit() or segment[-1] != ")":
        return None
    said, _, aside = segment[:-1].partition(" (")
    date = read_date(said)
    if not date or not aside:
        return None
    reading = with_date(reading, date)
    return take_mark(reading, aside) or reading.replace(notes=(*reading.notes, aside))


def _read_dated_names(reading: Reading, segment: str) -> Reading | None:
    """ "Ana Ruiz (2018). A gentle introduction.", "Ana Ruiz, 2018 [video]": names with their year, and a remark."""
    match = _DATED_NAMES.match(segment) if not reading.authors and _YEAR.search(segment) else None
    year = (match["bracketed"] or match["plain"]) if match else ""
    names, date = (read_names(match["names"]), read_date(year)) if match else (Names(), None)
    if not match or not date or not names.sure:
        return None
    return with_authors(with_date(reading, date), names).replace(
        notes=(*reading.notes, match["remark"].strip())
    )


def _read_names_or_venue(reading: Reading, segment: str, *, before: bool, dated: bool) -> Reading:
    """Take a segment that says nothing of itself for a house, for what stands beside the authors, or for them."""
    segment = _ASIDE.sub("", segment) if segment.endswith(")") else segment
    segment, venue = venue_at_end(segment, dated=dated)
    if venue and not reading.authors and "container-title" not in reading.fields:
        reading = reading.put({"container-title": venue})
    people, _, house = segment.rpartition(" (" if segment.endswith(")") else ", ")
    house = house.removesuffix(")") if segment.endswith(")") else house
    if people and "publisher" not in reading.fields and _is_house(house) and read_names(people).sure:
        reading, segment = reading.put({"publisher": house}), people  # "Jane Doe, Éd. du Pré"
    names = read_names(segment)
    if "publisher" not in reading.fields and _publishes(reading, segment, names):
        return reading.put({"publisher": segment})
    one = len(names.names) <= 1 and not names.truncated
    named = is_named_periodical(segment) or (is_venue(segment) and one)
    if reading.authors or (named and not before):
        return _beside_authors(reading, segment, names)
    return _as_authors(reading, segment, names)


def _is_house(text: str) -> bool:
    return is_known_publisher(text) or PUBLISHER_WORD.match(text) is not None


def _publishes(reading: Reading, segment: str, names: Names) -> bool:
    """Whether a segment is a publisher: by a word of it, known beside authors, or a body beside editors."""
    told = bool(reading.authors or reading.names)
    if PUBLISHER_WORD.match(segment) or (told and PUBLISHER_WORD.search(segment)):
        return True
    if reading.authors or any(map(is_nobody, reading.notes)):
        return is_known_publisher(segment)
    return (
        not reading.names.keys().isdisjoint({"editor", "compiler"})
        and (names.sure or len(names.names) == 1)
        and not names.persons
    )


def _beside_authors(reading: Reading, segment: str, names: Names) -> Reading:
    """Take a segment beside known authors, or a periodical's name, for a container, a body, an imprint, or a note."""
    venue = is_venue(segment) or is_short_venue(segment)
    if (
        venue
        and "container-title" not in reading.fields
        and not (reading.authors and is_known_organisation(segment))
    ):
        return reading.put({"container-title": unquote(segment)})
    if reading.authors and "publisher" not in reading.fields and names.bodies:
        return reading.put({"publisher": segment})
    return (
        read_loosely(reading, segment)
        or take_publisher(reading, segment)
        or reading.replace(notes=(*reading.notes, segment))
    )


def _as_authors(reading: Reading, segment: str, names: Names) -> Reading:
    """Take a segment for the authors where it reads as names or stands alone as one, else for a note."""
    stands_alone = (
        0 < len(segment.split()) <= 6
        and (segment[0].isupper() or has_organisation_word(segment))
        and (names.sure or not any(char in "“”«»?!:" for char in segment))
    )
    leading = segment.split()[:2] if segment.count(" ") > 3 else []
    kind = next(filter(None, map(genre_type, leading)), "")
    kind = "" if names.sure and kind not in ("speech", "interview") else kind
    said = kind or (is_statement(segment) and names.score < 0.6)  # "Speech of HRH … at the FAO"
    if (names.score >= ACCEPTED or stands_alone) and not said:
        return with_authors(reading, names)
    return reading.replace(notes=(*reading.notes, segment), type=reading.type or kind)


def _beside_a_body(reading: Reading, segment: str) -> Reading | None:
    """ "France Culture – Jane Doe": persons in full where but one body was named before them, which published it."""
    if not reading.lone_body or "publisher" in reading.fields:
        return None
    names = read_names(segment)
    if (
        not names.sure
        or not any(map(is_vouched, names.names))
        or not all(name.family and name.given for name in names.names)
    ):
        return None
    return with_authors(reading.with_body_as("publisher"), names)


def _scored(reading: Reading, quoted: bool, count: int) -> Reading | None:
    """Nothing where the parts say nothing but a title; else the score by how the title is marked."""
    if not (reading.issued or reading.authors or reading.fields or reading.names):
        return None if not quoted else reading.replace(score=0.6)
    score = reading.score + (0.05 if quoted else -0.1 if reading.issued else -0.22)
    floor = _PARTED if reading.issued and reading.authors and count > _FEW_WORDS else 0.0
    return reading.replace(score=max(score, floor) - 0.1 * max(0, count - 5))
