"""What a segment says of itself: an edition, an issue, pages, a running time, a part, nobody, a kind and its body."""

from __future__ import annotations

import re

from soilbib.formats.listing.parts.classify import genre_of, genre_type, phrase_type, read_date
from soilbib.formats.listing.parts.names import read_names
from soilbib.formats.listing.parts.numbers import PAGE_COUNT
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import is_known_organisation

_EDITION = re.compile(
    r"(?:(?P<number>\d{1,2})(?![\d–-])(?:st|nd|rd|th|ère|e|ème|[ªaº.])?|(?:1[89]|20)\d\d(?:[-–/]\d{2,4})?|[Ff]irst|[Ss]econd|[Tt]hird|[Pp]remière|[Dd]euxième|[Ss]econde"
    r"|[Tt]roisième|[Pp]rimera|[Ss]egunda|[Tt]ercera|[Ee]rste|[Zz]weite|[Dd]ritte|[Pp]rima|[Ss]econda|[Tt]erza|[Nn]ew|[Rr]evised"
    r"|[Uu]pdated|[Nn]ouvelle|[Nn]ueva|[Nn]eue|[Nn]uova|[Nn]ova)\s"
    r"(?:[a-zß-öø-ÿ]{3,}\.?\s){0,2}(?P<word>éd(?:ition|\.)|ed(?:ition|n|ición|izione|ição|\.)"
    r"|Auflage|Aufl\.)(?:,?\s[^\W\d_]+\.?){0,4}"
)
_PART = re.compile(
    r"(?:[Ss]ummary for [Pp]olicy ?[Mm]akers|(?:[Ee]xecutive|[Tt]echnical) [Ss]ummary|[Rr]esumen ejecutivo|[Ss]intesi"
    r"|[Rr]ésumé (?:exécutif|pour décideurs)|[Kk]urzfassung"
    r"|(?:[Mm]ain|[Ff]ull|[Ff]inal|[Tt]echnical|[Aa]nnual) [Rr]eport)"
)
_TIMED = re.compile(
    r"(?P<genre>[^\W\d_]+(?:\s[^\W\d_]+)??),?\s(?:de\s|of\s|di\s|von\s|\()?(?P<time>\d{1,3}\s?(?:min(?:ut\w+)?\.?|mn|h(?:\s?\d\d)?|[’'′]))\)?"
)
_NOBODY = re.compile(
    r"(?:[Oo]uvrage )?[Cc]ollectif(?: d['’]auteur(?:e?s|·e·s|\(e\)s))?"
    r"|[Cc]ollective work|[Aa]uteurs? (?:divers|inconnus?)|[Dd]ivers auteurs"
    r"|[Vv]arious authors"
    r"|[Aa]nonym(?:e|ous|us)?|[Aa]n[oó]nim[oa]|[Uu]nbekannt|[Uu]nknown"
    r"|AA\.?\s?VV\.?|VV\.?\s?AA\.?|[Aa]utores varios|[Vv]arios autores"
)
_NUMBERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("issue", re.compile(r"(?:[Nn][°ºo]\.?|[Nn]r\.?|[Ii]ssue|[Hh]eft|#)\s?(\d{1,4})")),
    ("number", re.compile(r"((?:COM|SWD|JOIN)\s?\(\d{4}\)\s?\d{1,4}(?:\sfinal)?|[A-Z]{1,5}/[A-Z\d./-]*\d)")),
    ("page", re.compile(r"(?:pp?\.|S\.|págs?\.|pages?)\s?(\d{1,5}(?:\s?[-–]\s?\d{1,5})?)")),
    ("version", re.compile(r"(?:[Vv]ersion|[Vv])[.\s]?\s?(\d{1,3}(?:\.\d{1,4}){1,3})")),
    ("volume", re.compile(r"(?:[Vv]ol(?:ume|\.)?|[Tt](?:ome?|omo|\.)|B(?:an)?d\.?)\s?(\d{1,3}|[IVXL]{1,7})")),
    (
        "chapter-number",
        re.compile(r"(?:[Cc]h(?:apter|apitre|\.)|[Kk]apitel|[Cc]ap[ií]t(?:ulo|olo))\s?(\d{1,3}|[IVXL]{1,6})"),
    ),
    ("number-of-pages", PAGE_COUNT),
    ("dimensions", re.compile(r"(\d{1,3}\s?(?:[’'′]|min(?:ut\w+|\.)?|mn|h(?:\s?\d\d)?))")),
)
"""The variable of a segment that is a number with its word or sign."""
_ASIDE = re.compile(r"\s\(([^()]{2,40})\)$")
_BODY_KIND = re.compile(
    r"(?P<body>[^\W\d_a-z][\w.&-]*[A-Z][\w.&-]*)\s(?P<kind>[a-z]+(?:\s[a-z]+)?)"
)  # "FAO flyer"
_KIND_BODY = re.compile(r"(?P<kind>[^\W\d_]+),?\s(?:de l['’]|du\s)?(?P<body>[^\W\d_a-z][\w&-]*[A-Z][\w&-]*)")
_NUMBERED_KIND = re.compile(r"\s(?:[Nn][°ºo]\.?|[Nn]r\.?|#)\s?(\d{1,4})$")  # "fiche pratique n° 3"
_MOST_WORDS = 4  # of a body and a kind of work
_COUNT = re.compile(rf"[.,]?\s\({PAGE_COUNT.pattern}\)$")


def is_nobody(segment: str) -> bool:
    """Whether a segment says that the authors are not named: "Collectif", "Various authors"."""
    return _NOBODY.fullmatch(segment) is not None


def is_edition(segment: str) -> bool:
    """Whether a segment names an edition: "2e édition", "Second edition, revised"."""
    return _read_edition(segment) is not None


def _read_edition(segment: str) -> re.Match[str] | None:
    told = "di" in segment or "d." in segment or "ufl" in segment  # what all words for it have
    return _EDITION.fullmatch(segment) if told else None


def take_mark(reading: Reading, segment: str) -> Reading | None:
    """The reading with an issue ("N° 45"), or with a word for authors who are not named ("Collectif")."""
    if _NOBODY.fullmatch(segment):
        return reading.replace(notes=(*reading.notes, segment))
    edition = _read_edition(segment) if "edition" not in reading.fields else None
    if edition:
        bare = edition["number"] if edition.end("word") == len(segment) else None
        return reading.put({"edition": bare or segment})
    if not any(map(str.isdigit, segment)) and segment[-1:] not in "IVXL":
        return None
    for variable, pattern in _NUMBERS:
        number = pattern.fullmatch(segment) if variable not in reading.fields else None
        if number:
            kind = "chapter" if variable == "chapter-number" else ""
            return reading.put({variable: number[1].replace("–", "-")}, type=reading.type or kind)
    return None


def take_part(reading: Reading, segment: str) -> Reading | None:
    """The reading with a part that a segment names ("Summary for Policymakers"), or "Film de 26 minutes"."""
    if "genre" in reading.fields:
        return None
    if _PART.fullmatch(segment):
        return reading.put({"genre": segment}, type=reading.type or "report")
    aside = _ASIDE.search(segment) if segment.endswith(")") else None
    kind = phrase_type(segment[: aside.start()]) if aside else ""
    if aside and kind:  # "Video series (6 episodes)"
        fields = {"genre": segment[: aside.start()]}
        date = read_date(aside[1]) if reading.issued is None else None
        if date:
            return reading.put(fields, type=reading.type or kind, issued=date)
        return reading.put(fields, type=reading.type or kind, notes=(*reading.notes, aside[1]))
    timed = _TIMED.fullmatch(segment) if any(map(str.isdigit, segment)) else None
    kind = genre_type(timed["genre"]) if timed else ""
    if not timed or not kind:
        return None
    fields = {"genre": timed["genre"], "dimensions": timed["time"]}
    return reading.put(fields, type=reading.type or kind)


def take_bodied(reading: Reading, segment: str) -> Reading | None:
    """ "FAO flyer", "Brochure ADEME", "Thèse AgroParisTech": a kind of work, and the body that made or took it."""
    if "genre" in reading.fields or reading.lone_body:
        return None
    few = segment.count(" ") < _MOST_WORDS
    match = (_BODY_KIND.fullmatch(segment) or _KIND_BODY.fullmatch(segment)) if few else None
    kind = (genre_type(match["kind"]) or genre_of(match["kind"].lower())) if match else ""
    names = read_names(match["body"]) if match and kind else None
    if not match or not names or names.persons or not (is_known_organisation(match["body"]) or names.sure):
        return None
    reading = reading.put({"genre": match["kind"]}, type=reading.type or kind)
    if kind != "thesis" and not reading.authors:
        return reading.replace(authors=names.names)
    free = "publisher" not in reading.fields
    return reading.put({"publisher": match["body"]}) if free else None


def take_count(reading: Reading, segment: str) -> tuple[Reading, str]:
    """Take a number of pages in brackets off the end of a segment: "GIS Sol. (24 p.)"."""
    count = _COUNT.search(segment) if segment.endswith(")") else None
    if not count or not count.start():
        return reading, segment
    return reading.put({"number-of-pages": count[1]}), segment[: count.start()]


def take_kind_at_end(reading: Reading, segment: str) -> tuple[Reading, str]:
    """Take a kind of work off the end of a segment: "Agri-Genève, vidéo"."""
    head, _, kind = segment.rpartition(", ")
    numbered = _NUMBERED_KIND.search(kind) if head and kind[-1:].isdigit() else None
    kind = kind[: numbered.start()] if numbered else kind
    said = (
        phrase_type(kind)
        if head and (kind[:1].islower() or " " in kind) and "genre" not in reading.fields
        else ""
    )
    if not said:
        return reading, segment
    number = {"number": numbered[1]} if numbered and "number" not in reading.fields else {}
    return reading.put({"genre": kind, **number}, type=reading.type or said), head
