"""Adding records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import soilbib
from soilbib.catalogue import Catalogue, CatalogueError, Category, Query
from soilbib.catalogue.adding import BATCH
from soilbib.model import Name, Record


def numbered(count: int, start: int = 0) -> Iterator[Record]:
    for number in range(start, start + count):
        yield Record(id=f"r{number}", fields={"title": f"Record number {number}"})


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


def test_what_is_added_comes_back_as_it_was(catalogue: Catalogue, library: tuple[Record, ...]) -> None:
    entry = catalogue.get("minasny2017")
    assert entry
    assert entry.categories == ("Archived news", "Reference publications")
    assert entry.record == library[2].replace(extra={})
    assert catalogue.count() == len(library) == len(list(catalogue.entries()))


def test_adding_the_same_again_changes_nothing(catalogue: Catalogue, library: tuple[Record, ...]) -> None:
    again = catalogue.add(library, source="again")
    assert (again.change, again.added, again.unchanged) == (0, 0, len(library))
    assert len(list(catalogue.history())) == 1


def test_the_content_counts_and_not_the_id(catalogue: Catalogue, library: tuple[Record, ...]) -> None:
    other = library[0].replace(id="another")
    assert catalogue.add([other, other]).unchanged == 2
    assert catalogue.get("another") is None


def test_another_record_with_the_same_id_gets_a_key_of_its_own_and_is_named(catalogue: Catalogue) -> None:
    addition = catalogue.add([Record(id="lal2004", fields={"title": title}) for title in ("One", "Two")])
    assert addition.added == 2
    assert [problem.code for problem in addition.problems] == ["W202", "W202"]
    assert [entry.record.title for key in ("lal2004-2", "lal2004-3") if (entry := catalogue.get(key))] == [
        "One",
        "Two",
    ]


def test_a_record_without_an_id_gets_one(catalogue: Catalogue) -> None:
    catalogue.add([Record(fields={"title": "Humus"}, names={"author": (Name("Thaer", "A."),)})])
    assert catalogue.get("thaerhumus")


def test_a_record_that_is_there_takes_the_categories_that_it_comes_with_now(
    catalogue: Catalogue, library: tuple[Record, ...]
) -> None:
    addition = catalogue.add([library[1], library[2]], categories=["Archived news"])
    assert (addition.added, addition.unchanged, addition.categorised) == (0, 2, 1)
    entry = catalogue.get("lal2015")
    assert entry
    assert entry.categories == ("Archived news",)


def test_an_entry_of_a_page_keeps_the_categories_that_the_page_says_it_has(catalogue: Catalogue) -> None:
    page = "“Soils for tomorrow” – 2018 – A. Field\n\nCategory: Guides, News\n\n“Le sol vivant” – 2020 – B. Meadow\n"
    catalogue.add(soilbib.loads(page, "listing").records)
    entries = list(catalogue.entries())[-2:]
    assert [entry.categories for entry in entries] == [("Guides", "News"), ()]
    assert "categories" not in entries[0].record.extra.get("soilbib", {})


def test_a_vocabulary_makes_categories_known_that_no_record_has(catalogue: Catalogue) -> None:
    catalogue.add([], vocabulary=[Category("Web tools", "Other resources")])
    known = {category.name: category for category in catalogue.categories()}
    assert known["Web tools"] == Category("Web tools", "Other resources", 0)
    assert known["Archived news"].records == 2


def test_where_the_records_end_in_an_error_none_is_added(catalogue: Catalogue) -> None:
    def failing() -> Iterator[Record]:
        yield from numbered(BATCH + 10)
        raise RuntimeError("the file ends here")

    before = catalogue.count()
    with pytest.raises(RuntimeError):
        catalogue.add(failing())
    assert (catalogue.count(), len(list(catalogue.history())), catalogue.check()) == (before, 1, ())


def test_many_records_come_in_batches(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "many.db") as catalogue:
        addition = catalogue.add(numbered(2 * BATCH + 5))
        assert (addition.change, addition.added) == (1, 2 * BATCH + 5)
        assert (
            catalogue.search(Query(sort="added", limit=1, page=2 * BATCH + 5)).hits[0].entry.key
            == f"r{2 * BATCH + 4}"
        )
        assert catalogue.check() == ()


@pytest.mark.parametrize(
    "broken",
    [  # half a character in a value and in the id, and too much nesting
        Record(id="x", fields={"title": "half \ud800"}),
        Record(id="\udfff", fields={"title": "t"}),
        Record(id="x", extra={"csljson": {"deep": nested(100_000)}}),
    ],
    ids=["value", "id", "nesting"],
)
def test_a_record_with_a_value_that_cannot_be_written_is_named_and_left_out(
    catalogue: Catalogue, broken: Record
) -> None:
    addition = catalogue.add([broken, *numbered(1)])
    assert (addition.added, addition.unchanged) == (1, 0)
    assert [problem.code for problem in addition.problems] == ["E104"]
    assert catalogue.get(broken.id) is None
    with pytest.raises(CatalogueError, match="cannot be written"):
        catalogue.edit("lal2004", broken)
    assert catalogue.check() == ()
