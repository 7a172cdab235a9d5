"""The segments of an entry in the house form: how it is cut, and which of them is the title."""

from __future__ import annotations

import re

from soilbib.formats.listing.forms.house_title import bracketed_authors
from soilbib.formats.listing.forms.segment_marks import (
    is_edition,
)
from soilbib.formats.listing.forms.segment_rules import (
    EPISODE,
    read_source,
    take_imprint,
    take_platform,
)
from soilbib.formats.listing.forms.segment_venues import take_names_in
from soilbib.formats.listing.parts.classify import (
    is_venue,
    phrase_type,
    read_date,
    read_programme,
    split_final_date,
    split_genre,
)
from soilbib.formats.listing.parts.credits import read_credit
from soilbib.formats.listing.parts.imprints import PUBLISHER_WORD
from soilbib.formats.listing.parts.names import Names, is_certain_list, is_vouched, read_names
from soilbib.formats.listing.parts.numbers import PAGE_COUNT
from soilbib.formats.listing.parts.segments import (
    first_quoted,
    outer_quotes,
    split_segments,
    starts_quoted,
)
from soilbib.formats.listing.parts.tail import peel
from soilbib.formats.listing.parts.title_end import split_title
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import (
    PLATFORMS,
    is_given,
    is_known_organisation,
    is_known_publisher,
    is_place,
)
from soilbib.model.names import has_organisation_word

_TRAILING_LABEL = re.compile(
    r"(?i)^(?:pdf|html|doc|o\.\s?J\.|s\.\s?[df]\.|n\.\s?d\.|sans date|undated|online first|download(?: pdf)?"
    r"|télécharger|lien|link|en|fr|es|de|it|pt|eng|fra|fre|esp|spa|deu|ger|ita|por)$"
)
_FILE = re.compile(
    r"(?<=\S)\s?[(\[](?:pdf|epub|docx?|mp[34]|xlsx?|zip|html)\b[^()\[\]]{0,20}[)\]]$", re.IGNORECASE
)
_SHOW = re.compile(
    r"(?P<show>[^\W\d_][^“«\"„\d:]{2,30}[“«„\"][^“”«»\"]{2,80}[”»“\"])(?:\s?[:,]\s(?P<said>.+))?$"
)
_DATED_BRACKET = re.compile(r"\s\((?:1[5-9]|20)\d\d,\s[^()]{2,40}\)$")
_COUNTS = "psS."  # the last letters of words for pages
_WHOLE = 5  # letters of a word that is hardly shortened, but for these
_SHORTENED = frozenset(
    """
    agric atmos biochem bioenerg biogeosci biotechnol climatol collab ecosyst environ epidemiol geochem geochim
    geogr geomorphol geophys hydrol landsc manag meteorol microbiol nutr oceanogr pharmacol physiol polit psychol
    assoc sociol technol toxicol
    """.split()
)
_FINAL_COUNT = re.compile(rf",\s{PAGE_COUNT.pattern}$")
_LABEL = 12  # characters of the longest of them
_GENRE_BRACKET = re.compile(  # "2015 [film]", "2020 (video, 4 min.)"
    r"\s?[(\[](?P<genre>[^\W\d_][^()\[\]\d,]{2,30})(?:,\s(?P<time>\d{1,3}\s?(?:min\w*\.?|mn|[’'′])))?[)\]]$"
)
_AFTER_QUOTE = re.compile(
    r",\s|\s(?=(?:une?\s|an?\s)?[a-zß-öø-ÿ]{4,}\s(?:(?:de|by|par|von|di|por|avec|with)\s|d['’])[^\W\d_a-z])"
    r"|\s(?=[^\W\d_a-z]|\(?\d)|\s(?:by|par|von|por|de|di|da|avec|with)\s(?=[^\W\d_a-z])"
)
_ARTICLE = re.compile(r"^(?:une?|an?)\s")
_LOOSE_SEPARATOR = re.compile(r"\s[/:~_>]\s")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_FINAL_BRACKET = re.compile(r"\s\((?P<said>[^()]{4,200})\)$")
_CODE = 2  # letters, of a country
_DASH_INSIDE = re.compile(r"\([^()]*\s[–—-]\s[^()]*\)$")
_LONGEST_BRACKET = 200  # characters
_KIND = re.compile(r"(?P<first>[^\W\d_a-z][a-zß-öø-ÿ]+)(?:\s[a-zß-öø-ÿ]{4,}){1,2}")
_MOST_OF_KIND = 4  # words
_MOST = 30  # segments of one entry


def segments_of(text: str) -> tuple[list[str], str]:
    """The segments of an entry without trailing labels, and the platform that one names; none where it has not two."""
    parts = split_segments(text)
    if len(parts) < 2:
        parts = (_split_loosely(text) if starts_quoted(text) else _split_slashes(text)) or parts
    if text.endswith(")") and (len(parts) < 2 or _DASH_INSIDE.search(text)):
        parts = _split_bracket(text) or parts
    elif text.endswith(")") and _DATED_BRACKET.search(text):  # "Body – Title (2016, 96 p.)"
        parts = [*parts[:-1], *(_split_bracket(parts[-1]) or parts[-1:])]
    segments = [
        _FILE.sub("", part) if part.endswith((")", "]")) else part
        for part in parts
        if len(part) > _LABEL or part[0].isdigit() or not _TRAILING_LABEL.match(part)
    ]
    if text.endswith(".") and len(segments) > 1:
        segments = [*segments[:-1], _without_final_stop(segments[-1])]
    counted = _FINAL_COUNT.search(segments[-1]) if text[-1:] in _COUNTS and len(segments) > 1 else None
    if counted and counted.start():  # "Institut des prés, octobre 2019, 36 p."
        segments = [*segments[:-1], segments[-1][: counted.start()], counted[0].strip(" ,.")]
    if not 2 <= len(segments) <= _MOST or (len(segments) == 2 and _is_reference(segments)):
        return [], ""
    shown = any(map(text.__contains__, PLATFORMS))
    segments, platform = take_platform(segments) if shown else (segments, "")
    return (segments, platform) if len(segments) > 1 else ([], "")


def _without_final_stop(segment: str) -> str:
    """The last segment without the full stop of the entry; that of a shortened word stays ("coll.", "Doe, J.")."""
    word = segment[:-1].rpartition(" ")[2]
    long = len(word) >= _WHOLE or (word.isupper() and len(word) > 1)
    whole = word.isalnum() and long and word.lower() not in _SHORTENED
    whole = whole or word[-1:].isdigit() or is_place(word) or has_organisation_word(word)
    return segment[:-1] if whole else segment


def _split_loosely(text: str) -> list[str]:
    """A quoted title and what follows it between spaced slashes, colons or tildes, one of them a date."""
    span = first_quoted(text)
    before, *parts = _LOOSE_SEPARATOR.split(text[span[1] + 1 :]) if span and span[0] == 0 else ("",)
    if len(parts) < 2 or before.strip() or not any(map(read_date, parts)):
        return []
    return [text[: span[1] + 1] if span else "", *parts]


def _split_slashes(text: str) -> list[str]:
    """A title without quotes and what follows it between spaced slashes: a date, and names."""
    parts = text.split(" / ") if text.count(" / ") > 1 else []
    told = any(map(read_date, parts[1:])) and any(read_names(part).sure for part in parts[1:])
    return parts if told else []


def _split_bracket(text: str) -> list[str]:
    """A title and what a bracket behind it says, one part of it a date: "Title (A. Doe – 2019 – FAO)", "(2017, audio)".

    Each other part names persons or bodies, or a kind of work; a body alone with its date is left to be a publisher.
    """
    bracket = (
        _FINAL_BRACKET.search(text) if _YEAR.search(text, max(0, len(text) - _LONGEST_BRACKET)) else None
    )
    said = bracket["said"] if bracket else ""
    parts = split_segments(said) if said else []
    if bracket is None or len(parts) > 1:
        return [text[: bracket.start()], *parts] if bracket and any(map(read_date, parts)) else []
    if read_date(said):
        return _split_kind(text[: bracket.start()], said)
    counted = _FINAL_COUNT.search(said) if said[-1] in _COUNTS else None
    said, count = (said[: counted.start()], [counted[0].strip(" ,.")]) if counted else (said, [])
    if count and read_date(said):
        return [text[: bracket.start()], said, *count]
    amid = _split_amid(said)
    if amid:
        return [text[: bracket.start()], *amid, *count]
    head, date = split_final_date(said)
    first, comma, rest = said.partition(", ")
    if not date and comma and (date := read_date(first)):
        head = rest
    if not date or not head:
        return []
    names = read_names(head) if head != rest and not is_known_publisher(head.partition(", ")[0]) else Names()
    others = [head] if names.sure else head.split(", ")
    told = names.persons if names.sure else all(map(_tells, others))
    return [text[: bracket.start()], *others, date.raw, *count] if told else []


def _split_amid(said: str) -> list[str]:
    """ "Doe J, 1994, Heron Press": persons, a date, and the house or place behind it; else none."""
    parts = said.split(", ")
    dated = next((place for place, part in enumerate(parts) if read_date(part)), 0)
    names = read_names(", ".join(parts[:dated])) if 0 < dated < len(parts) - 1 else Names()
    behind = ", ".join(parts[dated + 1 :])
    if (
        not names.sure
        or not names.persons
        or not (is_known_publisher(behind) or PUBLISHER_WORD.search(behind))
    ):
        return []
    return [", ".join(parts[:dated]), parts[dated], behind]


def _split_kind(text: str, date: str) -> list[str]:
    """ "Title, Fen Institute white paper (2014)": the body and the kind of work that end a title before its date."""
    title, comma, last = text.rpartition(", ")
    words = last.split()
    for cut in range(1, min(len(words), _MOST_OF_KIND)):
        body, kind = " ".join(words[:-cut]), " ".join(words[-cut:])
        if (
            comma
            and kind.islower()
            and words[-cut - 1][0].isupper()
            and phrase_type(kind.capitalize())
            and read_names(body).sure
        ):
            return [title, body, kind, date]
    return []


def _tells(text: str) -> bool:
    told = phrase_type(text) or PAGE_COUNT.fullmatch(text)
    return bool(told) or (len(text) > _CODE and read_names(text).sure)


def part_quoted(segments: list[str]) -> list[str]:
    """The segments, names that a comma parts from a quoted title by themselves: "“Title”, A. Doe & B. Roe – 2014"."""
    first = segments[0]
    quoted = without_genre(first)
    span = first_quoted(quoted) if starts_quoted(quoted) and not outer_quotes(quoted) else None
    after = quoted[span[1] + 1 :] if span and span[0] == 0 else ""
    mark = _AFTER_QUOTE.match(after)
    said = after[mark.end() :] if mark else ""
    said = _ARTICLE.sub("", said) if said[:1] in "ua" else said  # "un film de Jane Doe"
    if not said or not (is_edition(said) or read_date(said) or read_names(said).sure or read_credit(said)):
        return segments
    return [first[: -len(after)], said, *segments[1:]]


def part_show(segments: list[str]) -> list[str]:
    """The segments with the title first where the programme leads: "Podcast “Moor talks” – Episode 3: Walls"."""
    led = _SHOW.match(segments[0])
    show = read_programme(led["show"]) if led else None
    if not led or not show or show.type != "broadcast":
        return segments
    said, others = led["said"], segments[1:]
    if not said:
        said, others = others[0], others[1:]
        if not EPISODE.match(said):
            return segments
    episode = EPISODE.match(said)
    title = said[episode.end() :].strip(" :,.") if episode else said
    if not title and others:
        title, others = others[0], others[1:]
    if not title or (not episode and read_names(title).sure):
        return segments
    title = title if starts_quoted(title) else f"“{title}”"
    return [title, f"{led['show']}, {episode.group()}" if episode else led["show"], *others]


def take_genre(segments: list[str]) -> tuple[list[str], str]:
    """The segments without a kind of work in brackets at the end of one: "“Title” (video)", "2015 [film]"."""
    for index, segment in enumerate(segments):
        match = _GENRE_BRACKET.search(segment) if segment.endswith((")", "]")) else None
        if not match or not match.start() or is_known_publisher(match["genre"]):
            continue
        if phrase_type(match["genre"]) and len(match["genre"].split()) <= 2:
            return [*segments[:index], segment[: match.start()], *segments[index + 1 :]], match["genre"]
    return segments, ""


def find_kind(segments: list[str], index: int) -> int | None:
    """Which segment is a kind of work that no table knows: "Teaching material", where another one names whom it is by.

    Its first word has a capital and the others have none, none is a body's or a person's; no name looks like that.
    """
    for number, segment in enumerate(segments):
        match = _KIND.fullmatch(segment) if number != index else None
        if not match or has_organisation_word(segment) or is_given(match["first"]) or phrase_type(segment):
            continue
        if is_venue(segment) or is_known_organisation(segment) or read_credit(segment) or is_edition(segment):
            continue
        others = (part for place, part in enumerate(segments) if place not in (index, number))
        if any(read_names(split_final_date(part)[0]).sure for part in others if not read_date(part)):
            return number
    return None


def without_genre(segment: str) -> str:
    """A segment without a genre word in front of its quote: "Movie: “T”"."""
    parted = split_genre(segment)
    return parted[2] if parted else segment


def title_index(segments: list[str]) -> int:
    """Which segment is the title: the first quoted one that is no programme, else the first unless it is names."""
    if bracketed_authors(segments[0]):
        return 0
    for index, segment in enumerate(segments):
        if outer_quotes(segment) or (index == 0 and starts_quoted(segment)):
            return index
        if (
            index == 0
            and split_genre(segment)
            and (read_programme(segment) is None or not any(map(outer_quotes, segments)))
        ):
            return index
    if segments[1][0].islower() and not read_credit(segments[1]):
        return 0  # "Soils 101 - a primer"
    if read_date(segments[0]) or _is_author_first(segments):
        following = (index for index, part in enumerate(segments) if index and not read_date(part))
        return next((index for index in following if not is_certain_list(segments[index])), 0)
    return 0


def _is_author_first(segments: list[str]) -> bool:
    head, _ = split_final_date(segments[0])
    if is_certain_list(head):
        return True
    names = read_names(head)
    others = [part for part in segments[1:] if not (read_date(part) or phrase_type(part))]
    return names.score >= 0.8 and bool(others) and not any(read_names(part).score >= 0.6 for part in others)


def _is_reference(segments: list[str]) -> bool:
    """Whether a dash parts the authors from all else of a reference: "SILVA, João – Title. Lisboa, Quetzal, 2009"."""
    if not _YEAR.search(segments[1]) or bracketed_authors(segments[0]) or not _is_author_first(segments):
        return False
    tail = peel(segments[1])
    return bool(tail.date) and bool(tail.fields or split_title(tail).fields)


def join_title(segments: list[str], index: int, text: str) -> tuple[list[str], int]:
    """Give back to an unquoted title the parts that a dash of its own cut off.

    A part right of the title belongs to it where it is neither date nor names nor venue nor statement;
    where the title's quote never closes, so does all up to the first date.
    """
    title = segments[index]
    unclosed = starts_quoted(title)
    span = first_quoted(title) if unclosed else None
    if outer_quotes(without_genre(title)) or (span and span[0] == 0):
        return segments, index
    latest = max((place for place, part in enumerate(segments) if not read_date(part)), default=0)
    end = index + 1
    while end < len(segments) and not _stands_alone(segments[end], unclosed=unclosed, last=end == latest):
        end += 1
    if unclosed and end == len(segments):
        end = index + 1
    elif unclosed and end - 1 > index and _is_signature(segments[end - 1]):
        later = (part for part in segments[end:] if not (read_date(part) or is_venue(part)))
        end -= not any(read_names(part).sure for part in later)
    first, last = text.find(title), text.find(segments[end - 1])
    kept = 0 <= first < last  # with the dashes that it has
    joined = text[first : last + len(segments[end - 1])] if kept else " – ".join(segments[index:end])
    return [*segments[:index], joined, *segments[end:]], index


def _is_signature(segment: str) -> bool:
    """Whether a segment behind a quote that never closes is whom the work is by: a person, a known body, a credit."""
    names = read_names(segment)
    vouched = names.sure and names.persons and all(map(is_vouched, names.names))
    return vouched or is_known_organisation(segment) or read_credit(segment) is not None


def _stands_alone(segment: str, *, unclosed: bool, last: bool) -> bool:
    if read_date(segment) or read_programme(segment) or phrase_type(segment) or is_edition(segment):
        return True
    counted = "0" < segment[0] <= "9" and PAGE_COUNT.fullmatch(segment)
    if counted or (not unclosed and read_credit(segment)):
        return True
    if unclosed:
        return False
    if segment.endswith(")") and take_imprint(Reading("", "", 0.0), segment):
        return True
    head, date = split_final_date(segment)
    threshold = 0.4 if last or date else 0.6
    if read_names(head).score >= threshold or is_venue(segment):
        return True
    empty = Reading("", "", 0.0)
    contained = head[-1:] in '”»"' and take_names_in(empty, head)
    return bool(contained or read_source(empty, head))
