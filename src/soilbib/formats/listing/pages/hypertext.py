"""HTML pages: headings, paragraphs and items as lines, links as their URLs, navigation as furniture."""

from __future__ import annotations

import re
from itertools import islice
from operator import itemgetter
from typing import Any
from urllib.parse import urljoin

from soilbib.formats.listing.pages.lines import Block, Line, Page, Span
from soilbib.formats.listing.pages.shape import is_more, is_sentence
from soilbib.formats.listing.pages.tables import join_row, read_head
from soilbib.formats.listing.parts.classify import phrase_type

_START = re.compile(
    r"^[\s\ufeff]*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT = re.compile(
    r"<(?:ul|ol|li|p|div|article|main|section|table|dl|nav|header|h[1-6])\b[^<>]{0,400}>", re.IGNORECASE
)
_BLOCKS = frozenset(
    """
    address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form h1 h2
    h3 h4 h5 h6 header hr label legend li main nav ol option p pre section select summary table tbody td tfoot th thead
    tr ul
    """.split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = frozenset({"head", "script", "style", "noscript", "template", "svg", "iframe", "object"})
_FURNITURE = frozenset(
    {"nav", "form", "aside", "footer", "header", "select", "button", "label", "fieldset", "menu"}
)
_FURNITURE_ROLES = frozenset(
    "navigation search banner contentinfo dialog alertdialog menu menubar tablist toolbar complementary".split()
)
_FURNITURE_CLASSES = frozenset(
    """
    breadcrumb breadcrumbs breadcrumb-nav breadcrumb_trail pagination pager page-navigation paginator skip-link
    screen-reader-text visually-hidden sr-only mw-editsection catlinks navbar share sharing share-buttons social-share
    social-links sharedaddy addtoany addtoany_list cookie-banner cookie-notice cookie-bar cookieconsent widget-area
    main-menu main-nav arbo
    """.split()
)
_PAGE_ENDS = frozenset("footer site-header site-footer page-footer main-footer colophon".split())
_SET_OFF = frozenset({"a", "b", "strong", "i", "em", "cite"})
_TABLE = frozenset({"table", "tr", "td", "th"})
_GROUPS = frozenset({"li", "article", "dl", "dd", "tr", "details"})
_ALIKE = frozenset({"div", "section", "a", "td", "details", "blockquote", "p", "figure"})
_WITH_PARTS = frozenset({"li", "p", "div", "td", "dd", "article"})
_PARTS = frozenset({"span", "a", "time", "em", "strong", "b", "i", "small", "abbr", "cite"})
_FEWEST_PARTS, _FEWEST_IN_BOX = 3, 2
_BOXES = frozenset({"li", "div", "td", "article"})
_CATEGORY_CLASSES = frozenset(
    "category categories cat cats kicker rubrique rubrik kategorie categoria taxonomy topic topics theme badge".split()
)
_AUTHOR_CLASSES = frozenset("author authors auteur auteurs autor autore autoren byline creator".split())
_ABOUT_CLASSES = frozenset("excerpt description summary abstract teaser chapo snippet resume blurb".split())
_WHOLES = frozenset({"html", "body", "main", "article", "section"})
_SEPARATORS = ",;|·• "
_LABEL = 12  # characters of a link's such as "Details"
_NO_NAME = 12  # characters of a line that are none of its author: "By ", "Author: "
_CATEGORY_PATH = re.compile(
    r"/(?:[\w-]{0,20}category|categories|categorie|categoria|kategorie|rubrique|topics?|themes?|tags?)/[^/?#]+/?(?:[?#].*)?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2}")  # which marks and numbers of items are not
_CLASS_WORD = re.compile(r"[\s_-]+")
_LONGEST_CATEGORY = 60
_IN_FORMS = ("table", "article", "main", "h1", "h2", "h3")
_LISTS = frozenset({"ul", "ol"})
_BUTTONS = frozenset({"a", "button", "li", "span", "div", "option"})
_FILTERS = frozenset(
    "data-filter data-category data-category-slug data-term-id data-term data-group data-filter-value".split()
)
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
        self._links: list[tuple[int, str]] = []
        self._link: tuple[str, int] | None = None
        self._category: int | None = None
        self._category_of: Any = None
        self._categories: list[str] = []
        self._size = self._credit = self._about = 0
        self._credit_of: Any = None
        self._line = 1
        self._item = self._after_link = self._behind_text = False
        self._lead = self._set_off = 0
        self._hidden = self._left_out = self._content = self._heading = self._lists = 0

    def start(self, element: Any) -> None:
        """Enter an element: note what it opens, and take the text before its first child."""
        tag = element.tag
        self._hidden += tag in _HIDDEN
        if _is_filter(element):
            self.flush()
        if tag == "button":
            self._behind_text = bool(self._text)
        if tag in _BLOCKS or (tag == "button" and self._text):
            self.flush()
        self._about += _describes(element)
        self._starts.append(len(self.blocks))
        self._item = self._item or tag == "li"
        if tag == "tr":
            self._rows.append(_Row(len(self.blocks)))
        elif tag == "table":
            self._heads.append(())
        self._lists += tag in _LISTS
        if tag in ("dl", "dt"):
            self._end_term(opens=tag == "dl")
        self._left_out += _is_furniture(element, self._content)
        self._content += tag in _CONTENT
        self._heading = int(tag[1]) if tag in _HEADINGS else self._heading
        if tag == "a" and self._after_link:
            self._add(" ", element)  # links side by side are words apart
        if tag in _SET_OFF and (self._set_off or not self._size):
            self._set_off += 1
        if tag == "a" and element.get("href"):
            self._link = (element.get("href").strip(), self._size)
        if self._category is None and _names_category(element):
            self._category, self._category_of = len(self._text), element
        if self._credit_of is None and _names_author(element):
            self._credit, self._credit_of = self._size, element
        self._add(element.text, element)
        self._apart.append(_has_parts(element))

    def end(self, element: Any) -> None:
        """Leave an element: close what it opened, and take the text behind it."""
        tag = element.tag
        if tag == "a" and self._link:
            href, before = self._link
            if self._size > before:
                self._links.append((min(before - self._size, -_LABEL), href))  # of short ones the first
            self._link = None
        if self._category is not None and element is self._category_of:
            self._take_category()
        if element is self._credit_of:
            self._credit, self._credit_of = self._size - self._credit, None
        if _is_filter(element):
            self.flush(filters=True)
        if tag in _SET_OFF and self._set_off:
            self._set_off -= 1
            self._lead = len(self._held()) if not self._set_off else self._lead
        self._apart.pop()
        if (
            tag in _BLOCKS
            or (self._apart and self._apart[-1] and _WORD.search(self._held()))
            or (tag == "button" and self._behind_text)
        ):
            self.flush()
        self._about -= _describes(element)
        start = self._starts.pop()
        if len(self.blocks) > start + 1 and not self._left_out and _may_be_entry(element):
            self.groups.append((start, len(self.blocks)))
        if tag in _TABLE:
            self._leave_table(tag)
        self._lists -= tag in _LISTS
        if tag == "dl":
            self._end_term()
            self._terms.pop()
        self._content -= tag in _CONTENT
        self._left_out -= _is_furniture(element, self._content)
        self._heading = 0 if tag in _HEADINGS else self._heading
        self._hidden -= tag in _HIDDEN
        self._after_link = tag == "a" and bool(self._text)
        self._add(element.tail, element)

    def _end_term(self, *, opens: bool = False) -> None:
        """End the part of a list that a term and its definitions are; the next one begins, or a list."""
        if opens or not self._terms:
            self._terms.append(-1)
        elif 0 <= self._terms[-1] < len(self.blocks) - 1 and not self._left_out:
            self.groups.append((self._terms[-1], len(self.blocks)))
        if not opens:
            self._terms[-1] = len(self.blocks)

    def _take_category(self) -> None:
        """Note the text of an element that names a category, if it is no kind of work and no more than a name."""
        name = " ".join("".join(self._text[self._category :]).split())
        self._category = self._category_of = None
        if len(name) <= _LONGEST_CATEGORY and not is_more(name):
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
        return " ".join("".join(self._text).split())

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
                filters=filters,
                credited=self._credit_of is None and 0 < self._credit > len(text) - _NO_NAME,
            )
            self._item = False
            (self.furniture if self._left_out else self.blocks).append((line,))
        self._text, self._links, self._size, self._categories = [], [], 0, []
        self._lead = self._set_off = self._credit = 0
        if self._link:
            self._link = (self._link[0], 0)

    def _url(self) -> str:
        """The address of the longest link of the line, also of one that is still open, and not of its BibTeX."""
        links = [*self._links, *([(self._link[1] - self._size, self._link[0])] if self._link else [])]
        links = [(size, href) for size, href in links if size < 0 and not href.lower().startswith(_NO_PLACE)]
        links = [(size, href) for size, href in links if not _OF_FORMATS.search(href)]
        return urljoin(self.base, min(links, key=itemgetter(0))[1]) if links else ""


def _has_parts(element: Any) -> bool:
    """Whether all of an element are parts with classes of their own, as of a card in one line.

    Of a box two are enough; blocks may stand among them.
    """
    own = "-" in element.tag  # an element of the site's own, "ds-truncatable"
    if (
        len(element) < _FEWEST_IN_BOX
        or not (own or element.tag in _WITH_PARTS)
        or (element.text or "").strip()
    ):
        return False
    if any(
        (part.tag not in _PARTS and part.tag not in _BLOCKS) or (part.tail or "").strip() for part in element
    ):
        return False
    parts = [part for part in element if part.tag in _PARTS]
    classes = {part.get("class") for part in parts if part.get("class")}
    if len(parts) < _FEWEST_PARTS and (own or element.tag in _BOXES):
        return len(parts) == len(classes) == _FEWEST_IN_BOX
    return len(parts) >= _FEWEST_PARTS and len(classes) >= _FEWEST_PARTS - 1


def _names_category(element: Any) -> bool:
    """Whether an element is a category's name by its link's relation, or as the only text of a class that says so."""
    if element.tag == "a" and (
        "category" in (element.get("rel") or "").split() or _CATEGORY_PATH.search(element.get("href") or "")
    ):
        return True
    named = element.get("class")
    if not named or len(element) > 1:
        return False
    if len(element) and (len(element[0]) or (element.text or element[0].tail or "").strip()):
        return False
    words = _CLASS_WORD.split(named.lower())
    if _CATEGORY_CLASSES.isdisjoint(words):
        return False
    name = " ".join("".join(element.itertext()).split())
    single = not name.endswith("s")  # "Report" is a type, "Reports" a category
    return not ("badge" in words and single and phrase_type(name))


def _describes(element: Any) -> bool:
    """Whether an element says that its text is a paragraph about a work."""
    named = element.get("class", "") if element.tag not in _WHOLES else ""
    return bool(named) and not _ABOUT_CLASSES.isdisjoint(_CLASS_WORD.split(named.lower()))


def _names_author(element: Any) -> bool:
    """Whether an element says that its text is who wrote a work."""
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return True
    named = element.get("class", "") if element.tag not in _WHOLES else ""
    return bool(named) and not _AUTHOR_CLASSES.isdisjoint(_CLASS_WORD.split(named.lower()))


def _is_filter(element: Any) -> bool:
    """Whether an element is a button that shows but some of a page's entries."""
    return element.tag in _BUTTONS and not len(element) and not _FILTERS.isdisjoint(element.keys())


def _may_be_entry(element: Any) -> bool:
    """Whether an element may hold one entry: an item or article, or a part like the one before or behind it."""
    if element.tag in _GROUPS:
        return True
    if element.tag not in _ALIKE:
        return False
    like = (element.tag, (element.get("class") or "").split()[:1])
    others = (element.getprevious(), element.getnext())
    return any(
        other is not None and like == (other.tag, (other.get("class") or "").split()[:1]) for other in others
    )


def _is_furniture(element: Any, in_content: int) -> bool:
    """Whether an element is navigation, form or the page's head or foot; an article's own header is not."""
    if element.tag == "form" and next(element.iter(*_IN_FORMS), None) is not None:
        return False  # around a page, as some servers write them
    if element.tag not in _FURNITURE:
        if element.get("role") in _FURNITURE_ROLES:
            return True
        named = f"{element.get('class', '')} {element.get('id', '')}".split()
        ends = not in_content and not _PAGE_ENDS.isdisjoint(named)
        ends = ends and "body" in [
            above.tag for above in islice(element.iterancestors(), 2)
        ]  # of the whole page
        return bool(named) and (ends or not _FURNITURE_CLASSES.isdisjoint(named))
    return not (in_content and element.tag in ("header", "footer"))
