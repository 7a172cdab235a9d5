"""The surface of a .bib file: its blocks in order, each with its span, and recovery at the next entry.

The grammar is BibTeX's (``btxdoc``, "Bibliography-file format") as real files bend it: a line whose
``@`` follows a ``%`` is a comment, commas may be missing, keys may be odd or empty, and an entry ends at
the latest where a new line starts with ``@word{``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

Pieces: TypeAlias = tuple[tuple[bool, str], ...]
"""The parts of a value joined with ``#``: (is a macro, text)."""


class Fault(Struct, frozen=True, gc=False):
    """Something wrong inside a block that does not cost the block."""

    code: str
    message: str
    start: int
    text: str


class Field(Struct, frozen=True, gc=False):
    """One field: its lower-case name and its text; ``pieces`` where macros or ``#`` are involved.

    ``start`` is the place of its name, ``end`` that after its value (blanks after it may be included).
    """

    name: str
    text: str
    start: int
    end: int
    pieces: Pieces = ()


class Block(Struct, frozen=True):
    """A stretch of the file.

    ``kind`` is the lower-case entry type, or "string", "preamble", "comment", or "" for text between the
    entries. ``broken`` says why a block could not be read; it then has no fields.
    """

    kind: str
    start: int
    end: int
    key: str = ""
    fields: tuple[Field, ...] = ()
    faults: tuple[Fault, ...] = ()
    broken: str = ""


_HEAD = re.compile(r"@[ \t]*([^\W\d_][\w:.-]*)\s*([{(])")
_NEXT_HEAD = re.compile(r"\n[ \t]*@[ \t]*[^\W\d_][\w:.-]*\s*[{(]")
_COMMENT_HEAD = re.compile(r"@[ \t]*(?:comment|preamble)\s*\{", re.IGNORECASE)
_NAME = r'[^\s=,{}"#%@()\\]+'
_LEVEL = r"(?:[^{}]++|\{[^{}]*+\})*+"
_LEVEL = rf"(?:[^{{}}]++|\{{{_LEVEL}\}})*+"
_BRACED = rf"\{{((?:[^{{}}]++|\{{{_LEVEL}\}})*+)\}}"
_QUOTED = rf'"((?:[^{{}}"]++|\{{{_LEVEL}\}})*+)"'
_PLAIN = r'([^\s,#{}()"=%]++)'
_FIELD = {
    close: re.compile(rf"[\s,]*+({_NAME})\s*+=\s*+(?:{_BRACED}|{_QUOTED}|{_PLAIN})\s*+(?=[,{close}])")
    for close in "})"
}
_CLOSE = {close: re.compile(rf"[\s,]*+[{close}]") for close in "})"}
_FIELD_START = re.compile(r'([^\W\d][^=,{}"@\n%#]*+)\s*+=\s*+')
_GAP = re.compile(r"(?:[\s,]++|%[^\n]*+)*+")
_NO_FIELD = rf'(?!\s*+{_NAME}\s*+=\s*+[{{"\w])'
_KEY_FORMS = (
    re.compile(rf"{_NO_FIELD}\s*+([^,\n{{}}]*+)\s*+,"),
    re.compile(rf"{_NO_FIELD}\s*+([^,\n]*+)\s*+,(?=\s*+(?:{_NAME}\s*+=|[}})]))"),
)
_KEY_WITHOUT_COMMA = re.compile(rf"\s*+([^\s,{{}}=]++)(?=\s++{_NAME}\s*+=)")
_KEY_ALONE = re.compile(r"\s*+([^,{})=\n]*+)\s*+(?=[})])")
_AFTER_VALUE = re.compile(rf"\s*+(?:[,#}})%]|{_NAME}\s*+=)")
_NEXT_FIELD = re.compile(rf'\n[ \t]*{_NAME}[ \t]*=[ \t]*[{{"\w]')
_QUOTE_END = re.compile(rf'"(?=\s*+(?:,\s*+(?:{_NAME}\s*+=|\}})|,[ \t]*\r?\n|\}}\s*+\n|#|$))')
_EXTRA_CLOSE = re.compile(rf'\s*,\s*{_NAME}\s*=\s*[{{"\d]')
_JUNK = re.compile(r"[^,\n{}]+|[{}]")
_BRACES = re.compile(r"[{}]")
_ESCAPED_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTES = re.compile(r'[{}"]')
_BARE = re.compile(r'[^\s,#{}()"=]+')
_BARE_END = re.compile(r"\s*(?:[,#})%]|$)|[ \t]*\r?\n")
_BARE_TEXT = re.compile(r"[^,\n{}]+")
_MAX_HEADS_CROSSED = 6
_COMMENT_HEADS_CROSSED = 48
_LOOK_AHEAD = _MAX_HEADS_CROSSED + 2


class _BrokenEntryError(Exception):
    """The entry cannot be read on; the argument says why."""


def split(text: str) -> Iterator[Block]:
    """The blocks of a file, in order and without gaps."""
    heads = [match.start() for match in _NEXT_HEAD.finditer(text)]
    done = position = 0
    while match := _HEAD.search(text, position):
        start = match.start()
        if _is_commented(text, done, start) or (start and text[start - 1].isalnum()):
            position = match.end()
            continue
        if start > done:
            yield Block("", done, start)
        block = _read_block(text, match, heads)
        yield block
        done = position = block.end
    if done < len(text):
        yield Block("", done, len(text))


def settled(text: str) -> int:
    """Up to where the start of a longer text can be split without knowing how it goes on."""
    heads = [match.start() for match in _NEXT_HEAD.finditer(text)]
    if len(heads) < _LOOK_AHEAD:
        return 0
    until = heads[-_LOOK_AHEAD]
    for comment in _COMMENT_HEAD.finditer(text, heads[-min(len(heads), _COMMENT_HEADS_CROSSED + 2)], until):
        if not _closing(text, comment.end() - 1, len(text), _BRACES):
            return comment.start()
    return until


def _is_commented(text: str, after: int, at: int) -> bool:
    line_start = text.rfind("\n", after, at) + 1 or after
    return text.find("%", line_start, at) >= 0


def _read_block(text: str, head: re.Match[str], heads: list[int]) -> Block:
    kind, start, close = head[1].lower(), head.start(), "}" if head[2] == "{" else ")"
    following = bisect_left(heads, head.end())
    if kind in ("comment", "preamble"):
        return Block(kind, start, _end_of_comment(text, head, heads, following))
    failure = ""
    for limit in _limits(text, heads, following):
        try:
            return _EntryParser(text, limit, close).read(kind, start, head.end())
        except _BrokenEntryError as error:
            failure = failure or str(error)
    end = heads[following] + 1 if following < len(heads) else len(text)
    return Block(kind, start, end, broken=failure)


def _limits(text: str, heads: list[int], following: int) -> Iterator[int]:
    """Where the entry must have ended: the next line with an entry's head, or later ones if that one is indented."""
    for position in heads[following : following + _MAX_HEADS_CROSSED]:
        yield position
        if text[position + 1] == "@":
            return
    if following + _MAX_HEADS_CROSSED > len(heads):
        yield len(text)


def _end_of_comment(text: str, head: re.Match[str], heads: list[int], following: int) -> int:
    """Past the closing brace if there is one before too many other entries, else the end of the line."""
    if head[2] == "{":
        last = following + _COMMENT_HEADS_CROSSED
        end = _closing(text, head.end() - 1, heads[last] if last < len(heads) else len(text), _BRACES)
        if end:
            return end + 1
    line_end = text.find("\n", head.end())
    return line_end + 1 if line_end >= 0 else len(text)


def _closing(text: str, opening: int, limit: int, tokens: re.Pattern[str]) -> int:
    """The place of the brace that closes the one at ``opening``, or 0."""
    depth = 0
    for match in tokens.finditer(text, opening, limit):
        token = match.group()
        if token == "{":
            depth += 1
        elif token == "}":
            depth -= 1
            if depth == 0:
                return match.start()
    return 0


class _EntryParser:
    """Reads one entry of ``text`` that ends before ``limit``."""

    def __init__(self, text: str, limit: int, close: str) -> None:
        self.text = text
        self.limit = limit
        self.close = close
        self.faults: list[Fault] = []
        self.fields: list[Field] = []

    def read(self, kind: str, start: int, position: int) -> Block:
        """The block of the entry that begins at ``start``, read from behind its opening at ``position`` on."""
        key = ""
        if kind != "string":
            key, position = self._key(position)
        fast, closing = _FIELD[self.close].match, _CLOSE[self.close].match
        append = self.fields.append
        text, limit = self.text, self.limit
        while True:
            match = fast(text, position, limit)
            if match is None:
                last = closing(text, position, limit)
                after = self._end(last.end() - 1) if last else self._slow_step(position)
                if after <= position:
                    end = -after
                    break
                position = after
                continue
            name, braced, quoted, plain = match.groups()
            value = braced if braced is not None else quoted
            position = match.end()
            if value is not None:
                append(Field(name.lower(), value, match.start(1), position))
            elif plain.isdigit():
                append(Field(name.lower(), plain, match.start(1), position))
            else:
                pieces = ((not plain[0].isdigit(), plain),)
                append(Field(name.lower(), plain, match.start(1), position, pieces))
        return Block(kind, start, end, key, tuple(self.fields), tuple(self.faults))

    def _key(self, position: int) -> tuple[str, int]:
        for form in _KEY_FORMS:
            match = form.match(self.text, position, self.limit)
            if match:
                return match[1].strip(), match.end()
        match = _KEY_WITHOUT_COMMA.match(self.text, position, self.limit)
        if match:
            self._fault("E102", "no comma after the key", match.start(1), match[1])
            return match[1], match.end()
        match = _KEY_ALONE.match(self.text, position, self.limit)
        return (match[1].strip(), match.end()) if match else ("", position)

    def _slow_step(self, position: int) -> int:
        """Read one field or piece of junk: the place after it, or minus the place where the entry ends."""
        gap = _GAP.match(self.text, position, self.limit)
        position = gap.end() if gap else position
        if position >= self.limit:
            return self._end_unclosed()
        if self.text[position] == self.close:
            return self._end(position)
        match = _FIELD_START.match(self.text, position, self.limit)
        if not match:
            return self._junk(position)
        name = match[1].rstrip().lower()
        pieces, end = self._value(match.end(), name)
        text = "".join(piece for _, piece in pieces)
        has_macro = len(pieces) > 1 or any(is_macro for is_macro, _ in pieces)
        self.fields.append(Field(name, text, position, end, pieces if has_macro else ()))
        return end

    def _end_unclosed(self) -> int:
        if not self.fields:
            raise _BrokenEntryError("the entry is never closed")
        self._fault("W206", "the entry is never closed", self.limit, "")
        return -self.limit

    def _end(self, position: int) -> int:
        follows = _EXTRA_CLOSE.match(self.text, position + 1, self.limit)
        if follows and self.fields:
            self._fault("E102", "a closing brace too many", position, self.text[position])
            return position + 1
        return -(position + 1)

    def _junk(self, position: int) -> int:
        match = _JUNK.match(self.text, position, self.limit)
        end = match.end() if match else position + 1
        if self.text[position] == "{":
            closing = _closing(self.text, position, self.limit, _BRACES)
            if not closing:
                raise _BrokenEntryError("a brace is never closed")
            end = closing + 1
        self._fault("E102", "not a field; the text is left out", position, self.text[position:end].strip())
        return end

    def _value(self, position: int, name: str) -> tuple[Pieces, int]:
        """The pieces of a value, and the place after it."""
        pieces: list[tuple[bool, str]] = []
        while position < self.limit:
            char = self.text[position]
            if char == "{":
                piece, position = self._braced(position, name)
                pieces.append((False, piece))
            elif char == '"':
                piece, position = self._quoted(position, name)
                pieces.append((False, piece))
            elif char in ",})#=(%":
                break
            else:
                is_macro, piece, position = self._bare(position, name)
                pieces.append((is_macro, piece))
            after = _skip_space(self.text, position, self.limit)
            if after >= self.limit or self.text[after] != "#":
                return tuple(pieces), position
            position = _skip_space(self.text, after + 1, self.limit)
        if position >= self.limit:
            raise _BrokenEntryError(f"the field {name!r} has no value and the entry is never closed")
        return tuple(pieces), position + (self.text[position] in "#=(")

    def _braced(self, position: int, name: str) -> tuple[str, int]:
        plain = _closing(self.text, position, self.limit, _BRACES)
        if plain and _AFTER_VALUE.match(self.text, plain + 1, self.limit):
            return self.text[position + 1 : plain], plain + 1
        escaped = _closing(self.text, position, self.limit, _ESCAPED_BRACES)
        if escaped and _AFTER_VALUE.match(self.text, escaped + 1, self.limit):
            return self.text[position + 1 : escaped], escaped + 1
        cut = _NEXT_FIELD.search(self.text, position, plain or self.limit)
        if cut:
            self._fault("E102", f"unbalanced braces in {name!r}", position, self.text[position : cut.start()])
            return self.text[position + 1 : cut.start()].strip().removesuffix(","), cut.start()
        if not plain:
            raise _BrokenEntryError(f"the braces of {name!r} are never closed")
        return self.text[position + 1 : plain], plain + 1

    def _quoted(self, position: int, name: str) -> tuple[str, int]:
        depth = 0
        for match in _QUOTES.finditer(self.text, position + 1, self.limit):
            depth += (match.group() == "{") - (match.group() == "}")
            if match.group() == '"' and depth == 0:
                if _AFTER_VALUE.match(self.text, match.end(), self.limit):
                    return self.text[position + 1 : match.start()], match.end()
                break
        end = _QUOTE_END.search(self.text, position + 1, self.limit)
        cut = end or _NEXT_FIELD.search(self.text, position + 1, self.limit)
        if not cut:
            raise _BrokenEntryError(f"the quotes of {name!r} are never closed")
        self._fault(
            "E102", f"unbalanced quotes or braces in {name!r}", position, self.text[position : cut.start()]
        )
        return self.text[position + 1 : cut.start()].strip().removesuffix(
            ","
        ), end.end() if end else cut.start()

    def _bare(self, position: int, name: str) -> tuple[bool, str, int]:
        """A number, a macro, or text that someone left without delimiters."""
        match = _BARE.match(self.text, position, self.limit)
        if match and _BARE_END.match(self.text, match.end(), self.limit):
            return not match.group()[0].isdigit(), match.group(), match.end()
        rest = _BARE_TEXT.match(self.text, position, self.limit)
        end = rest.end() if rest else position + 1
        piece = self.text[position:end].strip()
        self._fault("W207", f"the value of {name!r} has no braces or quotes", position, piece)
        return False, piece, end

    def _fault(self, code: str, message: str, start: int, text: str) -> None:
        self.faults.append(Fault(code, message, start, text))


def _skip_space(text: str, position: int, limit: int) -> int:
    while position < limit and text[position].isspace():
        position += 1
    return position
