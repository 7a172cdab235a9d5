"""Lists of links: titles with their addresses, and what is said behind them of what is there.

    - [Soil Explorer](https://…) - Maps of the upper horizons.        Soil Explorer: https://…

One link is none of a list, as any text may have some: a page has to have three, or other entries that are links.
"""

from __future__ import annotations

import re

import msgspec

from soilbib.formats.listing.pages.lines import Block, IsEntry, Line
from soilbib.formats.listing.pages.shape import is_control, is_more, is_sentence
from soilbib.formats.listing.parts.segments import split_segments, starts_quoted
from soilbib.formats.listing.strings import parse_alone

_FEWEST = 3
_BEHIND = re.compile(r"\s*[-–—:|]\s+(?=\S)")
_UNMARKED = re.compile(r"\s(?=[^\W\d_a-z](?!.*(?:19|20)\d\d).*\s[a-zà-ÿ])")  # a sentence that has no date
_ADDRESS_LAST = re.compile(
    r"(?P<title>\S.*?)\s*(?:[:–—-]|[<(\[])?\s*(?P<url>(?:https?://|www\.)[^\s<>]+?)[>)\].]?"
)
_ADDRESS = re.compile(r"<?(?P<url>(?:https?://|www\.)[^\s<>]+)>?")
_NO_TITLE = re.compile(
    r"(?:available|retrieved|accessed|see|visit|more|source|contact|follow|subscribe|register|for (?:more|further)"
    r"|disponible|consulté|voir|plus d|pour (?:en|plus)|abrufbar|siehe|mehr|weitere|ver|más|para más|disponibile"
    r"|disponível|e-?mail)\b",
    re.IGNORECASE,
)
_LONGEST = 200
_MOST_WORDS = 25
_FEWEST_BEHIND = 3  # words that describe
_READABLE = 0.7


def with_links(blocks: tuple[Block, ...], is_entry: IsEntry) -> tuple[Block, ...]:
    """The blocks, each link of a list of them as an entry's line, and what describes it as a block below."""
    if not any(
        "://" in line.url or "://" in line.text or "www." in line.text for block in blocks for line in block
    ):
        return blocks
    found: list[Block] = []
    count = sum(bool(line.item and line.url) and is_entry(line.text) for block in blocks for line in block)
    for block, below in zip(blocks, [*blocks[1:], None], strict=True):
        made = _headed(block, below, is_entry) or _split(block, is_entry)
        count += sum(part is not None for part, _ in made)
        for entry, rest in made:
            found += [(entry,)] if entry else []
            found += [rest] if rest else []
    return tuple(found) if count >= _FEWEST else blocks


def _headed(block: Block, below: Block | None, is_entry: IsEntry) -> list[tuple[Line | None, Block]]:
    """The entry of a heading or the first line of an item that is a link, where a paragraph stands below it."""
    line, said = block[0], block[1] if len(block) > 1 else below[0] if below else None
    below_item = line.item and (len(block) > 1 or (said is not None and said.about))
    if said is None or not ((line.heading or below_item) and "://" in line.url):
        return []
    described = not (said.heading or said.item or is_entry(said.text)) and is_sentence(said.text)
    if line.lead < len(line.text) or not described or is_entry(line.text) or is_more(line.text):
        return []
    return [(_quoted(line, line.text), block[1:])]


def _split(block: Block, is_entry: IsEntry) -> list[tuple[Line | None, Block]]:
    """The entries of a block, each with the lines behind it; before the first one stands none."""
    found: list[tuple[Line | None, Block]] = []
    rest: list[Line] = []
    entry: Line | None = None
    skipped = False
    for line, below in zip(block, [*block[1:], None], strict=True):
        if skipped:
            skipped = False
            continue
        link = (
            _described(line, is_entry) or _addressed(line, is_entry) or _above_address(line, below, is_entry)
        )
        if not link:
            rest.append(line)
            continue
        if entry or rest:
            found.append((entry, tuple(rest)))
        entry, rest = link[0], list(link[1:])
        skipped = below is not None and entry.url == below.text
    return [*found, (entry, tuple(rest))] if entry or rest else found


def _described(line: Line, is_entry: IsEntry) -> Block:
    """An item that begins with a link, and describes it: its title and its description."""
    if not line.item or not 0 < line.lead < len(line.text) or "://" not in line.url:
        return ()
    behind = _BEHIND.match(line.text, line.lead) or _UNMARKED.match(line.text, line.lead)
    title, said = line.text[: line.lead], line.text[behind.end() :] if behind else ""
    if said.count(" ") < _FEWEST_BEHIND - 1 or is_more(title) or is_entry(line.text):
        return ()
    return _quoted(line, title), Line(line.number, said, about=True)


def _addressed(line: Line, is_entry: IsEntry) -> Block:
    """A line that ends with an address: its title."""
    address = (
        _ADDRESS_LAST.fullmatch(line.text)
        if line.text[-1] not in "?!" and len(line.text) < 2 * _LONGEST
        else None
    )
    if not address or is_entry(line.text) or not _could_be_title(address["title"]):
        return ()
    return (_titled(msgspec.structs.replace(line, url=address["url"]), address["title"], is_entry),)


def _above_address(line: Line, below: Line | None, is_entry: IsEntry) -> Block:
    """A title with its address in the line below."""
    address = _ADDRESS.fullmatch(below.text) if below else None
    if not address or not below or is_entry(line.text) or line.url or not _could_be_title(line.text):
        return ()
    return (_titled(msgspec.structs.replace(line, url=below.text), line.text, is_entry),)


def _could_be_title(text: str) -> bool:
    first = text.lstrip("“«„\"‘'")[:1]
    if not (first.isupper() or first.isdigit()) or len(text) > _LONGEST or text[-1] in ".!,;":
        return False
    return (
        1 <= text.count(" ") < _MOST_WORDS
        and not (is_control(text) or is_more(text))
        and _NO_TITLE.match(text) is None
    )


def _titled(line: Line, title: str, is_entry: IsEntry) -> Line:
    """The line as the string that it is without its address: read as it stands, by its segments, or all a title."""
    first, *others = split_segments(title)
    parted = f"“{first}” – {' – '.join(others)}" if others and not starts_quoted(first) else ""
    if parted and is_entry(parted):
        return msgspec.structs.replace(line, text=parted)
    parsed = parse_alone(title)
    known = parsed.record.title if parsed.fit >= _READABLE and parsed.record.dates else ""
    if known and title.startswith(known):  # "The Worm Book (A. Roe, 2021)"
        return msgspec.structs.replace(line, text=f"“{known}” – {title[len(known) :].strip(' ().,')}")
    return _quoted(line, title)


def _quoted(line: Line, title: str) -> Line:
    bare = title.strip(" .:–—-")
    return msgspec.structs.replace(line, text=bare if starts_quoted(bare) else f"“{bare}”", lead=0)
