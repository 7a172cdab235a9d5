"""What stands between title and end: container, place and publisher; and where the title ends."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from soilbib.formats.listing.parts.caseless import is_caseless
from soilbib.formats.listing.parts.classify import genre_type, read_date
from soilbib.formats.listing.parts.containers import BEFORE_IMPRINT, is_meeting, read_container
from soilbib.formats.listing.parts.credits import read_credit
from soilbib.formats.listing.parts.cuts import boundaries
from soilbib.formats.listing.parts.names import Names, read_names
from soilbib.formats.listing.parts.organisations import is_more_than_name
from soilbib.formats.listing.parts.segments import outer_quotes, unquote
from soilbib.formats.listing.parts.tail import ABBREVIATED, YEARLIKE, Tail, lead_date
from soilbib.formats.listing.vocabulary.gazetteer import (
    COUNTRY,
    PLACES,
    is_given,
    is_known_organisation,
    is_known_publisher,
    is_place,
)
from soilbib.formats.listing.vocabulary.words import is_named_periodical, is_periodical
from soilbib.model import Date, Name
from soilbib.model.names import has_organisation_word, is_initials, is_office

_PLACE_ETC = re.compile(r"([A-ZÀ-Þ][\w’'-]+(?:[\s/-][A-ZÀ-Þ][\w’'-]+)?\s(?:u\.\s?a\.?|\[?etc\.?\]?))")
_PLACE_BRACKET = re.compile(
    r"([^\W\d_a-z][^(),:]{2,30})\s\(([^\W\d_a-z][^():]{2,40})\)"
)  # "Stuttgart (Ulmer)"
_PLACE_PUBLISHER = re.compile(r"((?:\[|[^\W\d_a-zß-öø-ÿа-яά-ώ])[^:“”«»()?!]{1,45}?)\s?:\s?(\S.{1,140})")
_PLACE_MARKS = re.compile(r"[\s,;&]+")
_SMALL_IN_PLACES = frozenset(
    "and et und y e u.a. [etc.] am im an der de del do la sur upon aan den i.".split()
)
_SENTENCE_ENDS = re.compile(r"[^\W\d_A-Z]{5}\.\s")
_SHORT_IMPRINT = 4  # words of a series that ends in its publisher's name, and letters of that name
_PRESENTED = re.compile(
    r"(?P<genre>[^\W\d_a-z]\w+(?:\s(?:orale?|[a-z]+))?)\s(?:presented|présentée?|presentad[oa]|presentata?)\s"
    r"(?:at|to|à|au|aux|en|a[lo]?)\s(?:the\s|l['’]|la\s|el\s|o\s)?(?P<event>[^.;:]{5,140})"
)
_LONGEST_HOUSE, _LONGEST_BODY = 10, 24  # words of a publisher
_CHEZ = re.compile(r"[Cc]hez\s(\S.*)")
_PLACE_STOP = re.compile(r"\b(?:St|Mt|Ft|D\.C|[A-Z])\. ")
_FINAL_VOLUME = re.compile(r"(.*[^\d\s,.])[,.]?\s(\d{1,4})")
PUBLISHER_WORD = re.compile(
    r"\b(?:[Pp]ress|[Vv]erlag|[ÉEée]ditions?|[ÉEée]d\.(?=\s)|[Pp]ublish\w+|[Pp]resses|Books|Springer|Elsevier"
    r"|Wiley|Editorial|Editric[ei]|Editor[ae]s?|Edizioni|Edi[cç](?:iones|ões)|[Ff](?:ö|o)rlag|Uitgeverij|Kiadó|Verlags\w+"
    r"|[Ww]ydawnictwo|Издателство|изд\.|[Nn]akladatelství|Editura|NXB|Kiadó|Yayın\w+|Εκδόσεις|Видавництво|leidykla|apgāds"
    r"|[Nn]aklada|Kustannus\w*|Penerbit)(?!\w)"
)
"""Words that only a publisher's name has."""


_ACRONYM = re.compile(r"[A-ZÀ-Þ]{2,8}\d{0,3}")
_PHRASE_MARK = re.compile(r"[?!“”]|[^\W\d_A-Z]{4}\.\s[^\W\d_A-Z]{4}")  # "das Klima retten. oekom verlag"
_TITLE_MARK = re.compile(r"[?!;“”]")
_NO_IMPRINT = re.compile(r"[?!;:“”«»]")


class Split(msgspec.Struct, frozen=True, gc=False):
    """A title, what the rest after it says, and how well the rest is understood (0..1)."""

    title: str
    quality: float
    fields: dict[str, str] = {}
    names: dict[str, tuple[Name, ...]] = {}
    note: str = ""
    type: str = ""
    date: Date | None = None


_ARTICLE = re.compile(r"(?:il|la|le|les|l['’]|gli|i|el|die|der|the)?\s?[^\W\d_a-z]")
_LEADING_ARTICLES = frozenset("A An Ein Eine Une Una Um Uma".split())
_STATE = re.compile(rf"([A-Z]{{2,3}}|[A-Z][a-z]{{1,4}}\.|D\.C\.|{COUNTRY}),\s")
_GENRE_END = re.compile(r"[.,;:]\s|\s\(")
_MEETING_WORDS = 14
_GENRE_WORDS = 4  # beside the first


def understand(text: str, tail: Tail, *, after_edition: bool = False) -> Split | None:
    """What a text after the title is: container, place and publisher, or publisher; None for nothing known."""
    date, rest = lead_date(text.strip(" .,;"))
    if text.endswith(".") and ABBREVIATED.search(rest):
        rest += "."
    if date and tail.date and date.year != tail.date.year:
        return None
    if not rest:
        return Split("", 0.9, date=date) if date else None
    for mark, rule in _RULES:
        found = rule(rest, tail) if mark in rest else None
        if found:
            return msgspec.structs.replace(found, date=date) if date else found
    words = rest.split()
    if after_edition and len(words) <= 3 and rest[0].isupper():
        return Split("", 0.9, {"publisher-place": rest})
    return None


def _place_etc(text: str, _tail: Tail) -> Split | None:
    """ "Wien u.a.", "London [etc.]": a place and others."""
    told = ("u." in text or "etc" in text) and _PLACE_ETC.fullmatch(text)
    return Split("", 0.98, {"publisher-place": text}) if told else None


def _chez(text: str, _tail: Tail) -> Split | None:
    """ "chez Grasset": a publisher, as French lists name it."""
    match = _CHEZ.fullmatch(text)
    return Split("", 0.97, {"publisher": match[1]}) if match else None


def _in_container(text: str, tail: Tail) -> Split | None:
    found = read_container(text, tail, _imprint)
    if not found:
        return None
    fields, names, quality = found
    dated = BEFORE_IMPRINT.fullmatch(fields["container-title"]) if tail.date is None else None
    if dated:
        fields = {**fields, "container-title": dated[1]}
    return Split("", quality, fields, names, date=read_date(dated[2]) if dated else None)


def _imprint(text: str, tail: Tail) -> dict[str, str] | None:
    """Place and publisher, or publisher, of a book."""
    found = _place_and_publisher(text, tail) or _places_by_comma(text, tail) or _publisher(text, tail)
    return found.fields if found and found.quality >= 0.6 else None


def _genre_and_school(text: str, _tail: Tail) -> Split | None:
    """ "PhD thesis. School", "Thèse de doctorat, School, Place": a genre and who published it."""
    credit = read_credit(text) if text[:1].islower() else None
    if (
        credit and credit.variable != "author"
    ):  # "documentary by Otto Lindqvist", "directed by Otto Lindqvist"
        fields = {"genre": credit.genre} if credit.genre else {}
        kind = credit.type or ("motion_picture" if credit.variable == "director" else "")
        return Split("", 0.98, fields, {credit.variable: credit.names.names}, type=kind)
    genre = _GENRE_END.split(text, maxsplit=1)[0]
    if genre.count(" ") > _GENRE_WORDS:
        return None
    kind = genre_type(genre)
    if not kind and genre.endswith(" thesis"):
        kind = genre_type(genre.removesuffix(" thesis"))
    school = text[len(genre) :].strip(" .,;:()")
    reported = kind == "report" and " " in genre and has_organisation_word(school.partition(",")[0])
    if not kind or (kind != "thesis" and not reported and not text[0].islower()):
        return None
    if is_named_periodical(school):
        return Split("", 0.98, {"genre": genre, "container-title": school}, type=kind)
    fields = {"genre": genre, **(_publisher_fields(school.split(", ")) if school else {})}
    return Split("", 0.98, fields, type=kind) if not boundaries(school) else None


def _presented(text: str, _tail: Tail) -> Split | None:
    """ "Paper presented at the Eurosoil Conference, Freiburg, Germany": an event and its place."""
    match = _PRESENTED.fullmatch(text)
    if not match:
        return None
    event, _, place = match["event"].partition(", ")
    fields = {"genre": match["genre"], "event-title": event, **({"event-place": place} if place else {})}
    return Split("", 0.99, fields, type="paper-conference")


def _place_and_publisher(text: str, tail: Tail) -> Split | None:
    match = _PLACE_PUBLISHER.fullmatch(text)
    if not match:
        return None
    place, publisher = match[1].strip(), match[2].strip()
    if ("volume" in tail.fields and not is_place(place)) or ", and " in place:
        return None
    words = [word for word in _PLACE_MARKS.split(place) if word]
    if len(words) > 7 or not all(
        word[0].isupper() or word in _SMALL_IN_PLACES or is_caseless(word[0]) for word in words
    ):
        return None
    if ". " in place.rstrip() and not _PLACE_STOP.search(place):
        return None
    if ". " in publisher and _SENTENCE_ENDS.search(publisher) and not is_place(place):
        return None  # "Show and Tell: A Neural Visual Storyteller. Preprint"
    return Split("", 1.0, {"publisher-place": place, "publisher": publisher.rstrip(" .,")})


def _place_before_bracket(text: str, _tail: Tail) -> Split | None:
    """ "Stuttgart (Ulmer)": the publisher in brackets behind the place."""
    match = _PLACE_BRACKET.fullmatch(text) if text.endswith(")") else None
    if not match or not is_place(match[1]):
        return None
    return Split("", 0.98, {"publisher-place": match[1], "publisher": match[2]})


def _meeting(text: str, tail: Tail) -> Split | None:
    """ "37th International Geological Congress (IGC), Busan, Korea": a conference and where it was, without "In"."""
    name, comma, place = text.partition(", ")
    if not (comma or "publisher-place" in tail.fields) or text[0].islower() or not is_meeting(name):
        return None
    fits = len(name.split()) <= _MEETING_WORDS and not boundaries(text) and not place[:1].islower()
    if not fits or place.count(", ") > 1 or any(map(str.isdigit, place)):
        return None
    return Split("", 0.96, {"container-title": name, **({"event-place": place} if place else {})})


def _journal_and_publisher(text: str, tail: Tail) -> Split | None:
    """ "Soil and Tillage Research, Elsevier": a periodical known by name and its publisher, as HAL cites."""
    journal, comma, publisher = text.partition(", ")
    if not comma or not tail.in_periodical or is_named_periodical(text) or not is_named_periodical(journal):
        return None
    if not publisher[0].isupper():
        return None
    return Split("", 0.96, {"container-title": journal, "publisher": publisher})


def _places_by_comma(text: str, tail: Tail) -> Split | None:
    """ "Roma, Donzelli", "Wydawnictwo PWN, Warszawa", "Oxford, Oxford University Press": a known place at one end."""
    first, comma, last = text.partition(", ")
    if not comma:
        numbered = not tail.fields.keys().isdisjoint({"volume", "issue"})
        known = is_place(text) and tail.date is not None and not numbered
        return Split("", 0.9, {"publisher-place": text}) if known else None
    numbered = not tail.fields.keys().isdisjoint({"volume", "issue"})
    if numbered or _NO_IMPRINT.search(text):
        return None
    state = _STATE.match(last) if first in PLACES else None
    if state:
        first, last = f"{first}, {state[1]}", last[state.end() :]
    if (state or first in PLACES) and _is_short(last) and _ARTICLE.match(last) and ", " not in last:
        return Split("", 0.97, {"publisher-place": first, "publisher": last})
    if "number-of-pages" in tail.fields and _is_imprint(first, last):
        return Split("", 0.96, {"publisher-place": first, "publisher": last})
    publisher, _, place = text.rpartition(", ")
    if (
        place in PLACES
        and publisher[0].isupper()
        and len(publisher.split()) <= 6
        and not boundaries(publisher)
    ):
        capitals = sum(word[0].isupper() for word in publisher.split()) / len(publisher.split())
        if (
            ", " not in publisher
            and not _is_subtitle(publisher)
            and (capitals >= 0.5 or PUBLISHER_WORD.search(publisher))
        ):
            return Split("", 0.97, {"publisher": publisher, "publisher-place": place})
    return None


def _is_subtitle(text: str) -> bool:
    """Whether nothing in a text is a publisher's: "A Use Case Driven Approach", "Basiskonzepte und neue Verfahren"."""
    words = text.split()
    phrase = words[0] in _LEADING_ARTICLES or (len(words) > 3 and any(map(str.islower, words)))
    return phrase and not (
        PUBLISHER_WORD.search(text) or is_known_publisher(text) or has_organisation_word(text)
    )


def _is_short(publisher: str) -> bool:
    """Whether a text is no longer than publishers' names are, or bodies' where a word tells one."""
    told = any(map(is_office, publisher.split()[:6]))
    return len(publisher.split()) <= (_LONGEST_BODY if told else _LONGEST_HOUSE)


def _is_imprint(place: str, publisher: str) -> bool:
    """Whether "Bressuire, Sciences et techniques agricoles" is one of a place that is not known: before pages."""
    named = place.isalpha() and place.istitle() and not is_given(place) and len(place) > 3
    return named and publisher[0].isupper() and ", " not in publisher and len(publisher.split()) <= 6


def _school(text: str, tail: Tail) -> Split | None:
    """ "Universidade de Aveiro, 2009, pp. 67–108", "Laterza": an office or publisher before pages is no periodical."""
    paged = tail.in_periodical and tail.fields.keys().isdisjoint({"volume", "issue"})
    if paged and is_known_publisher(text):
        return Split("", 0.95, {"publisher": text})
    if not paged or is_periodical(text) or not is_office(text.split(maxsplit=1)[0]) or boundaries(text):
        return None
    return Split("", 0.9, {"publisher": text})


def _container(text: str, tail: Tail) -> Split | None:
    """A periodical: known by name, told by numbers at the end, or a newspaper before a day."""
    title, numbered = _final_volume(text, tail)
    if numbered and is_periodical(title):
        return Split("", 0.95, {"container-title": title, **numbered})
    if outer_quotes(text) and tail.in_periodical:
        return Split("", 0.95, {"container-title": unquote(text)})
    named = is_named_periodical(text)
    known = named or ("," not in text and is_periodical(text))
    daily = _is_daily(text, tail)
    placed = "publisher-place" in tail.fields and not (named or daily)
    counted = "number-of-pages" in tail.fields and "volume" not in tail.fields
    if not (tail.in_periodical or (known and not placed) or daily) or counted:
        return None
    if not named and ", " in text and is_named_periodical(text.rpartition(", ")[2]):
        return None  # "Evidence from 400 farms, Global Change Biology"
    if not (known or (text[0].isalpha() and not text[0].islower())) or not _could_be_container(text):
        return None
    in_volume = "volume" in tail.fields or "page" in tail.fields
    quality = 0.95 if in_volume or named else 0.85 if daily else 0.8
    quality -= 0.1 if ", " in text and not known else 0.0
    quality -= 0.2 if not (known or numbered or "volume" in tail.fields) and _names_place(text) else 0.0
    if not known and YEARLIKE.fullmatch(text[-4:]) and "volume" not in tail.fields:
        quality -= 0.4  # "Ergebnisse einer Veranstaltung vom 6. Dezember 2013": no periodical ends so
    words = text.split()
    if not known and len(words) > 3 and sum(not word[0].islower() for word in words) < 0.3 * len(words):
        quality -= 0.25
    return Split("", quality, {"container-title": title if numbered else text, **numbered})


def _names_place(text: str) -> bool:
    """Whether a place of publication stands between commas: "Title, Bologna, il Mulino" is no periodical."""
    return ", " in text and any(is_place(part) for part in text.split(", ")[1:])


def _final_volume(text: str, tail: Tail) -> tuple[str, dict[str, str]]:
    """A text without the volume at its end, and that volume where none is known."""
    volume = _FINAL_VOLUME.fullmatch(text) if text[-1].isdigit() else None
    if not volume or "volume" in tail.fields or YEARLIKE.fullmatch(volume[2]):
        return text, {}
    return volume[1].rstrip(","), {"volume": volume[2]}


def _is_daily(text: str, tail: Tail) -> bool:
    """Whether a text before a day can be a newspaper: few words, none of them an organisation's."""
    day = tail.date is not None and len(tail.date.start) == 3
    return day and len(text.split()) <= 5 and not has_organisation_word(text)


def _could_be_container(text: str) -> bool:
    """Whether a text is short, without marks of a title, and no sentence ends in it but abbreviations."""
    words = text.split()
    if len(words) > 14 or _TITLE_MARK.search(text):
        return False
    if PUBLISHER_WORD.match(text) and not is_periodical(text):
        return False  # "Ed. Ceres"
    ends = len(boundaries(text))
    return not ends or ends <= sum(word[-1] == "." and word[0].isupper() for word in words if len(word) <= 11)


def _publisher(text: str, tail: Tail) -> Split | None:
    if "volume" in tail.fields or (
        tail.in_periodical and "number-of-pages" not in tail.fields and not PUBLISHER_WORD.search(text)
    ):
        return None
    parts = [part.strip() for part in text.split(", ")]
    if not _could_be_publisher(text):
        return None
    words = [word for word in text.replace(",", " ").split() if len(word) > 3 and word.isalpha()]
    capitals = sum(word[0].isupper() for word in words) / len(words) if words else 1.0
    house = parts[0].rpartition(" ")[2] if parts[0].count(" ") < _SHORT_IMPRINT else ""
    known = (
        is_known_publisher(parts[0]) or (len(house) > _SHORT_IMPRINT and is_known_publisher(house))
    ) and len(parts) <= 3
    if known or (_ACRONYM.fullmatch(parts[0]) and tail.fields):
        return Split("", 0.98 if known else 0.97, _publisher_fields(parts))
    organisation = Names() if is_more_than_name(parts[0]) else read_names(parts[0])
    if PUBLISHER_WORD.search(parts[0]) or (organisation.score >= 0.75 and not organisation.persons):
        told = has_organisation_word(parts[0].split()[0]) or is_known_organisation(parts[0])
        certain = PUBLISHER_WORD.search(parts[0]) or told
        quality = 0.97 if certain else 0.3 if _is_matter(parts[0]) else 0.85
        return Split("", quality, _publisher_fields(parts))
    small = [word for word in text.split() if word.islower()]
    if len(words) > 6 or len(small) >= 2 or capitals < 1.0 or not text[0].isupper() or _is_subtitle(parts[0]):
        return None
    counted = "number-of-pages" in tail.fields and tail.date is not None and len(text.split()) <= 3
    booklike = (bool(tail.fields) or tail.date is not None) and len(parts) <= 2
    return Split("", 0.97 if counted else 0.82 if booklike else 0.6, _publisher_fields(parts))


def _could_be_publisher(text: str) -> bool:
    """Whether a text is short, no sentence ends in it, and it is more than initials."""
    sentences = _PHRASE_MARK.search(text) or boundaries(text)
    return len(text.split()) <= 20 and not sentences and not ("." in text and is_initials(text))


def _is_matter(text: str) -> bool:
    """Whether a text has no office and small words enough for a subtitle: "Trends und Fakten zur Landwirtschaft"."""
    words = text.split()
    return sum(word[0].islower() for word in words) >= 2 and not any(map(is_office, words))


def _publisher_fields(parts: list[str]) -> dict[str, str]:
    """ "Publisher, Place": the last part is a place where it is short and no organisation."""
    if len(parts) == 2 and is_place(parts[0]) and not is_place(parts[1]):
        return {"publisher-place": parts[0], "publisher": parts[1]}
    if (
        len(parts) > 1
        and len(parts[-1].split()) <= 2
        and read_names(parts[-1]).score < 0.7
        and not genre_type(parts[0])
    ):
        lone = len(parts) == 2 and len(parts[0].split()) == 1 and not PUBLISHER_WORD.search(parts[0])
        if not lone or parts[-1].istitle():
            return {"publisher": ", ".join(parts[:-1]), "publisher-place": parts[-1]}
    return {"publisher": ", ".join(parts)}


_RULES: tuple[tuple[str, Callable[[str, Tail], Split | None]], ...] = (
    ("", _place_etc),
    ("hez ", _chez),
    ("", _in_container),
    ("", _genre_and_school),
    ("resent", _presented),
    (":", _place_and_publisher),
    ("", _places_by_comma),
    ("(", _place_before_bracket),
    ("", _meeting),
    (", ", _journal_and_publisher),
    ("", _school),
    ("", _container),
    ("", _publisher),
)
"""The rules for what follows a title, the surest first, each with what a text has that it can read."""
