"""XML for the formats: records cut out of a text and parsed one by one, what is left over kept, trees written.

Each record element is parsed by itself, so that a broken one costs itself only, and so that no document
type, entity or network address of the file is ever looked at: a file that declares entities is refused,
and so are records that are nested too deep or too long.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from soilbib.errors import Loss, Place, Problem
from soilbib.formats.format import Reader, TextStreamer, Writer, in_parts
from soilbib.formats.plain import SPECIAL
from soilbib.formats.read_back import ReadBack, first_record
from soilbib.formats.xml_text import element_text, legal
from soilbib.formats.xml_trees import compact, new_parser, parse_element, remove, show, step
from soilbib.model import Record, Source

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_RECORD = 20_000_000
"""Characters of the longest record that is read."""

_ENTITIES = re.compile(r"<!ENTITY\b")
_DECLARATION = re.compile(r"""xmlns(?::[\w.-]+)?\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_PREFIX = re.compile(r"[<\s/]([A-Za-z_][\w.-]*):[A-Za-z_]")
_MARKUP = re.compile(r"<[^<>]*>")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_BARE = re.compile(r"&(?!(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)")
_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
_WRAPPERS = re.compile(r"<(?:[\w.-]+:)?(?:metadata|header|recordData)\b")
_SPECIAL = (*SPECIAL, "<", ">", "&")
_DEEP = re.compile(r"depth|huge|XML_PARSE_HUGE", re.IGNORECASE)


class _Span(NamedTuple):
    """One record element of a text; ``end`` is -1 where it is not closed."""

    start: int
    end: int


Build: TypeAlias = "Callable[[Element, Source], Record | Problem | Iterator[Record | Problem]]"
"""(a record element, where it is) → its record, what is wrong with it, or the several of both that it has."""


def xml_reader(
    format: str,  # noqa: A002
    names: tuple[str, ...],
    build: Build,
) -> Reader:
    """A reader that builds a record of each element of one of these local names."""

    def read(text: str, path: str) -> Iterator[Record | Problem]:
        """The record of each element, in the order of the text."""
        for found in read_elements(text, path, names):
            if isinstance(found, Problem):
                yield found
            else:
                element, line = found
                yield from _items(_deleted(element, path, line) or build(element, Source(format, path, line)))

    return read


def _items(built: Record | Problem | Iterator[Record | Problem]) -> Iterator[Record | Problem]:
    if isinstance(built, Record | Problem):
        yield built
    else:
        yield from built


def _deleted(element: Element, path: str, line: int) -> Problem | None:
    """What is said of a record that an OAI-PMH repository names only to say that it is gone."""
    header = element.find("header")
    if header is None or header.get("status") != "deleted":
        return None
    identifier = header.findtext("identifier", "")
    return Problem("W205", "the record was deleted in its repository", Place(path, line), "info", identifier)


def xml_writer(
    format: str,  # noqa: A002
    title: str,
    opening: str,
    closing: str,
    build: Callable[[Record], Element | str],
    read: Reader,
) -> Writer:
    """A writer of the elements built, as trees or as their XML, between an opening and a closing text.

    It yields what reading back shows as lost, too.
    """

    def write(records: Iterable[Record]) -> Iterator[str | Loss]:
        """The document piece by piece, the losses of each record before its element."""
        yield opening
        back = reading_back(format, title, lambda text: read(f"{opening}{text}{closing}", ""))
        for record in records:
            built = build(record)
            text = built if isinstance(built, str) else show(built)
            yield from back.losses(record, text)
            yield text
        yield closing

    return write


def reading_back(format: str, title: str, read: Callable[[str], Iterable[object]]) -> ReadBack:  # noqa: A002
    """The losses of records written as elements."""
    return ReadBack(format, title, lambda text: first_record(read(text)), _SPECIAL)


def xml_stream(
    format: str,  # noqa: A002
    names: tuple[str, ...],
    build: Build,
) -> TextStreamer:
    """What `xml_reader` makes, for a text that comes in blocks."""

    def cut(text: str) -> int:
        return max((span.end for span in _find_spans(text, names) if span.end > 0), default=0)

    def stream(blocks: Iterable[str], path: str) -> Iterator[Record | Problem]:
        """The same as reading the whole, part by part."""
        state = _State(names)

        def read_part(text: str, path: str) -> Iterator[Record | Problem]:
            """The records whose elements end within a part, with what is wrong between them."""
            for found in _read_part(text, path, state):
                if isinstance(found, Problem):
                    yield found
                else:
                    element, line = found
                    yield from _items(
                        _deleted(element, path, line) or build(element, Source(format, path, line))
                    )

        yield from in_parts(read_part, cut)(takewhile(lambda _: not state.is_over, blocks), path)
        yield from state.verdict(path)

    return stream


class _State:
    """What is known from the parts of a text read before: whether records were met, and the namespaces.

    The text is held until a record was met, no more of it than the longest record may have.
    """

    def __init__(self, names: tuple[str, ...], longest: int = MAX_RECORD) -> None:
        self.names = names
        self.longest = longest
        self.parser = new_parser()
        self.begun = False
        self.found = False
        self.declared: Place | None = None
        self.declarations = ""
        self._held: list[str] = []
        self._room = MAX_RECORD

    @property
    def is_over(self) -> bool:
        """Whether nothing that follows can change anything."""
        return self.declared is not None and self._room == 0

    def hold(self, text: str) -> None:
        """Hold a part in which there may be no record."""
        self._held.append(text[: self._room])
        self._room -= len(self._held[-1])

    def met(self) -> None:
        """Say that a record was met."""
        self.found = True
        self._held.clear()

    def verdict(self, path: str) -> Iterator[Problem]:
        """What is wrong with the text as a whole, known at its end."""
        text = "".join(self._held)
        if self.declared:
            message = "the file declares entities of its own; it is refused"
            yield Problem("E104", message, self.declared, text=text)
        elif not self.found:
            known = " or ".join(f"<{name}>" for name in self.names)
            yield Problem("E103", f"no {known} element", Place(path, 1), text=text)


def read_elements(
    text: str, path: str, names: tuple[str, ...], longest: int = MAX_RECORD
) -> Iterator[tuple[Element, int] | Problem]:
    """The record elements of a text, none of more than ``longest`` characters, with their lines.

    Namespaces are removed from all names.

    A broken record is an E102 problem with its text, a refused one E104; text between records is W205.
    """
    state = _State(names, longest)
    yield from _read_part(text, path, state)
    yield from state.verdict(path)


def _read_part(text: str, path: str, state: _State) -> Iterator[tuple[Element, int] | Problem]:
    if not state.found:
        state.hold(text)
    spans = _find_spans(text, state.names)
    first = next(spans, None)
    if not state.begun:
        state.begun = True
        declared = _ENTITIES.search(text, 0, first.start if first else len(text))
        if declared:
            state.declared = Place(path, text.count("\n", 0, declared.start()) + 1)
    if state.declared:
        return
    line, counted, position = 1, 0, 0
    for span, following in _pairs(first, spans) if first else ():
        if span.start != span.end:
            state.met()
        gap = text[position : span.start]
        state.declarations = " ".join(dict.fromkeys(_DECLARATION.findall(gap))) or state.declarations
        line, counted = line + text.count("\n", counted, position), position
        yield from _gap_problem(gap, Place(path, line))
        line, counted = line + text.count("\n", counted, span.start), span.start
        if span.start == span.end:  # the end of no record, behind which a stream may have been cut
            position = span.end
            continue
        closed = span.end > 0
        end = span.end if closed else following.start if following else len(text)
        yield from _parse(text[span.start : end], closed, state, Place(path, line))
        position = end
    if state.found:
        yield from _gap_problem(text[position:], Place(path, line + text.count("\n", counted, position)))


def _pairs(first: _Span, rest: Iterator[_Span]) -> Iterator[tuple[_Span, _Span | None]]:
    current = first
    for following in rest:
        yield current, following
        current = following
    yield current, None


def _find_spans(text: str, names: tuple[str, ...]) -> Iterator[_Span]:
    """The innermost elements of these names, comments and CDATA sections passed over.

    An end without a start is a span of no length.
    """
    token = re.compile(rf"<!--|<!\[CDATA\[|<(/?)(?:[A-Za-z_][\w.-]*:)?(?:{'|'.join(names)})(?=[\s/>])[^<>]*>")
    position, opened = 0, -1
    while match := token.search(text, position):
        position = match.end()
        found = match[0]
        if found in ("<!--", "<![CDATA["):
            closing = text.find("-->" if found == "<!--" else "]]>", position)
            if closing < 0:
                break
            position = closing
        elif match[1]:
            yield _Span(opened if opened >= 0 else position, position)
            opened = -1
        elif found.endswith("/>"):
            yield _Span(match.start(), position)
        else:
            if opened >= 0 and not _WRAPPERS.search(text, opened, match.start()):
                yield _Span(opened, -1)
            opened = match.start()
    if opened >= 0:
        yield _Span(opened, -1)


def _gap_problem(gap: str, place: Place) -> Iterator[Problem]:
    """What stands between records and is more than tags."""
    words = _MARKUP.sub(" ", gap).replace("\ufeff", " ").strip() if gap and not gap.isspace() else ""
    if words:
        yield Problem("W205", "text outside any record", place, "info", gap.strip())


def _parse(text: str, closed: bool, state: _State, place: Place) -> Iterator[tuple[Element, int] | Problem]:
    if not closed:
        yield Problem("E102", "the record is not closed", place, text=text)
        return
    if len(text) > state.longest:
        yield Problem("E104", f"a record of {len(text)} characters is refused", place, text=text)
        return
    try:
        yield parse_element(_with_characters(text), state.declarations, state.parser), place.line
        return
    except SyntaxError as error:
        message = error.msg or ""
        line = place.line + max((error.lineno or 1) - 1, 0)
    if _DEEP.search(message):
        yield Problem("E104", "the record is nested too deep or too long; it is refused", place, text=text)
        return
    try:
        mended = legal(_BARE.sub("&amp;", _with_characters(text)))
        prefixes = {
            prefix for prefix in _PREFIX.findall(mended) if f"xmlns:{prefix}" not in state.declarations
        }
        more = " ".join(f'xmlns:{prefix}="urn:{prefix}"' for prefix in sorted(prefixes - {"xmlns", "xml"}))
        element = parse_element(mended, f"{state.declarations} {more}", state.parser)
    except SyntaxError:
        yield Problem(
            "E102", f"broken XML: {message.partition(', line ')[0]}", Place(place.path, line), text=text
        )
        return
    if mended != text:
        yield Problem(
            "W207", f"XML mended: {message.partition(', line ')[0]}", Place(place.path, line), "warning"
        )
    yield element, place.line


def _with_characters(text: str) -> str:
    """HTML's named characters, which XML knows from document types only, as the characters."""
    return _NAMED.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    return match[0] if match[1] in _PREDEFINED else html.unescape(match[0])


class Taker:
    """Takes values out of an element; what is never taken is the `rest`."""

    def __init__(self, element: Element) -> None:
        self.element = element

    def take(self, *paths: str, lines: bool = False) -> str:
        """The text of the first element at the first path that has text; the element is taken out."""
        for path in paths:
            for found in self.element.findall(path):
                text = element_text(found, lines=lines)
                remove(found)
                if text:
                    return text
        return ""

    def take_all(self, path: str) -> list[Element]:
        """All elements at a path, taken out."""
        found: list[Element] = self.element.findall(path)
        for element in found:
            remove(element)
        return found

    def texts(self, path: str) -> list[str]:
        """The texts of all elements at a path, without empty ones; the elements are taken out."""
        return [text for element in self.take_all(path) if (text := element_text(element))]

    def rest(self, containers: frozenset[str] = frozenset()) -> dict[str, list[str]]:
        """Path → XML of what was not taken; elements of the names in ``containers`` are looked into."""
        found: dict[str, list[str]] = {}
        _rest(self.element, "", containers, found)
        return found


def _rest(element: Element, path: str, containers: frozenset[str], found: dict[str, list[str]]) -> None:
    for child in element:
        here = f"{path}/{step(child)}" if path else step(child)
        if step(child) in containers:
            _rest(child, here, containers, found)
        elif (child.text or "").strip() or len(child) or child.attrib:
            found.setdefault(here, []).append(compact(child))
