"""The commands that list what there is."""

from __future__ import annotations

import json

import pytest

from soilbib.formats import FORMATS

from .conftest import Run


def test_the_formats_are_those_of_the_table(run: Run) -> None:
    listed = json.loads(run("formats", "--format", "json").out)
    assert {entry["name"] for entry in listed} == set(FORMATS)
    assert all(name in run("formats").out for name in FORMATS)


def test_the_dialects_of_a_format_stand_in_the_list(run: Run) -> None:
    assert "dialects: endnote, zotero, scopus, wos, ovid, embase, cochrane, refman" in run("formats").out


def test_the_fields_of_a_format_are_told_by_its_name(run: Run) -> None:
    assert "T1 → title" in " ".join(run("formats", "ris").out.split())
    listed = json.loads(run("formats", "nbib", "tsv", "--format", "json").out)
    assert [entry["name"] for entry in listed] == ["nbib", "tsv"]
    assert all(entry["fields"] for entry in listed)
    assert "CSL's own names" in run("formats", "csljson").out
    assert "did you mean 'ris'" in run("formats", "riss").err


def test_styles_are_found_by_words(run: Run) -> None:
    result = run("styles", "search", "european", "soil", "science")
    assert result.status == 0
    assert "european-journal-of-soil-science" in result.out


def test_nothing_found_is_a_finding(run: Run) -> None:
    result = run("styles", "search", "nosuchstyle")
    assert (result.status, result.out) == (1, "")
    assert "no style has 'nosuchstyle'" in result.err


def test_a_style_is_shown_with_a_specimen(run: Run) -> None:
    out = run("styles", "show", "geoderma").out
    assert "parent:   elsevier-harvard" in out
    assert "Minasny" in out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_learn_to_complete(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert result.status == 0
    assert "_SOILBIB_COMPLETE" in result.out


def test_every_command_has_help_with_an_example(run: Run) -> None:
    from soilbib.cli import COMMANDS

    for name in COMMANDS:
        help_text = run(name, "--help").out
        assert help_text.startswith(f"Usage: soilbib {name}")
