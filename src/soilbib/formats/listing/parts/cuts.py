"""Where a text may be cut: after sentences, at commas and semicolons, before "In:"."""

from __future__ import annotations

import re
from functools import lru_cache

from soilbib.formats.listing.parts.segments import depth_map
from soilbib.formats.listing.vocabulary.gazetteer import PLACES, is_known_publisher
from soilbib.formats.listing.vocabulary.words import is_periodical

_SENTENCE_END = (
    r"[.?!]*[\"”»)\]]?\s+(?:[–—-]\s+)?(?=[\"“«(\[‘¿]?(?:[^\W_a-zà-ÿа-я]|[a-z]{3,}|éd))"  # after one of .?!
)
_BOUNDARY = re.compile(rf"[.?!]{_SENTENCE_END}")
_BOUNDARY_OR_IN = re.compile(rf"[\s.?!](?:(?<=\s)(?=(?:In|Dans):\s)|(?<=[.?!]){_SENTENCE_END})")
_ABBREVIATIONS = frozenset(
    "vs nr núm st dr mr mrs ms prof no nr vol pt ed eds al ca cf av apr bzw ggf usw etc inc ltd dept fig approx resp "
    "bd jr sr p pp s proc int intl conf symp natl trans univ "
    "ch sect coll éd perf dir réal jan feb mar aug sept oct nov dec".split()
)
_ACRONYMS = frozenset("SR CA CF CH PT AL".split())
"""Names of countries and the like in capitals, which end a sentence: "Monitoring pôd SR."."""
_SMALL_BEGINNINGS = (
    "éditions ", "édition ", "éd. ", "edizioni ", "ediciones ", "edições ", "editora ", "editorial ", "doctoral ",
    "thèse ", "thesis", "dissertation", "mémoire ", "unpublished ", "master’s ", "master's ", "tesis ", "tese ",
    "tesi ",
)  # fmt: skip
"""How what follows a title may begin with a small letter."""
_LAST_TOKEN = re.compile(r"[\w’'-]+$")
_MONTH = re.compile(
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|[a-zžščřďťň]{3,9}a)\s\d{4}|Jahrhunderts?\b|Jh\b"
)
_COMMA = re.compile(r",\s+")
_SEMICOLON = re.compile(r"\s?;\s+")
_IN_MARK = re.compile(
    r"[.,;:?!”»\")\]\s](?:(?<=\s)\s*|(?<!\s)\s+)(?:(?=(?:[Ii]n|[Dd]ans|[Ee]n|[Ee]m|В кн\.)\s?:\s|//\s)"
    r"|(?<=[.,;?!”»\"]\s)(?=(?:[Ii]n|[Dd]ans|în)\s[\"“«‘]?(?:[A-ZÀ-Þ]|(?:de|van|von|zur|dos)\s)|\[in:\]\s)"
    r"|(?<=\.\s)(?=[WV]:\s)|(?<=[^A-Z]\.:\s)(?<!,\s[A-Z][a-z]\.:\s)(?<!,\s[A-Z][a-z]{2}\.:\s)(?<!,\s[A-Z][a-z]{3}\.:\s)(?=[A-ZÀ-Þ]))"
)  # "Cambridge, Mass.: Press" has a place
_IN_WORDS = ("in", "In", "ans", "en", "En", "em", "Em", "W", "V", ".")  # before a colon
_IN_BEHIND_MARK = re.compile(r"[.,;?!”»\"] (?:[Ii]n|[Dd]ans) ")
_MOST = 25
_REACH = 30  # characters; no place is longer


@lru_cache(maxsize=512)
def boundaries(text: str) -> tuple[int, ...]:
    """The starts of what follows a sentence's end outside quotes and brackets, abbreviations and initials apart."""
    contained = "In: " in text or "Dans: " in text
    matches = list((_BOUNDARY_OR_IN if contained else _BOUNDARY).finditer(text))
    inside = depth_map(text) if matches else b""
    found = []
    for match in matches:
        start, end = match.span()
        short = text[start : start + 2] == ". " and _is_abbreviated(text[max(0, start - 30) : start])
        if inside[start] or (short and not _after_initial(text, start, end)):
            continue
        if text[: end - 1].rstrip(" .")[-1:].isdigit() and _MONTH.match(text, end):
            continue  # "vom 6. Dezember 2013"
        if (
            text[end].islower()
            and not text.startswith(_SMALL_BEGINNINGS, end)
            and not is_periodical(text[end:].split(",", maxsplit=1)[0])
            and not is_known_publisher(text[end:].split(maxsplit=1)[0].rstrip(",."))
        ):
            continue
        found.append(end)
    return tuple(found[:_MOST])


def _is_abbreviated(text: str) -> bool:
    """Whether a text before a full stop ends in an initial or an abbreviation."""
    last = _LAST_TOKEN.search(text.rpartition(" ")[2])
    word = last.group().lstrip("-") if last else ""
    initial = len(word) == 1 and not word.isdigit()
    return initial or (word.lower() in _ABBREVIATIONS and word not in _ACRONYMS)


def commas(text: str) -> tuple[int, ...]:
    """Where something follows a comma outside quotes and brackets."""
    return _outside(_COMMA, text)


def semicolons(text: str) -> tuple[int, ...]:
    """Where something follows a semicolon outside quotes and brackets."""
    return _outside(_SEMICOLON, text) if ";" in text else ()


def in_marks(text: str) -> tuple[int, ...]:
    """Where "In:", "in" and a capital after a mark, "//" or ".:" stand, which only a container follows."""
    led = ": " in text and any(part.rstrip().endswith(_IN_WORDS) for part in text.split(": ")[:-1])
    told = led or "//" in text or "[in:" in text or _IN_BEHIND_MARK.search(text)
    return _outside(_IN_MARK, text, behind=True) if told else ()


def _outside(mark: re.Pattern[str], text: str, *, behind: bool = False) -> tuple[int, ...]:
    """Where marks end that begin, or with ``behind`` end, outside quotes and brackets."""
    spans = [match.span() for match in mark.finditer(text)]
    inside = depth_map(text) + b"\0" if spans else b""
    return tuple([span[1] for span in spans if not inside[span[behind]]][:_MOST])


def _after_initial(text: str, start: int, end: int) -> bool:
    """Whether the full stop of an initial ends something all the same: "Smith, J. London: Faber"."""
    return (
        not text[max(0, start - 2) : start - 1].strip()
        and text[end : end + _REACH].partition(":")[0] in PLACES
    )
