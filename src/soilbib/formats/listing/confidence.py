"""How likely a reading is right in title, date and authors: evidence for and against it, weighed.

Each piece of evidence is a question to the reading and its string; its weight is what it adds to the log-odds. The
weights were fitted by ``bench/listing_calibration.py`` on references that citation styles print, on the same with the
irregularities of real pages, on made-up listing strings, and on public references and listing strings as read when met
for the first time, and rounded; the bench prints them anew and how often readings of each confidence are right.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import chain

from soilbib.formats.listing.confidence_weights import WEIGHTS
from soilbib.formats.listing.parts.cuts import boundaries
from soilbib.formats.listing.parts.imprints import PUBLISHER_WORD
from soilbib.formats.listing.parts.segments import outer_quotes
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import (
    is_given,
    is_known_organisation,
    is_known_publisher,
    is_place,
)
from soilbib.formats.listing.vocabulary.words import is_named_periodical
from soilbib.model import Name
from soilbib.model.names import has_organisation_word, is_initials

_CLOSING = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"), ("„", "“”"))
_PAIRED = re.compile(r"[()\[\]“”«»„\"]")
_ODD = re.compile(
    r"[*†‡_#|<>=~\\/?\[](?:(?<![/?\[])|(?<=//)|(?<=\?)(?=\w)|(?<=\[)(?=[A-Z]\]))"
    r"|\s(?<=[a-zß-öø-ÿ]{2}\s)(?:In|Em|En|Dans)\s[^\W\d_a-z]"
)
"""What is seldom a title's: marks of markup and of footnotes, what leads in a container amid small letters,"""
_INNER_TITLE = re.compile(r"[\w,]\s“[^”]+(?:\s[^”]+){3,}”")
_LABELLED = re.compile(r"\b(?:(?:v|vol|no|nr|n|pp?|s|S)\.\s?|pp\s)\d|,\s,")
"""labelled numbers and commas that nothing stands between."""
_NUMBERED = re.compile(r"\d\s?[–-]\s?\d|[Vv]ol\.?\s\d|\bpp\.\s?\d")
_ROLE = re.compile(
    r"\((?:[Ee]ds?|[ÉéEe]ds?|[Dd]irs?|[Hh]rsg|[Hh]g|[Cc]omp|[Cc]oords?|[Rr]ed)(?:\.?\)|\.?\s[A-Z])|\b(?:[Pp]réf|[Tt]rad|[Tt]ransl|eds?|dir|[Vv]oll?|[Cc]oord)\.[\s,]"
)
"""and what calls somebody an editor, translator and the like."""
_ODD_IN_NAME = re.compile(
    r"^\(|\n\(|[*+=@#_“”\":;?!|<>\d]|[^\W\d_A-Z]{3}\.\s|’(?=\n)|\.\s(?:[^\W\d_a-z][\w’-]+\s)+[^\W\d_a-z]\."
)
"""What is seldom a name's: marks, numbers, a sentence's end, an apostrophe at the end, two persons' initials."""
_LABEL_LAST = re.compile(r"[\s,.](?:voll?|vols|[Nn]o|[Nn]r|núm|Bd|ed|éd|Univ|Int|Dept|Diss|Phil|pp?)$")
_LABEL = 6  # characters; no label is longer
_PERSON_LAST = re.compile(
    r",\s[^,]*?(?P<given>[^\W\d_a-z][a-zß-öø-ÿ]+)\s(?:[^\W\d_a-z]\.\s)?[^\W\d_a-z][\w’-]+$"
)
_NUMBER_LAST = re.compile(r",\s[^\W\d_a-z][^,]*\s\d{1,4}$")
"""Persons and numbers of a series behind the last comma of a title."""
_NAMES = re.compile(
    r"[^\W\d_a-z][\w’'-]++(?:(?:,\s[^\W\d_a-z]\.?|\s[^\W\d_a-z]{1,2}\.?|,?\s(?:[^\W\d_a-z]\.[\s-]?){1,3})[.,:;]"
    r"|,\s[^\W\d_a-z][\w’'-]+\s[^\W\d_a-z]|;\s)"
    r"|(?:[^\W\d_a-z]\.[\s-]?){1,3}[^\W\d_a-z][\w’'-]+(?:,\s|\s[–—&]\s)"
)
"""How a text begins that a list of names goes on with: "Doe, J.:", "Doe J,", "Doe, Jane T", "Doe; ", "J. Doe, "."""
_LAST_PART = re.compile(
    r",\s[^\W\d_a-z][^,]{1,30}$"
)  # ", Springer": a publisher or place rather than a title's end
_IN = re.compile(r"(?:[.,;:?!”»\"’)]\s(?:[Ii]n|[Dd]ans|[Ee]n|[Ee]m|W|V|В кн\.)\s?:?\s|//\s?)")
_LONG, _SHORT, _PARTICLE = 25, 2, 3
_ONE_LETTER = 2  # characters of it and its full stop
_INITIALS = 2  # letters of a word that is nobody's family name
COMPLETE = frozenset({"a periodical with numbers", "place and publisher", "a thesis and its school"})
"""The sources of which no part is likely to be left in the title."""
_YEAR = re.compile(r"[12](?<!\d.)(?:(?<=1)[5-9]|(?<=2)0)\d\d(?!\d)")
_LONE_YEAR = re.compile(r"[12](?<![\w/.-].)(?:(?<=1)[5-9]|(?<=2)0)\d\d(?![\w/-])")
_YEAR_LAST = re.compile(r",\s(?:1[5-9]|20)\d\d$")
_BETWEEN_PLACES = re.compile(r",\s|[;/&–-]|\s(?:and|et|und|y|e)\s")
_DIGIT = re.compile(r"\d")
_SOURCE = frozenset({"container-title", "publisher", "publisher-place", "genre"})
_NUMBERS = frozenset({"volume", "issue", "page"})
_LINKS = frozenset({"DOI", "URL", "ISBN"})
_IMPRINT = ("publisher", "publisher-place")
_LISTINGS = frozenset({"house", "dashes", "quoted"})
"""The forms in which bodies are authors more often than in references."""


def confidence_in(reading: Reading, text: str, leftover: str) -> float:
    """The probability (0..1) that title, date and authors of a reading are right."""
    return _probability(sum(map(WEIGHTS.__getitem__, evidence(reading, text, leftover))))


@lru_cache(maxsize=1024)
def _probability(odds: float) -> float:
    """The probability of these log-odds, in hundredths."""
    return round(1 / (1 + math.exp(-odds)), 2)


def evidence(reading: Reading, text: str, leftover: str) -> list[str]:
    """The pieces of evidence that a reading shows, by their names in `WEIGHTS`."""
    form = f"form {reading.form}"
    found = ["always", form if form in FORMS else "another form"]
    if reading.score >= 0.9:
        found.append("the form fits well")
    elif reading.score < 0.75:
        found.append("the form hardly fits")
    source = _kind_of_source(reading)
    found += _of_title(reading, text, source)
    found += _of_people(reading, text)
    found += [source, *_of_source(reading, text)]
    if leftover:
        found.append("text in no field")
    if reading.notes and not reading.names:
        found.append("a part that is only a note")
    if reading.conflict:
        found.append("two dates")
    if reading.form in _LISTINGS:
        found += _of_bodies(reading)
    if not reading.issued:
        found.append("no date")
        if _LONE_YEAR.search(text.replace(reading.title, "", 1)):
            found.append("a year that was not read")
    return found


FORMS = frozenset(
    f"form {name}"
    for name in "house dashes author-year author-first quoted title-names-year organisation-first title learned".split()
)


def _of_bodies(reading: Reading) -> list[str]:
    """What in a listing string speaks against its bodies: that no word tells one, or that another stands beside it."""
    bodies = [name.literal for name in reading.authors if name.literal]
    publisher = reading.fields.get("publisher", "")
    house = not publisher or is_known_publisher(publisher) or PUBLISHER_WORD.search(publisher)
    found = []
    if any(" " in body and not _is_told(body) for body in bodies):
        found.append("a body that no word tells")
    if not house and not _is_told(publisher):
        found.append("a publisher that no word tells")
    elif not house and bodies and len(bodies) == len(reading.authors):
        found.append("a body beside a body")
    return found


@lru_cache(maxsize=4096)
def _is_told(body: str) -> bool:
    """Whether a word of a body, its being known, or capitals throughout tell that it is one."""
    return has_organisation_word(body) or is_known_organisation(body) or body.isupper()


def _of_title(reading: Reading, text: str, source: str) -> list[str]:
    title = reading.title
    if not title:
        return ["no title"]
    count = len(title.split())
    start = text.find(title)
    around = _around(title, text, start) if start > 0 else ""
    found = []
    if reading.form == "title" and outer_quotes(text):
        found.append("nothing but a title in quotes")
    if len(around) == 2 and around[0] in '“«„"‘' and around[1] in '”»“"’.,':
        found.append("the title is quoted")
    elif cuts := boundaries(title):
        told = source in COMPLETE and _is_subtitle(title[cuts[-1] :])
        found.append("a subtitle behind a full stop" if told else "a sentence ends inside the title")
    if ", " in title and len(around) < 2:
        found.append("a comma in the title")
    if count <= _SHORT:
        found.append("a title of one or two words")
    if count >= _LONG:
        found.append("a long title")
    whole_quoted = title[:1] in "“«„" and title[-1:] in "”»“"
    abbreviated = count <= _SHORT and ". " in title  # "J. Atmos"
    if (
        whole_quoted
        or abbreviated
        or title[:1].islower()
        or _is_cut(title)
        or not any(map(str.isalpha, title))
    ):
        found.append("the title looks cut")
    if _YEAR.search(title):
        found.append("a year in the title")
    return found + _of_its_ends(title, source, quoted="the title is quoted" in found)


def _around(title: str, text: str, start: int) -> str:
    """The two characters around a title, the blanks inside guillemets apart."""
    return text[:start].rstrip()[-1:] + text[start + len(title) :].lstrip()[:1]


def _is_subtitle(sentence: str) -> bool:
    """Whether a sentence of words in small letters, without a number, goes on with a title: no series, no body."""
    words = sentence.split()
    small = sum(word[0].islower() and len(word) > _PARTICLE for word in words)
    return small >= 1 and small * 3 >= len(words) and not _DIGIT.search(sentence)


def _ends_in_publisher(last: str) -> bool:
    """Whether the last word of a title is what publishers are called: "Soils of the marsh University Press"."""
    return PUBLISHER_WORD.fullmatch(last) is not None or last == "UP" or is_known_publisher(last)


def _of_its_ends(title: str, source: str, *, quoted: bool) -> list[str]:
    """What speaks for names before the title, a place or publisher behind it, or marks that are no title's."""
    first, *others = words = title.split()
    found = []
    if _NAMES.match(title) or (is_given(first.strip(".,")) and others and others[0][0].isupper()):
        found.append("the title begins like names")
    known = ", before a whole source" if source in COMPLETE else ""
    if is_place(words[-1].strip(".,")):
        found.append(f"the title ends in a place{known}")
    if others and not quoted and "A" <= words[-1][0] <= "Z" and _ends_in_publisher(words[-1].strip(".")):
        found.append("the title ends in a publisher")
    if ", " in title and _LAST_PART.search(title):
        found.append(f"the title ends in a capital behind a comma{known}")
    person = _PERSON_LAST.search(title) if ", " in title else None
    if (person and is_given(person["given"])) or (title[-1].isdigit() and _NUMBER_LAST.search(title)):
        found.append("a person or a number behind the last comma")
    if "“" in title and not quoted and _INNER_TITLE.search(title):
        found.append("a title in quotes inside the title")
    labelled = ("." in title or " pp " in title or ", ," in title) and _LABELLED.search(title)
    called = ("." in title or "(" in title) and _ROLE.search(title)
    if labelled or called or _ODD.search(title):
        found.append("odd marks in the title")
    return found


def _is_cut(title: str) -> bool:
    """Whether a title ends in a mark or a label, or its quotes or brackets do not pair."""
    if title[-1:] in ",;:(–-/" or _LABEL_LAST.search(title, max(0, len(title) - _LABEL)):
        return True
    if not _PAIRED.search(title):
        return False
    loose = (title.count(mark) > sum(map(title.count, partners)) for mark, partners in _CLOSING)
    closed = title.count(")") > title.count("(") or title.count("]") > title.count("[")
    return title.count('"') % 2 == 1 or title.count("”") > title.count("“") or closed or any(loose)


def _of_people(reading: Reading, text: str) -> list[str]:
    names = reading.authors
    if not names:
        return ["editors only" if reading.names else "no author"]
    given = [name.given for name in names if name.given]
    if len(names) > 1 and len(given) == len(names) and all(map(is_initials, given)):
        return _with_oddities(["several authors with initials"], names)
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
    if any(_is_unknown(name) and not _is_parted_name(name, text) for name in names):
        found.append("a name that nothing vouches for")
    return _with_oddities(found, names)


def _with_oddities(found: list[str], names: tuple[Name, ...]) -> list[str]:
    """The evidence with what in any of the names speaks against it."""
    return list(dict.fromkeys(chain(found, *map(_oddities, names))))


@lru_cache(maxsize=4096)
def _oddities(name: Name) -> tuple[str, ...]:
    """What in a name by itself speaks against it."""
    odd = _ODD_IN_NAME.search(f"{name.family}\n{name.given}\n{name.literal}")
    found = ("odd marks in a name",) if odd else ()
    said = name.family or name.literal
    if " " not in said and len(said) > _ONE_LETTER:
        return found
    if _has_letter(said, 1 if said.isupper() or name.literal else _INITIALS):
        return (*found, "a letter in a family name")
    first, _, last = name.family.rpartition(" ")  # "Doe Martin J.S."
    doubtful = first and is_initials(name.given) and is_given(last) and not is_given(first)
    return (*found, "a given name in a family name") if doubtful else found


def _has_letter(family: str, most: int) -> bool:
    """Whether a word is a letter or two: two names that nothing parts, "Doe J Roe", "Doe JA Roe"."""
    return any(word.isupper() and len(word.strip(".")) <= most for word in family.split())


@lru_cache(maxsize=4096)
def _is_unknown(name: Name) -> bool:
    """Whether a name has neither initials nor a given name that is known, nor what organisations are told by."""
    if name.literal:
        told = has_organisation_word(name.literal) or is_known_organisation(name.literal)
        return not told and not any(map(str.isupper, name.literal.split()))
    given = name.given.split()
    return bool(given) and not is_given(given[0]) and not any(map(_is_initial, given))


def _is_initial(word: str) -> bool:
    """Whether a word of a given name is an initial or two: no acronym."""
    return is_initials(word) and (len(word) <= len("AB") or "." in word)


def _is_parted_name(name: Name, text: str) -> bool:
    """Whether a comma or capitals tell which part of a name is the family's: "Doe, Jane", "DOE Jane"."""
    if name.literal:
        return False
    if is_place(name.given) or (name.given.isupper() and not any(map(_is_initial, name.given.split()))):
        return False  # "Moor Bank, Oslo", "Jane Doe, NSW DPI"
    inverted = f"{name.full_family}, {name.given}"
    listed = f"{inverted}, " in text  # "Doe, Roe, Poe: Title"
    return (inverted in text and not listed) or f"{name.family.upper()} {name.given}" in text


def _of_source(reading: Reading, text: str) -> list[str]:
    fields = reading.fields
    found = []
    if any(_DIGIT.search(part) or _is_parted(part) for part in map(fields.get, _IMPRINT) if part):
        found.append("an odd publisher")
    if "publisher-place" in fields and "publisher" not in fields:
        found.append("a place without a publisher")
    if not _is_somewhere(fields.get("publisher-place", "")):
        found.append("a place that nothing vouches for")
    container = fields.get("container-title", "")
    led = container and _IN.search(text, 0, text.find(container)) is not None
    if led:
        found.append("a container that a word leads in")
    elif container and "publisher-place" in fields and not _is_numbered(fields):
        found.append("a book that nothing leads in")
    elif container and _is_unparted(reading.title, container, text):
        found.append("nothing between title and container")
    elif container and (
        _is_parted(container)
        or _NUMBERED.search(container)
        or (_LONE_YEAR if not reading.issued else _YEAR_LAST).search(container)
    ):
        found.append("an odd container")
    return found


def _is_unparted(title: str, container: str, text: str) -> bool:
    """Whether no mark stands between a title and a container that is not known by name."""
    joined = title[-1:].isalpha() and f"{title} {container}" in text
    return joined and not is_named_periodical(container)


@lru_cache(maxsize=4096)
def _is_somewhere(place: str) -> bool:
    """Whether a place, or one of several, is known, or there is none."""
    return not place or any(is_place(part.strip(" .[]")) for part in _BETWEEN_PLACES.split(place))


def _is_parted(text: str) -> bool:
    """Whether a sentence ends in a text."""
    return (". " in text or "? " in text) and bool(boundaries(text))


def _is_numbered(fields: dict[str, str]) -> bool:
    """Whether a volume or an issue speaks for a periodical."""
    return "volume" in fields or "issue" in fields


def _kind_of_source(reading: Reading) -> str:
    names = reading.fields.keys()
    nothing = "nothing behind a dated title" if reading.form == "author-year" else "no source"
    if names.isdisjoint(_SOURCE) and names.isdisjoint(_NUMBERS):
        return nothing if names.isdisjoint(_LINKS) else "a link alone"
    if reading.type == "thesis" and "publisher" in names:
        return "a thesis and its school"
    if "container-title" in names and not names.isdisjoint(_NUMBERS):
        return "a periodical with numbers"
    if "publisher" in names and "publisher-place" in names:
        return "place and publisher"
    return "numbers without a source" if names.isdisjoint(_SOURCE) else "a source"
