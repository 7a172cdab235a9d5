"""What stands around a reference or in its midst and is no part of it: signals, chapters, counts of figures, comments.

A thesis of the Brazilian form is put into the order of other references as well.
"""

from __future__ import annotations

import re

from soilbib.formats.listing.classify import genre_type
from soilbib.formats.listing.gazetteer import is_given

_SIGNAL = re.compile(
    r"(?:[Vv]gl\.(?:\s(?:dazu|hierzu|auch))?:?|[Cc]fr?\.|[Ss]iehe(?:\s(?:dazu|auch))?:?"
    r"|[Vv]oir(?: aussi| par exemple)?\s?:|[Ss]ee(?:,? (?:also|e\.\s?g\.))?[:,]|[Ss]ee also"
    r"|[Vv]éase(?: también)?[:,]?|[Vv]er também[:,]?|[Vv]edi:)\s+(?=[^\W\d_a-z“«\"])"
)
"""A word that sends the reader to a reference."""
_SIGNALS = ("V", "v", "C", "c", "S", "s")
_CHAPTER = re.compile(
    r"(?<=\b(?:1[5-9]|20)\d\d)[.,;]\s(?:Kap(?:itel)?|[Cc]hap(?:ter|itre)?s?|[Cc]ap(?:ítulo|itolo)?s?|[Cc]h|§+|Rn|Abschnitt)\.?\s"
    r"[\dIVX‘'].{0,120}?$"
)
_FIGURE_MARKS = (
    " Abb.",
    " Tab.",
    " Taf.",
    " Kt.",
    " Karten",
    " fig.",
    " figs.",
    " ill.",
    " tab.",
    " pl.",
    " cartes",
    " tav.",
    " láms.",
)
_CHAPTERS = (" Kap", " Chap", " chap", " Cap", " cap", " Ch.", " ch.", " §", " Rn.", " Abschnitt ")
_FIGURES = re.compile(
    r",\s(?:\d{1,3}|zahlr)\.?\s(?:Abb|Tab|Taf|Kt|Karten|Fig|fig|Beil|Anl|ill|Ill|tabl?|pl|cartes?|tavv?|láms?|figs?)\b\.?"
    r"(?=[,;.\s]|$)"
)
_PAGES_TO = re.compile(r"(?<=p\.\s)(\d{1,4}) (?:à|a|al|bis|to|até) (\d{1,4})(?=\W*$)")
_MORE_PAGES = re.compile(
    r"(?<=pp\.\s)(\d{1,4}(?:[-–]\d{1,4})?)((?:(?:,| and| et| y| und| e)\s\d{1,3}(?:[-–]\d{1,3})?(?!\d))+)\.?$"
)
_GLUED_DASH = re.compile(
    r"(?<=[\w.’!?\"”»])[—–](?=(?:[^\W\d_a-z][\w.’-]+\s){1,3}[^\W\d_a-z][\w’-]+$)"
)  # "Title—Jane Doe"
_ANNOTATION = re.compile(  # "Place: Publisher, 1974. Offers a history of documentary films …"
    r"(?<=:\s)([^.:;]{3,60},\s(?:1[5-9]|20)\d\d)\.\s[^\W\d_a-z][^\W\d_A-Z]+(?:\s[^\s()]+){6,}\.$"
)
_THESIS = re.compile(  # "Title. 2017. 134 f. Tese (Doutorado em X) – University, Place, 2017."
    r"\.(?:\s\d{4}\.)?(?:\s(?P<pages>\d{1,4})\s?[fp]\.)?\s(?P<genre>[^\W\d_a-z][^\W\d_]+(?:\sde\s[^\W\d_]+){0,3}\s\([^()]+\)),?"
    r"\s[–—-]\s(?P<school>.+?),?\s(?P<year>\d{4})\.?(?=\s|$)"
)
_ADVISED = re.compile(
    r"\.\s(?:[Cc]o-?)?(?:Orientador(?:es|a)?|Advisors?|Supervisors?"
    r"|Betreuer(?:in)?|Directora? de tesis|Relatore|Tuteur|Tutora?)\s?:\s"
    r"[^.:]{4,80}(?=\.)"
)
_THESES = ("ese (", "ação (", "afia (", "urso (", "esis (", "ertation (")


def without_frame(text: str) -> str:
    """The text without the words that lead to it or comment on it, and with a thesis as other references have one."""
    if text.startswith(_SIGNALS):
        signal = _SIGNAL.match(text)
        text = text[signal.end() :] if signal else text
    if any(map(text.__contains__, _FIGURE_MARKS)):
        text = _FIGURES.sub("", text)
    if any(map(text.__contains__, _CHAPTERS)):
        text = _CHAPTER.sub("", text)
    if " p. " in text[-25:] or " pp. " in text[-40:]:
        text = _MORE_PAGES.sub(r"\1", _PAGES_TO.sub(r"\1-\2", text))
    if any(map(text.__contains__, _THESES)):
        text = _THESIS.sub(_spell_thesis, _ADVISED.sub("", text))
    if ("—" in text or "–" in text) and text[-1:].isalpha():
        text = _GLUED_DASH.sub(_spell_dash, text)
    return _ANNOTATION.sub(r"\1.", text) if text.endswith(".") and ": " in text else text


def _spell_dash(match: re.Match[str]) -> str:
    """A dash with spaces, where a person with a given name that is known follows it."""
    return " – " if is_given(match.string[match.end() :].split()[0]) else match.group()


def _spell_thesis(match: re.Match[str]) -> str:
    """A Brazilian thesis with its parts in the order of other references."""
    if genre_type(match["genre"].partition(" ")[0]) != "thesis":
        return match.group()
    genre = match["genre"].replace("(", "").replace(")", "")
    genre = genre if genre_type(genre) else genre.partition(" ")[0]
    pages = f" {match['pages']} p." if match["pages"] else ""
    return f" [{genre}]. {match['school'].replace(' – ', ', ').replace(' - ', ', ')}, {match['year']}.{pages}"
