"""Typography that says nothing: other quotes, dashes, blanks and characters give the same record."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from soilbib.formats.listing import parse_string
from soilbib.model import to_csl

FIXTURES = Path(__file__).parents[2] / "fixtures" / "listing"
TEXTS: list[str] = [
    json.loads(line)["text"] for line in (FIXTURES / "strings.jsonl").read_text("utf-8").splitlines()
]
_MARKS = str.maketrans({**dict.fromkeys("“”„«»‘’'\"", ""), **dict.fromkeys("—−", "–"), "\u00ad": ""})


def quoted_by(opening: str, closing: str) -> Callable[[str], str]:
    """Other quotation marks, where a string has no more than those of titles."""

    def change(text: str) -> str:
        return text if set(text) & set('«»„‘"') else text.replace("“", opening).replace("”", closing)

    return change


def parted_by(dash: str) -> Callable[[str], str]:
    return lambda text: text.replace(" – ", dash)


def wrapped(text: str) -> str:
    return re.sub(r"(?<=^.{40}) ", "\n", re.sub(r"^(.{40}\S*) ", "\\1\n", text), count=1)


CHANGES: dict[str, Callable[[str], str]] = {
    "straight quotes": quoted_by('"', '"'),
    "guillemets": quoted_by("«\u00a0", "\u00a0»"),
    "tight guillemets": quoted_by("«", "»"),
    "German quotes": quoted_by("„", "“"),
    "Swedish quotes": quoted_by("”", "”"),
    "single quotes": quoted_by("‘", "’"),
    "two hyphens": parted_by(" -- "),
    "a long dash": parted_by(" — "),
    "a minus": parted_by(" − "),
    "fixed blanks": parted_by("\u00a0–\u00a0"),
    "thin blanks": parted_by("\u2009–\u2009"),
    "tabs": parted_by(" –\t"),
    "letters in parts": lambda text: unicodedata.normalize("NFD", text),
    "two blanks": lambda text: text.replace(" ", "  "),
    "two lines": wrapped,
    "a mark of byte order": lambda text: f"\ufeff{text}",
    "blanks around": lambda text: f"\u00a0{text} \u200b",
    "a soft hyphen": lambda text: re.sub(r"(?<=[a-z]{4})(?=[a-z]{4})", "\u00ad", text, count=1),
    "round apostrophes": lambda text: re.sub(r"(?<=[a-z])'(?=[a-z])", "’", text),
    "straight apostrophes": lambda text: re.sub(r"(?<=[a-z])’(?=[a-z])", "'", text),
    "a full stop at the end": lambda text: re.sub(r"(?<=[^\W_]{2})$", ".", text) if " – " in text else text,
    "entities": lambda text: re.sub(r" & ", " &amp; ", text),
}


def record_of(text: str) -> str:
    """Title, date and authors, without what tells quotes and dashes apart."""
    item = to_csl(parse_string(text).record)
    told = {key: item[key] for key in ("title", "issued", "author", "editor") if key in item}
    return re.sub(r"[\s\\]+", "", json.dumps(told, ensure_ascii=False).translate(_MARKS))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_typography_changes_no_record(change: Callable[[str], str]) -> None:
    changed = [(text, change(text)) for text in TEXTS]
    differ = [other for text, other in changed if other != text and record_of(text) != record_of(other)]
    assert differ == []


TIGHT = "“Peat under the plough”{0}2019{0}A. Doe & J. Roe{0}Moor Trust"


@pytest.mark.parametrize("dash", ["—", " –", "– ", " —", "— ", "–"])
def test_dashes_part_an_entry_without_their_blanks(dash: str) -> None:
    assert record_of(TIGHT.format(dash)) == record_of(TIGHT.format(" – "))
