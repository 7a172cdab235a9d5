"""Whole pages, field by field: each page of the fixtures with its entries beside it in a JSON file."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from soilbib.errors import Problem
from soilbib.formats.listing import parse_page, read_vocabulary
from soilbib.formats.listing.pages.page import read
from soilbib.formats.listing.pages.recognition import looks_like
from soilbib.model import Name, Record

FOLDER = Path(__file__).parents[3] / "fixtures" / "listing" / "pages"
LABELS = (  # fields have them
    "Publié le Publicado em posted on authored by di par Contributors Tags Topic Theme Autorin Autoren Jahr"
    " Résumé تحميل pdf PDF Abstract"
)
PAGES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")


def shown(name: Name) -> str:
    """A name as the fixtures have it: "Roe, Ann", "=FAO"."""
    return f"={name.literal}" if name.literal else ", ".join(filter(None, [name.full_family, name.given]))


def said(record: Record) -> dict[str, object]:
    issued = record.dates.get("issued")
    return {
        "title": record.title,
        "issued": "-".join(f"{part:02}" for part in issued.start) if issued else "",
        "author": [shown(name) for name in record.authors],
        "container-title": record.fields.get("container-title", ""),
        "URL": record.fields.get("URL", ""),
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_gives_its_entries_field_by_field(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    found = [item for item in read(path.read_text("utf-8"), path.name) if isinstance(item, Record)]
    entries = [said(record) for record in found]
    told = [
        {key: entry[key] for key in wanted}
        for entry, wanted in zip(entries, expected["entries"], strict=False)
    ]
    assert told == expected["entries"]
    assert len(entries) == len(told)
    if "categories" in expected:
        stated = {name for record in found for name in record.extra.get("soilbib", {}).get("categories", [])}
        assert sorted(stated) == expected["categories"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_looks_like_a_listing(path: Path) -> None:
    assert looks_like(path.read_text("utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_each_word_of_a_page_is_in_a_string_a_description_or_the_furniture(path: Path) -> None:
    text = path.read_text("utf-8")
    kept: list[str] = []
    for item in parse_page(text, path.name):
        if isinstance(item, Problem):
            kept.append(item.text)
        else:
            categories = item.record.extra.get("soilbib", {}).get("categories", [])
            fields = item.record.fields
            kept += [item.text, fields.get("abstract", ""), fields.get("URL", ""), *categories]
    kept.append(LABELS)
    have = set(re.findall(r"\w+", " ".join(kept)))
    assert [word for word in visible_words(text, path.suffix) if word not in have] == []


OFFERED = {
    "select.html": [("Reports", ""), ("Annual reports", "Reports"), ("Videos", "")],
    "buttons.html": [("Guides and reports", ""), ("Testimonials", "")],
    "widget.html": [("Guides", ""), ("Field guides", "Guides"), ("News", "")],
    "list-counts.html": [("Guides", ""), ("Video", "")],
    "checkboxes.html": [("Case studies", ""), ("Manuals", "")],
    "topics.txt": [("Soil", ""), ("Water", ""), ("Climate", "")],
    "themes.txt": [("Agroforesterie", ""), ("Compost", ""), ("Eau", "")],
}


@pytest.mark.parametrize("name", OFFERED)
def test_what_a_page_is_filtered_by_is_its_vocabulary(name: str) -> None:
    text = (FOLDER.parent / "vocabulary" / name).read_text("utf-8")
    assert [(category.name, category.parent) for category in read_vocabulary(text)] == OFFERED[name]
    assert all(isinstance(item, Problem) or not item.extra for item in read(text, name))


def visible_words(text: str, suffix: str) -> list[str]:
    if suffix == ".html":
        text = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", "", text)
        text = html.unescape(re.sub(r"<[^>]*>", " ", text))
    if suffix == ".md":
        text = re.sub(
            r"(?m)\]\([^()]*\)|^\d+\.|<br\s?/?>|\{[:.#][^{}]*\}|^:{3,}.*$|\[[ xX]\]|(?<!\w)_|_(?!\w)",
            "",
            text,
        )
    return re.findall(r"\w+", text)
