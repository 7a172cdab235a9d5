"""References for pages: the styles to choose from, and rendered HTML that fits a strict Content-Security-Policy."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from soilbib.csl import (
    DEFAULT_STYLE,
    Bibliography,
    Style,
    StyleSummary,
    bibliography,
    load_style,
    search_styles,
)
from soilbib.errors import StyleError
from soilbib.model import Record

FAMILIAR = (
    DEFAULT_STYLE, "chicago-author-date", "harvard-cite-them-right", "ieee", "iso690-author-date-en",
    "iso690-author-date-fr", "modern-language-association", "nature", "vancouver", "geoderma", "soilbib-listing",
)  # fmt: skip
"""The styles that are offered before anything is typed."""

CLASSES: dict[str, str] = {
    "font-style:normal;": "upright", "font-variant:small-caps;": "small-caps", "font-variant:normal;": "no-small-caps",
    "font-weight:normal;": "regular", "text-decoration:underline;": "underline",
    "text-decoration:none;": "no-underline", "baseline": "baseline",
}  # fmt: skip
"""The inline styles that the HTML renderer writes → the class that stands for each; the policy forbids them inline."""

_STYLE = re.compile(r'style="([^"]*)"')
_NAME = re.compile(r"[\w.+-]{1,200}")


def page_html(html: str) -> str:
    """Rendered references with classes in place of inline styles."""
    return _STYLE.sub(lambda match: f'class="{CLASSES.get(match[1].replace(" ", ""), "")}"', html)


def find_style(name: str) -> Style:
    """The style of that id. What a request names is never a path: `StyleError` for whatever is no plain id."""
    if not _NAME.fullmatch(name) or name.lower().endswith((".csl", ".xml")):
        raise StyleError(f"unknown style {name[:80]!r}")
    return _load(name)


@lru_cache(maxsize=64)
def _load(name: str) -> Style:
    return load_style(name)


def cite(records: list[Record], style: str, locale: str = "", to: str = "html") -> Bibliography:
    """Render references in a style given by its id; raises `StyleError` and `FormatError` like `bibliography`."""
    return bibliography(records, find_style(style), locale or None, to)


@lru_cache(maxsize=1)
def all_styles() -> tuple[StyleSummary, ...]:
    """Every style that is installed."""
    return tuple(search_styles())


@lru_cache(maxsize=1)
def _haystack() -> tuple[tuple[str, StyleSummary], ...]:
    return tuple((f"{each.id} {each.title}".casefold(), each) for each in all_styles())


@lru_cache(maxsize=1)
def familiar() -> tuple[StyleSummary, ...]:
    """The styles that are offered first."""
    named = {style.id: style for style in all_styles()}
    return tuple(named[name] for name in FAMILIAR if name in named)


def suggest(query: str, limit: int) -> list[StyleSummary]:
    """Styles with all words of a query in id or title: those beginning with it first, independent before others."""
    wanted = query.casefold().strip()
    words = wanted.split()
    if not words:
        return list(familiar()[:limit])
    found = [
        (
            not (style.id.startswith(words[0]) or style.title.casefold().startswith(wanted)),
            style.dependent,
            style,
        )
        for text, style in _haystack()
        if all(word in text for word in words)
    ]
    ranked = sorted(found, key=lambda entry: (entry[0], entry[1], len(entry[2].title)))
    return [style for _, _, style in islice(ranked, limit)]
