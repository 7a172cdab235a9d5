"""Why a record is what it is: spans, rules, other readings."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from soilbib.formats.listing import explain, explained, parse_string

REFERENCE = (
    "Lal, R., & Li, B. (2004).  Soil carbon, lost and found. Science, 304(5677), 1623–1627. "
    "doi:10.1126/science.1097396"
)


def piece(span: list[int] | tuple[int, int]) -> str:
    return REFERENCE[span[0] : span[1]]


def test_each_value_has_its_place_in_the_string_as_it_was_given() -> None:
    known = explain(parse_string(REFERENCE))
    spans = known["spans"]
    assert piece(spans["title"]) == "Soil carbon, lost and found"
    assert [piece(span) for span in spans["author"]] == ["Lal, R.", "Li, B."]
    assert piece(spans["issued"]) == "2004"
    assert piece(spans["container-title"]) == "Science"
    assert piece(spans["page"]) == "1623–1627"
    assert piece(spans["DOI"]) == "10.1126/science.1097396"
    assert list(spans)[:2] == ["author", "issued"]


def test_each_value_has_its_rule() -> None:
    rules = explain(parse_string(REFERENCE))["rules"]
    assert rules["title"] == "author-year"
    assert rules["DOI"] == "identifiers"
    assert rules["volume"] == "end of the string"


def test_what_the_description_gave_has_an_origin_and_no_place() -> None:
    parsed = parse_string("“Carbon” – 2020 – J.Doe", "Jane Doe in Annals of Soil - March 2020")
    known = explained(parsed).extra["listing"]
    assert known["origins"]["container-title"] == "description"
    assert "container-title" not in known["spans"]


def test_readings_that_come_close_are_named() -> None:
    known = explain(parse_string("Byzantine art. Robin Cormack. Oxford, Oxford University Press 2000"))
    assert known["confidence"] < 0.9
    assert all(
        other["title"] != "Byzantine art" or other["author"] != ["Robin Cormack"]
        for other in known["alternatives"]
    )


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["“A”", " – ", "2018", "Doe, J.", ". ", "(", "P."])).map("".join)
)
@settings(max_examples=60, deadline=None)
def test_any_string_can_be_explained_and_spans_stay_inside_it(text: str) -> None:
    parsed = parse_string(text)
    for span in explain(parsed)["spans"].values():
        for start, end in span if isinstance(span, list) else [span]:
            assert 0 <= start < end <= len(text)
