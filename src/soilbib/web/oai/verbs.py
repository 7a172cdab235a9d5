"""The six verbs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, unquote

from soilbib.catalogue import Catalogue
from soilbib.catalogue.harvesting import Touched
from soilbib.web.oai.arguments import Failure, Takes, Token, read_times, read_token, write_token
from soilbib.web.oai.document import element
from soilbib.web.oai.metadata import PREFIXES, metadata

PART = 100
"""So many records are sent at once."""
_PLAIN = re.compile(r"[A-Za-z0-9_.-]")


@dataclass(frozen=True, slots=True)
class Harvest:
    """One request: the catalogue, what it is called, who keeps it, the provider's address, and the arguments."""

    catalogue: Catalogue
    name: str
    email: str
    address: str
    arguments: dict[str, str]

    @property
    def stem(self) -> str:
        """What identifiers of this provider begin with."""
        plain = re.sub(r"[^A-Za-z0-9-]+", "-", self.name).strip("-") or "collection"
        return f"oai:{plain if plain[0].isalpha() else 'x' + plain}.soilbib:"


def identify(harvest: Harvest) -> str:
    """What this provider is."""
    changes = list(harvest.catalogue.history())
    earliest = stamp(changes[-1].at) if changes else "1970-01-01T00:00:00Z"
    parts = (
        ("repositoryName", harvest.name),
        ("baseURL", harvest.address),
        ("protocolVersion", "2.0"),
        ("adminEmail", harvest.email),
        ("earliestDatestamp", earliest),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    )
    told = "".join(element(name, value) for name, value in parts)
    return f"<Identify>{told}</Identify>"


def list_metadata_formats(harvest: Harvest) -> str:
    """The metadata formats, all of them for every record."""
    if identifier := harvest.arguments.get("identifier"):
        _find(harvest, identifier)
    formats = "".join(
        "<metadataFormat>"
        + element("metadataPrefix", name)
        + element("schema", kind.schema)
        + element("metadataNamespace", kind.namespace)
        + "</metadataFormat>"
        for name, kind in PREFIXES.items()
    )
    return f"<ListMetadataFormats>{formats}</ListMetadataFormats>"


def list_sets(harvest: Harvest) -> str:
    """The categories as sets."""
    if "resumptionToken" in harvest.arguments:
        raise Failure("badResumptionToken", "the list of sets is sent as a whole")
    categories = harvest.catalogue.categories()
    if not categories:
        raise Failure("noSetHierarchy", "this collection has no categories")
    sets = "".join(
        f"<set>{element('setSpec', set_spec(each.name))}{element('setName', each.name)}</set>"
        for each in categories
    )
    return f"<ListSets>{sets}</ListSets>"


def set_spec(category: str) -> str:
    """A category's name in the letters that a setSpec may have."""
    return "".join(
        char if _PLAIN.match(char) else "".join(f"~{byte:02X}" for byte in char.encode()) for char in category
    )


def category_of(spec: str) -> str:
    """The category's name of `set_spec`; empty where it is none."""
    try:
        return unquote(spec.replace("%", "").replace("~", "%"), errors="strict")
    except UnicodeDecodeError:
        return ""


def list_identifiers(harvest: Harvest) -> str:
    """The headers of records."""
    part, token = _part(harvest)
    headers = "".join(_header(harvest, each) for each in part)
    return f"<ListIdentifiers>{headers}{token}</ListIdentifiers>"


def list_records(harvest: Harvest) -> str:
    """Records in a metadata format."""
    part, token = _part(harvest)
    return f"<ListRecords>{_records(harvest, part, _prefix(harvest))}{token}</ListRecords>"


def get_record(harvest: Harvest) -> str:
    """One record in a metadata format."""
    prefix = _prefix(harvest)
    return f"<GetRecord>{_records(harvest, [_find(harvest, harvest.arguments['identifier'])], prefix)}</GetRecord>"


def _prefix(harvest: Harvest) -> str:
    arguments = harvest.arguments
    prefix = (
        read_token(arguments["resumptionToken"]).prefix
        if "resumptionToken" in arguments
        else arguments["metadataPrefix"]
    )
    if prefix not in PREFIXES:
        raise Failure("cannotDisseminateFormat", f"known: {', '.join(PREFIXES)}")
    return prefix


def _part(harvest: Harvest) -> tuple[list[Touched], str]:
    """The next part of a list, and the element that says how it goes on."""
    asked = _asked(harvest)
    found = list(
        harvest.catalogue.touched(
            after=asked.after, since=asked.since, until=asked.until, category=asked.category, limit=PART + 1
        )
    )
    if not found:
        code = "noRecordsMatch" if not asked.sent else "badResumptionToken"
        raise Failure(code, "there is no such record (any more)")
    part = found[:PART]
    if len(found) > PART:
        following = Token(
            asked.prefix,
            asked.since,
            asked.until,
            asked.category,
            part[-1].entry.number,
            asked.sent + len(part),
        )
        return part, element("resumptionToken", write_token(following), cursor=str(asked.sent))
    return part, element("resumptionToken", "", cursor=str(asked.sent)) if asked.sent else ""


def _asked(harvest: Harvest) -> Token:
    arguments = harvest.arguments
    if "resumptionToken" in arguments:
        return read_token(arguments["resumptionToken"])
    since, until = read_times(arguments)
    category = category_of(arguments.get("set", ""))
    if "set" in arguments and category not in {each.name for each in harvest.catalogue.categories()}:
        raise Failure("noRecordsMatch", "there is no such set")
    return Token(_prefix(harvest), since, until, category, 0, 0)


def _find(harvest: Harvest, identifier: str) -> Touched:
    if identifier.startswith(harvest.stem):
        key = unquote(identifier.removeprefix(harvest.stem))
        entry = harvest.catalogue.get(key)
        number = entry.number if entry else harvest.catalogue.removed(key)
        if number:
            return harvest.catalogue.touched(after=number - 1, limit=1)[0]
    raise Failure("idDoesNotExist", f"there is no record {identifier[:200]}")


def _records(harvest: Harvest, part: Sequence[Touched], prefix: str) -> str:
    alive = [each.entry.record for each in part if not each.gone]
    written = iter(metadata(alive, prefix))
    return "".join(
        f"<record>{_header(harvest, each)}"
        + ("" if each.gone else f"<metadata>{next(written)}</metadata>")
        + "</record>\n"
        for each in part
    )


def _header(harvest: Harvest, touched: Touched) -> str:
    entry = touched.entry
    inside = (
        element("identifier", harvest.stem + quote(entry.key, safe=""))
        + element("datestamp", stamp(touched.at))
        + "".join(element("setSpec", set_spec(name)) for name in entry.categories)
    )
    return f"<header{' status=' + chr(34) + 'deleted' + chr(34) if touched.gone else ''}>{inside}</header>"


def stamp(at: str) -> str:
    """A moment of the history as the protocol writes it."""
    return at[:19] + "Z"


class Verb(NamedTuple):
    """A verb: what answers it, and its arguments."""

    answer: Callable[[Harvest], str]
    takes: Takes


LIST = Takes(frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}), "resumptionToken")
VERBS: dict[str, Verb] = {
    "Identify": Verb(identify, Takes()),
    "ListMetadataFormats": Verb(list_metadata_formats, Takes(optional=frozenset({"identifier"}))),
    "ListSets": Verb(list_sets, Takes(exclusive="resumptionToken")),
    "ListIdentifiers": Verb(list_identifiers, LIST),
    "ListRecords": Verb(list_records, LIST),
    "GetRecord": Verb(get_record, Takes(frozenset({"identifier", "metadataPrefix"}))),
}
