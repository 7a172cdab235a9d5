"""The record itself."""

from __future__ import annotations

import pytest

from soilbib.model import Date, Name, Record, Source


def test_an_empty_record_has_empty_parts() -> None:
    record = Record()
    assert (record.id, record.type, record.title, record.authors, record.year) == (
        "",
        "document",
        "",
        (),
        None,
    )


def test_shortcuts_lead_to_the_parts() -> None:
    lal = Name(family="Lal")
    record = Record(names={"author": (lal,)}, dates={"issued": Date((2004, 6))}, fields={"title": "Soils"})
    assert (record.title, record.authors, record.year) == ("Soils", (lal,), 2004)


def test_records_cannot_be_changed_but_copied() -> None:
    record = Record(id="a")
    with pytest.raises(AttributeError):
        record.id = "b"  # type: ignore[misc]
    copy = record.replace(id="b", source=Source("ris", "x.ris", 3))
    assert (record.id, copy.id, copy.source.line) == ("a", "b", 3)


def test_records_do_not_share_their_defaults() -> None:
    one, other = Record(), Record()
    one.fields["title"] = "Soils"
    assert not other.fields
    assert not Record().fields
