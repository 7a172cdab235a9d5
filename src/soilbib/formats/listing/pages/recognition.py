"""What is an entry and what is none: a line by itself, and a text that holds some."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from soilbib.formats.listing.forms.marked import is_labelled
from soilbib.formats.listing.pages.hypertext import is_html
from soilbib.formats.listing.pages.markdown import is_markdown
from soilbib.formats.listing.pages.repeated import AUTHORS_LEAD
from soilbib.formats.listing.pages.roles import is_led_by_role
from soilbib.formats.listing.pages.shape import has_shape, is_code, is_more, is_posted, is_prose, is_reference
from soilbib.formats.listing.pages.structure import read_page
from soilbib.formats.listing.parts.names import is_vouched
from soilbib.formats.listing.parts.segments import clean, outer_quotes
from soilbib.formats.listing.strings import parse_alone
from soilbib.model import Record
from soilbib.model.names import has_organisation_word

_SAMPLE = 400  # lines that are looked at
_WELL, _FAIRLY = 0.75, 0.6  # how well a form reads an entry by itself, and one of several
_SHORTEST, _LONGEST_SIGNED = 15, 200  # characters of an item that is a title and persons
_SOME = 3  # entries of one form
_DATES = ("issued", "accessed")
_LABELLED = 300  # characters of an entry in labelled lines
_OPENING = '“«„"‘'
_BLANKS = "\n\r\t\f\u200b\ufeff"
_RULE = re.compile(r"([-=_*~])\1{4,}")
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")


def is_entry(text: str) -> bool:
    """Whether a line is an entry: by its shape, as a reference, or because a form reads it well."""
    shaped = has_shape(text) or is_reference(text) or _fit(text)[1] >= _WELL
    return shaped and not (is_posted(text) or is_more(text) or is_led_by_role(text))


def alike(texts: Sequence[str], entries: Collection[int]) -> Iterator[int]:
    """Which others of the texts of a page are entries: those that a form reads fairly that more of them have."""
    fair = {
        number: form
        for number, text in enumerate(texts)
        if text and number not in entries and (form := _form_of(text))
    }
    if fair:
        known = [_form_of(texts[number]) for number in list(entries)[:_SAMPLE]]
        counts = Counter([*fair.values(), *known])
        yield from (number for number, form in fair.items() if counts[form] >= _SOME)


def is_signed(text: str) -> bool:
    """Whether an item of a list is a title and persons behind it that something vouches for, without a date."""
    if not _SHORTEST <= len(text) <= _LONGEST_SIGNED or is_more(text):
        return False
    parsed = parse_alone(text)
    people = parsed.record.authors
    vouched = any(map(is_vouched, people)) and all(name.family for name in people)
    return vouched and parsed.fit >= _FAIRLY and parsed.form not in AUTHORS_LEAD and bool(parsed.record.title)


def reads_fairly(text: str) -> bool:
    """Whether a form gives author and date of a line, if not so well that it is an entry by itself."""
    return bool(_form_of(text))


def _form_of(text: str) -> str:
    form, fit = _fit(text)
    return form if fit >= _FAIRLY and not (is_posted(text) or is_more(text)) else ""


@lru_cache(maxsize=4096)
def _fit(text: str) -> tuple[str, float]:
    """The form that reads a line, and how well where it gives author and date; else nothing."""
    if not 30 <= len(text) <= 600 or not (_YEAR.search(text) or is_labelled(text)):
        return "", 0.0
    line = clean(text)
    if not (line.lstrip(_OPENING)[:1].isupper() or not line[0].isascii()):
        return "", 0.0
    parsed = parse_alone(text)
    labelled = parsed.form == "labelled"
    named, dated = bool(parsed.record.names), not parsed.record.dates.keys().isdisjoint(_DATES)
    told = (named and dated) or (labelled and (named or dated)) or (dated and _is_issued(parsed.record))
    return (parsed.form, parsed.fit) if told else ("", 0.0)


def _is_issued(record: Record) -> bool:
    """Whether a body is said to have brought a work out, with a month at least: "Title. Rivers Institute. May 2015"."""
    issued = record.dates.get("issued")
    exact = issued is not None and len(issued.start) > 1
    return exact and bool(record.title) and has_organisation_word(record.fields.get("publisher", ""))


def looks_like(text: str) -> bool:
    """Whether a text holds listing strings or references: a fair part of its lines, and hardly any of code or "
    "tags."""
    if "\x00" in text or sum(not char.isprintable() and char not in _BLANKS for char in text[:5000]) > 10:
        return False
    if is_html(text) or is_markdown(text):
        marked = [line for block in read_page(text, is_entry).blocks for line in block][:_SAMPLE]
        linked = sum(bool(line.url) and outer_quotes(line.text) is not None for line in marked)
        linked += sum(line.item and not line.url and is_signed(line.text) for line in marked)
        lines = [line.text for line in marked]
        return (not lines and "<html" in text.lower()) or _holds_entries(lines, linked)
    stripped = [line.strip() for line in text.splitlines()]
    lines = _with_labels([line for line in stripped if line and not _RULE.fullmatch(line)][:_SAMPLE])
    coded = sum(is_code(line) for line in lines)
    if not lines or is_code(lines[0]):
        return False
    # a paragraph under an entry may look like code; more of it than of entries is another format
    if coded * 12 > len(lines) and coded > sum(_speaks_for_a_listing(line) for line in lines):
        return False
    return _holds_entries(lines) or _holds_cards(stripped[: 2 * _SAMPLE])


def _holds_cards(lines: list[str]) -> bool:
    """Whether a fair part of the lines are entries once those that make up one are joined."""
    page = read_page("\n".join(lines), is_entry)
    joined = [line.text for block in page.blocks for line in block]
    return joined != [line for line in lines if line] and _holds_entries(joined)


def _with_labels(lines: list[str]) -> list[str]:
    """The lines, those that labels begin ("Titre : …", "Auteur : …") as one with the ones before them."""
    joined: list[str] = []
    for line in lines:
        if (
            joined
            and line[0].isupper()
            and is_labelled(line)
            and is_labelled(joined[-1])
            and len(joined[-1]) < _LABELLED
        ):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _holds_entries(lines: list[str], linked: int = 0) -> bool:
    """Whether a fair part of the lines are entries, among them ``linked`` titles alone: links, or with persons."""
    entries = linked + sum(_speaks_for_a_listing(line) for line in lines)
    paragraphs = sum(is_prose(line) for line in lines)
    if len(lines) == 1 and not entries:
        parsed = parse_alone(lines[0])
        return parsed.fit >= 0.6 and bool(parsed.record.names) and bool(parsed.record.title)
    return entries > 0 and entries * 20 >= len(lines) and entries * 4 >= paragraphs


def _speaks_for_a_listing(text: str) -> bool:
    """Whether a line is an entry by more than quotes around all of it."""
    return is_entry(text) and outer_quotes(text) is None
