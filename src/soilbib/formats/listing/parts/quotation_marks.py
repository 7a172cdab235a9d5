"""Quotation marks of other houses around a title or a container: ‘Title’, ”Title”, „Title“, read as “Title”.

Those inside a title, behind which its words go on ("the ‘4 per 1000’ initiative"), stay as they are.
"""

from __future__ import annotations

import re

_OPENS = r"(?<![^\s(]){}(?=\S)"
_CLOSES = (
    r"(?<=\S){}(?=\s?[.,;:)]|$|\s?[–—|·•/(\[]|\s-\s|-\d{{4}}\b|\s(?:in|In|dans|en|em)\s|,?\s\(?\d{{4}}\b"
    r"|(?<=[.,?!].)\s)"
)
_PAIRS: dict[str, re.Pattern[str]] = {
    opening: re.compile(
        _OPENS.format(opening) + rf"(?P<text>[^{opening}“]{{2,400}}?)" + _CLOSES.format(f"[{closing}]")
    )
    for opening, closing in (("‘", "’"), ("”", "”"), ("„", "“”"))
}
_FIRST = re.compile(  # "‘Mosses of the fen’ Jane Doe, 2014"
    r"^‘(?P<text>(?:[^\s‘’“]+\s){3,}[^\s‘’“]+)’(?=\s[^\W\d_a-z])"
)
_SEGMENT_ENDS = (".", ",", ":", ";", "–", "—", "-", "/", "|", ")", "]", "in", "In")
_LEAD_WORDS = 3
"""How many words may lead to a title without a mark: "Jeu de plateau ‘Marais’"."""


def with_usual_marks(line: str) -> str:
    """The line with “ and ” around what it quotes as a whole segment, unless it has these marks already."""
    if "“" in line and "„" not in line:
        return line
    for opening, pair in _PAIRS.items():
        if opening in line:
            return pair.sub(_with_usual, _FIRST.sub(r"“\g<text>”", line))
    return line


def _with_usual(match: re.Match[str]) -> str:
    before = match.string[: match.start()].rstrip(" (")
    led = len(before.split()) <= _LEAD_WORDS and before.replace(" ", "").isalpha()
    return f"“{match['text']}”" if not before or led or before.endswith(_SEGMENT_ENDS) else match.group()
