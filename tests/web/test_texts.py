"""The interface's languages: complete, with the same places, and chosen as visitors wish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from soilbib.model.variables import ITEM_TYPES
from soilbib.web.asked import SORTS
from soilbib.web.pages.browse import LOGIC_NAMES, MATCH_NAMES
from soilbib.web.texts import LANGUAGES, choose_language, read_table, texts_in
from soilbib.web.visit import PLACES

WEB = Path("src/soilbib/web")
SAID = re.compile(r"""(?:(?<![\w.])_|(?<!_)texts)\(\s*(?:"((?:[^"\\]|\\.)+)"|'((?:[^'\\]|\\.)+)')""")
COUNTED = re.compile(r"""\.count\(\s*(?:"([^"|]+\|[^"|]+)"|'([^'|]+\|[^'|]+)')""")
HEADINGS = (
    "Not found",
    "An error",
    "This did not work",
    "Something went wrong in the server; its log says what.",
)


def said(root: Path) -> Iterator[str]:
    """Everything that templates and pages say."""
    for path in [*(root / WEB).rglob("*.html"), *(root / WEB).rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        for match in (*SAID.finditer(text), *COUNTED.finditer(text)):
            yield match[1] or match[2]
    yield from (order.title for order in SORTS.values())
    yield from (*MATCH_NAMES.values(), *LOGIC_NAMES.values(), *HEADINGS)
    yield from (name for _, name, _ in PLACES)


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_a_table_has_everything_that_is_said_and_nothing_else(root: Path, code: str) -> None:
    table = {text for text in read_table(code) if not re.match(r"(field|change|type):", text)}
    assert table == set(said(root))


@pytest.mark.parametrize("code", LANGUAGES)
def test_all_tables_name_the_same_fields_and_changes(code: str) -> None:
    def names(table: dict[str, str]) -> set[str]:
        return {text for text in table if text.startswith(("field:", "change:"))}

    assert names(read_table(code)) == names(read_table("en"))


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_a_translation_has_the_places_and_forms_of_the_original(code: str) -> None:
    for text, translation in read_table(code).items():
        assert sorted(re.findall(r"\{\w*\}", text)) == sorted(re.findall(r"\{\w*\}", translation)), text
        assert text.count("|") == translation.count("|"), text
        assert translation.strip()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_type_has_a_name(code: str) -> None:
    names = {texts_in(code).type_name(kind) for kind in ITEM_TYPES}
    assert len(names) == len(ITEM_TYPES)
    if code != "en":
        assert texts_in(code).type_name("article-journal") != texts_in("en").type_name("article-journal")
    assert texts_in(code).type_name("no-such_type") == "No such type"


def test_nothing_is_counted_as_each_language_does() -> None:
    assert texts_in("fr").count("{n} record|{n} records", 0) == "0 notice"
    assert texts_in("en").count("{n} record|{n} records", 0) == "0 records"
    assert texts_in("en").count("{n} record|{n} records", 12345) == "12\N{NARROW NO-BREAK SPACE}345 records"


@pytest.mark.parametrize(
    ("wanted", "accepted", "code"),
    [("fr", "de", "fr"), ("xx", "de-CH, en;q=0.5", "de"), ("", "en;q=0.2,es;q=0.9", "es"), ("", "", "en"),
     ("", "ja, ko", "en"), ("", "fr;q=0", "en"), ("", "fr;q=loud, es", "es"), ("", ";;;,,", "en")],
)  # fmt: skip
def test_the_language_is_the_one_asked_for_or_the_first_accepted(
    wanted: str, accepted: str, code: str
) -> None:
    assert choose_language(wanted, accepted) == code
