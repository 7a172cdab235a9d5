"""The styles that are proposed for a name that none has."""

from __future__ import annotations

import pytest

from soilbib.csl.proposals import nearest

IDS = (
    "apa", "apa-6th-edition", "apa-fr", "bog-letters", "bone", "c", "clod-author-date", "clod-note-bibliography",
    "food-bioscience", "geoderma", "geoderma-regional", "journal-of-the-loam-society", "loam-one", "moor-ama",
    "association-of-marsh-authors", "the-annals-of-clod",
)  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("geodrma", ["geoderma", "geoderma-regional"]),
        ("Geodemra", ["geoderma", "geoderma-regional"]),
        ("APA 7th", ["apa", "apa-fr", "apa-6th-edition"]),
        ("apa6", ["apa-6th-edition", "apa", "apa-fr"]),
        ("clod", ["clod-author-date", "clod-note-bibliography", "the-annals-of-clod"]),
        ("Clod (author date)", ["clod-author-date"]),
        ("loamone", ["loam-one"]),
        ("J. Loam Soc.", ["journal-of-the-loam-society"]),
        ("JLS", ["journal-of-the-loam-society"]),
        ("AMA", ["association-of-marsh-authors", "moor-ama"]),
    ],
)
def test_a_name_is_proposed_by_its_words_their_beginnings_or_its_initials(
    asked: str, first: list[str]
) -> None:
    assert nearest(asked, IDS) == first


@pytest.mark.parametrize(
    "asked", ["nosuch", "foo", "my-style", "default", "x", "", "土壌", "geoderma-of-nowhere"]
)
def test_nothing_is_proposed_for_a_name_that_is_like_no_other(asked: str) -> None:
    assert nearest(asked, IDS) == []
