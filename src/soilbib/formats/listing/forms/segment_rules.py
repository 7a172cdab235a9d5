"""What a segment beside the title says: a kind of work, an issue, a periodical, whom the work is by."""

from __future__ import annotations

import re

from soilbib.formats.listing.parts.classify import (
    date_amid,
    event_type,
    genre_type,
    is_statement,
    is_venue,
    phrase_type,
    read_date,
    read_event,
    read_programme,
    split_final_date,
)
from soilbib.formats.listing.parts.contributors import role_variable
from soilbib.formats.listing.parts.credits import Credit, read_credit
from soilbib.formats.listing.parts.editors import editor_mark
from soilbib.formats.listing.parts.imprints import PUBLISHER_WORD
from soilbib.formats.listing.parts.names import Names, lead_names, read_names
from soilbib.formats.listing.parts.numbers import PAGE_COUNT
from soilbib.formats.listing.parts.rest import understand
from soilbib.formats.listing.parts.tail import peel
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.document_types import document_type
from soilbib.formats.listing.vocabulary.gazetteer import PLACES, PLATFORMS, is_country, is_known_publisher
from soilbib.formats.listing.vocabulary.words import CONFERENCE_WORDS, is_named_periodical
from soilbib.model import Date, Name
from soilbib.model.name_splitting import is_ideographic

_PLATFORM = re.compile(
    rf"(?:^|,\s|\s(?=\())\(?(?:[Oo]n\s|[Ss]ur\s)?(?P<name>{'|'.join(PLATFORMS)})\)?(?=,|$)"
)
_NUMBERED_GENRE = re.compile(
    r"(?:(?P<body>[A-Z]{3,8})\s(?=[A-Z]))?"
    r"(?P<genre>[^\W\d_a-z][^\W\d_]+(?:[\s-](?:[dl][’'])?[^\W\d_]+){0,2}?),?\s(?:[Nn]o\.?|[Nn][°ºᵒ]|[Nn]r\.?|#|№)?\s?"
    r"(?P<number>[A-Z]{0,4}-?\d[\w./-]*)"
)
_HELD_AT = re.compile(  # "Presentation at COP24"
    r"(?P<genre>[^\W\d_]+(?:\s[^\W\d_]+)?)\s(?:at|à|beim?)\s(?:the\s|la\s|l['’]|der\s)?(?P<event>[^\W\d_a-z].+)"
)
EPISODE = re.compile(r"(?:[ÉEée]p(?:isode|\.)|[Ff]olge|[Pp]untata|[Nn][°ºo]\.?|#)\s?(\d{1,4})")
_LABELLED_BODY = re.compile(  # "Institut des prés (J. Doe, coord.)"
    r"(?P<body>[^\W\d_a-z][^()]+)\s\((?P<names>[^()]{4,120}?),\s(?:coord|dir|resp|réd|[ée]ds?|hrsg|org)s?\.?\)"
)
_CALLED = re.compile(
    r"(?P<names>[^()]{4,200})\s\((?P<role>directors?|producers?|narrators?|hosts?|translators?|illustrators?|réalisat(?:eur|rice)s?"
    r"|réal\.?|traduct(?:eur|rice)s?|trad\.|illustrat(?:eur|rice)s?|[Rr]egie|regia|regist[ai])\)"
)
_EDITED = re.compile(  # "Jane Doe & Ann Roe (coord.), Fen Institute"
    r"(?P<names>[^()]{4,200})\s\((?P<role>(?i:eds?|[ée]ds?|dirs?|hrsg|hg|coords?|orgs?|comps?)\.?|directors?|producers?|réalisat(?:eur|rice)s?)\),?\s(?P<rest>[^\W\d_a-z][^()]*)"
)
_FOR = (" for ", " pour ", " für ", " para ", " per ")
_FOR_BODY = re.compile(  # "Jane Doe for WWF"
    r"(?P<names>[^\W\d_a-z][^()\d]{3,150}?)\s(?:for|pour|für|para|per)\s(?:the\s|l['’]|la\s|le\s|den\s|die\s)?(?P<body>[^\W\d_a-z].+)"
)
_STATE_BEHIND = re.compile(r"\s\([A-Z]{2}\)$")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_LEAD_KIND = re.compile(r"\[(?P<kind>[^\W\d_][^\[\]\d]{2,40})\]\s")
_ASIDE = re.compile(r"\s\((?P<said>[^()\d][^()]{3,80})\)\.?$")
_SENTENCES = re.compile(r"\.\s(?=[^\W\d_a-z])")
_IMPRINT = re.compile(r"(?P<names>[^()]{5,150})\s\((?P<house>[^\W\d_][^()]*?),\s(?P<date>[^(),]*\d{4})\)")
_LONGEST_LIST = 1200  # characters; longer is no list of names
ACCEPTED = 0.3
"""The score from which names are taken for some."""


def read_source(reading: Reading, segment: str) -> Reading | None:
    """A segment that is a periodical with volume or pages: "J. Appl. Phys. 28, 1023"."""
    if not any(map(str.isdigit, segment)):
        return None
    tail = peel(segment)
    if not tail.in_periodical or not tail.text or len(tail.text.split()) > 12:
        return None
    rest = understand(tail.text, tail)
    if not rest or "container-title" not in rest.fields:
        return None
    reading = with_date(reading, tail.date) if tail.date else reading
    return reading.put({**rest.fields, **tail.fields})


def read_loosely(reading: Reading, segment: str) -> Reading | None:
    """A segment with a year amid it, beside known authors: "Colloque Eau, Jun 2022, Lyon", "[Report] FAO. 2020"."""
    if (
        reading.issued
        or not reading.authors
        or "container-title" in reading.fields
        or not _YEAR.search(segment)
    ):
        return None
    kind = _LEAD_KIND.match(segment)
    body = segment[kind.end() :] if kind else segment
    aside = _ASIDE.search(body) if body.endswith((")", ").")) else None
    body = body[: aside.start()] if aside else body
    found = date_amid(body)
    if found is None:
        return None
    before, date, after = found
    fields, more = _imprint_of(before)
    pages = PAGE_COUNT.fullmatch(after)
    if pages:
        fields["number-of-pages"] = pages[1]
    notes = [*more, *([] if pages or not after else [after]), *([aside["said"]] if aside else [])]
    if kind:
        fields["genre"] = kind["kind"]
    return reading.replace(
        issued=date,
        fields={**fields, **reading.fields},
        notes=(*reading.notes, *notes),
        type=reading.type or (genre_type(kind["kind"].split()[0]) if kind else ""),
    )


def _imprint_of(text: str) -> tuple[dict[str, str], list[str]]:
    """What stands before a source's date: an organisation that ends it is the publisher, else it is a container."""
    *others, last = _SENTENCES.split(text)
    names = read_names(last)
    event = not CONFERENCE_WORDS.isdisjoint(last.lower().split())
    if names.bodies and not (event or is_venue(last)):
        return {"publisher": last}, others
    return ({"container-title": text} if text else {}), []


def take_platform(segments: list[str]) -> tuple[list[str], str]:
    """Take where a film is shown out of the segments behind the first: "USDA NRCS (YouTube)", "Jane Doe, Vimeo"."""
    for index, segment in enumerate(segments[1:], 1):
        match = _PLATFORM.search(segment)
        if match:
            bare = (segment[: match.start()] + segment[match.end() :]).strip(" ,")
            bare = f"{bare})" if bare.count("(") > bare.count(")") else bare
            return [*segments[:index], *filter(None, [bare]), *segments[index + 1 :]], match["name"]
    return segments, ""


def read_kind(reading: Reading, segment: str) -> Reading | None:
    """The reading with what a segment says of the kind of work: a programme, "Report No. 12", an event."""
    programme = read_programme(segment)
    if programme:
        fields = {"container-title": programme.name, "genre": programme.genre}
        episode = EPISODE.fullmatch(programme.publisher)
        if programme.publisher:
            fields.update({"number": episode[1]} if episode else {"publisher": programme.publisher})
        return reading.put(fields, type=_part_of(programme.type))
    numbered = segment[-1].isalnum() and _DIGIT.search(segment)
    told = (_read_numbered(reading, segment) or _read_numbered_body(reading, segment)) if numbered else None
    told = _read_held(reading, segment) or told
    if told:
        return told
    kind = (phrase_type(segment) or event_type(segment)) if "genre" not in reading.fields else ""
    if kind:
        kind = "" if kind == "article" and not document_type(segment) else kind  # "Dossier de presse"
        return reading.put({"genre": segment}, type=reading.type or kind)
    event = read_event(segment) if is_statement(segment) else None
    if not event:
        return None
    organised = {"organizer": event[1].names} if event[1].score >= ACCEPTED else {}
    return reading.put(
        {"genre": event[0]},
        names={**reading.names, **organised},
        notes=(*reading.notes, segment),
        type=reading.type or "report",
    )


def _read_held(reading: Reading, segment: str) -> Reading | None:
    """What was said at an event: "Presentation at COP24"."""
    told = " at " in segment or " à " in segment or " bei" in segment
    held = _HELD_AT.fullmatch(segment) if told else None
    if not held or genre_type(held["genre"]) != "speech":
        return None
    return reading.put({"genre": held["genre"], "event-title": held["event"]}, type="speech")


def _read_numbered(reading: Reading, segment: str) -> Reading | None:
    """A kind of work and its number: "Report No. 12", "FAO Bulletin 80", "Special report 06/2023"."""
    numbered = _NUMBERED_GENRE.fullmatch(segment)
    kind = genre_type(numbered["genre"]) if numbered else ""
    date = read_date(numbered["number"]) if numbered else None
    if not numbered or not kind or (date and not (kind == "report" and "/" in numbered["number"])):
        return None
    if kind != "report" if numbered["body"] else segment.partition(" ")[0].isupper():
        return None
    if date and date.year and not reading.issued:
        reading = reading.replace(issued=Date((date.year,), raw=str(date.year)))
    if " " in numbered["genre"] and is_named_periodical(numbered["genre"]):  # "Reed Newsletter no 26"
        return reading.put({"container-title": numbered["genre"], "issue": numbered["number"]})
    fields = {"genre": numbered["genre"], "number": numbered["number"]}
    if numbered["body"] and not reading.authors:
        reading = reading.replace(authors=(Name(literal=numbered["body"]),))
    return reading.put(fields, type=reading.type or kind)


def _read_numbered_body(reading: Reading, segment: str) -> Reading | None:
    """The same and whose series it is: "Policy brief No. 3, IASS"."""
    said, _, body = segment.rpartition(", ")
    names = read_names(body) if said and said[-1].isdigit() and not body[-1].isdigit() else Names()
    told = _read_numbered(reading, said) if names.bodies else None
    if told and not told.authors:
        return with_authors(told, names)
    return told and told.replace(fields={"publisher": body, **told.fields})


def take_list(reading: Reading, segment: str) -> Reading | None:
    """The reading with several names with initials, or a cut list of them, that are all of a segment."""
    if reading.authors or len(segment) > _LONGEST_LIST or is_ideographic(segment[:1]):
        return None
    found = lead_names(segment)
    if not found or segment[found[1] :].strip(" ."):
        return None
    return with_authors(reading, found[0]) if len(found[0].names) > 1 or found[0].truncated else None


def take_place(reading: Reading, segment: str) -> Reading | None:
    """The reading with a segment that is a place, or one and its country: where an event was, or a publisher is."""
    if "/" in segment and all(map(is_country, segment.split("/"))):
        return reading.put({"publisher-place": segment})
    segment = _STATE_BEHIND.sub("", segment) if segment[-1] == ")" else segment  # "Brasília (DF)"
    place, _, country = segment.partition(", ")
    if "," in country or "&" in place:
        country, _, place = segment.rpartition(", ")
    for town, other in ((place, country), (country, place)):  # "Rome, FAO", "FAO, Rome"
        away = town in PLACES or is_country(town)
        body = read_names(other) if other and away and not reading.authors else Names()
        if body.sure and (not body.persons or all(name.family and name.given for name in body.names)):
            return with_authors(reading.put({"publisher-place": town}), body)
    away = is_country(country or place)
    if not (place in PLACES and (away or not country)) and not (away and not country):
        return None
    variable = "event-place" if reading.type == "speech" else "publisher-place"
    return None if variable in reading.fields else reading.put({variable: segment})


def take_imprint(reading: Reading, segment: str) -> Reading | None:
    """The reading with persons, and their publisher and year in a bracket: "Jane Doe (Moor Press, 2017)"."""
    match = _IMPRINT.fullmatch(segment) if segment.endswith(")") and not reading.authors else None
    names, date = (read_names(match["names"]), read_date(match["date"])) if match else (Names(), None)
    if not match or not date or not names.sure or not names.persons:
        return None
    reading = reading.replace(fields={"publisher": match["house"], **reading.fields})
    return with_authors(with_date(reading, date), names)


def take_commissioned(reading: Reading, segment: str) -> Reading | None:
    """The reading with persons and the body that they worked for: "Jane Doe for WWF"."""
    match = (
        _FOR_BODY.fullmatch(segment) if any(map(segment.__contains__, _FOR)) and not reading.authors else None
    )
    people, body = (read_names(match["names"]), read_names(match["body"])) if match else (Names(), Names())
    if not match or not people.sure or not all(name.family and name.given for name in people.names):
        return None
    known = body.bodies and "publisher" not in reading.fields
    return with_authors(reading.put({"publisher": match["body"]}), people) if known else None


def take_credit(reading: Reading, segment: str) -> Reading | None:
    """The reading with whom a segment credits: "Film de X", "Tribune de X, Le Monde", "X et Y (coord.)"."""
    people, _, venue = segment.rpartition(", ")
    fields = dict(reading.fields)
    if people and is_venue(venue):
        fields.setdefault("container-title", venue)
        segment = people
        kind = phrase_type(segment)
        if kind:  # "Tribune collective, Le Monde"
            fields.setdefault("genre", segment)
            return reading.replace(fields=fields, type=reading.type or kind)
    bodied = _LABELLED_BODY.fullmatch(segment) if segment.endswith(")") else None
    if bodied and not reading.authors and read_names(bodied["body"]).sure:
        coordinated = {**reading.names, "editor": read_names(bodied["names"]).names}
        return with_authors(reading.replace(names=coordinated), read_names(bodied["body"]))
    credit = _read_marked(segment) if segment.endswith((")", ".")) else read_credit(segment)
    if not credit or (credit.variable == "author" and reading.authors):
        return None
    if credit.genre:
        fields.setdefault("genre", credit.genre)
    if credit.more:
        event, date = split_final_date(credit.more)
        fields["publisher" if credit.type == "thesis" else "event-title"] = event
        reading = with_date(reading, date) if date else reading
    if credit.interviewer.names:
        reading = reading.replace(names={**reading.names, "interviewer": credit.interviewer.names})
    reading = reading.replace(fields=fields, type=reading.type or credit.type)
    if credit.variable == "author":
        return with_authors(reading, credit.names)
    reading, listed = _without_bodies(reading, credit.names.names, credit.variable)
    return reading.replace(names={**reading.names, credit.variable: listed})


def take_edited(reading: Reading, segment: str) -> Reading | None:
    """The reading with editors, the body behind them, and its date: "Jane Doe (dir.), Fen Institute, 2019"."""
    match = _EDITED.fullmatch(segment) if "), " in segment or ".) " in segment else None
    names = read_names(match["names"]) if match else Names()
    if not match or not names.sure or not names.persons or "publisher" in reading.fields:
        return None
    body, date = split_final_date(match["rest"])
    house = read_names(body)
    if not house.bodies and not is_known_publisher(body) and not PUBLISHER_WORD.search(body):
        return None
    reading = with_date(reading, date) if date else reading
    role = role_variable(match["role"])
    return reading.put({"publisher": body}, names={**reading.names, role: names.names})


def _without_bodies(
    reading: Reading, listed: tuple[Name, ...], variable: str
) -> tuple[Reading, tuple[Name, ...]]:
    """The directors of a film without a body among them, which has published it."""
    people = tuple(name for name in listed if not name.literal)
    if variable != "director" or not 0 < len(people) < len(listed):
        return reading, listed
    body = next(name.literal for name in listed if name.literal)
    return reading.replace(fields={"publisher": body, **reading.fields}), people


def _read_marked(segment: str) -> Credit | None:
    """Names and in brackets what they are called: "X et Y (coord.)", "X & Y (directors)"."""
    called = _CALLED.fullmatch(segment)
    mark = None if called else editor_mark(segment)
    if not called and not mark:
        return read_credit(segment)
    names = read_names(called["names"] if called else segment[: mark.start() if mark else 0])
    if not names.sure or not (called or (mark and "(" in mark.group())):
        return None
    return Credit(role_variable(called["role"]) if called else "editor", names)


def read_daily(reading: Reading, head: str, date: Date | None) -> Reading | None:
    """The newspaper that a day follows, where the authors are known."""
    if (
        date
        and reading.type == "speech"
        and "event-place" not in reading.fields
        and head.strip(" ,").isalpha()
    ):
        return reading.put({"event-place": head.strip(" ,")})
    if not reading.authors or not date or len(date.start) < 3 or "container-title" in reading.fields:
        return None
    return reading.put({"container-title": head.strip(" ,.")}) if _is_daily(head) else None


def _is_daily(text: str) -> bool:
    """Whether a text with a day after it is a newspaper's name: few words, a capital at both ends."""
    words = text.strip(" ,.").split()
    named = 0 < len(words) <= 5 and words[0][0].isupper() and words[-1][0].isupper()
    return named and not any(mark in text for mark in ":;?!")


def _part_of(kind: str) -> str:
    return {"report": "chapter", "book": "chapter"}.get(kind, kind)


def with_authors(reading: Reading, names: Names) -> Reading:
    """The reading with these authors; a doubtful list lowers its score."""
    doubt = 0.0 if names.sure else 0.1 if names.score >= 0.45 else 0.25
    return reading.replace(authors=names.names, truncated=names.truncated, score=reading.score - doubt)


def with_date(reading: Reading, date: Date) -> Reading:
    """The reading with this date: a fuller date of the same year refines, another year is kept as a doubt."""
    known = reading.issued
    if known is None:
        return reading.replace(issued=date)
    if known.year == date.year:
        fuller = (
            date
            if (len(date.start), date.end is not None) > (len(known.start), known.end is not None)
            else known
        )
        return reading.replace(issued=fuller)
    return reading.replace(conflict=f"a second date, {date.raw}", notes=(*reading.notes, date.raw))


def with_school(reading: Reading) -> Reading:
    """A thesis is by a person: the organisation named after them is where it was done."""
    schools = [name.literal for name in reading.authors if name.literal]
    people = tuple(name for name in reading.authors if not name.literal)
    if not people or len(schools) != 1 or "publisher" in reading.fields:
        return reading
    return reading.replace(authors=people, fields={**reading.fields, "publisher": schools[0]})
