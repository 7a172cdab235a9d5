"""What stands around a reference or in its midst and is no part of it: signals, chapters, counts of figures, comments.

A thesis of the Brazilian form is put into the order of other references as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from soilbib.formats.listing.classify import genre_type
from soilbib.formats.listing.gazetteer import is_given, is_known_publisher
from soilbib.formats.listing.rest import PUBLISHER_WORD

_SIGNAL = re.compile(
    r"(?:[Vv]gl\.(?:\s(?:dazu|hierzu|auch))?:?|[Cc]fr?\.|[Ss]iehe(?:\s(?:dazu|auch))?:?"
    r"|[Vv]oir(?: aussi| par exemple)?\s?:|[Ss]ee(?:,? (?:also|e\.\s?g\.))?[:,]|[Ss]ee also"
    r"|[Vv]éase(?: también)?[:,]?|[Vv]er também[:,]?|[Vv]edi:|(?:Dr|Prof|Rev|Mons)\.)\s+(?=[^\W\d_a-z“«\"])"
)
"""A word that sends the reader to a reference, and the title of the person that leads it."""
_FEW = 3  # letters of a word that are compared first
_SIGNALS = tuple("VvCcSsDPRM")


def without_frame(text: str) -> str:
    """The text without the words that lead to it or comment on it, and with a thesis as other references have one."""
    if text.startswith(_SIGNALS):
        signal = _SIGNAL.match(text)
        text = text[signal.end() :] if signal else text
    beginnings = _beginnings_of(text)
    for rule in _RULES:
        if rule.beginnings and rule.beginnings.isdisjoint(beginnings):
            continue
        if any(map(text.__contains__, rule.marks)):
            changed = rule.pattern.sub(rule.instead, text)
            if changed != text:
                text, beginnings = changed, _beginnings_of(changed)
    return text


def _beginnings_of(text: str) -> set[str]:
    """The first letters of the words of a text."""
    return {word[:_FEW] for word in text.split(" ")}


def _without_comment(match: re.Match[str]) -> str:
    """What stands before a comment, which has small words; what follows a publisher and a year is one."""
    words = match["comment"].split()
    small = sum(word[0].islower() for word in words)
    publisher = match["imprint"][1:].strip().rpartition(": ")[2]
    told = (
        is_known_publisher(publisher)
        or PUBLISHER_WORD.search(publisher) is not None
        or ": " in match["imprint"]
    )
    return f"{match['imprint']}, {match['year']}." if told and small * 2 > len(words) else match.group()


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


class _Rule(Struct, frozen=True):
    """The marks one of which a text must have, what is looked for then, and what stands there instead.

    ``beginnings`` has the first letters of the words that the marks are, which are cheaper to compare; it is empty
    where a mark may stand within a word.
    """

    marks: tuple[str, ...]
    pattern: re.Pattern[str]
    instead: str | Callable[[re.Match[str]], str]
    beginnings: frozenset[str]


def _rule(
    marks: tuple[str, ...], pattern: re.Pattern[str], instead: str | Callable[[re.Match[str]], str]
) -> _Rule:
    words = all(mark[0] == " " and (len(mark) > _FEW or mark[-1] == " ") for mark in marks)
    beginnings = frozenset(mark[1 : _FEW + 1].rstrip() for mark in marks if words)
    return _Rule(marks, pattern, instead, beginnings)


_TABLE: tuple[tuple[tuple[str, ...], re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    ((" In:",), re.compile(r"(?<=\sIn:)(?=[^\W\d_a-z“\"])"), " "),
    ((".. ",), re.compile(r"(?<=\w)\.\.(?=\s)"), "."),
    ((" .",), re.compile(r"(?<=[\w)”»])\s\.(?=[^\W\d_a-z][^\W\d_A-Z])"), ". "),  # "Title .New York"
    (
        (
            " Abb.",
            " Tab.",
            " Taf.",
            " Kt.",
            " Karten",
            " fig",
            " ill.",
            " tab.",
            " pl.",
            " cartes",
            " tav.",
            " láms.",
        ),
        re.compile(
            r",\s(?:\d{1,3}|zahlr)\.?\s(?:Abb|Tab|Taf|Kt|Karten|Fig|fig|Beil|Anl|ill|Ill|tabl?|pl|cartes?|tavv?|láms?"
            r"|figs?)\b\.?(?=[,;.\s]|$)"
        ),
        "",
    ),
    (
        (
            " Kap",
            " Chap",
            " chap",
            " Cap",
            " cap",
            " Ch.",
            " ch.",
            " § ",
            " §§ ",
            " §. ",
            " Rn.",
            " Abschnitt ",
            " sec. ",
        ),
        re.compile(
            r"(?<=\b(?:1[5-9]|20)\d\d)[.,;]\s(?:(?:Kap(?:itel)?|[Cc]hap(?:ter|itre)?s?|[Cc]ap(?:ítulo|itolo)?s?|[Cc]h|§+"
            r"|Rn|Abschnitt)\.?\s[\dIVX‘']|sec\.\s).{0,120}?$"
        ),
        "",
    ),
    (  # "…, 1986, insbesondere „Sein“", "36–64, here: 44–45"
        (" insb", " esp", " notamment ", " hier", " here", " ici ", " bes.", " aquí ", " qui "),
        re.compile(
            r"(?<=\d)[.,;]\s(?:insbes(?:ondere|\.)|esp(?:ecially|\.)|notamment|bes\.|(?:hier|here|ici|aquí|qui)(?=:?\s(?:S\.\s|p+\.\s)?\d))"
            r".{0,120}?$"
        ),
        "",
    ),
    (
        (" Bde", " vols", " vol.", " t. ", " t., ", " tomes", " Bände", " tomos", " tomi"),
        re.compile(
            r"(?<=[.,;])\s\d{1,2}\s(?:Bde|Bände|vols?|t|tom[eoi]s?)\b\.?[.,;]?(?=\s[^\W\d_a-z][^:]{1,40}:\s)"
        ),
        "",
    ),
    (
        (" à ", " a ", " al ", " bis ", " to ", " até "),
        re.compile(r"((?:p\.|es)\s\d{1,4}) (?:à|a|al|bis|to|até) (\d{1,4})(?=\W*$)"),
        r"\1-\2",
    ),
    (
        ("pp. ",),
        re.compile(
            r"(?<=pp\.\s)(\d{1,4}(?:[-–]\d{1,4})?)((?:(?:,| and| et| y| und| e)\s\d{1,3}(?:[-–]\d{1,3})?(?!\d))+)\.?$"
        ),
        r"\1",
    ),
    (
        (" Orient", " Advisor", " Supervisor", " Betreuer", " Relatore", " Tut", " Co-", " co-"),
        re.compile(
            r"\.\s(?:[Cc]o-?)?(?:Orientador(?:es|a)?|Advisors?|Supervisors?|Betreuer(?:in)?|Relatore|Tuteur|Tutora?)\s?:\s"
            r"[^.:]{4,80}(?=\.)"
        ),
        "",
    ),
    (  # "Title. 2017. 134 f. Tese (Doutorado em X) – University, Place, 2017."
        ("ese (", "ação (", "afia (", "urso (", "esis (", "ertation ("),
        re.compile(
            r"\.(?:\s\d{4}\.)?(?:\s(?P<pages>\d{1,4})\s?[fp]\.)?"
            r"\s(?P<genre>[^\W\d_a-z][^\W\d_]+(?:\sde\s[^\W\d_]+){0,3}\s\([^()]+\)),?"
            r"\s[–—-]\s(?P<school>.+?),?\s(?P<year>\d{4})\.?(?=\s|$)"
        ),
        _spell_thesis,
    ),
    (  # "SIMPÓSIO NACIONAL DE SOLOS, 2., 2012, São Paulo. Anais [...]."
        (" Anais", " Actas", " Atas ", " Resumos"),
        re.compile(
            r"(?<![Ii]n:)(?<=[.?!])\s(?P<event>[^a-zß-öø-ÿ]{12,}?),\s(?:\d{1,3}\.,\s)?\d{4},\s[^.:]{3,40}\.\s(?:Anais|A[ct]+as"
            r"|Resumos)\b(?:\s?[^\s.]+)?(?:\s?\[?\s?(?:\.\.\.|…)\s?\]?)?\.?"
        ),
        r" In: \g<event>.",
    ),
    (  # "Title—Jane Doe", "Title--Jane Doe (a comment)"
        ("—", "–", "--"),
        re.compile(
            r"(?:—(?<=[\w.’!?\"”»].)|–(?<=[\w.’!?\"”»].)|--(?<=[\w.’!?\"”»]--))(?=(?:[^\W\d_a-z][\w.’-]+\s){1,3}[^\W\d_a-z][\w’-]+(?:\s\([a-z][^()]+\))?$)"
        ),
        _spell_dash,
    ),
    (  # "Jane Doe, avec John Roe, Title"
        (", avec ", ", with ", ", mit ", ", con "),
        re.compile(
            r"(?<=^)((?:[^\W\d_a-z][\w.’-]+\s){1,3}[^\W\d_a-z][\w’-]+), (?:avec|with|mit|con) "
            r"(?=(?:[^\W\d_a-z][\w.’-]+\s){1,3}[^\W\d_a-z][\w’-]+,)"
        ),
        r"\1 & ",
    ),
    (  # "Vacarme 2013/4 (N° 65), pages 107 à 116"
        ("(N°", "(n°", "(No", "(no"),
        re.compile(r"\s(\d{4})/\d{1,2}(?:-\d{1,2})? \([Nn][°o]\s?([\d-]+)\)"),
        r", n° \2, \1",
    ),
    ((" tr. ", " trad. "), re.compile(r",\str(?:ad)?\.\s(?:it|fr|esp|port|ingl)\.(?=,)"), ""),
    ((" f", " ff"), re.compile(r"(?<=\d)\s?ff?\.?$"), ""),
    (  # "…, selected, translated, and commented by Jane Doe"
        ("ed by ",),
        re.compile(
            r",\s[a-z]+ed(?:(?:,\s(?:and\s)?|\sand\s)[a-z]+ed){1,3}\sby\s[^\W\d_a-z][^,.;]{3,60}(?=[,.;])"
        ),
        "",
    ),
    (  # "Simon & Schuster, 2000. An informal introduction by …"
        (". A", ". T", ". S", ". O", ". C", ". E", ". I", ". W", ". L", ". U"),
        re.compile(
            r"(?P<imprint>[.?!]\s[^.?!]{3,60}),\s(?P<year>(?:1[5-9]|20)\d\d)\.\s(?P<comment>[^\W\d_a-z][^\d]{15,})\.$"
        ),
        _without_comment,
    ),
    (  # "Place: Publisher, 1974. Offers a history of documentary films …"
        (": ",),
        re.compile(r"(:\s[^.:;]{3,60},\s(?:1[5-9]|20)\d\d)\.\s[^\W\d_a-z][^\W\d_A-Z]+(?:\s[^\s()]+){6,}\.$"),
        r"\1.",
    ),
)
_RULES = tuple(_rule(*row) for row in _TABLE)
