"""The tables of CSL 1.0.2."""

from __future__ import annotations

from soilbib.model.variables import (
    DATE_VARIABLES,
    ITEM_TYPES,
    LEGACY_NAMES,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    STANDARD_VARIABLES,
)


def test_the_kinds_of_variables_do_not_overlap() -> None:
    assert not DATE_VARIABLES & NAME_VARIABLES
    assert not STANDARD_VARIABLES & (DATE_VARIABLES | NAME_VARIABLES)
    assert NUMBER_VARIABLES < STANDARD_VARIABLES


def test_there_are_the_45_types_of_the_specification() -> None:
    assert len(ITEM_TYPES) == 45
    assert {"article-journal", "legal_case", "motion_picture", "personal_communication"} <= set(ITEM_TYPES)
    assert all(ITEM_TYPES.values())


def test_old_names_lead_to_variables_of_today() -> None:
    assert set(LEGACY_NAMES.values()) <= STANDARD_VARIABLES - set(LEGACY_NAMES)
