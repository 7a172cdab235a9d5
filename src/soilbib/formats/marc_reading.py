"""From MARC 21 fields to a record in CSL's variables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from soilbib.formats.inverted_names import read_inverted
from soilbib.formats.marc_fields import (
    ADDED_NAMES,
    CALL_NUMBERS,
    CONTENTS,
    EVENTS,
    GENRE_TYPES,
    LISTS,
    MAIN_NAMES,
    NUMBERS,
    RECORD_TYPES,
    SIMPLE,
    SUBJECTS,
    Field,
    clean,
    strip_stop,
)
from soilbib.formats.relators import role_variable
from soilbib.formats.statements import (
    coded_date,
    date_of_part,
    extent,
    host_imprint,
    is_cut,
    is_of_editors,
    is_unknown,
    read_date,
    thesis_note,
    translated_title,
    unbracket,
)
from soilbib.formats.unimarc import is_unimarc, to_marc21
from soilbib.model import Date, Name, Record
from soilbib.model.identifiers import bare_doi
from soilbib.model.names import SUFFIXES
from soilbib.model.variables import ITEM_TYPES

_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\dXx])")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")
_SCALE = re.compile(
    r"^(?:scale|scales|maßstab|échelle|escala|scala|schaal)\s+(?=[\dca\[1])|(?<=\d)\.$", re.IGNORECASE
)
_HOST_PERSON = re.compile(
    r"(?P<name>[^,().]+, [^,()]+?)(?:, \d{4}-(?:\d{4})?)?\.?"
    r"(?: ?\((?P<role>eds?\.?|hrsg\.?|hg\.?|éds?\.?|ed\. lit\.?)\))?",
    re.IGNORECASE,
)
_IMPRINTS = "1403 2"
"""Second indicators of 264 in the order in which their dates count: publication, copyright, production, manufacture."""

_ISSUING = frozenset({"isb", "issuing body"})
_PART_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "volume",
        re.compile(
            r"(?:\bv(?:ol)?\.|\bvolume\b|\bBd\.|\bt\.|\bт\.|\bJg\.|\bjrg\.|\bjaarg\.|\broč\.)\s*(\w+)",
            re.IGNORECASE,
        ),
    ),
    (
        "issue",
        re.compile(
            r"(?:\bno?s?\.|\bn°|№|\bnr\.?|\bissue\b|\bH\.|\bHeft\b|\bnúm\.|\bfasc\.|\bвып\.)\s*([\w/-]+)",
            re.IGNORECASE,
        ),
    ),
    (
        "page",
        re.compile(
            r"(?:\bpp?\.|\bpages?\b|\bSeiten?\b|\bpágs?\.|\bS\.|\bС\.)\s*(\w+(?:\s*[-–]\s*\w+)?)",
            re.IGNORECASE,
        ),
    ),
)
_PART_PAGES = re.compile(r"(?:pp?|pages?|S|Seiten?|págs?|с)\.?\s*(\d+\s?[-–]\s?\d+)", re.IGNORECASE)
"""The extent of a part, which is where it stands: "p. 211-240"."""

_NUMBERED = re.compile(r"(\d+)\s?\(\d{4}\)(?:,\s*(\d[\w/-]*)(?=,|$))?")
"""Volume, year and issue without labels, as the German unions have them: "341(2019), 2, Seite 12-24"."""

_LABELLED_NUMBER = re.compile(r"\D{0,8}(\d+[A-Za-z]?)\W?")
_ENUMERATION = re.compile(r"(\w+)(?::(\w+))?<(\w+)")
_TIDY: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("collection-title", "license", "genre"), strip_stop),
    "edition": lambda value: unbracket(strip_stop(value)),
    "scale": lambda value: _SCALE.sub("", value),
}
"""Variable → its value without what catalogues put around it."""

_LABELS = {
    "volume": "volume", "number": "issue", "issue": "issue", "page": "page", "pages": "page", "section": "section",
    "year": "", "month": "", "day": "",
}  # fmt: skip
"""Label of a part of a host → variable; the date is that of the imprint."""

_NUMBER_OF = {source: variable for variable, source in NUMBERS.items()}
_NAME_PARTS = "abcet4"  # the subfields of a name that are looked at


def read_fields(leader: str, fields: list[Field]) -> Record:
    """The record that the fields say; what they say beyond it is for the caller to keep."""
    if is_unimarc(fields):
        leader, fields = to_marc21(leader, fields)
    by_tag: dict[str, list[Field]] = {}
    for field in fields:
        if field.tag in by_tag:
            by_tag[field.tag].append(field)
        else:
            by_tag[field.tag] = [field]
    values = {"title": _title(by_tag.get("245", by_tag.get("240", []))), **_read_tables(by_tag)}
    values["original-title"] = values.get("original-title") or _original_title(by_tag, values)
    _read_subjects(by_tag, values)
    _read_identifiers(by_tag, values)
    _read_series(by_tag, values)
    _read_host(by_tag, values)
    dates = _read_imprint(by_tag, values) | _read_events(by_tag, values)
    if "300" in by_tag:
        values["number-of-pages"], values["number-of-volumes"] = extent(_first(by_tag["300"], "a"))
    for variable, tidy in _TIDY.items():
        if variable in values:
            values[variable] = tidy(values[variable])
    csl_type = _type(leader, by_tag, values)
    if csl_type in ("software", "dataset"):
        values["version"] = values.pop("edition", "")
    if not values.get("ISSN"):
        values["ISSN"] = _series_issn(by_tag)
    names, truncated = _names(by_tag)
    if csl_type == "chapter" and "773" in by_tag:
        _read_book(by_tag["773"][0], values, names, dates)
    return Record(
        id=by_tag["001"][0].data.strip() if "001" in by_tag else "",
        type=csl_type,
        names=names,
        dates=dates,
        fields={variable: value for variable, value in values.items() if value},
        truncated=truncated,
    )


def _read_tables(by_tag: dict[str, list[Field]]) -> dict[str, str]:
    """The variables that have fields of their own."""
    values = {
        variable: _first(by_tag[tag], code) for variable, (tag, _, code) in SIMPLE.items() if tag in by_tag
    }
    for field in by_tag.get("520", ())[:1]:
        values["abstract"] = " ".join(field.all("ab"))
    for variable, (tag, _, code, separator) in LISTS.items():
        if tag in by_tag and variable != "keyword":
            values[variable] = separator.join([text for field in by_tag[tag] for text in field.all(code)])
    return values


def _first(fields: Iterable[Field], codes: str) -> str:
    for field in fields:
        if text := field.first(codes):
            return text
    return ""


def _title(fields: list[Field]) -> str:
    """Title, remainder of title (a parallel title behind "="), number and name of the part."""
    title, parallel = "", False
    for code, value in fields[0].subfields if fields else ():
        text = clean(value) if code in "abnp" else ""
        if not text:
            parallel = parallel or value.rstrip().endswith(" =")
            continue
        if not title:
            title = text
        elif code == "b" and not title.endswith(("?", "!")):
            title = f"{title} = {text}" if parallel else f"{title}: {text}"
        elif title.endswith(("?", "!", ".")) or code == "a":
            title = f"{title} {text}"
        else:
            numbered = code == "p" and title[-1] in "0123456789"
            title = f"{title}{':' if numbered else '.'} {text}"
        parallel = value.rstrip().endswith(" =")
    return strip_stop(title)


def _original_title(by_tag: dict[str, list[Field]], values: dict[str, str]) -> str:
    """The title that a translation had before: the uniform one of a work in another language, or in a note."""
    for field in by_tag.get("240", ()):
        if field.first("l"):
            return strip_stop(field.first("a"))
    return translated_title(values["note"].split("\n")) if values.get("note") else ""


def _read_identifiers(by_tag: dict[str, list[Field]], values: dict[str, str]) -> None:
    if values.get("ISBN"):
        isbns = [match[0].strip() for match in map(_ISBN.search, values["ISBN"].split(", ")) if match]
        values["ISBN"] = ", ".join(dict.fromkeys(isbns)) or values["ISBN"]
    if "022" in by_tag and (issn := _ISSN.search(_first(by_tag["022"], "a"))):
        values["ISSN"] = issn[0]
    for field in by_tag.get("024", ()):
        variable = _NUMBER_OF.get(field.first("2").lower())
        if variable and not values.get(variable):
            values[variable] = bare_doi(field.first("a"))
    values["call-number"] = _call_number(by_tag)
    if not values.get("language") and "008" in by_tag:
        code = by_tag["008"][0].data[35:38]
        values["language"] = code if code.isalpha() and code not in ("und", "mul", "zxx") else ""


def _call_number(by_tag: dict[str, list[Field]]) -> str:
    for tag, codes in CALL_NUMBERS.items():
        for field in by_tag.get(tag, ()):
            if parts := field.all(codes):
                return " ".join(parts)
    return ""


def _read_subjects(by_tag: dict[str, list[Field]], values: dict[str, str]) -> None:
    """Headings and their subdivisions as keywords; a 655 of our own is the type, a thesis note the genre."""
    words: list[str] = []
    for tag in SUBJECTS:
        for field in by_tag.get(tag, ()):
            if tag == "655" and field.first("2") == "local":
                if field.first("a") not in ITEM_TYPES:
                    values.setdefault("genre", field.first("a"))
                continue
            if tag == "653":
                words += [text for code, value in field.subfields if code == "a" and (text := clean(value))]
                continue
            held: dict[str, str] = {}
            for code, value in field.subfields:
                if text := clean(value):
                    held[code] = f"{held[code]} {text}" if code in held else text
            words += [strip_stop(held[code]) for code in "axyzv" if code in held]
    values["keyword"] = "; ".join(filter(None, dict.fromkeys(words)))
    for field in by_tag.get("502", ())[:1]:
        note = thesis_note(field.first("a")) if not field.first("b") else {}
        values["genre"] = field.first("b") or note.get("genre") or values.get("genre", "")
        values["publisher"] = field.first("c") or note.get("publisher", "")


def _read_series(by_tag: dict[str, list[Field]], values: dict[str, str]) -> None:
    for tag in ("490", "440", "830", "800", "810"):
        code = "t" if tag in ("800", "810") else "a"
        for field in by_tag.get(tag, ()):
            if field.first(code) and not values.get("collection-title"):
                values["collection-title"] = field.first(code)
                number = field.first("v")
                labelled = _LABELLED_NUMBER.fullmatch(number)
                values["collection-number"] = labelled[1] if labelled else number


def _series_issn(by_tag: dict[str, list[Field]]) -> str:
    """The ISSN of the first series that has one."""
    found = (field.first("x") for tag in ("490", "440", "830") for field in by_tag.get(tag, ()))
    return next((match[0] for text in found if (match := _ISSN.search(text))), "")


def _read_host(by_tag: dict[str, list[Field]], values: dict[str, str]) -> None:
    """773: title, ISSN, ISBN, and the parts as labelled ("volume:3") or as a phrase ("Vol. 3, no. 2, p. 1-9")."""
    for host in by_tag.get("773", ())[:1]:
        values["container-title"] = strip_stop(host.first("ts")) or strip_stop(host.first("a"))
        values["container-title-short"] = host.first("p")
        values["ISSN"] = values.get("ISSN") or host.first("x")
        values["ISBN"] = values.get("ISBN") or host.first("z")
        for text in _parts(by_tag):
            _read_part(text, values)
        if pages := _PART_PAGES.match(_first(by_tag.get("300", ()), "a")):
            values.setdefault("page", pages[1])
        if enumeration := _ENUMERATION.fullmatch(host.first("q")):
            for variable, text in zip(("volume", "issue", "page"), enumeration.groups(), strict=True):
                if text:
                    values.setdefault(variable, text)
    values.pop("", None)


def _parts(by_tag: dict[str, list[Field]]) -> list[str]:
    """The parts of the first host, which may go on in fields without a title; those with labels first."""
    hosts = by_tag.get("773", ())
    texts = [
        text
        for host in (*hosts[:1], *(host for host in hosts[1:] if not host.first("ats")))
        for text in host.all("g")
    ]
    return sorted(texts, key=lambda text: text.partition(":")[0].lower() not in _LABELS)


def _read_part(text: str, values: dict[str, str]) -> None:
    label, _, value = text.partition(":")
    variable = _LABELS.get(label.lower())
    if variable is not None and value:
        values.setdefault(variable, value.lstrip())
        return
    if numbered := _NUMBERED.match(text):
        for variable, found in zip(("volume", "issue"), numbered.groups(), strict=True):
            if found:
                values.setdefault(variable, found)
    for variable, form in _PART_FORMS:
        match = form.search(text)
        if match:
            values.setdefault(variable, match[1])


def _read_book(
    host: Field, values: dict[str, str], names: dict[str, tuple[Name, ...]], dates: dict[str, Date]
) -> None:
    """What a chapter has from the book it is in: the imprint, the edition, whose book it is."""
    if not values.get("publisher"):
        imprint = host_imprint(host.first("d"))
        values["publisher"] = imprint.get("publisher", "")
        values["publisher-place"] = values.get("publisher-place") or imprint.get("place", "")
        if imprint.get("year") and "issued" not in dates and (date := read_date(imprint["year"])):
            dates["issued"] = date
    values["edition"] = values.get("edition") or host.first("b")
    person = _HOST_PERSON.fullmatch(host.first("a")) if host.first("ts") else None
    if person:
        variable = "editor" if person["role"] else "container-author"
        names.setdefault(variable, (read_inverted(person["name"]),))


def _read_imprint(by_tag: dict[str, list[Field]], values: dict[str, str]) -> dict[str, Date]:
    """Place, publisher and date of 264 (publication, then copyright and the others), 260, a host's part, or 008."""
    given = by_tag.get("264", [])
    if len(given) > 1:
        given = sorted(given, key=lambda field: _IMPRINTS.find(field.indicators[1]))
    published = [field for field in given if field.indicators[1] == "1"]
    others = by_tag.get("260", [])
    for field in (published or others or given)[:1]:
        values["publisher-place"] = _imprint_value(field, "a")
        values["publisher"] = values.get("publisher") or _imprint_value(field, "b")
    date = _first_date([*published, *others, *given], by_tag.get("502", []))
    if "773" in by_tag:
        date = _finer(date, date_of_part(_parts(by_tag)))
    if "008" in by_tag:
        date = _finer(date, coded_date(by_tag["008"][0].data[6:15]))
    return {"issued": date} if date else {}


def _first_date(imprints: list[Field], notes: list[Field]) -> Date | None:
    """The first date that an imprint or else the note on a thesis has."""
    for field in imprints:
        if date := read_date(field.first("c")):
            return date
    return next(filter(None, (read_date(_thesis_year(field)) for field in notes)), None)


def _finer(date: Date | None, other: Date | None) -> Date | None:
    """The other date where it says the same and month or day, too, or where the first one has no year."""
    if other is None or date is None or not date.start:
        return other or date
    is_year = len(date.start) == 1 and date.end is None and not date.circa
    return other if is_year and len(other.start) > 1 and other.year == date.year else date


def _imprint_value(field: Field, code: str) -> str:
    """The first place or publisher of an imprint."""
    texts = (_known(value) for there, value in field.subfields if there == code)
    return next((text for text in texts if text is not None), "")


@lru_cache(maxsize=1 << 12)
def _known(value: str) -> str | None:
    """A place or publisher without brackets and the stop that ends the field; empty where it is not known."""
    text = clean(value)
    if not text:
        return None
    text = unbracket(strip_stop(text) if value.rstrip().endswith(".") else text)
    return "" if is_unknown(text) else text


def _thesis_year(field: Field) -> str:
    return field.first("d") or (thesis_note(field.first("a")).get("year", "") if not field.first("b") else "")


def _read_events(by_tag: dict[str, list[Field]], values: dict[str, str]) -> dict[str, Date]:
    """The first meeting: name, place and date."""
    for tag in EVENTS:
        for field in by_tag.get(tag, ())[:1]:
            if not values.get("event-title"):
                values["event-title"] = strip_stop(field.first("a"))
                values["event-place"] = field.first("c").strip("() ")
                date = read_date(field.first("d").strip("() "))
                return {"event-date": date} if date else {}
    return {}


def _names(by_tag: dict[str, list[Field]]) -> tuple[dict[str, tuple[Name, ...]], tuple[str, ...]]:
    """The names, and the list that is cut.

    Main entries are authors unless they say otherwise. So are added ones; without a main entry, persons are what the
    statement of responsibility says, and bodies editors.
    """
    has_main = any(tag in by_tag for tag in MAIN_NAMES)
    bodies = "author" if has_main else "editor"
    persons = "author" if has_main or _is_by_authors(by_tag) else "editor"
    added = "contributor" if has_main else "editor"
    names: dict[str, list[Name]] = {}
    for tag in (*MAIN_NAMES, *ADDED_NAMES):
        default = bodies if tag.endswith("10") else persons
        for field in by_tag.get(tag, ()):
            held: dict[str, tuple[str, ...]] = {}
            for code, value in field.subfields:
                if code in _NAME_PARTS and (text := clean(value)):
                    held[code] = (*held.get(code, ()), strip_stop(text))
            other = default if tag in MAIN_NAMES else added
            variable = _role(held.get("4", ()) + held.get("e", ()), default, other, tag in MAIN_NAMES)
            if variable and "a" in held and not (tag[0] == "7" and "t" in held):
                names.setdefault(variable, []).append(_name(field, held))
    is_alone = len(names.get(persons, ())) == 1
    cut = (persons,) if is_alone and is_cut(_first(by_tag.get("245", ()), "c")) else ()
    return {variable: tuple(found) for variable, found in names.items()}, cut


def _is_by_authors(by_tag: dict[str, list[Field]]) -> bool:
    """Whether the statement of responsibility names no editors."""
    statement = _first(by_tag.get("245", ()), "c")
    return bool(statement) and not is_of_editors(statement)


@lru_cache(maxsize=1 << 10)
def _role(roles: tuple[str, ...], default: str, other: str, is_main: bool) -> str:
    """The variable of the roles given, codes first; empty for those that are no creators.

    ``default`` is that of who has no role, ``other`` that of one that is not known.
    """
    found = [role_variable(role, "?") for role in roles]
    known = next((variable for variable in found if variable not in ("", "?")), "")
    if known or not roles or (is_main and roles[0] in _ISSUING):
        return known or default
    return other if "?" in found else ""


def _name(field: Field, held: dict[str, tuple[str, ...]]) -> Name:
    """The name of a field, of the values that it has under each code."""
    text = held["a"][0]
    if field.tag in ("100", "700") and field.indicators[0] != "3":
        if "," not in text:
            literal = " ".join([text, *held.get("b", ())[:1]])
            return Name(literal=literal) if field.indicators[0] == "0" else read_inverted(f"{text},")
        suffix = held["c"][0] if "c" in held else ""
        if suffix and (suffix.lower().rstrip(".") in SUFFIXES or suffix.startswith("Jr")):
            text = f"{text}, {suffix}"
        return read_inverted(text)
    units = held.get("b", ()) if field.tag.endswith("10") else ()
    return Name(literal=". ".join([text, *units]))


def _type(leader: str, by_tag: dict[str, list[Field]], values: dict[str, str]) -> str:
    for field in by_tag.get("655", ()):
        if field.first("2") == "local" and field.first("a") in ITEM_TYPES:
            return field.first("a")
    if "502" in by_tag:
        return "thesis"
    kind, level = leader[6:7], leader[7:8]
    coded = by_tag["008"][0].data if "008" in by_tag else ""
    if kind == "m" and not values.get("ISBN"):
        return {"a": "dataset", "b": "software"}.get(coded[26:27], "document")
    return RECORD_TYPES.get(kind) or _type_of_level(level, values) or _type_of_whole(level, by_tag, coded)


def _type_of_level(level: str, values: dict[str, str]) -> str:
    """The type of a part, which needs a host; empty for a whole."""
    if level in ("a", "b") and values.get("container-title"):
        return "article-journal" if level == "b" or values.get("ISSN") or values.get("issue") else "chapter"
    return ""


def _type_of_whole(level: str, by_tag: dict[str, list[Field]], coded: str) -> str:
    """The type of a work of language material: by its genres and the nature of its contents (008, 24 to 27)."""
    if level == "i" and coded[21:22] == "w":
        return "webpage"
    if level in ("s", "i", "c"):
        return "collection" if level == "c" else "periodical"
    for field in by_tag.get("655", ()):
        if csl_type := GENRE_TYPES.get(strip_stop(field.first("a")).lower()):
            return csl_type
    contents = next((CONTENTS[code] for code in coded[24:28] if code in CONTENTS), "")
    return contents or ("report" if "088" in by_tag else "book")
