"""Formatting: reference lists in any CSL style."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from soilbib.csl.citeproc_py import render as _citeproc_py
from soilbib.csl.engine import Bibliography, Engine, Entry
from soilbib.csl.styles import Style, StyleSummary, load_style, locale_name, search_styles
from soilbib.errors import FormatError, StyleError
from soilbib.model import Record, to_csl

__all__ = [
    "ENGINES",
    "OUTPUTS",
    "Bibliography",
    "Engine",
    "Entry",
    "Style",
    "StyleSummary",
    "bibliography",
    "load_style",
    "search_styles",
]

ENGINES: dict[str, Engine] = {"citeproc-py": _citeproc_py}
"""Name → engine; the first is the default."""

OUTPUTS: dict[str, str] = {"text": "plain text", "html": "HTML"}
"""Notations a reference can be rendered in."""


def bibliography(
    records: Iterable[Record | dict[str, Any]],
    style: str | Path | Style = "apa",
    locale: str | None = None,
    to: str = "text",
    engine: str | None = None,
) -> Bibliography:
    """Render a reference list.

    ``records`` may also be CSL-JSON items; ``style`` is an id, a file, XML or a loaded style; ``locale``
    ("fr" or "fr-CA") defaults to the style's. Raises `StyleError` for an unknown style, locale or engine
    and `FormatError` for an unknown output.
    """
    if to not in OUTPUTS:
        raise FormatError(f"unknown output {to!r} (known: {', '.join(OUTPUTS)})")
    chosen = engine or next(iter(ENGINES))
    if chosen not in ENGINES:
        raise StyleError(f"unknown engine {chosen!r} (known: {', '.join(ENGINES)})")
    loaded = style if isinstance(style, Style) else load_style(style)
    items = [to_csl(record) if isinstance(record, Record) else record for record in records]
    return ENGINES[chosen](loaded, items, locale_name(locale) if locale else None, to)
