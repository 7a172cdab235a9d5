"""What a loss says of the value that was read instead."""

from __future__ import annotations

import pytest

from soilbib.formats.losses import find_losses
from soilbib.model import Name, Record

ROE = Name(family="Roe", given="Richard")


@pytest.mark.parametrize(
    ("names", "again", "shown"),
    [
        ((ROE, Name("Oheimb", "G.", non_dropping_particle="von")), (ROE, Name("von Oheimb", "G.")),
         "'von Oheimb, G.' with family 'von Oheimb', no non dropping particle"),
        ((ROE, Name("Doe", "Jane")), (ROE, Name("Doe", "J.")), "'Doe, J.'"),
        ((ROE, Name("Doe", "Jane")), (ROE,), "'Roe, Richard'"),
    ],
)  # fmt: skip
def test_of_several_names_the_one_that_changed_is_shown(
    names: tuple[Name, ...], again: tuple[Name, ...], shown: str
) -> None:
    record, read = (Record("a", "book", names={"author": each}) for each in (names, again))
    (loss,) = find_losses(record, read, "RIS", "ris")
    assert str(loss).endswith(f"author: RIS gives it back as {shown}")
