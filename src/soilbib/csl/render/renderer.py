"""What an output format is, and how tokens become text in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from soilbib.csl.assembly import Token

NO_TAGS = ("", "")


def no_link(_: str) -> tuple[str, str]:
    """A format without links prints their text only."""
    return NO_TAGS


def own_line(text: str) -> str:
    """An entry on a line of its own."""
    return text + "\n"


def as_it_is(text: str) -> str:
    """Nothing is left to settle."""
    return text


class Renderer(Struct, frozen=True):
    """One output format.

    ``tags`` gives what opens and closes a formatting or display block, ``escape`` makes text safe, ``entry``
    wraps a bibliography entry and ``frame`` stands around all entries, ``link`` opens and closes an address.
    ``finish`` settles what hangs on the text around a tag; ``escape_linked`` is for text inside a link, where
    that is not the same. ``extensions`` are the ends of its files' names, the usual one first.
    """

    name: str
    tags: Mapping[str, tuple[str, str]]
    escape: Callable[[str], str]
    entry: Callable[[str], str] = own_line
    frame: tuple[str, str] = NO_TAGS
    link: Callable[[str], tuple[str, str]] = no_link
    finish: Callable[[str], str] = as_it_is
    escape_linked: Callable[[str], str] | None = None
    extensions: tuple[str, ...] = ()

    def document(self, entries: Iterable[str]) -> str:
        """Wrapped entries as a whole list."""
        start, end = self.frame
        return f"{start}{''.join(entries)}{end}"

    def render(self, tokens: Iterable[Token], quotes: tuple[str, ...]) -> str:
        """The tokens as text; ``quotes`` are the locale's four quotation marks.

        A tag inside of the same adds nothing: two emphases would be a strong one in Markdown, and none in Typst.
        """
        marks = {"quotes": quotes[:2], "inner-quotes": quotes[2:4]}
        escape, tags = self.escape, self.tags
        out: list[str] = []
        text: list[str] = []  # what stands together is escaped together
        opened: list[str] = []
        for token in tokens:
            if isinstance(token, str):
                text.append(token)
                continue
            tag, opens = token
            if tag in marks:
                text.append(marks[tag][not opens])
                continue
            if text:
                out.append(escape("".join(text)))
                text.clear()
            if tag.startswith("link:"):
                out.append(self.link(tag[5:])[not opens])
                escape = (opens and self.escape_linked) or self.escape
            elif opens:
                adds = tag in tags and not _holds(opened, tag)
                opened.append(tag if adds else "")
                out.append(tags[tag][0] if adds else "")
            else:
                out.append(tags[tag][1] if opened.pop() else "")
        out.append(escape("".join(text)))
        return self.finish("".join(out))


def _holds(opened: list[str], tag: str) -> bool:
    """Whether the innermost of the open tags of the same property is this one."""
    kind = tag.partition(":")[0] + ":"
    return next((open_tag == tag for open_tag in reversed(opened) if open_tag.startswith(kind)), False)


_SPACES = re.compile(r"(?<=\S) {2,}")


def paragraph(text: str) -> str:
    """An entry as one line, without the spaces that display blocks add to those of the style."""
    return _SPACES.sub(" ", text.strip()) + "\n"


DISPLAY_SPACES: dict[str, tuple[str, str]] = {
    "display:block": ("\n", "\n"),
    "display:left-margin": ("", " "),
    "display:right-inline": NO_TAGS,
    "display:indent": ("\n    ", "\n"),
}
"""Display blocks in formats that know only lines and spaces."""
