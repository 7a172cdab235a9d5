"""One string to one record: every form is tried, the best score wins."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import chain

import msgspec

from soilbib.formats.listing.description import apply_description
from soilbib.formats.listing.forms.coded import read_coded
from soilbib.formats.listing.forms.house import read_house
from soilbib.formats.listing.forms.patents import may_be_patent, read_patent
from soilbib.formats.listing.forms.references import REFERENCE_FORMS, read_undated
from soilbib.formats.listing.learned import SURE, House, correct, read_learned
from soilbib.formats.listing.parts.classify import phrase_type, split_final_kind, split_genre, split_kind
from soilbib.formats.listing.parts.identifiers import Found, find_identifiers
from soilbib.formats.listing.parts.preparation import find_undated, join_link, prepared
from soilbib.formats.listing.parts.segments import clean, outer_quotes, unquote
from soilbib.formats.listing.parts.surplus import without_label, without_remark
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.records import Parsed, to_record
from soilbib.model import Record

LONGEST = 3000
"""Longer strings are no references: they are read in the house form or kept as a title."""

_Forms = tuple[tuple[Callable[[str], Reading | None], float], ...]
_TITLE_ALONE = 0.8  # the highest score of a string that is nothing but a title
_SURER: _Forms = tuple(form for form in REFERENCE_FORMS if form[1] > _TITLE_ALONE)
_OTHERS: _Forms = tuple(form for form in REFERENCE_FORMS if form[1] <= _TITLE_ALONE)
_LONG: tuple[_Forms, _Forms] = ((read_house, 0.95),), ()
_QUOTED: tuple[_Forms, _Forms] = ((read_house, 0.95), *_SURER), _OTHERS
_UNQUOTED: tuple[_Forms, _Forms] = _SURER, ((read_house, 0.8), *_OTHERS)
"""The forms of a string with its title in quotes, and without: those surer than a title alone, and the others."""
_QUOTE_OPENS = re.compile(r"[“”„«»‹›\"‚‘'’](?:(?<!['’])|(?<!\S.))")  # an apostrophe only before a word
_LEAD = 40  # characters; no kind of work before a colon is longer
_ENOUGH = 0.86
_DOUBTFUL, _FAR, _LEAST = 0.75, 0.25, 0.6
"""The confidence of a line that may have too much at its ends, how much surer it is without, and how sure at least."""


def parse_string(text: str, description: str | None = None, house: House | None = None) -> Parsed:
    """Read one string, and the paragraph under it, into a record with the confidence in it.

    By the forms of ``house`` where one fits, else by the built-in grammar, which the house's lists correct.
    """
    line = join_link(clean(text))
    parsed = _parse(line, house=house)
    parsed = msgspec.structs.replace(parsed if house else _without_surplus(parsed), text=text)
    return described(parsed, description) if description else parsed


def _parse(line: str, remark: str = "", house: House | None = None) -> Parsed:
    """Read one line, with a remark on it that is known."""
    found = find_identifiers(line) if len(line) <= LONGEST else Found(line)
    undated = prepared(found.text)
    reading = _house_reading(found.text, undated, house) if house else best_reading(undated)
    if found.fields or found.dates:
        reading = reading.put(found.fields, dates={**reading.dates, **found.dates})
    return to_record(reading.replace(notes=(*reading.notes, remark)) if remark else reading, line)


def _without_surplus(parsed: Parsed) -> Parsed:
    """The same line read without a label in front or a remark behind, where that is far surer."""
    for take in (without_label, without_remark):
        cut = take(parsed.line)
        if cut and (known := parsed.confidence) < _DOUBTFUL:
            other = _parse(*cut)
            surer = other.reading.issued and other.confidence >= max(_LEAST, known + _FAR)
            parsed = other if surer else parsed
    return parsed


@lru_cache(maxsize=4096)
def parse_alone(text: str) -> Parsed:
    """A string read by the built-in grammar: what tells a page's entries asks for the same line several times."""
    return parse_string(text)


def described(parsed: Parsed, description: str) -> Parsed:
    """What was read of a string, with the paragraph under it."""
    if not description.strip():
        return parsed
    return msgspec.structs.replace(parsed, record=apply_description(parsed.record, description))


def _house_reading(text: str, undated: str, house: House) -> Reading:
    """The reading by a form of the house where one fits, unless the corrected built-in reading is surer."""
    learned = read_learned(text, house) if len(text) <= LONGEST else None
    if learned and learned.score >= SURE:
        return learned
    built_in = correct(best_reading(undated), house)
    return learned if learned and learned.score >= built_in.score else built_in


def parse_listing(text: str, description: str | None = None) -> Record:
    """Read one listing string or free-text reference into a record.

    ``description`` is the paragraph under the entry: it becomes the abstract, and its byline may give
    fuller names, the container and a fuller date. Never raises; what is in no field is in ``note``.
    """
    return parse_string(text, description).record


def best_reading(text: str) -> Reading:
    """The reading with the highest score; the title alone where no form applies."""
    led = (
        _read_bracketed(text) if text[:1] in ("[", "(") else _read_led(text) if ": " in text[:_LEAD] else None
    )
    led = led or read_coded(text, _best) or (read_patent(text, _best) if may_be_patent(text) else None)
    return led or _best(text)


def _best(text: str) -> Reading:
    """The reading with the highest score of all forms."""
    mark = find_undated(text) if len(text) <= LONGEST else None
    undated = read_undated(text, mark) if mark else None
    text = _without_mark(text, mark)
    surer, others = _forms_of(text)
    best = _best_of(surer, text, undated)
    if best and best.score >= _ENOUGH:
        return best
    alone = undated or read_title_only(text)
    return _best_of(others, text, best if best and best.score > alone.score else alone) or alone


def _best_of(forms: _Forms, text: str, best: Reading | None) -> Reading | None:
    """The best of a reading that is known and of those in these forms, up to one that is good enough."""
    for form, most in forms:
        if best and most <= best.score:
            continue
        reading = form(text)
        better = reading is not None and (best is None or reading.score > best.score)
        if reading and better and (reading.title or "container-title" in reading.fields):
            best = reading
            if best.score >= _ENOUGH:
                break
    return best


def _read_led(text: str) -> Reading | None:
    """ "Thèse de doctorat : Jane Doe. Title. School, 2019": a whole reference behind the word for its kind."""
    parted = split_kind(text) if not _QUOTE_OPENS.search(text, 0, _LEAD) else None
    reading = best_reading(parted[2]) if parted else None
    if not parted or not reading or not (reading.authors or reading.names):
        return None
    fields = {"genre": parted[0], **reading.fields}
    return reading.replace(fields=fields, type=parted[1] if reading.type in ("", "article") else reading.type)


def _read_bracketed(text: str) -> Reading | None:
    """ "[Vidéo] Title – Body – 2018", "(Video) “Title” – 2018": a whole entry behind its kind in brackets."""
    kind, _, rest = text[1:].partition("] " if text[0] == "[" else ") ")
    told = phrase_type(kind) if rest and len(kind) < _LEAD else ""
    if not told:
        return None
    reading = best_reading(rest)
    vague = reading.type in ("", "article")
    return reading.replace(fields={"genre": kind, **reading.fields}, type=told if vague else reading.type)


def _forms_of(text: str) -> tuple[_Forms, _Forms]:
    """The forms that a string may have, in the order in which to try them."""
    if len(text) > LONGEST:
        return _LONG
    return _QUOTED if _QUOTE_OPENS.search(text) else _UNQUOTED


def _without_mark(text: str, mark: re.Match[str] | None) -> str:
    """The text with a full stop for the mark that stands for its date."""
    return f"{text[: mark.start()]}.{text[mark.end() :]}" if mark else text


def readings(text: str) -> list[Reading]:
    """Every reading of a string, the best first: that of `best_reading`, then by score."""
    ready = prepared(text)
    best = best_reading(ready)
    undated = _without_mark(ready, find_undated(ready))
    others = [
        reading
        for form, _ in chain(*_QUOTED)
        if len(undated) <= LONGEST and (reading := form(undated)) and reading.title
    ]
    return [best, *sorted(others, key=lambda reading: -reading.score)]


def read_title_only(text: str) -> Reading:
    """The whole string as a title, a genre word in front of it apart."""
    parted = split_genre(text) or split_final_kind(text)
    title = parted[2] if parted else text
    quoted = outer_quotes(title) is not None
    if not parted:
        return Reading("title", unquote(title), 0.75 if quoted else 0.55)
    return Reading(
        "title", unquote(title), 0.8 if quoted else 0.65, fields={"genre": parted[0]}, type=parted[1]
    )
