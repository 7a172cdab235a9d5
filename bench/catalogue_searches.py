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

from msgspec.structs import replace

from catalogue_records import CATEGORIES, vocabulary
from soilbib.catalogue import Catalogue, Query, Term, parse_query
from soilbib.catalogue.folding import words
from soilbib.catalogue.query import Match

_USUAL = """SELECT rowid FROM text_index WHERE text_index MATCH ? ORDER BY rank LIMIT 10"""
_USUAL_FACETS = """SELECT data ->> '$.type', count(*) FROM records
    WHERE number IN (SELECT rowid FROM text_index WHERE text_index MATCH ?) GROUP BY 1"""
_USUAL_ASKED = 8


def questions(texts: list[tuple[str, ...]], count: int) -> Iterator[tuple[str, Query]]:
    """Different questions, each with its kind; words and phrases are taken from titles that are there."""
    known = vocabulary()
    rng = random.Random(5)

    def one_word() -> str:
        return str(rng.choice(known[: int(10 ** rng.uniform(0.7, 4.7))]))

    def two(apart: bool) -> str:
        found = words(rng.choice(texts)[0])
        start = rng.randrange(len(found) - 1)
        return " ".join(rng.sample(found, 2) if apart else found[start : start + 2])

    def slip(word: str) -> str:
        place = rng.randrange(1, len(word))
        return word[:place] + rng.choice("xyz") + word[place:]

    def piece(least: int, most: int, *, column: int = 0, spaced: bool = False) -> str:
        """Some letters of a text as they stand there, in a word or across two."""
        while True:
            text = rng.choice(texts)[column]
            size = rng.randint(least, most)
            start = rng.randrange(max(1, len(text) - size))
            found = text[start : start + size].strip()
            if len(found) >= least and (" " in found) == spaced:
                return found

    def short() -> str:
        """Three words that stand side by side, the shortest such of a title."""
        found = rng.choice(texts)[0].split()
        return min((" ".join(found[start : start + 3]) for start in range(len(found) - 2)), key=len)

    def exact(text: str, match: Match = "anywhere", scope: tuple[str, ...] = ("title", "content")) -> Query:
        return Query((Term(text),), scope, exact=True, match=match)

    def edge(words_wanted: int, match: Match) -> Query:
        found = rng.choice(texts)[0].split()
        chosen = {"start": found[:words_wanted], "end": found[-words_wanted:], "full": found}[match]
        return exact(" ".join(chosen), match, ("title",))

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
        "exact, two words without their ends": lambda: exact(two(apart=False)[2:-2]),
        "exact, one letter": lambda: exact(rng.choice("abcdefghijklmnoprstuv")),
        "exact, two letters": lambda: exact(piece(2, 2)),
        "exact, three letters": lambda: exact(piece(3, 3)),
        "exact, four to eight letters in a word": lambda: exact(piece(4, 8)),
        "exact, letters with a space": lambda: exact(piece(3, 9, spaced=True)),
        "exact, several short words": lambda: exact(short()),
        "exact, letters of an abstract": lambda: exact(piece(2, 12, column=2, spaced=rng.random() < 0.5)),
        "exact, digits and dots of an identifier": lambda: exact(piece(2, 10, column=1)),
        "exact, one sign": lambda: exact(rng.choice(".,-/;:()")),
        "exact, at the start of the title": lambda: edge(rng.randint(1, 3), "start"),
        "exact, at its end": lambda: edge(rng.randint(1, 2), "end"),
        "exact, the start of it in letters": lambda: exact(
            rng.choice(texts)[0][: rng.randint(1, 4)].strip(), "start", ("title",)
        ),
        "exact, the whole title": lambda: edge(9, "full"),
        "exact, in names": lambda: exact(piece(2, 6, column=3), scope=("author",)),
        "exact, with filters, by year": lambda: replace(
            exact(piece(1, 5)), types=("report", "book"), years=((2000, None),), sort="year"
        ),
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
        select = "SELECT title, identifier, content, author FROM texts WHERE number = ?"
        texts = [connection.execute(select, (number,)).fetchone() for number in numbers]
        for sort in ("title", "author"):
            catalogue.search(Query(sort=sort))
        taken: dict[str, list[float]] = defaultdict(list)
        worked: dict[str, list[float]] = defaultdict(list)
        found: dict[str, list[int]] = defaultdict(list)
        asked = [(kind, query) for kind, query in questions(texts, count)]
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
