"""How likely a reading is right in title, date and authors: evidence for and against it, weighed.

Each piece of evidence is a question to the reading and its string; its weight is what it adds to the log-odds. The
weights were fitted by ``bench/listing_calibration.py`` on references that citation styles print and on made-up listing
strings, and rounded; the bench prints them anew and how often readings of each confidence are right.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from soilbib.formats.listing.cuts import boundaries
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.segments import outer_quotes
from soilbib.model.names import is_initials

_CLOSING = {"(": ")", "[": "]", "“": "”", "«": "»", "„": "“”"}
_LONG, _SHORT = 25, 2
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_SOURCE = frozenset({"container-title", "publisher", "publisher-place", "genre"})
_NUMBERS = frozenset({"volume", "issue", "page"})
_LINKS = frozenset({"DOI", "URL", "ISBN"})

WEIGHTS: dict[str, float] = {
    "a comma in the title": -2.5,
    "a sentence ends inside the title": -2.3,
    "the title looks cut": -1.5,
    "two dates": -1.5,
    "a year in the title": -1.1,
    "an organisation in a list": -1.1,
    "no date": -0.6,
    "numbers without a source": -0.6,
    "a long title": -0.5,
    "the form hardly fits": -0.5,
    "always": -0.8,
    "form author-year": -0.4,
    "an author of one word": -0.2,
    "form title": -0.2,
    "text in no field": -0.2,
    "editors only": 0.3,
    "form organisation-first": 0.3,
    "form quoted": 0.3,
    "no author": 0.3,
    "no source": 0.4,
    "authors in full": 0.5,
    "form author-first": 0.6,
    "form title-names-year": 0.7,
    "form house": 0.8,
    "a link alone": 1.0,
    "another form": 1.0,
    "an author with initials": 1.1,
    "organisations only": 1.1,
    "a periodical with numbers": 1.2,
    "a source": 1.2,
    "the form fits well": 1.3,
    "the title is quoted": 1.3,
    "nothing but a title in quotes": 1.5,
    "several authors with initials": 1.5,
    "place and publisher": 1.6,
    "form dashes": 1.7,
    "form learned": 3.5,  # set by hand: corrected examples vouch for it (bench/listing_learning.py)
}
"""Evidence → what it adds to the log-odds that title, date and authors are all right."""


def confidence_in(reading: Reading, text: str, leftover: str) -> float:
    """The probability (0..1) that title, date and authors of a reading are right."""
    odds = sum(WEIGHTS.get(piece, 0.0) for piece in evidence(reading, text, leftover))
    return round(1 / (1 + math.exp(-odds)), 2)


def evidence(reading: Reading, text: str, leftover: str) -> Iterator[str]:
    """The pieces of evidence that a reading shows, by their names in `WEIGHTS`."""
    yield "always"
    yield f"form {reading.form}" if f"form {reading.form}" in FORMS else "another form"
    if reading.score >= 0.9:
        yield "the form fits well"
    elif reading.score < 0.75:
        yield "the form hardly fits"
    yield from _of_title(reading, text)
    yield from _of_people(reading)
    yield from _of_source(reading)
    if leftover:
        yield "text in no field"
    if reading.conflict:
        yield "two dates"
    if not reading.issued:
        yield "no date"


FORMS = frozenset(
    f"form {name}"
    for name in "house dashes author-year author-first quoted title-names-year organisation-first title learned".split()
)


def _of_title(reading: Reading, text: str) -> Iterator[str]:
    title = reading.title
    words = title.split()
    if reading.form == "title" and outer_quotes(text):
        yield "nothing but a title in quotes"
    start = text.find(title)
    around = text[start - 1 : start] + text[start + len(title) : start + len(title) + 1] if start > 0 else ""
    if len(around) == 2 and around[0] in '“«„"‘' and around[1] in '”»“"’.,':
        yield "the title is quoted"
    elif boundaries(title):
        yield "a sentence ends inside the title"
    if ", " in title and len(around) < 2:
        yield "a comma in the title"
    if len(words) <= _SHORT:
        yield "a title of one or two words"
    if len(words) >= _LONG:
        yield "a long title"
    if title[:1].islower() or _is_cut(title):
        yield "the title looks cut"
    if _YEAR.search(title):
        yield "a year in the title"


def _is_cut(title: str) -> bool:
    """Whether a title ends in a mark, or its quotes or brackets do not pair."""
    if title[-1:] in ",;:(–-/":
        return True
    return any(title.count(mark) > sum(map(title.count, partners)) for mark, partners in _CLOSING.items())


def _of_people(reading: Reading) -> Iterator[str]:
    names = reading.authors
    if not names:
        yield "editors only" if reading.names else "no author"
        return
    given = [name.given for name in names if name.given]
    if len(names) > 1 and len(given) == len(names) and all(map(is_initials, given)):
        yield "several authors with initials"
    elif given and is_initials(given[0]):
        yield "an author with initials"
    elif all(name.literal for name in names):
        yield "organisations only"
    else:
        yield "authors in full"
    if any(not name.given and not name.literal for name in names) and not reading.truncated:
        yield "an author of one word"
    if any(name.literal for name in names) and len(names) > 1:
        yield "an organisation in a list"


def _of_source(reading: Reading) -> Iterator[str]:
    fields = reading.fields.keys()
    if "container-title" in fields and not fields.isdisjoint(_NUMBERS):
        yield "a periodical with numbers"
    elif {"publisher", "publisher-place"} <= fields:
        yield "place and publisher"
    elif not fields.isdisjoint(_SOURCE):
        yield "a source"
    elif not fields.isdisjoint(_NUMBERS):
        yield "numbers without a source"
    elif not fields.isdisjoint(_LINKS):
        yield "a link alone"
    else:
        yield "no source"
