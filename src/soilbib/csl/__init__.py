"""Formatting: reference lists in any CSL style."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from soilbib.csl.engine import Bibliography, Engine, Entry
from soilbib.csl.native import render as _native
from soilbib.csl.processor import Processor
from soilbib.csl.render import RENDERERS
from soilbib.csl.styles import DEFAULT_STYLE, Style, StyleSummary, load_style, locale_name, search_styles
from soilbib.errors import FormatError, StyleError
from soilbib.model import Record, to_csl

if TYPE_CHECKING:
    from soilbib.csl.explanation import Explanation

__all__ = [
    "DEFAULT_STYLE",
    "ENGINES",
    "OUTPUTS",
    "Bibliography",
    "Engine",
    "Entry",
    "Processor",
    "Style",
    "StyleSummary",
    "bibliography",
    "explain",
    "explain_all",
    "load_style",
    "output_of_name",
    "search_styles",
]


def _citeproc_py(
    style: Style, items: Sequence[dict[str, Any]], locale: str | None, to: str, *, links: bool = False
) -> Bibliography:
    """citeproc-py, imported by those who ask for it."""
    from soilbib.csl.citeproc_py import render

    if links:
        raise FormatError("the engine citeproc-py makes no links")
    return render(style, items, locale, to)


ENGINES: dict[str, Engine] = {"soilbib": _native, "citeproc-py": _citeproc_py}
"""Name → engine; the first is the default."""

OUTPUTS: tuple[str, ...] = tuple(sorted(RENDERERS))
"""The notations that references can be rendered in; citeproc-py has text and HTML only."""


def output_of_name(path: str) -> str:
    """The notation that a file of that name is written in; raises `FormatError` where its ending is of none."""
    ending = Path(path).suffix.lower()
    for name, renderer in RENDERERS.items():
        if ending in renderer.extensions:
            return name
    raise FormatError(
        f"{path}: the notation cannot be told from the name; name it with --to (known: {', '.join(OUTPUTS)}; "
        f"word processors read rtf and html)"
    )


def bibliography(
    records: Iterable[Record | dict[str, Any]],
    style: str | Path | Style = DEFAULT_STYLE,
    locale: str | None = None,
    to: str = "text",
    engine: str | None = None,
    *,
    links: bool = False,
) -> Bibliography:
    """Render a reference list.

    ``records`` may also be CSL-JSON items; ``style`` is an id, a file, XML or a loaded style; ``locale``
    ("fr" or "fr-CA") defaults to the style's; ``links`` makes links of DOIs, other identifiers and
    addresses, in outputs that have links. Raises `StyleError` for an unknown style, locale or engine
    and `FormatError` for an unknown output.
    """
    if to not in OUTPUTS:
        raise FormatError(f"unknown output {to!r} (known: {', '.join(OUTPUTS)})")
    chosen = engine or next(iter(ENGINES))
    if chosen not in ENGINES:
        raise StyleError(f"unknown engine {chosen!r} (known: {', '.join(ENGINES)})")
    if chosen == "citeproc-py" and to not in ("text", "html"):
        raise FormatError(f"the engine citeproc-py has no output {to!r}, only text and html")
    loaded = style if isinstance(style, Style) else load_style(style)
    items = [to_csl(record) if isinstance(record, Record) else record for record in records]
    return ENGINES[chosen](loaded, items, locale_name(locale) if locale else None, to, links=links)


def explain(
    record: Record | dict[str, Any], style: str | Path | Style = DEFAULT_STYLE, locale: str | None = None
) -> Explanation:
    """Say which macro, element, term or variable made each piece of a reference, and which conditions failed.

    Takes what `bibliography` takes; raises `StyleError` for an unknown style or locale.
    """
    return explain_all([record], style, locale)[0]


def explain_all(
    records: Iterable[Record | dict[str, Any]],
    style: str | Path | Style = DEFAULT_STYLE,
    locale: str | None = None,
) -> list[Explanation]:
    """Explain the references of one list, in its order; those that the style leaves out come last.

    Where the style has no bibliography its citations are explained.
    """
    from soilbib.csl.explanation import explain_items

    loaded = style if isinstance(style, Style) else load_style(style)
    items = [to_csl(record) if isinstance(record, Record) else record for record in records]
    return explain_items(loaded, items, locale_name(locale) if locale else None)
