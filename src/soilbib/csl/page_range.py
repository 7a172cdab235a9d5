"""Page ranges in the forms of ``page-range-format``."""

from __future__ import annotations

import re
from functools import lru_cache

_RANGE = re.compile(r"\s*(?:--?|[–—])\s*")
_PREFIXED = re.compile(r"^([a-zA-Z]*)(\d+)$")
_LIST = re.compile(r"(\s*[,;&]\s*)")


@lru_cache(maxsize=65536)
def format_pages(text: str, form: str, delimiter: str = "–") -> str:
    """A page variable: ranges with an en dash and their second number as the form says."""
    pieces = _LIST.split(text)
    out = []
    for index, piece in enumerate(pieces):
        if index % 2:
            bare = piece.strip()
            out.append(" & " if bare == "&" else bare + " ")
        else:
            out.append(_format_range(piece, form, delimiter))
    return "".join(out)


def _format_range(text: str, form: str, delimiter: str) -> str:
    if "\\-" in text:
        return text.replace("\\-", "-")
    ends = _RANGE.split(text)
    if len(ends) != 2:
        return text if len(ends) == 1 else delimiter.join(ends)
    first, last = _PREFIXED.match(ends[0]), _PREFIXED.match(ends[1])
    if form and first and last and (first[1] == last[1] or not last[1]):
        expanded = _expand(first[2], last[2])
        if int(expanded) > int(first[2]):
            prefix = first[1]
            start, end = first[2], _FORMS.get(form, _as_written)(first[2], expanded)
            keep = prefix if form == "expanded" or (prefix and form.startswith("chicago") and False) else ""
            return f"{prefix}{start}{delimiter}{keep}{end}"
    return ends[0] + delimiter + ends[1]


def _expand(first: str, last: str) -> str:
    """The last page in full: 321–28 ends on 328."""
    return first[: len(first) - len(last)] + last if len(last) < len(first) else last


def _as_written(_: str, last: str) -> str:
    return last


def _minimal(first: str, last: str, keep: int = 1) -> str:
    if len(first) != len(last):
        return last
    same = 0
    while same < len(first) - keep and first[same] == last[same]:
        same += 1
    return last[same:]


def _minimal_two(first: str, last: str) -> str:
    return _minimal(first, last, 2)


def _chicago15(first: str, last: str) -> str:
    """Chicago's rule, 15th edition: 321–28, 101–8, 1496–504, 11564–615, 2100–2113."""
    if len(first) != len(last) or len(first) < 3 or int(first) % 100 == 0:
        return last
    if len(first) == 4:
        short = _minimal(first, last, 2)
        return last if len(short) == 3 else (str(int(short)) if int(first) % 100 < 10 else short)
    return _chicago16(first, last)


def _chicago16(first: str, last: str) -> str:
    """Chicago's rule, 16th edition on: changed digits only, two at least unless the first ends in 0x."""
    if len(first) != len(last) or len(first) < 3 or int(first) % 100 == 0:
        return last
    if int(first) % 100 < 10:
        return _minimal(first, last, 1)
    return _minimal(first, last, 2)


_FORMS = {
    "expanded": _as_written,
    "minimal": _minimal,
    "minimal-two": _minimal_two,
    "chicago": _chicago15,
    "chicago-15": _chicago15,
    "chicago-16": _chicago16,
}
