"""The marks that call the names beside them editors: "(Eds.)", ", Hrsg.", "sous la direction de"."""

from __future__ import annotations

import re

EDITOR_WORD = (
    r"(?:eds?|éds?|dirs?|hgg?|hrsg|hgg?b|coords?|orgs?|comps?|red|editor(?:s|es|a|as)?|éditeurs?|éditrices?"
    r"|herausgeber(?:in|innen)?|directeurs?|directrices?|coordinad?t?or(?:es|a|as|s)?|coordinateurs?|coordonnateurs?"
    r"|organizador(?:es|a|as)?|compilador(?:es|a|as)?|curator[ei]|sous la dir(?:ection|\.)?(?:\sde)?"
    r"|textes (?:réunis|choisis|rassemblés)(?:\spar)?|a cura di|a c\. di|szerk)"
)
"""The words that call the names before them editors."""
_EDITOR_MARK = re.compile(rf"[\s,]*[(\[]?\b{EDITOR_WORD}(?!\w)\.?[)\]]?[\s.,]*$", re.IGNORECASE)
_EDITOR_ENDS = (
    "ed", "eds", "dir", "dirs", "hg", "hgg", "hrsg", "hgb", "coord", "coords", "org", "orgs", "comp", "comps", "red",
    "éd", "éds", "editor", "editora", "editors", "editores", "éditeur", "éditeurs", "éditrice", "éditrices",
    "herausgeber", "herausgeberin", "innen", "directeur", "directeurs", "directrice", "directrices", "dora", "doras",
    "dor", "dores", "ateur", "ateurs", "curatore", "curatori", "direction", "cura di", "c. di",
    "szerk", "de", "réunis", "choisis", "rassemblés", "par",
)  # fmt: skip
_EDITOR_LEAD = re.compile(rf"[\s,]*[(\[]?{EDITOR_WORD}(?!\w)\.?[)\]]?", re.IGNORECASE)
_EDITOR_BEGINS = ("ed", "éd", "di", "hg", "hr", "co", "or", "re", "he", "cu", "so", "te", "a ")
_REACH = 30  # the mark of editors is shorter


def editor_mark(text: str) -> re.Match[str] | None:
    """The mark of editors at the end of a list of names: "(Eds.)", ", Hrsg."."""
    ended = text[-_REACH:].rstrip(" .,)]").lower().endswith(_EDITOR_ENDS)
    return _EDITOR_MARK.search(text, max(0, len(text) - _REACH)) if ended else None


def editor_lead(text: str, start: int) -> re.Match[str] | None:
    """The mark of editors that a text has at some place, behind names."""
    begun = text[start : start + _REACH].lstrip(" ,([")[:2].lower() in _EDITOR_BEGINS
    return _EDITOR_LEAD.match(text, start) if begun else None
