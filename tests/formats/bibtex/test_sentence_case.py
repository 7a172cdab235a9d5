"""Titles in sentence case, only where it is asked for."""

from __future__ import annotations

import pytest

from soilbib.formats import loads
from soilbib.formats.bibtex.sentence_case import sentence_case, to_sentence_case


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Soil Carbon in the Sahel", "Soil carbon in the sahel"),
        ('Soil in the <span class="nocase">Sahel</span>', 'Soil in the <span class="nocase">Sahel</span>'),
        (
            "Higher-Dimensional Soil: The Case of DNA and pH",
            "Higher-dimensional soil: The case of DNA and pH",
        ),
        ("the drivers", "The drivers"),
        ("Why? Because of “The Soil”. An End", "Why? Because of “the soil”. An end"),
        ("The Title: <i>italics Are Here</i>", "The title: <i>Italics are here</i>"),
        ("Soil’s Use (And Abuse)", "Soil’s use (and abuse)"),
        ("Carbon – A Review", "Carbon – a review"),
        ("pH and Soil: mRNA Counts", "pH and soil: mRNA counts"),
        ("The U.S.A. And E. coli of J. S. Bach", "The U.S.A. and E. coli of J. S. Bach"),
        (
            r"The $X$ Of \url{http://A.b/C} At https://A.b/C",
            r"The $X$ of \url{http://A.b/C} at https://A.b/C",
        ),
        ("The Word<sup>Th</sup>", "The word<sup>Th</sup>"),
        ("soil.table, a Package:an Overview", "Soil.table, a package:an overview"),
        ("Forests vs. Fields. A Review", "Forests vs. fields. A review"),
    ],
)
def test_capitals_go_where_they_are_only_style(title: str, expected: str) -> None:
    assert to_sentence_case(title) == expected


def _title(fields: str) -> str:
    (record,) = loads(f"@book{{a, {fields}}}", "biblatex").records
    return sentence_case(record).fields["title"]


def test_titles_in_other_languages_and_in_braces_of_their_own_stay() -> None:
    assert _title("title={Der Gute Boden}, langid={ngerman}") == "Der Gute Boden"
    assert _title("title={{The Good Soil}}") == "The Good Soil"
    assert _title("title={The Good Soil}, langid={british}") == "The good soil"
    assert (
        _title("title={{CTAN}}, subtitle={The Good Soil}")
        == '<span class="nocase">CTAN</span>: The good soil'
    )


def test_names_of_journals_stay() -> None:
    (record,) = loads("@article{a, title={A B}, journal={Soil Use and Management}}", "bibtex").records
    assert sentence_case(record).fields["container-title"] == "Soil Use and Management"
    (record,) = loads("@inproceedings{a, title={A B}, booktitle={Soil Use and Management}}", "bibtex").records
    assert sentence_case(record).fields["container-title"] == "Soil use and management"
