"""Name lists in BibTeX's grammar."""

from __future__ import annotations

import pytest

from soilbib.formats.bibtex.names import read_names, write_names
from soilbib.formats.inverted_names import split_pairs
from soilbib.model import Name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rattan Lal", Name(family="Lal", given="Rattan")),
        ("Lal, Rattan", Name(family="Lal", given="Rattan")),
        ('Julia {Le No{\\"e}}', Name(family="Le Noë", given="Julia")),
        ('Le No{\\"e}, Julia', Name(family="Le Noë", given="Julia")),
        ("Goddert von Oheimb", Name(family="Oheimb", given="Goddert", non_dropping_particle="von")),
        ("von Oheimb, Goddert", Name(family="Oheimb", given="Goddert", non_dropping_particle="von")),
        (
            "de la Vall{\\'e}e Poussin, Jean",
            Name(family="Vallée Poussin", given="Jean", non_dropping_particle="de la"),
        ),
        ("van 't Hoff, J. H.", Name(family="Hoff", given="J. H.", non_dropping_particle="van 't")),
        ("King, Jr., Martin Luther", Name(family="King", given="Martin Luther", suffix="Jr.")),
        ("King, Martin Luther, Jr.", Name(family="King", given="Martin Luther", suffix="Jr.")),
        ("Martin Luther King Jr.", Name(family="King", given="Martin Luther", suffix="Jr.")),
        ("{Food and Agriculture Organization}", Name(literal="Food and Agriculture Organization")),
        ("{{IPCC}}", Name(literal="IPCC")),
        ("Plato", Name(family="Plato")),
        ("King Jr., Martin", Name(family="King Jr.", given="Martin")),  # as BibTeX reads it
        ("Abe,~S.", Name(family="Abe", given="S.")),
        ("García y Vega, Ana", Name(family="García y Vega", given="Ana")),
        ("{van} Gogh, Vincent", Name(family="van Gogh", given="Vincent")),
        ("J.~R. Smith", Name(family="Smith", given="J. R.")),
        ("{\\'E}. Durand", Name(family="Durand", given="É.")),
        (
            "family=Goethe, given=Johann, prefix=von, useprefix=true",
            Name(family="Goethe", given="Johann", non_dropping_particle="von"),
        ),
        (
            "family=Goethe, given=Johann, prefix=von, useprefix=false",
            Name(family="Goethe", given="Johann", dropping_particle="von"),
        ),
        (
            "given={Jean Pierre}, family={de Vito}, suffix=Jr.",
            Name(family="de Vito", given="Jean Pierre", suffix="Jr."),
        ),
    ],
)
def test_one_name_is_read(text: str, name: Name) -> None:
    assert read_names(text).names == (name,)


@pytest.mark.parametrize("separator", [" and ", "\n  AND\t", " And "])
def test_names_are_joined_with_and_in_any_case(separator: str) -> None:
    found = read_names(f"Lal, R.{separator}{{Soil and Water}}{separator}Smith, P.")
    assert [name.display for name in found.names] == ["R. Lal", "Soil and Water", "P. Smith"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Roe, J. \\& Abe, S.", ["J. Roe", "S. Abe"]),
        ("Roe, J., Abe, S., \\& Noll, B. K.", ["J. Roe", "S. Abe", "B. K. Noll"]),
        ("J. Roe & S. Abe and B. Noll", ["J. Roe", "S. Abe", "B. Noll"]),
        ("Roe \\& Sons, Ltd. and Abe, S.", ["Ltd. Roe & Sons", "S. Abe"]),
        ("{Roe \\& Sons} and Abe, S.", ["Roe & Sons", "S. Abe"]),
    ],
)
def test_an_ampersand_parts_persons_but_no_organisation(text: str, names: list[str]) -> None:
    assert [name.display for name in read_names(text).names] == names


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Roe JA and van Straalen NM and Li X", ["Roe", "van Straalen", "Li"]),
        ("Roe JA and O'Neil K", ["Roe", "O'Neil"]),
        ("Xiang LI and Wei XU", ["LI", "XU"]),
        ("Malcolm X and Ann Roe", ["X", "Roe"]),
        ("Malcolm X", ["X"]),
    ],
)
def test_names_as_pubmed_has_them_are_families_and_initials(text: str, families: list[str]) -> None:
    assert [name.full_family for name in read_names(text).names] == families


@pytest.mark.parametrize(
    "text",
    ["Lal, R. and others", "Lal, R. and et al.", "Lal, R. et al.", "Lal, R., et~al", "Lal, R. {\\it et al.}"],
)
def test_and_others_says_that_the_list_is_cut(text: str) -> None:
    found = read_names(text)
    assert found.truncated
    assert found.names == (Name(family="Lal", given="R."),)


@pytest.mark.parametrize(
    "text",
    [
        "Smith, P.; Lal, R.; Six, J.",
        "Smith, P., Lal, R., Six, J.",
        "Pete Smith, Rattan Lal, Johan Six, Ana Vega",
    ],
)
def test_lists_without_and_are_read_with_a_doubt(text: str) -> None:
    found = read_names(text)
    assert len(found.names) >= 3
    assert found.doubt


def test_useprefix_false_makes_the_particle_a_dropping_one() -> None:
    assert read_names("von Brandt, A.", use_prefix=False).names == (
        Name(family="Brandt", given="A.", dropping_particle="von"),
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (Name(family="Lal", given="R."), "Lal, R."),
        (Name(family="Oheimb", given="G.", non_dropping_particle="von"), "von Oheimb, G."),
        (Name(family="King", given="M. L.", suffix="Jr."), "King, Jr., M. L."),
        (Name(literal="Soil & Water"), r"{Soil \& Water}"),
        (Name(family="Plato"), "Plato"),
        (Name(family="Le Noë"), "Le Noë,"),
        (Name(family="van Gogh", given="V."), "{van Gogh}, V."),
    ],
)
def test_one_name_is_written(name: Name, text: str) -> None:
    assert write_names((name,), truncated=False, extended=False) == text
    assert read_names(text).names == (name,)


def test_a_cut_list_ends_in_and_others() -> None:
    assert (
        write_names((Name(family="Lal", given="R."),), truncated=True, extended=False) == "Lal, R. and others"
    )


def test_a_dropping_particle_takes_the_keyed_form_where_the_dialect_has_it() -> None:
    name = Name(family="Goethe", given="J. W.", dropping_particle="von")
    text = write_names((name,), truncated=False, extended=True)
    assert text == "family=Goethe, given=J. W., prefix=von, useprefix=false"
    assert read_names(text).names == (name,)


def test_parts_of_extended_names_that_are_of_no_known_kind_are_kept() -> None:
    (name,) = read_names("given={John}, family={Smith}, middle={Simon}").names
    assert (name.family, name.given) == ("Smith", "John Simon")


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Roe, AB, Doe, C, and Poe, D", ["Roe", "Doe", "Poe"]),
        ("Roe, A, and Doe, C", ["Roe", "Doe"]),
        ("Roe, A., and Doe, C.", ["Roe", "Doe"]),
    ],
)
def test_commas_before_and_part_names_as_the_cochrane_library_has_them(
    text: str, families: list[str]
) -> None:
    names = read_names(text).names
    assert [name.family for name in names] == families
    assert not any(name.suffix for name in names)


def test_the_number_that_tells_namesakes_apart_is_no_part_of_a_name() -> None:
    assert read_names("Ann Roe 0002 and Eva Doe").names == (Name("Roe", "Ann"), Name("Doe", "Eva"))


def test_a_row_of_thousands_of_names_costs_linear_time_whatever_ends_it() -> None:
    assert len(read_names("Roe, A, " * 5_000 + "and Doe, J").names) == 5_001
    assert split_pairs("Roe, A., " * 5_000) == []
    assert len(split_pairs("Roe, A., " * 5_000 + "Doe, J.")) == 5_001
