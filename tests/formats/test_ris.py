"""RIS: dialects, damaged files, the meaning of tags, and what is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.errors import Loss, Problem
from soilbib.formats import loads, ris
from soilbib.formats.ris_tags import CSL_TYPES, TYPES
from soilbib.model import Date, Name, Record
from soilbib.model.variables import ITEM_TYPES

FIXTURES = Path(__file__).parent.parent / "fixtures" / "ris"


def read(text: str) -> tuple[list[Record], list[Problem]]:
    items = list(ris.read(text, "in.ris"))
    return (
        [item for item in items if isinstance(item, Record)],
        [item for item in items if isinstance(item, Problem)],
    )


def one(*lines: str) -> Record:
    [record], _ = read("\n".join([*lines, "ER  - "]))
    return record


def write(record: Record) -> tuple[list[str], list[Loss]]:
    items = list(ris.write([record]))
    text = "".join(item for item in items if isinstance(item, str))
    return text.split("\n"), [item for item in items if isinstance(item, Loss)]


def test_records_of_databases_are_read_whatever_stands_between_them() -> None:
    records, problems = read((FIXTURES / "databases.ris").read_text(encoding="utf-8"))
    assert [(record.type, record.source.line) for record in records] == [
        ("article-journal", 5),
        ("book", 21),
        ("article-journal", 28),
    ]
    assert [(problem.code, problem.place.line) for problem in problems] == [
        ("W205", 1),
        ("W205", 19),
        ("W206", 21),
    ]
    assert "Provider: Example Library" in problems[0].text
    first, second, third = records
    assert first.title == "Derivation of state factor equations of soils and ecosystems"
    assert first.fields["ISSN"] == "03615995"
    assert "keyword" not in first.fields
    assert first.extra["ris"] == {"XX": ["first", "second"]}
    assert second.authors == (Name(family="Jenny", given="Hans"),)
    assert second.year == 1941
    assert third.authors == (Name(family="Smith", given="J.", suffix="Jr."),)
    assert third.truncated == ("author",)
    assert third.title == "R&D in soils"
    assert third.fields["URL"] == "http://example.org/?a=1&copy=2"


def test_one_space_before_the_dash_is_enough_where_the_file_has_it_so() -> None:
    [record], problems = read((FIXTURES / "narrow.ris").read_text(encoding="utf-8"))
    assert not problems
    assert (record.title, record.year, record.extra["ris"]) == ("Soil carbon", 2004, {"ZZ": ["own"]})


def test_text_with_a_dash_in_a_wrapped_line_is_no_tag() -> None:
    record = one("TY  - JOUR", "AB  - Plants of type", "C4 - such as maize - and", "C3  plants")
    assert record.fields["abstract"] == "Plants of type C4 - such as maize - and C3  plants"


def test_tags_before_the_type_belong_to_the_record() -> None:
    [record], _ = read("AU  - Lal, R.\nTY  - BOOK\nTI  - Soils\nER  - \n")
    assert (record.type, len(record.authors), record.title) == ("book", 1, "Soils")


def test_tags_behind_the_end_mark_do_not_run_into_the_next_record() -> None:
    records, problems = read("TY  - BOOK\nTI  - A\nER  -\nNL  - link\n\n2.\nTY  - BOOK\nTI  - B\nER  - \n")
    assert [record.title for record in records] == ["A", "B"]
    assert not records[1].extra
    assert [problem.code for problem in problems] == ["W205"]
    assert "NL  - link" in problems[0].text


@pytest.mark.parametrize("ris_type", ["", "TY  - NONSENSE\n", "TY  - \n"])
def test_an_unknown_type_is_read_as_a_document_and_said(ris_type: str) -> None:
    [record], problems = read(f"{ris_type}TI  - Soils\nER  - \n")
    assert record.type == "document"
    assert [problem.code for problem in problems] == ["W208"]


def test_a_record_with_a_type_only_is_rejected_with_its_text() -> None:
    records, problems = read("TY  - JOUR\nTI  - \nER  - \n")
    assert not records
    assert [(problem.code, problem.severity, problem.text) for problem in problems] == [
        ("E103", "error", "TY  - JOUR\nTI  - ")
    ]


@pytest.mark.parametrize("ris_type", sorted(TYPES))
def test_every_ris_type_is_read_and_written_back(ris_type: str) -> None:
    record = one(f"TY  - {ris_type}", "TI  - Soils")
    assert record.type == TYPES[ris_type]
    lines, losses = write(record.replace(id="a"))
    assert lines[0] == f"TY  - {ris_type}"
    assert not losses


@pytest.mark.parametrize("csl_type", sorted(ITEM_TYPES))
def test_every_csl_type_is_kept_or_named_as_a_loss(csl_type: str) -> None:
    _, losses = write(Record(id="a", type=csl_type, fields={"title": "Soils"}))
    kept = TYPES[CSL_TYPES[csl_type]] == csl_type
    assert [(loss.code, loss.field) for loss in losses] == ([] if kept else [("L402", "type")])


@pytest.mark.parametrize(
    ("ris_type", "lines", "expected"),
    [
        ("JOUR", ["T2  - Geoderma", "T3  - Special"], {"container-title": "Geoderma", "collection-title": "Special"}),
        ("JOUR", ["JO  - Geoderma"], {"container-title": "Geoderma"}),
        ("JOUR", ["JO  - J. Soil"], {"container-title": "J. Soil", "container-title-short": "J. Soil"}),
        (
            "JOUR",
            ["JO  - J. Soil", "JF  - Journal of Soil"],
            {"container-title": "Journal of Soil", "container-title-short": "J. Soil"},
        ),
        ("JOUR", ["JF  - Soil", "JA  - S."], {"container-title": "Soil", "container-title-short": "S."}),
        ("JOUR", ["C7  - 115", "C2  - PMC123", "SN  - 0016-7061"],
         {"number": "115", "PMCID": "PMC123", "ISSN": "0016-7061"}),
        ("JOUR", ["M1  - 4"], {"issue": "4"}),
        ("CHAP", ["T2  - Soils", "T3  - Series", "SN  - 978-3-16-148410-0"],
         {"container-title": "Soils", "collection-title": "Series", "ISBN": "978-3-16-148410-0"}),
        ("CHAP", ["BT  - Soils"], {"container-title": "Soils"}),
        ("BOOK", ["T2  - Series", "SP  - 281"], {"collection-title": "Series", "number-of-pages": "281"}),
        ("BOOK", ["SP  - 28", "EP  - 30"], {"page": "28-30"}),
        ("CONF", ["T2  - Proceedings", "CY  - Jeju"], {"container-title": "Proceedings", "publisher-place": "Jeju"}),
        (
            "CONF",
            ["T2  - Congress", "C3  - Proceedings", "CY  - Jeju", "C1  - Seoul"],
            {"event-title": "Congress", "container-title": "Proceedings",
             "event-place": "Jeju", "publisher-place": "Seoul"},
        ),
        ("CPAPER", ["T2  - Congress", "CY  - Jeju"], {"event-title": "Congress", "event-place": "Jeju"}),
        ("CPAPER", ["T2  - Proceedings", "CP  - Congress"],
         {"container-title": "Proceedings", "event-title": "Congress"}),
        ("RPRT", ["T2  - Series", "SN  - R-12"], {"collection-title": "Series", "number": "R-12"}),
        ("THES", ["PB  - Wageningen", "M3  - PhD thesis"], {"publisher": "Wageningen", "genre": "PhD thesis"}),
        ("COMP", ["ET  - 1.0"], {"version": "1.0"}),
        ("CASE", ["A2  - US Reports", "PB  - Supreme Court"],
         {"container-title": "US Reports", "authority": "Supreme Court"}),
        ("JOUR", ["SP  - 476", "EP  - 481"], {"page": "476-481"}),
        ("JOUR", ["EP  - 481", "SP  - 476"], {"page": "476-481"}),
        ("JOUR", ["SP  - 476-481", "EP  - 481"], {"page": "476-481"}),
        ("JOUR", ["SP  - e12"], {"page": "e12"}),
        ("JOUR", ["DO  - https://doi.org/10.1000/x"], {"DOI": "10.1000/x"}),
        ("JOUR", ["M3  - doi: 10.1000/x"], {"DOI": "10.1000/x"}),
        ("JOUR", ["L3  - 10.1000/x"], {"DOI": "10.1000/x"}),
        ("JOUR", ["M3  - Review"], {"genre": "Review"}),
        ("JOUR", ["KW  - soil", "KW  - carbon", "humus"], {"keyword": "soil; carbon; humus"}),
        ("JOUR", ["N1  - one", "N1  - two"], {"note": "one\ntwo"}),
        ("JOUR", ["N2  - Summary"], {"abstract": "Summary"}),
        ("JOUR", ["C3  - PUBMED 27816487,EMBASE 613121"], {"PMID": "27816487"}),
        ("JOUR", ["C5  - 27816487"], {"PMID": "27816487"}),
        ("JOUR", ["C2  - PMID: 27816487"], {"PMID": "27816487"}),
        ("JOUR", ["KY  - soil", "US  - http://example.org/1"], {"keyword": "soil", "URL": "http://example.org/1"}),
        ("JOUR", ["CP  - 4"], {"issue": "4"}),
        ("JOUR", ["CP  - 15th Soil Congress"], {"event-title": "15th Soil Congress"}),
        ("CONF", ["C7  - 012025"], {"number": "012025"}),
        ("CHAP", ["IS  - 3", "SV  - 12", "SE  - 4"],
         {"number-of-volumes": "3", "collection-number": "12", "chapter-number": "4"}),
        ("BOOK", ["BT  - Soils"], {"title": "Soils"}),
        ("BOOK", ["T3  - Series"], {"collection-title": "Series"}),
        ("BOOK", ["T2  - Series", "T3  - Part"], {"collection-title": "Series", "volume-title": "Part"}),
        ("RPRT", ["IS  - RR-7"], {"number": "RR-7"}),
        ("CASE", ["SV  - 17-42"], {"number": "17-42"}),
        ("PAT", ["IS  - 4,904,581"], {"number": "4,904,581"}),
        ("PAT", ["IS  - 2", "SN  - US 07967789"], {"number": "US 07967789"}),
        ("MPCT", ["C4  - Documentary"], {"genre": "Documentary"}),
        ("ANCIENT", ["T2  - Corpus"], {"container-title": "Corpus"}),
        ("LEGAL", ["A2  - Ministry of Soils"], {"authority": "Ministry of Soils"}),
        ("MAP", ["SN  - not given"], {"ISBN": "not given"}),
        ("SOUND", ["T3  - Series"], {"collection-title": "Series"}),
        ("JOUR", ["AV  - Shelf 3"], {"archive_location": "Shelf 3"}),
    ],
)  # fmt: skip
def test_tags_mean_what_the_type_says(ris_type: str, lines: list[str], expected: dict[str, str]) -> None:
    assert one(f"TY  - {ris_type}", *lines).fields == expected


@pytest.mark.parametrize(
    ("ris_type", "tag", "variable"),
    [
        ("JOUR", "AU", "author"), ("JOUR", "A1", "author"), ("JOUR", "A2", "editor"), ("JOUR", "ED", "editor"),
        ("JOUR", "A4", "translator"), ("CHAP", "A3", "collection-editor"), ("BOOK", "A3", "editor"),
        ("BOOK", "A2", "editor"), ("MPCT", "AU", "director"), ("SOUND", "AU", "composer"),
        ("PCOMM", "A2", "recipient"), ("MPCT", "A1", "director"), ("BILL", "A2", "author"), ("SLIDE", "A2", "author"),
        ("ANCIENT", "A2", "editor"), ("CLSWK", "A3", "editor"), ("VIDEO", "A4", "translator"),
        ("PAT", "C4", "contributor"),
    ],
)  # fmt: skip
def test_name_tags_have_the_role_that_the_type_gives_them(ris_type: str, tag: str, variable: str) -> None:
    record = one(f"TY  - {ris_type}", f"{tag}  - Lal, R.")
    assert record.names == {variable: (Name(family="Lal", given="R."),)}


def test_a1_beside_au_is_an_author_in_types_whose_au_has_another_role() -> None:
    record = one("TY  - MPCT", "AU  - Lal, R.", "A1  - Jenny, H.")
    assert {role: names[0].family for role, names in record.names.items()} == {
        "director": "Lal",
        "author": "Jenny",
    }


@pytest.mark.parametrize("ris_type", ["BOOK", "RPRT", "CLSWK"])
def test_a2_edits_the_series_where_there_is_one_and_else_the_work(ris_type: str) -> None:
    assert list(one(f"TY  - {ris_type}", "A2  - Lal, R.").names) == ["editor"]
    assert list(one(f"TY  - {ris_type}", "A2  - Lal, R.", "T2  - Series").names) == ["collection-editor"]


def test_an_author_in_another_script_is_no_translator() -> None:
    record = one("TY  - JOUR", "AU  - Lal, R.", "TA  - Лал, Р.", "TT  - Почва")
    assert list(record.names) == ["author"]
    assert record.extra["ris"] == {"TA": ["Лал, Р."], "TT": ["Почва"]}


def test_early_access_is_a_date_of_its_own() -> None:
    record = one("TY  - JOUR", "PY  - 2024", "C6  - MAY 2024")
    assert record.dates["available-date"].start == (2024, 5)
    assert one("TY  - JOUR", "ET  - 2024/05/12").dates["available-date"].start == (2024, 5, 12)
    assert one("TY  - JOUR", "ET  - 2nd").fields["edition"] == "2nd"
    assert one("TY  - JOUR", "C6  - NIHMS12345").extra["ris"] == {"C6": ["NIHMS12345"]}


def test_a_day_that_cannot_be_read_is_kept_beside_the_year() -> None:
    record = one("TY  - JOUR", "PY  - 2004", "DA  - in press")
    assert (record.year, record.extra["ris"]) == (2004, {"DA": ["in press"]})
    assert one("TY  - JOUR", "PY  - 0000//", "DA  - Date").dates["issued"].text == "0000 Date"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Burger,D.R.", Name(family="Burger", given="D.R.")),
        ("Smith, J., Jr.", Name(family="Smith", given="J.", suffix="Jr.")),
        ("Smith, Jr., J.", Name(family="Smith", given="J.", suffix="Jr.")),
        ("Oheimb, Goddert von", Name(family="Oheimb", given="Goddert", dropping_particle="von")),
        ("World Bank", Name(literal="World Bank")),
        ("Plato,", Name(family="Plato")),
    ],
)
def test_names_are_read_by_their_commas(text: str, name: Name) -> None:
    assert one("TY  - BOOK", f"AU  - {text}").authors == (name,)


@pytest.mark.parametrize("lines", [["et al."], ["others"], ["Doe, J., et al."]])
def test_a_cut_list_is_marked(lines: list[str]) -> None:
    record = one("TY  - BOOK", "AU  - Lal, R.", *(f"AU  - {line}" for line in lines))
    assert record.truncated == ("author",)
    assert all("al." not in name.inverted for name in record.authors)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["PY  - 2001///"], Date((2001,))),
        (["PY  - 2001/05//"], Date((2001, 5))),
        (["PY  - 2001", "DA  - 2001/05/03"], Date((2001, 5, 3))),
        (["Y1  - 1900/01/01", "DA  - 1950/01/01"], Date((1950, 1, 1))),
        (["DA  - MAR", "PY  - 2019"], Date((2019, 3))),
        (["PY  - 2020///Spring"], Date((2020,), season=1)),
        (["PY  - 2020", "DA  - 2020/01/02/2020-01-02/2020-01-05"], Date((2020, 1, 2), (2020, 1, 5))),
        (["PY  - in press"], Date(literal="in press")),
    ],
)
def test_the_fullest_date_counts(lines: list[str], expected: Date) -> None:
    issued = one("TY  - JOUR", *lines).dates["issued"]
    assert (issued.start, issued.end, issued.season, issued.literal) == (
        expected.start, expected.end, expected.season, expected.literal,
    )  # fmt: skip


def test_a_date_that_says_something_else_is_kept() -> None:
    record = one("TY  - JOUR", "Y1  - 1900/01/01", "DA  - 1950/01/01", "Y2  - 2010/05//Epub soon")
    assert record.extra["ris"] == {"Y1": ["1900/01/01"], "Y2": ["2010/05//Epub soon"]}


FULL: dict[str, Any] = {
    "id": "lal2004",
    "type": "article-journal",
    "names": {
        "author": (Name(family="Lal", given="R."), Name(literal="FAO"), Name(family="Plato")),
        "editor": (Name(family="Noordwijk", given="Meine", dropping_particle="van"),),
    },
    "dates": {"issued": Date((2004, 6)), "accessed": Date((2020, 1, 2))},
    "fields": {
        "title": "Soil carbon",
        "container-title": "Science",
        "page": "1623-1627",
        "keyword": "soil; carbon",
    },
    "truncated": ("author",),
    "extra": {"ris": {"AD": ["Columbus, Ohio"], "L1": ["a.pdf\nb.pdf"]}},
}


def test_a_full_record_is_written_in_the_usual_order_and_comes_back() -> None:
    lines, losses = write(Record(**FULL))
    assert not losses
    assert lines == [
        "TY  - JOUR", "ID  - lal2004", "AU  - Lal, R.", "AU  - FAO", "AU  - Plato,", "AU  - et al.",
        "ED  - Noordwijk, Meine van", "TI  - Soil carbon", "T2  - Science", "PY  - 2004", "DA  - 2004/06//",
        "SP  - 1623", "EP  - 1627", "Y2  - 2020/01/02/", "KW  - soil", "KW  - carbon", "AD  - Columbus, Ohio",
        "L1  - a.pdf", "b.pdf", "ER  - ", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"type": "review"}, "L402", "type"),
        ({"fields": {"title": "T", "license": "MIT"}}, "L401", "license"),
        ({"fields": {"title": "T", "abstract": "two\nparagraphs"}}, "L403", "abstract"),
        (
            {"names": {"author": (Name(family="Boer", non_dropping_particle="de", given="J."),)}},
            "L403",
            "author",
        ),
        ({"names": {"illustrator": (Name(family="Lal"),)}}, "L401", "illustrator"),
        ({"dates": {"original-date": Date((1900,))}}, "L401", "original-date"),
        ({"extra": {"bibtex": {"file": "a.pdf"}}}, "L401", "bibtex.file"),
    ],
)
def test_what_ris_does_not_hold_is_named(changes: dict[str, Any], code: str, field: str) -> None:
    base = {"id": "a", "type": "article-journal", "fields": {"title": "T"}}
    _, losses = write(Record(**{**base, **changes}))
    assert [(loss.record, loss.code, loss.field) for loss in losses] == [("a", code, field)]


def test_the_sample_library_is_clean(root: Path) -> None:
    reading = loads((root / "samples/library.ris").read_text(encoding="utf-8"))
    assert (reading.format, len(reading), reading.problems) == ("ris", 6, ())
    assert not list(filter(lambda item: isinstance(item, Loss), ris.write(reading.records)))


def test_every_record_of_the_shared_files_is_found_and_survives_a_round(shared: Path) -> None:
    files = sorted((shared / "data/import/wild/ris").glob("*.ris"))
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        records, _ = read(text)
        assert len(records) == sum(
            1 for line in text.split("\n") if line.lstrip().startswith(("TY  -", "TY -"))
        )
        assert not [item for item in ris.write(records) if isinstance(item, Loss)], path.name


_LINES = st.sampled_from(
    [
        "TY  - JOUR", "TY  - BOOK", "TI  - Soils & co", "AU  - Lal, R.", "AU  -Doe, J.", "AB  - ", "AB  -",
        "N1  -  two", "ER  - ", "ER  -", "ER  - x", "", "  ", "goes on", "   indented  on", "au  - roe, a.",
        "  TI  - in", "C4 - prose", "KW - narrow", "1A  - no tag", "T\u00c4  - no tag", "A1  - Roe, A.\x0b",
        "\ufeffTY  - CHAP",
    ]
)  # fmt: skip


@given(lines=st.lists(_LINES, max_size=14))
@settings(max_examples=100, deadline=None)
def test_the_quick_ways_through_plain_records_read_as_the_careful_one(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert list(ris.read(text, "")) == list(ris._read_lines(text, "", 1))


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"event-title": "Congress"}, ["TY  - CPAPER", "T2  - Congress"]),
        ({"container-title": "Proceedings"}, ["TY  - CONF", "T2  - Proceedings"]),
        ({"container-title": "P", "event-title": "C"}, ["TY  - CONF", "T2  - C", "C3  - P"]),
    ],
)
def test_the_titles_of_conferences_and_proceedings_come_back(
    fields: dict[str, str], lines: list[str]
) -> None:
    text, losses = write(Record(id="a", type="paper-conference", fields={"title": "Soils", **fields}))
    assert set(lines) <= set(text)
    assert not losses


def test_a_paper_that_was_only_read_stays_one() -> None:
    record = one("TY  - CPAPER", "TI  - Soils", "C3  - Proceedings", "ID  - a")
    text, losses = write(record)
    assert ("TY  - CPAPER" in text, losses) == (True, [])


def test_a_short_title_that_is_the_title_is_named_as_lost_however_many_others_came_back() -> None:
    others = [Record(str(n), "book", fields={"title": f"Peat {n}", "title-short": "Peat"}) for n in range(3)]
    same = Record("x", "book", fields={"title": "Peat", "title-short": "Peat"})
    losses = [item for item in ris.write([*others, same]) if isinstance(item, Loss)]
    assert [(loss.record, loss.field) for loss in losses] == [("x", "title-short")]
