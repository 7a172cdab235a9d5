"""What stands beside a person's name and is no part of it: "Dr.", ", PhD", ", professor of soil science"."""

from __future__ import annotations

import re

_HONORIFIC = re.compile(r"(?<![\w.])(?:Drs?|Prof|Mr|Mrs|Mme|Mlle|Herr|Frau)\.?\s+(?=[^\W\d_a-z])")
_TITLES = ("Dr", "Prof", "Mr", "Mme", "Mlle", "Herr", "Frau")
_DEGREE = re.compile(r",\s(?:Ph\.?\s?D|M\.?Sc|HDR)\b\.?(?=,|\s?&|\s(?:and|et|und|y)\s|$)")
_BESIDE = re.compile(  # "Jane Doe, textes de John Roe", "Jane Doe; music: John Roe"
    r"[,;]\s(?:[Tt]ext[eo]?s?|[Pp]hotos?|[Ff]otos?|[Pp]hotograph\w+|[Ii]llustra\w+|[Dd]essins?|[Mm]usi[ckq]\w*|[Pp]r[ée]face|[Ff]oreword)"
    r"\s?(?::|de|by|von|por|di|d['’]).*$"
    r"|,\s(?:for|on behalf of|commissioned by|im Auftrag)\s.*$"
)
_LEADING = re.compile(r"\s\((?:coord|dir|resp|éd|ed)s?\.?\)(?=,\s)")  # "Doe C. (coord.), Roe P."
_OFFICE = re.compile(
    r",\s(?:the\s|le\s|la\s)?(?:(?:prime |vice-?|deputy |premier |executive |general )?(?:minist(?:er|re|ro)"
    r"|président|president|directeur|directrice|director"
    r"|secretary|professor|professeur|journaliste?|sénat(?:eur|rice)|député|chercheu(?:r|se)))\b[^&;]{0,120}$",
    re.IGNORECASE,
)


def without_degree(text: str) -> str:
    """The names without a degree behind a comma: "Jane Doe, PhD"."""
    return _DEGREE.sub("", text)


def without_honours(text: str) -> str:
    """The names without degrees and offices behind them, and without titles in front."""
    if "), " in text:
        text = _LEADING.sub("", text)
    if ", " in text or "; " in text:
        text = _BESIDE.sub("", text)
        text = _OFFICE.sub("", without_degree(text))
    return _HONORIFIC.sub("", text) if any(map(text.__contains__, _TITLES)) else text
