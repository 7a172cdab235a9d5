"""Text with markup: HTML, JATS, MathML and EndNote's styles to the inline markup of a value, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from soilbib.formats.entities import unescaped
from soilbib.model.markup import TAGS, Span, parse_markup, write_markup

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

KINDS: dict[str, str] = {
    "i": "italic", "em": "italic", "italic": "italic", "b": "bold", "strong": "bold", "bold": "bold",
    "sup": "superscript", "superscript": "superscript", "sub": "subscript", "subscript": "subscript",
    "inf": "subscript", "sc": "small-caps", "scp": "small-caps", "smallcaps": "small-caps",
}  # fmt: skip
"""Element of HTML, JATS, Crossref or Bits: the kind of span that it is."""

_SYMBOLS = str.maketrans(
    "abgdezhqiklmnxoprstufcywABGDEZHQIKLMNXOPRSTUFCYWVJj¢£¥°±²³´µ·¹»¬®¯",
    "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςϑϕ′≤∞°±″≥×∝•≠≈←→↓",
)
"""Characters of the font Symbol, in which EndNote has Greek letters and signs."""

_SYMBOL_RUN = 3  # longer runs are words that got into that font by mistake

_BLOCKS = frozenset(
    "p div br sec section list list-item li ul ol table tr title break hr disp-formula".split()
)
_UNSEEN = frozenset({"annotation", "annotation-xml", "tex-math", "script", "style-sheet", "comment"})
_MATH_SCRIPTS: dict[str, tuple[str, ...]] = {
    "msub": ("", "subscript"),
    "msup": ("", "superscript"),
    "msubsup": ("", "subscript", "superscript"),
    "mmultiscripts": ("", "subscript", "superscript"),
}
_SPACES = re.compile(r"\s+")
_WRAPPED = re.compile(r"\S[^\S\n]*\n\s*$")
_OTHER_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r" ?\n\s*")
_HTML_TAG = re.compile(r"<(/?)(?:[a-z]{1,8}:)?([A-Za-z][\w-]{0,30})((?:\s[^<>]*)?)/?>")
_MATH = re.compile(r"<(?:mml:)?math\b[^<>]*>.{0,20000}?</(?:mml:)?math>", re.DOTALL)
_PREFIX = re.compile(r"<(/?)mml:")
_OWN_TAGS = frozenset({"i", "b", "sup", "sub", "sc", "span"})
_KNOWN_HTML = frozenset(
    {*KINDS, *_BLOCKS}
    | set(
        "span a u s strike small big font abstract xref ext-link inline-formula named-content monospace".split()
    )
    | set(
        "h1 h2 h3 h4 h5 h6 dl dt dd tt code pre blockquote underline styled-content alternatives math".split()
    )
    | set(
        "mi mn mo mrow mtext mspace mstyle mfrac msub msup msubsup mover munder semantics annotation".split()
    )
)
_OWN_SPAN = re.compile(r"class=\"nocase\"|font-variant:\s*small-caps")


def collapse(text: str) -> str:
    """The text on one line, runs of white space made one space."""
    return _SPACES.sub(" ", text).strip()


def element_text(element: Element | None, *, lines: bool = False) -> str:
    """The text of an element, its inline elements as the markup of a value.

    Other elements give their text only. Blocks are parted by a space, or by a line end with ``lines``,
    where the element's own line ends are kept too.
    """
    if element is None:
        return ""
    pieces: list[str] = []
    _collect(element, pieces)
    text = "".join(pieces)
    if not lines:
        return collapse(text)
    return _LINE_ENDS.sub("\n", _OTHER_SPACES.sub(" ", text.replace("\r", "\n"))).strip()


def _collect(element: Element, pieces: list[str]) -> None:
    pieces.append(element.text or "")
    for child in element:
        name = child.tag.rpartition("}")[2].lower() if isinstance(child.tag, str) else "comment"
        if name in _MATH_SCRIPTS:
            _collect_scripts(child, _MATH_SCRIPTS[name], pieces)
        elif name not in _UNSEEN:
            kinds = _styles(child.get("face", "")) if name == "style" else (KINDS.get(name),)
            if name == "style" and child.get("font") == "Symbol" and len(child.text or "") <= _SYMBOL_RUN:
                child.text = (child.text or "").translate(_SYMBOLS)
            _collect_marked(child, [kind for kind in kinds if kind], pieces, "\n" if name in _BLOCKS else "")
        pieces.append(child.tail or "")


def _collect_marked(element: Element, kinds: list[str], pieces: list[str], gap: str) -> None:
    inner: list[str] = []
    _collect(element, inner)
    text = "".join(inner)
    if pieces and kinds in (["subscript"], ["superscript"]) and _WRAPPED.search(pieces[-1]):
        pieces[-1] = pieces[-1].rstrip()  # a line end before it comes from indenting
    marked = kinds if text.strip() else []
    pieces.append(gap + "".join(TAGS[kind][0] for kind in marked))
    pieces.append(text)
    pieces.append("".join(TAGS[kind][1] for kind in reversed(marked)) + gap)


def _collect_scripts(element: Element, kinds: tuple[str, ...], pieces: list[str]) -> None:
    for child, kind in zip(element, kinds, strict=False):
        _collect_marked(_wrapped(child), [kind] if kind else [], pieces, "")


def _wrapped(child: Element) -> Element:
    from copy import deepcopy

    from lxml import etree

    wrapper = etree.Element("wrapper")
    copied = deepcopy(child)
    copied.tail = None
    wrapper.append(copied)
    return wrapper


def _styles(face: str) -> tuple[str | None, ...]:
    """The kinds of EndNote's ``face``, the outermost first."""
    words = face.split()
    return tuple(KINDS.get(word) for word in ("bold", "italic", "superscript", "subscript") if word in words)


def html_text(text: str, *, lines: bool = False) -> str:
    """A text with HTML or JATS tags and entities: its inline tags as the markup of a value, the others left out.

    A ``<`` that begins no known tag is text.
    """
    if "<" in text:
        text = _MATH.sub(_read_math, text) if "math" in text else text
        text = _HTML_TAG.sub(_replace_tag, text)
    for _ in range(2):  # "&amp;lt;" comes from escaping twice
        if "&" in text:
            text = unescaped(text)
    if lines:
        return _LINE_ENDS.sub("\n", _OTHER_SPACES.sub(" ", text)).strip()
    return collapse(text)


def has_foreign_markup(text: str) -> bool:
    """Whether a text has tags of HTML, JATS or MathML beyond those that a value has itself."""
    return any(
        match[2].lower() not in _OWN_TAGS and (match[2].lower() in KINDS or match[2].lower() in _KNOWN_HTML)
        for match in _HTML_TAG.finditer(text)
    )


def _read_math(match: re.Match[str]) -> str:
    """A formula in MathML with its indices as markup; one that is not well-formed stays for its tags to be left out."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return element_text(etree.fromstring(_PREFIX.sub(r"<\1", match[0]), parser))
    except etree.XMLSyntaxError:
        return match[0]


def _replace_tag(match: re.Match[str]) -> str:
    closing, name, attributes = match[1], match[2].lower(), match[3]
    if name in KINDS:
        return TAGS[KINDS[name]][1 if closing else 0]
    if name == "span" and (closing or _OWN_SPAN.search(attributes)):
        return match[0]
    if name in _BLOCKS:
        return "\n"
    return "" if name in _KNOWN_HTML else match[0]


def add_styled(parent: Element, value: str) -> None:
    """Put a value into an element as EndNote's ``<style face>`` runs; plain text stays plain."""
    from lxml import etree

    runs = list(_runs(parse_markup(value), ()))
    if not any(faces for faces, _ in runs):
        parent.text = legal(value)
        return
    for faces, text in runs:
        style = etree.SubElement(
            parent, "style", face=" ".join(faces) or "normal", font="default", size="100%"
        )
        style.text = legal(text)


_JATS: dict[str, str] = {
    "italic": "italic", "bold": "bold", "superscript": "sup", "subscript": "sub", "small-caps": "sc",
}  # fmt: skip


def add_marked(parent: Element, value: str) -> None:
    """Put a value into an element, its markup as JATS's elements; what JATS has none for is text."""
    _add_nodes(parent, parse_markup(value) if "<" in value else (value,))


def _add_nodes(parent: Element, nodes: Iterable[str | Span]) -> None:
    from lxml import etree

    for node in nodes:
        if isinstance(node, str):
            last = parent[-1] if len(parent) else None
            if last is None:
                parent.text = (parent.text or "") + legal(node)
            else:
                last.tail = (last.tail or "") + legal(node)
        elif node.kind in _JATS:
            _add_nodes(etree.SubElement(parent, _JATS[node.kind]), node.children)
        else:
            _add_nodes(parent, node.children)


def _runs(nodes: tuple[str | Span, ...], faces: tuple[str, ...]) -> Iterable[tuple[tuple[str, ...], str]]:
    for node in nodes:
        if isinstance(node, str):
            yield faces, node
        elif node.kind in ("nocase", "small-caps"):
            yield faces, write_markup((node,))
        else:
            yield from _runs(node.children, (*faces, node.kind))


_ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """The text with the characters that XML 1.0 forbids replaced by U+FFFD."""
    return text if text.isprintable() else _ILLEGAL.sub("\ufffd", text)
