"""MARC 21: encodings, broken directories, fields kept as they are, both of its forms."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import soilbib
from soilbib.errors import Problem
from soilbib.formats import dumps, loads, marc, marc8
from soilbib.formats.marc_reading import read_fields
from soilbib.formats.marc_writing import record_of
from soilbib.model import Date, Name, Record

FIXTURES = Path(__file__).parent.parent / "fixtures"
END, FIELD, SUB = b"\x1d", b"\x1e", b"\x1f"


def iso2709(fields: list[tuple[str, bytes]], coding: str = "a", kind: str = "am") -> bytes:
    """A record with a right directory."""
    directory, body = b"", b""
    for tag, data in fields:
        directory += f"{tag}{len(data) + 1:04}{len(body):05}".encode()
        body += data + FIELD
    base = 24 + len(directory) + 1
    head = f"{base + len(body) + 1:05}n{kind} {coding}22{base:05}   4500".encode()
    return head + directory + FIELD + body + END


def field(indicators: str, *subfields: bytes) -> bytes:
    return indicators.encode() + b"".join(SUB + part for part in subfields)


def read(data: bytes) -> tuple[list[Record], list[Problem]]:
    items = list(marc.read_bytes(io.BytesIO(data), "in.mrc"))
    return [i for i in items if isinstance(i, Record)], [i for i in items if isinstance(i, Problem)]


TITLE = ("245", field("10", "aBöden :".encode(), b"beine Studie /", b"cA. Roe."))


def test_utf8_and_marc8_are_read_alike() -> None:
    name = [("100", field("1 ", b"aM\xe8uller, J\xe2erome."))]
    [record], problems = read(iso2709([*name, ("245", field("10", b"aLes sols d'\xe2Epinal /"))], coding=" "))
    assert not problems
    assert record.authors == (Name("Müller", "Jérome"),)
    assert record.title == "Les sols d'Épinal"
    [unicode], _ = read(iso2709([TITLE]))
    assert unicode.title == "Böden: eine Studie"


def test_utf8_that_is_not_declared_is_read_as_such() -> None:
    [record], _ = read(iso2709([TITLE], coding=" "))
    assert record.title == "Böden: eine Studie"


def test_records_with_wrong_lengths_are_read_with_a_warning() -> None:
    good = iso2709([("001", b"x1"), TITLE])
    shifted = good.replace(b"245003700003", b"245003500001")
    assert shifted != good
    records, problems = read(shifted + iso2709([("001", b"x2"), TITLE]))
    assert [(record.id, record.title) for record in records] == [
        ("x1", "Böden: eine Studie"),
        ("x2", "Böden: eine Studie"),
    ]
    assert [(problem.code, problem.severity, problem.place.line) for problem in problems] == [
        ("W207", "warning", 1)
    ]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"aB\xe8oden", "Böden"),
        (b"a\x1b(NpO^WY\x1b(B (Moscow)", "Почвы (Moscow)"),
        (b"a\x1b$1!PVK7o\x1b(B, A.", "米国, A."),
        (b"aCO\x1bb2\x1bs in soil", "CO₂ in soil"),
        (b"aPrix \xc8 5", "Prix € 5"),
        (b"aends in \xe8", "ends in \u0308"),
        (b"alost \x1b", "lost \x1b"),
    ],
)
def test_marc8_is_decoded_by_its_sets_and_nothing_of_it_is_lost(data: bytes, text: str) -> None:
    [record], problems = read(iso2709([("245", field("10", data))], coding=" "))
    assert not problems
    assert record.title == text


@given(text=st.text(st.sampled_from("aZ0 éöñłŁØåßŒœ°€ḥắ"), max_size=20))
@settings(max_examples=60, deadline=None)
def test_marc8_without_escapes_is_read_as_pymarc_reads_it(text: str) -> None:
    from pymarc import marc8_to_unicode
    from pymarc.marc8_mapping import CODESETS

    codes = {chr(value[0]): code for code, value in CODESETS[0x45].items()}
    pieces = []
    for character in text:
        decomposed = unicodedata.normalize("NFD", character)
        pieces += [*decomposed[1:], decomposed[0]]
    if all(piece.isascii() or piece in codes for piece in pieces):
        data = bytes(ord(piece) if piece.isascii() else codes[piece] for piece in pieces)
        assert marc8.decode(data) == marc8_to_unicode(data, True)


@pytest.mark.parametrize(("coding", "named"), [("a", "UTF-8"), (" ", "MARC-8")])
def test_bytes_of_another_encoding_are_read_as_windows_1252_and_said(coding: str, named: str) -> None:
    other = ("500", field("  ", "aКнига é".encode() if coding == "a" else b"aplain"))
    broken = ("245", field("10", b"a\xd6kologie \x9a der B\xf6den"))
    [record], [problem] = read(iso2709([broken, other], coding=coding))
    assert record.title == "Ökologie š der Böden"
    assert record.fields["note"] == ("Книга é" if coding == "a" else "plain")
    assert problem.code == "W201"
    assert named in problem.message


def test_broken_records_keep_their_text_and_cost_no_other() -> None:
    data = b"x" * 40 + END + iso2709([TITLE]) + b"\r\n" + iso2709([TITLE])[:30]
    records, problems = read(data)
    assert [record.title for record in records] == ["Böden: eine Studie"]
    assert [(problem.code, problem.place.line) for problem in problems] == [("E102", 1), ("E102", 3)]
    assert problems[0].text == "x" * 40


def test_files_are_read_as_bytes_with_any_encoding_inside(tmp_path: Path) -> None:
    path = tmp_path / "books.mrc"
    path.write_bytes(
        iso2709([("245", field("10", b"aLes sols d'\xe2Epinal"))], coding=" ") + iso2709([TITLE])
    )
    reading = soilbib.read(path)
    assert reading.format == "marc"
    assert [record.title for record in reading] == ["Les sols d'Épinal", "Böden: eine Studie"]


@given(data=st.binary(max_size=300), cut=st.integers(0, 200))
@settings(max_examples=80, deadline=None)
def test_no_bytes_make_the_reader_raise(data: bytes, cut: int) -> None:
    whole = iso2709([("001", b"x"), TITLE, ("700", field("1 ", b"aRoe, A.", b"4edt"))])
    for damaged in (data, whole[:cut] + data + whole[cut:], whole[cut:] + whole):
        read(damaged)


def test_both_forms_hold_the_same() -> None:
    [record] = loads((FIXTURES / "marcxml/oai.xml").read_text(encoding="utf-8"), "marcxml")
    binary = dumps([record], "marc")
    assert not binary.losses
    [again] = loads(binary.text, "marc")
    assert again.replace(source=record.source) == record
    back = dumps([again], "marcxml")
    assert not back.losses
    assert 'code="d">1975-<' in back.text
    assert 'code="x">local $5<' in back.text


def test_a_field_that_is_true_no_more_gives_way_to_a_new_one() -> None:
    [record] = loads((FIXTURES / "marcxml/oai.xml").read_text(encoding="utf-8"), "marcxml")
    changed = record.replace(fields={**record.fields, "title": "Soils"}, dates={"issued": Date((2017,))})
    writing = dumps([changed], "marcxml")
    [again] = loads(writing.text, "marcxml")
    assert (again.title, again.year, again.fields["publisher"]) == ("Soils", 2017, "Klinkhardt")
    assert writing.text.count('tag="245"') == 1
    assert {loss.field for loss in writing.losses} >= {"marc.245"}


@pytest.mark.parametrize(
    ("subfields", "variable"),
    [
        ((b"aRoe, Ann", b"4edt"), "editor"),
        ((b"aRoe, Ann", b"eHerausgeber"), "editor"),
        ((b"aRoe, Ann", b"etranslator."), "translator"),
        ((b"aRoe, Ann",), "author"),
        ((b"aRoe, Ann", b"4http://id.loc.gov/vocabulary/relators/ill"), "illustrator"),
        ((b"aRoe, Ann", b"4pbl"), ""),
    ],
)
def test_added_names_have_the_role_that_is_said(subfields: tuple[bytes, ...], variable: str) -> None:
    main = ("100", field("1 ", b"aLal, R."))
    [record], _ = read(iso2709([main, TITLE, ("700", field("1 ", *subfields))]))
    found = {name for name, people in record.names.items() if Name("Roe", "Ann") in people}
    assert found == ({variable} if variable else set())


@pytest.mark.parametrize(
    "host",
    [
        (b"tJournal of soils", b"gVol. 3, no. 2 (Feb. 2004), p. 17-24", b"x1351-0754"),
        (b"tJournal of soils.", b"gvolume:3", b"gnumber:2", b"gpages:17-24", b"x1351-0754"),
    ],
)
def test_parts_of_a_host_are_read_in_words_and_with_labels(host: tuple[bytes, ...]) -> None:
    [record], _ = read(iso2709([TITLE, ("773", field("0 ", *host))], kind="ab"))
    assert record.type == "article-journal"
    assert record.fields["container-title"] == "Journal of soils"
    assert [record.fields[name] for name in ("volume", "issue", "page", "ISSN")] == [
        "3",
        "2",
        "17-24",
        "1351-0754",
    ]


def test_a_book_has_the_issn_of_its_series_and_an_article_that_of_its_journal() -> None:
    series = ("490", field("0 ", b"aSoil series", b"v4", b"x1860-0808"))
    [book], _ = read(iso2709([TITLE, series]))
    assert book.fields["ISSN"] == "1860-0808"
    assert not dumps([book], "marc").losses
    [article], _ = read(
        iso2709([TITLE, series, ("773", field("0 ", b"tGeoderma", b"x0016-7061"))], kind="ab")
    )
    assert article.fields["ISSN"] == "0016-7061"


def test_a_record_too_long_for_the_format_loses_fields_with_notice() -> None:
    record = Record(id="a", type="book", fields={"title": "Soils", "note": "\n".join(["word " * 900] * 40)})
    writing = dumps([record], "marc")
    [again] = loads(writing.text, "marc")
    assert again.title == "Soils"
    assert len(writing.text.encode()) < 100_000
    assert [loss.field for loss in writing.losses] == ["note"]


def test_xml_is_read_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    path = tmp_path / "почвы.xml"
    text = '<record><datafield tag="245" ind1="1" ind2="0"><subfield code="a">Почвы</subfield></datafield></record>'
    path.write_bytes(f'<?xml version="1.0" encoding="windows-1251"?>\n{text}'.encode("cp1251"))
    [record] = soilbib.read(path, "marcxml")
    assert record.title == "Почвы"


CATALOGUE = [
    ("001", b"x1"),
    ("008", b"850105s1985    nyua     b    001 0 eng  "),
    ("020", field("  ", b"a9780471117099 (alk. paper) :", b"c$59.95")),
    ("100", field("1 ", b"aRoe, Ann,", b"d1940-")),
    ("245", field("14", b"aThe soils :", b"bof Gaul /", b"cAnn Roe.")),
    ("260", field("  ", b"aParis :", b"bSol,", b"cc1985.")),
    ("300", field("  ", b"axiv, 341 p. :", b"bill. ;", b"c25 cm.")),
    ("650", field(" 0", b"aSoils", b"zFrance.")),
    ("700", field("1 ", b"aDoe, B.,", b"eeditor.", b"5local")),
]


def test_an_unchanged_record_of_a_catalogue_loses_nothing() -> None:
    [record], _ = read(iso2709(CATALOGUE))
    writing = dumps([record], "marc")
    assert not writing.losses
    [again] = loads(writing.text, "marc")
    assert again.replace(source=record.source) == record
    assert dumps([again], "marc").text == writing.text


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ([("500", field("  ", b"aOne")), ("500", field("  ", b"aTwo"))], {}),
        ([("520", field("  ", b"aOne")), ("520", field("  ", b"aTwo"))], {"520": ["__$aTwo"]}),
        ([("500", field("  ", b"aOne", b"5Local"))], {"500": ["__$aOne$5Local"]}),
        ([("500", field("  ", b"a"))], {"500": ["__$a"]}),
        ([("653", field("  ", b"aOne")), ("653", field("  ", b"aA; b"))], {"653": ["__$aA; b"]}),
        ([("540", field("  ", b"aFor $5")), ("544", field("  ", b"aFor $5"))], {"544": ["__$aFor {dollar}5"]}),
    ],
)  # fmt: skip
def test_fields_that_say_no_more_than_the_record_are_not_kept(
    fields: list[tuple[str, bytes]], kept: dict[str, list[str]]
) -> None:
    [record], _ = read(iso2709([("245", field("10", b"aSoils")), *fields]))
    assert {tag: texts for tag, texts in record.extra.get("marc", {}).items() if tag != "LDR"} == kept


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Soils"}, {"publisher": "Other"}, {"number-of-pages": "12"}, {"keyword": "Humus"},
        {"ISBN": "0471117099"}, {"edition": "3rd"},
    ],
)  # fmt: skip
def test_a_changed_value_is_written_beside_what_is_kept(change: dict[str, str]) -> None:
    [record], _ = read(iso2709(CATALOGUE))
    changed = record.replace(fields={**record.fields, **change})
    writing = dumps([changed], "marc")
    [again] = loads(writing.text, "marc")
    named = {loss.field for loss in writing.losses}
    differing = {
        name
        for name in {*changed.fields, *again.fields}
        if changed.fields.get(name) != again.fields.get(name)
    }
    assert differing <= named
    assert differing <= {"keyword", "ISBN"}, "a list has the kept parts, too"
    assert again.names == changed.names


@pytest.mark.parametrize("stray", [FIELD, END, SUB], ids=["field", "record", "subfield"])
def test_a_stray_terminator_anywhere_behind_the_leader_costs_no_word(stray: bytes) -> None:
    words = ("Hedgerow", "Windbreak", "Jane", "Larkspur")
    data = iso2709(
        [
            ("001", b"x1"),
            ("100", field("1 ", b"aRoe, Jane")),
            ("245", field("10", b"aHedgerow and windbreak", b"bWindbreak")),
            ("260", field("  ", b"bLarkspur", b"c1999")),
        ]
    )
    for place in range(24, len(data)):
        kept = [word for word in words if any(word.encode() in part for part in (data[:place], data[place:]))]
        records, problems = read(data[:place] + stray + data[place:])
        said = repr(records) + "".join(problem.text for problem in problems)
        assert [word for word in kept if word not in said] == [], place


UNIMARC = FIXTURES / "marcxml" / "unimarc.xml"


def test_unimarc_comes_back_as_unimarc() -> None:
    records = loads(UNIMARC.read_text(encoding="utf-8"), "marcxml").records
    for name in ("marc", "marcxml"):
        writing = dumps(records, name)
        assert not writing.losses
        again = loads(writing.text, name).records
        assert [record.replace(source=records[0].source) for record in again] == [
            record.replace(source=records[0].source) for record in records
        ]
    assert "$a" not in writing.text
    assert 'tag="245"' not in writing.text


def test_a_changed_record_of_unimarc_is_written_as_marc_21() -> None:
    record = loads(UNIMARC.read_text(encoding="utf-8"), "marcxml").records[0]
    changed = record.replace(fields={**record.fields, "title": "Soils"})
    text = dumps([changed], "marcxml").text
    assert 'tag="200"' not in text
    [again] = loads(text, "marcxml").records
    assert (again.title, again.names, again.year) == ("Soils", record.names, 2010)


@pytest.mark.parametrize(
    ("role", "main", "variable"),
    [
        (b"esponsoring body.", True, ""),
        (b"eprivy councillor.", True, "contributor"),
        (b"eprivy councillor.", False, "editor"),
        (b"eeditor of compilation.", True, "editor"),
    ],
)
def test_an_added_name_with_a_role_of_its_own_is_no_author(role: bytes, main: bool, variable: str) -> None:
    fields = [("100", field("1 ", b"aLal, R."))] if main else []
    [record], _ = read(iso2709([*fields, TITLE, ("700", field("1 ", b"aRoe, Ann", role))]))
    found = {name for name, people in record.names.items() if Name("Roe", "Ann") in people}
    assert found == ({variable} if variable else set())


@pytest.mark.parametrize(
    "extent",
    ["xii, 341 p.", "1 online resource (xii, 341 pages)", "341 S.", "341 páginas", "341 с.", "341页"],
)
def test_the_number_of_pages_is_read_in_many_languages(extent: str) -> None:
    [record], _ = read(iso2709([TITLE, ("300", field("  ", f"a{extent}".encode()))]))
    assert record.fields["number-of-pages"] == "341"


@pytest.mark.parametrize("extent", ["19 maps : col.", "1 online resource", "2 hours"])
def test_what_is_no_pages_is_not_counted_as_such(extent: str) -> None:
    [record], _ = read(iso2709([TITLE, ("300", field("  ", f"a{extent}".encode()))]))
    assert "number-of-pages" not in record.fields


@pytest.mark.parametrize(
    ("note", "genre", "school"),
    [
        ("Thesis (Ph. D.)--University of Loam, 1975.", "Ph. D.", "University of Loam"),
        ("Doctoral thesis -- University of Loam", "Doctoral thesis", "University of Loam"),
        ("Zugl.: Lehmstadt, Techn. Univ., Diss., 2005", "Diss.", "Techn. Univ. Lehmstadt"),
        (
            "Thèse de doctorat : Agronomie : Université du Limon : 2007",
            "Thèse de doctorat",
            "Université du Limon",
        ),
        ("Tesis doctoral, Universidad de Marga, 2011", "Tesis doctoral", "Universidad de Marga"),
        ("Tesis-Universidad de Marga, 2010", "Tesis", "Universidad de Marga"),
        ("Thesis", "", ""),
    ],
)
def test_a_note_says_what_thesis_it_is_and_of_which_school(note: str, genre: str, school: str) -> None:
    [record], _ = read(iso2709([TITLE, ("502", field("  ", b"a" + note.encode()))]))
    assert record.type == "thesis"
    assert (record.fields.get("genre", ""), record.fields.get("publisher", "")) == (genre, school)


@pytest.mark.parametrize(
    ("statement", "variable", "cut"),
    [
        ("Ann Roe ... [et al.].", "author", True),
        ("Ann Roe [and three others] ; maps by B. Doe.", "author", True),
        ("hrsg. von Ann Roe ... [u.a.]", "editor", True),
        ("Ann Roe ; contributors, B. Doe ... [et al.].", "author", False),
        ("edited by Ann Roe.", "editor", False),
    ],
)
def test_who_is_responsible_is_said_behind_the_title(statement: str, variable: str, cut: bool) -> None:
    title = ("245", field("00", b"aPeat /", b"c" + statement.encode()))
    [record], _ = read(iso2709([title, ("700", field("1 ", b"aRoe, Ann"))]))
    assert record.names == {variable: (Name("Roe", "Ann"),)}
    assert record.truncated == ((variable,) if cut else ())


@pytest.mark.parametrize(
    ("language", "field_text", "code"),
    [
        ("en", 'ind2="7">\n      <subfield code="a">en</', "eng"),
        ("de-AT", ">rfc5646<", "ger"),
        ("spa", ' ind2=" "', "spa"),
    ],
)
def test_a_tag_of_a_language_is_written_with_its_source_and_marcs_code(
    language: str, field_text: str, code: str
) -> None:
    record = Record("a", "book", fields={"title": "Peat", "language": language})
    writing = dumps([record], "marcxml")
    assert not writing.losses
    assert field_text in writing.text.partition('tag="041"')[2]
    assert f"{code} d</controlfield>" in writing.text


def test_the_version_of_a_program_is_its_edition() -> None:
    record = Record("a", "software", fields={"title": "Peat meter", "version": "2.0"})
    writing = dumps([record], "marc")
    assert not writing.losses
    assert loads(writing.text, "marc").records[0].fields == record.fields


def test_a_list_that_is_cut_is_written_so() -> None:
    record = Record("a", "book", {"author": (Name("Roe", "Ann"),)}, {}, {"title": "Peat"}, ("author",))
    writing = dumps([record], "marc")
    assert not writing.losses
    assert loads(writing.text, "marc").records[0].truncated == ("author",)


@pytest.mark.parametrize("name", ["marc", "marcxml"])
def test_what_is_unchanged_is_read_once_to_be_written(name: str) -> None:
    [record], _ = read(iso2709(CATALOGUE))
    with (
        patch("soilbib.formats.marc_writing.read_fields", wraps=read_fields) as reading,
        patch("soilbib.formats.marc_writing.record_of", wraps=record_of) as back,
    ):
        dumps([record], name)
    assert (reading.call_count, back.call_count) == (1, 0)


def test_the_extras_of_other_formats_are_named_as_lost_without_reading_back() -> None:
    [record], _ = read(iso2709(CATALOGUE))
    other = record.replace(extra={**record.extra, "ris": {"U1": ["x"]}})
    assert [loss.field for loss in dumps([other], "marc").losses] == ["ris.U1"]


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("[2011]", Date((2011,))),
        ("[2011?]", Date((2011,), circa=True)),
        ("[ca. 1900].", Date((1900,), circa=True)),
        ("[between 1960 and 1965?]", Date((1960,), (1965,), circa=True)),
        ("730 [1969 or 1970]", Date((1969,), (1970,), circa=True)),
        ("1971 [i.e. 1972]", Date((1972,))),
        ("1995 [c1993]", Date((1995,))),
        ("[196-?]", Date((1960,), (1969,), circa=True)),
        ("18--?]", Date((1800,), (1899,), circa=True)),
        ("1998-", Date((1998,), ())),
    ],
)
def test_dates_from_elsewhere_than_the_title_page_are_as_certain_as_they_say(
    printed: str, date: Date
) -> None:
    [record], _ = read(iso2709([TITLE, ("264", field(" 1", b"c" + printed.encode()))]))
    found = record.dates["issued"]
    assert (found.start, found.end, found.circa) == (date.start, date.end, date.circa)
