"""What a segment can be: one small scored rule for each kind."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from soilbib.formats.listing.parts.names import Names, read_names
from soilbib.formats.listing.parts.segments import first_quoted, starts_quoted
from soilbib.formats.listing.vocabulary.document_types import document_type
from soilbib.formats.listing.vocabulary.gazetteer import is_known_publisher
from soilbib.formats.listing.vocabulary.words import CONFERENCE_WORDS, GENRES, MEDIA_TYPES, is_periodical
from soilbib.model import Date, parse_date
from soilbib.model.names import has_organisation_word

FIRST_YEAR, LAST_YEAR = 1450, 2100

_YEAR = re.compile(r"(?<![\d.])(1[4-9]\d\d|20\d\d)(?![\d])")
_LONE_YEAR = re.compile(r"(?<![\d.])(?:1[4-9]|20)\d\d(?=[\s,.;)\]]|$)")
_HYPHENED = re.compile(r"(?:\d{1,2}-)?[^\W\d_]{3,9}\.?-\d{4}")  # "12-Mar-2011"
_MONTH_AND_YEAR = re.compile(r"(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d")
_NUMERIC = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?(?:1[4-9]|20)\d\d")
_DATED = re.compile(
    r"^(?:publié|publiée|paru|parue|mis en ligne|published|posted|launched|released|veröffentlicht|publicado"
    r"|publicada|stand|version)"
    r"\s+(?:le|on|in|en|am|el|:)?\s*",
    re.IGNORECASE,
)
_FINAL_BRACKET = re.compile(r"[\s,]{0,2}[(\[]([^()\[\]]{4,40})[)\]]$")
_FINAL_WORDS = re.compile(r"\s((?:[^\s]+\s){0,4}[^\s]*\d{4})$")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_GENRE_HEAD = re.compile(
    r"^(?P<genre>[^\W\d_]+(?:[ -][^\W\d_]+){0,2})\s*(?P<colon>:)?\s*(?=(?P<quote>[“„«\"‘»])?)"
)
_KIND_LAST = re.compile(r"\s[(\[]([^\W\d_][^()\[\]\d]{2,30})[)\]]$")
_KIND_HEAD = re.compile(r"([^\W\d_a-z][^\W\d_]+(?:\s(?:de\s|d['’])?[^\W\d_]+){0,3})\s?:\s(?=[^\W\d_a-z])")
_SENTENCE_WORD = re.compile(r"(?<![\w’'])[a-zà-ÿ]{2,}")
DAY = r"\d{1,2}(?:er|\.|º)?\s(?:de\s)?[^\W\d_]{3,}\.?\s(?:de\s|del\s)?\d{4}|\d{1,2}[./]\d{1,2}[./]\d{4}"
"""A day as acts and courts write it, as a piece of an expression."""
_EVENT = re.compile(
    r"^(?P<genre>.*?)[\s,]{1,2}(?:organisée?s?|organized|organised|organizado|organizada|organisiert|proposée?"
    r"|presented|présentée?|animée?|réalisée?"
    r"|produced|produite?|hosted|held)\s+(?:par|by|por|von)\s+(?P<names>.+)$",
    re.IGNORECASE,
)
_PROGRAMME_END = re.compile(r",.+|\([^()]+\)|(?:#|[Nn][°ºo]|[ÉéEe]p)[^,()]{1,15}")  # "(France Inter)", "#14"
_LABELS = frozenset(
    """
    Article Artikel Artículo Articolo Artigo Book Livre Libro Livro Buch Ouvrage Brochure Broschüre Rapport Report
    """.split()
)
"""Kinds of works that are labels before a colon, and no beginnings of titles."""
_ACRONYM = 3  # letters that may be one
_LONGEST_KIND = 40
_LONGEST_DATE = 120  # characters, with the words before it
_ARTICLE = re.compile(r"^(?:l['’]\s*|la |le |les |the |el |los |las |der |die |das )", re.IGNORECASE)


_COMPOUNDS = (
    ("leitfaden", "report"), ("bericht", "report"), ("handbuch", "report"), ("broschüre", "report"),
    ("studie", "report"), ("gutachten", "report"), ("merkblatt", "report"), ("papier", "report"),
    ("ratgeber", "report"),
    ("dokumentarfilm", "motion_picture"), ("masterarbeit", "thesis"), ("bachelorarbeit", "thesis"),
    ("diplomarbeit", "thesis"),
)  # fmt: skip
_COMPOUND_ENDS = tuple(end for end, _ in _COMPOUNDS)


class Programme(Struct, frozen=True):
    """A genre word with a quoted name: "Emission “X”", "Movie: “X”"."""

    genre: str
    name: str
    type: str
    publisher: str = ""


@lru_cache(maxsize=4096)
def read_date(text: str) -> Date | None:
    """The date that a whole segment is, with a year in range; None for anything else ("4 pour 1000")."""
    if len(text) > 200:
        return None
    bare = text.strip().strip("()[].,; ")
    dated = _DATED.match(bare)
    bare = bare[dated.end() :] if dated else bare
    bare = bare.replace(".", "/") if bare[-5:-4] == "." and _MONTH_AND_YEAR.fullmatch(bare) else bare
    if not 4 <= len(bare) <= 60 or not (_YEAR.search(bare) or bare[:1] in "-~" or _NUMERIC.fullmatch(bare)):
        return None
    bare = bare.replace(" ?", "?") if bare[-1] == "?" else bare
    date = parse_date(bare.replace("-", " ") if _HYPHENED.fullmatch(bare) else bare)
    year = date.year
    if date.literal or year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date


def split_final_date(text: str) -> tuple[str, Date | None]:
    """Part "ISRIC, 22 janvier 2018" and "Names (2018)" into what precedes and the date."""
    if len(text) > 2000:
        return text, None
    stripped = text.strip().rstrip(".")
    bracket = _FINAL_BRACKET.search(stripped) if stripped.endswith((")", "]")) else None
    if bracket:
        date = read_date(bracket[1])
        if date:
            return stripped[: bracket.start()].strip(), date
    pieces = stripped.split(",")
    for count in (1, 2, 3):
        if len(pieces) > count:
            date = read_date(",".join(pieces[-count:]))
            if date and count < 3:
                longer = read_date(",".join(pieces[-count - 1 :])) if len(pieces) > count + 1 else None
                return (
                    (",".join(pieces[: -count - 1]), longer)
                    if longer
                    else (",".join(pieces[:-count]).strip(), date)
                )
            if date:
                return ",".join(pieces[:-count]).strip(), date
    reach = max(0, len(stripped) - _LONGEST_DATE)
    match = _FINAL_WORDS.search(stripped, reach) if stripped[-1:].isdecimal() else None
    if match:
        words = match[1].split()
        for start in range(len(words)):
            date = read_date(" ".join(words[start:]))
            if date:
                head = stripped[: len(stripped) - len(" ".join(words[start:]))]
                return head.strip().rstrip(",").strip(), date
    return text, None


def date_amid(text: str) -> tuple[str, Date, str] | None:
    """What stands before the last date of a text, the date, and what stands behind it; None where there is none."""
    for match in reversed(list(_LONE_YEAR.finditer(text))):
        before, date = split_final_date(text[: match.end()])
        if date:
            return before.strip(" ,.;("), date, text[match.end() :].strip(" ,.;)")
    return None


@lru_cache(maxsize=512)
def split_genre(text: str) -> tuple[str, str, str] | None:
    """Part "Movie: “T”" into genre, its item type, and the rest; None where no genre word stands in front."""
    match = _GENRE_HEAD.match(text)
    if not match or not (match["colon"] or match["quote"]):
        return None
    genre = match["genre"].strip()
    kind = genre_type(genre) or event_type(genre)
    rest = text[match.end() :].strip()
    if not kind or not rest or not (match["quote"] or kind in MEDIA_TYPES):
        return None
    return genre, kind, rest


def split_kind(text: str) -> tuple[str, str, str] | None:
    """Part "Thèse de doctorat : Jane Doe. Title" into the kind of work, its item type, and the reference."""
    match = _KIND_HEAD.match(text)
    kind = genre_type(match[1]) if match else ""
    told = (
        kind in MEDIA_TYPES
        or kind == "thesis"
        or (match is not None and (" " in match[1] or match[1] in _LABELS))
    )
    return (match[1], kind, text[match.end() :]) if match and kind and told else None


def split_final_kind(text: str) -> tuple[str, str, str] | None:
    """Part "Title (leaflet)" into the kind of work, its item type, and the title."""
    match = _KIND_LAST.search(text) if text.endswith((")", "]")) else None
    kind = phrase_type(match[1]) if match and not is_known_publisher(match[1]) else ""
    return (match[1], kind, text[: match.start()]) if match and kind else None


def genre_type(text: str) -> str:
    """The item type a genre phrase speaks for; empty for none. The first word counts most."""
    words = _WORD.findall(text.lower())
    if words == ["data", "set"]:
        return "dataset"
    if not words or len(words) > 4 or words[1:3] == ["notes", "in"]:
        return ""  # "Lecture Notes in Soils": a series
    return genre_of(words[0]) or (genre_of(words[-1]) if len(words) <= 3 else "")


def event_type(text: str) -> str:
    """The item type of what an event alone is called in front of a title or beside it ("Workshop", "Colloque")."""
    return "speech" if text.lower() in CONFERENCE_WORDS else ""


@lru_cache(maxsize=4096)
def genre_of(word: str) -> str:
    """The item type that a word, in small letters, speaks for: by the table, or by the end of a German compound."""
    if word in GENRES or not word.endswith(_COMPOUND_ENDS):
        return GENRES.get(word, "") or GENRES.get(word.rpartition("-")[2], "")
    return next((kind for end, kind in _COMPOUNDS if len(word) > len(end) + 2 and word.endswith(end)), "")


def phrase_type(text: str) -> str:
    """The item type of a whole segment that names a kind of work ("Dossier de presse", "Policy brief"); else nothing.

    Its words after the first have small letters, but where the last one is the genre word ("Policy Brief").
    """
    named = document_type(text) if len(text) < _LONGEST_KIND else ""
    return (
        named
        or _phrase_type(text)
        or (_phrase_type(text[:-1]) if text[-1:] == "s" and " " not in text else "")
    )


def _phrase_type(text: str) -> str:
    """The item type of a segment whose first or last word is a genre's."""
    words = text.split()
    if text.isupper() and len(text) > _ACRONYM:  # "VIDEO"
        kind = genre_of(text.lower())
        told = kind in MEDIA_TYPES or kind == "webpage" or len(text) > _ACRONYM + 1  # "MAPA" is a ministry
        return kind if told else ""
    owned = text.endswith(" Blog") and words[0].lower() not in GENRES  # "Moor Farm's Blog"
    if not words or text != text.strip(" .,:;") or words[0].isupper() or "," in text or owned:
        return ""
    if not text[0].isupper():
        phrase = len(words) == 2 or (
            len(words) in (3, 4) and words[1] in ("de", "of", "di") and text.islower()
        )
        return genre_of(text) or (genre_of(words[0]) if phrase and words[-1].isalpha() else "")
    first, last = genre_of(words[0].lower()), genre_of(words[-1].lower())
    small = bool(first) and all(word.islower() for word in words[1:])
    if len(words) <= 4 and ((small and words[-1].replace("-", "").isalpha()) or (last and len(words) == 2)):
        return first if small else last
    if (
        len(words) == 2
        and first
        and first not in MEDIA_TYPES - {"speech"}
        and not has_organisation_word(text)
    ):
        return first  # "Présentation PowerPoint"
    return ""


def read_programme(text: str) -> Programme | None:
    """A whole segment that is a genre word and a quoted name."""
    parted = split_genre(text)
    if not parted:
        broadcaster, comma, rest = text.partition(", ")
        inner = (
            read_programme(rest) if comma and not first_quoted(broadcaster) and first_quoted(rest) else None
        )
        return Programme(inner.genre, inner.name, inner.type, broadcaster) if inner else None
    if not starts_quoted(parted[2]):
        return None
    span = first_quoted(parted[2])
    after = parted[2][span[1] + 1 :].strip(" .") if span else ""
    if not span or span[0] != 0 or (after and not _PROGRAMME_END.fullmatch(after)):
        return None
    return Programme(parted[0], parted[2][1 : span[1]].strip(), parted[1], after.strip(" ,()"))


def is_statement(text: str) -> bool:
    """Whether a segment is running text and no name: four or more lower-case words, more than the capitalised ones."""
    lower = len(_SENTENCE_WORD.findall(text))
    words = len(text.split())
    return lower >= 4 and lower * 2 >= words


def read_event(text: str) -> tuple[str, Names] | None:
    """Part "Débats de la conférence organisée par X et Y" into genre and organisers."""
    match = _EVENT.match(text) if len(text) <= 500 else None
    if not match or not match["genre"]:
        return None
    names = read_names(_without_articles(match["names"]))
    return match["genre"], names


def _without_articles(names: str) -> str:
    """Drop the articles before names ("l’initiative X et le CTFD") and give the first word its capital."""
    parts = re.split(r"(\s+(?:et|and|y|und)\s+)", names)
    bare = [part if index % 2 else _ARTICLE.sub("", part) for index, part in enumerate(parts)]
    return "".join(part if index % 2 else part[:1].upper() + part[1:] for index, part in enumerate(bare))


def is_venue(text: str) -> bool:
    """Whether a whole segment is a periodical or a conference."""
    return len(text.split()) <= 8 and is_periodical(text)
