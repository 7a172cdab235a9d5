"""Bibliographies that write the authors once: a long dash or "Id." stands for those of the entry above.

Chicago Manual of Style, 18th ed., 13.72; "Id.", "Idem" and "Ead." as Italian and French lists have them.
"""

from __future__ import annotations

import re
from collections import deque

import msgspec

from soilbib.formats.listing.pages.lines import Block, Line
from soilbib.formats.listing.parts.segments import clean
from soilbib.formats.listing.strings import parse_alone

_MARK = re.compile(
    r"\s*(?:[-•*]\s+)?(?:(?:[—―]{2,}|[–_-]{3,}|(?:[—―–_-]\s){2,}[—―–_-])(?=[\s.,:;(])|(?:Id|Idem|Ead|Eadem)\b(?=[.,]))\.?"
)
AUTHORS_LEAD = frozenset({"author-first", "author-year", "quoted"})
"""The forms in which authors stand before all else."""
_REACH = 6  # lines above that are looked at
_DATE_END = re.compile(r"[\s,.]*[(\[]?(?:1[4-9]|20)\d\d[a-z]?[)\]]?[\s.,:;]*$")


def with_authors(blocks: list[Block]) -> list[Block]:
    """The blocks with the authors of the entry above in the place of each mark that stands for them."""
    if not any(_MARK.match(line.text) for block in blocks for line in block):
        return blocks
    above: deque[str] = deque(maxlen=_REACH)
    return [tuple(_spelled(line, above) for line in block) for block in blocks]


def _spelled(line: Line, above: deque[str]) -> Line:
    """The line with authors for its mark, where one of those above has some; it is then one of those itself."""
    mark = _MARK.match(line.text)
    authors = next(filter(None, map(_authors_of, reversed(above))), "") if mark else ""
    text = _joined(authors, line.text[mark.end() :]) if mark and authors else line.text
    above.append(text)
    return msgspec.structs.replace(line, text=text)


def _joined(authors: str, rest: str) -> str:
    """The authors and what followed their mark: more of them, a date, or the title."""
    rest = rest.strip()
    if rest[:1] in ",;(":
        return f"{authors}{' ' * (rest[0] == '(')}{rest}"
    return f"{authors}. {rest.lstrip('.: ')}"


def _authors_of(text: str) -> str:
    """What stands before title and date of a reference that its authors lead; nothing where none do."""
    parsed = parse_alone(text)
    record, written = parsed.record, clean(text)
    leads = parsed.form in AUTHORS_LEAD and bool(record.names and record.title)
    return (
        _DATE_END.sub("", written[: max(0, written.find(record.title))]).rstrip(' .,:;(“«"„') if leads else ""
    )
