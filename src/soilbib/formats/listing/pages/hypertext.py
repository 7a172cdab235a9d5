"""HTML pages: headings, paragraphs and items as lines, links as their URLs, navigation as furniture."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

from soilbib.formats.listing.pages.elements import (
    BLOCKS,
    describes,
    has_parts,
    is_filter,
    is_furniture,
    is_listed,
    may_be_entry,
    names_author,
    names_category,
)
from soilbib.formats.listing.pages.lines import Block, Line, Link, Page, Span, first_url, ranked_link
from soilbib.formats.listing.pages.shape import is_more, is_sentence
from soilbib.formats.listing.pages.tables import join_row, read_head
from soilbib.formats.listing.parts.segments import visible

_START = re.compile(
    r"^[\s\ufeff]*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT = re.compile(
    r"<(?:ul|ol|li|p|div|article|main|section|table|dl|nav|header|h[1-6])\b[^<>]{0,400}>", re.IGNORECASE
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = frozenset({"head", "script", "style", "noscript", "template", "svg", "iframe", "object"})
_SET_OFF = frozenset({"a", "b", "strong", "i", "em", "cite"})
_TABLE = frozenset({"table", "tr", "td", "th"})
_SEPARATORS = ",;|·• "
_NO_NAME = 12  # characters of a line that are none of its author: "By ", "Author: "
_WORD = re.compile(r"[^\W\d_]{2}")  # which marks and numbers of items are not
_BEHIND_TITLE = re.compile(r"\s(?:by|par|por|von|di)\s\S")  # in a link of which the title is bold
_LONGEST_CATEGORY = 60
_LISTS = frozenset({"ul", "ol"})
_CONTENT = frozenset({"article", "main", "li"})
_OF_FORMATS = re.compile(r"bibtex|\.bib\b|\.ris\b|endnote|[=/](?:bib|ris|cite|export)\b", re.IGNORECASE)
_NO_PLACE = ("#", "javascript:", "mailto:", "tel:", "data:")


def is_html(text: str) -> bool:
    """Whether a text is an HTML page, or a part of one."""
    if "<" not in text[:2000]:
        return False
    head = text[:20_000]
    return _START.match(head) is not None or (
        text.lstrip()[:1] == "<" and _FRAGMENT.match(text.lstrip()) is not None and "</" in head
    )


def read_html(text: str) -> Page:
    """The blocks of an HTML page; what cannot be read as HTML at all is one block of furniture."""
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return Page((), ((Line(1, " ".join(text.split())),),))
    reader = _Reader(_base(root))
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if isinstance(element.tag, str):
            (reader.start if event == "start" else reader.end)(element)
    reader.flush()
    return Page(tuple(reader.blocks), tuple(reader.furniture), tuple(reader.groups))


def _base(root: Any) -> str:
    """The page's own address, which relative links are relative to."""
    for path in ("//base/@href", "//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"):
        found = root.xpath(path)
        if found and str(found[0]).startswith("http"):
            return str(found[0])
    return ""


class _Row:
    """The cells of a row that is read, and where its blocks begin and its last cell ends."""

    def __init__(self, start: int) -> None:
        self.start = self.end = start
        self.cells: list[tuple[Line, ...]] = []


class _Reader:
    """Collects the lines while the tree is walked."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.blocks: list[Block] = []
        self.furniture: list[Block] = []
        self.groups: list[Span] = []
        self._starts: list[int] = []
        self._apart: list[bool] = []
        self._rows: list[_Row] = []
        self._terms: list[int] = []
        self._heads: list[tuple[str, ...]] = []
        self._text: list[str] = []
        self._links: list[Link] = []
        self._link: tuple[str, int] | None = None
        self._category: int | None = None
        self._category_of: Any = None
        self._categories: list[str] = []
        self._size = self._credit = self._about = 0
        self._credit_of: Any = None
        self._line = 1
        self._item = self._offered = self._after_link = self._behind_text = False
        self._lead = self._set_off = self._inner = 0
        self._hidden = self._left_out = self._content = self._heading = self._lists = 0

    def start(self, element: Any) -> None:
        """Enter an element: note what it opens, and take the text before its first child."""
        tag = element.tag
        self._hidden += tag in _HIDDEN
        if is_filter(element):
            self.flush()
        if tag == "button":
            self._behind_text = bool(self._text)
        if tag in BLOCKS or (tag == "button" and self._text):
            self.flush()
        self._about += describes(element)
        self._starts.append(len(self.blocks))
        self._item = self._item or tag == "li"
        self._offered = self._offered or is_listed(element)
        if tag == "tr":
            self._rows.append(_Row(len(self.blocks)))
        elif tag == "table":
            self._heads.append(())
        self._lists += tag in _LISTS
        if tag in ("dl", "dt"):
            self._end_term(opens=tag == "dl")
        self._left_out += is_furniture(element, self._content)
        self._content += tag in _CONTENT
        self._heading = int(tag[1]) if tag in _HEADINGS else self._heading
        if tag == "a" and self._after_link:
            self._add(" ", element)  # links side by side are words apart
        if tag in _SET_OFF and (self._set_off or not self._size):
            self._set_off += 1
        if tag == "a" and element.get("href"):
            self._link = (element.get("href").strip(), self._size)
        if self._category is None and names_category(element):
            self._category, self._category_of = len(self._text), element
        if self._credit_of is None and names_author(element):
            self._credit, self._credit_of = self._size, element
        self._add(element.text, element)
        self._apart.append(has_parts(element))

    def end(self, element: Any) -> None:
        """Leave an element: close what it opened, and take the text behind it."""
        tag = element.tag
        if tag == "a" and self._link:
            href, before = self._link
            if self._size > before:
                self._links.append(ranked_link(self._size - before, href))
            self._link = None
        if self._category is not None and element is self._category_of:
            self._take_category()
        if element is self._credit_of:
            self._credit, self._credit_of = self._size - self._credit, None
        if is_filter(element):
            self.flush(filters=True)
        if tag in _SET_OFF and self._set_off:
            self._set_off -= 1
            self._end_set_off(self._held())
        self._apart.pop()
        if (
            tag in BLOCKS
            or (self._apart and self._apart[-1] and _WORD.search(self._held()))
            or (tag == "button" and self._behind_text)
        ):
            self.flush()
        self._about -= describes(element)
        start = self._starts.pop()
        if len(self.blocks) > start + 1 and not self._left_out and may_be_entry(element):
            self.groups.append((start, len(self.blocks)))
        if tag in _TABLE:
            self._leave_table(tag)
        self._lists -= tag in _LISTS
        if tag == "dl":
            self._end_term()
            self._terms.pop()
        self._content -= tag in _CONTENT
        self._left_out -= is_furniture(element, self._content)
        self._heading = 0 if tag in _HEADINGS else self._heading
        self._hidden -= tag in _HIDDEN
        self._after_link = tag == "a" and bool(self._text)
        self._add(element.tail, element)

    def _end_set_off(self, held: str) -> None:
        """Note where what is set off ends; bold in a link, where "by" stands behind it."""
        if self._set_off:
            self._inner = self._inner or len(held)
            return
        behind = self._inner and _BEHIND_TITLE.match(held, self._inner)
        self._lead, self._inner = self._inner if behind else len(held), 0

    def _end_term(self, *, opens: bool = False) -> None:
        """End the part of a list that a term and its definitions are; the next one begins, or a list."""
        if opens or not self._terms:
            self._terms.append(-1)
        elif 0 <= self._terms[-1] < len(self.blocks) - 1 and not self._left_out:
            self.groups.append((self._terms[-1], len(self.blocks)))
        if not opens:
            self._terms[-1] = len(self.blocks)

    def _take_category(self) -> None:
        """Note the text of an element that names a category: no more than a name; without a link no kind of work."""
        name = " ".join("".join(self._text[self._category :]).split())
        linked = any(part.tag == "a" for part in (self._category_of, *self._category_of[:1]))
        self._category = self._category_of = None
        if len(name) <= _LONGEST_CATEGORY and (linked or not is_more(name)):
            self._categories.append(name)

    def _leave_table(self, tag: str) -> None:
        """End a cell, a row or a table: the row becomes one line where it is an entry's."""
        if tag == "table" and self._heads:
            self._heads.pop()
        elif tag in ("td", "th") and self._rows:
            row = self._rows[-1]
            row.cells.append(tuple(line for block in self.blocks[row.end :] for line in block))
            row.end = len(self.blocks)
        elif tag == "tr" and self._rows:
            row = self._rows.pop()
            cells = tuple(row.cells)
            head = self._heads[-1] if self._heads else ()
            line = join_row(head, cells)
            if not head and self._heads:
                self._heads[-1] = read_head(cells)
            if line and not self._left_out:
                self.blocks[row.start :] = [(line,)]
                while self.groups and self.groups[-1][0] >= row.start:
                    self.groups.pop()

    def _add(self, text: str | None, element: Any) -> None:
        if text and not self._hidden and (self._text or not text.isspace()):
            if not self._text:
                self._line = element.sourceline or self._line
            self._text.append(text)
            self._size += len(text)
            self._after_link = False

    def _held(self) -> str:
        return " ".join(visible("".join(self._text)).split())

    def flush(self, *, filters: bool = False) -> None:
        """End the line: what is held of it becomes a block."""
        text = self._held().lstrip(_SEPARATORS)
        if text:
            stated = tuple(filter(None, self._categories))
            line = Line(
                self._line,
                text,
                self._url(),
                self._heading,
                stated,
                self._item,
                self._lead,
                about=bool(self._about) and is_sentence(text),
                depth=self._lists,
                filters=filters or self._offered,
                credited=self._credit_of is None and 0 < self._credit > len(text) - _NO_NAME,
            )
            self._item = self._offered = False
            (self.furniture if self._left_out else self.blocks).append((line,))
        self._text, self._links, self._size, self._categories = [], [], 0, []
        self._lead = self._set_off = self._inner = self._credit = 0
        if self._link:
            self._link = (self._link[0], 0)

    def _url(self) -> str:
        """The address of the longest link of the line, also of one that is still open, and not of its BibTeX."""
        links = [*self._links, *([(self._link[1] - self._size, self._link[0])] if self._link else [])]
        links = [(size, href) for size, href in links if size < 0 and not href.lower().startswith(_NO_PLACE)]
        links = [(size, href) for size, href in links if not _OF_FORMATS.search(href)]
        return _absolute(first_url(links), self.base) if links else ""


def _absolute(address: str, base: str) -> str:
    """A link of the page at ``base`` in full; one that is no address ("http://[x") as it stands."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address
