"""What library catalogues write behind a title: who is responsible for the work, and which volume of it this is."""

from __future__ import annotations

import re

from soilbib.dedupe.text import words

_RESPONSIBILITY = re.compile(
    r"\s/\s+(?P<said>[^/]+?)(?P<volume>\.\s+(?:vol|bd|band|t|tome?|v)\b[^/]*)?$", re.IGNORECASE
)
_ROLE = re.compile(
    r"""\[?(?:by|edited|eds?|compiled|translated|prepared|written|illustrated|hrsg|hg|herausgegeben|von|bearb\w*|verf\w*
    |[uü]bers\w*|red|par|sous\sla|[eé]d|textes?|traduit|a\scura|di|por|editado|bajo|pod|pr?zez|onder|door|av)\b""",
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip
_VOLUME = re.compile(
    r"[\s.,;:(\[–-]+(?:vol(?:ume)?\b\.?|bd\b\.?|band|tom[eo]?|[tv]\.)\s*(?P<number>\d{1,3}|[ivxlc]{1,5})\s*[)\]]?\.?$",
    re.IGNORECASE,
)


def without_responsibility(title: str, people: frozenset[str]) -> str:
    """The title without " / by Helen Moss and Tom Reed" (ISBD); ``people`` are the words of the record's names.

    What stands there is told by a name of the record, or by a word such as "edited"; a volume behind it stays.
    """
    if " / " not in title:
        return title
    found = _RESPONSIBILITY.search(title)
    if not found or not (_ROLE.match(found["said"]) or not people.isdisjoint(words(found["said"]))):
        return title
    return title[: found.start()] + (found["volume"] or "")


def split_volume(title: str) -> tuple[str, str]:
    """The title without ", Vol. 2" at its end, and the number; no number, and the title as it is, where it has none."""
    found = _VOLUME.search(title)
    return (title[: found.start()], found["number"]) if found and found.start() else (title, "")
