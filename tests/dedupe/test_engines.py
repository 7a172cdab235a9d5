"""Every engine gives what all the others give: the same pairs, the same clusters, the same decisions."""

from __future__ import annotations

import random
import shutil
import sys
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest

from soilbib.dedupe import Deduplication, dedupe
from soilbib.dedupe.answers import Answer, content_key
from soilbib.dedupe.blocking import MAX_BLOCK
from soilbib.dedupe.deduplication import Decisions
from soilbib.dedupe.engines import local, pairing
from soilbib.dedupe.index import make_index, with_crowds
from soilbib.dedupe.keys import make_keys
from soilbib.dedupe.pipeline import candidate_pairs, identical_groups, normalise
from soilbib.dedupe.profile import ARTICLES
from soilbib.dedupe.review import open_questions
from soilbib.dedupe.store import Computed, Store
from soilbib.model import Record
from tests.dedupe.samples import record

WORDS = (
    "humus carbon turnover grassland cropland earthworm burrow clay peat moisture nitrogen microbial".split()
)
NAMES = [
    "Berger, A.; Koch, J.",
    "Dubois, F.",
    "Rossi, G.; Bianchi, L.; Verdi, M.",
    "Le Noë, J.",
    "Miller, A. et al.",
]


def library(size: int, seed: int = 7) -> list[Record]:
    """Works, re-typed copies of some, generic titles and a crowd of one title, in any order."""
    choose = random.Random(seed)
    records = []
    for number in range(size):
        fields = {
            "title": " ".join(choose.sample(WORDS, 5)).capitalize(),
            "author": choose.choice(NAMES),
            "year": str(1990 + number % 30),
            "journal": choose.choice(["Geoderma", "European Journal of Soil Science", "Pedosphere"]),
            "volume": str(number % 40 + 1),
            "pages": f"{number}-{number + 9}",
            "doi": f"10.5555/soil.{number}" if number % 3 else "",
        }
        if number % 10 == 0:
            fields |= {"title": "Editorial"}
        elif number % 10 == 1:
            fields |= {"title": "A survey of soils and their uses", "doi": ""}
        records.append(record(f"r{number}", **fields))
        if number % 4 == 0:
            records.append(
                record(f"c{number}", **{**fields, "title": fields["title"].upper() + ".", "doi": ""})
            )
        if number % 7 == 0:
            slip = fields["title"][:9] + fields["title"][10:]
            records.append(record(f"s{number}", **{**fields, "title": slip, "journal": "", "pages": ""}))
        if number % 11 == 0:
            records.append(records[-1].replace(id=f"i{number}"))
    choose.shuffle(records)
    return records


class _Here(Executor):
    """Processes that are this one."""

    def submit(self, task: Any, /, *arguments: Any, **options: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(task(*arguments, **options))
        return future


@contextmanager
def _no_processes(_: int) -> Iterator[Executor]:
    yield _Here()


def told(found: Deduplication) -> tuple[Any, ...]:
    """All that was found, read from wherever it is."""
    return found.clusters, found.cluster_of, list(found.records), list(found.decisions), list(found.sources)


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return library(500)


@pytest.fixture(scope="module")
def in_memory(records: list[Record]) -> Deduplication:
    return dedupe(records)


def test_the_local_engine_finds_what_is_found_in_memory(
    records: list[Record], in_memory: Deduplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "_pool", _no_processes)
    monkeypatch.setattr(local, "PORTION", 70)
    assert told(local.deduplicate(iter(records), (), ARTICLES)) == told(in_memory)
    assert len(in_memory.clusters) < len(records) - 100


@pytest.mark.parametrize("processes", [1, 3])
def test_the_number_of_processes_changes_nothing(
    records: list[Record], in_memory: Deduplication, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "PORTION", 200)
    monkeypatch.setattr(local, "_start_method", lambda: "spawn")
    assert told(local.deduplicate(iter(records), (), ARTICLES, processes)) == told(in_memory)


class _Busy(Executor):
    """Processes that never begin with anything but what comes first."""

    def __init__(self) -> None:
        self._first = True

    def submit(self, task: Any, /, *arguments: Any, **options: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if self._first:
            self._first = False
            future.set_running_or_notify_cancel()
            future.set_result(task(*arguments, **options))
        return future


def test_what_no_other_process_begins_with_is_done_here_and_comes_in_its_turn() -> None:
    works = [partial(int, str(number)) for number in range(50)]
    assert list(local._in_turn(_Busy(), works)) == list(range(50))


def test_an_error_in_a_process_is_told() -> None:
    with local._pool(1) as pool, pytest.raises(ValueError, match="invalid literal"):
        list(local._in_turn(pool, [partial(int, "1"), partial(int, "x")]))


def test_a_process_with_more_threads_than_one_is_not_copied() -> None:
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(local._start_method).result() == "spawn"


def test_threads_take_turns_as_before_once_the_processes_are_gone() -> None:
    before = sys.getswitchinterval()
    with local._pool(1):
        assert sys.getswitchinterval() < before
    assert sys.getswitchinterval() == before


def test_the_same_questions_are_open_whatever_engine_made_the_decisions(
    records: list[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "_pool", _no_processes)
    answers = some_answers(records)
    found = local.deduplicate(iter(records), answers, ARTICLES)
    assert isinstance(found.decisions, Decisions)
    assert open_questions(found) == open_questions(dedupe(records, answers)) != []


def test_the_local_engine_obeys_answers(records: list[Record], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_pool", _no_processes)
    answers = some_answers(records)
    found = local.deduplicate(iter(records), answers, ARTICLES)
    assert told(found) == told(dedupe(records, answers))
    assert told(found) != told(dedupe(records))


def some_answers(records: Sequence[Record]) -> list[Answer]:
    """Two works said to be one, and two records of one work said to be two."""
    by_id = {item.id: content_key(make_keys(item)) for item in records}
    return [
        Answer((by_id["r2"], by_id["r3"]), "same", "ann"),
        Answer((by_id["r4"], by_id["c4"]), "different", "ann"),
    ]


def test_a_file_joined_to_itself_halves_exactly(
    records: list[Record], in_memory: Deduplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "_pool", _no_processes)
    twice = local.deduplicate(iter([*records, *records]), (), ARTICLES)
    size = len(records)
    assert {
        tuple(member % size for member in members[: len(members) // 2]) for members in twice.clusters
    } == set(in_memory.clusters)


def test_the_order_of_many_records_does_not_change_their_clusters(records: list[Record]) -> None:
    order = list(range(len(records)))
    random.Random(3).shuffle(order)
    shuffled = dedupe([records[position] for position in order])
    partition = {frozenset(order[position] for position in members) for members in shuffled.clusters}
    assert partition == {frozenset(members) for members in dedupe(records).clusters}


def test_no_input_is_no_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_pool", _no_processes)
    assert told(local.deduplicate(iter(()), (), ARTICLES)) == told(dedupe([]))


CROWDS = {
    "a mixed library": lambda: library(300),
    "one title": lambda: [
        record(f"t{n}", title="A survey of soils", author=f"{'abcdefgh'[n % 8] * 5}, A.", year=str(1990 + n % 3))
        for n in range(150)
    ],
    "one author": lambda: [
        record(f"a{n}", title=f"{WORDS[n % 12]} {n}", author="Miller, A.", year="2001") for n in range(150)
    ],
    "no titles": lambda: [record(f"n{n}", author="Miller, A.", pages=str(n)) for n in range(80)],
    "parallel titles": lambda: [
        record(f"p{n}", title=f"Gestaltung der Humusformen {n % 9} = Humus forms and their design {n % 9}", year=str(n))
        for n in range(60)
    ],
}  # fmt: skip


@pytest.mark.parametrize("held", [0, pairing.HELD], ids=["on disk", "in memory"])
@pytest.mark.parametrize("make", CROWDS.values(), ids=CROWDS)
def test_pairs_of_what_comes_in_portions_are_those_of_the_columns(
    make: Any, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairing, "HELD", held)
    fingerprints, keys = normalise(make())
    firsts = [group[0] for group in identical_groups(fingerprints)]
    index = make_index([keys[first] for first in firsts])
    with pairing.Pairing() as blocks:
        for start in range(0, len(keys), 50):
            blocks.add(make_index(keys[start : start + 50]))
        found = {
            pair
            for chunk in blocks.pairs(index, firsts)
            for pair in zip(chunk.ones.tolist(), chunk.others.tolist(), strict=True)
        }
    pairs = candidate_pairs(index)
    assert found == set(zip(pairs.ones.tolist(), pairs.others.tolist(), strict=True))


def test_a_crowd_is_large_enough_to_be_parted() -> None:
    assert len(CROWDS["one title"]()) > 2 * MAX_BLOCK


def test_a_place_that_four_titles_claim_is_crowded() -> None:
    titles = ["Humus", "Peat", "Clay and water", "Earthworms in towns"]
    keyed = [make_keys(record(title=title, year="2001", volume="3", pages="S1-428")) for title in titles]
    assert with_crowds(make_index(keyed)).crowded.all()
    assert not with_crowds(make_index(keyed[:3])).crowded.any()


def test_a_store_gives_back_what_was_set_aside(records: list[Record]) -> None:
    store = Store(Record)
    store.extend(records[:20])
    store.extend(records[20:50])
    assert len(store) == 50
    assert list(store) == store[:] == records[:50]
    assert store[-1] == records[49]
    assert store[7] == records[7]


def test_computed_values_are_those_asked_for() -> None:
    squares = Computed(5, lambda number: number * number)
    assert (list(squares), squares[-1], squares[1:3]) == ([0, 1, 4, 9, 16], 16, [1, 4])


# Spark ---------------------------------------------------------------------------------------------


SIMPLE = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
"""What is quickest for a few records: code made for each query takes longer than the query."""


@pytest.fixture(scope="module")
def spark_session() -> Iterator[Any]:
    pytest.importorskip("pyspark", reason="pyspark is not installed (extra spark)")
    if not shutil.which("java"):
        pytest.skip("Spark needs a Java, and there is none")
    from soilbib.dedupe.engines import spark

    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyspark's own
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        with spark.session("local[2]") as session:
            for name, value in SIMPLE.items():
                session.conf.set(name, value)
            yield session


@pytest.mark.filterwarnings("ignore")
def test_spark_finds_what_is_found_in_memory(tmp_path: Any, spark_session: Any) -> None:
    from soilbib.dedupe.engines import spark
    from soilbib.dedupe.engines.batches import read_line, write_line

    lines = [write_line(item) for item in library(120)]
    path = tmp_path / "library.jsonl"
    path.write_text("\n".join([*lines[:50], "{broken", *lines[50:]]), encoding="utf-8")
    records = [item for item in map(read_line, lines) if item]
    answers = some_answers(records)
    expected = dedupe(records, answers)
    found = spark.deduplicate(spark.read_lines(spark_session, [str(path)]), answers, ARTICLES)
    members = found.members.orderBy("place").select("cluster").collect()
    merged = [row["record"] for row in spark.merged(found).collect()]
    rejected = [row["line"] for row in found.rejected.collect()]
    pairs = found.pairs.count()
    clusters: dict[bytes, list[int]] = {}
    for position, row in enumerate(members):
        clusters.setdefault(bytes(row["cluster"]), []).append(position)
    assert {tuple(positions) for positions in clusters.values()} == set(expected.clusters)
    assert merged == [write_line(item) for item in expected.records]
    assert rejected == ["{broken"]
    assert pairs == sum(decision.rule != "identical" for decision in expected.decisions)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("few", [0, 100], ids=["by Spark", "on the driver"])
def test_components_are_named_by_their_smallest_record(
    spark_session: Any, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from soilbib.dedupe.engines import spark

    monkeypatch.setattr(spark, "FEW", few)
    edges = [(b"d", b"c"), (b"c", b"b"), (b"b", b"a"), (b"x", b"y"), (b"y", b"x")]
    frame = spark_session.createDataFrame(edges, "one binary, other binary")
    rows = {bytes(row["record"]): bytes(row["component"]) for row in spark._components(frame).collect()}
    assert rows == {**dict.fromkeys((b"a", b"b", b"c", b"d"), b"a"), b"x": b"x", b"y": b"x"}
