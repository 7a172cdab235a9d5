"""From MARC 21 fields to a record in CSL's variables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from soilbib.formats.inverted_names import read_inverted
from soilbib.formats.marc_fields import (
    ADDED_NAMES,
    CALL_NUMBERS,
    EVENTS,
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
from soilbib.formats.unimarc import is_unimarc, to_marc21
from soilbib.model import Date, Name, Record, parse_date
from soilbib.model.identifiers import bare_doi
from soilbib.model.names import SUFFIXES
from soilbib.model.variables import ITEM_TYPES

_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\dXx])")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_PAGES = re.compile(
    r"(\d+)(?=[^\d]{0,4}\s*(?:p\b|pp\b|pages?\b|S\b|Seiten\b|s\b|leaves\b|Bl\b|páginas\b|pagine\b|с\b|页|頁))"
)
_COPYRIGHT = re.compile(r"^[\[(]?(?:c|©|cop\.?|p|℗)\s*(?=\d)", re.IGNORECASE)
_SCALE = re.compile(
    r"^(?:scale|scales|maßstab|échelle|escala|scala|schaal)\s+(?=[\dca\[1])|(?<=\d)\.$", re.IGNORECASE
)
_SUPPLIED = re.compile(r"^\[([^\[\]]*)\]$")  # not from the title page, but certain
_BETWEEN = re.compile(r"\bbetween (\d{4}) and (\d{4})\b", re.IGNORECASE)
_PART_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("volume", re.compile(r"(?:\bv(?:ol)?\.|\bvolume\b|\bBd\.|\bt\.|\bт\.|\bJg\.)\s*(\w+)", re.IGNORECASE)),
    (
        "issue",
        re.compile(
            r"(?:\bno?s?\.|\bn°|№|\bnr\.?|\bissue\b|\bH\.|\bHeft\b|\bnúm\.|\bfasc\.|\bвып\.)\s*([\w/-]+)",
            re.IGNORECASE,
        ),
    ),
    ("page", re.compile(r"(?:\bpp?\.|\bpages?\b|\bS\.|\bs\.|\bС\.|\bс\.)\s*([\w]+(?:\s*[-–]\s*\w+)?)")),
)
_LABELLED_NUMBER = re.compile(r"\D{0,8}(\d+)\D?")
_ENUMERATION = re.compile(r"(\w+)(?::(\w+))?<(\w+)")
_TIDY: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(
        ("edition", "collection-title", "publisher-place", "publisher", "license", "genre"), strip_stop
    ),
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
    values: dict[str, str] = {"title": _title(by_tag.get("245", by_tag.get("240", [])))}
    for variable, (tag, _, code) in SIMPLE.items():
        if tag in by_tag:
            values[variable] = _first(by_tag[tag], code)
    for variable, (tag, _, code, separator) in LISTS.items():
        if tag in by_tag and variable != "keyword":
            values[variable] = separator.join([text for field in by_tag[tag] for text in field.all(code)])
    _read_subjects(by_tag, values)
    _read_identifiers(by_tag, values)
    _read_series(by_tag, values)
    _read_host(by_tag, values)
    dates = _read_imprint(by_tag, values) | _read_events(by_tag, values)
    if "300" in by_tag and (pages := _PAGES.search(_first(by_tag["300"], "a"))):
        values["number-of-pages"] = pages[1]
    for variable, tidy in _TIDY.items():
        if variable in values:
            values[variable] = tidy(values[variable])
    csl_type = _type(leader, by_tag, values)
    if not values.get("ISSN"):
        values["ISSN"] = _series_issn(by_tag)
    return Record(
        id=by_tag["001"][0].data.strip() if "001" in by_tag else "",
        type=csl_type,
        names=_names(by_tag),
        dates=dates,
        fields={variable: value for variable, value in values.items() if value},
    )


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
            continue
        if not title:
            title = text
        elif code == "b":
            title = f"{title} = {text}" if parallel else f"{title}: {text}"
        elif title.endswith(("?", "!", ".")) or code == "a":
            title = f"{title} {text}"
        else:
            numbered = code == "p" and title[-1] in "0123456789"
            title = f"{title}{':' if numbered else '.'} {text}"
        parallel = value.rstrip().endswith(" =")
    return strip_stop(title)


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
        values["genre"] = field.first("b") or values.get("genre", "")
        values["publisher"] = field.first("c")


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
        for text in host.all("g"):
            label, _, value = text.partition(":")
            variable = _LABELS.get(label.lower())
            if variable is not None and value:
                values.setdefault(variable, value.lstrip())
                continue
            for variable, form in _PART_FORMS:
                match = form.search(text)
                if match:
                    values.setdefault(variable, match[1])
        if enumeration := _ENUMERATION.fullmatch(host.first("q")):
            for variable, text in zip(("volume", "issue", "page"), enumeration.groups(), strict=True):
                if text:
                    values.setdefault(variable, text)
    values.pop("", None)


def _read_imprint(by_tag: dict[str, list[Field]], values: dict[str, str]) -> dict[str, Date]:
    """Place, publisher and date of 264 (publication), 260 or 008."""
    published = [field for field in by_tag.get("264", ()) if field.indicators[1] == "1"]
    fields = published or by_tag.get("260", []) or by_tag.get("264", [])
    for field in fields[:1]:
        values["publisher-place"] = _unbracket(field.first("a"))
        values["publisher"] = values.get("publisher") or _unbracket(field.first("b"))
    text = _first(fields, "c") or _first(by_tag.get("502", ()), "d")
    date = _read_date(text)
    if not (date and date.start) and "008" in by_tag:
        coded = by_tag["008"][0].data[7:11]
        date = Date((int(coded),)) if coded.isdecimal() and coded.isascii() and int(coded) else date
    return {"issued": date} if date else {}


def _unbracket(text: str) -> str:
    """A value supplied by the cataloguer without the brackets around the whole of it."""
    return text[1:-1] if text.startswith("[") and text.endswith("]") and text.count("[") == 1 else text


def _read_events(by_tag: dict[str, list[Field]], values: dict[str, str]) -> dict[str, Date]:
    """The first meeting: name, place and date."""
    for tag in EVENTS:
        for field in by_tag.get(tag, ())[:1]:
            if not values.get("event-title"):
                values["event-title"] = strip_stop(field.first("a"))
                values["event-place"] = field.first("c").strip("() ")
                date = _read_date(field.first("d").strip("() "))
                return {"event-date": date} if date else {}
    return {}


@lru_cache(maxsize=1 << 12)
def _read_date(text: str) -> Date | None:
    """A date as printed: what `parse_date` knows, or the first year in it."""
    if not text:
        return None
    if between := _BETWEEN.search(text):
        return Date((int(between[1]),), (int(between[2]),), circa=True)
    text = _SUPPLIED.sub(r"\1", text.strip(" ."))
    date = parse_date(_COPYRIGHT.sub("", text))
    year = None if date.start else _YEAR.search(text)
    return Date((int(year[0]),)) if year and int(year[0]) else date


def _names(by_tag: dict[str, list[Field]]) -> dict[str, tuple[Name, ...]]:
    """Main entries are authors unless they say otherwise; added ones too, or editors where there is no main entry."""
    names: dict[str, list[Name]] = {}
    default = "author" if any(tag in by_tag for tag in MAIN_NAMES) else "editor"
    for tag in (*MAIN_NAMES, *ADDED_NAMES):
        for field in by_tag.get(tag, ()):
            held: dict[str, tuple[str, ...]] = {}
            for code, value in field.subfields:
                if code in _NAME_PARTS and (text := clean(value)):
                    held[code] = (*held.get(code, ()), strip_stop(text))
            variable = _role(held.get("4", ()) + held.get("e", ()), default, tag in MAIN_NAMES)
            if variable and "a" in held and not (tag[0] == "7" and "t" in held):
                names.setdefault(variable, []).append(_name(field, held))
    return {variable: tuple(found) for variable, found in names.items()}


@lru_cache(maxsize=1 << 10)
def _role(roles: tuple[str, ...], default: str, is_main: bool) -> str:
    """The variable of the roles given, codes first; empty for those that are no creators.

    Who is added to a main entry with a role that is not known has contributed.
    """
    found = [role_variable(role, "?") for role in roles]
    known = next((variable for variable in found if variable not in ("", "?")), "")
    if known or not roles:
        return known or default
    if "?" not in found:
        return ""
    return default if is_main or default == "editor" else "contributor"


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
    if kind == "m" and not values.get("ISBN"):
        form = by_tag["008"][0].data[26:27] if "008" in by_tag else ""
        return {"a": "dataset", "b": "software"}.get(form, "document")
    return RECORD_TYPES.get(kind) or _type_of_level(level, values)


def _type_of_level(level: str, values: dict[str, str]) -> str:
    """The type by the bibliographic level; a part needs a host."""
    if level in ("a", "b") and values.get("container-title"):
        return "article-journal" if level == "b" or values.get("ISSN") or values.get("issue") else "chapter"
    return {"s": "periodical", "i": "periodical", "c": "collection"}.get(level, "book")
