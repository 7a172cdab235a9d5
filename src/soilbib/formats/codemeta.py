"""CodeMeta (codemeta.json) and other JSON-LD in schema.org's vocabulary: software, data sets, articles, books.

One record is written as one object, several as a ``@graph``. What has no place in CSL stays in
``Record.extra["codemeta"]`` under schema.org's names and is written again where it says the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from soilbib.errors import Loss
from soilbib.formats.codemeta_reading import HELD_TYPES, bare, read_work
from soilbib.formats.codemeta_tables import (
    CODEMETA,
    FIELDS,
    HOSTS,
    NUMBERS,
    PEOPLE,
    SCHEMA_ORG,
    WRITTEN_TYPES,
)
from soilbib.formats.format import Format
from soilbib.formats.json_items import Item, filled, json_reader, json_stream
from soilbib.formats.losses import find_losses
from soilbib.model import Name, Record, Source

_CONTEXT = re.compile(r'"@context"\s*:[^\]}]{0,600}?(?:schema\.org|codemeta)', re.IGNORECASE)
_CONTEXTS = (CODEMETA, *(f"{scheme}://schema.org{end}" for scheme in ("http", "https") for end in ("", "/")))
_IN_HOST = frozenset({"volume", "issue", "ISSN"})
_NEWEST = ("@context", "@type", "@id")


def looks_like(head: str) -> bool:
    """Whether JSON names schema.org's or CodeMeta's vocabulary."""
    return head.lstrip("\ufeff \n\r\t")[:1] in ("{", "[") and bool(_CONTEXT.search(head))


def read_item(item: Item, source: Source) -> Record | None:
    """A record of a node, without what every file has."""
    record = read_work(item, source)
    if record is None:
        return None
    kept = dict(record.extra.get("codemeta", {}))
    if kept.get("@context") in _CONTEXTS:
        del kept["@context"]
    said = item.get("@type", item.get("type"))
    if (bare(said) if isinstance(said, str) else said) != WRITTEN_TYPES.get(record.type, "CreativeWork"):
        kept["@type"] = said
    return record.replace(extra={"codemeta": kept} if kept else {})


def write(records: Iterable[Record]) -> Iterator[str | Loss]:
    """Write one object or a graph of several, with the losses that reading back shows."""
    records = iter(records)
    head = list(islice(records, 2))
    if len(head) == 1:
        context = CODEMETA if head[0].type == "software" else SCHEMA_ORG
        yield from _write_node(head[0], {"@context": context}, "")
        yield "\n"
        return
    yield f'{{\n  "@context": "{SCHEMA_ORG}",\n  "@graph": ['
    seam = "\n    "
    for record in chain(head, records):
        yield seam
        yield from _write_node(record, {}, "    ")
        seam = ",\n    "
    yield "\n  ]\n}\n" if head else "]\n}\n"


def _write_node(record: Record, opening: Item, indent: str) -> Iterator[str | Loss]:
    node = {**opening, **_node(record)}
    yield from find_losses(record, read_item(node, Source()), "schema.org", "codemeta")
    yield json.dumps(node, ensure_ascii=False, indent=2).replace("\n", "\n" + indent)


def _node(record: Record) -> Item:
    """The properties of a work, with those that were kept put back where they say the same."""
    node = _plain_node(record)
    said = _meaning(node)
    for key, value in record.extra.get("codemeta", {}).items():
        trial = {**node, key: value}
        if _meaning(trial) == said:
            node = trial
    return {**{key: node[key] for key in _NEWEST if key in node}, **node}


def _meaning(node: Item) -> tuple[Any, ...] | None:
    record = read_work(node, Source())
    if record is None:
        return None
    dates = {name: (date.start, date.end, date.literal) for name, date in record.dates.items()}
    return (record.id, record.type, record.names, dates, record.fields)


def _plain_node(record: Record) -> Item:
    fields = record.fields
    node: Item = {"@type": WRITTEN_TYPES.get(record.type, "CreativeWork")}
    if record.id.strip():
        node["@id"] = f"#{record.id}"
    host = _host(record)
    for key, variable in FIELDS.items():
        held = {FIELDS[name] for name in node if name in FIELDS}
        if variable in fields and variable not in held and not (host and variable in _IN_HOST):
            node[key] = fields[variable]
    node.update(_identifiers(fields))
    for key, variable in PEOPLE.items():
        if variable in record.names and variable not in {PEOPLE[name] for name in node if name in PEOPLE}:
            node[key] = [_person(name) for name in record.names[variable]]
    if "issued" in record.dates:
        node["datePublished"] = record.dates["issued"].text
    if "keyword" in fields:
        node["keywords"] = fields["keyword"].split("; ")
    if "abstract" in node and record.type in HELD_TYPES:
        node["description"] = node.pop("abstract")
    if "publisher" in fields:
        node["publisher"] = filled(
            {
                "@type": "Organization",
                "name": fields["publisher"],
                "address": fields.get("publisher-place", ""),
            }
        )
    if host:
        node["isPartOf"] = host
    return node


def _identifiers(fields: dict[str, str]) -> Item:
    found: list[Any] = [f"https://doi.org/{fields['DOI']}"] if "DOI" in fields else []
    found += [
        {"@type": "PropertyValue", "propertyID": scheme, "value": fields[variable]}
        for scheme, variable in NUMBERS.items()
        if variable in ("PMID", "PMCID") and variable in fields
    ]
    return {"identifier": found[0] if len(found) == 1 else found} if found else {}


def _person(name: Name) -> dict[str, str]:
    if not name.family:
        return {"@type": "Organization", "name": name.literal or name.given}
    given = f"{name.given} {name.dropping_particle}".strip()
    parts = {"givenName": given, "familyName": name.full_family, "honorificSuffix": name.suffix}
    return {"@type": "Person", **filled(parts)}


def _host(record: Record) -> Item:
    """The issue, volume, periodical or book that a work is a part of, each in the next, and the series last."""
    fields = record.fields
    series = {"name": fields.get("collection-title"), "volumeNumber": fields.get("collection-number")}
    parts: list[Item] = []
    if "container-title" in fields:
        parts = [
            {"@type": "PublicationIssue", "issueNumber": fields.get("issue")},
            {"@type": "PublicationVolume", "volumeNumber": fields.get("volume")},
            {
                "@type": HOSTS.get(record.type, "CreativeWork"),
                "name": fields["container-title"],
                "alternateName": fields.get("container-title-short"),
                "issn": fields.get("ISSN"),
            },
        ]
    parts.append({"@type": "BookSeries", **series})
    host: Item = {}
    for part in reversed(parts):
        given = {key: value for key, value in part.items() if value}
        if len(given) > 1:
            host = {**given, "isPartOf": host} if host else given
    return host


CODEMETA_JSON = Format(
    name="codemeta",
    title="CodeMeta and schema.org JSON-LD",
    extensions=(".json", ".jsonld"),
    looks_like=looks_like,
    read=json_reader("codemeta", "@graph", read_item),
    stream=json_stream("codemeta", "@graph", read_item),
    write=write,
    aliases=("codemeta.json", "schema.org", "schemaorg", "json-ld", "jsonld"),
)
