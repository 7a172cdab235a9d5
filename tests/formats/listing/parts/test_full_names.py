"""Lists of persons in full that their words alone tell: which texts they are, and that the general reader agrees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soilbib.formats.listing.parts.full_names import split_full_names
from soilbib.model import parse_names

GIVEN = ("Ann", "Joost", "Mary Lou", "Íñigo", "Rosa B.", "Karl-Heinz")
FAMILY = ("Doe", "MOOR", "O’LEARY", "Ruiz-Ortega", "D’Amico", "O'Leary", "Lefèvre")
PEOPLE = st.lists(st.tuples(st.sampled_from(GIVEN), st.sampled_from(FAMILY)), min_size=1, max_size=5)


def direct(people: list[tuple[str, str]]) -> list[str]:
    return [f"{first} {family}" for first, family in people]


def inverted(people: list[tuple[str, str]]) -> list[str]:
    return [f"{family}, {first}" for first, family in people]


def joined(names: list[str], joiner: str) -> str:
    return joiner.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


@given(PEOPLE, st.sampled_from((", ", " & ", ", and ", " et ", " und ", " y ")))
def test_a_list_of_plain_names_is_parted_as_the_general_reader_parts_it(
    people: list[tuple[str, str]], joiner: str
) -> None:
    first_inverted = [*inverted(people[:1]), *direct(people[1:])]
    texts = [joined(names, joiner) for names in (direct(people), inverted(people), first_inverted)]
    for text in (*texts, "; ".join(inverted(people)), " ; ".join(inverted(people))):
        names = split_full_names(text)
        assert names is None or names == parse_names(text)[0]


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Joost Moor, Ann Doe & Mary Lou Roe", ["Moor", "Doe", "Roe"]),
        ("Moor, Joost", ["Moor"]),
        ("Moor, Joost; D’Amico, Rosa B.; Doe, Ann.", ["Moor", "D’Amico", "Doe"]),
        ("Moor, Joost & Doe, Ann & Roe, Mary Lou", ["Moor", "Doe", "Roe"]),
        ("Moor, Joost, Doe, Ann et Roe, Mary Lou", ["Moor", "Doe", "Roe"]),
        ("Moor, Joost, Ann Doe, and Mary Lou Roe", ["Moor", "Doe", "Roe"]),
        ("Moor, Joost et Ann Doe", ["Moor", "Doe"]),
        ("MOOR, Joost, DOE, Ann & O’LEARY, Rosa B.", ["MOOR", "DOE", "O’LEARY"]),
    ],
)
def test_the_order_of_each_name_is_seen(text: str, families: list[str]) -> None:
    assert [name.family for name in split_full_names(text) or ()] == families


@pytest.mark.parametrize(
    "text",
    [
        "Moor, Joost, Doe",  # whose given name is missing
        "Moor, J.",
        "van der Moor, Joost",
        "Moor, Joost Jr",
        "Moor, Joost and Doe",
        "Moor, Joost, Institut Roe",
        "INRAE, Joost Moor",
        "Moor Joost & Ann Doe & Mary Roe & others",
        "Cirad, Inrae",
        "Moor, Joost and Doe, Ann Roe and Mary Poe",
    ],
)
def test_other_lists_are_left_to_the_general_reader(text: str) -> None:
    assert split_full_names(text) is None
