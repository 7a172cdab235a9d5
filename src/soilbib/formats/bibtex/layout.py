"""How the formatter lays files out."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

Charset: TypeAlias = Literal["", "ascii", "latin1", "utf8"]


class Layout(Struct, frozen=True):
    """How entries are laid out.

    ``sort_fields`` is into one order for all, of which ``field_order`` says what comes first. ``sort_entries``
    is by key, ``sort_by`` by fields ("-" before a name is downwards, "key" and "type" count as fields); parents
    of ``crossref`` come after all others. The others are about values: whole numbers without braces,
    months as macros, no braces around whole values, characters as LaTeX (``charset`` "ascii", "latin1") or LaTeX as
    characters ("utf8"), lines of so many characters, no fields without a value.
    """

    indent: str = "  "
    align: bool = False
    sort_fields: bool = False
    sort_entries: bool = False
    field_order: tuple[str, ...] = ()
    sort_by: tuple[str, ...] = ()
    trailing_comma: bool = True
    numeric: bool = False
    months: bool = False
    strip_braces: bool = False
    charset: Charset = ""
    wrap: int = 0
    remove_empty: bool = False

    @property
    def shapes(self) -> bool:
        """Whether values are written otherwise than they stand."""
        return bool(
            self.numeric or self.months or self.strip_braces or self.charset or self.wrap or self.remove_empty
        )

    def unshaped(self) -> Layout:
        """The same layout with values as they stand."""
        return Layout(
            self.indent, self.align, self.sort_fields, self.sort_entries, self.field_order, self.sort_by,
            self.trailing_comma,
        )  # fmt: skip

    @property
    def reorders(self) -> bool:
        """Whether fields change their places."""
        return self.sort_fields or bool(self.field_order)

    @property
    def sorts(self) -> bool:
        """Whether entries change their places."""
        return self.sort_entries or bool(self.sort_by)
