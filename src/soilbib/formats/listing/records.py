"""The record of a reading: its fields, its type, and what of the string is in none of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from soilbib.formats.listing.confidence import confidence_in
from soilbib.formats.listing.forms.east_asian import without_counters
from soilbib.formats.listing.forms.marked import without_labels
from soilbib.formats.listing.parts.containers import take_bracket
from soilbib.formats.listing.parts.names import VARIOUS
from soilbib.formats.listing.parts.segments import outer_quotes, unquote
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import FILM_PLATFORMS
from soilbib.formats.listing.vocabulary.language import detect_language
from soilbib.formats.listing.vocabulary.words import (
    STRUCTURAL,
    is_periodical,
    periodical_type,
    reference_type,
)
from soilbib.model import Name, Record, Source
from soilbib.model.name_splitting import is_ideographic

_WORD = re.compile(r"\w+")
_GLUED_NUMBER = re.compile(r"^[a-z]{1,3}(?=\d)|(?<=\d)[a-zèª]{1,3}$")  # "p12", "2019a"
_BROADCASTERS = frozenset("radio television télévision televisión fernsehen tv arte bbc".split())
_RUNNING_TIME = re.compile(r"\d{1,3}\s?(?:[Mm]in(?:ut\w+)?|mn)\.?")
_LONG_VALUE = 8  # characters; longer values are looked for as they are before their words are
_TRIM = " \t,;:–—-|·/="
_WITHOUT_MARKS: dict[str, Callable[[str], str]] = {"labelled": without_labels, "east-asian": without_counters}
"""The forms whose marks are no text: what takes them out."""


class Parsed(Struct, frozen=True):
    """A record, the reading of a line that it comes from, what of the line is in no field, and the string as it was."""

    record: Record
    reading: Reading
    line: str
    leftover: str = ""
    text: str = ""

    @property
    def confidence(self) -> float:
        """The probability (0..1) that title, date and authors are right, told when asked for."""
        return confidence_in(self.reading, self.line, self.leftover)

    @property
    def form(self) -> str:
        """The form that was recognised."""
        return self.reading.form

    @property
    def doubt(self) -> str:
        """What is doubtful in it; empty where nothing is."""
        return self.reading.conflict or self.leftover

    @property
    def fit(self) -> float:
        """How well its form fits the string, 0 to 1: what tells entries of a page from other lines.

        The form's own score, less a tenth for text that found no field, less three twentieths for a date
        that contradicts another, less a tenth where neither an author nor a date was found.
        """
        reading = self.reading
        value = reading.score - (0.1 if self.leftover else 0.0) - (0.15 if reading.conflict else 0.0)
        value -= 0.1 if not reading.authors and not reading.issued and not reading.names else 0.0
        return round(max(0.0, min(1.0, value)), 2)


def to_record(reading: Reading, text: str) -> Parsed:
    """The record of a reading; what of the text is in no field becomes its note."""
    reading = _without_edition(reading) if reading.title.endswith(")") else reading
    if "director" in reading.names:  # a film is by its director: a body beside him has shown it
        reading = reading.with_body_as("publisher")
    title = unquote(reading.title) if outer_quotes(reading.title) else reading.title
    titled = {"title": title} if reading.title or "container-title" not in reading.fields else {}
    fields = {**titled, **{key: value for key, value in reading.fields.items() if value}}
    names = {"author": reading.authors, **reading.names} if reading.authors else dict(reading.names)
    dates = {"issued": reading.issued, **reading.dates} if reading.issued else dict(reading.dates)
    language = fields.get("language") or detect_language(reading.title, text)
    if language:
        fields["language"] = language
    notes = [note for note in reading.notes if note]
    leftover = leftover_of(reading, text)
    if leftover == "13" and "ISBN" in fields:
        leftover = ""  # "ISBN 13: 978-…"
    elif leftover and _RUNNING_TIME.fullmatch(leftover):
        fields["dimensions"], leftover = leftover, ""
    if notes or leftover:
        fields["note"] = "; ".join(
            [*([fields["note"]] if "note" in fields else []), *notes, *([leftover] if leftover else [])]
        )
    record = Record(
        type=choose_type(reading, fields, names),
        names=names,
        dates=dates,
        fields=fields,
        truncated=("author",) if reading.truncated and "author" in names else (),
        source=Source(format="listing"),
    )
    return Parsed(record, reading, text, leftover)


def _without_edition(reading: Reading) -> Reading:
    """A reading with the edition taken out of the bracket at the end of its title: "Soil Physics (4th Edition)"."""
    title, fields = take_bracket(reading.title)
    if fields.keys() != {"edition"} or "edition" in reading.fields:
        return reading
    return reading.replace(title=title, fields={**reading.fields, **fields})


def leftover_of(reading: Reading, text: str) -> str:
    """What of a text is in no value of its reading, the marks of its form apart."""
    said = _WITHOUT_MARKS[reading.form](text) if reading.form in _WITHOUT_MARKS else text
    names = [name.display for group in (reading.authors, *reading.names.values()) for name in group]
    dates = [date.raw or date.text for date in (reading.issued, *reading.dates.values()) if date]
    return leftover_text(said, [reading.title, *reading.fields.values(), *reading.notes, *names, *dates])


def leftover_text(text: str, kept: list[str]) -> str:
    """The stretches of a text whose words are in none of the kept values, joined by " / ".

    Words that are structure (joiners, "vol.", "pp.") are left out where they stand alone.
    """
    unknown = _unsaid(text, kept)
    if not unknown or unknown.issubset(words_of(" ".join(kept))):
        return ""
    have = set(words_of(" ".join(kept)))
    stretches: list[str] = []
    start: int | None = None
    end = 0
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        missing = word not in have and word not in STRUCTURAL and not _is_held(word, have)
        if missing and start is None:
            start = match.start()
        elif not missing and start is not None and word in have and word not in STRUCTURAL:
            stretches.append(text[start:end])
            start = None
        if missing:
            end = match.end()
    if start is not None:
        stretches.append(text[start:end])
    return " / ".join(stretch.strip(_TRIM) for stretch in stretches)


def _is_held(word: str, have: set[str]) -> bool:
    """Whether a word is held but for letters glued to its number: "p12", "2019a", "239e251" for "239-251"."""
    return _GLUED_NUMBER.sub("", word) in have or (word[0].isdigit() and have.issuperset(word.split("e")))


def _unsaid(text: str, kept: list[str]) -> set[str]:
    """The words of a text without the long values that stand in it, that are in none of the other values."""
    others = []
    for value in kept:
        before, said, after = text.partition(value) if len(value) > _LONG_VALUE else (text, "", "")
        if said and not (before[-1:].isalnum() or after[:1].isalnum() or "_" in before[-1:] + after[:1]):
            text = f"{before} {after}"
        else:
            others.append(value)
    return set(words_of(text)).difference(STRUCTURAL, words_of(" ".join(others)))


def words_of(text: str) -> list[str]:
    """The words of a text, case folded."""
    words: list[str] = _WORD.findall(text.casefold())
    return words


def choose_type(reading: Reading, fields: dict[str, str], names: dict[str, tuple[Name, ...]]) -> str:
    """The item type: the genre's, the container's, or what the other fields and the authors speak for."""
    corporate = bool(reading.authors) and all(name.literal for name in reading.authors)
    corporate = corporate and not VARIOUS.match(reading.authors[0].literal)
    vague = reading.type == "article" and (corporate or "container-title" in fields)
    if (reading.type or "director" in names) and not vague:
        return reading.type or "motion_picture"
    if fields.get("container-title"):
        return _contained_type(reading, fields, names)
    shown = not FILM_PLATFORMS.isdisjoint(
        {fields.get("source", ""), fields.get("publisher", "").partition(",")[0]}
    )
    if shown or "scale" in fields:
        return "motion_picture" if shown else "map"
    if corporate and not all(is_ideographic(name.literal[:1]) for name in reading.authors):
        return _corporate_type(reading, fields)
    daily = reading.issued is not None and len(reading.issued.start) == 3
    if _is_book(fields) and not (
        daily and fields.keys().isdisjoint({"publisher-place", "number-of-pages", "ISBN"})
    ):
        return "book"
    return "webpage" if "URL" in fields and not reading.authors and "archive" not in fields else "document"


def _contained_type(reading: Reading, fields: dict[str, str], names: dict[str, tuple[Name, ...]]) -> str:
    """A chapter where editors or an edition speak for a book; else by the periodical, a full date for a newspaper."""
    daily = reading.issued is not None and len(reading.issued.start) == 3
    if daily and "URL" in fields and "page" not in fields and "editor" in names:
        return "webpage"
    kind = reference_type(set(words_of(fields["container-title"])))
    if kind:
        return kind
    if ("editor" in names and "issue" not in fields) or "edition" in fields:
        return "chapter"
    kind = periodical_type(fields["container-title"])
    if "publisher" in fields and fields.keys().isdisjoint({"volume", "issue"}) and kind == "article-journal":
        return "article-journal" if is_periodical(fields["container-title"]) else "chapter"
    if kind == "article-journal" and daily and fields.keys().isdisjoint({"volume", "issue"}):
        return "article-newspaper"
    return kind


def _corporate_type(reading: Reading, fields: dict[str, str]) -> str:
    """The type of what organisations alone have made: broadcasters' programmes, else reports where they are dated."""
    if any(not _BROADCASTERS.isdisjoint(words_of(name.literal)) for name in reading.authors):
        return "broadcast"
    return "report" if reading.issued or "publisher" in fields else "document"


def _is_book(fields: dict[str, str]) -> bool:
    return any(
        key in fields for key in ("publisher-place", "number-of-pages", "edition", "ISBN", "collection-title")
    ) or ("publisher" in fields and "URL" not in fields)
