"""``soilbib parse``."""

from __future__ import annotations

import json

from .conftest import Run

STRING = "“Soil carbon 4 per mille” – 2017 – B.Minasny, B.P.Malone & al."


def test_a_string_becomes_a_record(run: Run) -> None:
    (item,) = json.loads(run("parse", STRING).out)
    assert item["title"] == "Soil carbon 4 per mille"
    assert item["author"] == [{"family": "Minasny", "given": "B."}, {"family": "Malone", "given": "B.P."}]
    assert item["custom"] == {"truncated": ["author"]}


def test_a_description_completes_the_record(run: Run) -> None:
    description = "Budiman Minasny, Brendan P. Malone, Alex B. McBratney in Geoderma - April 2017"
    (item,) = json.loads(run("parse", STRING, "--description", description).out)
    assert item["author"][0] == {"family": "Minasny", "given": "Budiman"}
    assert item["container-title"] == "Geoderma"
    assert item["issued"] == {"date-parts": [[2017, 4]]}


def test_several_strings_get_ids_of_their_own(run: Run) -> None:
    items = json.loads(run("parse", STRING, STRING).out)
    assert len({item["id"] for item in items}) == 2


def test_a_page_comes_from_standard_input(run: Run) -> None:
    assert "@" in run("parse", "-t", "bibtex", stdin=f"Menu\n\n{STRING}\n").out
