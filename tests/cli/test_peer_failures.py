"""What other tools were seen to lose or to get wrong on one small file, each as a test that soilbib passes.

The file has what such files have: a comment, JabRef's metadata, a string, a preamble, a field given twice, two
works under one key, a DOI as an address, a custom field, a corporate author, a range of dates, and, in the second
form, an entry with a missing comma.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from soilbib.errors import Loss
from soilbib.formats import dumps, loads
from soilbib.model import Name

from .conftest import Run

CLEAN = r"""% my library
@comment{jabref-meta: databaseType:biblatex;}
@string{geo = {Geoderma}}
@preamble{"\newcommand{\noop}[1]{}"}

@article{Smith2020,
  author = {Smith, Jane and de la Cruz, Ana},
  title = {The helix of a fine Book},
  journal = geo,
  year = 2020,
  volume = 12,
  doi = {https://doi.org/10.1000/ABC},
  isbn = {978-3-16-148410-0},
  note = {first note},
  note = {second note},
  relevance = {high},
}

@book{WHO2020,
  author = {{World Health Organization}},
  title = {Soil and Health},
  date = {2020-03-14/2020-04},
  author+an = {1=lead},
}

@article{same,
  author = {Doe, John},
  title = {Carbon in forest soils},
  journaltitle = {Soil},
  date = {2019-05},
}

@article{same,
  author = {Roe, Mary},
  title = {Nitrogen in meadows},
  journaltitle = {Plant},
  date = {2018},
}
"""
MALFORMED = "@article{bad,\n  author = {Apple, Humphrey}\n  title = {By title},\n  year = 2001,\n}\n\n"
BROKEN = CLEAN.replace("@book{WHO2020", f"{MALFORMED}@book{{WHO2020")
RIS = """TY  - JOUR
AU  - Zimmer, A.
AU  - Adams, B.
TI  - Soils
PY  - 2001///
XX  - own
C7  - 115
N1  - a note
DO  - https://doi.org/10.1000/x
ER  -
"""


# a malformed entry


def test_a_malformed_entry_costs_no_other_entry(run: Run) -> None:
    """bibtex-tidy, citation-js, pandoc and biber write nothing at all."""
    items = json.loads(run("convert", "-t", "csljson", stdin=BROKEN).out)
    titles = {item["title"] for item in items}
    assert {
        "The helix of a fine Book",
        "Soil and Health",
        "Carbon in forest soils",
        "Nitrogen in meadows",
    } <= titles


def test_a_malformed_entry_is_repaired_or_kept_as_text_and_never_garbled(run: Run, tmp_path: Path) -> None:
    """bibutils and bibtexparser make an author "Bpplebytitle, Humphrey" of it, and the title is gone."""
    result = run("convert", "-t", "csljson", "--rejects", "bad.bib", stdin=BROKEN)
    rejects = tmp_path / "bad.bib"
    kept = rejects.read_text(encoding="utf-8") if rejects.exists() else ""
    bad = next((item for item in json.loads(result.out) if item["id"] == "bad"), None)
    assert bad is not None or "Apple, Humphrey" in kept
    if bad:
        assert bad["author"] == [{"family": "Apple", "given": "Humphrey"}]
        assert bad["title"] == "By title"
    assert "<stdin>:" in result.err


# silent loss


def test_both_values_of_a_field_given_twice_are_kept(run: Run) -> None:
    """bibtex-tidy, citation-js, biber and bibtool drop one of two notes."""
    result = run("convert", "-t", "csljson", stdin=CLEAN)
    text = json.dumps(json.loads(result.out)[0])
    assert "first note" in text
    assert "second note" in text
    assert "W203" in result.err


def test_two_works_under_one_key_are_both_kept_and_named(run: Run) -> None:
    """bibtex-tidy --duplicates=key deletes one, biber and pandoc take one of them, papis counts 2 of 4 entries."""
    result = run("convert", "-t", "csljson", stdin=CLEAN)
    assert [item["title"] for item in json.loads(result.out)][-2:] == [
        "Carbon in forest soils",
        "Nitrogen in meadows",
    ]
    assert "W202" in result.err


def test_different_works_under_one_key_are_no_duplicates(run: Run, tmp_path: Path) -> None:
    """bibtex-tidy --merge=first deletes a different paper that shares the key."""
    (tmp_path / "a.bib").write_text(CLEAN, encoding="utf-8")
    result = run("dedupe", "a.bib", "-t", "csljson")
    assert {"Carbon in forest soils", "Nitrogen in meadows"} <= {
        item["title"] for item in json.loads(result.out)
    }


def test_a_custom_field_an_annotation_and_an_isbn_come_back(run: Run) -> None:
    """citation-js, pandoc and biber lose custom fields, biber annotations, pandoc -t bibtex DOI and ISBN."""
    text = run("convert", "-f", "biblatex", "-t", "bibtex", "--rewrite", stdin=CLEAN).out
    for value in ("high", "1=lead", "10.1000/ABC", "978-3-16-148410-0"):
        assert value in text


def test_comments_strings_and_preamble_stay_where_a_bib_file_is_changed(run: Run) -> None:
    """citation-js, biber and bibtool drop comments, @comment and @preamble."""
    text = run("convert", "-f", "biblatex", "-t", "biblatex", stdin=CLEAN).out
    for part in CLEAN.split("\n")[:4]:
        assert part in text


def test_a_preamble_is_no_article() -> None:
    """bibutils reads @preamble as an article."""
    assert len(loads(CLEAN, "biblatex").records) == 4


def test_keys_stay_as_they_are() -> None:
    """bibutils changes Smith2020 to Smith2020aa, bibtool writes it in small letters."""
    assert [record.id for record in loads(CLEAN, "biblatex")][:2] == ["Smith2020", "WHO2020"]


def test_a_range_of_dates_survives_bibtex_and_a_rendered_reference(run: Run) -> None:
    """pandoc writes year = {2020--2020}, and citation-js cannot render what it read."""
    record = loads(CLEAN, "biblatex").records[1]
    assert (record.dates["issued"].start, record.dates["issued"].end) == ((2020, 3, 14), (2020, 4))
    again = dumps([record], "bibtex")
    end = loads(again.text, "bibtex").records[0].dates["issued"].end
    assert end == (2020, 4) or {loss.field for loss in again.losses} >= {"issued"}
    rendered = run("format", "-f", "biblatex", "--style", "apa", stdin=CLEAN)
    assert rendered.status == 0
    assert "World Health Organization" in rendered.out


def test_dates_and_journals_of_biblatex_are_read() -> None:
    """bibutils loses BibLaTeX's date and journaltitle."""
    record = loads(CLEAN, "biblatex").records[2]
    assert (record.dates["issued"].start, record.fields["container-title"]) == ((2019, 5), "Soil")


def test_titles_keep_their_capitals(run: Run) -> None:
    """pandoc writes "Helix" for "helix" and "Fine Book" for "Fine book"."""
    assert "The helix of a fine Book" in run("convert", "-t", "bibtex", stdin=CLEAN).out


def test_a_corporate_author_stays_one_name() -> None:
    """pandoc 2.17 drops the braces, so that it is read again as two people."""
    [record] = [record for record in loads(CLEAN, "biblatex") if record.id == "WHO2020"]
    again = loads(dumps([record], "bibtex").text, "bibtex").records[0]
    assert again.authors == (Name(literal="World Health Organization"),)


# identifiers and RIS


def test_a_doi_is_one_whether_it_is_an_address_or_not(run: Run, tmp_path: Path) -> None:
    """bibtex-tidy sees no duplicate in 10.1000/ABC and https://doi.org/10.1000/abc; bibutils doubles the resolver."""
    other = CLEAN.split("@book", maxsplit=1)[0].replace("https://doi.org/10.1000/ABC", "10.1000/abc")
    (tmp_path / "two.bib").write_text(
        CLEAN.split("@book", maxsplit=1)[0] + other.replace("Smith2020,", "other,"), "utf-8"
    )
    assert len(json.loads(run("dedupe", "two.bib", "-t", "csljson").out)) == 1
    assert loads(CLEAN, "biblatex").records[0].fields["DOI"] == "10.1000/ABC"
    assert "https://doi.org/https" not in run("convert", "two.bib", "-t", "mods").out


def test_unknown_tags_and_notes_of_ris_are_kept() -> None:
    """pandoc drops XX, C7 and N1."""
    [record] = loads(RIS, "ris").records
    assert record.extra["ris"] == {"XX": ["own"]}
    assert (record.fields["number"], record.fields["note"]) == ("115", "a note")


def test_a_year_with_three_slashes_is_a_year() -> None:
    """pandoc makes [[2001],[0],[0],[0]] of it, and BibTeX has no year then."""
    [record] = loads(RIS, "ris").records
    assert record.dates["issued"].start == (2001,)
    assert "year = {2001}" in dumps([record], "bibtex").text


def test_authors_keep_their_order() -> None:
    """bibutils changes the order of RIS's authors."""
    assert [name.family for name in loads(RIS, "ris").records[0].authors] == ["Zimmer", "Adams"]


def test_what_a_conversion_loses_is_named(run: Run) -> None:
    """biber and citation-js end with 0 and say nothing."""
    losses = [
        item for item in dumps(loads(CLEAN, "biblatex").records, "listing").losses if isinstance(item, Loss)
    ]
    assert {"volume", "biblatex.relevance", "bibtex.relevance"} & {loss.field for loss in losses}
    assert run("convert", "-t", "listing", "--strict", stdin=CLEAN).status == 1


# exit status


@pytest.mark.parametrize(
    ("arguments", "stdin", "status"),
    [
        (("convert", "missing.bib", "-t", "csljson"), "", 3),
        (("convert", "-t", "csljson"), "@article{a, title = {unclosed", 3),
        (("format", "missing.bib", "--style", "apa"), "", 3),
        (("convert", "-f", "marc", "-t", "csljson"), "garbage that is no MARC", 3),
    ],
)
def test_a_failure_has_a_status_of_its_own(
    run: Run, arguments: tuple[str, ...], stdin: str, status: int
) -> None:
    """citation-js ends with 0 on a syntax error and a missing file, bibtool on a missing file, Catmandu on garbage."""
    result = run(*arguments, stdin=stdin)
    assert result.status == status, result.err
    assert result.err.startswith(("soilbib: ", "<stdin>:"))


def test_duplicates_can_be_checked_for_by_status(run: Run, tmp_path: Path) -> None:
    """bibtex-tidy ends with 0 when duplicates are found."""
    entry = CLEAN.split("@book", maxsplit=1)[0]
    (tmp_path / "two.bib").write_text(entry + entry.replace("Smith2020,", "other,"), encoding="utf-8")
    assert run("dedupe", "two.bib", "--check").status == 1
