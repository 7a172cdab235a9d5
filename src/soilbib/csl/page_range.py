"""Page ranges in the forms of ``page-range-format``."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from soilbib.csl.numbers import join_numbers
from soilbib.model.numbers import last_in_full

_PREFIXED = re.compile(r"([0-9]*[a-zA-Z]+0*)?([0-9]{1,18})")


@lru_cache(maxsize=65536)
def format_pages(text: str, form: str, delimiter: str = "–", ampersand: str = "&") -> str:
    """A page variable: ranges with an en dash and their second number as the form says."""
    return join_numbers(
        text, ampersand, lambda before, after, _: _format_range(before, after, form, delimiter)
    )


def _format_range(before: str, after: str, form: str, delimiter: str) -> str:
    first, last = _PREFIXED.fullmatch(before), _PREFIXED.fullmatch(after)
    if not form or first is None or last is None:
        return before + delimiter + after
    expanded = last_in_full(first[2], last[2])
    if int(expanded) <= int(first[2]):
        return before + delimiter + after
    prefix = (first[1] or "") if form == "expanded" else ""
    return before + delimiter + prefix + FORMS.get(form, _as_written)(first[2], expanded)


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


FORMS: dict[str, Callable[[str, str], str]] = {
    "expanded": _as_written,
    "minimal": _minimal,
    "minimal-two": _minimal_two,
    "chicago": _chicago15,
    "chicago-15": _chicago15,
    "chicago-16": _chicago16,
}
"""The values of ``page-range-format``: the last page as it is written behind the first."""
