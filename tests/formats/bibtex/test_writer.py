"""What the two dialects write, and what they say they cannot hold."""

from __future__ import annotations

import pytest

from soilbib.errors import Loss
from soilbib.formats.bibtex.dialects import BIBLATEX, BIBTEX
from soilbib.formats.format import Format
from soilbib.model import Date, Name, Record

DIALECTS = pytest.mark.parametrize("dialect", [BIBTEX, BIBLATEX], ids=lambda entry: entry.name)
ARTICLE = Record(
    id="LeNoe2023",
    type="article-journal",
    names={"author": (Name(family="Le Noë", given="Julia"), Name(literal="Soil & Water"))},
    truncated=("author",),
    dates={"issued": Date((2023, 3, 12)), "accessed": Date((2024, 1, 2))},
    fields={
        "title": '“Nested “quotes”” and <i>in situ</i> 50% – <span class="nocase">NASA</span>',
        "container-title": "R&D of Soils",
        "volume": "29",
        "issue": "4",
        "page": "12-34",
        "publisher-place": "Paris",
        "DOI": "10.1111/a_b",
        "URL": "https://example.org/a_b%20c~d#e",
        "language": "fr-FR",
    },
)


def write(dialect: Format, *records: Record) -> tuple[str, list[Loss]]:
    assert dialect.write
    items = list(dialect.write(records))
    return "".join(item for item in items if isinstance(item, str)), [
        item for item in items if isinstance(item, Loss)
    ]


def test_bibtex_has_its_own_types_and_fields() -> None:
    text, losses = write(BIBTEX, ARTICLE)
    assert losses == []
    assert (
        text
        == r"""@article{LeNoe2023,
  author = {Le Noë, Julia and {Soil \& Water} and others},
  title = {“Nested “quotes”” and \textit{in situ} 50\% – {NASA}},
  journal = {R\&D of Soils},
  volume = {29},
  number = {4},
  pages = {12--34},
  address = {Paris},
  language = {french},
  year = {2023},
  month = mar,
  day = {12},
  urldate = {2024-01-02},
  doi = {10.1111/a_b},
  url = {https://example.org/a_b%20c~d#e},
}
"""
    )


def test_biblatex_has_its_own_types_and_fields() -> None:
    text, losses = write(BIBLATEX, ARTICLE)
    assert losses == []
    for line in (
        "journaltitle = {R\\&D of Soils},",
        "location = {Paris},",
        "langid = {french},",
        "date = {2023-03-12},",
    ):
        assert f"\n  {line}\n" in text
    assert "year" not in text


@pytest.mark.parametrize(
    ("csl_type", "bibtex", "biblatex"),
    [
        ("webpage", "@misc", "@online"),
        ("report", "@techreport", "@report"),
        ("thesis", "@phdthesis", "@thesis"),
        ("motion_picture", "@misc", "@video"),
        ("paper-conference", "@inproceedings", "@inproceedings"),
        ("article-newspaper", "@article", "@article"),
        ("legal_case", "@misc", "@jurisdiction"),
        ("no-such-type", "@misc", "@misc"),
    ],
)
def test_each_dialect_has_a_type_for_every_item_type(csl_type: str, bibtex: str, biblatex: str) -> None:
    record = Record(id="a", type=csl_type, fields={"title": "Soil"})
    assert write(BIBTEX, record)[0].startswith(bibtex + "{a,")
    assert write(BIBLATEX, record)[0].startswith(biblatex + "{a,")


@DIALECTS
@pytest.mark.parametrize(
    ("record", "code", "field"),
    [
        (Record(id="a", type="no-such-type"), "L402", "type"),
        (Record(id="a", fields={"scale": "1:1000"}), "L401", "scale"),
        (Record(id="a", dates={"submitted": Date((2000,))}), "L401", "submitted"),
        (Record(id="a", extra={"ris": {"XX": ["y"]}}), "L401", "ris.XX"),
        (Record(id="a", fields={"title": "two  blanks"}), "L403", "title"),
        (Record(id="a", fields={"page": "1–2"}), "L403", "page"),
        (Record(id="a b,c"), "L403", "id"),
        (
            Record(id="a", names={"author": (Name(family="King", suffix="Jr.", comma_suffix=True),)}),
            "L403",
            "author",
        ),
        (Record(id="a", extra={"bibtex": {"file": "unbalanced {"}}), "L401", "bibtex.file"),
    ],
)
def test_what_cannot_be_held_is_a_loss(dialect: Format, record: Record, code: str, field: str) -> None:
    _text, losses = write(dialect, record)
    assert [(loss.code, loss.field, loss.record) for loss in losses] == [(code, field, record.id)]


def test_a_particle_in_capitals_needs_biblatex() -> None:
    record = Record(
        id="a", names={"author": (Name(family="Cruz", given="Ana", non_dropping_particle="De La"),)}
    )
    assert [loss.field for loss in write(BIBTEX, record)[1]] == ["author"]
    assert write(BIBLATEX, record)[1] == []


@DIALECTS
def test_what_only_bibtex_knows_is_written_back_as_it_was(dialect: Format) -> None:
    text = "@conference{a,\n  title = {Soil},\n  file = {:C\\:/a_b.pdf:PDF},\n  Owner-Note = {x {Y} \\LaTeX},\n}\n"
    assert dialect.read
    records = [item for item in dialect.read(text, "") if isinstance(item, Record)]
    written, losses = write(dialect, *records)
    assert losses == []
    assert "file = {:C\\:/a_b.pdf:PDF}," in written
    assert "owner-note = {x {Y} \\LaTeX}," in written
    assert ("@conference{a," in written) or ("@inproceedings{a," in written)


@DIALECTS
def test_a_type_of_the_other_dialect_survives(dialect: Format) -> None:
    text = (
        "@mvbook{a,\n  title = {Soil},\n}\n@collection{b, title = {Peat}}\n@mastersthesis{c, title = {Clay}}"
    )
    assert dialect.read
    records = [item for item in dialect.read(text, "") if isinstance(item, Record)]
    written, losses = write(dialect, *records)
    assert losses == []
    again = [item for item in dialect.read(written, "") if isinstance(item, Record)]
    assert [(item.type, item.fields, item.extra) for item in again] == [
        (item.type, item.fields, item.extra) for item in records
    ]


def test_entries_are_parted_by_a_blank_line() -> None:
    text, _ = write(BIBTEX, Record(id="a"), Record(id="b"))
    assert text == "@misc{a,\n}\n\n@misc{b,\n}\n"
