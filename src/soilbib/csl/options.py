"""The inheritable name options, resolved from style, area, names and name elements."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

_MOST_DIGITS = 10


class NameOptions(Struct, frozen=True):
    """Everything that decides how a list of names prints."""

    and_: str = ""
    delimiter: str = ", "
    delimiter_precedes_et_al: str = "contextual"
    delimiter_precedes_last: str = "contextual"
    et_al_min: int = 0
    et_al_use_first: int = 1
    et_al_subsequent_min: int = 0
    et_al_subsequent_use_first: int = 0
    et_al_use_last: bool = False
    form: str = "long"
    initialize: bool = True
    initialize_with: str | None = None
    name_as_sort_order: str = ""
    sort_separator: str = ", "
    demote: str = "display-and-sort"
    initialize_with_hyphen: bool = True


INHERITABLE = (
    "and", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min", "et-al-use-first",
    "et-al-subsequent-min", "et-al-subsequent-use-first", "et-al-use-last", "initialize", "initialize-with",
    "name-as-sort-order", "sort-separator",
)  # fmt: skip


def inherited_name_options(*levels: dict[str, str]) -> dict[str, str]:
    """The name attributes that style and area set, the later ones over the earlier."""
    merged: dict[str, str] = {}
    for level in levels:
        merged.update({name: level[name] for name in INHERITABLE if name in level})
        for name in ("name-form", "name-delimiter", "names-delimiter"):
            if name in level:
                merged[name] = level[name]
    return merged


def resolve(inherited: dict[str, str], own: dict[str, str], style: dict[str, str]) -> NameOptions:
    """The options of one ``cs:name``."""
    merged = dict(inherited)
    if "name-form" in merged:
        merged["form"] = merged["name-form"]
    merged["delimiter"] = merged.get("name-delimiter", ", ")
    merged.update(own)
    if inherited.get("initialize") == "false":  # "true" is only the default: styles rely on its not winning
        merged["initialize"] = "false"
    return _resolve(
        tuple(sorted(merged.items())),
        style.get("demote-non-dropping-particle", "display-and-sort"),
        style.get("initialize-with-hyphen", "true"),
    )


@lru_cache(maxsize=1024)
def _resolve(attributes: tuple[tuple[str, str], ...], demote: str, hyphen: str) -> NameOptions:
    get = dict(attributes).get
    minimum, first = whole_number(get("et-al-min")), whole_number(get("et-al-use-first"), -1)
    if first < 0:  # nothing says how many names to show; 0 says none
        minimum = first = 0
    return NameOptions(
        get("and", ""),
        get("delimiter", ", "),
        get("delimiter-precedes-et-al", "contextual"),
        get("delimiter-precedes-last", "contextual"),
        minimum,
        first,
        whole_number(get("et-al-subsequent-min")) or minimum,
        whole_number(get("et-al-subsequent-use-first")) or first,
        get("et-al-use-last") == "true",
        get("form", "long"),
        get("initialize") != "false",
        get("initialize-with"),
        get("name-as-sort-order", ""),
        get("sort-separator", ", "),
        demote,
        hyphen != "false",
    )


def whole_number(text: str | None, default: int = 0) -> int:
    """An attribute that is a number, spaces around it apart; the default where it is none."""
    digits = (text or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < _MOST_DIGITS else default
