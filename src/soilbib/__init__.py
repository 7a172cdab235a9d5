"""soilbib: read, deduplicate, format and convert bibliographic records.

The names below are the public interface. Each is imported when it is first used, so that a command
pays only for the parts it needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from soilbib._version import __version__

if TYPE_CHECKING:
    from soilbib import dedupe
    from soilbib.catalogue import Catalogue, parse_query
    from soilbib.csl import Bibliography, Entry, bibliography
    from soilbib.dedupe import Deduplication
    from soilbib.errors import (
        FormatError,
        InputError,
        Loss,
        OutputError,
        ParseError,
        Place,
        Problem,
        SoilbibError,
        StyleError,
    )
    from soilbib.formats import (
        FORMATS,
        Format,
        Reading,
        Writing,
        dumps,
        loads,
        parse_listing,
        read,
        stream,
        write,
    )
    from soilbib.formats.bibtex.interchange import from_bibtexparser, to_bibtexparser
    from soilbib.model import Date, Name, Record, Source, from_csl, parse_date, parse_name, to_csl

_EXPORTS: dict[str, str] = {
    "soilbib.catalogue": "Catalogue parse_query",
    "soilbib.csl": "Bibliography Entry bibliography",
    "soilbib.dedupe": "Deduplication",
    "soilbib.errors": "FormatError InputError Loss OutputError ParseError Place Problem SoilbibError StyleError",
    "soilbib.formats": "FORMATS Format Reading Writing dumps loads parse_listing read stream write",
    "soilbib.formats.bibtex.interchange": "from_bibtexparser to_bibtexparser",
    "soilbib.model": "Date Name Record Source from_csl parse_date parse_name to_csl",
}
_HOME = {name: module for module, names in _EXPORTS.items() for name in names.split()}
_PACKAGES = frozenset("catalogue csl dedupe formats model".split())  # the package `dedupe` can be called

__all__ = [
    "FORMATS",
    "Bibliography",
    "Catalogue",
    "Date",
    "Deduplication",
    "Entry",
    "Format",
    "FormatError",
    "InputError",
    "Loss",
    "Name",
    "OutputError",
    "ParseError",
    "Place",
    "Problem",
    "Reading",
    "Record",
    "SoilbibError",
    "Source",
    "StyleError",
    "Writing",
    "__version__",
    "bibliography",
    "dedupe",
    "dumps",
    "from_bibtexparser",
    "from_csl",
    "loads",
    "parse_date",
    "parse_listing",
    "parse_name",
    "parse_query",
    "read",
    "stream",
    "to_bibtexparser",
    "to_csl",
    "write",
]


def __getattr__(name: str) -> Any:
    """Import a public name from its home when it is first asked for (PEP 562)."""
    if name in _PACKAGES:
        return import_module(f"soilbib.{name}")
    if name not in _HOME:
        raise AttributeError(f"module 'soilbib' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
