"""What may be too much at the ends of a line: a label in front, "J-14.", and a remark behind, "Best paper award.".

Neither is told by its words, since any may stand there: a line is read without it, and that reading kept if far surer.
"""

from __future__ import annotations

import re

_LABEL = re.compile(r"(?:[A-Z]{1,3}-?\d{1,3}[.:)]|\(?(?:[a-z]|[ivx]{2,4})\)|[ivx]{1,4}\.)\s+(?=\S)")
_ASIDE = re.compile(r"\s[(\[](?P<said>[^()\[\]]{3,60}|[^()\[\]]*\([^()]*\)[^()\[\]]*)[)\]]\.?$")
_SENTENCE = re.compile(
    r"[.?!](?<=[\d)].)\s(?P<said>[^\W\d_a-z][^.;:,\d]{2,40}(?:\.?\s?\d{1,2}(?:\.\d)?)?)\.?$"
)
_LONGEST_LABEL = 10  # characters, with the blank behind it
_LONGEST = 80  # characters of a remark


def without_label(line: str) -> tuple[str, str] | None:
    """A line without the letters and number in front, by which a list counts its kinds of works; no remark."""
    label = _LABEL.match(line) if line[:_LONGEST_LABEL].partition(" ")[0].endswith((".", ":", ")")) else None
    return (line[label.end() :], "") if label else None


def without_remark(line: str) -> tuple[str, str] | None:
    """A line without its last bracket or sentence, and what that says."""
    bare = line.rstrip(".")
    if bare[-2:].isdigit():
        return None  # pages or a year, as most end
    form = _ASIDE if bare.endswith((")", "]")) else _SENTENCE
    remark = form.search(line, max(0, len(line) - _LONGEST))
    return (line[: remark.start("said")].rstrip(" (["), remark["said"]) if remark else None
