"""How well the readers agree with Zotero's, field by field, as JSON.

    python bench/import_agreement.py [--show] [--only TRANSLATOR] [FOLDER]

FOLDER (default: data/import/zotero under SOILBIB_SHARED, itself ../shared by default) has one folder a
translator, with cases {"input", "items"}. Counted are the fields that Zotero has: each is right where the
record has the same value. Left aside: attachments, notes, "extra" lines without an identifier, the date
of access, and what Zotero changes after reading (full stops and spaces of initials, the order and number
of tags, capitals of journal titles, hyphens of ISBN and ISSN, full stops
at the end of abstracts and languages, decomposed accents). ``--show`` prints every difference to stderr.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

from soilbib.errors import SoilbibError
from soilbib.formats import FORMATS, loads
from soilbib.model import Date, Name, Record, parse_date

SHARED = Path(os.environ.get("SOILBIB_SHARED", Path(__file__).parent.parent.parent / "shared"))
TRANSLATORS: dict[str, str] = {
    "RIS": "ris",
    "Endnote XML": "endnotexml",
    "PubMed XML": "pubmedxml",
    "MODS": "mods",
    "MARC": "marc",
    "MARCXML": "marcxml",
    "Crossref Unixref XML": "unixref",
    "Datacite JSON": "datacite",
    "OpenAlex JSON": "openalex",
    "MEDLINEnbib": "nbib",
    "OVID Tagged": "ovid",
    "RefWorks Tagged": "refworks",
    "ReferBibIX": "enw",
    "Web of Science Tagged": "wos",
    "XML ContextObject": "coins",
    "Bibliontology RDF": "zoterordf",
}
"""Zotero's translator → the format that reads the same input."""

TYPES: dict[str, str] = {
    "artwork": "graphic", "attachment": "document", "audioRecording": "song", "bill": "bill", "blogPost": "post-weblog",
    "book": "book", "bookSection": "chapter", "case": "legal_case", "computerProgram": "software",
    "conferencePaper": "paper-conference", "dataset": "dataset", "dictionaryEntry": "entry-dictionary",
    "document": "document", "email": "personal_communication", "encyclopediaArticle": "entry-encyclopedia",
    "film": "motion_picture", "forumPost": "post", "hearing": "hearing", "instantMessage": "personal_communication",
    "interview": "interview", "journalArticle": "article-journal", "letter": "personal_communication",
    "magazineArticle": "article-magazine", "manuscript": "manuscript", "map": "map",
    "newspaperArticle": "article-newspaper", "patent": "patent", "podcast": "broadcast", "preprint": "article",
    "presentation": "speech", "radioBroadcast": "broadcast", "report": "report", "standard": "standard",
    "statute": "legislation", "thesis": "thesis", "tvBroadcast": "broadcast", "videoRecording": "motion_picture",
    "webpage": "webpage",
}  # fmt: skip
FIELDS: dict[str, str] = {
    "title": "title", "caseName": "title", "nameOfAct": "title", "subject": "title",
    "publicationTitle": "container-title",
    "bookTitle": "container-title", "proceedingsTitle": "container-title", "blogTitle": "container-title",
    "websiteTitle": "container-title", "encyclopediaTitle": "container-title", "dictionaryTitle": "container-title",
    "programTitle": "container-title", "forumTitle": "container-title", "reporter": "container-title",
    "code": "container-title", "journalAbbreviation": "container-title-short", "shortTitle": "title-short",
    "series": "collection-title", "seriesTitle": "collection-title", "seriesNumber": "collection-number",
    "volume": "volume", "codeVolume": "volume", "reporterVolume": "volume", "issue": "issue", "pages": "page",
    "codePages": "page", "firstPage": "page", "numPages": "number-of-pages", "numberOfVolumes": "number-of-volumes",
    "publisher": "publisher", "university": "publisher", "institution": "publisher", "company": "publisher",
    "label": "publisher", "distributor": "publisher", "studio": "publisher", "repository": "publisher",
    "organization": "publisher", "place": "publisher-place", "DOI": "DOI", "ISBN": "ISBN", "ISSN": "ISSN",
    "url": "URL", "abstractNote": "abstract", "language": "language", "edition": "edition", "callNumber": "call-number",
    "archive": "archive", "archiveLocation": "archive_location", "rights": "license", "versionNumber": "version",
    "version": "version", "thesisType": "genre", "reportType": "genre", "manuscriptType": "genre", "mapType": "genre",
    "genre": "genre", "websiteType": "genre", "conferenceName": "event-title", "meetingName": "event-title",
    "reportNumber": "number", "patentNumber": "number", "docketNumber": "number", "archiveID": "number",
    "issuingAuthority": "authority", "court": "authority", "PMID": "PMID", "PMCID": "PMCID",
}  # fmt: skip
LACKING = frozenset(
    "musical_score periodical collection pamphlet classic figure event performance entry review".split()
)
"""Types that Zotero does not have; its "document", "book" and "manuscript" agree with them."""

DATES = ("date", "issueDate", "dateDecided", "dateEnacted")
CREATORS: dict[str, str] = {
    "seriesEditor": "collection-editor", "bookAuthor": "container-author", "editor": "editor",
    "translator": "translator", "contributor": "contributor", "composer": "composer",
    "recipient": "recipient", "interviewer": "interviewer",
    "reviewedAuthor": "reviewed-author", "performer": "performer", "producer": "producer", "director": "director",
    "scriptwriter": "script-writer", "guest": "guest", "castMember": "performer",
}  # fmt: skip
EXTRA = re.compile(r"^(PMID|PMCID|DOI|ISSN|Citation Key|Type): *(.+)$", re.MULTILINE)
_DASHES = re.compile(r"\s*[‐‑–—−-]+\s*")


def main() -> None:
    parser = argparse.ArgumentParser(description="Agreement with Zotero's readings, as JSON")
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED / "data/import/zotero")
    parser.add_argument("--show", action="store_true", help="print every difference to stderr")
    parser.add_argument("--only", help="one translator")
    options = parser.parse_args()
    result: dict[str, Any] = {}
    total: Counter[str] = Counter()
    for translator, format_name in TRANSLATORS.items():
        if format_name in FORMATS and options.only in (None, translator):
            counts = agreement(options.folder / translator, format_name, options.show)
            total.update({key: counts[key] for key in ("compared", "right", "items", "read")})
            result[translator] = {"format": format_name, **counts, "share": share(counts)}
    print(json.dumps({**result, "all": {**total, "share": share(total)}}, indent=2, ensure_ascii=False))


def share(counts: dict[str, Any]) -> float:
    return round(counts["right"] / counts["compared"], 4) if counts["compared"] else 0.0


def agreement(folder: Path, format_name: str, show: bool) -> dict[str, Any]:
    """Items and records, fields compared and right, and the wrong ones by field."""
    wrong: Counter[str] = Counter()
    compared = items = read = 0
    for path in sorted(folder.glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        expected_items = json.loads(normalize("NFC", json.dumps(case["items"], ensure_ascii=False)))
        try:
            records = loads(case["input"], format_name).records
        except SoilbibError:
            records = ()
        items += len(case["items"])
        read += min(len(records), len(case["items"]))
        for number, item in enumerate(expected_items):
            record = records[number] if number < len(records) else Record()
            for field, expected, got in comparisons(item, record):
                compared += 1
                if expected != got:
                    wrong[field] += 1
                    if show:
                        print(
                            f"{folder.name}/{path.name}[{number}] {field}: {expected!r} | {got!r}",
                            file=sys.stderr,
                        )
    right = compared - sum(wrong.values())
    return {
        "items": items,
        "read": read,
        "compared": compared,
        "right": right,
        "wrong": dict(wrong.most_common()),
    }


def comparisons(item: dict[str, Any], record: Record) -> Iterator[tuple[str, Any, Any]]:
    """Field, Zotero's value, the record's value, for every field that Zotero has."""
    csl_type = TYPES.get(item["itemType"], item["itemType"])
    lacking = record.type in LACKING and csl_type in ("document", "book", "manuscript")
    yield "type", csl_type, csl_type if lacking else record.type
    for key, value in item.items():
        variable = FIELDS.get(key)
        if variable and value:
            got = record.fields.get(variable, "")
            yield variable, fold(variable, str(value)), fold(variable, got)
        elif key in DATES and value:
            yield "issued", date_key(parse_date(str(value))), date_key(record.dates.get("issued"))
    for key, value in EXTRA.findall(item.get("extra", "")):
        if key in ("PMID", "PMCID", "DOI", "ISSN"):
            yield key, fold(key, value), fold(key, record.fields.get(key, ""))
        elif key == "Citation Key":
            yield "id", value, record.id
    if item.get("creators"):
        yield "names", sorted(map(creator, item["creators"])), sorted(names_of(record))
    tags = {fold("keyword", tag if isinstance(tag, str) else tag["tag"]) for tag in item.get("tags", ())}
    if tags:
        keywords = record.fields.get("keyword", "").split("; ")
        yield "keyword", sorted(tags), sorted({fold("keyword", part) for part in keywords if part})


def creator(part: dict[str, str]) -> tuple[str, str]:
    """The role and the whole name; a role that is the type's first is that of an author."""
    role = CREATORS.get(part.get("creatorType", "author"), "author")
    return role, whole(part.get("lastName") or part.get("name", ""), part.get("firstName", ""))


def names_of(record: Record) -> Iterator[tuple[str, str]]:
    for role, names in record.names.items():
        for name in names:
            yield role, whole(*parts_of(name))


def parts_of(name: Name) -> tuple[str, str]:
    given = f"{name.given} {name.dropping_particle}".strip()
    return name.full_family, f"{given}, {name.suffix}" if name.suffix else given


def whole(family: str, given: str) -> str:
    return re.sub(r"[\s.,]+", " ", f"{family}, {given}").strip().casefold()


def date_key(date: Date | None) -> tuple[Any, ...]:
    return (date.start, date.end, date.season) if date and date.start else (date.literal if date else "",)


def fold(variable: str, text: str) -> str:
    text = " ".join(text.split())
    if variable in ("ISBN", "ISSN"):
        return re.sub(r"[^\dX ,]", "", text.upper()).replace(",", "")
    if variable in ("abstract", "edition"):
        return text.rstrip(" .")
    if variable == "language":
        return text.casefold().rstrip(" .")
    if variable == "page":
        return _DASHES.sub("-", text)
    return text.casefold() if variable in ("DOI", "container-title") else text


if __name__ == "__main__":
    main()
