"""Citations in Markdown as pandoc, Quarto, R Markdown and MyST have them, in Org and reStructuredText.

[see @roe2001, p. 3; -@doe2002], @{odd key}, {cite:p}`roe2001,doe2002`, :cite:`roe2001`, nocite: "@*"
"""

from __future__ import annotations

import re

from soilbib.manuscript.citation import EVERYTHING, Cited, Found, blank, split_keys

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<text>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_CITING = re.compile(r"^(?:nocite|abstract)[ \t]*:.*\n(?:[ \t]+.*\n|\n)*", re.MULTILINE)
"""The values of front matter in which citations are read."""
_FENCED = re.compile(
    r"^(?P<indent>[ \t>]*)(?P<fence>`{3,}|~{3,}).*?(?:^[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CODE = re.compile(r"(?<![`\\}:])(?:`[^`\n]+`|``(?:[^`\n]|`(?!`))+``)(?!`)")
_ADDRESS = re.compile(r"\b(?:https?|ftp|mailto):[^\s<>]+|(?<=\]\()[^()\s]+(?=[)\s])")
_KEY = re.compile(
    r"(?<![\w@\\])@(?:\{(?P<braced>[^{}\n]+)\}|(?P<bare>\w+(?:[:.#$%&\-+?<>~/]\w+)*)|(?P<all>\*))"
)
_ROLE = re.compile(r"(?:\{cite(?::\w+)?\}|:cite(?::\w+)?:)`(?P<keys>[^`]+)`")
_REFERENCE = re.compile(
    r"(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau)-"
)
"""What the keys of Quarto's references to its own figures, tables and sections begin with."""


def find(text: str) -> Found:
    """The keys that a text cites; references to its own parts and what stands in code are none."""
    text = blank(_without_settings(text), _FENCED, _COMMENT)
    found = [
        cited for match in _ROLE.finditer(text) for cited in split_keys(match["keys"], match.start("keys"))
    ]
    for match in _KEY.finditer(blank(text, _ROLE, _CODE, _ADDRESS)):
        group = str(match.lastgroup)
        key = EVERYTHING if group == "all" else match[group]
        if not _REFERENCE.match(key):
            found.append(Cited(key, match.start(group)))
    return Found(tuple(sorted(found, key=lambda cited: cited.offset)))


def _without_settings(text: str) -> str:
    """The text with blanks for what its front matter says, the values apart that may cite."""
    head = _FRONT_MATTER.match(text)
    if not head:
        return text
    kept = blank(text[: head.end()], _FRONT_MATTER) + text[head.end() :]
    for match in _CITING.finditer(text, head.start("text"), head.end("text")):
        kept = kept[: match.start()] + match.group() + kept[match.end() :]
    return kept
