"""How far each field of two records agrees, whichever of them comes first."""

from __future__ import annotations

import pytest

from soilbib.dedupe.explanation import compare_records
from soilbib.dedupe.levels import DIFFERENT, EQUAL, MISSING, SIMILAR, Level
from tests.dedupe.samples import record


def level(field: str, one: dict[str, str], other: dict[str, str]) -> Level:
    """How far a field of two records agrees, which is the same both ways."""
    title = {"title": "Clay and carbon in ploughed fields"}
    first, second = record("a", **title, **one), record("b", **title, **other)
    there, back = compare_records(first, second), compare_records(second, first)
    assert getattr(there, field) is getattr(back, field)
    found = getattr(there, field)
    assert isinstance(found, Level)
    return found


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("12-20", "12-20", EQUAL), ("12-20", "12", EQUAL), ("12", "S12", EQUAL), ("S12", "S12", EQUAL),
        ("12-20", "12-25", SIMILAR), ("13-20", "12-20", SIMILAR), ("S12", "E12", SIMILAR),
        ("12", "40", DIFFERENT), ("12-20", "40-51", DIFFERENT), ("", "12", MISSING),
        ("1-17", "120-136", MISSING),  # the pages of an early view
    ],
)  # fmt: skip
def test_pages_agree(one: str, other: str, agree: Level) -> None:
    assert level("pages", {"pages": one}, {"pages": other}) is agree


def test_a_first_page_with_a_volume_is_no_early_view() -> None:
    one, other = {"volume": "7", "pages": "1-17"}, {"volume": "7", "pages": "120-136"}
    assert level("pages", one, other) is DIFFERENT


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [("2001", "2001", EQUAL), ("2001", "2002", SIMILAR), ("2001", "2003", DIFFERENT), ("", "2001", MISSING)],
)
def test_years_agree(one: str, other: str, agree: Level) -> None:
    assert level("year", {"year": one}, {"year": other}) is agree


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [("7", "7", EQUAL), ("IV", "4", EQUAL), ("7", "8", DIFFERENT), ("", "7", MISSING)],
)
def test_volumes_agree(one: str, other: str, agree: Level) -> None:
    assert level("volume", {"volume": one}, {"volume": other}) is agree


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ({"volume": "7", "issue": "3"}, {"volume": "7", "issue": "3"}, EQUAL),
        ({"volume": "7", "issue": "3"}, {"volume": "7", "issue": "4"}, DIFFERENT),
        ({"volume": "7", "issue": "3"}, {"volume": "3", "issue": "7"}, EQUAL),  # each where the other belongs
        ({"volume": "7", "issue": "3"}, {"volume": "7", "issue": "20417"}, MISSING),  # a running number
        ({"issue": "7", "pages": "3"}, {"volume": "7", "issue": "3", "pages": "120"}, MISSING),  # a place to the left
        ({"volume": "7"}, {"volume": "7", "issue": "3"}, MISSING),
    ],
)  # fmt: skip
def test_issues_agree(one: dict[str, str], other: dict[str, str], agree: Level) -> None:
    assert level("issue", one, other) is agree


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Soil Research", "Soil Research", EQUAL),
        ("Journal of Soil Research", "J. Soil Res.", EQUAL),
        ("Soil Research", "Annals of Botany", DIFFERENT),
        ("", "Soil Research", MISSING),
        ("土壤学报", "Soil Research", MISSING),  # two scripts say nothing of each other
    ],
)
def test_containers_agree(one: str, other: str, agree: Level) -> None:
    assert level("container", {"journal": one}, {"journal": other}) is agree


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("10.5555/a", "https://doi.org/10.5555/A", EQUAL),
        ("10.5555/a", "10.5555/b", DIFFERENT),
        ("", "10.5555/a", MISSING),
    ],
)
def test_dois_agree(one: str, other: str, agree: Level) -> None:
    assert level("doi", {"doi": one}, {"doi": other}) is agree


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Doe, Jane; Roe, John", "Doe, J.; Roe, J.", EQUAL),
        ("Doe, Jane; Roe, John", "Doe, Jane", SIMILAR),
        ("Doe, Jane", "Poe, Ann", DIFFERENT),
        ("", "Doe, Jane", MISSING),
    ],
)
def test_authors_agree(one: str, other: str, agree: Level) -> None:
    assert level("authors", {"author": one}, {"author": other}) is agree
