"""The index of short pieces of text behind exact search."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy
import pytest

from soilbib.catalogue import Catalogue, Query, Term, exact, grams, writing
from soilbib.catalogue.folding import fold
from soilbib.catalogue.query import COLUMNS, MATCHES, Match
from soilbib.model import Record


def title(number: int) -> str:
    rare = " xylem" if number in (3, 700, 1000) else ""
    return f"Soil {'carbon' if number % 3 else 'water'} – part {number:04d}{rare} 土壤"


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of one full chunk, made small, and a part of the next."""
    monkeypatch.setattr(grams, "CHUNK", 1024)
    with Catalogue(tmp_path / "large.db") as catalogue:
        catalogue.add(Record(id=f"r{n}", fields={"title": title(n)}) for n in range(1, 1101))
    return tmp_path / "large.db"


def rows(path: Path) -> dict[bytes, tuple[int, bytes]]:
    """The grams of the titles in the first chunk."""
    connection = sqlite3.connect(path)
    found = connection.execute(
        "SELECT gram, records, data FROM grams WHERE chunk = 0 AND field = 0"
    ).fetchall()
    connection.close()
    return {gram: (records, data) for gram, records, data in found}


def test_every_gram_of_a_chunk_is_said_to_be_in_the_records_that_have_it(large: Path) -> None:
    connection = sqlite3.connect(large)
    texts = dict(connection.execute(f"SELECT number, {COLUMNS[0]} FROM texts WHERE number < 1024"))
    connection.close()
    found = rows(large)
    for gram, (records, data) in found.items():
        plain = [n for n, text in texts.items() if gram in f"\n{text}\n".encode()]
        assert (records, numpy.flatnonzero(grams.unpack(records, data)).tolist()) == (len(plain), plain)
    assert {b"xy", b"so", b"\nso", b"soil carbon", "土".encode()[:2], b"art 0"} <= found.keys()
    assert b"xyl" not in found  # rare parts are not followed
    assert found[b"xy"] == (3, bytes([3, 255, 255, 700 - 4 - 510, 255, 1000 - 701 - 255]))


@pytest.mark.parametrize("match", MATCHES)
@pytest.mark.parametrize(
    ("many", "few_words", "most_words"), [(0, -1, 0), (0, -1, 2_000), (0, 300, 2_000), (9_999, 0, 0)]
)
def test_whatever_is_asked_first_the_answer_is_that_of_looking_at_every_text(
    large: Path, monkeypatch: pytest.MonkeyPatch, match: Match, many: int, few_words: int, most_words: int
) -> None:
    for name, value in (("_MANY", many), ("_FEW_WORDS", few_words), ("_MOST_WORDS", most_words)):
        monkeypatch.setattr(exact, name, value)
    phrases = [
        "o", "oi", "oil", "oil c", "il carb", "oil carbon", "oil carbon - p", "oil carbon - part", "oil - ", "soil",
        "soil w", "soil water - part 0003 xylem 土 壤", "壤", "土", "7", "07", "007", "t 007", "part 0700", "xylem",
        "ylem 土", "em 土 壤", "zz", "-", "- p", "n", "n - part 1", "carbon water", "l water - part 1",
        "soil water - part 1050 土 壤",
    ]  # fmt: skip
    plain: dict[Match, Callable[[str, str], bool]] = {
        "anywhere": str.__contains__, "start": str.startswith, "end": str.endswith, "full": str.__eq__,
    }  # fmt: skip
    texts = [fold(title(number)) for number in range(1, 1101)]
    with Catalogue(large, read_only=True) as catalogue:
        for phrase in phrases:
            query = Query((Term(phrase),), ("title",), exact=True, match=match, limit=0)
            assert catalogue.search(query).total == sum(plain[match](text, fold(phrase)) for text in texts), (
                phrase
            )


def test_a_chunk_is_built_when_its_last_number_is_given_and_anew_when_much_of_it_is_loose(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grams, "_MOST_LOOSE", 2)
    connection = sqlite3.connect(large)

    def state() -> tuple[list[int], list[int]]:
        chunks = connection.execute("SELECT chunk FROM gram_chunks")
        loose = connection.execute("SELECT number FROM loose")
        return [row[0] for row in chunks], [row[0] for row in loose]

    with Catalogue(large) as catalogue:
        for number in (3, 700, 1099):
            catalogue.edit(f"r{number}", Record(fields={"title": "Phloem"}))
        assert state() == ([0], [3, 700])
        assert catalogue.search(Query((Term("phlo"),), exact=True)).total == 3
        catalogue.edit("r1000", Record(fields={"title": "Phloem"}))
        assert state() == ([0], [])
        assert b"xy" not in rows(large)
        catalogue.add(Record(id=f"r{n}", fields={"title": title(n)}) for n in range(1101, 2100))
        assert state() == ([0, 1], [])
        catalogue.undo()
        assert catalogue.search(Query((Term("p"),), exact=True)).total == 1100
        assert catalogue.check() == ()
    connection.close()


def test_a_catalogue_made_before_there_were_grams_gets_them_with_the_next_change(large: Path) -> None:
    connection = sqlite3.connect(large)
    for statement in (
        "DROP TABLE grams",
        "DROP TABLE gram_chunks",
        "DROP TABLE loose",
        "DROP INDEX journal_of_removals",
        "PRAGMA user_version = 1",
    ):
        connection.execute(statement)
    connection.close()
    with Catalogue(large) as catalogue:
        assert catalogue.search(Query((Term("xyle"),), exact=True)).total == 3
        catalogue.remove(["r1"])
        assert b"xy" in rows(large)
        assert catalogue.search(Query((Term("xyle"),), exact=True)).total == 3


def test_a_large_change_leaves_the_index_of_words_in_one_part(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_LARGE", 10)
    connection = sqlite3.connect(large)

    def parts() -> int:
        (count,) = connection.execute("SELECT count(DISTINCT segid) FROM text_index_idx").fetchone()
        return int(count)

    with Catalogue(large) as catalogue:
        catalogue.edit("r1", Record(fields={"title": "Phloem"}))
        assert parts() > 1
        catalogue.add(Record(id=f"r{n}", fields={"title": title(n)}) for n in range(1101, 2200))
        assert parts() == 1
    connection.close()


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM grams WHERE gram = CAST('xy' AS BLOB)",
        "UPDATE grams SET data = x'05' WHERE gram = CAST('xy' AS BLOB)",
    ],
)
def test_the_check_finds_what_is_wrong_with_the_grams(large: Path, damage: str) -> None:
    connection = sqlite3.connect(large)
    connection.execute(damage)
    connection.commit()
    connection.close()
    with Catalogue(large) as catalogue:
        assert catalogue.check() == ("the grams of the title of records 0 to 1023 are not their own",)
