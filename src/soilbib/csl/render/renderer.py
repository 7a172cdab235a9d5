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


class Renderer(Struct, frozen=True):
    """One output format.

    ``tags`` gives what opens and closes a formatting or display block, ``escape`` makes text safe, ``entry``
    wraps a bibliography entry and ``frame`` stands around all entries, ``link`` opens and closes an address.
    """

    name: str
    tags: Mapping[str, tuple[str, str]]
    escape: Callable[[str], str]
    entry: Callable[[str], str] = own_line
    frame: tuple[str, str] = NO_TAGS
    link: Callable[[str], tuple[str, str]] = no_link

    def document(self, entries: Iterable[str]) -> str:
        """Wrapped entries as a whole list."""
        start, end = self.frame
        return f"{start}{''.join(entries)}{end}"

    def render(self, tokens: Iterable[Token], quotes: tuple[str, ...]) -> str:
        """The tokens as text; ``quotes`` are the locale's four quotation marks."""
        marks = {"quotes": quotes[:2], "inner-quotes": quotes[2:4]}
        escape, tags = self.escape, self.tags
        out = []
        for token in tokens:
            if isinstance(token, str):
                out.append(escape(token))
                continue
            tag, opens = token
            if tag in marks:
                out.append(escape(marks[tag][not opens]))
            elif tag.startswith("link:"):
                out.append(self.link(tag[5:])[not opens])
            else:
                out.append(tags.get(tag, NO_TAGS)[not opens])
        return "".join(out)


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
