"""EndNote's tagged format: EndNote's own files, Refer and BibIX, and what is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.formats.tagged_checks import check_fixture, losses_of, records_of, round_trip, write

from soilbib.errors import Problem
from soilbib.formats import enw, sniff_format
from soilbib.formats.enw_tags import CSL_TYPES, TYPES
from soilbib.model import Date, Name, Record
from soilbib.model.variables import ITEM_TYPES

FIXTURES = sorted(
    path for path in (Path(__file__).parent.parent / "fixtures" / "enw").iterdir() if path.suffix != ".json"
)


def one(*lines: str) -> Record:
    [record] = records_of(enw.ENW, "\n".join(lines))
    return record


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_fixtures_are_read_as_their_twins_say(path: Path) -> None:
    check_fixture(enw.ENW, path)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_fixtures_are_known_and_come_back_whole(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert sniff_format(text) is enw.ENW
    round_trip(enw.ENW, text)


def test_every_csl_type_has_a_type_of_endnote() -> None:
    assert set(CSL_TYPES) == set(ITEM_TYPES)
    assert set(CSL_TYPES.values()) <= set(TYPES)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Lal, R.", Name("Lal", "R.")),
        ("Jane Doe", Name("Doe", "Jane")),
        ("World Soil Society,", Name(literal="World Soil Society")),
        ("Ministry of Soils,, Air and Water", Name(literal="Ministry of Soils, Air and Water")),
        ("Doe, Jane, Jr.", Name("Doe", "Jane", suffix="Jr.")),
    ],
)
def test_names_are_read_and_written_in_endnote_s_way(written: str, name: Name) -> None:
    assert one("%0 Book", f"%A {written}").authors == (name,)
    record = Record(id="a", type="book", names={"author": (name,)})
    assert not losses_of(enw.ENW, record)


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["%D 2004", "%8 June 11"], Date((2004, 6, 11))),
        (["%D 2004", "%8 2004/06/11/"], Date((2004, 6, 11))),
        (["%D 2004"], Date((2004,))),
        (["%8 Spring 2004"], Date((2004,), season=1)),
        (["%D in press"], Date(literal="in press")),
    ],
)
def test_year_and_date_are_one_date(lines: list[str], date: Date) -> None:
    found = one("%0 Book", *lines).dates["issued"]
    assert (found.start, found.season, found.literal) == (date.start, date.season, date.literal)


def test_a_date_that_contradicts_the_year_is_kept() -> None:
    record = one("%0 Book", "%D 2004", "%8 June 2001")
    assert record.extra["enw"] == {"D": ["2004"]}
    assert record.dates["issued"].start == (2001, 6)


def test_an_abstract_with_a_blank_line_does_not_end_the_record() -> None:
    [record] = records_of(enw.ENW, "%0 Book\n%X One\n\ntwo\n\n%T Soils\n%D 2004\n")
    assert (record.title, record.fields["abstract"]) == ("Soils", "One two")


def test_an_unknown_type_is_told_and_kept() -> None:
    items = list(enw.read("%0 Clay Tablet\n%T Soils\n%J Stones\n", ""))
    assert isinstance(items[0], Problem)
    assert items[0].code == "W208"
    assert isinstance(items[1], Record)
    assert (items[1].type, items[1].extra["enw"]["0"]) == ("article-journal", ["Clay Tablet"])


@pytest.mark.parametrize(
    ("pages", "variable"), [("XX, 327 S.", "page"), ("327", "number-of-pages"), ("3-9", "page")]
)
def test_pages_of_a_book_are_its_extent_unless_they_are_a_range(pages: str, variable: str) -> None:
    assert one("%0 Book", f"%P {pages}").fields == {variable: pages}


def test_what_has_no_tag_is_a_loss() -> None:
    record = Record(id="a", type="book", fields={"title": "Soils", "original-publisher": "Elsewhere"})
    assert losses_of(enw.ENW, record) == {"original-publisher"}


def test_a_changed_type_is_not_overruled_by_the_kept_one() -> None:
    record = one("%0 Edited Book", "%T Soils").replace(type="report")
    text, _ = write(enw.ENW, [record])
    assert text.startswith("%0 Report\n")


def test_the_authors_of_an_edited_book_are_its_editors() -> None:
    record = one("%0 Edited Book", "%A Roe, Ann", "%T Soils")
    assert record.names == {"editor": (Name("Roe", "Ann"),)}
    assert "%A Roe, Ann\n" in write(enw.ENW, [record])[0]


def test_the_files_of_others_come_back(shared: Path) -> None:
    for path, count in (("hilary*", 995), ("CoLRev*", 2)):
        [found] = (shared / "data/import/wild/enw").glob(path)
        text = found.read_text(encoding="utf-8-sig")
        assert sniff_format(text) is enw.ENW
        assert len(records_of(enw.ENW, text)) >= count
        round_trip(enw.ENW, text)


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        (["%W Shelf 3"], {"archive_location": "Shelf 3"}),
        (["%~ MEDLINE", "%W NLM"], {"archive": "MEDLINE", "source": "NLM"}),
        (["%* Copyright 2004 Elsevier"], {"license": "Copyright 2004 Elsevier"}),
        (["%* Soils of the world"], {"reviewed-title": "Soils of the world"}),
    ],
)
def test_tags_of_refer_that_endnote_uses_otherwise_are_told_apart(
    lines: list[str], fields: dict[str, str]
) -> None:
    record = one("%0 Journal Article", "%T A", *lines)
    assert record.fields == {"title": "A", **fields}
    assert not losses_of(enw.ENW, record)
    assert one(write(enw.ENW, [record])[0]).fields == record.fields


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Lal R, Doe JB, de Vries W.,", (Name("Lal", "R"), Name("Doe", "JB"), Name("de Vries", "W."))),
        ("World Bank,", (Name(literal="World Bank"),)),
    ],
)
def test_a_list_of_short_names_ends_in_a_comma_as_a_group_does(written: str, names: tuple[Name, ...]) -> None:
    assert one("%0 Journal Article", "%T A", f"%A {written}").authors == names


@pytest.mark.parametrize(
    ("pages", "fields"), [([], {"page": "e12"}), (["%P 1-9"], {"page": "1-9", "number": "e12"})]
)
def test_the_number_of_an_article_stands_among_the_notes(pages: list[str], fields: dict[str, str]) -> None:
    record = one("%0 Journal Article", "%T A", "%O Artn e12", *pages)
    assert record.fields == {"title": "A", **fields}


@pytest.mark.parametrize("tag", "ABCDEFGIJKNOPRTUVXZ0789@%[]~")
def test_a_tag_without_a_value_says_nothing(tag: str) -> None:
    assert one(f"%{tag} ", "%T Soils", "%D 2004").title == "Soils"
