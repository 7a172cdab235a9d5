"""Reading piece by piece gives what reading the whole gives, in bounded memory."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.strategies import record_lists

import soilbib
from soilbib.errors import InputError, Problem
from soilbib.formats import FORMATS, Format, dumps, open_records, streaming
from soilbib.formats.spool import Spool
from soilbib.formats.streaming import Ids
from soilbib.model import Date, Name, Record
from soilbib.streams import InputStream, Limits, open_input

STREAMED = [pytest.param(entry, id=name) for name, entry in FORMATS.items() if entry.stream and entry.write]
DAMAGE = st.text(max_size=6) | st.sampled_from(
    [
        "<!--", "-->", "<![CDATA[", "]]>", "<!ENTITY x 'y'>", "<record>", "</record>", "</dc>", "</mods><mods>",
        "</b:Source>", "\ufeff", "\n\n", "\nER  - \n", "\n<2>\n", '"', "\\", "{", "]", "@book{", "\x0c",
    ]
)  # fmt: skip
quick = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
RECORD = Record(
    "lal2004",
    "article-journal",
    {"author": (Name("Lal", "R."),)},
    {"issued": Date((2004,))},
    {"title": "Soil carbon sequestration", "container-title": "Geoderma", "volume": "123", "page": "1-22"},
)


def blocks(text: str, cuts: list[float]) -> Iterator[str]:
    """The text in blocks, cut at some fractions of its length."""
    places = [0, *sorted(int(len(text) * cut) for cut in cuts), len(text)]
    return (text[start:end] for start, end in pairwise(places))


def many(count: int) -> Iterator[Record]:
    for number in range(count):
        yield RECORD.replace(id=f"r{number}")


@pytest.mark.parametrize("entry", STREAMED)
@given(records=record_lists(least=1), cuts=st.lists(st.floats(0, 1), max_size=8), damage=DAMAGE)
@quick
def test_reading_in_blocks_gives_what_reading_the_whole_gives(
    entry: Format, records: list[Record], cuts: list[float], damage: str
) -> None:
    assert entry.write
    assert entry.read
    assert entry.stream
    text = "".join(item for item in entry.write(records) if isinstance(item, str))
    place = int(len(text) * (cuts[0] if cuts else 0.5))
    for whole in (text, text[:place] + damage.replace("\r", "") + text[place:]):
        assert list(entry.stream(blocks(whole, cuts), "x")) == list(entry.read(whole, "x"))


@pytest.mark.parametrize(
    "text",
    [
        "nothing here",
        "</record> and nothing more",
        "</record>\n<record>",
        "\ufeff<x><!-- <record></record> --><record><titles/></record>\ufeff</x>",
        "<x><record/><!-- </record> <record> --></x>",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>\n<x><record/>\n<record/></x>",
        "<x><record/>\n<!ENTITY a 'b'><record/></x>",
    ],
)
def test_xml_is_cut_where_a_record_ends_and_nowhere_else(text: str) -> None:
    entry = FORMATS["endnotexml"]
    assert entry.stream
    assert entry.read
    for size in range(1, len(text)):
        parts = (text[start : start + size] for start in range(0, len(text), size))
        assert list(entry.stream(parts, "x")) == list(entry.read(text, "x"))


def test_a_byte_order_mark_between_joined_files_is_no_text() -> None:
    entry = FORMATS["jsonl"]
    assert entry.stream
    assert entry.read
    text = '{"id": "a"}\n\ufeff{"id": "b"}\n\ufeff'
    assert [item.id for item in entry.read(text, "x") if isinstance(item, Record)] == ["a", "b"]
    assert list(entry.stream([text[:12], text[12:]], "x")) == list(entry.read(text, "x"))


@pytest.mark.parametrize("entry", STREAMED)
def test_no_block_size_changes_anything(entry: Format) -> None:
    assert entry.stream
    assert entry.read
    text = dumps(many(7), entry.name).text
    expected = list(entry.read(text, "x"))
    for size in (1, 2, 3, 7, 50, 1000):
        parts = (text[start : start + size] for start in range(0, len(text), size))
        assert list(entry.stream(parts, "x")) == expected


@pytest.mark.parametrize("entry", STREAMED)
def test_records_come_before_the_text_ends(entry: Format) -> None:
    assert entry.stream
    text = dumps(many(1_500), entry.name).text

    def endless() -> Iterator[str]:
        yield text[: len(text) * 9 // 10]
        raise AssertionError("asked for more before giving what it has")

    assert entry.read
    found = list(islice(entry.stream(endless(), "x"), 30))
    assert found == list(islice(entry.read(text, "x"), 30))
    assert all(isinstance(item, Record) for item in found)


@pytest.mark.parametrize("entry", STREAMED)
def test_a_writer_takes_the_records_as_they_come(entry: Format) -> None:
    assert entry.write
    given_out = 0

    def counted() -> Iterator[Record]:
        nonlocal given_out
        for record in many(3000):
            given_out += 1
            yield record

    next(item for item in entry.write(counted()) if isinstance(item, str) and "lal" not in item)
    assert given_out < 3000 or entry.name in ("csv", "tsv"), "only a table needs all records for its header"


@pytest.mark.parametrize("entry", STREAMED)
def test_reading_takes_constant_memory(
    entry: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("soilbib.streams.BLOCK", 1 << 12)
    path = tmp_path / f"x{entry.extensions[0]}"
    path.write_text(dumps(many(1_000), entry.name).text, encoding="utf-8")
    list(islice(soilbib.stream(path, entry.name), 20))  # tables that are made on first use
    tracemalloc.start()
    items = open_records(open_input(path), entry.name)[1]
    count = sum(isinstance(item, Record) for item in items)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1_000
    assert peak < 600_000, f"{peak / 1e3:.0f} kB"


def test_the_stream_gives_records_and_problems_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"id": "a", "type": "book"}\n{broken\n{"id": "a", "type": "book"}\n{"type": "book"}\n')
    found = list(soilbib.stream(path))
    assert [getattr(item, "code", getattr(item, "id", "")) for item in found] == [
        "a", "E104", "W202", "a", "record",
    ]  # fmt: skip
    assert [item.source.line for item in found if isinstance(item, Record)] == [1, 3, 4]
    assert "used before at line 1" in next(
        item.message for item in found if isinstance(item, Problem) and item.code == "W202"
    )


def test_a_file_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        soilbib.stream(tmp_path / "none.ris")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "utf-16-le"])
def test_encodings_are_told_as_in_a_whole_file(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "x.ris"
    text = dumps([RECORD.replace(fields={"title": "Böden “und” Wälder"})], "ris").text.replace("\n", "\r\n")
    path.write_bytes(text.encode(encoding))
    assert list(soilbib.read(path)) == [item for item in soilbib.stream(path) if isinstance(item, Record)]
    problems = [item.code for item in soilbib.stream(path) if isinstance(item, Problem)]
    assert problems == (["W201"] if encoding in ("cp1252", "utf-16-le") else [])


def test_a_wrong_byte_far_into_a_file_decides_about_the_whole_of_it(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    line = b'{"type": "book", "title": "%s"}\n'
    path.write_bytes(line % "é".encode() + line % (b"x" * 3_000_000) + line % b"B\xf6den")
    titles = [item.title for item in soilbib.stream(path) if isinstance(item, Record)]
    assert (titles[0], titles[-1]) == ("Ã©", "Böden")


def test_a_wrong_byte_among_utf_8_costs_no_other_character(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    line = b'{"type": "book", "title": "%s"}\n'
    path.write_bytes(line % ("é" * 700_000).encode() + line % b"B\xf6den" + line % "ö".encode())
    for items in (soilbib.stream(path), open_records(InputStream(Pipe(path.read_bytes()), "pipe"))[1]):
        found = list(items)
        assert [item.title[-5:] for item in found if isinstance(item, Record)] == ["é" * 5, "Böden", "ö"]
        assert [item.code for item in found if isinstance(item, Problem)] == ["W201"]


def test_a_character_between_two_blocks_of_a_long_line_is_no_wrong_byte(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'{"type": "book", "title": "x' + "é土".encode() * 900_000 + b'"}\n')
    [record] = soilbib.stream(path)
    assert isinstance(record, Record)
    assert record.title == "x" + "é土" * 900_000


class Pipe(io.BytesIO):
    def seekable(self) -> bool:
        return False


def test_of_a_pipe_only_the_part_behind_a_wrong_byte_is_read_anew() -> None:
    line = b'{"type": "book", "title": "%s"}\n'
    data = line % "é".encode() + line % (b"x" * 3_000_000) + line % b"B\xf6den"
    _, items = open_records(InputStream(Pipe(data), "pipe"))
    found = list(items)
    titles = [item.title for item in found if isinstance(item, Record)]
    assert (titles[0], titles[-1]) == ("é", "Böden")
    assert [str(item)[:12] for item in found if isinstance(item, Problem)] == ["pipe:3: W201"]


HEADS = {
    "marc": b"00714cam a2200205 a 4500001001300000",
    "pubmedxml": b"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>",
    "unixref": b"<doi_records><crossref><journal><journal_metadata><full_title>",
    "crossref": b'{"message": {"items": [{"DOI": "',
    "codemeta": b'{"@context": "https://schema.org", "@graph": [{"@id": "',
    "openalex": b'{"results": [{"id": "',
    "datacite": b'{"data": [{"id": "',
    "datacitexml": b'<resource xmlns="http://datacite.org/schema/kernel-4"><titles><title>',
    "ovid": b"<1>\nTI  - ",
    "cochrane": b"Record #1 of 1\nTI: ",
}


@pytest.mark.parametrize("name", [name for name, entry in FORMATS.items() if entry.streams])
def test_a_line_without_end_is_refused_in_bounded_memory(name: str) -> None:
    head = HEADS.get(name) or dumps([RECORD], name).text.rstrip().encode()[:-8]

    class Endless(Pipe):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(size) or b"x" * (size or 1)

    tracemalloc.start()
    with pytest.raises(InputError, match="E106 a record is longer than 4 MiB"):
        list(open_records(InputStream(Endless(head), "x", Limits(record=4 << 20)), name)[1])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000_000


def test_large_items_are_not_gathered_to_look_ahead() -> None:
    given_out = 0

    def large() -> Iterator[Record]:
        nonlocal given_out
        for number in range(100):
            given_out += 1
            yield Record(f"r{number}", fields={"note": "x" * (1 << 20)})

    next(iter(Ids().identify(large())))
    assert given_out < 20


def test_a_format_that_needs_the_whole_has_a_limit_of_size() -> None:
    data = "“Soil carbon” – 2004 – R.Lal\n".encode() * 100_000
    with pytest.raises(InputError, match="E106 larger than 2 MiB"):
        list(open_records(InputStream(io.BytesIO(data), "x.txt", Limits(whole=2 << 20)), "listing")[1])


def test_ids_are_made_unlike_any_other_known() -> None:
    nameless = Record(type="book", fields={"title": "Soil"})
    found = list(Ids().identify([nameless, nameless, Record("soil"), Record("soil")]))
    assert [getattr(item, "id", getattr(item, "code", "")) for item in found] == [
        "soil-2", "soil-3", "soil", "W202", "soil",
    ]  # fmt: skip


def test_ids_beyond_the_exact_ones_are_known_by_their_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "_KNOWN", 10)
    monkeypatch.setattr(streaming, "_SLOTS", 1 << 10)
    ids = Ids()
    list(ids.identify(Record(f"r{number}") for number in range(500)))
    codes = [
        item.code
        for item in ids.identify([Record("r3"), Record("r450"), Record("new")])
        if isinstance(item, Problem)
    ]
    assert codes == ["W202", "W202"]
    list(ids.identify(Record(f"s{number}") for number in range(100_000)))
    assert len(ids._lines) == 10, "the memory does not grow"


@given(records=record_lists())
@quick
def test_a_spool_gives_back_what_was_put_in(records: list[Record]) -> None:
    with Spool() as spool:
        assert list(spool.passing(records)) == records
        assert list(spool) == records
        assert list(spool) == records


def test_a_spool_holds_more_than_one_portion() -> None:
    with Spool() as spool:
        for record in many(1001):
            spool.append(record)
        assert [record.id for record in spool] == [f"r{number}" for number in range(1001)]
