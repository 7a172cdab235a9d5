"""How many printed references are read back right once each has an irregularity of real pages, as JSON.

    python bench/listing_irregular.py [--part dev|held-out] [--styles N] [--works N] [--seed N] [--failures N]

References that citation styles print (`listing_styles`) are regular. Each gets one irregularity, drawn at random: a
mark or a space lost or added, a label in front, a remark behind. Titles stay as they are, so that the truth is known.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from listing_material import works
from listing_score import judge, rates, reliability
from listing_styles import rows
from soilbib.formats.listing.strings import parse_string

LABELS = ("[J12] ", "J-14. ", "[Abc04] ", "P7: ", "3) ", "* ")
REMARKS = (
    " (Cover Article)", " [PDF]", " Open access.", " (with supplement)", " Best paper award.", " 24,50 €", " (invited)",
    " IF 3.2", " (in English)", " See also chap. 3.", " (§4.1; Theorem 2)", " [Reprinted 2004]", " (2nd printing)",
)  # fmt: skip

IRREGULARITIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "a space lost behind a full stop": (r"(?<=[a-z]{3}\.) (?=[A-Z][a-z]{2})", ("",)),
    "a full stop lost": (r"(?<=[a-z]{3})\.(?= [A-Z])", ("",)),
    "a comma for a full stop": (r"(?<=[a-z\d)”\"]{2})\.(?= [A-Z])", (",",)),
    "a full stop for a comma": (r"(?<=[a-z\d)”\"]{2}),(?= [A-Z][a-z])", (".",)),
    "a comma lost": (r"(?<=\w),(?= \w)", ("",)),
    "a quote lost": (r"[“”«»\"]", ("",)),
    "another dash": (r"(?<=\d)[-–](?=\d)", (" - ", "--", " – ", "?")),
    "a year in brackets": (r"(?<=[ ,])((?:19|20)\d\d)(?=[.,;])", (r"(\1)",)),
    "a mark behind an author": (r"(?<=[a-z]{3})(?=,| and | &|;)", ("*",)),
    "a label in front": (r"\A", LABELS),
    "a remark behind": (r"\Z", REMARKS),
}
"""Irregularity → what it befalls, and what stands there then; authors' marks stand before the title only."""


def irregular(printed: Iterable[dict[str, Any]], seed: int) -> Iterator[dict[str, Any]]:
    """Each printed reference with one irregularity that it can have; ``way`` says which."""
    chance = random.Random(seed)
    for row in printed:
        ways = list(IRREGULARITIES)
        chance.shuffle(ways)
        for way in ways:
            text = _befallen(row, way, chance)
            if text and text != row["text"]:
                yield {**row, "text": text, "way": way}
                break


def _befallen(row: dict[str, Any], way: str, chance: random.Random) -> str | None:
    text: str = row["text"]
    start = text.find(row["title"])
    end = start + len(row["title"])
    pattern, instead = IRREGULARITIES[way]
    places = [
        found
        for found in re.finditer(pattern, text)
        if found.end() <= start or (found.start() >= end and way != "a mark behind an author")
    ]
    if not places:
        return None
    place = chance.choice(places)
    return text[: place.start()] + place.expand(chance.choice(instead)) + text[place.end() :]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--part", choices=("dev", "held-out"), default="dev")
    parser.add_argument("--styles", type=int, default=120)
    parser.add_argument("--works", type=int, default=10, help="works printed by each style")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failures", type=int, default=0, help="show that many misses")
    options = parser.parse_args()
    printed = rows(options.part, options.styles, options.works, options.seed, works(900, options.seed))
    judged = []
    for row in irregular(printed, options.seed):
        parsed = parse_string(row["text"])
        judged.append((row, parsed, judge(row, parsed.record)))
    groups: dict[str, list[dict[str, bool]]] = defaultdict(list)
    for row, _, verdict in judged:
        groups["all"].append(verdict)
        groups[row["way"]].append(verdict)
    misses = [
        {"way": row["way"], "text": row["text"], "title": parsed.record.title}
        for row, parsed, verdict in judged
        if not verdict["all three"]
    ]
    report = {
        "part": options.part,
        "groups": {name: rates(verdicts) for name, verdicts in sorted(groups.items())},
        "confidence": reliability((parsed.confidence, verdict["all three"]) for _, parsed, verdict in judged),
        "misses": misses[: options.failures],
    }
    json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
