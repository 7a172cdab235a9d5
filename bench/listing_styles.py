"""How many references that citation styles print are read back right, as JSON.

    python bench/listing_styles.py [--part dev|held-out|all] [--styles N] [--works N] [--seed N] [--failures N]

Works made up by `listing_material` (or the CSL-JSON file given with --items) are printed by styles drawn at random from
those that are installed, each work alone, and read again. What a style shows of a work is the truth: the title as
printed, the persons whose names are printed, the date as far as it is printed; that is found out by printing the work
again with marks and with changes. A third of the styles, chosen by a digest of their ids, are held out: they are
printed only with ``--part held-out`` or ``all``.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from listing_material import LOCALES, works
from listing_score import judge, rates, reliability
from soilbib.csl import load_style, search_styles
from soilbib.csl.processor import Processor
from soilbib.errors import SoilbibError
from soilbib.formats.listing.strings import parse_string

FAMILIES = (
    "apa", "mla", "modern-language", "chicago", "vancouver", "ieee", "harvard", "iso690", "abnt", "gost", "din", "acm",
    "ama", "american-medical", "turabian", "elsevier", "springer", "nature",
)  # fmt: skip
_TITLE, _CONTAINER, _END = "\ue000", "\ue001", "\ue00f"
_PERSON = 0xE010
_MARKED = re.compile(f"([\ue000-\ue00e\ue010-\ue0ff])([^\ue000-\ue0ff]*){_END}")


def is_held_out(style: str) -> bool:
    return hashlib.sha256(style.encode()).digest()[0] % 3 == 0


def styles(part: str, count: int, seed: int) -> list[str]:
    """Independent styles of that part, drawn at random."""
    ids = sorted(found.id for found in search_styles("") if not found.dependent)
    chosen = [name for name in ids if part == "all" or is_held_out(name) == (part == "held-out")]
    return random.Random(seed).sample(chosen, min(count, len(chosen)))


def family(style: str, xml: str) -> str:
    """The well-known style that an id names, else the kind of citation the style says it makes."""
    named = next((name for name in FAMILIES if style.startswith(name) or f"-{name}" in style), "")
    found = re.search(r'citation-format="([^"]+)"', xml)
    return named or (found[1] if found else "other")


def marked(item: dict[str, Any]) -> dict[str, Any]:
    """The item with marks around title, container and the family names of the authors."""
    copied = copy.deepcopy(item)
    copied["title"] = f"{_TITLE}{item['title']}{_END}"
    if "container-title" in item:
        copied["container-title"] = f"{_CONTAINER}{item['container-title']}{_END}"
    for number, name in enumerate(copied.get("author", ())):
        key = "literal" if "literal" in name else "family"
        name[key] = f"{chr(_PERSON + number)}{name[key]}{_END}"
    return copied


def changed(item: dict[str, Any], place: int) -> dict[str, Any]:
    """The item with another year (0), month (1) or day (2)."""
    copied = copy.deepcopy(item)
    parts = copied["issued"]["date-parts"][0]
    parts[place] += 1 if place != 1 or parts[1] < 12 else -1
    return copied


def without_given(item: dict[str, Any]) -> dict[str, Any]:
    copied = copy.deepcopy(item)
    for name in copied.get("author", ()):
        name.pop("given", None)
    return copied


class Printer:
    """A style that prints each of the works and their variants alone."""

    def __init__(self, xml: str, items: list[dict[str, Any]], locale: str | None) -> None:
        variants: list[dict[str, Any]] = []
        for item in items:
            dated = range(len(item["issued"]["date-parts"][0]))
            for key, variant in (
                ("", item),
                ("+", marked(item)),
                ("g", without_given(item)),
                *((str(place), changed(item, place)) for place in dated),
            ):
                variants.append({**variant, "id": item["id"] + key})
        self.processor = Processor(xml, variants, locale)

    def print(self, key: str) -> str:
        """The reference of one of the works or variants, on one line."""
        self.processor.register([key])
        entries = self.processor.bibliography("text").entries
        return " ".join(entries[0].text.split()) if entries else ""


def truth(printer: Printer, item: dict[str, Any]) -> dict[str, Any] | None:
    """The printed work and what it shows; None where the title is not printed as one piece, once."""
    text, key = printer.print(item["id"]), item["id"]
    shown = [(match[1], " ".join(match[2].split())) for match in _MARKED.finditer(printer.print(key + "+"))]
    titles = [value for mark, value in shown if mark == _TITLE]
    if len(titles) != 1 or titles[0] not in text:
        return None
    parts = item["issued"]["date-parts"][0]
    seen = [text != printer.print(f"{key}{place}") for place in range(len(parts))]
    bare = printer.print(key + "g")
    return {
        "text": text,
        "title": titles[0],
        "issued": parts[: seen.index(False) if False in seen else len(parts)],
        "author": _shown_authors(item, shown, text, bare),
        "container-title": next((value for mark, value in shown if mark == _CONTAINER), ""),
        "type": item["type"],
        "language": item.get("language", ""),
    }


def _shown_authors(
    item: dict[str, Any], shown: list[tuple[str, str]], text: str, bare: str
) -> list[dict[str, Any]]:
    """The authors whose names are printed, in that order; ``full`` says that the given name is spelled out.

    ``bare`` is the work as it is printed without its authors' given names.
    """
    order = dict.fromkeys(ord(mark) - _PERSON for mark, _ in shown if ord(mark) >= _PERSON)
    found = []
    for number in order:
        name = item["author"][number]
        given = name.get("given", "") if text != bare else ""
        first = re.compile(rf"(?<!\w){re.escape(given.split(' ')[0])}(?!\w)")
        full = len(given.split(" ")[0]) > 2 and len(first.findall(text)) > len(first.findall(bare))
        found.append({**name, "given": given, "full": full})
    return found


def locale_of(item: dict[str, Any]) -> str:
    """The locale of a work's language."""
    return LOCALES.get(item.get("language", "en")[:2], "en-US")


def rows(
    part: str, count: int, per_style: int, seed: int, items: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Printed references with their truth, ``per_style`` for each of ``count`` styles."""
    chance = random.Random(seed)
    for name in styles(part, count, seed):
        chosen = chance.sample(items, min(per_style, len(items)))
        locale = locale_of(chosen[0]) if chance.random() < 0.3 else None
        chosen = [item for item in chosen if not locale or locale_of(item) == locale]
        try:
            style = load_style(name)
            printer = Printer(style.xml, chosen, locale)
        except SoilbibError as error:
            sys.stderr.write(f"{name}: {error}\n")
            continue
        for item in chosen:
            row = truth(printer, item)
            if row:
                yield {**row, "style": name, "family": family(name, style.xml)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--part", choices=("dev", "held-out", "all"), default="dev")
    parser.add_argument("--styles", type=int, default=120)
    parser.add_argument("--works", type=int, default=12, help="works printed by each style")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--items", type=Path, help="a CSL-JSON file instead of made-up works")
    parser.add_argument("--failures", type=int, default=0, help="show that many misses")
    parser.add_argument("--out", type=Path, help="write the strings with their truth as JSON Lines")
    options = parser.parse_args()
    items = json.loads(options.items.read_text("utf-8")) if options.items else works(600, options.seed)
    items = [item for item in items if item.get("title") and item.get("issued", {}).get("date-parts")]
    printed = list(rows(options.part, options.styles, options.works, options.seed, items))
    if options.out:
        options.out.write_text(
            "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in printed), "utf-8"
        )
    judged = [(row, parsed := parse_string(row["text"]), judge(row, parsed.record)) for row in printed]
    groups: dict[str, list[dict[str, bool]]] = defaultdict(list)
    for row, _, verdict in judged:
        for group in ("all", f"style {row['family']}", f"type {row['type']}", f"language {row['language']}"):
            groups[group].append(verdict)
    forms = Counter(parsed.form for _, parsed, verdict in judged if not verdict["all three"])
    report = {
        "part": options.part,
        "groups": {name: rates(verdicts) for name, verdicts in sorted(groups.items())},
        "forms_of_misses": dict(forms.most_common()),
        "confidence": reliability((parsed.confidence, verdict["all three"]) for _, parsed, verdict in judged),
        "misses": [
            _miss(row, parsed, verdict) for row, parsed, verdict in judged if not verdict["all three"]
        ][: options.failures],
    }
    json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def _miss(row: dict[str, Any], parsed: Any, verdict: dict[str, bool]) -> dict[str, Any]:
    record = parsed.record
    return {
        "style": row["style"],
        "text": row["text"],
        "wrong": [field for field, right in verdict.items() if not right],
        "form": parsed.form,
        "confidence": parsed.confidence,
        "title": record.title,
        "authors": [name.display for name in record.authors],
        "issued": record.dates["issued"].text if "issued" in record.dates else "",
    }


if __name__ == "__main__":
    main()
