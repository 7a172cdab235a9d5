"""How far the BibTeX reader agrees with what Zotero and Better BibTeX make of the same inputs.

Usage: ``python bench/bibtex_zotero.py FOLDER [--show FIELD]``. FOLDER holds either JSON files
``{"input": text, "items": [Zotero items]}``, or pairs ``x.bib`` and ``x.json`` (``{"items": …}``). A field is
compared where the expectation has it and is a value that both vocabularies know; modulo case, markup, kinds
of quotes and dashes, the mark before a subtitle, superscripts as characters or as markup, and with dates as
year, month and day. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from soilbib.files import decode_exact
from soilbib.formats import loads
from soilbib.model import Record, parse_date, to_csl
from soilbib.model.markup import plain_text

_CONTAINERS = """publicationTitle bookTitle proceedingsTitle encyclopediaTitle dictionaryTitle websiteTitle
    blogTitle forumTitle programTitle""".split()
_PUBLISHERS = "publisher university institution company studio label distributor network".split()
_FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "caseName", "nameOfAct", "subject"),
    "container-title": tuple(_CONTAINERS),
    "publisher": tuple(_PUBLISHERS),
    "publisher-place": ("place",),
    "volume": ("volume", "codeVolume"),
    "issue": ("issue",),
    "page": ("pages",),
    "edition": ("edition",),
    "DOI": ("DOI",),
    "URL": ("url",),
    "ISBN": ("ISBN",),
    "ISSN": ("ISSN",),
    "collection-title": ("series",),
    "abstract": ("abstractNote",),
}
_NAMES = {"author": ("author", "inventor", "programmer", "artist", "presenter", "director", "podcaster",
                     "contributor", "interviewee", "performer"), "editor": ("editor",),
          "translator": ("translator",)}  # fmt: skip
_TYPES = {
    "journalArticle": "article-journal", "magazineArticle": "article-magazine", "book": "book",
    "newspaperArticle": "article-newspaper", "bookSection": "chapter", "conferencePaper": "paper-conference",
    "thesis": "thesis", "report": "report", "webpage": "webpage", "manuscript": "manuscript", "patent": "patent",
    "presentation": "speech", "preprint": "article", "computerProgram": "software", "dataset": "dataset",
}  # fmt: skip
_SIGNS = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "‐": "-", "\u00a0": " "})


def _plain(value: Any) -> str:
    text = unicodedata.normalize("NFKC", plain_text(str(value or ""))).translate(_SIGNS)
    text = re.sub(r"[:.] ", ": ", re.sub("-{2,}", "-", text))
    return re.sub(r"\s+", " ", re.sub(r"<[^<>]{1,40}>", "", text)).strip().casefold()


def _compared(item: dict[str, Any], record: Record) -> Iterator[tuple[str, Any, Any]]:
    csl = to_csl(record)
    if item["itemType"] in _TYPES:
        yield "type", _TYPES[item["itemType"]], record.type
    for variable, names in _FIELDS.items():
        value = next((item[name] for name in names if item.get(name)), None)
        if value:
            yield variable, _plain(value), _plain(csl.get(variable))
    creators = item.get("creators", [])
    for variable, roles in _NAMES.items():
        expected = [
            _person(person)
            for person in creators
            if person["creatorType"] in roles and person.get("name") != "others"
        ]
        if expected:
            found = [_name(name) for names in _found(csl, variable, roles) for name in names]
            yield variable, expected, found
    if item.get("date"):
        expected_date, date = parse_date(item["date"]), record.dates.get("issued")
        if expected_date.start:
            yield "issued", expected_date.start, date.start if date else ()


def _found(csl: dict[str, Any], variable: str, roles: tuple[str, ...]) -> Iterator[list[dict[str, str]]]:
    for name in dict.fromkeys((variable, *roles)):
        if csl.get(name):
            yield csl[name]


def _person(person: dict[str, str]) -> str:
    return _plain(person.get("name") or f"{person.get('lastName', '')}|{person.get('firstName', '')}").rstrip(
        "|"
    )


def _name(name: dict[str, str]) -> str:
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    family = f"{particle} {name.get('family', '')}".strip()
    given = ", ".join(part for part in (name.get("given", ""), name.get("suffix", "")) if part)
    return _plain(name.get("literal") or f"{family}|{given}").rstrip("|")


def _cases(folder: Path) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    for path in sorted(folder.glob("*.json")):
        try:
            case = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            print(f"{path.name}: not JSON", file=sys.stderr)
            continue
        source = path.with_suffix(".bib")
        if "input" in case:
            yield path.name, case["input"], case["items"]
        elif source.exists():
            yield path.name, decode_exact(source.read_bytes())[0].replace("\r\n", "\n"), case["items"]


def _key_in_extra(item: dict[str, Any]) -> str:
    """Better BibTeX keeps the key among the lines of "extra"."""
    extra = item.get("extra", "")
    lines = extra if isinstance(extra, list) else extra.split("\n")
    return next((line[14:] for line in lines if line.startswith("Citation Key: ")), "")


def _pairs(text: str, items: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Record | None]]:
    """Expected items with our records of the same key, the n-th of a key with the n-th."""
    by_key: dict[str, list[Record]] = {}
    by_title: dict[str, list[Record]] = {}
    for record in loads(text, "biblatex").records:
        by_key.setdefault(record.id, []).append(record)
        by_title.setdefault(_plain(record.title), []).append(record)
    for item in items:
        key = str(item.get("citationKey") or _key_in_extra(item) or item.get("itemID"))
        title = next((item[name] for name in _FIELDS["title"] if item.get(name)), "")
        found = by_key.get(key) or by_title.get(_plain(title))
        yield item, found.pop(0) if found else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without", default="\0", help="leave out files whose names have this in them")
    parser.add_argument("--show", help="print the differences of a field")
    options = parser.parse_args()
    compared: Counter[str] = Counter()
    equal: Counter[str] = Counter()
    items = missing = 0
    for name, text, expected in _cases(options.folder):
        for item, record in _pairs(text, expected) if options.without not in name else ():
            items += 1
            missing += record is None
            for field, theirs, ours in _compared(item, record or Record()):
                compared[field] += 1
                equal[field] += theirs == ours
                if theirs != ours and options.show in (field, "all"):
                    print(f"{name} {record and record.id} {field}: {theirs!r} | {ours!r}", file=sys.stderr)
    share = round(100 * equal.total() / max(compared.total(), 1), 2)
    per_field = {field: f"{equal[field]}/{compared[field]}" for field in compared}
    result = {
        "items": items,
        "without a record": missing,
        "percent of fields equal": share,
        "fields": per_field,
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
