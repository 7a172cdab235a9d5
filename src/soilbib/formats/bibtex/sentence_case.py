"""English titles in title case as sentence case, the way pandoc reads them: an option, never a default.

Words that begin with a capital and go on in lower case lose it, but for the first word of the title and of a
part after a colon, full stop, question or exclamation mark with a blank behind it. What braces protected
(``nocase``), words with other capitals (DNA, pH) and titles in another language stay.
"""

from __future__ import annotations

import re

from soilbib.formats.bibtex.records import BRACED
from soilbib.model.markup import TAGS, Span, parse_markup
from soilbib.model.record import Record

TITLE_VARIABLES: tuple[str, ...] = (
    "title", "title-short", "container-title", "collection-title", "volume-title", "event-title",
    "original-title",
)  # fmt: skip
_NOT_PARTS_OF_WORKS = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "periodical", "review"}
)
_TOKEN = re.compile(
    r"(?P<kept>\$[^$\s][^$]*\$|\\[a-zA-Z]+(?:\{[^{}]*\})*|https?://\S+|[A-Z](?:\.[A-Z])+\.?|(?<!\S)[A-Z]\.(?=\s))"
    r"|[^\W_]+(?:['’][^\W_]+)*|[“”\"‘’'«»„‚]|\S|\s+"
)
_SHIFTED = frozenset({"nocase", "superscript", "subscript"})
_ENDS_SENTENCE = frozenset(".:?!")
_ABBREVIATIONS = frozenset({"vs", "v", "cf"})
"""Words whose full stop ends no sentence."""
_OPENS = frozenset("“\"‘'«„‚([{¿¡")


def sentence_case(record: Record) -> Record:
    """The record with its titles in sentence case, if it is in English or does not say its language.

    The names of journals, and titles that stood in braces as a whole, are kept as they are.
    """
    language = record.fields.get("language", "")
    if language and language.partition("-")[0].lower() not in ("en", "eng", "english"):
        return record
    fields = dict(record.fields)
    for variable in TITLE_VARIABLES:
        is_journal = variable == "container-title" and record.type in _NOT_PARTS_OF_WORKS
        if variable in fields and not is_journal and record.source.fields.get(variable) != BRACED:
            fields[variable] = to_sentence_case(fields[variable])
    return record.replace(fields=fields)


def to_sentence_case(title: str) -> str:
    """A title with markup in sentence case."""
    return _Walk().nodes(parse_markup(title))


class _Walk:
    """Goes through a title; ``at_start`` says that the next word begins a sentence.

    Words after an initial stay as they are: "E. coli", "J. S. Bach".
    """

    def __init__(self) -> None:
        self.at_start = True
        self.after_initial = False
        self.word = ""

    def nodes(self, nodes: tuple[str | Span, ...], protected: bool = False) -> str:
        return "".join(self._node(node, protected) for node in nodes)

    def _node(self, node: str | Span, protected: bool) -> str:
        if isinstance(node, Span):
            opening, closing = TAGS[node.kind]
            return opening + self.nodes(node.children, protected or node.kind in _SHIFTED) + closing
        return "".join(self._token(token, protected) for token in _TOKEN.finditer(node))

    def _token(self, match: re.Match[str], protected: bool) -> str:
        token = match.group()
        if match["kept"]:
            self.at_start, self.after_initial = False, len(token) == len("E.")
            return token
        if token[0].isalnum():
            started, self.at_start = self.at_start, False
            kept, self.after_initial = protected or self.after_initial, False
            self.word = token.lower()
            return token if kept else _cased(token, started)
        if token[0] in _ENDS_SENTENCE:
            is_inside = match.string[match.end() : match.end() + 1].isalnum()  # "llama.cpp"
            self.at_start = not is_inside and (token != "." or self.word not in _ABBREVIATIONS)
        elif not token.isspace() and token not in _OPENS and token not in "”’»)]}-–—":
            self.at_start = self.at_start and token in _OPENS
        return token


def _cased(word: str, started: bool) -> str:
    if started:
        return word[0].upper() + word[1:] if word.islower() else word
    return word.lower() if word[0].isupper() and (word[1:].islower() or len(word) == 1) else word
