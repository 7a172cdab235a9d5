"""References whose own marks tell their parts: ISBD, film credits, labelled fields."""

from __future__ import annotations

import re

import msgspec

from soilbib.formats.listing.parts.classify import phrase_type, read_date
from soilbib.formats.listing.parts.contributors import take_roles
from soilbib.formats.listing.parts.editors import editor_mark
from soilbib.formats.listing.parts.names import Names, lead_names, read_names
from soilbib.formats.listing.parts.segments import starts_quoted, unquote, without_stop
from soilbib.formats.listing.parts.split import Split
from soilbib.formats.listing.parts.tail import lead_date, peel
from soilbib.formats.listing.parts.title_end import split_title
from soilbib.formats.listing.parts.title_matter import take_genre
from soilbib.formats.listing.parts.trailer import assemble, read_parts
from soilbib.formats.listing.reading import Reading
from soilbib.formats.listing.vocabulary.words import LABELS
from soilbib.model import Name

_ISBD = re.compile(r"(?<!J\.-C)(?<!Chr)\s?\.\s?[–—-]\s")
_BARE_INITIAL = re.compile(r"[\s.][A-Z]$|\.-[A-Z]$")
_DASHES = (".-", ".–", ".—", ". -", ". –", ". —")  # of which it has one
_SLASH = re.compile(r"\s/\s")
_IMPRINT = re.compile(r"\.\s(?=[^\W\d_a-z][^.:;]{2,40}\s?:\s[^\W\d_a-z][^:]{2,60},\s\d{4})")
_DASH_IMPRINT = re.compile(r"\s[–—-]\s(?=[^\W\d_a-z][^–—:]{1,60},\s\d{4}\.?$)")  # "/ Jane Doe - Giunti, 2009"
_INVERTED = re.compile(r"[^,;]+,\s[^,;]+(?:\s?;\s[^,;]+,\s[^,;]+)+")
_LATEST_LABEL = 2  # characters, which may stand before the first label
_TWO = 2  # parts, and words of a title
_DAY = 3  # parts of a date
_LONGEST = 6  # words of a newspaper's name
_DASHED = re.compile(r"[”»\"“]\s[–—-]\s")
_SEMICOLON = re.compile(r"\s;\s")
_SPAN = re.compile(r"e?\d+\s?[–-]\s?e?\d+")
_FILM = re.compile(
    r"[.”»\"]\s(?P<label>Dir|Perf|Prod|Narr|Writ)\.\s(?P<names>(?:[^.]|(?<=\s[A-Z])\.)+)(?=\.)"
)
_FILM_ROLES = {
    "Dir": "director",
    "Perf": "performer",
    "Prod": "producer",
    "Narr": "narrator",
    "Writ": "script-writer",
}
_CATALOGUE_ROLES = {
    "auteur": "author", "autrice": "author", "author": "author", "autor": "author", "autorin": "author",
    "creator": "author", "illustrateur": "illustrator", "illustratrice": "illustrator", "illustrator": "illustrator",
    "traducteur": "translator", "traductrice": "translator", "translator": "translator", "übersetzer": "translator",
    "éditeur scientifique": "editor", "directeur de publication": "editor", "editor": "editor", "herausgeber": "editor",
    "coordinateur": "editor", "editor literario": "editor", "traductor": "translator", "réalisateur": "director",
    "director": "director", "regisseur": "director", "collaborateur": "contributor", "contributor": "contributor",
    "préfacier": "contributor",
}  # fmt: skip
"""What catalogues call those who made a work, with their variables."""
_LABEL = re.compile(
    r"(?:^|(?<=[\s.,;|]))("
    + "|".join(sorted(map(re.escape, LABELS), key=len, reverse=True))
    + r")\s?[:：](?:\s|$|(?<=：))",
    re.IGNORECASE,
)


def read_isbd(text: str) -> Reading | None:
    """ "Author. - Title. – Place : Publisher, Year. – (Series)" and "Title / Responsible. – Place: …"."""
    if " / " not in text and not (any(map(text.__contains__, _DASHES)) and _ISBD.search(text)):
        return None
    parts = [part for part in _ISBD.split(text) if part.strip()]
    if parts and _BARE_INITIAL.search(parts[0]):
        parts[0] += "."
    slash = _SLASH.search(parts[0]) if parts else None
    if slash:
        dashed = starts_quoted(text) and _DASHED.search(text, 0, slash.start())
        return None if dashed else _read_responsibility(parts, slash)  # "“Title” – 2022 – Body / Person"
    return _read_signed(parts) if len(parts) > 1 else None


def _read_signed(parts: list[str]) -> Reading | None:
    """ "Author. - Title. – Place : Publisher, Year": names in front of all dashes."""
    names = read_names(parts[0].strip(" ,"))
    if names.truncated and " – " in parts[1] and ": " not in parts[1]:
        return None  # "Doe et al. – Title – Periodical – 2019"
    if " - " in parts[0] or " – " in parts[0]:
        return None  # "Title - Doe J., Roe A. - Periodical - 2017"
    if not names.sure or not names.persons:
        return _read_unsigned(parts) if len(parts) == _TWO else None
    listed = lead_names(parts[1])
    if lead_date(parts[1])[0] or (listed and parts[1][listed[1] : listed[1] + 1] == ":"):
        return None  # "Doe I. – Roe A.: Title"
    tail = peel(". ".join(part.strip(" .") for part in parts[1:]))
    return assemble("isbd", names, None, tail, split_title(tail), 0.9)


def _read_unsigned(parts: list[str]) -> Reading | None:
    """ "Title. - Newspaper, 10 July 1954, p. 3": nobody is named, and the last part is where it stood that day."""
    title, source = parts[0].strip(), peel(parts[1])
    day = source.date and len(source.date.start) == _DAY
    name = source.text.strip(" ,.")
    if not day or not name[:1].isupper() or len(title.split()) < _TWO or len(name.split()) > _LONGEST:
        return None
    split = Split(title, 0.8, {"container-title": name})
    return assemble("isbd", Names(), None, source, split, 0.8)


def _read_responsibility(parts: list[str], slash: re.Match[str]) -> Reading | None:
    title, said = parts[0][: slash.start()].strip(), parts[0][slash.end() :]
    imprint = _IMPRINT.search(said) if len(parts) == 1 else None
    if imprint:
        parts, said = [parts[0], said[imprint.end() :]], said[: imprint.start()]
    closed = _DASH_IMPRINT.search(said) if len(parts) == 1 else None
    if closed:
        parts, said = [parts[0], said[closed.end() :]], said[: closed.start()]
    said, *others = [said] if _INVERTED.fullmatch(said.strip()) else _SEMICOLON.split(said)
    rest, people = take_roles(f". {said.strip(' .')}.")
    notes = []
    for other in others:
        more = take_roles(f". {other.strip(' .')}.")[1]
        people = {**people, **more}
        notes += [] if more else [other.strip()]
    names = read_names(rest.strip(" .;")) if rest.strip(" .;") else Names()
    if not people and names.score < 0.6:
        return None
    tail = peel(". ".join(part.strip(" .") for part in parts[1:]))
    known = read_parts(tail, want_authors=False, published=not tail.in_periodical)
    note = "; ".join(filter(None, [*notes, known.note]))
    split = Split(title, known.quality, known.fields, {**people, **known.names}, note)
    return assemble("isbd", names if names.score >= 0.6 else Names(), None, tail, split, 0.85)


def read_film(text: str) -> Reading | None:
    """ "Title. Dir. Name. Perf. Name. Company, Place, Year."."""
    found = list(_FILM.finditer(text)) if " Dir. " in text else []
    if not found:
        return None
    people = {}
    rest = text
    for match in reversed(found):
        names = read_names(match["names"])
        if names.score >= 0.6:
            people[_FILM_ROLES.get(match["label"], "contributor")] = names.names
            rest = rest[: match.start()] + rest[match.end() :]
    if "director" not in people:
        return None
    tail = peel(rest[found[0].start() :].strip(" ."))
    parts = read_parts(tail, want_authors=False, published=True)
    title = unquote(text[: found[0].start()].strip())
    split = take_genre(Split(title, parts.quality, parts.fields, people, parts.note))
    found_film = msgspec.structs.replace(split, type=split.type or "motion_picture")
    return assemble("film", Names(), None, tail, found_film, 0.88)


def is_labelled(text: str) -> bool:
    """Whether a line begins with a label of a field: "Auteur : A. Barro"."""
    return _LABEL.match(text) is not None


def without_labels(text: str) -> str:
    """A labelled text without its labels."""
    return _LABEL.sub(" ", text)


def read_labelled(text: str) -> Reading | None:
    """ "Title: … Author: … Year: …" in several languages."""
    values = _labelled_values(text) if ":" in text[:30] or "：" in text[:30] else {}
    if "title" not in values or len(values) < 2:
        return None
    names, people = _labelled_names(values)
    date = read_date(values.get("issued", ""))
    if date:
        del values["issued"]
    source = peel(values["container-title"]) if "container-title" in values else None
    if source and source.text and (source.fields or (source.date and not date)):
        values = {**source.fields, **values, "container-title": source.text}
        date = date or source.date
    title = unquote(values.pop("title"))
    note = "; ".join(filter(None, [values.pop("issued", "")]))
    if _SPAN.fullmatch(values.get("number-of-pages", "")):
        values["page"] = values.pop("number-of-pages")
    return Reading(
        "labelled",
        title,
        0.9,
        names.names,
        names.truncated,
        date,
        values,
        names=people,
        type=phrase_type(values.get("genre", "")),
        notes=(note,) if note else (),
    )


def _labelled_values(text: str) -> dict[str, str]:
    """What stands behind each label; nothing where the text does not begin with one."""
    if not any(_LABEL.match(text, start) for start in range(_LATEST_LABEL + 1)):
        return {}
    marks = [
        match
        for match in _LABEL.finditer(text)
        if match.start() <= _LATEST_LABEL or (match[1][0].isupper() or not match[1].isascii())
    ]
    values: dict[str, str] = {}
    for match, following in zip(marks, [*marks[1:], None], strict=True):
        value = without_stop(text[match.end() : following.start() if following else len(text)].strip(" ,;|"))
        variable = LABELS[match[1].lower()]
        if variable == "issued" and not any(map(str.isdigit, value)):  # "Open Data: a guide"
            last = next(reversed(values), "")
            values[last] = f"{values[last]} {match.group()}{value}" if last else value
        elif value:
            values.setdefault(variable, value)
    return values


def _credited(text: str) -> dict[str, tuple[Name, ...]]:
    """The people of "Ann Roe, Auteur ; Luc Hay, Illustrateur" by what they did; nothing where one part has no role."""
    people: dict[str, tuple[Name, ...]] = {}
    for part in text.split(";"):
        name, _, role = part.strip().rpartition(", ")
        variable = _CATALOGUE_ROLES.get(role.lower(), "")
        names = read_names(name).names if variable else ()
        if not names:
            return {}
        people[variable] = (*people.get(variable, ()), *names)
    return people


def _labelled_names(values: dict[str, str]) -> tuple[Names, dict[str, tuple[Name, ...]]]:
    """The authors, and the editors where a mark or their label says that they are some."""
    written = values.pop("author", "")
    credited = _credited(written) if ", " in written else {}
    if credited:
        authors = credited.pop("author", ())
        return Names(authors, False, 0.9), credited
    mark = editor_mark(written) if written.endswith((")", ".")) else None
    names = read_names(written[: mark.start()] if mark else written)
    editors = read_names(values.pop("editor", "")).names
    if mark:
        return Names(), {"editor": (*names.names, *editors)}
    return names, {"editor": editors} if editors else {}
