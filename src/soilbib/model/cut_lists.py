"""Cut lists: every spelling of the mark that says that a list of names goes on ("et al.", "and others").

A new spelling is a row of `MARKS`; the languages that write without blanks have theirs in the listing's `east_asian`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

WRITTEN_MARKS: frozenset[str] = frozenset(
    {"et al", "et al.", "et. al", "et. al.", "[et al.]", "others", "and others"}
)
"""The marks that stand in the place of a name in formats that part the names, lower case."""


class Mark(NamedTuple):
    """A mark: how a text that has it ends, lower case, and its pattern, without an "and" before it."""

    ends: tuple[str, ...]
    pattern: str


MARKS: tuple[Mark, ...] = (
    Mark(("al", "alii", "alia"), r"(?:\bet\.?\s?|(?<=[&+\s]))al(?:ii|ia)?\b\.?"),
    Mark(
        ("others", "coauthors", "co-authors"),
        r"\b(?:(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\s)?(?:others|co-?authors)\b",
    ),
    Mark(("contributors",), r"(?<=[\s&])contributors\b"),
    Mark(
        ("authors", "auteurs", "autores", "autoren"),
        r"\b\d{1,3}\s(?:more\s)?(?:authors|auteurs|autores|[Aa]utoren)\b",
    ),
    Mark(("autres",), r"\b(?:\d{1,3}\s)?autres\b"),
    Mark(("otros", "otras"), r"\botr[ao]s\b"),
    Mark(("outros", "outras"), r"\boutr[ao]s\b"),
    Mark(("altri", "altre"), r"\baltr[ei]\b"),
    Mark(("andere",), r"\bandere\b"),
    Mark(("coll", "collègues", "colleagues"), r"(?<=[\s&])coll(?:ègues|eagues)?\b\.?"),
    Mark(
        ("collab", "collaborateurs", "collaboratori", "collaborators"),
        r"(?<=[\s&])collab(?:orateurs|oratori|orators)?\b\.?",
    ),
    Mark(("colab", "colaboradores"), r"\bcolab(?:oradores)?\b\.?"),
    Mark(("col", "cols"), r"\bcols?\b(?:\.|(?=\s*$))"),
    Mark(("u.a", "u. a", "o.a", "o. a", "e.a", "e. a"), r"(?-i:\b[uoe]\.\s?a\.)"),  # German, Dutch
    Mark(("v.a", "v. a", "v.m", "v. m"), r"(?-i:\bu\.\s?v\.\s?[am]\.)"),  # German
    Mark(("kol",), r"(?:\ba\s)?\bkol\."),  # Czech, Slovak
    Mark(("m.fl", "m. fl"), r"\bm\.\s?fl\."),  # Swedish
    Mark(("m.in", "m. in", "i in"), r"\b(?:m\.\s?|i\s)in\."),  # Polish
    Mark(("и др",), r"\bи\sдр\b\.?"),
    Mark(("та ін",), r"\bта\sін\b\.?"),  # Ukrainian
    Mark(("és mtsai", "és mts", "és munkatársai"), r"\bés\s(?:mtsai|mts|munkatársai)\b\.?"),  # Hungarian
    Mark(("ve ark", "ve diğerleri", "vd"), r"\b(?:ve\s(?:ark|diğerleri)\b\.?|vd\.)"),  # Turkish
    Mark(("ym",), r"\bym\."),  # Finnish
    Mark(("i wsp",), r"\bi\swsp\."),  # Polish
    Mark(("i sur", "i dr", "in drugi"), r"\b(?:i\s(?:sur|dr)\.|in\sdrugi\b)"),  # Croatian, Serbian, Slovene
    Mark(("și colab", "ș.a"), r"\b(?:și\scolab|ș\.\s?a)\."),  # Romanian
    Mark(("altres",), r"\baltres\b"),  # Catalan
    Mark(("κ.ά", "κ.α"), r"\bκ\.\s?[άα]\."),  # Greek
    Mark(("ir kt", "jt"), r"\b(?:ir\skt|jt)\."),  # Lithuanian, Estonian
    Mark(("等",), r"等"),
)
"""The marks. Their patterns hold wherever names end, whatever comes behind."""

CUT_WORDS: frozenset[str] = frozenset(end for mark in MARKS for end in mark.ends if end.isalpha())
"""The words that the marks end with, which are no one's name."""

_ANY = "|".join(mark.pattern for mark in MARKS)
_AND = r"(?:&|\+|\b(?:and|et|y|und|e)\b)"
_NO_NAME = "(?![A-ZÀ-Þ])"  # no mark has a capital in front: what follows most names is known by one look
_LONGEST = 30
_JOINT = 4  # characters between two names that are looked at
_DOTS = r"…|\.\.\."  # a mark only at the end of a text: in its midst they are a gap
_ENDS = (*(end for mark in MARKS for end in mark.ends), "…")
_ENDING = re.compile(rf"(?:{_ANY}|{_DOTS})[.,\s\])]*$", re.IGNORECASE)

ET_AL = re.compile(
    rf"[\s,;&]*(?:{_AND}\s*)?(?:{_ANY}|[\[(]\s*et\s+al[.,]*\s*[\])]|{_DOTS})[\s.]*$", re.IGNORECASE
)
"""The mark at the end of a list, with what joins it to the names."""

_ET_AL_BEHIND = re.compile(
    rf"\s?+(?:\.(?=[,;]))?+[,;/&]?+\s?+[\[(]?+{_NO_NAME}(?:{_AND}\s{_NO_NAME})?[\[(]?+(?:{_ANY})[\])]?"
    rf"|\s?(?:{_DOTS})(?=\s?$)"
)


def mark_behind(text: str, end: int) -> re.Match[str] | None:
    """The mark behind a name that ends at some place of a text, whatever follows it."""
    following = text[end : end + _JOINT].lstrip(" .,;/&[(")
    return None if "A" <= following[:1] <= "Z" else _ET_AL_BEHIND.match(text, end)


def mark_amid(text: str) -> re.Match[str] | None:
    """The first mark that stands anywhere in a text."""
    return _ET_AL_BEHIND.search(text)


def may_be_cut(text: str) -> bool:
    """Whether the end of a list could be the mark of a cut one: cheaper than the mark's expression."""
    end = text[-_LONGEST:].rstrip(" ,;")
    return end.rstrip(" .,])").lower().endswith(_ENDS) or end.endswith("...")


def without_mark(text: str) -> str:
    """A list without the mark at its end; the same list where it has none."""
    if not may_be_cut(text) or not _ENDING.search(text, max(0, len(text) - _LONGEST)):
        return text
    return text[:-_LONGEST] + ET_AL.sub("", text[-_LONGEST:])  # searching all of it takes quadratic time
