"""The content tree to a flat sequence of text and tags; settles punctuation, spaces, quotes and flip-flop."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from soilbib.csl.content import Content, Formatting, Node, text_of
from soilbib.csl.punctuation import INTO_QUOTES, PUNCTUATION, merge

if TYPE_CHECKING:
    from soilbib.csl.locale import LocaleTerms

Token: TypeAlias = "str | tuple[str, bool]"
"""Text, or a tag with whether it opens."""

INLINE_TAGS: dict[str, tuple[str, str]] = {
    "italic": ("font-style:italic", "font-style:normal"),
    "bold": ("font-weight:bold", "font-weight:normal"),
    "small-caps": ("font-variant:small-caps", "font-variant:normal"),
    "superscript": ("vertical-align:sup", "vertical-align:baseline"),
    "subscript": ("vertical-align:sub", "vertical-align:baseline"),
}
"""Markup inside a value: the tag it opens, and the one where that formatting is already on (flip-flop)."""

SPACES = frozenset({" ", "\u00a0"})
QUOTES = frozenset({"quotes", "inner-quotes"})
"""The kinds of quotation marks; inside of one stands the other."""

NEUTRAL = frozenset(
    {
        "font-style:normal", "font-weight:normal", "font-variant:normal", "text-decoration:none",
        "vertical-align:baseline",
    }
)  # fmt: skip


LINES = frozenset({"display:block", "display:indent"})
"""Blocks that stand on lines of their own: a mark that follows one ends its line rather than beginning the next."""
LINE_ENDS = frozenset((tag, False) for tag in LINES)
FIELDS_MEET: list[Token] = [("display:left-margin", False), ("display:right-inline", True)]
"""Where an aligned second field begins: a mark there ends the first field."""

_RESOLVER = re.compile(r"https?://\S*\Z")


class Assembler:
    """Writes one tree; make a new one for each."""

    __slots__ = (
        "active",
        "closed_quote",
        "in_block",
        "last_affix",
        "links",
        "locale",
        "out",
        "quotes",
        "tail",
    )

    def __init__(self, locale: LocaleTerms, links: bool = False) -> None:
        self.locale = locale
        self.links = links
        self.out: list[Token] = []
        self.tail = ""
        self.last_affix = True
        self.closed_quote = -1
        self.in_block = False
        self.quotes: list[str] = []
        self.active: list[str] = []

    def write(self, content: Content) -> list[Token]:
        """The tokens of a tree."""
        if isinstance(content, str):
            self.text(content)
        else:
            self.node(content)
        return self.out

    def node(self, node: Node) -> None:
        """Write a node with its affixes outside its tags."""
        form = node.formatting
        block = form.display and not self.in_block
        if block:
            self.open_block(form)
        elif form.prefix and not form.affixes_inside:
            self.affix(form.prefix)
        if form.tags:
            opened = [tag for tag in map(self.open, form.tags) if tag]
            self.children(node)
            for inside, tag in enumerate(reversed(opened)):
                self.close(tag, inside)
        elif self.links and node.mark == "link":
            self.link(node)
        else:
            self.children(node)
        if form.suffix and not form.affixes_inside:
            self.affix(form.suffix)
        if block:
            self.close_block(form)

    def link(self, node: Node) -> None:
        """Write an identifier as a link to its address; only web addresses become links.

        What the style prints of the address before the identifier is in the link (CSL 1.0.2, Appendix VI).
        """
        text = text_of(node)
        url = text if text.startswith(("http://", "https://")) else node.value + text
        if not url.startswith(("http://", "https://")) or any(char.isspace() for char in url):
            self.children(node)
            return
        before = self.out[-1] if self.out else ""
        resolver = _RESOLVER.search(before) if isinstance(before, str) else None
        if resolver:
            self.out[-1:] = [resolver.string[: resolver.start()]] if resolver.start() else []
        self.out.append(("link:" + url, True))
        if resolver:
            self.out.append(resolver.group())
        self.children(node)
        self.out.append(("link:" + url, False))

    def open_block(self, form: Formatting) -> None:
        """A display block opens; one inside of another would only break its line."""
        self.in_block = True
        self.tag("display:" + form.display, True)
        if form.prefix:
            self.affix(form.prefix)

    def close_block(self, form: Formatting) -> None:
        """A display block closes; the space that ends it stays outside."""
        self.in_block = False
        last = self.out[-1]
        ends_in_space = form.display == "right-inline" and self.last_affix
        if ends_in_space and isinstance(last, str) and last.endswith(" "):
            self.out[-1] = last[:-1]
            self.tag("display:" + form.display, False)
            self.out.append(" ")
        else:
            self.tag("display:" + form.display, False)

    def tag(self, tag: str, opens: bool) -> None:
        """Write a tag as it is."""
        self.out.append((tag, opens))
        if opens or tag not in LINES:
            self.tail = ""
            self.closed_quote = -1

    def children(self, node: Node) -> None:
        """Write the children with the delimiter between them."""
        form = node.formatting
        if form.affixes_inside and form.prefix:
            self.affix(form.prefix)
        delimiter = form.delimiter
        first = True
        for child in node.children:
            if delimiter and not first:
                self.affix(delimiter)
            first = False
            if isinstance(child, str):
                self.text(child)
            else:
                self.node(child)
        if form.affixes_inside and form.suffix:
            self.affix(form.suffix)

    def text(self, text: str) -> None:
        """Write a value's text."""
        if self.last_affix and text:
            text = self.join(text)
        if text:
            self.out.append(text)
            self.tail = text[-1]
            self.last_affix = False
            self.closed_quote = -1

    def affix(self, text: str) -> None:
        """Write a prefix, suffix or delimiter: the punctuation rules hold at both of its ends."""
        text = self.join(text)
        if len(self.out) == 1 and text.startswith(" ") and type(self.out[0]) is tuple:
            self.out.insert(0, " ")  # a space that would open the whole entry stays outside its first block
            text = text[1:]
        if text:
            self.out.append(text)
            self.tail = text[-1]
            self.closed_quote = -1
        self.last_affix = True

    def join(self, text: str) -> str:
        """Fit the text to what stands before it; returns what remains to be written."""
        while text:
            first = text[0]
            if first == " " and self.tail in SPACES:
                text = text[1:]
            elif first in PUNCTUATION:
                merged = merge(self.tail, first) if self.tail in PUNCTUATION else self.tail + first
                if merged == self.tail:
                    text = text[1:]
                elif merged == first and self.tail:
                    self.drop_tail()
                elif self.closed_quote >= 0 and first in INTO_QUOTES and self.locale.punctuation_in_quote:
                    self.out.insert(self.closed_quote, first)
                    self.closed_quote += 1
                    self.tail = first
                    text = text[1:]
                elif self.out and self.out[-1] in LINE_ENDS:
                    self.out.insert(-1, first)
                    self.tail = first
                    text = text[1:]
                elif self.out[-2:] == FIELDS_MEET:
                    last = self.out[-3]
                    self.out.insert(-2, "" if isinstance(last, str) and last[-1:] == first else first)
                    text = text[1:]
                else:
                    return text
            else:
                return text
        return text

    def drop_tail(self) -> None:
        """Take the last mark back, because a stronger one follows."""
        for index in range(len(self.out) - 1, -1, -1):
            token = self.out[index]
            if isinstance(token, str) and index != self.closed_quote:
                shorter = token[:-1]
                self.out[index] = shorter
                self.tail = shorter[-1:]
                if not shorter:
                    self.quote_before(index)
                return

    def quote_before(self, index: int) -> None:
        """After a mark was taken back, see whether a closing quote is the last thing written."""
        while index > 0 and self.out[index - 1][0] in QUOTES and self.out[index - 1][1] is False:
            index -= 1
            self.closed_quote = index

    def open(self, tag: str) -> str:
        """Open a tag, flipped where a value's markup meets the same formatting; returns what was opened."""
        if tag.startswith("written:"):
            return self.open_written(tag)
        if tag in QUOTES:
            return self.open_quote(tag)
        if tag == "no-quotes":
            if self.quotes:
                return ""
            self.quotes.append("inner-quotes")  # as if the other kind stood around
            return tag
        if tag in INLINE_TAGS:
            plain, flipped = INLINE_TAGS[tag]
            tag = flipped if self.current(plain) == plain else plain
        elif tag == "nocase" or (tag in NEUTRAL and self.current(tag) in ("", tag)):
            return ""
        self.active.append(tag)
        self.out.append((tag, True))
        return tag

    def open_quote(self, kind: str) -> str:
        """Open quotation marks, of the other kind inside of some."""
        if self.quotes:
            kind = "quotes" if self.quotes[-1] == "inner-quotes" else "inner-quotes"
        self.quotes.append(kind)
        self.out.append((kind, True))
        self.tail = ""
        self.last_affix = False
        self.closed_quote = -1
        return kind

    def open_written(self, tag: str) -> str:
        """Open a value's own marks: as the locale's where it has these, or else as they are written."""
        mark = tag[-2]
        quotes = self.locale.quotes
        for kind, own in (("quotes", quotes[0]), ("inner-quotes", quotes[2])):
            if own.strip() == mark:
                opened = self.open_quote(kind)
                self.tail, self.last_affix = " ", True  # the space within is the locale's, as in French
                return opened
        self.text(mark)
        return tag

    def trim_space(self) -> None:
        """Take a value's own space before a closing mark back; the locale's mark brings its own along."""
        last = self.out[-1]
        if isinstance(last, str) and last[-1:] in SPACES:
            self.out[-1] = last[:-1]

    def current(self, tag: str) -> str:
        """The innermost open tag of the same property."""
        kind = tag.partition(":")[0]
        return next((open_tag for open_tag in reversed(self.active) if open_tag.startswith(kind)), "")

    def close(self, tag: str, inside: int) -> None:
        """Close a tag; the text's last mark is still the last for the rules.

        ``inside`` is how many tags of the same element have just been closed: marks that move inside of quotation
        marks take on the formatting there.
        """
        if tag.startswith("written:"):
            self.text(tag[-1])
        elif tag == "no-quotes":
            self.quotes.pop()
        elif tag in QUOTES:
            self.trim_space()
            if self.closed_quote < 0:
                self.closed_quote = len(self.out) - inside
            self.out.append((self.quotes.pop(), False))
        else:
            self.active.pop()
            self.out.append((tag, False))
