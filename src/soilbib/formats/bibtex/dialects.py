"""BibTeX and BibLaTeX as formats: how they are told, read, written and updated."""

from __future__ import annotations

import re

from soilbib.formats.bibtex.reader import read_biblatex, read_bibtex, stream_biblatex, stream_bibtex
from soilbib.formats.bibtex.update import update_biblatex, update_bibtex
from soilbib.formats.bibtex.writer import write_biblatex, write_bibtex
from soilbib.formats.format import Format

_ENTRY = re.compile(
    r"^[ \t]*@[ \t]*(?:[^\W\d_]\w*\s*[{(]\s*[^\s,{}=]*\s*,|(?:string|preamble|comment)\s*[{(])",
    re.MULTILINE | re.IGNORECASE,
)
_BIBLATEX_TYPES = """online electronic report thesis mvbook mvcollection mvproceedings mvreference bookinbook suppbook
    suppcollection suppperiodical inreference reference collection periodical dataset software artwork audio image
    jurisdiction legislation letter movie music performance review standard video xdata set"""
_BIBLATEX_FIELDS = """date journaltitle maintitle subtitle booksubtitle eventdate origdate origtitle eventtitle langid
    editortype xdata location annotation pubstate eprinttype relatedtype"""
_BIBLATEX_ONLY = re.compile(
    rf"^[ \t]*(?:@[ \t]*(?:{'|'.join(_BIBLATEX_TYPES.split())})\s*[{{(]|(?:{'|'.join(_BIBLATEX_FIELDS.split())})\s*=)",
    re.MULTILINE | re.IGNORECASE,
)


def _looks_like_bibtex(text: str) -> bool:
    return bool(_ENTRY.search(text))


def _looks_like_biblatex(text: str) -> bool:
    return bool(_ENTRY.search(text) and _BIBLATEX_ONLY.search(text))


_DIALECTS = ("bibtex", "biblatex")

BIBTEX = Format(
    "bibtex",
    "BibTeX",
    (".bib", ".bibtex"),
    _looks_like_bibtex,
    read_bibtex,
    write_bibtex,
    ("bib",),
    update=update_bibtex,
    stream=stream_bibtex,
    updates=_DIALECTS,
    options=("charset",),
)
BIBLATEX = Format(
    "biblatex",
    "BibLaTeX",
    (".bib",),
    _looks_like_biblatex,
    read_biblatex,
    write_biblatex,
    update=update_biblatex,
    stream=stream_biblatex,
    updates=_DIALECTS,
    options=("charset",),
)
