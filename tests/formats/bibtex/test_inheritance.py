"""What entries take from others, and that nothing is taken twice when they are written."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.errors import Loss, Problem
from soilbib.formats.bibtex.losses import losses_of
from soilbib.formats.bibtex.mapping import Dialect
from soilbib.formats.bibtex.reader import read_biblatex, read_bibtex, stream_biblatex, stream_bibtex
from soilbib.formats.bibtex.writer import write_biblatex, write_bibtex
from soilbib.model import Record

READ = {"bibtex": read_bibtex, "biblatex": read_biblatex}
STREAM = {"bibtex": stream_bibtex, "biblatex": stream_biblatex}
WRITE = {"bibtex": write_bibtex, "biblatex": write_biblatex}
DIALECTS = pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])

SET = """
@set{pair, entryset = {second-name, later}, note = {Both}}
@article{first, ids = {second-name}, author = {Lal, R.}, title = {Carbon}, journaltitle = {Geoderma}, date = {2004}}
@article{later, author = {Six, J.}, title = {Aggregates}, date = {2006}}
"""
GRANULAR = """
@book{a, author = {Roe, Jane and xdata=people-author-2}, title = {xdata=words-title},
  location = {xdata=places-location}}
@book{b, author = {xdata=people-author}, title = {xdata=words-subtitle}, publisher = {xdata=people-author-9}}
@xdata{people, author = {One, A. and Two, B.}}
@xdata{words, title = {Soils}}
@xdata{places, location = {Rome and Oslo}}
"""
RELATED = """
@book{original, title = {Boden}, publisher = {Parey}, date = {1950}, ids = {boden}}
@book{translation, title = {Soil}, related = {boden}, relatedtype = {translationof}, relatedstring = {From}}
"""


def _records(text: str, dialect: Dialect = "biblatex") -> dict[str, Record]:
    return {item.id: item for item in READ[dialect](text, "") if isinstance(item, Record)}


def test_a_set_has_its_first_members_data_and_its_own() -> None:
    record = _records(SET)["pair"]
    assert record.title == "Carbon"
    assert record.fields["container-title"] == "Geoderma"
    assert record.fields["note"] == "Both"
    assert record.extra["bibtex"] == {"entrytype": "set", "entryset": "second-name, later"}


def test_a_member_takes_nothing_from_its_set() -> None:
    text = "@set{s, note = {Both}, entryset = {a}}\n@misc{a, title = {A}, entryset = {s}}"
    assert "note" not in _records(text)["a"].fields


def test_xdata_may_stand_for_one_field_or_one_name() -> None:
    record = _records(GRANULAR)["a"]
    assert [name.family for name in record.authors] == ["Roe", "Two"]
    assert record.title == "Soils"
    assert record.fields["publisher-place"] == "Rome; Oslo"


def test_a_reference_that_leads_nowhere_stays_as_it_is() -> None:
    record = _records(GRANULAR)["b"]
    assert [name.family for name in record.authors] == ["One", "Two"]
    assert record.title == "xdata=words-subtitle"
    assert record.fields["publisher"] == "xdata=people-author-9"


def test_an_xdata_entry_is_missed_only_if_nothing_uses_it() -> None:
    items = read_biblatex(GRANULAR + "@xdata{alone, note = {N}}")
    problems = [item for item in items if isinstance(item, Problem)]
    assert [problem.severity for problem in problems] == [
        "info",
        "info",
        "info",
        "warning",
    ]  # three of them in part
    assert (problems[-1].code, problems[-1].text) == ("W208", "@xdata{alone, note = {N}}")


def test_many_generations_take_linear_time() -> None:
    row = ",".join(f"x{{}}{letter}" for letter in "abcdefgh")
    texts = [
        f"@xdata{{x{level}{letter}, note = {{xdata=x{level + 1}a-note}}, xdata = {{{row.format(*[level + 1] * 8)}}}}}"
        for level in range(15)
        for letter in "abcdefgh"
    ]
    text = "@book{b, title = {T}, xdata = {x0a}}\n" + "\n".join(texts) + "@xdata{x15a, note = {N}}"
    assert _records(text)["b"].fields["note"] == "N"


def test_related_entries_stay_links() -> None:
    record = _records(RELATED)["translation"]
    assert record.fields == {"title": "Soil"}
    assert record.extra["bibtex"] == {
        "related": "boden", "relatedtype": "translationof", "relatedstring": "From"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("parent", "child", "variable", "value"),
    [
        ("@mvbook{p, title = {Work}, author = {A}}", "@book{c, title = {Part}, crossref = {p}}", "title", "Work"),
        ("@book{p, title = {Whole}}", "@inbook{c, title = {Part}, crossref = {p}}", "container-title", "Whole"),
        ("@book{p, author = {Roe}}", "@inbook{c, title = {Part}, crossref = {p}}", "container-author", "Roe"),
        ("@book{p, title = {W}, subtitle = {S}}", "@inbook{c, crossref = {p}}", "container-title", "W: S"),
        ("@periodical{p, title = {J}}", "@article{c, crossref = {p}}", "container-title", "J"),
        ("@proceedings{p, shorttitle = {No}}", "@inproceedings{c, crossref = {p}}", "title-short", None),
        ("@book{p, subtitle = {No}}", "@book{c, title = {Own}, crossref = {p}}", "title", "Own"),
        ("@book{p, date = {1999-03}}", "@inbook{c, year = {2001}, crossref = {p}}", "issued", "2001"),
        ("@book{p, publisher = {P}}", "@inbook{c, publisher = {}, crossref = {p}}", "publisher", None),
        ("@book{p, ids = {q}, publisher = {P}}", "@inbook{c, crossref = {Q}}", "publisher", "P"),
    ],
)  # fmt: skip
def test_a_child_takes_what_it_lacks_under_its_own_names(
    parent: str, child: str, variable: str, value: str | None
) -> None:
    record = _records(f"{child}\n{parent}")["c"]
    names = "; ".join(name.family for name in record.names.get(variable, ()))
    date = record.dates[variable].text if variable in record.dates else ""
    assert (record.fields.get(variable) or names or date or None) == value


KINDS = """article book inbook incollection inproceedings proceedings collection mvbook mvcollection periodical
    reference inreference misc report phdthesis online set xdata""".split()
FIELDS = """title subtitle booktitle booksubtitle maintitle journal journaltitle shorttitle author editor editortype
    bookauthor year month date publisher institution organization location address number volume series pages note
    type langid doi eprint eprinttype eventdate entrysubtype annotation""".split()
VALUES = {
    **dict.fromkeys(("author", "editor", "bookauthor"), ("A B and C D", "{Corp}", "van der E, F")),
    "year": ("1999", "2004"), "month": ("3", "may"), "date": ("1999", "2001-05", "1999-01/2000-02"),
    "eventdate": ("2001-05-01",), "entrysubtype": ("magazine", "odd"), "type": ("mathesis", "Report"),
    "editortype": ("compiler", "redactor"), "langid": ("german", "english"),
}  # fmt: skip


def _family(state: random.Random) -> Iterator[str]:
    """Three entries that take things from one another."""
    for key in state.sample("abc", 3):
        names = state.sample(FIELDS, state.randint(1, 9))
        fields = {name: state.choice(VALUES.get(name, ("V1", "V2", ""))) for name in names}
        fields |= {"crossref": state.choice("abc")} if state.random() < 0.7 else {}
        kind = state.choice(KINDS)
        fields |= {"entryset": "a,b"} if kind == "set" else {}
        yield (
            f"@{kind}{{{key},\n"
            + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
            + "}\n"
        )


@DIALECTS
@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 1 << 32))
def test_what_a_family_of_entries_says_differently_is_named(dialect: Dialect, seed: int) -> None:
    text = "\n".join(_family(random.Random(seed)))
    records = [item for item in READ[dialect](text, "") if isinstance(item, Record)]
    written = list(WRITE[dialect](records))
    named = {(item.record, item.field) for item in written if isinstance(item, Loss)}
    again = "".join(item for item in written if isinstance(item, str))
    back = [item for item in READ[dialect](again, "") if isinstance(item, Record)]
    found = [loss for pair in zip(records, back, strict=True) for loss in losses_of(*pair, dialect)]
    assert {(loss.record, loss.field) for loss in found} <= named


@DIALECTS
@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 1 << 32),
    cuts=st.lists(st.integers(0, 800), max_size=5),
    short=st.sampled_from([-1, 999]),
)
def test_a_stream_gives_what_the_whole_text_gives(
    dialect: Dialect, seed: int, cuts: list[int], short: int
) -> None:
    text = (
        "@string{m = {Macro}}\n@book{z, title = m}\n"
        + "\n".join(_family(random.Random(seed)))
        + "@misc{y, note = m}"
    )
    places = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    blocks = [text[start:end] for start, end in pairwise(places)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("soilbib.formats.bibtex.reader._SHORT", short)
        assert list(STREAM[dialect](blocks, "")) == list(READ[dialect](text, ""))


@pytest.mark.parametrize("short", [0, 1 << 30])
def test_a_long_stream_finds_a_parent_at_its_start_and_at_its_end(
    monkeypatch: pytest.MonkeyPatch, short: int
) -> None:
    monkeypatch.setattr("soilbib.formats.bibtex.reader._SHORT", short)
    middle = "".join(f"@misc{{m{number}, title = {{T}}}}\n" for number in range(20_000))
    child = "@inbook{c%s, title = {C}, crossref = {%s}}\n"
    parent = "@book{%s, title = {Whole %s}}\n"
    text = (
        parent % ("p", "p") + middle + child % ("1", "q") + child % ("2", "p") + middle + parent % ("q", "q")
    )
    blocks = (text[start : start + 50_000] for start in range(0, len(text), 50_000))
    found = {item.id: item for item in stream_bibtex(blocks, "") if isinstance(item, Record)}
    assert [found[key].fields["container-title"] for key in ("c1", "c2")] == ["Whole q", "Whole p"]
    assert len(found) == 20_004
