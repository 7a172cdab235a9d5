"""A seeded mutation fuzzer: broken BibTeX never raises and never loses text.

Usage: ``python bench/bibtex_fuzz.py FOLDER [--count 10000] [--seed 0]``. Pieces of the .bib files under FOLDER are
damaged in one to five places (characters deleted, doubled, swapped, inserted; stretches cut, moved, repeated)
and then read to a tree and written back, read to records, written back unchanged through `update`, and
formatted twice. Counted are exceptions, differing bytes, words of titles, names and notes that are in neither a
record nor a problem, updates that change something, and formatting that is not stable. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from pathlib import Path

import msgspec

from soilbib.formats.bibtex.formatter import format_bibtex
from soilbib.formats.bibtex.reader import read_bibtex
from soilbib.formats.bibtex.tree import read_tree, write_tree
from soilbib.formats.bibtex.update import update_bibtex
from soilbib.formats.checking import checked
from soilbib.model import Record

SIGNS = [
    *list('{}{}{}"",,==@@#%\\()\n\n $~&'),
    "@misc{",
    "@string{",
    "@comment{",
    "},\n",
    " and ",
    "\r\n",
    "é",
    "\x00",
]
WORD = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{5,}(?![A-Za-z])")
FIELDS = frozenset(
    {"title", "author", "editor", "note", "abstract", "publisher", "journal", "booktitle", "series"}
)


NOT_KEPT = frozenset(
    {
        "others",
        "newseries",
        "oldseries",
        "family",
        "given",
        "prefix",
        "suffix",
        "useprefix",
        "middle",
        "true",
        "false",
    }
)  # read for what they mean


def mutate(text: str, state: random.Random) -> str:
    for _ in range(state.randint(1, 5)):
        at, size = state.randrange(len(text) + 1), int(state.expovariate(0.1)) + 1
        piece = text[at : at + size]
        to = state.randrange(len(text) + 1)
        match state.randrange(6):
            case 0:
                text = text[:at] + text[at + 1 :]
            case 1:
                text = text[:at] + state.choice(SIGNS) + text[at:]
            case 2:
                text = text[:at] + text[at + size :]
            case 3:
                text = text[:to] + piece + text[to:]
            case 4:
                text = text[:at] + state.choice(SIGNS) + text[at + 1 :]
            case _:
                text = text[:at] if state.random() < 0.2 else text[:at] + piece[::-1] + text[at + size :]
    return text


def _lost_words(text: str) -> list[str]:
    """Words of fields that are in no record and no problem."""
    items = list(read_bibtex(text))
    kept = msgspec.json.encode(items).decode().casefold()
    found = []
    for entry in read_tree(text.encode("utf-8", "replace")).entries:
        for field in entry.fields:
            if field.name in FIELDS and "\\" not in field.text and not field.pieces:
                found += [word for word in WORD.findall(field.text) if word.casefold() not in kept]
    return [word for word in found if word.casefold() not in NOT_KEPT]


def check(text: str) -> list[str]:
    """What is wrong with how soilbib treats a text."""
    wrong = []
    data = text.encode("utf-8", "replace")
    if write_tree(read_tree(data)) != data:
        wrong.append("bytes differ")
    lost = _lost_words(text)
    if lost:
        wrong.append(f"lost {lost[:3]}")
    items = checked(read_bibtex(text.replace("\r\n", "\n").replace("\r", "\n")), nfc=False)
    records = [item for item in items if isinstance(item, Record)]
    if next(iter(update_bibtex(text, records))) != text:
        wrong.append("an update without a change changes something")
    once = format_bibtex(text).text
    if format_bibtex(once).text != once:
        wrong.append("formatting is not stable")
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", action="store_true", help="print the texts that go wrong")
    options = parser.parse_args()
    state = random.Random(options.seed)
    paths = [path for path in sorted(options.folder.rglob("*.bib")) if path.stat().st_size < 300_000]
    texts = [text for path in paths if "\0" not in (text := path.read_bytes().decode("utf-8", "replace"))]
    counts: Counter[str] = Counter()
    for _ in range(options.count):
        text = state.choice(texts)
        start = state.randrange(max(len(text) - 2000, 1))
        mutated = mutate(text[start : start + 2000], state)
        try:
            wrong = check(mutated)
        except Exception as error:
            wrong = [f"raised {type(error).__name__}: {error}"]
        counts.update(one.split(" [")[0] for one in wrong)
        if wrong and options.show:
            print(wrong, repr(mutated), file=sys.stderr)
    print(json.dumps({"texts": options.count, "wrong": counts}, indent=1))


if __name__ == "__main__":
    main()
