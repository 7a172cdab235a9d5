"""What a segment beside the title stands in: a periodical that a word or a quote announces, an event."""

from __future__ import annotations

import re
from collections.abc import Callable

from soilbib.formats.listing.forms.segment_rules import read_source, with_authors, with_date
from soilbib.formats.listing.parts.classify import is_venue, read_date, split_final_date
from soilbib.formats.listing.parts.lone_words import closes_list
from soilbib.formats.listing.parts.names import Names, lead_names, read_names
from soilbib.formats.listing.parts.organisations import BROADCASTER, CAMEL
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import PLACES, is_given, is_known_organisation, is_place
from soilbib.formats.listing.vocabulary.words import CONFERENCE_WORDS, is_named_periodical, is_periodical
from soilbib.model.cut_lists import mark_amid
from soilbib.model.names import has_organisation_word

_REVUE = re.compile(  # "numéro spécial, revue Techniques & Culture"
    r"(?:(?:[Nn]uméro spécial|[Ss]pecial issue|[Hh]ors-série)\b,?\s)?(?:de |of |in |dans )?(?:la |the )?"
    r"(?:revue|magazine|journal|revista|rivista)\s[«“\"]?(?P<name>[^\W\d_a-z][^»”\"]*)[»”\"]?"
)
_QUOTED_SOURCE = re.compile(  # "Revue “Sol et Agronomie” n°12", "magazine « Terre », mars 2013"
    r"(?:[Rr]evue|[Mm]agazine|[Jj]ournal|[Rr]evista|[Rr]ivista|[Zz]eitschrift|[Bb]ulletin|[Nn]ewsletter)\s[«“\"]\s?(?P<name>[^«»“”\"]{2,80}?)\s?[»”\"]"
    r"(?:,?\s(?:[Nn][°ºo]\.?|[Nn]r\.?|#|[Nn]úm\.)\s?(?P<issue>\d{1,5})|,?\s(?:[Vv]ol\.?|[Tt]ome|[Bb]d\.)\s?(?P<volume>\d{1,4}))?"
)
_NAMES_IN = re.compile(
    r"(?P<names>[^“«\"]{3,200}?),?\s(?:in|dans|en|em|su)\s(?:[«“\"]\s?(?P<quoted>[^«»“”\"]{3,90}?)\s?[»”\"](?:,\s(?P<house>[^«»“”\"\d]{3,60}))?|(?P<bare>[^\W\d_a-z][^«»“”\"]{3,80}))"
)
_IN_WORDS = (" in ", " dans ", " en ", " em ", " su ")  # of which it has one
_IN_QUOTED = re.compile(
    r"(?:[Ii]n|[Dd]ans|[Ee]n)\s?:?\s?[«“\"]\s?(?P<name>[^«»“”\"]{3,90}?)\s?[»”\"](?:,\s(?P<more>[^«»“”\"]{3,90}))?"
)
_IN_VENUE = re.compile(r"In\s(?P<name>[^\W\d_a-z][^\d\s“«\"]*(?:\s[^\d\s]+){0,5})")
_SERIES = re.compile(  # "World Soil Resources Report 102"
    r"(?P<name>[^\W\d_a-z][^\d,;:()]{6,60}\s(?:Reports?|Papers?|Bulletins?|Circulars?|Series|Notes?|Rapports?|Cahiers?|Berichte?"
    r"|Informes?|Documentos?|Boletín)),?\s(?:[Nn]o\.?\s?|[Nn]r\.?\s|[Nn][°º]\s?)?(?P<number>\d{1,4})"
)
_SPECIAL = re.compile(
    r"(?P<kind>[Ss]pecial [Ii]ssue|[Nn]uméro (?:spécial|thématique)|[Hh]ors-série|[Ss]onderheft"
    r"|[Nn]úmero especial|[Tt]hemenheft)"
    r"(?:(?:,|\sof|\sde|\sdu|:)\s(?:the\s|la\s)?(?P<name>[^\W\d_a-z].{2,80}))?"
)
_SERIES_LAST = re.compile(r"[Cc]oll(?:ection|\.)?\s[«“\"]?\s?(?P<name>[^«»“”\"]{3,60}?)\s?[»”\"]?")
_COP = re.compile(r"COP\s?-?\d{1,2}")  # the conferences of the parties to the conventions of Rio
_ABBREVIATED = re.compile(r"(?=(?:[^.]*\.){2})(?:[^\W\d_a-z][\w-]{0,9}\.?\s?){2,7}")
_LONGEST_LIST = 1200  # characters
_VOLUME = 3  # digits
_ACRONYM = 3  # capitals, of a body
_FEW = 3  # words, of a venue that nothing else tells
_CLIPPED = re.compile(r"(?:[^\W\d_a-z][a-z]{2,9}\.?\s){1,4}[^\W\d_a-z][a-z]{1,6}\.")  # "Glob Change Biol."
_SHORT = 5  # words of a publisher
_EVENTS = CONFERENCE_WORDS | frozenset(
    """
    jornada jornadas journée journées seminar séminaire seminario atelier taller rencontre rencontres encuentro forum
    fórum foro sommet summit cumbre assises webinar webinaire tag tage fachtagung feria fair salon
    """.split()
)
_SHOWN = frozenset({"graphic", "speech"})


def take_venue(reading: Reading, segment: str) -> Reading | None:
    """The reading with what a word announces: "revue Techniques & Culture", the conference of a poster or talk."""
    return next(filter(None, (rule(reading, segment) for rule in _RULES)), None)


def _take_event(reading: Reading, segment: str) -> Reading | None:
    """ "COP21, Paris", "Jornada técnica, Madrid"; of a poster or a talk any conference."""
    if reading.type in _SHOWN and not CONFERENCE_WORDS.isdisjoint(segment.lower().split()):
        event, date = split_final_date(segment)
        reading = with_date(reading, date) if date else reading
        return reading.put({"event-title": event})
    if segment[:3] == "COP" and _COP.fullmatch(segment):
        return reading.put({"event-title": segment})
    event, _, place = segment.rpartition(", ")
    if place not in PLACES or not (_COP.fullmatch(event) or not _EVENTS.isdisjoint(event.lower().split())):
        return None
    return reading.put({"event-title": event, "event-place": place})


def _take_series(reading: Reading, segment: str) -> Reading | None:
    match = _SERIES.fullmatch(segment) if segment[-1].isdigit() else None
    if not match or "collection-title" in reading.fields or "container-title" in reading.fields:
        return None
    fields = {"collection-title": match["name"], "collection-number": match["number"]}
    return reading.put(fields, type=reading.type or "report")


def _take_special(reading: Reading, segment: str) -> Reading | None:
    """ "Special Issue, Soil Biology", or the words alone."""
    match = _SPECIAL.fullmatch(segment) if "container-title" not in reading.fields else None
    if not match:
        return None
    fields = {"genre": match["kind"]}
    return reading.put({**fields, "container-title": match["name"]} if match["name"] else fields)


def _take_announced(reading: Reading, segment: str) -> Reading | None:
    """ "Revue “Sol et Agronomie” n°12", "numéro spécial, revue Techniques & Culture", "In The Daily Moor"."""
    if "container-title" in reading.fields:
        return None
    bare = _IN_VENUE.fullmatch(segment)
    if bare:
        return reading.put({"container-title": bare["name"]})
    within = _IN_QUOTED.fullmatch(segment) if any(map(segment.__contains__, '”»"')) else None
    if within:
        return _within(reading, within)
    quoted = _QUOTED_SOURCE.fullmatch(segment)
    match = quoted or _REVUE.fullmatch(segment)
    if not match:
        return None
    numbers = {key: quoted[key] for key in ("issue", "volume")} if quoted else {}
    issue = {key: value for key, value in numbers.items() if value}
    return reading.put({"container-title": match["name"], **issue})


def _within(reading: Reading, match: re.Match[str]) -> Reading | None:
    """ "in « Notes », Fen Institute, 2015": what the work stands in, and the body and the date behind it."""
    reading = reading.put({"container-title": match["name"]})
    body, date = split_final_date(match["more"] or "")
    names = read_names(body) if body else Names()
    reading = with_date(reading, date) if date else reading
    if not body:
        return reading
    if names.bodies and not reading.authors:
        return with_authors(reading, names)
    return reading.put({"publisher": body})


def _take_numbered(reading: Reading, segment: str) -> Reading | None:
    """ "Nature 532", "Geoderma 292": a periodical that is known by its name and its volume."""
    name, _, number = segment.rpartition(" ")
    if not number.isdecimal() or len(number) > _VOLUME or not is_named_periodical(name):
        return None
    return reading.put({"container-title": name, "volume": number})


def take_names_in(reading: Reading, segment: str) -> Reading | None:
    """ "C. Poe & A. Doe in “Soil Biology”": who wrote it and what it stands in."""
    free = not reading.authors and "container-title" not in reading.fields
    told = free and any(map(segment.__contains__, _IN_WORDS))
    match = _NAMES_IN.fullmatch(segment) if told else None
    names = read_names(match["names"]) if match else Names()
    if not match or not names.sure or not names.persons:
        return None
    source = read_source(reading, match["bare"]) if match["bare"] else None  # "A. Doe, in Soil Biology 3(2)"
    if not source and (match["quoted"] or is_venue(match["bare"])):
        source = reading.put({"container-title": match["quoted"] or match["bare"]})
    if source and match["house"]:
        source = source.put({"publisher": match["house"]})
    return source and with_authors(source, names)


def _take_show(reading: Reading, segment: str) -> Reading | None:
    """ "France Culture, La Terre au carré, 3 mars 2020": a broadcaster, its programme, and the day."""
    station, _, show = segment.partition(", ") if BROADCASTER.match(segment) else ("", "", "")
    show, date = split_final_date(show) if not read_date(show) else ("", None)
    other = not show or show[0].islower() or "," in show or "container-title" in reading.fields
    if other or read_names(show).sure or is_place(show):
        return None
    reading = with_date(reading, date) if date else reading
    return reading.put({"publisher": station, "container-title": show}, type="broadcast")


_RULES: tuple[Callable[[Reading, str], Reading | None], ...] = (
    _take_event,
    _take_series,
    _take_special,
    _take_announced,
    _take_numbered,
    take_names_in,
    _take_show,
)


def take_listed(reading: Reading, segment: str) -> tuple[Reading, str]:
    """Take names with initials off a segment that goes on with what the work stands in: "A. Doe, Soil Biology 3(2)".

    It does where numbers follow, a venue, or at least three words with a capital that are no body's or person's name.
    """
    if reading.authors or len(segment) > _LONGEST_LIST or not (", " in segment or ". " in segment):
        return reading, segment
    found = lead_names(segment) or _lead_cut(segment)
    rest = segment[found[1] :].strip(" ,") if found else ""
    if found and found[0].truncated and "publisher" not in reading.fields:
        body, _, place = rest.rpartition(", ") if rest.rpartition(", ")[2] in PLACES else (rest, "", "")
        if body and _is_body(body):
            fields = {"publisher": body, **({"publisher-place": place} if place else {})}
            return with_authors(reading.put(fields), found[0]), ""
    if (
        not found
        or not rest
        or not rest[0].isupper()
        or not (rest[-1].isdigit() or rest[-1] == ")" or _goes_on(rest))
    ):
        return reading, segment
    whole = read_names(segment)
    if whole.sure and all(name.family for name in whole.names):
        return reading, segment
    numbered = any(map(str.isdigit, rest))
    if numbered and read_source(reading, rest) is None:
        return reading, segment
    reading = with_authors(reading, found[0])
    return (
        (reading.put({"container-title": rest}), "") if not numbered and _goes_on(rest) else (reading, rest)
    )


def _lead_cut(segment: str) -> tuple[Names, int] | None:
    """Persons in full whose list is cut before more: "Jane Doe & al., Fen Institute"."""
    cut = mark_amid(segment) if "al" in segment or "coll" in segment else None
    if not cut or cut.end() == len(segment) or not cut.start():
        return None
    names = read_names(segment[: cut.end()])
    told = names.truncated and names.sure and all(name.family and name.given for name in names.names)
    return (names, cut.end()) if told else None


def _is_body(rest: str) -> bool:
    """Whether what follows a cut list is a body and no venue: "Doe J. et al., European Parliament"."""
    return read_names(rest).bodies and rest[-1:].isalpha() and not is_venue(rest)


def _goes_on(rest: str) -> bool:
    """Whether what follows a list of names with initials is a venue, by the list or by its words."""
    words = rest.split()
    told = len(words) >= _FEW and all(word[0].isupper() or word.islower() for word in words)
    body = has_organisation_word(rest) or is_known_organisation(rest) or is_given(words[0])
    return is_venue(rest) or is_short_venue(rest) or (told and not body and "," not in rest)


def take_publisher(reading: Reading, segment: str) -> Reading | None:
    """ "Expressão Popular, São Paulo", "Actes Sud, coll. Prés": publisher, and place or series, beside authors."""
    publisher, _, place = segment.rpartition(", ")
    series = _SERIES_LAST.fullmatch(place) if "publisher" not in reading.fields else None
    if series and publisher:
        return reading.put({"publisher": publisher, "collection-title": series["name"]})
    told = place in PLACES and publisher[:1].isupper() and len(publisher.split()) <= _SHORT
    if not told or not reading.fields.keys().isdisjoint({"publisher", "publisher-place"}):
        return None
    return reading.put({"publisher": publisher, "publisher-place": place})


def is_short_venue(segment: str) -> bool:
    """Whether a segment is a periodical, by the list or by its abbreviations: "Eur. J. Soil Sci.", "ICLR"."""
    return (
        is_periodical(segment)
        or _CLIPPED.fullmatch(segment) is not None
        or _ABBREVIATED.fullmatch(segment) is not None
    )


def _is_site(text: str) -> bool:
    """Whether a word is a site's name by a capital within it ("CarbonBrief"), and by no third one a body's ("FiBL")."""
    return CAMEL.match(text) is not None and sum(map(str.isupper, text)) < _ACRONYM


def venue_at_end(segment: str, *, dated: bool) -> tuple[str, str]:
    """Part "Jane Doe, The New York Times" into names and the venue after them."""
    first, _, others = segment.partition(", ")
    if others and is_named_periodical(first) and read_names(others).persons:  # "Les Echos, Paul Molga"
        return others, first
    people, _, venue = segment.rpartition(", ")
    listed = (
        read_names(people)
        if people and (is_venue(venue) or _is_site(venue) or (dated and closes_list(people, venue)))
        else Names()
    )
    return (people, venue) if listed.persons and listed.sure else (segment, "")
