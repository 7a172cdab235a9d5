"""Fit the weights of the listing's confidence, and print how often readings of each confidence are right, as JSON.

    python bench/listing_calibration.py [--fit] [--gold GOLD.jsonl] [--blind FILE.jsonl …]
        [--met FILE.jsonl …] [--styles N]

The weights are fitted (logistic regression, ridge) on references printed by styles that are not held out, as they are
and with the irregularities of real pages (`listing_irregular`), on made-up listing strings, on the project's own
references, and on what readings of public references showed when they were met for the first time (``--met``, lines
``{"evidence": […], "right": true}`` kept outside the project); they
are checked on held-out styles, on other listing strings, and on the annotated files. Without ``--fit`` the weights of
the package are checked.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from pathlib import Path
from typing import Any

from listing_accuracy import compare, references
from listing_house import entries
from listing_irregular import irregular
from listing_material import works
from listing_score import judge, reliability
from listing_styles import rows
from soilbib.formats.listing import confidence
from soilbib.formats.listing.confidence_weights import WEIGHTS
from soilbib.formats.listing.parts.identifiers import find_identifiers
from soilbib.formats.listing.parts.preparation import prepared
from soilbib.formats.listing.parts.segments import clean
from soilbib.formats.listing.records import Parsed, leftover_of, to_record
from soilbib.formats.listing.strings import best_reading

SET = {"two dates": -1.5, "form learned": 3.5}
"""Set by hand: made-up strings never have two dates; corrected examples vouch for a form learned from them."""

_OFTEN = 3  # times that a reference met first counts: it is of the kind that the confidence is for

Sample = tuple[tuple[str, ...], bool]


def read_all(text: str) -> Parsed:
    """A string read with all that stands in front of it and behind it, as the confidence judges it first."""
    line = clean(text)
    found = find_identifiers(line)
    reading = best_reading(prepared(found.text))
    reading = reading.replace(
        fields={**reading.fields, **found.fields}, dates={**reading.dates, **found.dates}
    )
    return to_record(reading, line)


def sample(parsed: Parsed, right: bool) -> Sample:
    """The evidence of a reading, and whether it is right."""
    reading, line = parsed.reading, parsed.line
    return tuple(confidence.evidence(reading, line, leftover_of(reading, line))), right


def judged(made: list[dict[str, Any]]) -> list[Sample]:
    read = [(row, read_all(row["text"])) for row in made]
    return [sample(parsed, judge(row, parsed.record)["all three"]) for row, parsed in read]


def annotated(made: list[dict[str, Any]]) -> list[Sample]:
    found = []
    for row in made:
        parsed = read_all(row["text"])
        verdict = compare(row, parsed.record, False)
        found.append(sample(parsed, verdict["title"] and verdict["issued"] and verdict["author"]))
    return found


def fit(samples: list[Sample], ridge: float = 2.0, rounds: int = 400) -> dict[str, float]:
    """Weights of the pieces of evidence, by Newton's steps on one weight after another."""
    names = sorted({name for pieces, _ in samples for name in pieces} - SET.keys())
    weights = dict.fromkeys(names, 0.0)
    having = {name: [index for index, (pieces, _) in enumerate(samples) if name in pieces] for name in names}
    odds = [0.0] * len(samples)
    for _ in range(rounds):
        moved = 0.0
        for name in names:
            slope, bend = -ridge * weights[name], ridge
            for index in having[name]:
                probability = 1 / (1 + math.exp(-odds[index]))
                slope += samples[index][1] - probability
                bend += probability * (1 - probability)
            step = slope / bend
            weights[name] += step
            moved = max(moved, abs(step))
            for index in having[name]:
                odds[index] += step
        if moved < 1e-3:
            break
    return {name: round(weight, 1) for name, weight in weights.items()} | SET


def table(samples: list[Sample], weights: dict[str, float]) -> dict[str, dict[str, float]]:
    return reliability(
        (1 / (1 + math.exp(-sum(weights.get(name, 0.0) for name in pieces))), right)
        for pieces, right in samples
    )


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    shared = Path(os.environ.get("SOILBIB_SHARED", Path(__file__).parents[1].parent / "shared"))
    parser.add_argument("--fit", action="store_true", help="fit the weights anew and print them")
    parser.add_argument("--gold", type=Path, default=shared / "data" / "listing" / "gold.jsonl")
    parser.add_argument(
        "--blind", type=Path, nargs="*", default=[], help="more annotated files, each by itself"
    )
    parser.add_argument("--met", type=Path, nargs="*", default=[], help="evidence of references met first")
    parser.add_argument("--styles", type=int, default=250)
    options = parser.parse_args()
    weights = WEIGHTS
    report: dict[str, Any] = {}
    if options.fit:
        printed = list(rows("dev", options.styles, 10, 21, works(900, 21)))
        training = judged([*printed, *irregular(printed, 5), *entries(700, 21)]) + annotated(references())
        met = [line for path in options.met for line in lines_of(path)]
        training += _OFTEN * [(tuple(row["evidence"]), row["right"]) for row in met]
        weights = fit(training)
        report["weights"] = dict(sorted(weights.items(), key=lambda pair: pair[1]))
        report["training"] = table(training, weights)
    held_out = list(rows("held-out", 200, 8, 33, works(900, 33)))
    report["held-out styles"] = table(judged(held_out), weights)
    report["held-out styles, irregular"] = table(judged(list(irregular(held_out, 6))), weights)
    report["listing strings"] = table(judged(entries(500, 22)), weights)
    if options.gold.is_file():
        gold = lines_of(options.gold)
        house = [row for row in gold if "4p1000" in row["source"]]
        report["annotated, 4p1000"] = table(annotated(house), weights)
        report["annotated, others"] = table(annotated([row for row in gold if row not in house]), weights)
    for path in options.blind:
        report[path.name] = table(annotated(lines_of(path)), weights)
    json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
