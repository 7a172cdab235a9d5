"""``soilbib convert``."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Run

BIB = """% a comment
@article{minasny2017,
  author = {Minasny, Budiman and Malone, Brendan P. and others},
  title = {Soil carbon 4 per mille},
  journal = {Geoderma},
  year = {2017},
  volume = {292},
  pages = {59--86},
  timestamp = {today}
}
"""
LISTING = "“Soil carbon 4 per mille” – 2017 – B.Minasny & al.\n"


def test_a_file_goes_to_csl_json_on_standard_output(run: Run, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    result = run("convert", "refs.bib")
    (item,) = json.loads(result.out)
    assert (result.status, item["id"], item["page"]) == (0, "minasny2017", "59-86")
    assert item["custom"]["truncated"] == ["author"]


def test_the_output_name_tells_the_format(run: Run, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    result = run("convert", "refs.bib", "-o", "refs.ris")
    assert (result.status, result.out) == (0, "")
    assert (tmp_path / "refs.ris").read_text(encoding="utf-8").startswith("TY  - JOUR\n")
    assert "refs.ris: 1 record" in result.err


def test_standard_input_is_read_where_no_file_is_named(run: Run) -> None:
    for arguments in (("-t", "jsonl"), ("-", "-t", "jsonl")):
        result = run("convert", *arguments, stdin=BIB)
        assert json.loads(result.out)["title"] == "Soil carbon 4 per mille"


def test_losses_are_counted_and_reported(run: Run, tmp_path: Path) -> None:
    result = run("convert", "-t", "listing", "--report", "report.json", stdin=BIB)
    assert result.status == 0
    assert "not held by the format" in result.err
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert {"field": "volume", "record": "minasny2017"}.items() <= {
        key: value for loss in report["losses"] if loss["field"] == "volume" for key, value in loss.items()
    }.items()
    assert report["records"] == 1


def test_several_inputs_of_several_formats_become_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    for name in ("page.txt", "again.txt"):
        (tmp_path / name).write_text(LISTING, encoding="utf-8")
    result = run("convert", "refs.bib", "page.txt", "again.txt")
    ids = [item["id"] for item in json.loads(result.out)]
    assert ids[0] == "minasny2017"
    assert len(set(ids)) == 3, "ids that were made are made anew so that they differ"


def test_a_listing_survives_the_way_through_the_formats(run: Run, root: Path, tmp_path: Path) -> None:
    page = root / "samples" / "resources.txt"
    assert run("convert", page, "-o", "a.json").status == 0
    losses: set[tuple[str, str]] = set()
    previous = "a.json"
    for name in ("b.bib", "c.ris", "d.json"):
        assert run("convert", previous, "-o", name, "--report", "report.json").status == 0
        report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
        for loss in report["losses"]:  # extras stand in "custom"
            losses.add((loss["record"], "custom" if "." in loss["field"] else loss["field"]))
        previous = name
    first = {item["id"]: item for item in json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))}
    last = {item["id"]: item for item in json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))}
    assert set(first) == set(last)
    for key, item in first.items():
        changed = {name for name in item.keys() | last[key].keys() if item.get(name) != last[key].get(name)}
        assert {(key, name) for name in changed} <= losses


def test_messages_have_no_colour_when_it_is_not_wanted(run: Run) -> None:
    broken = '{"id": "a", "type": "book"}\n{broken\n'
    plain = run("convert", "-f", "jsonl", stdin=broken)
    assert plain.status == 4
    assert plain.err.startswith("<stdin>:2")
    assert "\x1b[" in run("convert", "-f", "jsonl", stdin=broken, FORCE_COLOR="1").err
    assert "\x1b[" in run("convert", "-f", "jsonl", "--color", "always", stdin=broken).err
    assert "\x1b[" not in run("convert", "-f", "jsonl", stdin=broken, NO_COLOR="1", FORCE_COLOR="1").err


def test_a_bib_file_written_as_bibtex_keeps_every_byte(run: Run, tmp_path: Path) -> None:
    data = (
        ("\ufeff@string{g = {Geoderma}}\n" + BIB.replace("{Geoderma}", "g"))
        .replace("\n", "\r\n")
        .encode("utf-16-le")
    )
    (tmp_path / "refs.bib").write_bytes(data)
    assert run("convert", "refs.bib", "-t", "bibtex", "-o", "out.bib").status == 0
    assert (tmp_path / "out.bib").read_bytes() == data


def test_a_new_layout_is_for_the_asking(run: Run) -> None:
    result = run("convert", "-t", "bibtex", "--rewrite", stdin=BIB)
    assert "% a comment" not in result.out
    assert "  timestamp = {today},\n}" in result.out


def test_a_character_set_is_honoured(run: Run) -> None:
    result = run("convert", "-t", "bibtex", "--charset", "ascii", stdin=BIB.replace("Malone", "Málone"))
    assert r"M{\'a}lone" in result.out
    assert run("convert", "-t", "ris", "--charset", "ascii", stdin=BIB).status == 2


def test_new_keys_are_made_only_for_the_asking(run: Run) -> None:
    result = run(
        "convert", "-t", "bibtex", "--rekey", "[auth:lower][year]", stdin=BIB.replace("minasny2017", "x")
    )
    assert (result.status, result.out) == (0, BIB)
    assert run("convert", "-t", "ris", "--rekey", "[nothing]", stdin=BIB).status == 2


def test_new_keys_are_told_and_biblatex_keeps_the_old_ones_as_aliases(run: Run, tmp_path: Path) -> None:
    text = "@book{old:1, title = {A}, author = {Roe, J.}, date = {1999}}\n@inbook{b, crossref = {old:1}}\n"
    options = ("-f", "biblatex", "--rekey", "[auth][year]", "--keymap", "keys.tsv")
    result = run("convert", "-t", "biblatex", *options, stdin=text)
    assert "@book{Roe1999," in result.out
    assert "ids = {old:1}" in result.out
    assert "crossref = {Roe1999}" in result.out
    assert (tmp_path / "keys.tsv").read_text() == "old:1\tRoe1999\nb\tRoe1999a\n"
    assert "ids" not in run("convert", "-t", "bibtex", *options, stdin=text).out
    assert run("convert", "-t", "bibtex", "--keymap", "keys.tsv", stdin=text).status == 2


def test_titles_are_put_in_sentence_case_only_for_the_asking(run: Run) -> None:
    text = BIB.replace("Soil carbon 4 per mille", "Soil Carbon in the {Sahel}")
    result = run("convert", "-t", "bibtex", "--sentence-case", stdin=text)
    assert result.out == BIB.replace("Soil carbon 4 per mille", "Soil carbon in the {Sahel}")


def test_columns_of_a_table_are_mapped_on_the_way_in_and_on_the_way_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "de.csv").write_text("Autor;Jahr;Titel;Signatur\nLal, R.;2004;Soils;X1\n", encoding="utf-8")
    maps = ("--map", "Autor=author", "--map", "Titel=title")
    result = run("convert", "de.csv", *maps, "-t", "ris")
    assert "AU  - Lal, R." in result.out
    (tmp_path / "a.ris").write_text(result.out, encoding="utf-8")
    assert run("convert", "a.ris", *maps, "-t", "csv").out.startswith("id,type,Titel,Autor,year,")


def test_a_map_that_cannot_be_meant_is_refused_in_one_line(run: Run) -> None:
    for arguments, message in (
        (("-t", "csv", "--map", "author"), "'author' is not COLUMN=FIELD"),
        (
            ("-t", "csv", "--map", "Autor=authr"),
            "column 'Autor': unknown field 'authr'; did you mean 'author'?",
        ),
        (("-t", "ris", "--map", "Autor=author"), "--map is for tables (csv, tsv)"),
    ):
        result = run("convert", *arguments, stdin=BIB)
        assert result.status == 2 or result.status == 3, result.err
        assert message in result.err
        assert result.out == ""


def test_ris_is_written_in_a_dialect(run: Run) -> None:
    assert (
        "T1  - Soil carbon 4 per mille" in run("convert", "-t", "ris", "--dialect", "refman", stdin=BIB).out
    )
    assert (
        "bibtex has no option 'dialect'" in run("convert", "-t", "bibtex", "--dialect", "wos", stdin=BIB).err
    )


def test_no_report_takes_the_place_of_the_output_or_of_an_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text("@book{a, title={Peat}}\n", encoding="utf-8")
    for arguments in (("-o", "a.ris", "--report", "a.ris"), ("-o", "a.ris", "--rejects", "a.bib")):
        result = run("convert", "a.bib", *arguments)
        assert result.status == 2
        assert "would take the place of" in result.err
    assert [file.name for file in tmp_path.iterdir()] == ["a.bib"]
