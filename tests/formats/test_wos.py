"""The Web of Science's format: its exports old and new, and what is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.formats.tagged_checks import check_fixture, losses_of, records_of, round_trip, write

from soilbib.errors import Problem
from soilbib.formats import sniff_format, wos
from soilbib.model import Date, Name, Record

FIXTURES = sorted(
    path for path in (Path(__file__).parent.parent / "fixtures" / "wos").iterdir() if path.suffix != ".json"
)


def one(*lines: str) -> Record:
    [record] = records_of(wos.WOS, "\n".join(["PT J", *lines, "ER"]))
    return record


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_fixtures_are_read_as_their_twins_say(path: Path) -> None:
    check_fixture(wos.WOS, path)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_fixtures_are_known_and_come_back_whole(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert sniff_format(text) is wos.WOS
    round_trip(wos.WOS, text)


@pytest.mark.parametrize(
    ("lines", "start"),
    [
        (["PD MAR 15", "PY 2019"], (2019, 3, 15)),
        (["PD JUN 28 2011", "PY 2011"], (2011, 6, 28)),
        (["PD JAN 2013", "PY 2013"], (2013, 1)),
        (["PD 07 2006", "PY 2006"], (2006, 7)),
        (["PD 1988", "PY 1988"], (1988,)),
        (["PY 1988"], (1988,)),
    ],
)
def test_day_and_year_are_one_date(lines: list[str], start: tuple[int, ...]) -> None:
    assert one("TI Soils", *lines).dates["issued"].start == start


def test_a_season_is_read() -> None:
    assert one("PD SPR", "PY 2004").dates["issued"].season == 1


def test_words_beyond_a_date_are_kept() -> None:
    record = one("TI Soils", "PD 1998, thesis publ. 1997", "PY 1998")
    assert record.dates["issued"].start == (1998,)
    assert record.extra["wos"]["PD"] == ["1998, thesis publ. 1997"]


@pytest.mark.parametrize(
    ("lines", "csl_type"),
    [
        (["PT J", "DT Article; Proceedings Paper"], "article-journal"),
        (["PT J", "DT Review"], "article-journal"),
        (["PT J", "DT Data Set"], "dataset"),
        (["PT B", "TI Soils", "SO Soils"], "book"),
        (["PT B", "TI Humus", "SO Soils"], "chapter"),
        (["PT S", "TI Humus", "SO Soils", "CT Soil Days"], "paper-conference"),
        (["PT B", "DT Article; Book Chapter", "TI Humus"], "chapter"),
        (["PT P"], "patent"),
        (["PT B", "DT webpage"], "webpage"),
    ],
)
def test_types_follow_the_document_type_and_the_titles(lines: list[str], csl_type: str) -> None:
    [record] = records_of(wos.WOS, "\n".join([*lines, "PY 2001", "ER"]))
    assert record.type == csl_type


@pytest.mark.parametrize(
    ("lines", "page"),
    [
        (["SP 467", "EP 472"], "467-472"),
        (["BR 467", "EP 472"], "467-472"),
        (["SP Soil Society", "EP 472"], "472"),
    ],
)
def test_the_first_page_may_stand_under_another_tag(lines: list[str], page: str) -> None:
    assert one("TI Soils", *lines).fields["page"] == page


def test_indices_that_inspec_spells_out_are_markup() -> None:
    record = one("TI Waves in Sn/sub 2 /P/sub 2/S/sub 6/ at 10/sup -3/ and/or less", "UT INSPEC:1")
    assert record.title == (
        "Waves in Sn<sub>2</sub>P<sub>2</sub>S<sub>6</sub> at 10<sup>-3</sup> and/or less"
    )


def test_a_patent_of_derwents_has_its_day_behind_its_number_and_short_names() -> None:
    lines = [
        "PT P",
        "AU LI W",
        "   DOE J A",
        "PD US2020123456-A1   14 Apr 2020   G01N-001/00",
        "PY 2020",
        "ER",
    ]
    [record] = records_of(wos.WOS, "\n".join(lines))
    assert record.authors == (Name("LI", "W."), Name("DOE", "J. A."))
    assert record.dates["issued"].start == (2020, 4, 14)
    assert not losses_of(wos.WOS, record)


def test_addresses_and_cited_references_stay_apart() -> None:
    record = one("TI Soils", "C1 [Lal, R.] Ohio.", "   [Doe, J.] Rome.", "CR A, 2001, GEODERMA", "   B, 2002")
    assert record.extra["wos"]["CR"] == ["A, 2001, GEODERMA", "B, 2002"]
    assert "C1 [Lal, R.] Ohio.\n   [Doe, J.] Rome.\n" in write(wos.WOS, [record])[0]


def test_groups_come_after_persons_and_are_no_persons() -> None:
    record = one("AU Doe, J", "CA Soil Study Grp")
    assert record.authors == (Name("Doe", "J."), Name(literal="Soil Study Grp"))
    assert not losses_of(wos.WOS, record)


def test_authors_on_one_line_are_parted() -> None:
    assert [name.family for name in one("AU Joffe, Hadine; Hall, Janet E").authors] == ["Joffe", "Hall"]


def test_keywords_of_several_lists_are_written_to_their_lists_again() -> None:
    text, _ = write(wos.WOS, [one("DE humus; peat", "ID CARBON")])
    assert "DE humus; peat\nID CARBON\n" in text
    changed = one("DE humus", "ID CARBON").replace(fields={"keyword": "moss"})
    assert "ID" not in write(wos.WOS, [changed])[0]


def test_a_missing_end_mark_is_told() -> None:
    items = list(wos.read("PT J\nTI One\n\nPT J\nTI Two\nER\n", ""))
    problems = [item for item in items if isinstance(item, Problem)]
    assert [problem.code for problem in problems] == ["W206"]
    assert [item.title for item in items if isinstance(item, Record)] == ["One", "Two"]


def test_a_range_of_dates_comes_back() -> None:
    record = Record(id="a", type="book", dates={"issued": Date((2001, 4), (2002, 5))})
    assert "issued" not in losses_of(wos.WOS, record)


def test_the_files_of_others_come_back(shared: Path) -> None:
    data = shared / "data/import"
    counts = {
        "wild/ciw/mjwestgate+revtools*": 247,
        "wild/ciw/mjwestgate+synthesisr*": 5,
        "wild/wos/awandahl*": 95,
    }
    for pattern, count in counts.items():
        [path] = data.glob(pattern)
        text = path.read_text(encoding="utf-8-sig")
        assert sniff_format(text) is wos.WOS
        assert len(records_of(wos.WOS, text)) == count
        round_trip(wos.WOS, text)
