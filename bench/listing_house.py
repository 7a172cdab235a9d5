"""How many made-up listing strings of resource pages are read right, as JSON.

    python bench/listing_house.py [--count N] [--seed N] [--failures N] [--out FILE]

Works of `listing_material` are written as such pages write them: “Title” – Year – Authors and the orders beside it,
with the dashes, quotation marks, joiners and marks of a cut list that are common there, names as initials glued or
spaced, in full or inverted, and now and then a quotation mark that is not closed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from listing_material import NEWSPAPERS, PERIODICALS, authors, works
from listing_score import judge, rates, reliability
from soilbib.formats.listing.strings import parse_string

QUOTES = {
    "en": ("“”", "“”", "“”", '""', "‘’"), "fr": ("“”", "“”", "« »", "«»"), "de": ("„“", "“”", "»«"), "es": ("“”", "«»"),
}  # fmt: skip
DASHES = (" – ", " – ", " – ", " – ", " — ", " - ", " | ")
CUT = ("& al.", "& al", "et al.", "et al", "et coll.", "and others", "et collaborateurs", "y otros", "u.a.")
JOINERS = (" & ", " & ", " et ", " and ", ", ", " und ", " y ", "; ")
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
}


def initials(given: str, glue: str) -> str:
    """ "Jean-François" as "J.F." or "J.-F."."""
    parts = [part for word in given.split() for part in word.split("-")]
    mark = ".-" if "-" in given and glue else "."
    return mark.join(part[0] for part in parts) + "."


def spelled(chance: random.Random, people: list[dict[str, str]]) -> tuple[str, list[dict[str, Any]], bool]:
    """The list of authors as a page writes it, the names that it shows, and whether it is cut."""
    cut = len(people) > 2 and chance.random() < 0.3
    shown = people[: chance.choice((1, 2))] if cut else people
    style = chance.choice(("glued", "glued", "spaced", "full", "full", "inverted"))
    texts, truth = [], []
    for name in shown:
        if "literal" in name:
            texts.append(name["literal"])
            truth.append({**name, "given": "", "full": False})
            continue
        given = name["given"] if style == "full" else initials(name["given"], chance.choice(("-", "")))
        space = "" if style == "glued" else " "
        texts.append(
            f"{name['family']}, {given}" if style == "inverted" else f"{given}{space}{name['family']}"
        )
        truth.append({**name, "given": given if style == "full" else name["given"], "full": style == "full"})
    joiner = "; " if style == "inverted" else chance.choice(JOINERS)
    between = "; " if style == "inverted" or joiner == "; " else ", "
    text = joiner.join([between.join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]
    if cut:
        text = f"{text} {chance.choice(CUT)}"
    return text, truth, cut


def dated(chance: random.Random, parts: list[int], language: str) -> str:
    if len(parts) < 3:
        return str(parts[0])
    month = MONTHS.get(language, MONTHS["en"]).split()[parts[1] - 1]
    if language == "en":
        return chance.choice((f"{month} {parts[2]}, {parts[0]}", f"{parts[2]} {month} {parts[0]}"))
    return f"{parts[2]}. {month} {parts[0]}" if language == "de" else f"{parts[2]} {month} {parts[0]}"


def entry(chance: random.Random, item: dict[str, Any]) -> dict[str, Any]:
    """A listing string of the work with its truth."""
    language = item["language"]
    pair = chance.choice(QUOTES.get(language, QUOTES["en"]))
    opening, closing = (pair[:2].strip() + " ", " " + pair[-1]) if " " in pair else (pair[0], pair[1])
    quoted = f"{opening}{item['title']}{closing}"
    if chance.random() < 0.03:
        quoted = quoted.removesuffix(closing)
    parts = item["issued"]["date-parts"][0]
    shown = parts if len(parts) != 2 else parts[:1]
    dash = chance.choice(DASHES)
    segments = [quoted, dated(chance, shown, language)]
    people = item.get("author") or authors(chance, language, "report") or [{"literal": "FAO"}]
    truth: list[dict[str, Any]] = []
    container = ""
    form = chance.choices(("TYA", "TAY", "TA", "TY", "TYC", "AYT", "TYAC", "T"), (58, 8, 6, 8, 6, 4, 10, 6))[
        0
    ]
    if "A" in form:
        text, truth, _ = spelled(chance, people)
    if "C" in form:
        container = chance.choice(
            (NEWSPAPERS if len(shown) == 3 else PERIODICALS).get(language, PERIODICALS["en"]).split("; ")
        )
    orders = {
        "T": lambda: [quoted],
        "TYA": lambda: [*segments, text],
        "TAY": lambda: [quoted, text, segments[1]],
        "TA": lambda: [quoted, text],
        "TY": lambda: segments,
        "TYC": lambda: [*segments, container],
        "AYT": lambda: [text, segments[1], quoted],
        "TYAC": lambda: [*segments, text, container],
    }
    return {
        "text": dash.join(orders[form]()),
        "title": item["title"],
        "issued": shown if "Y" in form else [],
        "author": truth,
        "container-title": container,
        "form": form,
        "language": language,
        "type": item["type"],
    }


def entries(count: int, seed: int) -> list[dict[str, Any]]:
    """That many listing strings with their truth; the same ones for the same seed."""
    chance = random.Random(seed)
    return [entry(chance, item) for item in works(count, seed)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failures", type=int, default=0, help="show that many misses")
    parser.add_argument("--out", type=Path, help="write the strings with their truth as JSON Lines")
    options = parser.parse_args()
    made = entries(options.count, options.seed)
    if options.out:
        options.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made), "utf-8")
    groups: dict[str, list[dict[str, bool]]] = defaultdict(list)
    judged, misses = [], []
    for row in made:
        parsed = parse_string(row["text"])
        verdict = judge(row, parsed.record)
        judged.append((parsed.confidence, verdict["all three"]))
        for group in ("all", f"form {row['form']}", f"language {row['language']}"):
            groups[group].append(verdict)
        if not verdict["all three"]:
            misses.append(
                {
                    "text": row["text"],
                    "form": parsed.form,
                    "confidence": parsed.confidence,
                    "wrong": [field for field, right in verdict.items() if not right],
                    "title": parsed.record.title,
                    "authors": [name.display for name in parsed.record.authors],
                    "issued": parsed.record.dates["issued"].text if "issued" in parsed.record.dates else "",
                }
            )
    report = {
        "groups": {name: rates(verdicts) for name, verdicts in sorted(groups.items())},
        "confidence": reliability(judged),
        "misses": misses[: options.failures],
    }
    json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
