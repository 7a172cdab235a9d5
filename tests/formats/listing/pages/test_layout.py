"""What of a page's characters and markup says nothing: without it or with other such the records are the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from soilbib.formats.listing.pages.page import read
from soilbib.model import Record, to_csl

PAGES = sorted((Path(__file__).parents[3] / "fixtures" / "listing" / "pages").iterdir())
HTML = [page for page in PAGES if page.suffix == ".html"]
TEXT = [page for page in PAGES if page.suffix == ".txt"]
_BLOCK = "p|li|div|ul|ol|h[1-6]|section|article|tr|td|table|main|body|footer|header|nav"


def tight(page: str) -> str:
    """Tags in capitals, no line ends between them, all but ASCII as numbers."""
    page = re.sub(r">\s*\n\s*<", "><", page)
    page = re.sub(rf"<(/?)({_BLOCK}|a|em|strong|span)\b", lambda tag: f"<{tag[1]}{tag[2].upper()}", page)
    return "".join(char if char.isascii() else f"&#{ord(char)};" for char in page)


def loose(page: str) -> str:
    """A line for each block, indented, with comments and the line ends of Windows."""
    page = re.sub(rf">(?=<(?:{_BLOCK})\b)", ">\n      ", page)
    return re.sub(r"(</(?:p|li|div|h[1-6])>)", r"\1<!-- end -->", page).replace("\n", "\r\n")


def unseen(page: str) -> str:
    """Characters without width in front of each line, blanks behind it."""
    return re.sub(r"(?m)^(?=\S)(.*)$", "\u200b\\1 ", page)


def records_of(page: str) -> list[dict[str, object]]:
    items = [to_csl(item) for item in read(page, "") if isinstance(item, Record)]
    return [{key: value for key, value in item.items() if key != "id"} for item in items]


@pytest.mark.parametrize(
    ("pages", "change"), [(HTML, tight), (HTML, loose), (TEXT, unseen)], ids=["tight", "loose", "unseen"]
)
def test_what_is_not_seen_changes_no_record(pages: list[Path], change: Callable[[str], str]) -> None:
    texts = {page.name: page.read_text("utf-8") for page in pages}
    assert [name for name, text in texts.items() if records_of(text) != records_of(change(text))] == []
