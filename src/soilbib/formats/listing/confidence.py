"""How likely a reading is right in title, date and authors: evidence for and against it, weighed.

Each piece of evidence is a question to the reading and its string; its weight is what it adds to the log-odds. The
weights were fitted by ``bench/listing_calibration.py`` on references that citation styles print and on made-up listing
strings, and rounded; the bench prints them anew and how often readings of each confidence are right.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from soilbib.formats.listing.parts.cuts import boundaries
from soilbib.formats.listing.parts.segments import outer_quotes
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import is_given, is_known_organisation
from soilbib.model import Name
from soilbib.model.names import has_organisation_word, is_initials

_CLOSING = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"), ("„", "“”"))
_OPENING = re.compile(r"[(\[“«„]")
_LONG, _SHORT = 25, 2
_YEAR = re.compile(r"[12](?<!\d.)(?:(?<=1)[5-9]|(?<=2)0)\d\d(?!\d)")
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
    "a part that is only a note": -1.2,
    "a name that nothing vouches for": -1.7,
    "an author of one word": -0.2,
    "form title": -0.2,
    "a title of one or two words": 0.0,
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
    odds = sum(map(WEIGHTS.__getitem__, evidence(reading, text, leftover)))
    return round(1 / (1 + math.exp(-odds)), 2)


def evidence(reading: Reading, text: str, leftover: str) -> list[str]:
    """The pieces of evidence that a reading shows, by their names in `WEIGHTS`."""
    form = f"form {reading.form}"
    found = ["always", form if form in FORMS else "another form"]
    if reading.score >= 0.9:
        found.append("the form fits well")
    elif reading.score < 0.75:
        found.append("the form hardly fits")
    found += _of_title(reading, text)
    found += _of_people(reading)
    found.append(_of_source(reading))
    if leftover:
        found.append("text in no field")
    if reading.notes and not reading.names:
        found.append("a part that is only a note")
    if reading.conflict:
        found.append("two dates")
    if not reading.issued:
        found.append("no date")
    return found


FORMS = frozenset(
    f"form {name}"
    for name in "house dashes author-year author-first quoted title-names-year organisation-first title learned".split()
)


def _of_title(reading: Reading, text: str) -> list[str]:
    title = reading.title
    count = len(title.split())
    start = text.find(title)
    around = text[start - 1 : start] + text[start + len(title) : start + len(title) + 1] if start > 0 else ""
    found = []
    if reading.form == "title" and outer_quotes(text):
        found.append("nothing but a title in quotes")
    if len(around) == 2 and around[0] in '“«„"‘' and around[1] in '”»“"’.,':
        found.append("the title is quoted")
    elif boundaries(title):
        found.append("a sentence ends inside the title")
    if ", " in title and len(around) < 2:
        found.append("a comma in the title")
    if count <= _SHORT:
        found.append("a title of one or two words")
    if count >= _LONG:
        found.append("a long title")
    if title[:1].islower() or _is_cut(title) or not any(map(str.isalpha, title)):
        found.append("the title looks cut")
    if _YEAR.search(title):
        found.append("a year in the title")
    return found


def _is_cut(title: str) -> bool:
    """Whether a title ends in a mark, or its quotes or brackets do not pair."""
    if title[-1:] in ",;:(–-/":
        return True
    return _OPENING.search(title) is not None and any(
        title.count(mark) > sum(map(title.count, partners)) for mark, partners in _CLOSING
    )


def _of_people(reading: Reading) -> list[str]:
    names = reading.authors
    if not names:
        return ["editors only" if reading.names else "no author"]
    given = [name.given for name in names if name.given]
    if len(names) > 1 and len(given) == len(names) and all(map(is_initials, given)):
        return ["several authors with initials"]
    literal = len([name for name in names if name.literal])
    if given and is_initials(given[0]):
        found = ["an author with initials"]
    elif literal == len(names):
        found = ["organisations only"]
    else:
        found = ["authors in full"]
    if len(given) + literal < len(names) and not reading.truncated:
        found.append("an author of one word")
    if literal and len(names) > 1:
        found.append("an organisation in a list")
    if any(map(_is_unknown, names)):
        found.append("a name that nothing vouches for")
    return found


@lru_cache(maxsize=4096)
def _is_unknown(name: Name) -> bool:
    """Whether a name has neither initials nor a given name that is known, nor what organisations are told by."""
    if name.literal:
        told = has_organisation_word(name.literal) or is_known_organisation(name.literal)
        words = name.literal.split()
        return len(words) > 1 and not told and not any(map(str.isupper, words))
    given = name.given.split()
    return bool(given) and not is_given(given[0]) and not any(map(is_initials, given))


def _of_source(reading: Reading) -> str:
    fields = reading.fields.keys()
    if not fields:
        return "no source"
    if "container-title" in fields and not fields.isdisjoint(_NUMBERS):
        return "a periodical with numbers"
    if "publisher" in fields and "publisher-place" in fields:
        return "place and publisher"
    if not fields.isdisjoint(_SOURCE):
        return "a source"
    if not fields.isdisjoint(_NUMBERS):
        return "numbers without a source"
    return "no source" if fields.isdisjoint(_LINKS) else "a link alone"
