"""Markdown pages: headings, items and paragraphs as lines, links as their URLs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from soilbib.formats.listing.pages.lines import (
    Block,
    Line,
    Link,
    Page,
    Span,
    first_url,
    ranked_link,
    split_lines,
)
from soilbib.formats.listing.pages.tables import join_row, read_head

_HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})\s+(?P<text>.*?)[\s#]*$")
_UNDERLINE = re.compile(r"^(?:={3,}|-{3,})\s*$")
_RULE = re.compile(r"^\s*(?:[-*_]\s?){3,}$")
_ITEM = re.compile(r"^(?P<indent>\s*)(?:[-*+]|\d{1,4}[.)])\s+(?:\[[ xX]\]\s+)?(?P<text>\S.*)$")
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_CELL_END = re.compile(r"(?<!\\)\|")
_ROW_RULE = re.compile(r"^[\s|:-]+$")
_QUOTED = re.compile(r"^\s*>\s?")
_LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]{0,80}\]){0,600})\]\(<?(?P<url>[^()\s<>]{1,2000})>?(?:\s+[\"'(][^\n\"]{0,200}[\"')])?\)"
)
_IMAGE = re.compile(
    r"\[!\[[^\[\]\n]{0,300}\]\([^()\n]{0,2000}\)\]\([^()\n]{0,2000}\)|!\[[^\[\]\n]{0,300}\]\([^()\n]{0,2000}\)"
)
_REFERENCE = re.compile(r"\[(?P<text>[^\[\]\n]{1,600})\]\[(?P<key>[^\[\]\n]{0,80})\]")
_DEFINITION = re.compile(r"^ {0,3}\[(?P<key>[^\[\]]{1,80})\]:\s+<?(?P<url>\S+?)>?(?:\s.*)?$")
_ATTRIBUTES = re.compile(r"(?<=\))\{[:.#][^{}\n]{1,200}\}")  # of a link, as kramdown and Pandoc have them
_FENCE = re.compile(r"^\s*:{3,}")  # of a part, as Pandoc has it
_AUTOLINK = re.compile(r"<(?P<url>https?://[^\s<>]{1,2000})>")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,400}?)(?<=[^\s*])\1(?![\w*])")
_UNDERSCORES = re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]{1,400}?)(?<=[^\s_])\1(?![\w_])")
_LABELLED = re.compile(r"\s*(?:\*\*|__)?[^\W\d_][^:*.]{1,24}(?:\*\*|__)?\s?:\s?(?:\*\*|__)?\s?\S")
_KEY = re.compile(r"[\w-]+\s*:|\s*-\s|\s+\S")  # of YAML: a key, an item, a line that goes on
_BREAK = re.compile(r"\s*(?:\\|<br\s?/?>)$")
_STEP = 2  # spaces that set an item of a list into that above
_SET_IN = re.compile(r" {2}|\t")
_BREAKS = ("  ", "\\", "<br>", "<br/>", "<br />")
"""What a line ends with whose end is one of the text."""
_MARKS = (_LINK, _REFERENCE, _EMPHASIS, _UNDERSCORES)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SIGN = re.compile(
    r"(?m)^ {0,3}#{1,6} \S|^\s*(?:[-*+]|\d{1,4}[.)]) +(?:\*\*|\[[^\[\]\n]{3,300}\]\(|_)|^\*\*\S"
)


def is_markdown(text: str) -> bool:
    """Whether a text of several lines has headings, or items that begin with a link or emphasis."""
    return "\n" in text.strip() and _SIGN.search(text) is not None


def read_markdown(text: str) -> Page:
    """The blocks of a Markdown text: one for each heading, item and paragraph."""
    lines = split_lines(text)
    head = _front_matter(lines)
    matter = tuple(Line(number, line.strip()) for number, line in enumerate(lines[:head], 1) if line.strip())
    lines = [*[""] * head, *lines[head:]]
    urls = {match["key"].lower(): match["url"] for line in lines if (match := _DEFINITION.match(line))}
    blocks = tuple(_blocks(lines, urls))
    return Page(blocks, (matter,) if matter else (), tuple(_items(blocks, lines)))


def _items(blocks: tuple[Block, ...], lines: list[str]) -> Iterator[Span]:
    """The items of lists with the paragraphs that are set in below them."""
    end = len(blocks)
    for index in range(len(blocks) - 1, -1, -1):
        line = blocks[index][0]
        if line.item and (end > index + 1 or len(blocks[index]) > 1):
            yield index, end
        if line.item or line.heading or not _SET_IN.match(lines[line.number - 1]):
            end = index


def _front_matter(lines: list[str]) -> int:
    """How many lines are the head that a site's generator reads: YAML between two lines of hyphens."""
    if lines[0].strip() != "---":
        return 0
    end = next((index for index, line in enumerate(lines[1:60], 1) if line.strip() in ("---", "...")), 0)
    return end + 1 if end and all(_KEY.match(line) or not line.strip() for line in lines[1:end]) else 0


def _blocks(lines: list[str], urls: dict[str, str]) -> Iterator[Block]:
    held: list[str] = []
    start = 0
    in_item = 0
    head: tuple[str, ...] = ()
    for number, raw in enumerate(lines, start=1):
        line = _QUOTED.sub("", raw)
        if _ROW.match(line):
            if held:
                yield from _paragraph(start, held, urls, item=in_item)
                held, in_item = [], 0
            if not _ROW_RULE.match(line):
                cells = [
                    tuple(_line(number, cell, urls, heading=0))
                    for cell in _CELL_END.split(line.strip()[1:-1])
                ]
                row = tuple(tuple(line for block in cell for line in block) for cell in cells)
                joined = join_row(head, row)
                head = head or read_head(row)
                yield from [(joined,)] if joined else [block for cell in cells for block in cell]
            continue
        head = ()
        heading, item = _HEADING.match(line), _ITEM.match(line)
        underlined = bool(held) and _UNDERLINE.match(line) is not None
        ends = (
            not line.strip()
            or heading
            or item
            or underlined
            or _RULE.match(line)
            or _DEFINITION.match(line)
            or _FENCE.match(line)
        )
        if ends and held:
            yield from _paragraph(
                start, held, urls, heading=(1 if line.startswith("=") else 2) * underlined, item=in_item
            )
            held, in_item = [], 0
        if heading:
            yield from _line(number, heading["text"], urls, heading=len(heading["marks"]))
        elif item and not _RULE.match(line):
            held, start, in_item = [item["text"]], number, 1 + len(item["indent"].expandtabs(4)) // _STEP
        elif not ends:
            start = start if held else number
            held.append(line.lstrip())
    if held:
        yield from _paragraph(start, held, urls, item=in_item)


def _paragraph(
    start: int, held: list[str], urls: dict[str, str], *, heading: int = 0, item: int = 0
) -> Iterator[Block]:
    """A paragraph as one line; as several where it has hard breaks, or its first line is a link or bold by itself."""
    titled = len(held) > 1 and any(mark.fullmatch(held[0].strip()) for mark in _MARKS)
    titled = titled or (len(held) > 1 and all(map(_LABELLED.match, held)))
    pieces: list[tuple[int, str]] = []
    for number, line in enumerate(held, start):
        broken = not pieces or titled or held[number - start - 1].endswith(_BREAKS)
        bare = _BREAK.sub("", line.strip())
        pieces[len(pieces) - (not broken) :] = [
            (number, bare) if broken else (pieces[-1][0], f"{pieces[-1][1]} {bare}")
        ]
    found = [
        block
        for index, (number, text) in enumerate(pieces)
        for block in _line(number, text, urls, heading=heading, item=0 if index else item)
    ]
    if found:
        yield tuple(line for block in found for line in block)


def _line(number: int, text: str, urls: dict[str, str], *, heading: int, item: int = 0) -> Iterator[Block]:
    """The text without its mark-up as a block of one line, the longest link's URL with it; of an item its depth."""
    links: list[Link] = []
    bare = _bare(text, urls, links)
    if bare:
        first = next(filter(None, (mark.match(text.strip()) for mark in _MARKS)), None)
        lead = len(_bare(first.group(), urls, [])) if first else 0
        yield (
            Line(
                number,
                bare,
                first_url(links),
                heading,
                item=item > 0,
                lead=lead,
                depth=item,
            ),
        )


def _bare(text: str, urls: dict[str, str], links: list[Link]) -> str:
    """The text without its mark-up; the links are noted, the one with the longest label first in order."""

    def plain(match: re.Match[str]) -> str:
        """The label of a link, whose address is noted; the text as it is where there is no address."""
        label = match.groupdict().get("text") or ""
        url = match.groupdict().get("url") or urls.get((match.groupdict().get("key") or label).lower(), "")
        if not url:
            return match.group()
        links.append(ranked_link(len(label), url))
        return label

    if "![" in text:
        text = _IMAGE.sub("", text) if _IMAGE.sub("", text).strip() else text
    text = _ATTRIBUTES.sub("", text) if "){" in text else text
    bare = _AUTOLINK.sub(plain, _REFERENCE.sub(plain, _LINK.sub(plain, text)))
    for emphasis in (_EMPHASIS, _EMPHASIS, _UNDERSCORES):
        bare = emphasis.sub(r"\2", bare)
    return _ESCAPE.sub(r"\1", bare).strip()
