"""What stands around a reference: each rule of the tables is told by its own example, and changes it."""

from __future__ import annotations

import pytest

from soilbib.formats.listing.parts.framing import BY_END, BY_MARK, without_frame
from soilbib.formats.listing.parts.framing_words import BY_WORD, Rule


@pytest.mark.parametrize("rule", [*BY_MARK, *BY_END, *BY_WORD], ids=lambda rule: rule.example)
def test_a_rule_changes_its_example(rule: Rule) -> None:
    told = rule.told.split()
    if rule in BY_MARK:
        assert rule.told in rule.example
    elif rule in BY_END:
        assert rule.example.endswith(tuple(told))
    else:
        assert set(told) & set(rule.example.replace(",", "").split())
    assert rule.pattern.sub(rule.instead, rule.example) != rule.example
    assert without_frame(rule.example) != rule.example
