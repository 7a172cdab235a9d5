"""Names: single ones, lists in every spelling, organisations."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.model import Name, parse_name, parse_names
from soilbib.model.names import looks_like_organisation, read_plain


def spelled(text: str) -> str:
    """The list as "Family|Given; {Organisation}", with "+" where it is cut."""
    names, truncated = parse_names(text)
    parts = [f"{{{name.literal}}}" if name.literal else f"{name.family}|{name.given}" for name in names]
    return "; ".join(parts) + (" +" if truncated else "")


LISTS = {
    # separators
    "J. Smith, A. Doe and B. Roe": "Smith|J.; Doe|A.; Roe|B.",
    "Jane Smith, Adam Doe & Bo Roe": "Smith|Jane; Doe|Adam; Roe|Bo",
    "Smith, J.; Doe, A.": "Smith|J.; Doe|A.",
    "Smith, Jane, and Doe, Adam": "Smith|Jane; Doe|Adam",
    "Jane Smith et Adam Doe": "Smith|Jane; Doe|Adam",
    "Jane Smith und Adam Doe": "Smith|Jane; Doe|Adam",
    "Jane Smith y Adam Doe": "Smith|Jane; Doe|Adam",
    # inverted, and inverted first only
    "Zuna, R E and Wang, S S and Dunn, S T": "Zuna|R E; Wang|S S; Dunn|S T",
    "Smith, J., Doe, A. B., & Roe, C.": "Smith|J.; Doe|A. B.; Roe|C.",
    "Smith, J., A. Doe and C.-D. Roe": "Smith|J.; Doe|A.; Roe|C.-D.",
    "ROE, Jane, DOE SMITH, Adam": "ROE|Jane; DOE SMITH|Adam",
    "Smith, J., Jr., and Doe, A.": "Smith|J.; Doe|A.",
    "Hall, Anna, Tom Reed, and Lucy Grant": "Hall|Anna; Reed|Tom; Grant|Lucy",
    "Gallardo Lancho, Juan F.": "Gallardo Lancho|Juan F.",
    # groups among persons
    "Fant, C., X. Gao and the Ocean Group": "Fant|C.; Gao|X.; {the Ocean Group}",
    "Embrapa e Universidade de São Paulo": "{Embrapa}; {Universidade de São Paulo}",
    "Wageningen University & Research": "{Wageningen University & Research}",
    # family name, then initials
    "Smith J, Doe AB": "Smith|J; Doe|AB",
    "Roe K; Das S; Van Dam JJ": "Roe|K; Das|S; Van Dam|JJ",
    "Smith K.Doe R. A.": "Smith|K.; Doe|R. A.",
    "Smith A.O'Hara C. P.Le Roux J.Hoang-Xu K.": "Smith|A.; O'Hara|C. P.; Le Roux|J.; Hoang-Xu|K.",
    "Smith T. W.de Groot, S. and Doe, F.": "Smith|T. W.; de Groot|S.; Doe|F.",
    "Smith A.Doe B. C.Brain Study Group": "Smith|A.; Doe|B. C.; {Brain Study Group}",
    # lower case and loose ends
    "p. auer, n. cesa-bianchi, y. freund, and r. e. schapire,": "auer|p.; cesa-bianchi|n.; freund|y.; schapire|r. e.",
    "blum a., schapire r.e., and kern m.j.": "blum|a.; schapire|r.e.; kern|m.j.",
    "schapire, r.e.,": "schapire|r.e.",
    "michael kern and ming li.": "kern|michael; li|ming",
    "a. blum, m. furst, r. lipton.": "blum|a.; furst|m.; lipton|r.",
    # particles and glued initials
    "J.Le Roux, JF.Martin & K.A.Scott": "Le Roux|J.; Martin|JF.; Scott|K.A.",
    "Maria Clara de Souza Lima": "de Souza Lima|Maria Clara",
    "Berg, G. von": "von Berg|G.",
    "Claudia Di Marco, N. de Vries": "Di Marco|Claudia; de Vries|N.",
    "I. Long Name": "Long Name|I.",
    # cut lists
    "Mary Jones & al": "Jones|Mary +",
    "Mary Jones et al.": "Jones|Mary +",
    "Jones et coll.": "Jones| +",
    "Jones, M., and others": "Jones|M. +",
    "Hans Jonas, Karl Blau u.a.": "Jonas|Hans; Blau|Karl +",
    "María Paz y otros": "Paz|María +",
    "NOVÁK, Jan a kol.": "NOVÁK|Jan +",
    "Иван Петров и др.": "Петров|Иван +",
    # shared family names, single words
    "Anna and Karl Winter": "Winter|Anna; Winter|Karl",
    "Stone & Field": "Stone|; Field|",
    "Anonymous": "{Anonymous}",
    # organisations
    "World Bank and FAO": "{World Bank}; {FAO}",
    "Radio Suisse et Terre International": "{Radio Suisse}; {Terre International}",
    "Ministère de la santé et de la forêt": "{Ministère de la santé et de la forêt}",
    "Bund für Umwelt- und Tierschutz": "{Bund für Umwelt- und Tierschutz}",
    "Regional Alliance for Research and Education (RARE)": "{Regional Alliance for Research and Education (RARE)}",
    "Food and Soil Organization of the Nations": "{Food and Soil Organization of the Nations}",
    "Ann Black/GREEN HILLS TRUST": "Black|Ann; {GREEN HILLS TRUST}",
    "Smith, J., K.R. Doe and GeoFlux 2 modelers": "Smith|J.; Doe|K.R.; {GeoFlux 2 modelers}",
    "Institut de l'Élevage, INRAE et ADEME": "{Institut de l'Élevage}; {INRAE}; {ADEME}",
    # no alphabet of ours
    "李明, 王芳": "{李明}; {王芳}",
}


@pytest.mark.parametrize("text", LISTS)
def test_a_list_of_names_is_split_into_family_and_given_names(text: str) -> None:
    assert spelled(text) == LISTS[text]


@pytest.mark.parametrize(
    "text", ["INRAE", "CGIAR CCAFS", "The Nature Conservancy", "Panel on Soils (PS)", "Umweltstiftung"]
)
def test_organisations_are_told_from_persons(text: str) -> None:
    assert looks_like_organisation(text)


@pytest.mark.parametrize(
    "text", ["Rattan Lal", "J. Le Roux", "Smith AB", "João de Souza", "Jean-Pierre Dupont"]
)
def test_persons_are_told_from_organisations(text: str) -> None:
    assert not looks_like_organisation(text)


def test_a_suffix_stays_apart() -> None:
    assert parse_name("Martin Luther King Jr.") == Name(family="King", given="Martin Luther", suffix="Jr.")


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("King, Martin Luther, Jr.", ["King, Martin Luther, Jr."]),
        ("Martin Luther King, Jr., Jane Doe", ["King, Martin Luther, Jr.", "Doe, Jane"]),
        ("Roe Jr., J., Doe, A.", ["Roe, J., Jr.", "Doe, A."]),
        ("Roe, Jr., John", ["Roe, John, Jr."]),
        ("Doe, A. and Roe, J. F., III", ["Doe, A.", "Roe, J. F., III"]),
        ("Silva Junior, José", ["Silva Junior, José"]),
    ],
)
def test_a_generation_is_neither_a_name_nor_a_part_of_one(text: str, persons: list[str]) -> None:
    assert [name.inverted for name in parse_names(text)[0]] == persons


@pytest.mark.parametrize("text", ["García López, María", "Gallardo Lancho, Juan F.", "De la Cruz, Pedro"])
def test_two_family_names_before_a_comma_are_one_person(text: str) -> None:
    assert [name.inverted for name in parse_names(text)[0]] == [text]


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_text_makes_the_name_parser_fail(text: str) -> None:
    parse_names(text)
    parse_name(text)


@given(
    st.lists(st.sampled_from(["J. Smith", "Ann Doe", "K.-L. van Dam", "Rattan Lal"]), min_size=1, max_size=6)
)
def test_every_name_of_a_plain_list_is_found(names: list[str]) -> None:
    found, _ = parse_names(", ".join(names))
    assert [name.display for name in found] == names


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        ("Roe, J. R.", "Roe", "J. R."),
        ("Roe,J.", "Roe", "J."),
        ("Roe, J.-P.", "Roe", "J.-P."),
        ("Roe, J.P.M.", "Roe", "J.P.M."),
        ("van der Roe, J R", "van der Roe", "J R"),
        ("Roe, Jane M. K.", "Roe", "Jane M. K."),
        ("J. R. Roe-Doe", "Roe-Doe", "J. R."),
    ],
)
def test_a_name_that_leaves_nothing_to_guess_is_read_at_once(text: str, family: str, given: str) -> None:
    assert read_plain(text) == parse_name(text) == Name(family, given)


@pytest.mark.parametrize(
    "text",
    [
        "Roe Jr, J.",
        "Roe, Jane Jr",
        "Roe, Jr.",
        "J. Jr",
        "Bank, N. B.",
        "Roe, The Group",
        "Roe J.",
        "J. de Roe",
    ],
)
def test_what_may_be_another_name_is_not_read_at_once(text: str) -> None:
    assert read_plain(text) is None


def test_a_generation_behind_a_family_name_is_no_part_of_it_in_a_list() -> None:
    names, _ = parse_names("Roe, A. and Poe Jr, J. C.")
    assert names == (Name("Roe", "A."), Name("Poe", "J. C.", suffix="Jr"))
