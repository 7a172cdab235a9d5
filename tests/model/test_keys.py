"""Ids for records that come without one."""

from __future__ import annotations

import pytest

from soilbib.model import Date, Name, Record
from soilbib.model.keys import ascii_fold, make_id, with_ids


@pytest.mark.parametrize(
    ("family", "year", "title", "identifier"),
    [
        ("Le Noë", 2019, "The drivers of soil", "lenoe2019drivers"),
        ("Łoś", 2001, "Über <i>Eisenia</i>", "los2001uber"),
        ("", 2001, "L’humus", "2001humus"),
        ("王", 2015, "土壤有机碳", "王2015土壤有机碳"),
        ("Глинка", 1931, "О почвах", "глинка1931о"),
        ("Παπάς", 2010, "Έδαφος", "παπάς2010έδαφος"),
        ("शर्मा", 2012, "मृदा कार्बन", "शर्मा2012मृदा"),
        ("Wang", 2015, "基于GIS的土壤", "wang2015gis"),
        ("Roe", 2015, "α-amylase", "roe2015amylase"),
        ("", None, "…", "record"),
        ("Straße", -44, "A", "strasse-44"),
    ],
)
def test_ids_are_made_of_author_year_and_word(
    family: str, year: int | None, title: str, identifier: str
) -> None:
    record = Record(
        names={"author": (Name(family=family),)} if family else {},
        dates={"issued": Date((year,))} if year else {},
        fields={"title": title},
    )
    assert make_id(record) == identifier


def test_ids_that_are_there_stay_and_new_ones_avoid_them() -> None:
    records = [Record(), Record(id="record"), Record(), Record(id="record"), Record(id="record-3")]
    assert [record.id for record in with_ids(records)] == [
        "record-2",
        "record",
        "record-4",
        "record",
        "record-3",
    ]


def test_a_made_id_says_so() -> None:
    first, second = with_ids([Record(), Record(id="a")])
    assert first.source.fields == {"id": "made"}
    assert second.source.fields == {}


def test_many_records_alike_get_ids_in_linear_time() -> None:
    made = with_ids([Record()] * 30_000)
    assert len({record.id for record in made}) == 30_000
    assert made[-1].id == "record-30000"


def test_folding_leaves_plain_letters() -> None:
    assert ascii_fold("Ærøskøbing Đặng naïve ﬁn") == "aeroskobing dang naive fin"
