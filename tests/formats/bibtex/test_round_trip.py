"""Records written and read again: equal, but for what the losses name."""

from __future__ import annotations

import re
import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.errors import Loss
from soilbib.formats.bibtex.dialects import BIBLATEX, BIBTEX
from soilbib.formats.format import Format
from soilbib.model import Date, Name, Record
from soilbib.model.markup import TAGS
from soilbib.model.variables import DATE_VARIABLES, ITEM_TYPES, NAME_VARIABLES, STANDARD_VARIABLES

DIALECTS = pytest.mark.parametrize("dialect", [BIBTEX, BIBLATEX], ids=lambda entry: entry.name)
AWKWARD = [
    *"&%#_$\\{}~^<>`'\"“”‘’–—«»-,;:=@ß\u00a0é",
    "--", "``", "''", " and ", "others", "{NASA}", "$x^2$", "\\alpha", "\\textit{", "et al.",
    *("".join(tag) for tag in TAGS.values()),
]  # fmt: skip
PIECES = st.sampled_from(
    [*AWKWARD, *string.ascii_letters, "soil", "von", "Le", "CO<sub>2</sub>", "2004", " "]
)
TEXT = st.lists(PIECES, min_size=1, max_size=8).map("".join)
NO_LETTERS = re.compile(
    r'<span class="nocase">[^a-zé]*</span>', re.IGNORECASE
)  # protects nothing, so not kept
TITLES = (
    TEXT.filter(lambda text: not NO_LETTERS.search(text))
    .map(lambda text: re.sub(" +", " ", text).strip(" "))
    .filter(bool)
)
WORDS = st.lists(
    st.sampled_from(
        ["Lal", "Noë", "Ö", "St.", "and", "Müller-Meier", "O’Neil", "y", "J.-P.", "C++", "A,", "B; C", "i_j"]
    ),
    min_size=1,
    max_size=3,
).map(" ".join)
PERSONS = st.builds(
    Name,
    family=WORDS,
    given=WORDS | st.just(""),
    non_dropping_particle=st.sampled_from(["", "", "van der", "de la", "d’"]),
    suffix=st.sampled_from(["", "", "Jr.", "III"]),
) | st.builds(Name, literal=WORDS)
NAMES = st.builds(
    Name,
    family=TEXT,
    given=TEXT | st.just(""),
    non_dropping_particle=st.sampled_from(["", "", "van der", "Le"]),
    suffix=st.sampled_from(["", "", "Jr.", "III"]),
) | st.builds(Name, literal=TEXT)
PARTS = st.tuples(st.integers(1, 2100)) | st.tuples(
    st.integers(1000, 2100), st.integers(1, 12), st.integers(1, 28)
)
DATES = (
    st.builds(Date, start=PARTS, end=st.none() | PARTS | st.just(()), circa=st.booleans())
    | st.builds(Date, start=st.tuples(st.integers(-800, 2100).filter(bool)), season=st.integers(0, 4))
    | st.builds(Date, literal=TEXT)
)
RECORDS = st.builds(
    Record,
    id=TEXT | st.text(string.ascii_letters + string.digits + ":_-", min_size=1, max_size=12),
    type=st.sampled_from([*ITEM_TYPES, "no-such-type"]),
    names=st.dictionaries(
        st.sampled_from(sorted(NAME_VARIABLES)),
        st.lists(NAMES, min_size=1, max_size=3).map(tuple),
        max_size=3,
    ),
    dates=st.dictionaries(st.sampled_from(sorted(DATE_VARIABLES)), DATES, max_size=3),
    fields=st.dictionaries(st.sampled_from(sorted(STANDARD_VARIABLES)), TEXT, max_size=8),
    truncated=st.sampled_from([(), ("author",)]),
    extra=st.dictionaries(
        st.sampled_from(["bibtex", "ris"]),
        st.dictionaries(
            st.sampled_from(["file", "note", "entrytype", "bad name{", "month", "langid"]), TEXT, max_size=3
        ),
        max_size=2,
    ),
)


def _values(record: Record) -> dict[str, Any]:
    """Everything that a record says, by the names that losses use."""
    dates = {
        name: (date.start, date.end, date.circa, date.season, date.literal)
        for name, date in record.dates.items()
    }
    extra = {
        f"{name}.{field}": value for name, values in record.extra.items() for field, value in values.items()
    }
    return {"id": record.id, "type": record.type, **record.names, **dates, **record.fields, **extra}


def _write(dialect: Format, records: list[Record]) -> tuple[str, list[Loss]]:
    assert dialect.write
    items = list(dialect.write(records))
    return "".join(item for item in items if isinstance(item, str)), [
        item for item in items if isinstance(item, Loss)
    ]


def _read(dialect: Format, text: str) -> list[Record]:
    assert dialect.read
    return [item for item in dialect.read(text, "") if isinstance(item, Record)]


def _assert_comes_back(dialect: Format, record: Record) -> None:
    text, losses = _write(dialect, [record])
    (back,) = _read(dialect, text)
    named = {loss.field for loss in losses}
    before, after = _values(record), _values(back)
    differing = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert differing <= named, text
    for variable in set(record.truncated) ^ set(back.truncated):
        assert variable in named or variable not in record.names, text


@DIALECTS
@settings(max_examples=100, deadline=None)
@given(record=RECORDS)
def test_a_record_comes_back_but_for_its_losses(dialect: Format, record: Record) -> None:
    _assert_comes_back(dialect, record)


@DIALECTS
@settings(max_examples=100, deadline=None)
@given(title=TITLES)
def test_no_character_of_a_title_is_lost(dialect: Format, title: str) -> None:
    _text, losses = _write(dialect, [Record(id="a", type="book", fields={"title": title})])
    assert losses == []


@DIALECTS
@settings(max_examples=100, deadline=None)
@given(names=st.lists(PERSONS, min_size=1, max_size=3).map(tuple), cut=st.booleans())
def test_no_part_of_a_name_is_lost(dialect: Format, names: tuple[Name, ...], cut: bool) -> None:
    record = Record(id="a", type="book", names={"author": names}, truncated=("author",) if cut else ())
    _text, losses = _write(dialect, [record])
    assert losses == []


@DIALECTS
@settings(max_examples=100, deadline=None)
@given(date=DATES.filter(lambda date: not date.literal))
def test_no_part_of_a_date_is_lost(dialect: Format, date: Date) -> None:
    season = date if len(date.start) == 1 and date.end is None else Date(date.start, date.end, date.circa)
    _text, losses = _write(dialect, [Record(id="a", type="book", dates={"issued": season})])
    assert losses == []


@DIALECTS
@pytest.mark.parametrize("csl_type", ITEM_TYPES)
def test_no_item_type_is_lost(dialect: Format, csl_type: str) -> None:
    _text, losses = _write(dialect, [Record(id="a", type=csl_type, fields={"title": "Soil"})])
    assert losses == []


@DIALECTS
@settings(max_examples=60, deadline=None)
@given(records=st.lists(RECORDS, max_size=4))
def test_every_written_record_is_one_entry(dialect: Format, records: list[Record]) -> None:
    text, _losses = _write(dialect, records)
    assert len(_read(dialect, text)) == len(records)
