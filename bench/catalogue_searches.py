"""The questions that the bench asks a catalogue, and how long the answers take."""

from __future__ import annotations

import random
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any

from catalogue_records import CATEGORIES, vocabulary
from soilbib.catalogue import Catalogue, Query, Term, parse_query
from soilbib.catalogue.folding import words

_USUAL = """SELECT rowid FROM text_index WHERE text_index MATCH ? ORDER BY rank LIMIT 10"""
_USUAL_FACETS = """SELECT data ->> '$.type', count(*) FROM records
    WHERE number IN (SELECT rowid FROM text_index WHERE text_index MATCH ?) GROUP BY 1"""
_USUAL_ASKED = 8


def questions(titles: list[str], count: int) -> Iterator[tuple[str, Query]]:
    """Different questions, each with its kind; words and phrases are taken from titles that are there."""
    known = vocabulary()
    rng = random.Random(5)

    def one_word() -> str:
        return str(rng.choice(known[: int(10 ** rng.uniform(0.7, 4.7))]))

    def two(apart: bool) -> str:
        found = words(rng.choice(titles))
        start = rng.randrange(len(found) - 1)
        return " ".join(rng.sample(found, 2) if apart else found[start : start + 2])

    def slip(word: str) -> str:
        place = rng.randrange(1, len(word))
        return word[:place] + rng.choice("xyz") + word[place:]

    kinds: dict[str, Callable[[], Query]] = {
        "one word, common or rare": lambda: parse_query(one_word()),
        "two words": lambda: parse_query(two(apart=True)),
        "three words": lambda: parse_query(f"{two(apart=True)} {one_word()}"),
        "phrase": lambda: parse_query(f'"{two(apart=False)}"'),
        "beginning of a word": lambda: parse_query(f"{one_word()[:4]}*"),
        "author and word": lambda: parse_query(f"author:{known[rng.randint(500, 9000)]} {one_word()}"),
        "any of two words": lambda: parse_query(
            f"{rng.choice(known[50:5000])} OR {rng.choice(known[50:5000])}"
        ),
        "word, type, years and category": lambda: parse_query(
            f'{one_word()} type:report,book year:{rng.randint(1980, 2020)}.. -category:"{rng.choice(CATEGORIES)}"'
        ),
        "word by title or year, a later page": lambda: parse_query(
            one_word(), Query(sort=rng.choice(("title", "year", "author")), page=rng.randint(1, 9))
        ),
        "exact, inside words": lambda: Query((Term(two(apart=False)[2:-2]),), exact=True),
        "mistyped": lambda: parse_query(slip(rng.choice([word for word in known[:20000] if len(word) > 5]))),
    }
    for number in range(count):
        kind = list(kinds)[number % len(kinds)]
        yield kind, kinds[kind]()


def ask_all(path: Path, count: int) -> dict[str, Any]:
    """Ask all questions once, each with facets, and tell how long it took."""
    with Catalogue(path, read_only=True) as catalogue:
        begin = time.perf_counter()
        browsed = catalogue.search(Query())
        opening = time.perf_counter() - begin
        rng = random.Random(3)
        numbers = [rng.randrange(1, browsed.total) for _ in range(2_000)]
        connection = sqlite3.connect(path)
        select = "SELECT title FROM texts WHERE number = ?"
        titles = [connection.execute(select, (number,)).fetchone()[0] for number in numbers]
        for sort in ("title", "author"):
            catalogue.search(Query(sort=sort))
        taken: dict[str, list[float]] = defaultdict(list)
        worked: dict[str, list[float]] = defaultdict(list)
        found: dict[str, list[int]] = defaultdict(list)
        asked = [(kind, query) for kind, query in questions(titles, count)]
        for kind, query in asked:
            begin, begin_cpu = time.perf_counter(), time.process_time()
            page = catalogue.search(query)
            taken[kind].append(time.perf_counter() - begin)
            worked[kind].append(time.process_time() - begin_cpu)
            found[kind].append(page.total)
    return {
        "records": browsed.total,
        "questions": count,
        "first look at everything, with opening (ms)": _milliseconds(opening),
        "wall": _spread(chain.from_iterable(taken.values())),
        "cpu": _spread(chain.from_iterable(worked.values())),
        "by kind": {
            kind: {
                "wall": _spread(seconds),
                "cpu": _spread(worked[kind]),
                "found, median": median(found[kind]),
            }
            for kind, seconds in taken.items()
        },
        "usual statements": _ask_usually(connection, asked),
    }


def _spread(times: Iterable[float]) -> dict[str, float]:
    """Percentiles of some times, in milliseconds."""
    seconds = sorted(times)
    places = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    found = {name: _milliseconds(seconds[int(part * (len(seconds) - 1))]) for name, part in places.items()}
    return {**found, "max": _milliseconds(seconds[-1])}


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 1)


def _ask_usually(connection: sqlite3.Connection, asked: list[tuple[str, Query]]) -> dict[str, float]:
    """The same index asked in the usual way: the ten best by bm25, and one facet by GROUP BY."""
    taken = []
    for _, query in [pair for pair in asked if pair[0] in ("two words", "one word, common or rare")][
        :_USUAL_ASKED
    ]:
        wanted = " AND ".join(f'"{word}" *' for word in words(query.text))
        begin = time.perf_counter()
        connection.execute(_USUAL, (wanted,)).fetchall()
        connection.execute(_USUAL_FACETS, (wanted,)).fetchall()
        taken.append(time.perf_counter() - begin)
    return {"questions": len(taken), **_spread(taken)}
