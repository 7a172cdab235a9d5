"""The title of the house form: its quotes, the kind of work in front of it, and persons that stand with it."""

from __future__ import annotations

import re

from soilbib.formats.listing.forms.pieces import read_pieces
from soilbib.formats.listing.forms.segment_marks import take_mark
from soilbib.formats.listing.forms.segment_rules import take_credit, with_authors, with_date
from soilbib.formats.listing.parts.classify import genre_type, read_date, split_final_date, split_genre
from soilbib.formats.listing.parts.contributors import take_roles
from soilbib.formats.listing.parts.editors import editor_mark
from soilbib.formats.listing.parts.names import Names, is_certain_list, read_names
from soilbib.formats.listing.parts.segments import outer_quotes, starts_quoted, unquote
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import is_given
from soilbib.model import Name

_FINAL_BRACKET = re.compile(r"\(([^()]{4,200})\)$")
_FINAL_YEAR = re.compile(r"\s*\((\d{4})\)\s*$")
_BEHIND_TITLE = re.compile(  # "“Title” (campaign)", "“Título” [Title]", "“Titre” / “Title”"
    r"\s(?:\((?P<said>[^()]{3,60})\)|\[(?P<translated>[^\[\]]{3,200})\]|/\s(?P<other>[“«„\"].+))$"
)
_CREDIT_FIRST = re.compile(r"(?P<credit>[^\W\d_a-z][^“„«\"]{5,80}?)\s?:\s(?P<title>[“„«\"].+[”“»\"])")
_BEHIND_ENDS = ')]”»"'
_IN_SERIES = re.compile(r"[“«„\"](?P<series>[^“”«»\"]{2,80})[”»“\"]\s?[:,]\s(?P<title>[“«„\"].+[”»“\"])")
_PERSON = re.compile(r"[^\W\d_a-z][a-zß-öø-ÿ]+ (?:[^\W\d_a-z]\. )?[^\W\d_a-z][\w’-]+")
_SHORTEST = 5  # words of a title and a person


def read_title(segment: str, form: str) -> Reading:
    """The title of an entry, with a kind of work in front of it and what stands in brackets behind it."""
    found = _read_led(segment, form) or _read_followed(segment, form)
    if found:
        return found
    if outer_quotes(segment):
        return Reading(form, unquote(segment), 0.9)
    return _read_signed(segment, form) or _read_bare(segment, form)


def _read_led(segment: str, form: str) -> Reading | None:
    """ "Podcast “Series”: “Title”", "Movie: “Title”", "Conférence de Jane Doe : “Title”"."""
    led = _CREDIT_FIRST.fullmatch(segment)
    credited = take_credit(Reading(form, unquote(led["title"]), 0.9), led["credit"]) if led else None
    parted = split_genre(segment) if not credited else None
    series = _IN_SERIES.fullmatch(parted[2]) if parted else None
    if parted and series:
        fields = {"genre": parted[0], "container-title": series["series"]}
        return Reading(form, unquote(series["title"]), 0.9, fields=fields, type=parted[1])
    if parted:
        genre, _, body = parted[0].partition(" ")
        named = body and genre_type(genre) and read_names(body).bodies  # "Rapport IDDRI : « Title »"
        fields = {"genre": genre if named else parted[0]}
        authors = (Name(literal=body),) if named else ()
        return Reading(form, unquote(parted[2]), 0.9, authors, fields=fields, type=parted[1])
    return credited


def _read_followed(segment: str, form: str) -> Reading | None:
    """A quoted title and what a bracket behind it says: a date, a translator, a mark, or a note."""
    behind = _BEHIND_TITLE.search(segment) if starts_quoted(segment) and segment[-1] in _BEHIND_ENDS else None
    if not behind or not outer_quotes(segment[: behind.start()]):
        return None
    read = Reading(form, unquote(segment[: behind.start()]), 0.9)
    said = unquote(behind[behind.lastgroup or 0])
    when = read_date(said)
    if when:
        return with_date(read, when)
    head, date = split_final_date(said)
    names = read_names(head) if date and head else Names()
    if date and names.sure:  # "“Title” (Doe et al., 2013)"
        return with_authors(with_date(read, date), names)
    mark = editor_mark(said)
    editors = read_names(said[: mark.start()]) if mark else Names()
    if editors.sure and editors.persons:  # "(Jane Doe, ed.)"
        return read.replace(names={"editor": editors.names})
    rest, people = take_roles(f", {said}")
    if people and not rest.strip(" ,."):  # "(traduit de l’anglais par S. Roth)"
        return read.replace(names=people)
    return take_mark(read, said) or read.replace(notes=(said,))


def _read_signed(segment: str, form: str) -> Reading | None:
    """ "Title (S. S. Author)", "Title, Jane Doe, John Roe": a title without quotes and the persons with it."""
    authors = bracketed_authors(segment)
    if authors:
        title = segment[: segment.rindex("(")].strip()
        return with_authors(Reading(form, unquote(title), 0.9), authors)
    listed = read_pieces(segment) if ", " in segment and not starts_quoted(segment) else None
    return listed.replace(form=form, score=0.9) if listed else None


def _read_bare(segment: str, form: str) -> Reading:
    """A title without quotes, a year in brackets and a person that nothing parts from it apart."""
    bracket = _FINAL_YEAR.search(segment)
    date = read_date(bracket[1]) if bracket else None
    title = segment[: bracket.start()] if bracket and date else segment
    title, person = _final_person(title) if title == segment else (title, "")
    if person:
        return with_authors(Reading(form, title, 0.78), read_names(person))
    return Reading(form, unquote(title), 0.9, issued=date)


def _final_person(title: str) -> tuple[str, str]:
    """The title, and the person that nothing parts from it: "Culture and Agriculture Jane Doe"."""
    words = title.split()
    count = 3 if len(words) > _SHORTEST and words[-2].endswith(".") else 2
    if len(words) < _SHORTEST or not is_given(words[-count]) or not words[-count - 1][0].isupper():
        return title, ""
    person = " ".join(words[-count:])
    told = (
        _PERSON.fullmatch(person) is not None
        and words[-count - 1].isalpha()
        and not is_given(words[-count - 1])
    )
    return (" ".join(words[:-count]), person) if told else (title, "")


def bracketed_authors(segment: str) -> Names | None:
    """The names in brackets at the end of a title without quotes: "Title (S. S. Author)"."""
    bracket = _FINAL_BRACKET.search(segment) if segment.endswith(")") else None
    names = read_names(bracket[1]) if bracket else Names()
    spelled = names.sure and all(name.given and is_given(name.given.split()[0]) for name in names.names)
    return names if bracket and (spelled or is_certain_list(bracket[1])) else None
