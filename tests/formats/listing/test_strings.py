"""Single strings: every form, and what a description adds."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib import Record, parse_listing, to_csl
from soilbib.formats.listing import parse_string
from soilbib.formats.listing.forms.east_asian import without_counters
from soilbib.formats.listing.records import words_of
from soilbib.formats.listing.vocabulary.words import STRUCTURAL

FIXTURES = Path(__file__).parents[2] / "fixtures" / "listing"


def cases(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FIXTURES / name).read_text("utf-8").splitlines()]


def csl(record: Record) -> dict[str, Any]:
    item = to_csl(record)
    del item["id"]
    return item


@pytest.mark.parametrize("case", cases("strings.jsonl"), ids=lambda case: case["text"][:60])
def test_a_string_gives_its_record(case: dict[str, Any]) -> None:
    assert csl(parse_listing(case["text"])) == case["expect"]


@pytest.mark.parametrize("case", cases("described.jsonl"), ids=lambda case: case["description"][:50])
def test_a_description_completes_a_record_where_it_agrees(case: dict[str, Any]) -> None:
    record = parse_listing(case["text"], case["description"])
    assert record.fields["abstract"] == case["description"]
    for key, value in case["expect"].items():
        if key == "issued":
            assert record.dates["issued"].edtf == value
        elif key == "truncated":
            assert ("author" in record.truncated) == value
        elif isinstance(value, list):
            assert [name.display for name in record.names[key]] == value
        else:
            assert (record.type if key == "type" else record.fields[key]) == value


def test_the_source_says_what_the_description_gave() -> None:
    record = parse_listing("“Carbon” – 2020 – J.Doe", "Jane Doe in Annals of Soil - March 2020")
    assert record.source.format == "listing"
    given_by = {key for key, value in record.source.fields.items() if value == "description"}
    assert given_by == {"abstract", "author", "container-title", "issued", "type"}


def names_of(names: list[dict[str, str]]) -> list[tuple[str, str]]:
    return [(name.get("literal") or name.get("family") or "", name.get("given") or "") for name in names]


def right(row: dict[str, Any], *, with_description: bool) -> bool:
    """Whether title, issued, authors and the mark of a cut list are as a person annotated them."""
    expect = dict(row["expect"])
    if with_description:
        expect |= row.get("expect_with_description") or {}
        expect["et_al"] = expect.get("et-al", expect["et_al"])
    record = parse_listing(row["text"], row["description"] if with_description else None)
    item = to_csl(record)
    return (
        record.title == expect["title"]
        and item.get("issued", {}).get("date-parts") == (expect["issued"] or {}).get("date-parts")
        and names_of(item.get("author", [])) == names_of(expect["author"])
        and bool(record.truncated) == bool(expect["et_al"])
        and item.get("container-title") == expect["container-title"]
        and record.type in {expect["type"], *(row.get("type_ok") or ())}
        and item.get("language") == expect["language"]
    )


def gold(shared: Path) -> list[dict[str, Any]]:
    path = shared / "data" / "listing" / "gold.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("with_description", [False, True])
def test_the_twelve_strings_of_the_first_page_are_read_without_a_fault(
    shared: Path, with_description: bool
) -> None:
    wrong = [row["text"] for row in gold(shared)[:12] if not right(row, with_description=with_description)]
    assert wrong == []


@pytest.mark.parametrize("with_description", [False, True])
def test_at_least_19_in_20_strings_of_the_house_form_are_right(shared: Path, with_description: bool) -> None:
    house = [row for row in gold(shared) if "4p1000" in row["source"]]
    assert sum(right(row, with_description=with_description) for row in house) >= 0.95 * len(house)


def test_at_least_seven_in_eight_of_all_annotated_strings_are_right(shared: Path) -> None:
    rows = gold(shared)
    assert sum(right(row, with_description=False) for row in rows) >= 0.88 * len(rows)


def reads(case: dict[str, Any]) -> bool:
    record = parse_listing(case["text"])
    issued = record.dates.get("issued")
    return (
        record.title.rstrip(".") == case["title"].rstrip(".")
        and (issued.edtf if issued else "") == case["issued"]
        and names_of(to_csl(record).get("author", [])) == names_of(case["author"])
        and ("author" in record.truncated) == case["et_al"]
        and record.fields.get("container-title", "").rstrip(".") == case["container-title"].rstrip(".")
    )


def test_references_of_many_styles_are_read_as_a_person_reads_them() -> None:
    """Written before the parser saw them: at first 76 % of 111 were right, then 88 % of 41, 81 % of 37, 85 % of 27.

    Round 6, kept where they are read by now: at first sight 66 % of 197, 84 % of 80, 71 % of 59, 46 % of 48 that were
    chosen to be hard, 91 % of 44, 89 % of 46, 72 % of 32, 75 % of 24.
    """
    rows = cases("references.jsonl")
    wrong = [row["text"] for row in rows if not reads(row)]
    assert len(wrong) <= 0.02 * len(rows), wrong


def test_classes_that_public_references_showed_are_read() -> None:
    """Invented after rounds of public references, of which at first sight 57, 71, 63, 58, 74 and 59 % were right."""
    assert [
        row["text"] for row in cases("references.jsonl") if row["kind"] == "wild" and not reads(row)
    ] == []


LABEL = re.compile(r"^(?:[A-Z]{1,2}-?\d{1,2}[.:)] |\(b\) |\[\d\] )(?:\d\. )?")


def missing(text: str) -> set[str]:
    """The words of a string that are nowhere in its record; "3e" is there where 3 is the edition.

    What numbers the entries of a list ("J-14.", "(b)") is no part of them.
    """
    record = parse_listing(text)
    values = [*record.fields.values(), *(f"{date.raw} {date.text}" for date in record.dates.values())]
    values += [name.display for names in record.names.values() for name in names]
    kept = {word for value in values for word in words_of(value)} | STRUCTURAL
    return {
        word
        for word in words_of(without_counters(LABEL.sub("", text)))
        if word not in kept and re.sub(r"[a-z]{1,3}(?=\d)|(?<=\d)[a-z]+", "", word) not in kept
    }


@pytest.mark.parametrize("case", cases("strings.jsonl"), ids=lambda case: case["text"][:60])
def test_no_word_of_a_string_disappears(case: dict[str, Any]) -> None:
    assert missing(case["text"]) == set()


PIECES = [
    "“Soil carbon”",
    "Soil",
    "carbon",
    " – ",
    "2018",
    "R. Lal",
    "Doe, J.",
    ". ",
    ", ",
    "et al.",
    "FAO",
    "(",
    ")",
    "“",
    "”",
    "12(3): 4-5",
]


@given(st.text(max_size=120) | st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=100, deadline=None)
def test_no_text_makes_the_parser_fail_and_confidence_stays_in_its_range(text: str) -> None:
    parsed = parse_string(text, text)
    assert 0.0 <= parsed.confidence <= 1.0


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_no_word_of_a_jumbled_string_disappears(text: str) -> None:
    assert missing(text) == set()


def test_confidence_falls_with_what_is_not_understood() -> None:
    sure = parse_string("“Carbon in soils” – 2019 – J. Doe & R. Roe").confidence
    assert sure > 0.9
    assert parse_string("Carbon in soils and what to do").confidence < 0.5
    assert parse_string("“Carbon in soils” – 2019 – 2021 – J. Doe & R. Roe").confidence < sure


def test_two_different_years_keep_the_first_and_leave_the_other_in_the_note() -> None:
    record = parse_listing("“Carbon in soils” – 2019 – J. Doe – 2021")
    assert record.year == 2019
    assert "2021" in record.fields["note"]


def test_references_that_citation_styles_print_are_read_back() -> None:
    """One for each of 65 styles, from works made up (bench/listing_styles.py prints thousands), and other scripts."""
    assert [row["text"] for row in cases("styles.jsonl") if not reads(row)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Fenn P (1990) Soils of the marsh University Press, Cambridge",  # the publisher is in the title
        "Moor Martin J.S., The meaning of soils, Chicago, University of Chicago Press, 1985",  # as is a given name
        "Moor P. A Fenn G, Ricci E (1997) Rethinking nitrogen. Land Use Policy 111:30-46.",  # two are one person
        "Moor, P. 2000. Historia de los suelos In El suelo vivo. Siglo XXI: Madrid, pp. 73–93.",
    ],
)
def test_what_shows_that_parts_stand_in_the_wrong_field_lowers_confidence(text: str) -> None:
    assert parse_string(text).confidence < 0.9


def test_of_readings_with_high_confidence_nearly_all_are_right() -> None:
    rows = [*cases("references.jsonl"), *cases("styles.jsonl")]
    sure = [row for row in rows if parse_string(row["text"]).confidence >= 0.9]
    assert len(sure) > 0.5 * len(rows)
    assert sum(map(reads, sure)) >= 0.95 * len(sure)


@pytest.mark.parametrize(
    "piece", [",", "(", "“", "' 'a", " – ", "A. ", "et al. ", " and ", "12(3): ", "ed. ", "x", "0"]
)
def test_the_time_for_a_string_grows_no_faster_than_its_length(piece: str) -> None:
    def seconds(length: int) -> float:
        text = "“Title” – 2018 – " + piece * (length // len(piece))
        start = time.perf_counter()
        parse_listing(text, text)
        return time.perf_counter() - start

    assert seconds(40_000) < 1.0 + 20 * seconds(10_000)


@given(
    text=st.sampled_from([case["text"] for case in cases("strings.jsonl")]),
    start=st.floats(0, 1),
    put=st.sampled_from(
        ["", ". ", "” – ", " – . – ", ")", "(", " – ) – ", " – “” – ", ", ", "/", " – , ", "[]"]
    ),
    end=st.floats(0, 1),
)
@settings(max_examples=300, deadline=None)
def test_no_damage_to_a_string_makes_the_reader_fail(text: str, start: float, put: str, end: float) -> None:
    first, last = sorted((int(start * len(text)), int(end * len(text))))
    for damaged in (
        text[:first] + put + text[first:],
        text[:first] + put + text[last:],
        text[first:last] + put,
    ):
        assert 0 <= parse_string(damaged).confidence <= 1
