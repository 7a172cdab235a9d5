"""References by their quoted title: it leads, or the authors do, or a periodical and its day."""

from __future__ import annotations

import re

from soilbib.formats.listing.forms.building import goes_on, kind_behind, with_rest
from soilbib.formats.listing.parts.classify import (
    genre_of,
    genre_type,
    phrase_type,
    read_date,
    read_programme,
    split_final_date,
)
from soilbib.formats.listing.parts.contributors import take_roles
from soilbib.formats.listing.parts.credits import read_credit
from soilbib.formats.listing.parts.cuts import boundaries, commas
from soilbib.formats.listing.parts.editors import editor_mark
from soilbib.formats.listing.parts.names import Names, lead_names, read_names
from soilbib.formats.listing.parts.segments import first_quoted, split_segments
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.gazetteer import is_given
from soilbib.formats.listing.vocabulary.words import is_named_periodical, is_periodical
from soilbib.model import Name
from soilbib.model.names import is_office

_BY_REST = re.compile(r"[\s,]*(?:by|par|von|por|di)\s(?=[^\W\d_a-z])")
_OF_REST = re.compile(r",?\s(?:de\s|d['’]|di\s|da\s)(?=(?P<given>[^\W\d_a-z][\w-]*))")
_CREDIT_REST = re.compile(  # "“Title” un film de Jane Doe"
    r",?\s(?:(?:an?|une?|ein|um|uma)\s)?(?P<genre>[a-zß-öø-ÿ]{4,}(?:\s[a-zß-öø-ÿ]{4,})?)\s(?:de|by|par|von|di|da|por)\s(?=[^\W\d_a-z])"
)
_WITHIN = re.compile(r"\s(?:in|en|dans|em|nel)\s(?=[^\W\d_a-z])")
_IN_REST = re.compile(r"(?:in|en|dans|em)\s[^\W\d_a-z]")
_BYLINE_GENRE = re.compile(
    r"(?P<genre>[^\W\d_a-z][^\W\d_]{4,}(?:\sde vue)?)\s(?:de|d['’]|avec|par|by|with|von|mit|con|di|com)"
    r"\s?(?=[^\W\d_a-z])"
)
_BY_LAST = re.compile(r",\s(?:par|by|por|von|di)\s(?P<names>[^\W\d_a-z][^,;:()]{4,80})\.?$")
_ALL_BRACKET = re.compile(
    r"\s?\((?P<said>[^\W\d_][^()]{2,60},?\s(?:1[5-9]|20)\d\d(?:,\s\d{1,4}\s?p(?:p|ages)?\.?)?)\)\.?"
)
_DATED_LISTING = re.compile(r"\s\((?:1[5-9]|20)\d\d\)\s[–—-]\s")
"""What stands behind a title that begins a listing string."""
_SIGNED_DATED = re.compile(
    r"[.,]?\s(?P<names>[^\W\d_a-z][^()\d]{4,150})\s\((?P<year>(?:1[5-9]|20)\d\d)\)[.,]\s(?P<more>\S.+)"
)
_ASKING = re.compile(r"ecueilli|nterv[ie]|ntrevi")  # what every word for it has
_ASKED = re.compile(  # ", propos recueillis par Jane Doe"
    r"[\s,.]+\(?(?:(?:[Pp]ropos\s)?[Rr]ecueillis?\spar|[Ii]nterview(?:ed)?\s(?:by|par)|[Ii]nterviewée?s?\spar"
    r"|[Ee]ntrevist(?:a|ad[oa])\spor|[Ii]ntervist(?:a|at[oa])\s(?:di|da)|[Ii]nterviewt\svon)\s"
    r"(?P<names>[^\W\d_a-z][^,;:()“«\"]{3,80}?)\)?(?=[,.;]|$)"
)
_QUOTE_ENDS = '”»"“'
_MAGAZINES = frozenset("Magazine Times Post Herald Journal Review Tribune Telegraph Gazette News".split())
_EDITORS = re.compile(
    r"[\s,.]*(?P<names>[^\W\d_a-z][^()\d]{4,150}?),?\s"
    r"(?:\((?:[Ee]ds?|[Éé]ds?|[Hh]rsg|[Cc]oords?|[Dd]irs?)\.?\)|(?<=,\s)(?:[Ee]ds|[Éé]ds|[Hh]rsg|[Cc]oords)\.(?=\s))"
)
_JOINED_FAMILIES = re.compile(
    r"(?:[^\W\d_a-z][a-zß-öø-ÿ][\w’-]*,\s)*[^\W\d_a-z][a-zß-öø-ÿ][\w’-]*,?\s(?:&|and|et|und|y)\s[^\W\d_a-z][a-zß-öø-ÿ][\w’-]*"
)
_FAMILIES = 0.55  # the score of families alone
_LISTED = 0.8  # the score of several persons that no mark parts from the title
_NUMBER_LAST = re.compile(r",?\s(?:[Nn][°ºo]\.?|[Nn]r\.?|#)\s?(\d{1,5})$")
_DAY = 3  # parts of a date
_QUOTE = re.compile('[“”„«»‹›"‘]')
_LAST_INITIAL = re.compile(r",\s(?:[^\W\d_]+(?:\.\s?|\s)){1,4}[^\W\d_a-z]$")  # "Roe, Jane M. “Title”"
_INITIALS = 4  # letters; a shorter word may be a label
_REACH = 400  # a title begins earlier


def read_quoted(text: str) -> Reading | None:
    """ "“Title.” Container, date", "Author, “Title,” Container, date", "“Title”, Author, Container, Year"."""
    span = first_quoted(text) if _QUOTE.search(text) else None
    if not span or span[0] > _REACH or not _quotes_title(text, span):
        return None
    kind, end = kind_behind(text, span[1])
    if not kind:
        return _read_spanned(text, span)
    found = _read_spanned(text[: span[1] + 1] + text[end:], span)  # "“Title” (documentary), Jane Doe"
    return found and found.replace(
        fields={"genre": kind, **found.fields}, type=found.type or genre_type(kind)
    )


def _spell_credit(text: str, span: tuple[int, int]) -> str:
    """The text with a mark between its title and whom that is by: "Livre « Title » de Jane Doe"."""
    credit = _CREDIT_REST.match(text, span[1] + 1)
    if credit and genre_of(credit["genre"].partition(" ")[0].lower()):
        return f"{text[: span[1] + 1]}, {text[credit.start('genre') :]}"
    whom = _OF_REST.match(text, span[1] + 1)
    if whom and (is_given(whom["given"]) if not span[0] else genre_type(text[: span[0]].strip(" :"))):
        return f"{text[: span[1] + 1]} by {text[whom.end() :]}"
    return text


def _read_spanned(text: str, span: tuple[int, int]) -> Reading | None:
    """A text whose title is known to be quoted."""
    text = _spell_credit(text, span)
    if goes_on(text, span[1]) and not _BY_REST.match(text, span[1] + 1):
        return None
    asked = _ASKED.search(text, span[1]) if _ASKING.search(text, span[1]) else None
    people = read_names(asked["names"]) if asked else Names()
    if asked and people.sure and people.persons:
        found = _read_spanned(text[: asked.start()] + text[asked.end() :], span)
        return found and found.replace(names={**found.names, "interviewer": people.names})
    head, title, rest = (
        text[: span[0]].strip(" ,.:;–—-"),
        text[span[0] + 1 : span[1]].strip(),
        text[span[1] + 1 :],
    )
    if not head:
        credited = _credited(title, rest) or _by_whom_in(title, rest)
        return (
            credited or _signed_last(title, rest) or _signed_dated(title, rest) or _quoted_first(title, rest)
        )
    if is_named_periodical(head) or _is_magazine(head):
        return _read_periodical_first(head, title, rest)
    mark = text[: span[0]].rstrip()[-1]
    word, _, body = head.partition(" ")
    bodied = bool(body and genre_type(word) and read_names(body).bodies)
    kind = genre_type(head) if (mark == ":" and "," not in head) or bodied or phrase_type(head) else ""
    found = (_by_whom_in(title, rest) or _quoted_first(title, rest)) if kind else None
    if found and kind == "motion_picture" and _BY_REST.match(rest) and found.authors:
        found = found.replace(authors=(), names={"director": found.authors, **found.names})
    if found and not found.authors and bodied:
        head, found = word, found.replace(authors=(Name(literal=body),))  # "Webinaire IDDRI : « Title »"
    if found:  # "Estudio: “Title”. Body. November 2020"
        return found.replace(fields={"genre": head, **found.fields}, type=found.type or kind)
    bylined = _read_dated(head, title, rest) or (_read_byline(head, title, rest) if ", " in head else None)
    return bylined or _read_authored(head, mark, title, rest)


def _read_dated(head: str, title: str, rest: str) -> Reading | None:
    """ "Body, 2018, “Title”, Place" and "Le Monde, 12 mars 2019, « Title »"."""
    source, day = split_final_date(head)
    if day and is_named_periodical(source):
        found = with_rest("quoted", Names(), day, title, rest, 0.8, False)
        return found.replace(fields={"container-title": source, **found.fields})
    people = read_names(source) if day else Names()
    return with_rest("quoted", people, day, title, rest, 0.85, False) if people.sure else None


def _is_magazine(text: str) -> bool:
    """Whether a text has capitals throughout and ends in what periodicals are called: "The New York Times Magazine"."""
    *others, last = text.split()
    return last in _MAGAZINES and bool(others) and all(word[0].isupper() for word in others)


def _read_periodical_first(periodical: str, title: str, rest: str) -> Reading:
    """ "Le Monde, « Title », 12 mars 2019, Jane Doe": what follows is no other periodical, but may be persons."""
    found = with_rest("quoted", Names(), None, title, rest, 0.8, False)
    people = all(name.family and name.given for name in found.authors)
    return found.replace(
        fields={"container-title": periodical, **found.fields}, authors=found.authors if people else ()
    )


def _read_authored(head: str, mark: str, title: str, rest: str) -> Reading | None:
    """Names, a mark, and a quoted title."""
    credit = read_credit(head) if mark == ":" or mark.isalpha() else None
    if credit:  # "Conférence de Jane Doe : « Title »"
        found = with_rest("quoted", Names(), None, title, rest, 0.85, False)
        fields = {**found.fields, **({"genre": credit.genre} if credit.genre else {})}
        found = found.with_body_as("publisher").replace(fields=fields, type=credit.type or found.type)
        if credit.variable == "author":
            return found.replace(authors=credit.names.names, truncated=credit.names.truncated)
        return found.replace(names={**found.names, credit.variable: credit.names.names})
    head = f"{head}." if mark == "." and _LAST_INITIAL.search(head) else head
    edited = editor_mark(head)
    head = head[: edited.start()] if edited else head
    if _begins_title(head) or genre_type(head):
        return None
    names = Names() if head.rstrip("abcdefgh")[-4:].isdecimal() else read_names(head)
    if names.score < 0.7 and head.isalpha() and head.istitle() and len(head) > _INITIALS:
        names = Names((Name(family=head),), False, 0.7)  # "Tucídides. “Historia de la guerra”"
    elif names.score < 0.7 and mark == "," and (families := _JOINED_FAMILIES.fullmatch(head)):
        words = re.split(r",?\s(?:&|and|et|und|y)\s|,\s", families[0])
        names = Names(tuple(Name(family=word) for word in words), False, 0.7)  # "Doe & Roe, “Title”"
    if names.score < 0.7 or (mark not in ",.:;)–—-" and not _is_told(names, title)):
        return None
    return with_rest("quoted", names, None, title, rest, 0.85, edited is not None)


def _is_told(names: Names, title: str) -> bool:
    """Whether names need no mark before a quoted title: several, or one whose given name is known before words."""
    if len(names.names) > 1:
        return names.score >= _LISTED
    person = names.names[0]
    known = person.family and person.given and is_given(person.given.split()[0])
    return bool(known) and names.sure and " " in title


def _begins_title(head: str) -> bool:
    """Whether a title begins behind the initials of names: "Doe J., Roe A. Initiative «4 per mille»"."""
    _, end = lead_names(head) or (None, 0)
    behind = head[end:].strip(" .,;")
    return head[:end].endswith(".") and behind[:1].isupper() and not read_names(behind).sure


def _read_byline(head: str, title: str, rest: str) -> Reading | None:
    """ "Tribune de Jane Doe, Le Monde, 12 mars 2019 : « Title »": who, where and when lead."""
    source, day = split_final_date(head)
    people, comma, periodical = source.strip(" ,").rpartition(", ")
    if not day or not comma or not (is_named_periodical(periodical) or len(day.start) == _DAY):
        return None
    genre = _BYLINE_GENRE.match(people)
    names = read_names(people[genre.end() :] if genre else people)
    if not names.sure or not all(name.family and name.given for name in names.names):
        return None
    fields = {"container-title": periodical, **({"genre": genre["genre"]} if genre else {})}
    found = with_rest("quoted", names, day, title, rest, 0.84, False)
    return found.put(fields)


def _quotes_title(text: str, span: tuple[int, int]) -> bool:
    """Whether a mark opens a quotation: an apostrophe does amid the text, with a mark or a credit after its partner."""
    if text[span[0]] not in "‘‚'":
        return True
    whom = _OF_REST.match(text, span[1] + 1) if not span[0] else None
    return (
        is_given(whom["given"])
        if whom
        else span[0] > 0 and text[span[1] + 1 : span[1] + 2] in (",", ".", ";")
    )


def _take_editors(rest: str) -> tuple[str, dict[str, tuple[Name, ...]]]:
    """The editors right behind a title, families alone as well: "“Title”, Doe, Roe & Poe (eds), Press, 2004"."""
    match = _EDITORS.match(rest)
    names = read_names(match["names"]) if match else Names()
    if not match or not names.persons or names.score < _FAMILIES:
        return rest, {}
    return rest[match.end() :], {"editor": names.names}


def _with_body(found: Reading) -> Reading:
    """A reading whose container is a body's acronym, and no periodical with volume or pages: the body made the work."""
    container = found.fields.get("container-title", "")
    words = container.split()
    office = (
        "," not in container
        and len(words) > 1
        and any(map(is_office, words))
        and not genre_of(words[-1].lower())
    )
    body = ((container.isupper() and container.isalpha()) or office) and not is_periodical(container)
    if not body or found.authors or not found.fields.keys().isdisjoint({"volume", "page"}):
        return found
    fields = {key: value for key, value in found.fields.items() if key != "container-title"}
    return found.replace(authors=(Name(literal=container),), fields=fields, type="")


def _read_responsible(title: str, said: str) -> Reading | None:
    """ "“Title” / Body, Place 2016": whom the slash of catalogues names, up to a comma or more."""
    for cut in (*commas(said), *boundaries(said)):
        names = read_names(said[:cut].strip(" .,"))
        if names.sure:
            return with_rest("quoted", names, None, title, said[cut:], 0.85, False)
    return None


def _signed_last(title: str, rest: str) -> Reading | None:
    """ "« Title », Reporterre, 15 mars 2021, par Jane Doe": persons behind all else."""
    signed = _BY_LAST.search(rest)
    people = read_names(signed["names"]) if signed and signed.start() else Names()
    if not signed or not people.sure or not people.persons:
        return None
    found = with_rest("quoted", Names(), None, title, rest[: signed.start()], 0.85, False)
    found = found.with_body_as("container-title" if is_named_periodical(found.lone_body) else "publisher")
    return found.replace(authors=people.names, truncated=people.truncated)


def _signed_dated(title: str, rest: str) -> Reading | None:
    """ "“Title”. Jane Doe, Ann Roe (2019). University": persons and a year in a bracket."""
    signed = _SIGNED_DATED.fullmatch(rest)
    people = read_names(signed["names"]) if signed else Names()
    if not signed or not people.sure or not people.persons:
        return None
    return with_rest("quoted", people, read_date(signed["year"]), title, signed["more"], 0.86, False)


def _credited(title: str, rest: str) -> Reading | None:
    """ "« Title », rapport de la Chambre des Prés, 2018": a kind of work, whom it is by, and the date."""
    if rest[:2] != ", " or not genre_of(rest[2:60].partition(" ")[0].lower()):
        return None
    whom, day = split_final_date(rest[2:].rstrip(" ."))
    numbered = _NUMBER_LAST.search(whom) if whom[-1:].isdigit() else None
    whom = whom[: numbered.start()] if numbered else whom
    credit = read_credit(whom) if day and not is_periodical(whom) else None
    if credit is None or credit.interviewer.names:
        return None
    if credit.names.persons and any(name.literal for name in credit.names.names):
        return None  # "coordonné par Jane Doe, Éditions Quæ"
    people = {} if credit.variable == "author" else {credit.variable: credit.names.names}
    return Reading(
        "quoted",
        title,
        0.87,
        () if people else credit.names.names,
        credit.names.truncated,
        day,
        fields={
            **({"genre": credit.genre} if credit.genre else {}),
            **({"number": numbered[1]} if numbered else {}),
        },
        names=people,
        type=credit.type,
        notes=(credit.more,) if credit.more else (),
    )


def _by_whom_in(title: str, rest: str) -> Reading | None:
    """ "“Title” by Jane Doe in Agronomy Notes, 2016": persons, and where it came out."""
    by = _BY_REST.match(rest)
    within = _WITHIN.search(rest, by.end()) if by else None
    people = read_names(rest[by.end() : within.start()]) if by and within else Names()
    if not within or not people.sure or not people.persons:
        return None
    return with_rest("quoted", people, None, title, f", {rest[within.end() :]}", 0.86, False)


def _quoted_first(title: str, rest: str) -> Reading | None:
    """A quoted title that leads, and what follows it: a mark, "by", a number or a capital."""
    bracket = _ALL_BRACKET.fullmatch(rest)
    rest = f", {bracket['said']}" if bracket else rest  # "“Title” (Body, 1999)"
    after = rest.strip()
    if (
        (len(title.split()) < 2 and title[-1:] not in ".,?!")
        or rest[:1].isalnum()
        or any(map(read_date, split_segments(rest)[1:]))
        or _DATED_LISTING.match(rest)
    ):
        return None
    by = _BY_REST.match(rest)
    if (
        not by
        and after
        and not (after[0] in ",.;:([/" or after[0].isdigit() or after[0].isupper() or _IN_REST.match(after))
    ):
        return None
    if after[:2] == "/ ":
        return _read_responsible(title, after[2:])
    said, day = split_final_date(after.strip(" ,."))
    programme = read_programme(said) if day and said[-1:] in _QUOTE_ENDS else None
    if programme:  # "« Title », France Inter, émission « X », 9 mars 2021"
        fields = {
            "container-title": programme.name,
            "genre": programme.genre,
            "publisher": programme.publisher,
        }
        return Reading("quoted", title, 0.87, issued=day, fields=fields, type=programme.type)
    score = 0.85 if rest.strip(" .") else 0.7
    rest, people = (
        _take_editors(rest) if by is None and (")" in rest or "s. " in rest or "sg. " in rest) else (rest, {})
    )
    if not people:
        rest, people = take_roles(rest[by.end() :] if by else rest)
    found = with_rest("quoted", Names(), None, title, rest.lstrip(" ,.(") if people else rest, score, False)
    if not people:
        return _with_body(found)
    found = found.with_body_as("publisher")  # a body behind editors
    return found.replace(names={**found.names, **people})
