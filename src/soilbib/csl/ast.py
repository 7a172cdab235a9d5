"""The style language as frozen values, in the specification's names."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from soilbib.csl.content import PLAIN, Formatting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Text(Struct, frozen=True):
    """``cs:text``; ``kind`` is "variable", "macro", "term" or "value"."""

    kind: str
    name: str
    form: str = "long"
    plural: bool = False
    formatting: Formatting = PLAIN


class Number(Struct, frozen=True):
    """``cs:number``."""

    variable: str
    form: str = "numeric"
    formatting: Formatting = PLAIN


class Label(Struct, frozen=True):
    """``cs:label``, by itself or inside ``cs:names``; ``before_page`` says that the pages follow beside it."""

    variable: str = ""
    form: str = "long"
    plural: str = "contextual"
    formatting: Formatting = PLAIN
    before_page: bool = False


class DatePart(Struct, frozen=True):
    """``cs:date-part``; ``own`` says which formatting attributes it sets itself."""

    name: str
    form: str = ""
    range_delimiter: str = "–"
    formatting: Formatting = PLAIN
    own: frozenset[str] = frozenset()


class Date(Struct, frozen=True):
    """``cs:date``; ``form`` is empty where the date parts are its own."""

    variable: str
    form: str = ""
    date_parts: str = "year-month-day"
    parts: tuple[DatePart, ...] = ()
    formatting: Formatting = PLAIN


class Name(Struct, frozen=True):
    """``cs:name``: its inheritable attributes as written, and the two ``cs:name-part``."""

    options: dict[str, str] = {}
    given: Formatting | None = None
    family: Formatting | None = None
    formatting: Formatting = PLAIN


class EtAl(Struct, frozen=True):
    """``cs:et-al``."""

    term: str = "et-al"
    formatting: Formatting = PLAIN


class Names(Struct, frozen=True):
    """``cs:names``; ``delimiter`` is None where it is inherited."""

    variables: tuple[str, ...]
    name: Name | None = None
    et_al: EtAl | None = None
    label: Label | None = None
    label_first: bool = False
    substitute: tuple[Element, ...] = ()
    delimiter: str | None = None
    formatting: Formatting = PLAIN


class Group(Struct, frozen=True):
    """``cs:group``."""

    children: tuple[Element, ...]
    formatting: Formatting = PLAIN


class Test(Struct, frozen=True):
    """One value of one condition attribute: ``variable="DOI"``."""

    __test__ = False  # not a test case, whatever its name says to a test runner

    kind: str
    value: str


class Branch(Struct, frozen=True):
    """``cs:if``, ``cs:else-if`` or ``cs:else`` (which has no tests)."""

    match: str
    tests: tuple[Test, ...]
    children: tuple[Element, ...]


class Choose(Struct, frozen=True):
    """``cs:choose``."""

    branches: tuple[Branch, ...]


Element: TypeAlias = Text | Number | Label | Date | Names | Group | Choose


def walk(elements: Iterable[Element]) -> Iterator[Element]:
    """The elements and all that they hold, without what the macros that they call hold."""
    for element in elements:
        yield element
        if isinstance(element, Choose):
            for branch in element.branches:
                yield from walk(branch.children)
        elif isinstance(element, Group):
            yield from walk(element.children)
        elif isinstance(element, Names):
            yield from walk(element.substitute)


class Key(Struct, frozen=True):
    """``cs:key`` of ``cs:sort``."""

    variable: str = ""
    macro: str = ""
    descending: bool = False
    options: dict[str, str] = {}


class Layout(Struct, frozen=True):
    """``cs:layout``."""

    children: tuple[Element, ...]
    formatting: Formatting = PLAIN


class Area(Struct, frozen=True):
    """``cs:citation`` or ``cs:bibliography``."""

    kind: str
    options: dict[str, str]
    sort: tuple[Key, ...]
    layout: Layout
    has_sort: bool = False


class Term(Struct, frozen=True):
    """``cs:term`` in one form."""

    single: str
    multiple: str
    gender: str = ""
    match: str = ""


class Locale(Struct, frozen=True):
    """``cs:locale``: a locale file or a style's own one. ``terms`` is keyed by name, form and gender form."""

    lang: str = ""
    terms: dict[tuple[str, str, str], Term] = {}
    dates: dict[str, Date] = {}
    options: dict[str, str] = {}


class Style(Struct, frozen=True):
    """``cs:style``."""

    style_class: str
    default_locale: str
    version: str
    options: dict[str, str]
    locales: tuple[Locale, ...]
    macros: dict[str, tuple[Element, ...]]
    citation: Area | None
    bibliography: Area | None
    parent: str = ""
