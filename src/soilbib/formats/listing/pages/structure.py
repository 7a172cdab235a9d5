"""What the structure of a page says of its lines: cards, titles that are set off, headings that are years."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from soilbib.formats.listing.pages.brackets import with_brackets
from soilbib.formats.listing.pages.cards import join_cards
from soilbib.formats.listing.pages.categories import without_offers
from soilbib.formats.listing.pages.groups import headed_first, heading_groups, join_groups
from soilbib.formats.listing.pages.kickers import without_kickers
from soilbib.formats.listing.pages.layout import read_lines
from soilbib.formats.listing.pages.lines import Block, IsEntry, Line, Page
from soilbib.formats.listing.pages.links import with_links
from soilbib.formats.listing.pages.posts import without_posts
from soilbib.formats.listing.pages.shape import is_control, is_more, without_more
from soilbib.formats.listing.pages.titles import with_rests
from soilbib.formats.listing.parts.names import Names, read_names
from soilbib.formats.listing.parts.segments import split_segments, starts_quoted
from soilbib.formats.listing.parts.small_words import could_be_persons
from soilbib.formats.listing.strings import parse_alone
from soilbib.formats.listing.vocabulary.gazetteer import is_given
from soilbib.model import Record
from soilbib.model.names import is_initials

_YEAR_HEADING = re.compile(
    r"(?:[\W_]*|\d{1,4}\s\|\s)(?:(?:publi\w+|année|year|jahr|año|anno|ano)\s)?(?P<year>(?:19|20)\d\d)(?:\s\(\d+(?:\s\w+)?\))?[\W_]*",
    re.IGNORECASE,
)
_ISSUE_HEADING = re.compile(  # "Vol. 12 Núm. 2 (2020): Julio-Diciembre"
    r"\b(?:vol|volum|band|bd|tom|jahrgang|jg|n[°ºor]|núm|num|issue|heft|fasc)[^()]{1,40}\((?:[^()]{0,20}\s)?(?P<year>(?:19|20)\d\d)\)",
    re.IGNORECASE,
)
_ISSUE_LENGTH = 120
_YEAR = re.compile(r"(?<![\d./])(?:1[4-9]|20)\d\d(?!\d)")
_READABLE = 0.75
_DESCRIBED = re.compile(r"\s*[-–—:|]\s+[^\W\dA-ZÀ-Þ_]\w*\s\w+\s\w")
_REMARK = re.compile(
    r"\((?:[^()]{0,20}\s)?(?:19|20)\d\d\)[.:]?\s+(?P<said>[^\W\da-z_][^\d()]*(?:\s[^\s\d]+){3}[.!?])$"
)
_SHORTEST, _LONGEST = 15, 600
_BETWEEN = " -–—|,:·"
_QUOTES = '“”„«»"‘’'


def read_page(text: str, is_entry: IsEntry) -> Page:
    """The page that a text is, its entries as single lines where its structure joins or completes them."""
    page = without_posts(without_offers(read_lines(text)), is_entry)
    page = with_rests(without_kickers(page, is_entry), is_entry)
    groups = (*headed_first(page.blocks, page.groups), *heading_groups(page.blocks))
    grouped = join_groups(page.blocks, groups, is_entry) if groups else page.blocks
    completed = tuple(_completed(join_cards(with_brackets(grouped), is_entry), is_entry))
    return Page(with_links(completed, is_entry), page.furniture, aside=page.aside)


def _completed(blocks: tuple[Block, ...], is_entry: IsEntry) -> Iterator[Block]:
    """The blocks with their titles in quotes that are set off, and with the years of their headings."""
    year, level = "", 0
    for block in blocks:
        own = _year_of(block)
        heading = block[0].heading
        if own:
            year, level = own, heading
        elif heading and not 0 < level < heading:  # a section below that of the year is in it
            year = ""
        if own or not (year or any(line.lead for line in block)):
            yield block
        else:
            yield tuple(
                part
                for line in block
                for piece in _annotated(line)
                for part in (() if piece.about else _complete(piece, year, is_entry)) or (piece,)
            )


def _complete(line: Line, year: str, is_entry: IsEntry) -> Block:
    """The line as the entry that it is with its title in quotes, with the year, or both; else as it is.

    The label of a link behind the entry becomes a line of its own.
    """
    if len(line.text) > _LONGEST or is_control(line.text) or is_more(line.text):
        return (line,)
    bare = without_more(line.text) if line.url or line.item else line.text
    dated = _with_year(bare, year)
    for text in (_with_title(dated, line.lead), dated):
        if (
            text != line.text
            and _is_told(line, text)
            and (is_entry(text) or (line.item and _reads_well(text)))
        ):
            label = line.text[len(bare) :].strip(" |·–—")
            entry = msgspec.structs.replace(line, text=text)
            return (entry, Line(line.number, label)) if label else (entry,)
    return (line,)


def _is_told(line: Line, text: str) -> bool:
    """Whether a title that is set off may be an entry's: of an item or link, with a year or persons behind it."""
    if line.item or line.url or not line.lead or _YEAR.search(text):
        return True
    return _are_persons(line.text[line.lead :].lstrip(_BETWEEN))


def _annotated(line: Line) -> Block:
    """A title that is set off with what follows up to its year, and a remark: "The Plough by Ann Roe (2012). Good."."""
    short = line.lead and len(line.text) <= _LONGEST
    bare = without_more(line.text) if short and line.url else line.text
    remark = _REMARK.search(bare, line.lead) if short else None
    words = remark["said"].split() if remark else []
    if not remark or sum(map(str.islower, words)) * 5 < len(words) * 3:
        return (line,)
    if _are_persons(line.text[: line.lead]) or _leads_names(line.text):
        return (line,)
    entry = msgspec.structs.replace(line, text=line.text[: remark.start("said")].rstrip())
    label = line.text[len(bare) :].strip(" |·–—")
    about = Line(line.number, remark["said"], about=True)
    return (entry, about, Line(line.number, label)) if label else (entry, about)


def _reads_well(text: str) -> bool:
    """Whether a form gives an item of a list a title with a date and names."""
    parsed = parse_alone(text) if starts_quoted(text) else None
    return parsed is not None and parsed.fit >= _READABLE and _says_enough(parsed.record)


def _says_enough(record: Record) -> bool:
    return bool(record.dates) and bool(record.names or "container-title" in record.fields)


def _with_title(text: str, lead: int) -> str:
    """The text with quotes around the title that a link or bold letters set off at its start."""
    title = text[:lead].rstrip(" .,:;–—-")
    rest = text[len(title) :]
    if _DESCRIBED.match(rest) and not _YEAR.search(rest):
        return text  # what a link leads to, "– interviews with farmers"
    if (
        title.count(" ") < 1
        or not rest.strip(" .")
        or any(mark in title[:1] + title[-1:] for mark in _QUOTES)
    ):
        return text
    if _are_persons(title) or len(split_segments(title)) > 1 or (rest[0] in ",&;" and _leads_names(text)):
        return text
    return f"“{title}”{rest}"


def _leads_names(text: str) -> bool:
    """Whether names lead a text up to its year, of which one may be a link: "Li Wen, Noor Haddad (2021). Title"."""
    head, bracket, _ = text[:_LONGEST].partition(" (")
    names = read_names(head) if bracket else Names()
    return len(names.names) > 1 and names.sure and all(name.family and name.given for name in names.names)


def _year_of(block: Block) -> str:
    """The year that a line alone is, and nothing else; empty for any other block."""
    text = block[0].text
    alone = len(block) == 1 or (
        len(block) == 2 and " | " in text
    )  # "205 | 2020" above what an issue is about
    match = _YEAR_HEADING.fullmatch(text) if alone and len(text) < 40 else None
    if not match and block[0].heading and len(text) < _ISSUE_LENGTH:
        match = _ISSUE_HEADING.search(text)
    return match["year"] if match else ""


def _are_persons(text: str) -> bool:
    """Whether a text is surely persons: several, with initials, or with a given name that is known."""
    names = read_names(text) if could_be_persons(text) else Names()
    given = [name.given for name in names.names if name.given]
    known = any(is_initials(one) or is_given(one.split()[0]) for one in given)
    return names.sure and (known or len(given) > 1)


def _with_year(text: str, year: str) -> str:
    """The text with the year at its end, where it names none."""
    if not year or len(text) < _SHORTEST or _YEAR.search(text):
        return text
    return f"{text} – {year}" if len(split_segments(text)) > 1 else f"{text.rstrip(' .,')}, {year}."
