"""How fast listing strings are read, that the time grows with the length alone, and that no string is too odd, as JSON.

    python bench/listing_speed.py [GOLD.jsonl] [--random N]

Rates are strings per second of one core's time, the best of several passes: ``first`` with every memory of the
package emptied before each pass, over the annotated file, the project's own references, and two long streams that are
read once each as a user's files are, 3,000 references as citation styles print them and 3,000 made-up listing strings,
all different; ``again`` with what the passes before have left in memory; ``pages`` the streams as the lines of one
page each, which is judged before it is read. ``lengths`` has the seconds
for one string of that many characters, of the worst of several kinds. ``calls`` are the calls of functions, Python's
and those built in, that a string of each set takes at first sight: a measure of the work that no other program on
the machine changes. ``random`` says how many random strings of all
of Unicode, with quotes and brackets, were read without failing, and of how many a word is in no field.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from listing_accuracy import forget, references
from listing_house import entries
from listing_material import works
from listing_styles import Printer, locale_of, styles
from soilbib.csl import load_style
from soilbib.formats.listing.pages.page import parse_page
from soilbib.formats.listing.records import Parsed, words_of
from soilbib.formats.listing.strings import parse_string

PASSES = 5
PER_STYLE = 12  # works that a style prints
CALLED = 1000  # strings of each set whose calls are counted
PIECES = ("“", "(", ", A. B", " – 2018", "et al. ", "12(3): ", "x", " and ", "In: ", "«a» ")
MARKS = "“”‘’«»„\"'()[]–—-.,:;/&0123456789 "


def read_each(texts: Sequence[str]) -> None:
    """Read the strings one by one, each with the confidence in it."""
    for text in texts:
        _ = parse_string(text).confidence


def read_page(texts: Sequence[str]) -> None:
    """Read the strings as the lines of a page."""
    for item in parse_page("\n".join(texts)):
        _ = item.confidence if isinstance(item, Parsed) else item


def rate(texts: Sequence[str], read: Callable[[Sequence[str]], None], before: Callable[[], None]) -> int:
    """Strings per second, the best of some passes."""
    best = 0.0
    for _ in range(PASSES):
        before()
        start = time.process_time()
        read(texts)
        best = max(best, len(texts) / (time.process_time() - start))
    return round(best)


def calls(texts: Sequence[str]) -> int:
    """Function calls for each string, with every memory of the package emptied before."""
    count = 0

    def add(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    forget()
    sys.setprofile(add)
    read_each(texts)
    sys.setprofile(None)
    return round(count / len(texts))


def printed(count: int, seed: int) -> list[str]:
    """About that many references, all different, as citation styles drawn at random print made-up works."""
    items = works(600, seed)
    chance = random.Random(seed)
    texts: dict[str, None] = {}
    for name in styles("dev", count // PER_STYLE, seed):
        chosen = chance.sample(items, PER_STYLE)
        printer = Printer(load_style(name).xml, chosen, locale_of(chosen[0]))
        texts.update(dict.fromkeys(printer.print(item["id"]) for item in chosen))
    return [text for text in texts if text]


def seconds(length: int) -> float:
    """The longest time for a string of that length."""
    longest = 0.0
    for piece in PIECES:
        text = "“Title” – 2018 – " + piece * (length // len(piece))
        start = time.process_time()
        parse_string(text)
        longest = max(longest, time.process_time() - start)
    return round(longest, 3)


def odd_string(chance: random.Random) -> str:
    """Characters of all of Unicode but surrogates, many of them quotes, brackets and digits."""
    length = chance.choice((1, 8, 40, 200, 1000))
    return "".join(
        chance.choice(MARKS)
        if chance.random() < 0.5
        else chr(chance.choice((chance.randrange(32, 0xD800), 0x1F331)))
        for _ in range(length)
    )


def lost_words(text: str) -> set[str]:
    """The words of a string that are nowhere in its record."""
    record = parse_string(text).record
    kept = [*record.fields.values(), *(name.display for group in record.names.values() for name in group)]
    kept += [f"{date.raw} {date.text}" for date in record.dates.values()]
    have = "".join(words_of(" ".join(kept)))
    composed = unicodedata.normalize("NFC", text)  # as the record has it
    return {word for word in words_of(composed) if len(word) > 3 and word not in have}


def try_random(count: int) -> dict[str, Any]:
    chance = random.Random(4)
    failed, losing = [], 0
    for _ in range(count):
        text = odd_string(chance)
        try:
            losing += bool(lost_words(text))
        except Exception as error:  # what a parser must never do
            failed.append({"text": text[:80], "error": repr(error)})
    return {"strings": count, "failed": failed, "with_lost_words": losing}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    shared = Path(os.environ.get("SOILBIB_SHARED", Path(__file__).parents[1].parent / "shared"))
    parser.add_argument("gold", nargs="?", type=Path, default=shared / "data" / "listing" / "gold.jsonl")
    parser.add_argument("--random", type=int, default=0, help="read that many random strings")
    options = parser.parse_args()
    own = [row["text"] for row in references()]
    made = list(dict.fromkeys(row["text"] for row in entries(3000, 5)))
    streams = {"printed references": printed(3000, 7), "made-up listing strings": made}
    sets = {"own references": own, **streams}
    if options.gold.is_file():
        lines = options.gold.read_text("utf-8").splitlines()
        sets = {"annotated": [json.loads(line)["text"] for line in lines if line.strip()], **sets}
    report: dict[str, Any] = {
        "first": {name: rate(texts, read_each, forget) for name, texts in sets.items()},
        "again": {name: rate(sets[name], read_each, lambda: None) for name in sets if name not in streams},
        "pages": {name: rate(texts, read_page, forget) for name, texts in streams.items()},
        "calls": {name: calls(texts[:CALLED]) for name, texts in sets.items()},
        "lengths": {str(length): seconds(length) for length in (10_000, 100_000, 1_000_000)},
    }
    if options.random:
        report["random"] = try_random(options.random)
    json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
