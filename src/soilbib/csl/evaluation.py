"""What an evaluator knows: one reference, one cite of it, and what has been rendered so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from msgspec import Struct

from soilbib.csl.content import Rendered

if TYPE_CHECKING:
    from soilbib.csl.items import Item
    from soilbib.csl.locale import LocaleTerms
    from soilbib.model.names import Name

FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR = 0, 1, 2, 3


class Cite(Struct, frozen=True, gc=False):
    """One reference inside a citation, as the caller gives it."""

    id: str
    locator: str = ""
    label: str = ""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_only: bool = False
    position: int | None = None
    near_note: bool | None = None


class Disambiguation(Struct, frozen=True, gc=False):
    """How far a cite is expanded: names shown and given-name level per name list, how many
    ``disambiguate`` conditions hold, its year suffix, and the first of the references that have the others."""

    names: tuple[int, ...] = ()
    givens: tuple[tuple[int, ...], ...] = ()
    condition: int = 0
    year_suffix: int | None = None
    lettered_with: str = ""


BASE = Disambiguation()
BARE_CITE = Cite("")


class NameList(Struct, frozen=True, gc=False):
    """What was rendered of one name variable: its names, how many show, and their given-name levels.

    ``initials`` says that the style has a form for initials.
    """

    names: tuple[Name, ...]
    shown: int
    levels: tuple[int, ...]
    initials: bool = False


class NameLimits(NamedTuple):
    """What a sort key says of how many names count; None where it leaves that to the style."""

    minimum: int | None
    first: int | None
    use_last: bool | None

    def over(self, minimum: int, first: int, use_last: bool) -> tuple[int, int, bool]:
        """The style's own limits with these in place of them."""
        return (
            minimum if self.minimum is None else self.minimum,
            first if self.first is None else self.first,
            use_last if self.use_last is None else self.use_last,
        )


class Context:
    """One evaluation. The attributes from ``suppressed`` on change while it runs."""

    __slots__ = (
        "citation_number",
        "cite",
        "comparing",
        "conditions_seen",
        "disambiguation",
        "first_note",
        "given_levels",
        "in_bibliography",
        "item",
        "locale",
        "locator_done",
        "name_lists",
        "near_note",
        "position",
        "recording",
        "sort_names",
        "sorting",
        "suffix_done",
        "suppressed",
        "tell_apart",
        "year_suffix",
    )  # fmt: skip

    def __init__(
        self,
        item: Item,
        locale: LocaleTerms,
        cite: Cite = BARE_CITE,
        disambiguation: Disambiguation = BASE,
        in_bibliography: bool = False,
    ) -> None:
        self.item = item
        self.locale = locale
        self.cite = cite
        self.disambiguation = disambiguation
        self.in_bibliography = in_bibliography
        self.position = FIRST
        self.near_note = False
        self.first_note = ""
        self.citation_number = 0
        self.year_suffix = ""
        self.sorting = False
        self.sort_names: NameLimits | None = None
        self.given_levels: Callable[[Name, int, int, bool], int] | None = None
        self.suppressed: set[str] = set()
        self.recording: list[str] | None = None
        self.name_lists: list[NameList] = []
        self.suffix_done = False
        self.locator_done = False
        self.conditions_seen = 0
        self.comparing = False
        self.tell_apart = False

    def record(self, variables: Iterable[str]) -> bool:
        """Note what a substitute renders; False where it has rendered it already."""
        if self.recording is None:
            return True
        if any(variable in self.recording for variable in variables):
            return False
        self.recording.extend(variables)
        return True


Evaluator: TypeAlias = Callable[[Context], Rendered]
