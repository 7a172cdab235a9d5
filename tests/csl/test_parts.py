"""The processor's small parts, each by itself."""

from __future__ import annotations

import pytest

from soilbib.csl.collation import collation_key
from soilbib.csl.initials import initialize
from soilbib.csl.items import Item, read_date, read_name
from soilbib.csl.locale import LocaleTerms
from soilbib.csl.numbers import dashed, is_plural, letters, parse_number, roman
from soilbib.csl.ordinals import long_ordinal, ordinal
from soilbib.csl.page_range import format_pages
from soilbib.csl.particles import split_family, split_given
from soilbib.csl.punctuation import merge
from soilbib.csl.text_case import apply_text_case
from soilbib.csl.values import parse_value
from soilbib.model import Name


@pytest.mark.parametrize(
    ("given", "terminator", "initials"),
    [
        ("Jean-Luc", ".", "J.-L."), ("Jean-Luc", ". ", "J.-L."), ("Mary Ann", ". ", "M. A."), ("Mary Ann", "", "MA"),
        ("J.R.R.", ".", "J.R.R."), ("Guillaume de la", ".", "G. de la"), ("ʿUmar Ibn", ".", "ʿU.I."),
        ("Ljubica", ".", "L."), ("LJubica", ".", "Lj."),
        ("Chr.", ".", "Chr."), ("Ömer", ".", "Ö."), ("明", ".", "明"), ("John (Bob)", ".", "J. (Bob)"),
    ],
)  # fmt: skip
def test_given_names_become_initials(given: str, terminator: str, initials: str) -> None:
    assert initialize(given, terminator) == initials


def test_without_initialize_only_initials_get_the_terminator() -> None:
    assert initialize("James T", ". ", normalize_only=True) == "James T."
    assert initialize("J. P.", ".", normalize_only=True) == "J.P."


@pytest.mark.parametrize(
    ("form", "pages", "text"),
    [
        ("", "3-10", "3–10"), ("expanded", "321-28", "321–328"), ("minimal", "42-45", "42–5"),
        ("minimal-two", "321-328", "321–28"), ("minimal-two", "7-8", "7–8"), ("chicago", "100-104", "100–104"),
        ("chicago", "101-108", "101–8"), ("chicago", "1496-1504", "1496–1504"), ("chicago-16", "1496-1504", "1496–504"),
        ("minimal", "R583-6", "R583-6"),
        ("expanded", "N110-N115", "N110–N115"), ("minimal", "12-14, 20-25", "12–4, 20–5"),
        ("", "i-ix", "i–ix"), ("", "e1003", "e1003"), ("minimal", "1\\-5", "1-5"),
    ],
)  # fmt: skip
def test_page_ranges_take_the_form_of_the_style(form: str, pages: str, text: str) -> None:
    assert format_pages(pages, form) == text


@pytest.mark.parametrize(
    ("text", "numeric"),
    [
        ("2nd", True),
        ("2–4", True),
        ("1/2", True),
        ("1.", False),
        ("1/2 bis", False),
        ("L2d", True),
        ("2 & 4", True),
        ("second", False),
        ("RC-69", False),
        ("", False),
    ],
)
def test_what_consists_of_numbers_is_numeric(text: str, numeric: bool) -> None:
    assert parse_number(text).numeric is numeric


@pytest.mark.parametrize("text", ["US 1,234,567 B2", "R&D 5", "Vol. 1,2", "Part 3 ; 4"])
def test_what_is_no_number_keeps_its_spaces(text: str) -> None:
    assert dashed(text) == text


def test_numbers_are_spaced_evenly() -> None:
    assert [dashed(text) for text in ("2,3", "2 , 3", "2&3", "2 - 3")] == ["2, 3", "2, 3", "2 & 3", "2–3"]
    assert [dashed(text) for text in ("2--3", "2−3", "2‐3", "A--1")] == ["2–3", "2–3", "2–3", "A--1"]


def test_hyphens_in_report_numbers_stay_hyphens() -> None:
    assert dashed("RUU-CS-93-45") == "RUU-CS-93-45"
    assert dashed("1-2") == "1–2"


@pytest.mark.parametrize(
    ("variable", "text", "plural"),
    [
        ("page", "3", False),
        ("page", "3-5", True),
        ("page", "i–ix", True),
        ("page", "xii-15", True),
        ("page", "C-12", False),
        ("page", "12A-14B", True),
        ("page", "12--14", True),
        ("page", "12 − 14", True),
        ("page", "13-14+", True),
        ("page", "123-125.e4", True),
        ("page", "12-14 passim", True),
        ("page", "12, n. 3", False),
        ("number-of-pages", "1", False),
        ("number-of-volumes", "3", True),
    ],
)
def test_labels_are_plural_for_several_numbers(variable: str, text: str, plural: bool) -> None:
    assert is_plural(variable, text) is plural


def test_numbers_have_ordinal_and_roman_forms() -> None:
    english, french = LocaleTerms((), "en-US"), LocaleTerms((), "fr-FR")
    assert [
        ordinal(n, english) for n in (1, 2, 3, 4, 11, 12, 21, 101, 111)
    ] == "1st 2nd 3rd 4th 11th 12th 21st 101st 111th".split()
    assert [ordinal(n, LocaleTerms((), "he-IL")) for n in (1, 4, 11, 30)] == ["1", "4", "11", "30"]
    assert long_ordinal(3, english) == "third"
    assert ordinal(1, french, "feminine") != ordinal(1, french, "masculine")
    assert (roman(1994), letters(0), letters(25), letters(26)) == ("mcmxciv", "a", "z", "aa")


@pytest.mark.parametrize(
    ("case", "text", "want"),
    [
        ("title", "the rise of a soil: an essay", "The Rise of a Soil: An Essay"),
        ("title", "pro-soil views", "Pro-Soil Views"),
        ("title", "what is it for", "What Is It For"), ("title", "the iPhone's fate", "The iPhone’s Fate"),
        ("sentence", "Soil IN Europe", "Soil in europe"), ("capitalize-first", "soil in Europe", "Soil in Europe"),
        ("capitalize-all", "soil in europe", "Soil In Europe"), ("uppercase", "straße", "STRASSE"),
        ("lowercase", "SOIL", "soil"), ("lowercase", "ΛΟΓΟΣ Σ", "λογος σ"),
        ("capitalize-all", "don't stop", "Don’t Stop"),
    ],
)  # fmt: skip
def test_text_takes_a_case(case: str, text: str, want: str) -> None:
    changed = apply_text_case(parse_value(text), case)
    assert changed == want


def test_title_case_is_only_for_english_and_spares_nocase() -> None:
    assert apply_text_case("das ist so", "title", english=False) == "das ist so"
    node = apply_text_case(parse_value('<span class="nocase">pH</span> of soil'), "uppercase")
    assert not isinstance(node, str)
    assert node.children[1] == " OF SOIL"


@pytest.mark.parametrize(
    ("text", "language", "want"),
    [("Καιρός και βροχή", "el", "ΚΑΙΡΟΣ ΚΑΙ ΒΡΟΧΗ"), ("ΐ", "el", "Ϊ"), ("é", "fr", "É")],
)
def test_greek_capitals_have_no_accents(text: str, language: str, want: str) -> None:
    assert apply_text_case(text, "uppercase", lang=language) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("’s gravesande", "’s Gravesande"),
        ("rock ’n’ roll", "Rock ’n’ Roll"),
        ("’tis rain", "’Tis Rain"),
        ("an <i>unclosed tag</b> there", "An <i>Unclosed Tag</b> There"),
    ],
)
def test_title_case_knows_a_word_from_what_is_left_of_one(text: str, want: str) -> None:
    assert apply_text_case(text, "title") == want


def test_turkish_has_its_own_capitals() -> None:
    assert apply_text_case("istanbul", "uppercase", lang="tr") == "İSTANBUL"


@pytest.mark.parametrize(
    ("pair", "result"), [("..", "."), ("?.", "?"), (".,", ".,"), (":!", "!"), (",.", ",.")]
)
def test_marks_that_meet_follow_the_table(pair: str, result: str) -> None:
    assert merge(*pair) == result


def test_particles_are_split_from_names() -> None:
    assert split_family("van der Vlist") == ("van der ", "Vlist")
    assert split_family("d’Alembert") == ("d’", "Alembert")
    assert split_family("Van Gogh") == ("", "Van Gogh")
    assert split_given("Alexander von") == ("Alexander", "von")
    assert read_name({"family": "de la Cruz", "given": "Ana"}) == Name("Cruz", "Ana", "", "de la")


def test_dates_are_read_in_every_spelling() -> None:
    assert read_date({"date-parts": [["2001", "2"], [2003]]}) == read_date(
        {"date-parts": [[2001, 2], [2003]]}
    )
    season = read_date({"date-parts": [[2001, 21]]})
    assert season is not None
    assert (season.start, season.season) == ((2001, 0, 0), 1)
    raw = read_date({"raw": "2001-05-03"})
    assert raw is not None
    assert raw.start == (2001, 5, 3)
    assert read_date({"literal": "soon"}).literal == "soon"  # type: ignore[union-attr]
    assert read_date({}) is None


def test_variables_stand_in_the_note_too() -> None:
    item = Item({"id": "a", "type": "article", "note": "publisher: Press\n{:genre: Preprint}\nfree text"})
    assert (item.text["publisher"], item.text["genre"], item.text["note"]) == (
        "Press",
        "Preprint",
        "free text",
    )


@pytest.mark.parametrize("note", ["https://example.org/notes", "see: the survey"])
def test_a_note_that_only_looks_like_a_variable_stays_a_note(note: str) -> None:
    assert Item({"id": "a", "type": "book", "note": note}).text["note"] == note


def test_collation_minds_letters_and_numbers_only() -> None:
    words = ["Zoo", "Élan", "Al-Natour", "Alnuaimi", "de Kort", "Dedrick", "Vol. 10", "Vol. 9", "“Eta”"]
    assert sorted(words, key=collation_key) == [
        "Al-Natour",
        "Alnuaimi",
        "de Kort",
        "Dedrick",
        "Élan",
        "“Eta”",
        "Vol. 9",
        "Vol. 10",
        "Zoo",
    ]
    pages = ["1/2", "1-10", "2", "9–11", "12, 40", "100", "e4"]
    assert sorted(set(pages), key=collation_key) == pages


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Ångström Čapek Cerny Chandra Hus"),
        ("cs", "Cerny Čapek Hus Chandra Ivan"),
        ("sv", "Multi Müller Zander Ångström Ärlig Öberg"),
        ("ru", "Анна Иван Anna 毛"),
        ("zh", "毛 Anna Анна דן عمر"),
        ("ja", "Anna 毛 Γιάννης Анна"),
        ("ar", "عمر Anna Γιάννης Анна 毛"),
        ("he", "דן Anna Γιάννης Анна 毛"),
        ("el", "Γιάννης Anna Анна 毛"),
        ("da", "Zander Ærlig Øberg Aalto Ångström"),
        ("es", "Nuza Ñandú Ochoa"),
        ("pl", "Lzawa Ławski Zuk Żak"),
        ("lt", "Hy Hil Hyman Hin Jan"),
        ("tr", "Hz Işık İnan"),
        ("et", "Sz Šmidt Zander Žukov Tamm Õun Ülle"),
    ],
)
def test_collation_knows_the_letters_of_a_language(language: str, words: str) -> None:
    expected = words.split()
    assert sorted(sorted(expected), key=lambda word: collation_key(word, language)) == expected
