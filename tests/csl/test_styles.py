"""Finding styles and locales."""

from __future__ import annotations

from pathlib import Path

import pytest

from soilbib import csl
from soilbib.csl.styles import ALIASES, load_style, locale_name, search_styles
from soilbib.errors import FormatError, StyleError

MINIMAL = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info><title>Minimal</title><id>minimal</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography>
</style>"""


@pytest.mark.parametrize("spelling", ["apa", "apa.csl", "http://www.zotero.org/styles/apa", " apa "])
def test_a_style_is_found_by_its_id_in_any_spelling(spelling: str) -> None:
    assert load_style(spelling).id == "apa"


def test_a_dependent_style_gives_its_parent_under_its_own_name() -> None:
    style = load_style("geoderma")
    assert (style.id, style.parent) == ("geoderma", "elsevier-harvard")
    assert "<bibliography" in style.xml


def test_a_renamed_style_is_followed() -> None:
    assert load_style("aaa").id == "american-anthropological-association"


@pytest.mark.parametrize(
    ("name", "style_id"),
    [
        ("APA", "apa"),
        ("Soil Biology & Biochemistry", "soil-biology-and-biochemistry"),
        ("MLA", "modern-language-association"),
    ],
)
def test_a_style_may_be_called_by_its_title_in_any_capitals(name: str, style_id: str) -> None:
    assert load_style(name).id == style_id


@pytest.mark.parametrize(("alias", "style_id"), ALIASES.items())
def test_a_style_is_found_by_what_people_call_it(alias: str, style_id: str) -> None:
    assert load_style(alias).id == load_style(alias.upper()).id == style_id


def test_a_style_may_be_a_file_or_xml(tmp_path: Path) -> None:
    path = tmp_path / "house.csl"
    path.write_text(MINIMAL, encoding="utf-8")
    assert load_style(path).title == "Minimal"
    assert load_style("\ufeff" + MINIMAL).title == "Minimal"


def test_soilbibs_own_styles_are_found_by_id(root: Path) -> None:
    assert [path.stem for path in sorted((root / "styles").glob("*.csl"))] == ["soilbib-listing"]
    assert load_style("soilbib-listing").xml == (root / "styles" / "soilbib-listing.csl").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ("geodrma", "unknown style 'geodrma'; did you mean 'geoderma'"),
        ("no/such/file.csl", "no/such/file.csl: no such style file"),
        ("<style", "<style>:1:7: not well-formed XML"),
        ("<html/>", "<style>:1: not a CSL style"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl"/>', "no citation element"),
        ("../apa", "no such style file"),
    ],
)
def test_a_bad_style_says_what_is_wrong_and_where(style: str, message: str) -> None:
    with pytest.raises(StyleError) as caught:
        load_style(style)
    assert message in str(caught.value)


def test_a_style_with_entities_or_a_doctype_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET", encoding="utf-8")
    doctype = f'<!DOCTYPE style [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    style = load_style(doctype + MINIMAL.replace("Minimal", "A &x; title"))
    assert "SECRET" not in style.title


@pytest.mark.parametrize(
    ("locale", "name"), [("fr", "fr-FR"), ("FR_ca", "fr-CA"), ("pt", "pt-PT"), ("en", "en-US")]
)
def test_a_locale_is_found_by_language_or_full_name(locale: str, name: str) -> None:
    assert locale_name(locale) == name


def test_an_unknown_locale_names_the_known_ones() -> None:
    with pytest.raises(StyleError, match=r"unknown locale 'xx'.*en-GB"):
        locale_name("xx")


def test_searching_finds_styles_by_title_and_field() -> None:
    found = list(search_styles("soil biology biochemistry"))
    assert [style.id for style in found] == ["soil-biology-and-biochemistry"]
    assert not list(search_styles("no style has these words"))


def test_unknown_outputs_and_engines_are_named() -> None:
    with pytest.raises(FormatError, match="unknown output 'docx'"):
        csl.bibliography([], "apa", to="docx")
    with pytest.raises(StyleError, match="unknown engine 'biber'"):
        csl.bibliography([], "apa", engine="biber")


def test_a_name_like_no_style_is_told_without_proposals() -> None:
    with pytest.raises(StyleError, match=r"unknown style 'nosuch'$"):
        load_style("nosuch")
