"""Lists of names with initials, and spelled-out lists whose commas part names and families."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soilbib.model.name_lists import scan_names
from soilbib.model.name_spelling import split_slashed, split_spelled

SCANNED = {
    "Müller, J, Lefèvre, P, de la Tour, C & Delmas, J-F 1897, ‘Le sol’": (
        "Müller, J; Lefèvre, P; de la Tour, C; Delmas, J-F",
        " 1897, ‘Le sol’",
    ),
    "von Hohenfeld AL, Schäfer KH, zur Linden F. Bodenschutz": (
        "von Hohenfeld, AL; Schäfer, KH; zur Linden, F",
        " Bodenschutz",
    ),
    "Carvalho A, Silva JP da, Gonçalves de Sá C, 2017. O solo": (
        "Carvalho, A; da Silva, JP; Gonçalves de Sá, C",
        ", 2017. O solo",
    ),
    "St. Clair C., Long D.R. et al. (2001)": ("St. Clair, C.; Long, D.R.; …", " (2001)"),
    "Paltsev, S., V. Karplus, Y.-H.H. Chen and H.D. Jacoby. Title": (
        "Paltsev, S.; Karplus, V.; Chen, Y.-H.H.; Jacoby, H.D.",
        ". Title",
    ),
    "Smith, A. B., Jones, C., … Wilson, D. (2020)": ("Smith, A. B.; Jones, C.; Wilson, D.; …", " (2020)"),
    "C.St. Clair, J.Le Noë & G.Billen": ("St. Clair, C.; Le Noë, J.; Billen, G.", ""),
    "Волкова И.С., Кузнецов А.": ("Волкова, И.С.; Кузнецов, А.", ""),
    "OKONKWO, S.; ST. CLAIR, C. Learning": ("OKONKWO, S.; ST. CLAIR, C.", " Learning"),
    "Harcourt H d’, 2011. Gestion": ("d’Harcourt, H", ", 2011. Gestion"),
    "Field F, Stone G Learning": ("Field, F; Stone, G", " Learning"),
}


@pytest.mark.parametrize("text", SCANNED)
def test_names_with_initials_are_read_up_to_what_is_no_such_name(text: str) -> None:
    found = scan_names(text)
    assert found is not None
    names = [f"{family}, {given}" for family, given, _ in found.names]
    said = "; ".join([*names, "…"] if found.truncated else names)
    assert (said, text[found.end :]) == SCANNED[text]


@pytest.mark.parametrize(
    "text",
    ["The X Factor", "Rosa Zwier", "Layla M. San-Emeterio, Nicasio T. Jiménez", "UK Soil Observatory", ""],
)
def test_other_texts_begin_with_no_such_name(text: str) -> None:
    assert scan_names(text) is None


def test_commas_part_families_from_given_names_where_the_list_says_so() -> None:
    assert split_spelled("Nakamura, Yuki, Ní Bhriain, Aoife, & Sealy, J. Mark") == [
        "Nakamura, Yuki",
        "Ní Bhriain, Aoife",
        "Sealy, J. Mark",
    ]
    assert split_spelled("Béranger, Luc, Sabine Krüger, and Hélène d’Harcourt.") == [
        "Béranger, Luc",
        "Sabine Krüger",
        "Hélène d’Harcourt",
    ]
    assert split_spelled("Rolf Derpsch, Theodor Friedrich, Amir Kassam & Hongwen Li") is None


def test_a_slash_parts_inverted_names() -> None:
    assert split_slashed("Kamau, Grace Wanjiru / D’Amico, Chiara") == [
        "Kamau, Grace Wanjiru",
        "D’Amico, Chiara",
    ]
    assert split_slashed("and/or, x") is None


@given(st.text(max_size=200))
def test_no_text_makes_the_readers_of_lists_fail(text: str) -> None:
    found = scan_names(text)
    assert found is None or 0 < found.end <= len(text)
    split_spelled(text)
    split_slashed(text)
