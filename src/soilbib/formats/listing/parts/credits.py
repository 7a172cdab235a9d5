"""What says of whom a work is and what kind: "Film réalisé par X", "Tribune de X et Y", "propos recueillis par X"."""

from __future__ import annotations

import re

from msgspec import Struct

from soilbib.formats.listing.parts.classify import genre_type
from soilbib.formats.listing.parts.names import Names, read_names
from soilbib.formats.listing.parts.segments import without_stop
from soilbib.formats.listing.vocabulary.words import CONFERENCE_WORDS

_MADE = re.compile(
    r"(?P<genre>(?:[^\W\d_]+\s){0,4}?)"
    r"(?P<made>(?i:réal(?=\.)|réalis|direção|dirección|direzione|regia|regi[ae]|realiz|dirig|direct|dir(?=\.)|coordon|coordin|coord|produ[ic]|présent|present|anim|host|narr|édit|edit|tradu|translat"
    r"|illustr|compil|collect|écrit|writ|recueilli|interview|r[ée]dac|réd|red(?=\.)))(?:[^\W\d_]*\.?|[^\W\d_]*\.?\s(?:par|by|por|von|da|de|di))(?:\s?:)?\s"
    r"(?P<names>[^\W\d_a-z].+)"
)
_BY = re.compile(r"\s(?:par|by|por|von|da|di|de)\s|\s?:\s|\.\s")
_OF = re.compile(
    r"(?:(?:[Aa]n?|[Uu]ne?|[Ee]in|[Uu]m)\s)?(?P<genre>[^\W\d_]+(?:[\s-](?:d['’])?[^\W\d_]+){0,2}?)\s(?:(?:de|du|des|by|par|von|di|por|da|avec|with|mit|con|entre|between|zwischen|tra|(?P<to>a|à|of))\s(?:the\s|las?\s|l['’])?|d['’])"
    r"(?P<names>[^\W\d_a-z].+)"
)
_OF_WHOM = re.compile(r"\s(?:de|di|da)\s")
_BY_WHOM = re.compile(r"\s(?:by|par|por|von|da)\s")
_COLLECTED = re.compile(
    r",?\s(?:(?:propos recueillis|interview(?:ed)?|recueilli)\s)?(?:par|by|von|por)\s(.+)$"
)
_ASKED = re.compile(
    r"([^\W\d_a-z][^,;]{3,60}?),?\s(?:interviewée?s?|interviewed|entrevistad[oa]|interviewt|intervistat[oa])"
    r"\s(?:par|by|por|von|da)\s([^\W\d_a-z].{3,60})"
)
_TOLD = re.compile(  # "Jane Doe, propos recueillis par John Roe"
    r"([^\W\d_a-z][^,;:]{3,60}),?\s(?:[Pp]ropos\s)?recueillis?\spar\s([^\W\d_a-z].{3,60})"
)
_ROLES: tuple[tuple[str, str], ...] = (
    ("réal", "director"), ("dire", "director"), ("regi", "director"), ("realiz", "director"),
    ("dir", "director"), ("coord", "editor"), ("produ", "producer"),
    ("prés", "host"), ("pres", "host"), ("anim", "host"), ("host", "host"), ("narr", "narrator"), ("édit", "editor"),
    ("edit", "editor"), ("trad", "translator"), ("trans", "translator"), ("illustr", "illustrator"),
    ("écrit", "author"), ("writ", "author"), ("recueilli", "interviewer"), ("interview", "interviewer"),
    ("red", "editor"), ("réd", "editor"), ("compil", "compiler"), ("collect", "compiler"),
)  # fmt: skip
_HELD = re.compile(
    r"\s(?:au|aux|à|at|bei|beim|en el|na|no|alla|al|lors d[eu]s?|during)\s(?:the\s|la\s|l['’])?(?=[^\W\d_a-z])"
)


class Credit(Struct, frozen=True):
    """Whom a work is by, under which variable, the kind of work, and the interviewer where one is named."""

    variable: str
    names: Names
    genre: str = ""
    type: str = ""
    interviewer: Names = Names()
    more: str = ""


def read_credit(text: str) -> Credit | None:
    """A whole text that is a kind of work and whom it is by, or by whom it was made; None for anything else."""
    made = _MADE.fullmatch(text)
    if made and _BY.search(text, made.end("genre"), made.start("names") + 1):
        credit = _made_by(made)
        if credit:
            return credit
    asked = _ASKED.fullmatch(text) if "ntervi" in text or "ntrevi" in text else None
    asked = asked or (_TOLD.fullmatch(text) if "ecueilli" in text else None)
    if asked and not genre_type(asked[1].partition(" ")[0]):
        return Credit("author", read_names(asked[1]), "", "interview", read_names(asked[2]))
    match = _OF.match(text)
    kind = genre_type(match["genre"]) if match else ""
    if not match or not kind or (match["to"] and kind not in _SPOKEN):
        return None
    collected = _COLLECTED.search(text, match.start("names")) if kind in ("interview", "article") else None
    said = text[match.start("names") : collected.start() if collected else len(text)]
    names, interviewer = read_names(said), read_names(collected[1]) if collected else Names()
    first, _, more = said.partition(", ")  # "presentation by Jane Doe, Soil Days, Bern"
    held = _HELD.search(said) if not more and kind == "speech" and not names.sure else None
    if held:  # "Intervention de Paul Roe au SIA"
        first, more = said[: held.start()], said[held.end() :]
    away = bool(more) and not CONFERENCE_WORDS.isdisjoint(more.lower().replace(",", "").split())
    if more and (away or not names.sure) and read_names(first).persons:
        names = read_names(first)
    else:
        more = ""
    if not names.sure:
        return None
    variable = "director" if kind in _FILMED and names.persons else "author"
    if kind == "interview" and _BY_WHOM.match(text, match.end("genre")):
        variable = "interviewer"
    return Credit(variable, names, match["genre"], kind, interviewer, more)


_SPOKEN = frozenset({"interview", "speech"})
_FILMED = frozenset({"motion_picture"})


def _made_by(match: re.Match[str]) -> Credit | None:
    """Names after a participle ("réalisé par", "directed by") or its noun ("Réalisation :")."""
    genre = match["genre"].strip()
    kind = genre_type(genre) if genre else ""
    names = read_names(without_stop(match["names"].strip()))
    if not names.sure or (genre and not kind):
        return None
    stem = match["made"].lower()
    if stem.startswith("interview") and _OF_WHOM.search(
        match.string, match.end("made"), match.start("names")
    ):
        return None  # "Interview de Jane Doe"
    if stem == "interview" and match.string[match.end("made") : match.start("names")].strip() == ":":
        return Credit("author", names, match["made"], "interview")
    variable = next(role for start, role in _ROLES if stem.startswith(start))
    if variable == "director" and kind and kind not in _FILMED:
        variable = "author" if kind in ("report", "article") else "editor"
    return Credit(variable, names, genre, kind)
