"""Citation keys from patterns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.formats import loads
from soilbib.formats.bibtex.key_parts import FILTERS, FUNCTIONS
from soilbib.formats.bibtex.keys import PatternError, make_key, parse_pattern, rekey
from soilbib.model import Date, Name, Record

RECORD = Record(
    id="old",
    type="book",
    names={
        "author": (
            Name(family="Müller", given="A."),
            Name(family="Noë", non_dropping_particle="Le"),
            Name(family="Łuk"),
        )
    },
    dates={"issued": Date((2019, 3))},
    fields={"title": "The <i>drivers</i> of soil’s change", "page": "12-14", "container-title": "Soil Use"},
)


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("[auth][year]", "Muller2019"),
        ("[auth:lower]_[shorttitle]", "muller_driverssoilschange"),
        ("auth.lower + year", "muller2019"),
        ("authEtAl.lower + '-' + shorttitle(1)", "mulleretal-drivers"),
        ("{auth.lower}{shortyear}", "muller19"),
        ("[auth3][shortyear]", "Mul19"),
        ("[auth3_2]", "LeN"),
        ("[authors2]", "MullerLeNoeEtAl"),
        ("[authors]", "MullerLeNoeLuk"),
        ("[authorLast][month]", "Luk03"),
        ("title.abbr", "TDoSC"),
        ("[veryshorttitle:upper][firstpage]", "DRIVERS12"),
        ("auth.substring(2) + journal", "MuSoilUse"),
        ("volume | auth", "Muller"),
        ("auth.lower + shorttitle(3,3) + year", "mullerDriversSoilsChange2019"),
        ("authEtal2 + year", "Muller.etal2019"),
        ("authors(n=2, sep='-', etal='_ea') + year", "Muller-LeNoe_ea2019"),
        ("auth(n=3, m=2) + title.select(2,2)", "LeNDriversof"),
        ("title.skipwords.condense('_')", "Drivers_Soils_Change"),
        ("auth.prefix('x-').postfix('!').upper", "X-MULLER"),
        ("[auth.etal]:[auth.auth.ea]", "Muller.etal:Muller.LeNoe.ea"),
        ("[authIni4][authorIni][authorsAlpha]", "MuLLMulleLLMLL"),
        ("[camel][fulltitle]", "TheDriversOfSoilsChangeThedriversofsoilschange"),
        ("[shorttitleINI][lastpage][authForeIni]", "dsc14A"),
        ("[edtr:(nobody)][authshort]", "nobodyMLL"),
        ("[title:truncate5]", "TheD"),
    ],
)
def test_patterns_of_both_programs_are_understood(pattern: str, key: str) -> None:
    assert make_key(RECORD, parse_pattern(pattern)) == key


@pytest.mark.parametrize(
    "pattern", ["", "[nothing]", "[auth:nothing]", "key", "auth(1,2,3)", "'a'", "[auth", "a+"]
)
def test_a_pattern_that_is_none_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        parse_pattern(pattern)


@pytest.mark.parametrize(
    ("family", "title", "key"),
    [
        ("Глинка", "Почвы России", "Глинка1931ПочвыРоссии"),
        ("王", "土壤，有机碳", "王1931土壤有机碳"),
        ("शर्मा", "मृदा", "शर्मा1931मृदा"),
        ("Roe", "Почвы", "Roe1931Почвы"),
    ],
)
def test_what_has_no_latin_letter_keeps_its_own(family: str, title: str, key: str) -> None:
    record = Record(
        names={"author": (Name(family=family),)}, dates={"issued": Date((1931,))}, fields={"title": title}
    )
    (keyed,) = rekey([record], "[auth][year][shorttitle]")
    assert keyed.id == key
    assert rekey([record], "[auth:ascii][year]")[0].id.isascii()


def test_keys_are_told_apart_by_letters() -> None:
    assert [record.id for record in rekey([RECORD] * 28, "[auth][year]")][:3] == [
        "Muller2019", "Muller2019a", "Muller2019b",
    ]  # fmt: skip
    assert rekey([RECORD] * 28, "[auth][year]")[27].id == "Muller2019aa"


def test_a_record_for_which_the_pattern_gives_nothing_still_has_a_key() -> None:
    assert [record.id for record in rekey([Record(id="x"), Record(id="y")], "[auth]")] == ["key", "keya"]


def test_references_between_records_follow() -> None:
    text = "@inbook{c, crossref={B}, related={B,C2}, author={Lal, R.}}@book{B, author={Noe, A.}, year=2004}"
    child, parent = rekey(loads(text, "biblatex").records, "auth.lower")
    assert (child.id, parent.id) == ("lal", "noe")
    assert child.extra["bibtex"]["crossref"] == "noe"
    assert child.extra["bibtex"]["related"] == "noe,C2"


def test_keys_of_the_file_stay_where_only_made_ones_are_asked_for() -> None:
    records = loads("@book{mine, author={Lal, R.}}@book{, author={Noe, A.}}", "bibtex").records
    assert [record.id for record in rekey(records, "[auth]", only_made=True)] == ["mine", "Noe"]


def test_words_without_a_letter_that_ascii_has_are_none() -> None:
    record = Record(id="x", names={"author": (Name(given="’"),)}, fields={"title": "’ 土壤 Soil"})
    assert [found.id for found in rekey([record], "[shorttitleini][authini]")] == ["S"]


@settings(max_examples=60, deadline=None)
@given(
    title=st.text(max_size=30),
    family=st.text(max_size=10),
    function=st.sampled_from(sorted(FUNCTIONS)),
    name=st.sampled_from(sorted(FILTERS)),
)
def test_a_key_can_always_stand_in_a_file(title: str, family: str, function: str, name: str) -> None:
    record = Record(id="x", names={"author": (Name(family=family),)}, fields={"title": title, "DOI": title})
    (found,) = rekey([record], f"[{function}:{name}]")
    assert found.id.isascii() or any(char.isalnum() and not char.isascii() for char in title + family)
    assert not set(found.id) & set(' {},\\~%="#')
