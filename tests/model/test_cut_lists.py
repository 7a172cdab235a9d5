"""The marks of cut lists: one table behind the names of strings, of formats and of references."""

from __future__ import annotations

import pytest

from soilbib.model.cut_lists import MARKS, may_be_cut, without_mark
from soilbib.model.name_lists import scan_names
from soilbib.model.names import parse_names

SPELLINGS = (
    "et al", "et al.", "[et al.]", "(et al.)", "etal", "& al.", "et alii", "et coll.", "and others", "& co-authors",
    "& colleagues", "et collaborateurs", "et autres", "y otros", "y cols.", "e colaboradores", "e outros", "e altri",
    "und andere", "u.a.", "u. a.", "u.v.m.", "e.a.", "a kol.", "m.fl.", "m. in.", "i in.", "и др.", "等", "…", "...",
)  # fmt: skip


@pytest.mark.parametrize("mark", SPELLINGS)
@pytest.mark.parametrize("names", ["Doe, J., Roe, A.", "Jane Doe, Ann Roe", "Doe J, Roe A"])
def test_every_spelling_ends_a_list_and_takes_no_initial_with_it(names: str, mark: str) -> None:
    assert parse_names(f"{names} {mark}") == (parse_names(names)[0], True)


@pytest.mark.parametrize("mark", [mark for mark in SPELLINGS if mark not in ("…", "...", "(et al.)")])
def test_every_spelling_is_one_in_the_midst_of_a_reference(mark: str) -> None:
    scanned = scan_names(f"Doe, J., Roe, A., {mark} (2019). A Title.")
    assert scanned is not None
    assert (len(scanned.names), scanned.truncated) == (2, True)


def test_every_end_in_the_table_is_looked_for_and_is_one_of_its_marks() -> None:
    ends = [end for mark in MARKS for end in mark.ends]
    assert len(ends) == len(set(ends))
    for end in ends:
        counted = dict.fromkeys(("authors", "auteurs", "autores", "autoren"), "+ 31 ")
        before = {"v.a": "u.", "v. a": "u. ", "v.m": "u.", "v. m": "u. ", "al": "et ", **counted}.get(
            end, "& "
        )
        text = f"Jane Doe, Ann Roe {before}{end}."
        assert may_be_cut(text), end
        assert without_mark(text).rstrip(" ,&") == "Jane Doe, Ann Roe", end


@pytest.mark.parametrize(
    "text",
    [
        "Garcia, A. A.",
        "The Society of Authors",
        "Van der Col, B.",
        "Portal",
        "Kofi Andere-Mensah",
        "Doe, E. A.",
    ],
)
def test_names_that_only_resemble_a_mark_stay(text: str) -> None:
    assert without_mark(text) == text
