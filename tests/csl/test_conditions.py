"""Conditions on the type, and dashes in number variables."""

from __future__ import annotations

import pytest
from tests.csl.styles import book, style

from soilbib.csl.processor import Processor


def entry(layout: str, **item: object) -> str:
    processor = Processor(style(bibliography=f"<layout>{layout}</layout>"), [{**book("a"), **item}])
    return processor.bibliography("text").entries[0].text.strip()


@pytest.mark.parametrize(
    ("attributes", "holds"),
    [
        ('type="book thesis"', True),
        ('type="book thesis" match="all"', True),
        ('type="chapter thesis"', False),
        ('type="book thesis" variable="DOI"', False),
        ('type="book thesis" variable="title"', True),
        ('type="chapter thesis" variable="title" match="any"', True),
        ('type="chapter thesis" match="none"', True),
        ('type="book thesis" match="none"', False),
        ('variable="title DOI"', False),
    ],
)
def test_several_types_are_alternatives_and_several_variables_are_not(attributes: str, holds: bool) -> None:
    layout = f'<choose><if {attributes}><text value="yes"/></if><else><text value="no"/></else></choose>'
    assert entry(layout) == ("yes" if holds else "no")


@pytest.mark.parametrize(
    ("issue", "printed"), [("1-2", "1‑2"), ("1–2", "1–2"), ("RC-6947", "RC-6947"), ("1\\-2", "1-2")]
)
def test_a_hyphen_takes_the_locales_range_delimiter_and_an_en_dash_stays(issue: str, printed: str) -> None:
    terms = '<locale><terms><term name="page-range-delimiter">‑</term></terms></locale>'
    xml = style(bibliography='<layout><text variable="issue"/></layout>', extra=terms)
    processor = Processor(xml, [{**book("a"), "issue": issue}])
    assert processor.bibliography("text").entries[0].text.strip() == printed
