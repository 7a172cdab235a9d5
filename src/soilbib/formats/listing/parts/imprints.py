"""Place and publisher, or publisher, of what stands between title and end."""

from __future__ import annotations

import re

from soilbib.formats.listing.parts.caseless import is_caseless
from soilbib.formats.listing.parts.classify import genre_type
from soilbib.formats.listing.parts.cuts import boundaries
from soilbib.formats.listing.parts.names import Names, read_names
from soilbib.formats.listing.parts.organisations import is_more_than_name
from soilbib.formats.listing.parts.split import Split
from soilbib.formats.listing.parts.tail import Tail
from soilbib.formats.listing.vocabulary.gazetteer import (
    COUNTRY,
    PLACES,
    is_given,
    is_known_organisation,
    is_known_publisher,
    is_place,
)
from soilbib.formats.listing.vocabulary.words import is_periodical
from soilbib.model.name_splitting import is_ideographic
from soilbib.model.names import has_organisation_word, is_initials, is_office

PUBLISHER_WORD = re.compile(
    r"\b(?=[PpVvÉEéeBSWFfUKwИиNYΕВlan])(?:[Pp]ress|[Vv]erlag|[ÉEée]ditions?|[ÉE]diteurs?|[ÉEée]d\.(?=\s)|[Pp]ublish\w+|[Pp]resses|Books|Springer|Elsevier"
    r"|Wiley|Editorial|Editric[ei]|Editor[ae]s?|(?<=\w\s)(?:editores|[ée]diteur)|Edizioni|Edi[cç](?:iones|ões)|[Ff](?:ö|o)rlag|Uitgeverij|Kiadó|Verlags\w+"
    r"|[Ww]ydawnictwo|Издателство|изд\.|[Nn]akladatelství|Editura|NXB|Kiadó|Yayın\w+|Εκδόσεις|Видавництво|leidykla|apgāds"
    r"|[Nn]aklada|Kustannus\w*|Penerbit)(?!\w)"
)
"""Words that only a publisher's name has."""
_PLACE_ETC = re.compile(r"([A-ZÀ-Þ][\w’'-]+(?:[\s/-][A-ZÀ-Þ][\w’'-]+)?\s(?:u\.\s?a\.?|\[?etc\.?\]?))")
_PLACE_BRACKET = re.compile(
    r"([^\W\d_a-z][^(),:]{2,30})\s\(([^\W\d_a-z][^():]{2,40})\)"
)  # "Stuttgart (Ulmer)"
_PLACE_PUBLISHER = re.compile(
    r"((?:\[|[^\W\d_a-zß-öø-ÿа-яά-ώ])[^:“”«»()?!]{1,45}?(?:\s\([^\W\d_a-z][^():]{1,30}\))?)\s?:\s?(\S.{1,140})"
)
PLACE_JOINTS = re.compile(r"\s?[/–-]\s?|\s(?:and|y|et|und|e|&)\s")
_PLACE_MARKS = re.compile(r"[\s,;&]+")
_SMALL_IN_PLACES = frozenset(
    "and et und y e u.a. [etc.] am im an der de del do la sur upon aan den i.".split()
)
_JOINERS = frozenset("und and et y e".split())
_PAIR = 3  # words of two and their joiner
_SHORT_PLACES = frozenset("М СПб Л К Мн Пг".split())
"""Places as Russian references shorten them."""
_SENTENCE_ENDS = re.compile(r"[^\W\d_A-Z]{5}\.\s")
_SHORT_IMPRINT = 4  # words of a series that ends in its publisher's name, and letters of that name
_LONGEST_HOUSE = 10  # words of a publisher
_LONGEST_BODY = 24  # words of one that is a body
_CHEZ = re.compile(r"[Cc]hez\s(\S.*)")
_PLACE_STOP = re.compile(r"\b(?:St|Mt|Ft|D\.C|(?<![^\W\d_]{3}\s)[A-Z])\. ")
_ACRONYM = re.compile(r"[A-ZÀ-Þ]{2,8}\d{0,3}")
_PHRASE_MARK = re.compile(r"[?!“”]|[^\W\d_A-Z]{4}\.\s[^\W\d_A-Z]{4}")  # "das Klima retten. oekom verlag"
_JOINED_PHRASE = re.compile(r",\s(?:and|et|und|y|e)(?:\s[^\s,]+){3}")  # "Farmers, and Foodies Are Healing"
_LATER_PLACE = re.compile(r",\s[^\W\d_a-z][\w-]+\s?:\s")  # "sciences et pratiques, Paris : Seuil"
_NUMBERED_REPORT = re.compile(
    r"([Rr]apport|[Rr]eport|[Bb]ericht|[Ii]nforme|[Rr]elatório)(?:\s(?:[Nn]o\.?|[Nn][°ºr]\.?))?\s(\d[\w/-]*)"
)
_NUMBERED_SERIES = re.compile(
    r"([^\W\d_a-z].{2,80}\b(?:Papers?|Reports?|Series|Bulletins?|Notes?|Berichte?|Hefte?|Schriften\w*|Documents?|Cahiers?))"
    r",?\s(?:(?:[Nn]o|[Nn]r)\.?\s|[Nn]°\s?)?(\d[\w/-]*)"
)
_NO_IMPRINT = re.compile(r"[?!;:“”«»]")
_ARTICLE = re.compile(r"(?:il|la|le|les|l['’]|gli|i|el|die|der|the)?\s?[^\W\d_a-z]")
_LEADING_ARTICLES = frozenset("A An Ein Eine Une Una Um Uma".split())
_STATE_LETTERS = 2
_DAY = 3  # parts of a date, which books have not
_STATE = re.compile(rf"([A-Z]{{2,3}}|[A-Z][a-z]{{1,4}}\.|D\.C\.|{COUNTRY}),\s")


def read_place_etc(text: str, _tail: Tail) -> Split | None:
    """ "Wien u.a.", "London [etc.]": a place and others."""
    told = ("u." in text or "etc" in text) and _PLACE_ETC.fullmatch(text)
    return Split("", 0.98, {"publisher-place": text}) if told else None


def read_chez(text: str, _tail: Tail) -> Split | None:
    """ "chez Grasset": a publisher, as French lists name it."""
    match = _CHEZ.fullmatch(text)
    return Split("", 0.97, {"publisher": match[1]}) if match else None


def read_imprint(text: str, tail: Tail) -> dict[str, str] | None:
    """Place and publisher, or publisher, of a book."""
    found = (
        read_place_and_publisher(text, tail) or read_places_by_comma(text, tail) or read_publisher(text, tail)
    )
    return found.fields if found and found.quality >= 0.6 else None


def read_place_and_publisher(text: str, tail: Tail) -> Split | None:
    """ "Paris: Seuil", "New York; London : Academic Press": a place, a colon, a publisher."""
    match = _PLACE_PUBLISHER.fullmatch(text)
    if not match:
        return None
    place, publisher = match[1].strip(), match[2].strip()
    daily = tail.date is not None and len(tail.date.start) == _DAY
    known = is_place(place) or place.strip(" .") in _SHORT_PLACES
    if (("volume" in tail.fields or daily) and not known) or _has_more_than_places(place):
        return None
    words = [word.lstrip("(") for word in _PLACE_MARKS.split(place) if word]
    if len(words) > 7 or not all(
        word[0].isupper() or word in _SMALL_IN_PLACES or is_caseless(word[0]) or is_ideographic(word[0])
        for word in words
    ):
        return None
    if ". " in place.rstrip() and not _PLACE_STOP.search(place):
        return None
    if ". " in publisher and _SENTENCE_ENDS.search(publisher) and not is_place(place):
        return None  # "Show and Tell: A Neural Visual Storyteller. Preprint"
    return Split("", 1.0, {"publisher-place": place, "publisher": publisher.rstrip(" .,")})


def _has_more_than_places(text: str) -> bool:
    """Whether a list that ends in a place has other parts: "Reflections, Perspectives and Uses, Bielefeld"."""
    if ", and " in text:
        return not all(map(is_place, text.replace(" and ", " ").split(", ")))
    first, _, last = text.rpartition(", ")
    return " " in first and is_place(last) and not is_place(first.rpartition(", ")[2])


def read_place_before_bracket(text: str, _tail: Tail) -> Split | None:
    """ "Stuttgart (Ulmer)": the publisher in brackets behind the place."""
    match = _PLACE_BRACKET.fullmatch(text) if text.endswith(")") else None
    if not match or not is_place(match[1]):
        return None
    return Split("", 0.98, {"publisher-place": match[1], "publisher": match[2]})


def read_places_by_comma(text: str, tail: Tail) -> Split | None:
    """ "Roma, Donzelli", "Wydawnictwo PWN, Warszawa", "Oxford, Oxford University Press": a known place at one end."""
    first, comma, last = text.partition(", ")
    whole = first in PLACES and last.isupper() and len(last) == _STATE_LETTERS  # "Washington, DC"
    if not comma or whole:
        numbered = not tail.fields.keys().isdisjoint({"volume", "issue"})
        known = is_place(text) and tail.date is not None and not numbered
        return Split("", 0.9, {"publisher-place": text}) if known else None
    numbered = not tail.fields.keys().isdisjoint({"volume", "issue"})
    if numbered or _NO_IMPRINT.search(text):
        return None
    state = _STATE.match(last) if first in PLACES else None
    if state:
        first, last = f"{first}, {state[1]}", last[state.end() :]
    joint = all(map(PLACES.__contains__, PLACE_JOINTS.split(first)))  # "Rome/Marseille, FAO/IRD"
    if (state or joint) and _is_short(last) and _ARTICLE.match(last) and ", " not in last:
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
            and not (_is_subtitle(publisher) or _is_pair(publisher))
            and (capitals >= 0.5 or PUBLISHER_WORD.search(publisher))
        ):
            return Split("", 0.97, {"publisher": publisher, "publisher-place": place})
    return None


def _is_pair(text: str) -> bool:
    """Whether a text is two words and what joins them, and no publisher that is known: "Poems and Prose"."""
    words = text.split()
    return len(words) == _PAIR and words[1] in _JOINERS and not is_known_publisher(text)


def _is_subtitle(text: str) -> bool:
    """Whether nothing in a text is a publisher's: "A Use Case Driven Approach", "Basiskonzepte und neue Verfahren"."""
    words = text.split()
    phrase = words[0] in _LEADING_ARTICLES or (len(words) > _PAIR and any(map(str.islower, words)))
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


def read_school(text: str, tail: Tail) -> Split | None:
    """ "Universidade de Aveiro, 2009, pp. 67–108", "Laterza": an office or publisher before pages is no periodical."""
    paged = tail.in_periodical and tail.fields.keys().isdisjoint({"volume", "issue"})
    if paged and is_known_publisher(text):
        return Split("", 0.95, {"publisher": text})
    if not paged or is_periodical(text) or not is_office(text.split(maxsplit=1)[0]) or boundaries(text):
        return None
    return Split("", 0.9, {"publisher": text})


def read_publisher(text: str, tail: Tail) -> Split | None:
    """A publisher without a place before it: known, told by a word, an organisation, or a few capitals in a book."""
    if "volume" in tail.fields or (
        tail.in_periodical and "number-of-pages" not in tail.fields and not PUBLISHER_WORD.search(text)
    ):
        return None
    parts = [part.strip() for part in text.split(", ")]
    if not _could_be_publisher(text, placed="publisher-place" in tail.fields):
        return None
    words = [word for word in text.replace(",", " ").split() if len(word) > 3 and word.isalpha()]
    capitals = sum(word[0].isupper() for word in words) / len(words) if words else 1.0
    house = parts[0].rpartition(" ")[2] if parts[0].count(" ") < _SHORT_IMPRINT else ""
    known = (
        any(map(is_known_publisher, parts[: 2 if parts[0].count(" ") == 0 else 1]))
        or (len(house) > _SHORT_IMPRINT and is_known_publisher(house))
    ) and len(parts) <= 3
    if known or (_ACRONYM.fullmatch(parts[0]) and tail.fields):
        return Split("", 0.98 if known else 0.97, publisher_fields(parts))
    organisation = Names() if is_more_than_name(parts[0]) else read_names(parts[0])
    if PUBLISHER_WORD.search(parts[0]) or organisation.bodies:
        told = has_organisation_word(parts[0].split()[0]) or is_known_organisation(parts[0])
        certain = PUBLISHER_WORD.search(parts[0]) or told
        quality = 0.97 if certain else 0.3 if _is_matter(parts[0]) else 0.85
        return Split("", quality, publisher_fields(parts))
    small = [word for word in text.split() if word.islower()]
    if len(words) > 6 or len(small) >= 2 or capitals < 1.0 or not text[0].isupper() or _is_subtitle(parts[0]):
        lone = parts[1:] and parts[0].isalpha() and not organisation.sure  # "TerrAfrica, Moor Institute"
        bodies = lone and all(read_names(part).bodies for part in parts[1:])
        return Split("", 0.85, {"publisher": text}) if bodies else None
    counted = "number-of-pages" in tail.fields and tail.date is not None and len(text.split()) <= 3
    booklike = (bool(tail.fields) or tail.date is not None) and len(parts) <= 2
    return Split("", 0.97 if counted else 0.82 if booklike else 0.6, publisher_fields(parts))


def _could_be_publisher(text: str, *, placed: bool) -> bool:
    """Whether a text is short, no sentence ends in it, and it is more than initials."""
    sentences = _PHRASE_MARK.search(text) or _JOINED_PHRASE.search(text) or boundaries(text)
    return (
        len(text.split()) <= 20
        and not (sentences or (placed and _is_pair(text)))
        and not _LATER_PLACE.search(text)
        and not ("." in text and is_initials(text))
    )


def _is_matter(text: str) -> bool:
    """Whether a text has no office and small words enough for a subtitle: "Trends und Fakten zur Landwirtschaft"."""
    words = text.split()
    return sum(word[0].islower() for word in words) >= 2 and not any(map(is_office, words))


def publisher_fields(parts: list[str]) -> dict[str, str]:
    """ "Publisher, Place": the last part is a place where it is short and no organisation."""
    report = _NUMBERED_REPORT.fullmatch(parts[-1])
    if report:  # "Bilthoven, Rapport 2019-0045"
        return {
            **(publisher_fields(parts[:-1]) if parts[1:] else {}),
            "genre": report[1],
            "number": report[2],
        }
    series = _NUMBERED_SERIES.fullmatch(parts[-1]) if parts[-1][-1:].isdigit() else None
    if series:  # "Moor-Institut, Moor Working Paper 112"
        return {
            **(publisher_fields(parts[:-1]) if parts[1:] else {}),
            "collection-title": series[1],
            "collection-number": series[2],
        }
    if len(parts) == 1 and is_place(parts[0]):
        return {"publisher-place": parts[0]}
    if len(parts) == 2 and is_place(parts[0]) and not is_place(parts[1]):
        return {"publisher-place": parts[0], "publisher": parts[1]}
    if (
        len(parts) > 1
        and len(parts[-1].split()) <= 2
        and read_names(parts[-1]).score < 0.7
        and not is_known_publisher(parts[-1])
        and not genre_type(parts[0])
    ):
        lone = len(parts) == 2 and len(parts[0].split()) == 1 and not PUBLISHER_WORD.search(parts[0])
        if not lone or parts[-1].istitle():
            return {"publisher": ", ".join(parts[:-1]), "publisher-place": parts[-1]}
    return {"publisher": ", ".join(parts)}
