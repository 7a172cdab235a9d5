"""Numbers as CSL sees them: the numeric test and page ranges."""

from __future__ import annotations

import re

from msgspec import Struct

_NUMERIC_PART = r"[a-zA-Z]*\d+[a-zA-Z]*"
_NUMERIC = re.compile(rf"{_NUMERIC_PART}(?:\s*[,&–-]\s*{_NUMERIC_PART})*")
_RANGE = re.compile(r"\s*([^\s–—-]+)\s*[–—-]{1,3}\s*([^\s–—-]+)\s*")
_DIGITS = "0123456789"
_PLAIN_PAGES = re.compile(r"[A-Za-z]{0,2}\d+(?:-[A-Za-z]{0,2}\d+)?")
PAGE_LABELS: tuple[str, ...] = (
    "mga pahina",
    *"""
    p pp pg pgs page pages pag pagg pagina pagine pagina's paginae paginas paginile pahina pág págs pàg pàgs
    página páginas pàgina pàgines páx páxs páxina páxinas s ss S Seite Seiten sid sida sidor side sider sivu
    sivut str stran strana strani strany stranica stranice strona strony bl ble bls blz bladsy bladsye
    bladzijde bladzijden blaðsíða blaðsíður lk lehekülg leheküljed lpp lappuse lappuses o old oldal or
    orrialdea orrialdeak puslapis puslapiai psl hal hlm halaman sayfa sayfalar t tt tudalen tudalennau tr
    trang с сс С стр стор страница страници странице страницы сторінка сторінки хуудас хуудаснууд σ σσ σελ
    σελίδα σελίδες էջ էջեր עמ עמ׳ עמוד עמודים ص صص صفحة صفحه صفحات صفحہ صفحے पृ पृष्ठ น หน้า ទំព័រ
    'עמ تاکدیم پنہ پنہ‌غاک ページ 페이지 页 頁
    """.split(),
)
"""What stands before pages, in the languages of CSL's locales and as publishers abbreviate it, without full stops."""

_SURE = {"pp", "pg", "pgs"}  # short, and still no letters of a page's own number
_LONG = "|".join(re.escape(label) for label in PAGE_LABELS[::-1] if len(label) > 2 or label in _SURE)
_SHORT = "|".join(label for label in PAGE_LABELS if len(label) <= 2)
_LABEL = rf"(?:(?:{_LONG})\.?\s*|(?:{_SHORT})(?:\.\s*|\s+))(?=[\[(]?(?:[A-Za-z]{{0,2}}\d|[ivxlcdm]+\b))"
_PAGE_LABEL = re.compile(rf"\s*{_LABEL}", re.IGNORECASE)
_NEXT_LABEL = re.compile(rf"(?<=[\w\])])(\s*[,;&]\s*){_LABEL}", re.IGNORECASE)
_OTHER_WORD = re.compile(r"(?![ivxlcdm]+\b)[^\W\d_]{3,}", re.IGNORECASE)
_LABEL_BEHIND = re.compile(
    r"第?\s*(\w*\d\s?[-–~～]\s?\w*\d)\s*(?:[页頁쪽면]|ページ|페이지|(?:\.\s?|\s)(?:pp?|o|oldal|lpp|str|or)\.?)",
    re.IGNORECASE,
)
_PAGE_DASH = re.compile(r"(?<=\w)\s*(?:[‐‑–—−]|-{1,3})\s*(?=\w)")


class PageRange(Struct, frozen=True):
    """First and last page as written; ``last`` is empty for a single page."""

    first: str
    last: str = ""


def is_numeric(value: str) -> bool:
    """Whether the value counts as a number (CSL 1.0.2, "choose", is-numeric): "2nd", "D2", "3-5", "2, 3 & 4"."""
    return bool(_NUMERIC.fullmatch(value.strip()))


def parse_pages(value: str) -> tuple[PageRange, ...]:
    """Split a page value at commas and semicolons into ranges, whatever dash joins them."""
    ranges = []
    for piece in re.split(r"[,;]", value):
        match = _RANGE.fullmatch(piece)
        if match:
            ranges.append(PageRange(match[1], match[2]))
        elif piece.strip():
            ranges.append(PageRange(piece.strip()))
    return tuple(ranges)


def plain_pages(value: str) -> str:
    """Pages without the label before them ("pp. 3–9", "S. 3-9"), ranges joined by a hyphen without spaces."""
    return value if _PLAIN_PAGES.fullmatch(value) else _PAGE_DASH.sub("-", without_page_labels(value))


def without_page_labels(value: str) -> str:
    """Pages without what styles print before them ("pp. [12]-14", "p. 3, p. 9"), or what stands behind ("12–20頁")."""
    if _PLAIN_PAGES.fullmatch(value):
        return value
    if behind := _LABEL_BEHIND.fullmatch(value):
        return behind[1]
    bare = _PAGE_LABEL.sub("", value, count=1).rstrip(".") if _PAGE_LABEL.match(value) else value
    if _NEXT_LABEL.search(bare):
        parted = _NEXT_LABEL.sub(r"\1", bare)
        return bare if _OTHER_WORD.search(parted) else parted.rstrip(".")
    return bare


def expand_range(pages: PageRange) -> PageRange:
    """Give an abbreviated last page its full digits: 221-8 is 221-228, e12-5 is e12-e15."""
    (first_prefix, first), (last_prefix, last) = _split(pages.first), _split(pages.last)
    if not first or not last or len(last) >= len(first) or last_prefix not in ("", first_prefix):
        return pages
    digits = last_in_full(first, last)
    return PageRange(pages.first, first_prefix + digits) if digits >= first else pages


def last_in_full(first: str, last: str) -> str:
    """The digits of an abbreviated last page in full: 321–28 ends on 328; a longer one as it is."""
    return first[: len(first) - len(last)] + last if len(last) < len(first) else last


def _split(page: str) -> tuple[str, str]:
    """The digits at the end of a page number, and what stands before them."""
    prefix = page.rstrip(_DIGITS)
    return prefix, page[len(prefix) :]
