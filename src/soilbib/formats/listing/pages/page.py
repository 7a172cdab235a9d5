"""A page to entries with their descriptions; what is neither is furniture and reported as such.

All is decided by structure: an entry line has the shape of a listing string or of a reference, the
paragraph under it is its description, and blocks of short lines, bullets and page numbers are furniture.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import msgspec
from msgspec import Struct

from soilbib.errors import Place, Problem
from soilbib.formats.listing.forms.marked import is_labelled
from soilbib.formats.listing.learned import SURE, House, read_learned
from soilbib.formats.listing.pages.categories import (
    Offers,
    category_last,
    labelled_below,
    offered_in,
    read_categories,
    stated_categories,
)
from soilbib.formats.listing.pages.hypertext import is_html
from soilbib.formats.listing.pages.lines import Block, IsEntry, Line
from soilbib.formats.listing.pages.paragraphs import is_description, joined_text
from soilbib.formats.listing.pages.recognition import is_entry as is_an_entry
from soilbib.formats.listing.pages.recognition import reads_fairly
from soilbib.formats.listing.pages.repeated import with_authors
from soilbib.formats.listing.pages.shape import (
    is_control,
    is_more,
    is_plain_title,
    is_prose,
    leads_on,
    without_more,
)
from soilbib.formats.listing.pages.starts import entry_starts, is_set_in
from soilbib.formats.listing.pages.structure import read_page
from soilbib.formats.listing.parts.segments import clean
from soilbib.formats.listing.records import Parsed
from soilbib.formats.listing.strings import LONGEST, described, parse_alone, parse_string
from soilbib.model import Record

UNCERTAIN = 0.5
"""Below this confidence a record comes with a warning."""


class Entry(Struct, frozen=True):
    """An entry's line and the paragraph under it."""

    line: Line
    description: str = ""
    categories: tuple[str, ...] = ()


_SHOWN = 40  # characters of a line of furniture
_MAIL = re.compile(r"\S@\w[\w-]*\.\w")
_ADDRESS = re.compile(
    r"(?:[^\W\d_]{1,20}(?:\s[^\W\d_]{1,20}){0,3}\s?[:>»→]\s*)?(?P<url>(?:https?://|www\.)\S+)(?:\s\[\d{1,3}\])?"
)
_HEADING = re.compile(
    r"(?:(?:selected |further )?(?:references?|bibliography|reading|literature|sources|publications)"
    r"|bibliographie|références"
    r"|literatur(?:verzeichnis)?|quellen|bibliograf[ií]a|referencias|referências|bibliografia"
    r"|riferimenti)(?: \w+)?\s?:?",
    re.IGNORECASE,
)


def read(text: str, path: str) -> Iterator[Record | Problem]:
    """Read the records of a page, or of a text with one string on each line."""
    for item in parse_page(text, path):
        if isinstance(item, Problem):
            yield item
            continue
        yield item.record
        if item.doubt or item.confidence < UNCERTAIN:
            yield doubt(item)


def parse_page(text: str, path: str = "", house: House | None = None) -> Iterator[Parsed | Problem]:
    """Read a page like `read`, with what is known of each reading; furniture comes as problems."""
    is_sure = _entries_of(house) if house else _is_never
    is_entry = (lambda text: is_sure(text) or is_an_entry(text)) if house else is_an_entry
    page = read_page(text, is_entry)
    blocks = with_authors(list(page.blocks))
    known = offered_in(page)
    items = list(
        ([] if is_html(text) else _single(blocks))
        or _one_per_line(blocks, is_entry)
        or _page(blocks, is_entry, is_sure, known)
    )
    items = _in_order(items, page.aside) if page.aside else items
    for item in sorted([*items, *_joined(page.furniture)], key=_line_number) if page.furniture else items:
        if isinstance(item, Entry):
            yield _parse(item, path, house)
        else:
            yield _furniture(item, path)


def _in_order(items: list[Entry | Block], aside: Block) -> list[Entry | Block]:
    """The items with the lines that were left out, all between two entries as one block."""
    found: list[Entry | Block] = []
    for item in sorted([*items, *((line,) for line in aside)], key=_line_number):
        if isinstance(item, Entry) or not found or isinstance(found[-1], Entry):
            found.append(item)
        else:
            found[-1] = tuple(sorted((*found[-1], *item), key=lambda line: line.number))
    return found


def _line_number(item: Entry | Block) -> int:
    return item.line.number if isinstance(item, Entry) else item[0].number


def _joined(furniture: tuple[Block, ...]) -> list[Block]:
    """What the mark-up leaves out, as one block."""
    return [tuple(line for block in furniture for line in block)] if furniture else []


def _parse(entry: Entry, path: str, house: House | None) -> Parsed:
    text = entry.line.text
    parsed = described(parse_string(text, house=house) if house else parse_alone(text), entry.description)
    source = msgspec.structs.replace(parsed.record.source, path=path, line=entry.line.number)
    fields = parsed.record.fields
    if entry.line.url and "URL" not in fields:
        fields = {**fields, "URL": entry.line.url}
    record = parsed.record.replace(source=source, fields=fields)
    if entry.categories:
        own = {"categories": list(entry.categories)}
        record = record.replace(extra={**record.extra, "soilbib": own})
    return msgspec.structs.replace(parsed, record=record)


def doubt(parsed: Parsed) -> Problem:
    """What is uncertain in a reading, as a warning with its string."""
    source = parsed.record.source
    reason = f": {parsed.doubt}" if parsed.doubt else ""
    message = f"the string is read as {parsed.form!r} with confidence {parsed.confidence:.2f}{reason}"
    return Problem("W210", message, Place(source.path, source.line), "warning", parsed.text)


def _furniture(block: Block, path: str) -> Problem:
    text = "\n".join(line.text for line in block)
    count = f"{len(block)} lines" if len(block) > 1 else "1 line"
    categories = read_categories(block)
    if categories:
        count += f", among them a list of {len(categories)} categories"
    message = f"page furniture left out ({count}): {_ends(block)}"
    return Problem("I211", message, Place(path, block[0].number), "info", text)


def _ends(block: Block) -> str:
    """The first line of furniture and the last, so that it is found in the page."""
    shown = dict.fromkeys(
        textwrap.shorten(line.text, _SHOWN, placeholder="…") for line in (block[0], block[-1])
    )
    return " … ".join(shown)


def _single(blocks: list[Block]) -> list[Entry | Block]:
    """A text of one line is one string, whatever its shape."""
    lines = [line for block in blocks for line in block]
    return [Entry(lines[0])] if len(lines) == 1 else []


def _one_per_line(blocks: list[Block], is_entry: IsEntry) -> list[Entry | Block]:
    """Every line is a string, where at least half of them have the shape and none reads as a paragraph."""
    lines = [line for block in blocks for line in block]
    if len(blocks) > 1 and len(blocks) * 4 > len(lines):
        return []
    texts = [line.text for line in lines if not _is_furniture(line)]
    shaped = sum(map(is_entry, texts))
    readable = shaped + sum(_is_readable(text) for text in texts if not is_entry(text))
    if shaped and shaped * 2 >= len(texts) and readable >= len(texts) * 0.8:
        return [(line,) if _is_furniture(line) and not is_entry(line.text) else Entry(line) for line in lines]
    if not shaped and len(lines) > 1 and all(map(is_plain_title, texts)) and len(blocks) == len(lines):
        return [Entry(line) for line in lines]
    return []


def _is_furniture(line: Line) -> bool:
    """Whether a line among strings is none by what it is: a heading, page numbers, "Read more"."""
    told = bool(line.heading or "\t" in line.text or _HEADING.fullmatch(line.text))
    return told or is_more(line.text) or (is_control(line.text) and not line.item)


def _is_readable(text: str) -> bool:
    """Whether a line without the shape may still be a string: no paragraph, or one that a form reads well."""
    return not is_prose(text) or parse_alone(text).fit >= 0.6


def _entries_of(house: House) -> IsEntry:
    """What is an entry where a house form is known: what one of its forms fits well."""

    def is_entry(text: str) -> bool:
        learned = read_learned(clean(text), house) if len(text) <= LONGEST else None
        return learned is not None and learned.score >= SURE

    return lru_cache(maxsize=1024)(is_entry)


def _is_never(_text: str) -> bool:
    """What is an entry of a house that is not known."""
    return False


def _page(blocks: list[Block], is_entry: IsEntry, is_sure: IsEntry, known: Offers) -> Iterator[Entry | Block]:
    """The entries of a page in order, with the furniture between them as one block each.

    What ``is_sure`` is no byline of the entry above.

    An entry has the categories that a line under it states, and the one of the ``known`` that it stands under.
    """
    units = [unit for block in blocks for unit in _units(block, is_entry)]
    starts = entry_starts(units, is_entry, is_sure)
    units = labelled_below(units, starts, known)
    final = max(starts, default=0)
    left_out: list[Line] = []
    section: tuple[str, ...] = ()
    index = 0
    while index < len(units):
        unit = units[index]
        if index not in starts:
            section = _section(unit, known, section, last=index > final)
            left_out.extend(unit)
            index += 1
            continue
        if left_out:
            yield tuple(left_out)
        end, description, stated = _under(units, index, starts, known, final)
        names = [name for line in stated for name in stated_categories(line)]
        named, shown = category_last(unit[0].text, known)
        categories = tuple(dict.fromkeys((*section, *unit[0].categories, *names, *named)))
        link = next((line for line in stated if _ADDRESS.fullmatch(line.text)), None)
        address = _ADDRESS.fullmatch(link.text) if link and not unit[0].url else None
        url = address["url"] if address else unit[0].url or _linked(stated)
        line = msgspec.structs.replace(unit[0], text=shown, url=url)
        yield Entry(line, description, categories)
        left_out = [other for other in stated if not address or other.text != address["url"]]
        index = end
    if left_out:
        yield tuple(left_out)


def _linked(lines: tuple[Line, ...]) -> str:
    """Where the first of an entry's links to its whole text leads: "Read more", "PDF (1.2 MB)"."""
    return next((line.url for line in lines if line.url and is_more(line.text) and leads_on(line.text)), "")


def _section(unit: Block, known: Offers, section: tuple[str, ...], *, last: bool) -> tuple[str, ...]:
    """The page's category that a line alone between entries names; another heading ends it."""
    line = unit[0]
    if len(unit) != 1 or last or known.get(line.text) == line.number:
        return section
    return (line.text,) if _is_section(unit, known) else () if line.heading else section


def _is_section(unit: Block, known: Offers) -> bool:
    """Whether a line alone names one of the page's categories, and not as that of the entry above."""
    return len(unit) == 1 and unit[0].text in known and not unit[0].categories


def _under(
    units: list[Block], index: int, starts: set[int], known: Offers, final: int
) -> tuple[int, str, tuple[Line, ...]]:
    """What stands under an entry, of which ``final`` is the last: where it ends, its description, stated categories."""
    description = ""
    stated: list[Line] = []
    end = index + 1
    while end < len(units) and end not in starts and not _is_section(units[end], known):
        said = [
            line
            for line in units[end]
            if stated_categories(line) or _ADDRESS.fullmatch(line.text) or is_more(line.text)
        ]
        rest = tuple(line for line in units[end] if line not in said)
        own = bool(rest) and (not rest[0].item or is_set_in(units, end))
        described = own and (rest[0].about or is_description(rest))
        if described and description:  # behind the last entry the page goes on with its own text
            described = index < final and is_prose(joined_text(rest))
        if described and index == final and _MAIL.search(joined_text(rest)):
            described = False  # whom to write to
        if rest and not described:
            break
        stated += said
        description = f"{description} {joined_text(rest)}".strip() if described else description
        end += 1
    return end, description, tuple(stated)


def _units(block: Block, is_entry: IsEntry) -> Iterator[Block]:
    """The parts of a block: entries and controls alone, the lines between together, a wrapped string joined."""
    rest: list[Line] = []
    for line in _unwrapped(block, is_entry):
        said, label = _without_link(line)
        alone = is_entry(said.text) or (not rest and reads_fairly(said.text))
        alone = alone or is_control(line.text) or is_more(line.text)
        if rest and alone:
            yield tuple(rest)
            rest = []
        rest.append(said)
        if alone or label:
            yield tuple(rest)
            yield from ((label,),) if label else ()
            rest = []
    if rest:
        yield tuple(rest)


def _without_link(line: Line) -> tuple[Line, Line | None]:
    """A line of a paragraph, and the link to the whole text that ends it: "… for three weeks. Read more"."""
    bare = without_more(line.text) if line.url else line.text
    if bare == line.text or not bare:
        return line, None
    label = line.text[len(bare) :].strip(" |·–—")
    return msgspec.structs.replace(line, text=bare), Line(line.number, label, line.url)


def _unwrapped(block: Block, is_entry: IsEntry) -> Block:
    """The block as one line where only the joined lines have the shape of an entry."""
    if len(block) > 1 and is_labelled(block[0].text) and all(is_labelled(line.text) for line in block):
        return (Line(block[0].number, " ".join(line.text for line in block)),)
    if 1 < len(block) <= 4 and not any(is_entry(line.text) for line in block):
        joined = " ".join(line.text for line in block)
        wrapped = all(
            len(line.text) > 40 and not (line.text[-1] in ".?!" and following.text[0].isupper())
            for line, following in pairwise(block)
        )
        if wrapped and is_entry(joined):
            return (Line(block[0].number, joined),)
    return block
