"""UNIMARC, the MARC of France, Italy, Portugal, Russia and others, told apart and turned into MARC 21's fields.

Only what a record says is turned; the fields themselves are kept as they came. Source: IFLA, UNIMARC
Bibliographic Format Manual.
"""

from __future__ import annotations

from collections.abc import Iterator

from soilbib.formats.marc_fields import Field, clean

_RENAMED: dict[str, tuple[str, str, dict[str, str]]] = {
    "001": ("001", "  ", {}),
    "010": ("020", "  ", {"a": "a"}),
    "011": ("022", "  ", {"a": "a"}),
    "101": ("041", "  ", {"a": "a"}),
    "200": ("245", "10", {"a": "a", "e": "b", "h": "n", "i": "p"}),
    "205": ("250", "  ", {"a": "a"}),
    "206": ("255", "  ", {"a": "a"}),
    "210": ("264", " 1", {"a": "a", "c": "b", "d": "c"}),
    "214": ("264", " 1", {"a": "a", "c": "b", "d": "c"}),
    "215": ("300", "  ", {"a": "a"}),
    "225": ("490", "0 ", {"a": "a", "v": "v", "x": "x"}),
    "300": ("500", "  ", {"a": "a"}),
    "328": ("502", "  ", {"b": "b", "e": "c", "d": "d", "a": "a"}),
    "330": ("520", "  ", {"a": "a"}),
    "454": ("765", "08", {"t": "t"}),
    "610": ("653", "  ", {"a": "a"}),
    "676": ("082", "  ", {"a": "a"}),
    "680": ("050", "  ", {"a": "a", "b": "b"}),
    "686": ("084", "  ", {"a": "a"}),
    "710": ("710", "2 ", {"a": "a", "b": "b"}),
    "711": ("710", "2 ", {"a": "a", "b": "b"}),
    "712": ("710", "2 ", {"a": "a", "b": "b"}),
    "856": ("856", "40", {"u": "u"}),
    **{tag: ("650", " 4", {"a": "a", "x": "x", "y": "z", "z": "y"}) for tag in ("606", "607", "608")},
}
"""Tag → MARC 21's tag, indicators, and subfields."""

_PERSONS: dict[str, str] = {"700": "100", "701": "700", "702": "700"}
_SUBJECTS_OF_NAMES = frozenset({"600", "601", "602", "604", "605"})
_HOSTS = ("463", "464", "461", "462", "410")
_EMBEDDED: dict[str, dict[str, str]] = {
    "200": {"a": "t", "v": "v"}, "010": {"a": "y"}, "011": {"a": "x"}, "210": {"a": "c", "c": "n", "d": "d"},
    "215": {"a": "p"},
}  # fmt: skip
"""Tag of a field that stands within a linking one → its subfields → those of links that have none within them."""

_ROLES: dict[str, str] = {
    "005": "act", "010": "ctb", "020": "ctb", "040": "art", "070": "aut", "080": "aui", "090": "aut", "100": "ctb",
    "110": "bnd", "160": "bkd", "180": "aut", "190": "ctb", "200": "cmp", "205": "ctb", "210": "ctb", "212": "ctb",
    "220": "com", "230": "cmp", "250": "ctb", "257": "ctb", "260": "cph", "273": "cur", "275": "ctb", "290": "ctb",
    "300": "drt", "310": "dst", "320": "dnr", "330": "ctb", "340": "edt", "350": "ctb", "370": "ctb", "390": "own",
    "400": "spn", "410": "ctb", "440": "ill", "460": "ive", "470": "ivr", "480": "lbt", "500": "ctb", "510": "ctb",
    "520": "lyr", "545": "mus", "550": "nrt", "555": "ctb", "557": "orm", "570": "ctb", "582": "ctb", "590": "prf",
    "595": "res", "600": "pht", "605": "ctb", "610": "prt", "630": "pro", "635": "prg", "650": "pbl", "651": "pbd",
    "660": "rcp", "670": "ctb", "673": "ctb", "675": "ctb", "690": "aus", "710": "red", "721": "sng", "723": "spn",
    "727": "ths", "730": "trl", "755": "sng", "770": "ctb", "956": "ctb",
}  # fmt: skip
"""UNIMARC's code of a relation → MARC 21's."""


def is_unimarc(fields: list[Field]) -> bool:
    """Whether the title stands in 200, which MARC 21 has not, and in none of MARC 21's fields."""
    tags = {field.tag for field in fields}
    return "200" in tags and tags.isdisjoint(("240", "245"))


def to_marc21(leader: str, fields: list[Field]) -> tuple[str, list[Field]]:
    """The leader, and MARC 21 fields that say what the fields say."""
    kind, level = leader[6:7], leader[7:8]
    turned = [field for source in fields for field in _turned(source)]
    hosts = {field.tag: _flat(field) for field in reversed(fields) if field.tag in _HOSTS}
    host = next((hosts[tag] for tag in _HOSTS if tag in hosts), None)
    journal = hosts.get("461")
    if host and journal and journal.first("x"):  # 463 is a volume of it then
        number = journal.first("v") or host.first("v")
        host = Field("461", journal.indicators, (*journal.subfields, ("v", number), *host.subfields))
    if host:
        turned.append(_host(host, level))
    return f"{leader[:6]}{'m' if kind == 'l' else kind}{leader[7:]}", turned


def _flat(field: Field) -> Field:
    """A link to another record with the fields embedded in it ("$12001 $aTitle") as subfields of its own."""
    if not any(code == "1" for code, _ in field.subfields):
        return field
    tag, found = "", []
    for code, value in field.subfields:
        if code == "1":
            tag = value[:3]
        elif there := _EMBEDDED.get(tag, {}).get(code):
            found.append((there, value))
    return Field(field.tag, field.indicators, tuple(found))


def _turned(field: Field) -> Iterator[Field]:
    if field.tag in _RENAMED:
        tag, indicators, codes = _RENAMED[field.tag]
        subfields = [(codes[code], value) for code, value in field.subfields if code in codes]
        subfields += _role(field) if tag == "710" else []
        yield Field(tag, indicators, tuple(subfields), field.data)
    elif field.tag in _PERSONS:
        yield Field(_PERSONS[field.tag], "1 ", (("a", _person(field)), *_role(field)))
    elif field.tag in _SUBJECTS_OF_NAMES:
        yield Field("650", " 4", (("a", _person(field)),))
    elif field.tag == "100":
        yield Field("008", data=f"{' ' * 7}{field.first('a')[9:13]}")


def _person(field: Field) -> str:
    """Entry element and the rest of the name, which stands before a title that the name may have."""
    parts = [field.first("a"), field.first("b") or field.first("t")]
    return ", ".join(filter(None, parts))


def _role(field: Field) -> list[tuple[str, str]]:
    """The roles in MARC 21's codes; who is named for a secondary responsibility without one has contributed."""
    roles = [("4", _ROLES.get(code, "ctb")) for code in field.all("4")]
    return roles or ([("4", "ctb")] if field.tag in ("702", "712") else [])


def _host(field: Field, level: str) -> Field:
    """The host of a part or the series of a whole: title, ISSN or ISBN, volume, and pages."""
    title, number = field.first("t"), field.first("v")
    if level not in ("a", "b") or not title:
        return Field("490", "0 ", (("a", title), ("v", number), ("x", field.first("x"))))
    number = f"volume:{number}" if number.isdigit() else number
    labelled = [("g", clean(value)) for value in (number, field.first("p")) if value]
    serial = [(code, field.first(there)) for code, there in (("x", "x"), ("z", "y")) if field.first(there)]
    return Field("773", "08", (("t", title), *labelled, *serial))
