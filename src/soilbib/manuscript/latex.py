"""Citations in LaTeX, of natbib, BibLaTeX and others, and in the files that LaTeX leaves (.aux, .bcf).

\\citep[see][p.~3]{roe2001, doe2002}  \\autocites[3]{roe2001}[4]{doe2002}  \\nocite{*}
"""

from __future__ import annotations

import re

from soilbib.manuscript.citation import Cited, Found, blank, split_keys

_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*%.*")
_VERBATIM = re.compile(
    r"\\begin\{(?P<name>verbatim\*?|Verbatim|lstlisting|minted|comment)\}.*?(?:\\end\{(?P=name)\}|\Z)"
    r"|\\(?:verb|lstinline)\*?(?P<mark>[^\w\s*{])[^\n]*?(?P=mark)",
    re.DOTALL,
)
_BRACKET = r"\[(?:[^\[\]{}]|\{[^{}]*\})*\]"
_OPTION = rf"\s*(?:\([^()]*\)\s*){{0,2}}(?:{_BRACKET}\s*){{0,2}}"
_COMMAND = re.compile(rf"\\(?P<name>[A-Za-z]+)\*?(?P<lists>(?:{_OPTION}\{{[^{{}}\\]*\}})+)")
_CITING = re.compile(r"[Cc]ite|bibentry$")
_OTHER = re.compile(
    r"(?:def|set|Declare|New|Renew|print|at|if)[A-Za-z]*[Cc]ite|[A-Za-z]*[Cc]ite(?:style|name|reset|setup|index)|citetext$"
)
"""What sounds like citing, but only arranges it."""
_OPTIONAL = re.compile(_BRACKET)
_LIST = re.compile(r"\{(?P<keys>[^{}]*)\}")
_INCLUDED = re.compile(r"\\(?:input|include|subfile|@input)\s*\{(?P<name>[^{}#\\]+)\}")
_AUXILIARY = re.compile(r"\\(?:citation|abx@aux@cite(?:\{\d+\})?)\{(?P<keys>[^{}]*)\}")
_CONTROL = re.compile(r"<bcf:citekey\b[^>]*>(?P<keys>[^<>]+)</bcf:citekey>")


def find(text: str) -> Found:
    """The keys that the text of a document cites, and the files that it takes in."""
    text = blank(text, _VERBATIM, _COMMENT)
    found: list[Cited] = []
    for match in _COMMAND.finditer(text):
        if not _CITING.search(match["name"]) or _OTHER.match(match["name"]):
            continue
        name = match["name"].lower()
        lists = list(_LIST.finditer(blank(match["lists"], _OPTIONAL)))
        if "vol" in name:  # the first of two arguments is the volume
            lists = lists[1::2]
        lists = lists if name.endswith("cites") else lists[:1]
        start = match.start("lists")
        found += [cited for one in lists for cited in split_keys(one["keys"], start + one.start("keys"))]
    return Found(tuple(found), tuple(match["name"].strip() for match in _INCLUDED.finditer(text)))


def find_in_auxiliary(text: str) -> Found:
    """The keys that LaTeX has noted in an .aux or a .bcf file."""
    found = [
        cited
        for pattern in (_AUXILIARY, _CONTROL)
        for match in pattern.finditer(text)
        for cited in split_keys(match["keys"], match.start("keys"))
    ]
    return Found(tuple(found), tuple(match["name"] for match in _INCLUDED.finditer(text)))
