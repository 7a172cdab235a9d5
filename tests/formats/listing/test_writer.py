"""Records to listing entries and back: the same again, or a loss says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.errors import Loss
from soilbib.formats.listing.pages.page import read
from soilbib.formats.listing.writer import write
from soilbib.model import Date, Name, Record, parse_date

FIXTURES = Path(__file__).parents[2] / "fixtures" / "listing"


def written(record: Record) -> tuple[str, dict[str, Loss]]:
    items = list(write([record]))
    text = "".join(item for item in items if isinstance(item, str))
    return text, {item.field: item for item in items if isinstance(item, Loss)}


PLAIN = Record(
    id="doe2019",
    type="document",
    fields={"title": "Carbon in the soils of “old” forests", "language": "en"},
    names={"author": (Name(family="Le Roux", given="J."), Name(family="Doe", given="Jane A."))},
    dates={"issued": Date(start=(2019,))},
)


def test_an_entry_has_the_form_of_the_listing() -> None:
    text, losses = written(PLAIN)
    assert text == "“Carbon in the soils of “old” forests” – 2019 – J. Le Roux & Jane A. Doe\n\n"
    assert losses == {}


def test_the_abstract_is_the_paragraph_under_the_entry() -> None:
    abstract = "What is known about the carbon in the soils of old forests."
    text, losses = written(PLAIN.replace(fields={**PLAIN.fields, "abstract": abstract}))
    assert text.splitlines()[2] == abstract
    assert losses == {}


def test_inline_markup_is_not_printed_and_a_loss_says_so() -> None:
    title = '<i>Panicum</i> in the <span class="nocase">Sahel</span>'
    text, losses = written(PLAIN.replace(fields={**PLAIN.fields, "title": title}))
    assert text.startswith("“Panicum in the Sahel” – 2019")
    assert set(losses) == {"title"}


def test_a_cut_list_keeps_its_mark() -> None:
    text, losses = written(PLAIN.replace(truncated=("author",)))
    assert text.strip().endswith("Jane A. Doe & al.")
    assert losses == {}


def test_a_full_date_stands_after_the_authors() -> None:
    text, losses = written(PLAIN.replace(dates={"issued": Date(start=(2019, 1, 22))}))
    assert text.strip().endswith("– 2019 – J. Le Roux & Jane A. Doe, 22 January 2019")
    assert losses == {}


def test_what_a_listing_cannot_hold_is_a_loss() -> None:
    record = PLAIN.replace(
        type="article-journal",
        fields={**PLAIN.fields, "DOI": "10.1234/x", "volume": "3", "abstract": "One.\nTwo."},
        extra={"bibtex": {"keywords": "x"}},
    )
    _, losses = written(record)
    assert {"type", "DOI", "volume", "abstract", "bibtex.keywords"} <= losses.keys()
    assert losses["type"].code == "L402"


def test_a_record_without_a_title_is_a_loss_and_no_failure() -> None:
    _, losses = written(Record(id="x"))
    assert "title" in losses


@pytest.mark.parametrize("name", ["page-fr.txt", "page-de.txt", "page-es.txt"])
def test_a_page_that_is_written_and_read_again_is_the_same_or_a_loss_says_so(name: str) -> None:
    for item in read((FIXTURES / name).read_text("utf-8"), ""):
        if isinstance(item, Record):
            assert_honest(item)


def assert_honest(record: Record) -> None:
    """Every variable either comes back as it was or has a loss."""
    text, losses = written(record)
    neighbour = "“Title” – 2000 – J. Doe\n\n"
    found = [item for item in read(neighbour + text + neighbour, "") if isinstance(item, Record)]
    again = found[1] if len(found) == 3 and "abstract" not in found[0].fields else Record(type="")
    for mine, theirs in ((record.names, again.names), (record.fields, again.fields)):
        for variable, value in mine.items():
            assert variable in losses or theirs.get(variable) == value, variable
    for variable, date in record.dates.items():
        assert variable in losses or again.dates[variable].text == date.text
    assert record.type == again.type or "type" in losses
    assert record.truncated == again.truncated or "truncated" in losses


WORDS = st.lists(
    st.sampled_from("soil carbon – “old” forests 2018 & (new) a. FAO: Lal, “".split()), min_size=1, max_size=7
).map(" ".join)
NAMES = st.sampled_from(
    [
        Name(family="Le Roux", given="J."),
        Name(family="van Dam", given="Jan"),
        Name(literal="FAO"),
        Name(literal="Ministry of Soils, Water and Air"),
        Name(family="Madonna"),
        Name(family="Doe", given="J.", suffix="Jr."),
    ]
)
RECORDS = st.builds(
    lambda title, names, date, abstract, cut: Record(
        id="x",
        fields={"title": title, **({"abstract": abstract} if abstract else {})},
        names={"author": tuple(names)} if names else {},
        dates={"issued": parse_date(date)} if date else {},
        truncated=("author",) if cut and names else (),
    ),
    WORDS,
    st.lists(NAMES, max_size=3),
    st.sampled_from(
        ["", "2018", "2018-05", "2018-05-03", "2018/2019", "2018-21", "c. 1850", "n.d.", "-0044"]
    ),
    st.sampled_from(
        ["", "A few words on what this is.", "Two\n\nparagraphs of text.", "“Other” – 2017 – J. Roe", "Short"]
    ),
    st.booleans(),
)


@given(RECORDS)
@settings(max_examples=80, deadline=None)
def test_any_record_comes_back_or_a_loss_says_what_does_not(record: Record) -> None:
    assert_honest(record)


@given(st.lists(RECORDS, min_size=2, max_size=4))
@settings(max_examples=30, deadline=None)
def test_a_page_of_entries_reads_like_the_entries_alone(records: list[Record]) -> None:
    alone = [written(record) for record in records]
    if any("title" in losses or "abstract" in losses for _, losses in alone):
        return
    page = "".join(item for item in write(records) if isinstance(item, str))
    assert [item.title for item in read(page, "") if isinstance(item, Record)] == [
        record.title for record in records
    ]
