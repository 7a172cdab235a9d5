"""The reading of known authors and date, and a text that begins with the title."""

from __future__ import annotations

import re

import msgspec

from soilbib.formats.listing.forms.title_year import read_title_year
from soilbib.formats.listing.parts.classify import genre_type
from soilbib.formats.listing.parts.imprints import PUBLISHER_WORD
from soilbib.formats.listing.parts.names import Names, read_names
from soilbib.formats.listing.parts.segments import first_quoted, starts_quoted
from soilbib.formats.listing.parts.split import Split
from soilbib.formats.listing.parts.tail import Tail, lead_date, peel, spell_imprint
from soilbib.formats.listing.parts.title_end import split_title
from soilbib.formats.listing.parts.trailer import Parts, assemble, read_parts
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import is_known_publisher
from soilbib.model import Date
from soilbib.model.names import has_organisation_word

BRACKET_YEAR = re.compile(
    r"[(\[]\s?((?:[^()\[\]]{0,25}[\s,.])?(?:1[4-9]\d\d|20\d\d)[a-h]?(?:(?:,\s?|\s|–|-|/)[^()\[\]]{1,25})?)\s?[)\]]"
)
_KIND_BRACKET = re.compile(r"\s?[(\[]([^()\[\]\d]{3,30})[)\]]")
_GOES_ON = re.compile(r"\s(?!in\s?:|in\s[^\W\d_a-z]|dans\s|en\s)[a-zß-öø-ÿ]")
_DEPOSITED = re.compile(
    r"(?P<publisher>[^,.]{3,60}),\sV(?P<version>\d{1,3})(?:, UNF:.*)?"
)  # as Dataverse cites


def build(
    form: str, names: Names, date: Date | None, after: str, score: float, *, editors: bool = False
) -> Reading | None:
    """A reading of authors and date known and a text that begins with the title."""
    after = spell_imprint(after.strip(" .,:;–—-"))
    if not after or len(after) < 3:
        return None
    if starts_quoted(after) or after[0] == "'":
        quoted = first_quoted(after)
        if quoted and quoted[0] == 0 and not goes_on(after, quoted[1]):
            return _with_kind(form, names, date, after, quoted[1], score, editors)
    if date is None:
        date, after = lead_date(after)
        after = after.strip(" .,:;–—-")
    tail = peel(after, date.year if date else None)
    if date is None and not tail.date:
        dated = read_title_year(after, signed=bool(names.names))
        if dated:
            return dated.replace(
                form=form, authors=names.names, truncated=names.truncated, score=score - 0.02
            )
    return assemble(form, names, date, tail, split_title(tail), score, editors=editors)


def _with_kind(
    form: str, names: Names, date: Date | None, text: str, closing: int, score: float, editors: bool
) -> Reading:
    """A text that begins with a quoted title, behind which its kind may stand: "'Title' [blog post], Moor Blog"."""
    kind, end = kind_behind(text, closing)
    found = with_rest(form, names, date, text[1:closing], text[end:], score, editors)
    return found.put({"genre": kind}, type=found.type or genre_type(kind)) if kind else found


def kind_behind(text: str, closing: int) -> tuple[str, int]:
    """The kind of work in brackets behind a title's closing quote, and where what follows it begins."""
    bracket = _KIND_BRACKET.match(text, closing + 1)
    told = bracket and genre_type(bracket[1])
    return (bracket[1], bracket.end()) if bracket and told else ("", closing + 1)


def goes_on(text: str, closing: int) -> bool:
    """Whether a title goes on after its closing quote: a small word follows, and no comma stands before the quote."""
    if text[closing - 1] in ",.":
        return False
    few = len(text[max(0, closing - 30) : closing].replace("“", " “ ").rpartition("“")[2].split()) <= 2
    return _GOES_ON.match(text, closing + 1) is not None or (
        few and text[closing + 1 : closing + 5] == " in "
    )


def _is_of_body(parts: Parts) -> bool:
    """Whether nothing but a publisher follows a title, or a body that is none by trade and its place."""
    publisher = parts.fields.get("publisher", "")
    if parts.fields.keys() == {"publisher"}:
        return not is_known_publisher(publisher)
    if parts.fields.keys() == {"publisher", "genre"} and not is_known_publisher(publisher):
        return parts.type == "report" and read_names(publisher).bodies  # "brochure, Fen Institute"
    told = has_organisation_word(publisher) and not PUBLISHER_WORD.search(publisher)
    return told and parts.fields.keys() == {"publisher", "publisher-place"}


def _holds_articles(parts: Parts) -> bool:
    """Whether what follows a quoted title and its authors is a periodical: “T”, C. Roe, Cancer Cell, 2011."""
    name = parts.fields.get("publisher", "")
    house = PUBLISHER_WORD.search(name) or is_known_publisher(name) or read_names(name).sure
    return parts.fields.keys() == {"publisher"} and not house


def with_rest(
    form: str, names: Names, date: Date | None, title: str, rest: str, score: float, editors: bool
) -> Reading:
    """A quoted title, and what follows its closing quote."""
    first, after = lead_date(spell_imprint(rest.strip(" .,;:–—-")))
    if date is None or (first is not None and first.year == date.year):
        date, rest = first or date, after
    deposited = _DEPOSITED.fullmatch(rest.strip(" .,;"))
    if deposited and date:
        fields = {"publisher": deposited["publisher"], "version": deposited["version"]}
        split = Split(title.rstrip(" .,"), 1.0, fields, type="dataset")
        return assemble(form, names, date, Tail(""), split, score, editors=editors)
    tail = peel(spell_imprint(rest), date.year if date else None)
    parts = read_parts(tail, want_authors=not names.names)
    authors = names if names.names else parts.authors
    if not authors.names and not tail.in_periodical and _is_of_body(parts):
        others = {key: value for key, value in parts.fields.items() if key != "publisher"}
        authors, parts = read_names(parts.fields["publisher"]), Parts(fields=others, type=parts.type)
    if parts.authors.persons and not tail.fields and _holds_articles(parts):
        parts = msgspec.structs.replace(parts, fields={"container-title": parts.fields["publisher"]})
    split = Split(
        title.rstrip(" .,"),
        parts.quality,
        parts.fields,
        parts.names,
        parts.note,
        parts.type,
        None if date else parts.date,
    )
    return assemble(form, authors, date, tail, split, score, editors=editors)
