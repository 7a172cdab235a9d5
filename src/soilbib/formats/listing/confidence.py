"""How likely a reading is right in title, date and authors: evidence for and against it, weighed.

Each piece of evidence is a question to the reading and its string; its weight is what it adds to the log-odds. The
weights were fitted by ``bench/listing_calibration.py`` on references that citation styles print, on the same with the
irregularities of real pages, and on made-up listing strings, and rounded; the bench prints them anew and how often
readings of each confidence are right.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from soilbib.formats.listing.parts.cuts import boundaries
from soilbib.formats.listing.parts.segments import outer_quotes
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import is_given, is_known_organisation, is_place
from soilbib.model import Name
from soilbib.model.names import has_organisation_word, is_initials

_CLOSING = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"), ("„", "“”"))
_PAIRED = re.compile(r"[()\[\]“”«»„\"]")
_ODD = re.compile(r"[*†‡_#|<>=~\\/?\[](?:(?<![/?\[])|(?<=//)|(?<=\?)(?=\w)|(?<=\[)(?=[A-Z]\]))")
"""What is seldom a title's: marks of markup and of footnotes,"""
_LABELLED = re.compile(r"\b(?:v|vol|no|nr|n|pp?|s|S)\.\s?\d")
"""and labelled numbers."""
_NAMES = re.compile(
    r"[^\W\d_a-z][\w’'-]++(?:(?:,\s[^\W\d_a-z]\.?|\s[^\W\d_a-z]{1,2}\.?|,?\s(?:[^\W\d_a-z]\.[\s-]?){1,3})[.,:;]"
    r"|,\s[^\W\d_a-z][\w’'-]+\s[^\W\d_a-z]|;\s)"
)
"""How a text begins that a list of names goes on with: "Doe, J.:", "Doe J,", "Doe, Jane T", "Doe; "."""
_LAST_PART = re.compile(
    r",\s[^\W\d_a-z][^,]{1,30}$"
)  # ", Springer": a publisher or place rather than a title's end
_LONG, _SHORT = 25, 2
_YEAR = re.compile(r"[12](?<!\d.)(?:(?<=1)[5-9]|(?<=2)0)\d\d(?!\d)")
_LONE_YEAR = re.compile(r"[12](?<![\w/.-].)(?:(?<=1)[5-9]|(?<=2)0)\d\d(?![\w/-])")
_YEAR_LAST = re.compile(r",\s(?:1[5-9]|20)\d\d$")
_BETWEEN_PLACES = re.compile(r",\s|[;/&–-]|\s(?:and|et|und|y|e)\s")
_DIGIT = re.compile(r"\d")
_SOURCE = frozenset({"container-title", "publisher", "publisher-place", "genre"})
_NUMBERS = frozenset({"volume", "issue", "page"})
_LINKS = frozenset({"DOI", "URL", "ISBN"})
_IMPRINT = ("publisher", "publisher-place")

WEIGHTS: dict[str, float] = {
    "the title begins like names": -3.3,
    "a letter in a family name": -3.0,
    "the title ends in a capital behind a comma": -2.3,
    "the title ends in a place": -2.3,
    "a comma in the title": -2.0,
    "a sentence ends inside the title": -2.0,
    "a year that was not read": -2.0,
    "the title looks cut": -1.7,
    "two dates": -1.5,
    "an organisation in a list": -1.4,
    "a name that nothing vouches for": -1.3,
    "odd marks in the title": -1.3,
    "an odd container": -1.2,
    "an odd publisher": -1.2,
    "form quoted": -1.1,
    "the form hardly fits": -0.9,
    "no source": -0.7,
    "numbers without a source": -0.7,
    "a place that nothing vouches for": -0.6,
    "a year in the title": -0.5,
    "form author-year": -0.5,
    "form title": -0.5,
    "no date": -0.5,
    "a long title": -0.4,
    "a part that is only a note": -0.4,
    "an author of one word": -0.4,
    "form organisation-first": -0.4,
    "a title of one or two words": -0.3,
    "no author": -0.1,
    "text in no field": -0.1,
    "form author-first": 0.0,
    "an author with initials": 0.1,
    "another form": 0.1,
    "authors in full": 0.1,
    "a link alone": 0.2,
    "several authors with initials": 0.2,
    "form title-names-year": 0.3,
    "organisations only": 0.4,
    "the title is quoted": 0.6,
    "a source": 0.7,
    "editors only": 0.9,
    "the form fits well": 0.9,
    "a periodical with numbers": 1.1,
    "place and publisher": 1.2,
    "always": 1.6,
    "form house": 1.7,
    "nothing but a title in quotes": 1.8,
    "form dashes": 2.0,
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
    found += _of_source(reading)
    if leftover:
        found.append("text in no field")
    if reading.notes and not reading.names:
        found.append("a part that is only a note")
    if reading.conflict:
        found.append("two dates")
    if not reading.issued:
        found.append("no date")
        if _LONE_YEAR.search(text.replace(reading.title, "", 1)):
            found.append("a year that was not read")
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
    return found + _of_its_ends(title) if title else found


def _of_its_ends(title: str) -> list[str]:
    """What speaks for names before the title, a place or publisher behind it, or marks that are no title's."""
    first, *others = words = title.split()
    found = []
    if _NAMES.match(title) or (is_given(first.strip(".,")) and others and others[0][0].isupper()):
        found.append("the title begins like names")
    if is_place(words[-1].strip(".,")):
        found.append("the title ends in a place")
    if ", " in title and _LAST_PART.search(title):
        found.append("the title ends in a capital behind a comma")
    if _ODD.search(title) or ("." in title and _LABELLED.search(title)):
        found.append("odd marks in the title")
    return found


def _is_cut(title: str) -> bool:
    """Whether a title ends in a mark, or its quotes or brackets do not pair."""
    if title[-1:] in ",;:(–-/":
        return True
    if not _PAIRED.search(title):
        return False
    loose = (title.count(mark) > sum(map(title.count, partners)) for mark, partners in _CLOSING)
    return title.count('"') % 2 == 1 or title.count("”") > title.count("“") or any(loose)


def _of_people(reading: Reading) -> list[str]:
    names = reading.authors
    if not names:
        return ["editors only" if reading.names else "no author"]
    given = [name.given for name in names if name.given]
    if len(names) > 1 and len(given) == len(names) and all(map(is_initials, given)):
        odd = any(map(_has_letter, names))
        return ["several authors with initials", *(["a letter in a family name"] if odd else [])]
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
    if any(map(_has_letter, names)):
        found.append("a letter in a family name")
    return found


@lru_cache(maxsize=4096)
def _has_letter(name: Name) -> bool:
    """Whether a word of a family name is a letter: two names that nothing parts, "Doe J Roe"."""
    return any(word.isupper() and len(word.strip(".")) == 1 for word in name.family.split())


@lru_cache(maxsize=4096)
def _is_unknown(name: Name) -> bool:
    """Whether a name has neither initials nor a given name that is known, nor what organisations are told by."""
    if name.literal:
        told = has_organisation_word(name.literal) or is_known_organisation(name.literal)
        words = name.literal.split()
        return len(words) > 1 and not told and not any(map(str.isupper, words))
    given = name.given.split()
    return bool(given) and not is_given(given[0]) and not any(map(is_initials, given))


def _of_source(reading: Reading) -> list[str]:
    fields = reading.fields
    found = [_kind_of_source(fields)]
    if any(_DIGIT.search(part) or _is_parted(part) for part in map(fields.get, _IMPRINT) if part):
        found.append("an odd publisher")
    if not _is_somewhere(fields.get("publisher-place", "")):
        found.append("a place that nothing vouches for")
    container = fields.get("container-title", "")
    if container and (
        _is_parted(container) or (_LONE_YEAR if not reading.issued else _YEAR_LAST).search(container)
    ):
        found.append("an odd container")
    return found


@lru_cache(maxsize=4096)
def _is_somewhere(place: str) -> bool:
    """Whether a place, or one of several, is known, or there is none."""
    return not place or any(is_place(part.strip(" .[]")) for part in _BETWEEN_PLACES.split(place))


def _is_parted(text: str) -> bool:
    """Whether a sentence ends in a text."""
    return (". " in text or "? " in text) and bool(boundaries(text))


def _kind_of_source(fields: dict[str, str]) -> str:
    names = fields.keys()
    if not names:
        return "no source"
    if "container-title" in names and not names.isdisjoint(_NUMBERS):
        return "a periodical with numbers"
    if "publisher" in names and "publisher-place" in names:
        return "place and publisher"
    if not names.isdisjoint(_SOURCE):
        return "a source"
    if not names.isdisjoint(_NUMBERS):
        return "numbers without a source"
    return "no source" if names.isdisjoint(_LINKS) else "a link alone"
