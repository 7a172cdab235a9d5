"""MARCXML (the Library of Congress's MARC21slim); the fields are those of `soilbib.formats.marc`.

What has no place in CSL stays in ``Record.extra["marc"]``: tag → fields as texts ("10$aTitle$cAuthor").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from soilbib.errors import Loss
from soilbib.formats.format import Format
from soilbib.formats.marc_fields import Field
from soilbib.formats.marc_writing import fields_of, is_printable, is_stripped, record_of
from soilbib.formats.xml import reading_back, xml_reader, xml_stream
from soilbib.formats.xml_trees import escaped
from soilbib.model import Record, Source

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEAD = re.compile(r"<(?:[\w.-]+:)?(?:datafield|controlfield|leader)\b|MARC21/slim")
_OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
_CLOSING = "</collection>\n"


def looks_like(head: str) -> bool:
    """Whether a MARC field or MARCXML's namespace stands in the head."""
    return bool(_HEAD.search(head))


def read_record(element: Element, source: Source) -> Record:
    """A record of a ``<record>`` element."""
    leader = element.findtext("leader") or ""
    fields = [
        Field(child.get("tag", ""), data=child.text or "")
        if child.tag == "controlfield"
        else Field(child.get("tag", ""), _indicators(child), _subfields(child))
        for child in element
        if child.tag in ("controlfield", "datafield")
    ]
    return record_of(leader, fields, source)


def _indicators(field: Element) -> str:
    return "".join((field.get(name) or " ")[:1] for name in ("ind1", "ind2"))


def _subfields(field: Element) -> tuple[tuple[str, str], ...]:
    found = field.findall("subfield")
    return tuple((code.get("code") or "a", _text("".join(map(str, code.itertext())))) for code in found)


def _text(text: str) -> str:
    """The text of a subfield on one line; spaces within a line may be places of coded data."""
    return " ".join(text.split()) if "\n" in text or "\t" in text else text.strip()


def write(records: Iterable[Record]) -> Iterator[str | Loss]:
    """Write a collection, with the losses that reading back shows."""
    yield _OPENING
    back = reading_back("marc", "MARCXML", lambda text: read(f"{_OPENING}{text}{_CLOSING}", ""))
    for record in records:
        leader, fields, is_sure = fields_of(record)
        text = _show(leader, fields)
        if is_sure and is_printable(fields) and is_stripped(fields):
            yield from back.losses_beside(record)
        else:
            yield from back.losses(record, text)
        yield text
    yield _CLOSING


def write_record(record: Record) -> str:
    """The ``<record>`` element of a record."""
    leader, fields, _ = fields_of(record)
    return _show(leader, fields)


def _show(leader: str, fields: list[Field]) -> str:
    """The element of a leader and fields; what it is made of needs no tree."""
    pieces = ["  <record>\n", _leaf("    <leader", leader, "leader")]
    for field in fields:
        tag = _attribute(field.tag)
        if not field.subfields:
            pieces.append(_leaf(f'    <controlfield tag="{tag}"', field.data, "controlfield"))
            continue
        first, second = map(_attribute, field.indicators)
        pieces.append(f'    <datafield tag="{tag}" ind1="{first}" ind2="{second}">\n')
        for code, value in field.subfields:
            pieces.append(_leaf(f'      <subfield code="{_attribute(code)}"', value, "subfield"))
        pieces.append("    </datafield>\n")
    return "".join([*pieces, "  </record>\n"])


def _leaf(opening: str, text: str, name: str) -> str:
    return f"{opening}>{escaped(text)}</{name}>\n" if text else f"{opening}/>\n"


def _attribute(text: str) -> str:
    return text if text.isalnum() or text == " " else escaped(text).replace('"', "&quot;")


read = xml_reader("marcxml", ("record",), read_record)

MARCXML = Format(
    name="marcxml",
    title="MARCXML",
    extensions=(".marcxml", ".xml"),
    looks_like=looks_like,
    read=read,
    write=write,
    aliases=("marc-xml", "marc21xml"),
    stream=xml_stream("marcxml", ("record",), read_record),
)
