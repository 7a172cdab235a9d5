"""Reference lists as the user gets them, whatever the engine."""

from __future__ import annotations

from typing import Any

import pytest

from soilbib import bibliography, from_csl
from soilbib.csl import ENGINES

ARTICLE: dict[str, Any] = {
    "id": "lehmann2015",
    "type": "article-journal",
    "title": "The contentious nature of soil organic matter",
    "author": [{"family": "Lehmann", "given": "Johannes"}, {"family": "Kleber", "given": "Markus"}],
    "issued": {"date-parts": [[2015, 12]]},
    "container-title": "Nature",
    "volume": 528,
    "page": "60-68",
}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def text(item: dict[str, Any], style: str, engine: str, **options: Any) -> str:
    (entry,) = bibliography([from_csl(item)], style, engine=engine, **options)
    return entry.text


def test_a_record_is_formatted_in_the_style(engine: str) -> None:
    assert text(ARTICLE, "apa", engine) == (
        "Lehmann, J., & Kleber, M. (2015). The contentious nature of soil organic matter. Nature, 528, 60–68."
    )


def test_a_numeric_style_parts_the_number_from_the_reference(engine: str) -> None:
    assert text(ARTICLE, "ieee", engine).startswith("[1] J. Lehmann and M. Kleber, “")


@pytest.mark.parametrize(
    "style", ["apa", "ieee", "nature", "vancouver", "chicago-author-date", "soilbib-listing"]
)
def test_a_cut_author_list_ends_in_et_al(style: str, engine: str) -> None:
    cut = ARTICLE | {"custom": {"truncated": ["author"]}}
    rendered = text(cut, style, engine)
    assert "al." in rendered
    assert "Kleber" in rendered or style == "chicago-author-date"
    assert "al." not in text(ARTICLE, style, engine)


def test_a_list_cut_after_one_name_is_cut_too(engine: str) -> None:
    cut = ARTICLE | {"author": ARTICLE["author"][:1], "custom": {"truncated": ["author"]}}
    assert "Lehmann, J., et al. (2015)" in text(cut, "apa", engine).replace("J. et", "J., et")


def test_the_listing_style_gives_the_listing_string_back(engine: str) -> None:
    item = ARTICLE | {"title": "Drawdown’s “System of Solutions” helps"}
    assert text(item, "soilbib-listing", engine) == (
        "“Drawdown’s “System of Solutions” helps” – 2015 – Johannes Lehmann & Markus Kleber"
    )


def test_markup_is_rendered_in_html_and_dropped_in_text(engine: str) -> None:
    item = ARTICLE | {"title": "Effects of <i>Lumbricus</i> on CO<sub>2</sub>"}
    assert "Effects of <i>Lumbricus</i> on CO<sub>2</sub>." in text(
        item, "elsevier-harvard", engine, to="html"
    )
    assert "Effects of Lumbricus on CO2." in text(item, "elsevier-harvard", engine)


def test_values_cannot_inject_html(engine: str) -> None:
    item = ARTICLE | {"title": "<script>alert(1)</script> & more", "author": [{"literal": "<img src=x>"}]}
    rendered = text(item, "apa", engine, to="html")
    assert "<script" not in rendered
    assert "<img" not in rendered


def test_the_locale_decides_the_terms(engine: str) -> None:
    assert "s. d." in text(ARTICLE | {"issued": {"literal": ""}}, "apa", engine, locale="fr").replace(
        "\xa0", " "
    )


def test_ids_that_differ_only_in_case_stay_apart(engine: str) -> None:
    records = [
        from_csl(ARTICLE | {"id": "A", "title": "First"}),
        from_csl(ARTICLE | {"id": "a", "title": "Second"}),
    ]
    rendered = {entry.id: entry.text for entry in bibliography(records, "apa", engine=engine)}
    assert "First" in rendered["A"]
    assert "Second" in rendered["a"]


@pytest.mark.parametrize(
    "issued",
    [
        {"date-parts": [[2015], [2016]]},
        {"date-parts": [[2015, 3, 1], [2015, 4, 2]]},
        {"date-parts": [[2015], [0]]},
        {"date-parts": [[-100]]},
        {"literal": "in press"},
        {"date-parts": [[2015]], "season": 2},
        {"date-parts": [["2015", "3"]], "circa": True},
        {},
    ],
    ids=str,
)
@pytest.mark.parametrize("style", ["apa", "iso690-author-date-fr-no-abstract", "chicago-notes-bibliography"])
def test_no_date_costs_the_other_references(issued: dict[str, Any], style: str, engine: str) -> None:
    odd = from_csl(ARTICLE | {"id": "odd", "issued": issued})
    rendered = bibliography([odd, from_csl(ARTICLE)], style, engine=engine)
    assert {entry.id for entry in rendered} == {"odd", "lehmann2015"}
    assert all("contentious nature" in entry.text.casefold() for entry in rendered)


def test_a_record_without_anything_is_still_listed(engine: str) -> None:
    rendered = bibliography(
        [from_csl({"id": "empty", "type": "book"}), from_csl(ARTICLE)], "ieee", engine=engine
    )
    assert len(rendered) == 2


def test_no_records_give_an_empty_list(engine: str) -> None:
    assert bibliography([], "apa", engine=engine).entries == ()
