"""Cites of one citation joined: grouped by names, collapsed to years, suffixes or number ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from soilbib.csl.content import AUTHORS, Content, Formatting, Node, find_marked, replace_marked, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from soilbib.csl.evaluation import Cite


class RenderedCite(Struct, frozen=True):
    """One cite before it is joined to its neighbours; ``delimiter`` stands before it.

    ``names`` is who the cite names, ``named`` whether it still says so, ``pinpoint`` whether its locator prints,
    ``leans`` whether it only makes sense after the cite before it ("ibid.").
    """

    cite: Cite
    content: Content
    names: str = ""
    named: bool = True
    pinpoint: bool = False
    year: str = ""
    suffix: int | None = None
    number: int | None = None
    delimiter: str = ""
    collapsed: bool = False
    leans: bool = False


class Delimiters(Struct, frozen=True):
    """The delimiters of ``cs:citation``; None where an attribute is absent."""

    layout: str
    cite_group: str | None
    year_suffix: str | None
    after_collapse: str | None
    range: str = "–"


def describe(cite: Cite, content: Content, ibid: bool = False) -> RenderedCite:
    """A cite with what decides its collapsing: names, year, suffix, citation number."""
    names = find_marked(content, *AUTHORS)
    year = find_marked(content, "year")
    suffix = find_marked(content, "year-suffix")
    number = find_marked(content, "citation-number")
    year_text = text_of(replace_marked(year, ("year-suffix",), lambda _: None)) if year is not None else ""
    return RenderedCite(
        cite,
        content,
        text_of(names),
        True,
        find_marked(content, "locator") is not None,
        year_text,
        suffix.value if suffix is not None else None,
        number.value if number is not None else None,
        leans=ibid and names is None,
    )


def group_by_names(cites: Sequence[RenderedCite]) -> list[RenderedCite]:
    """Cites with the same names brought together, at the place of the first of them; "ibid." stays where it was."""
    groups: dict[str, list[RenderedCite]] = {}
    key = ""
    for index, cite in enumerate(cites):
        if not (cite.leans and index):
            key = cite.names or f"\0{index}"
        groups.setdefault(key, []).append(cite)
    return [cite for group in groups.values() for cite in group]


def collapse(
    cites: Sequence[RenderedCite], kind: str, delimiters: Delimiters, in_text: bool
) -> list[RenderedCite]:
    """The cites with their delimiters, and without what ``collapse`` lets them share."""
    joined: list[RenderedCite] = []
    if kind == "citation-number":
        return _collapse_numbers(cites, delimiters)
    for index, cite in enumerate(cites):
        if index == 0:
            joined.append(cite)
            continue
        previous = cites[index - 1]
        lettered = None not in (cite.suffix, previous.suffix) and _same_year(cite, previous)
        same_names = cite.names == previous.names and (bool(cite.names) or lettered)
        joined.append(_join_one(cite, previous, joined[-1], same_names, kind, delimiters, in_text))
    return _suffix_ranges(joined, delimiters) if kind == "year-suffix-ranged" else joined


def _join_one(
    cite: RenderedCite,
    previous: RenderedCite,
    joined: RenderedCite,
    same_names: bool,
    kind: str,
    delimiters: Delimiters,
    in_text: bool,
) -> RenderedCite:
    collapses = kind in ("year", "year-suffix", "year-suffix-ranged")
    if same_names and collapses:
        if kind != "year" and _same_year(cite, previous):
            return _to_suffix(cite, joined, delimiters, in_text)
        delimiter = _group_delimiter(previous, delimiters, in_text)
        return replace(without_names(cite), delimiter=delimiter, collapsed=True)
    if same_names and delimiters.cite_group is not None:
        return replace(cite, delimiter=delimiters.cite_group)
    after = delimiters.after_collapse
    if (
        after is not None
        and collapses
        and (joined.collapsed or previous.cite.locator or kind != "year-suffix")
    ):
        return replace(cite, delimiter=after)
    return replace(cite, delimiter=delimiters.layout)


def _same_year(cite: RenderedCite, previous: RenderedCite) -> bool:
    if cite.year != previous.year:
        return False
    return bool(cite.year) or (cite.suffix is not None and previous.suffix is not None)


def _to_suffix(
    cite: RenderedCite, previous: RenderedCite, delimiters: Delimiters, in_text: bool
) -> RenderedCite:
    """Only the suffix and what follows it, such as a locator; the year where nothing else follows a prefix."""
    yearly = without_names(cite).content
    content = replace_first(yearly, ("year",), lambda node: find_marked(node, "year-suffix")) or ""
    if cite.cite.prefix:
        content = content or yearly
    if cite.suffix is None or cite.pinpoint or (previous.collapsed and previous.pinpoint):
        delimiter = _group_delimiter(previous, delimiters, in_text)
    else:
        chosen = (delimiters.year_suffix, delimiters.cite_group, delimiters.layout)
        delimiter = next(each for each in chosen if each is not None)
    return replace(cite, content=content, delimiter=delimiter, collapsed=True)


def without_names(cite: RenderedCite) -> RenderedCite:
    """The cite without saying who; its names still decide what it is grouped with."""
    if not cite.named:
        return cite
    content = replace_first(cite.content, AUTHORS, lambda _: None)
    return replace(cite, content=content or "", named=False)


def _group_delimiter(previous: RenderedCite, delimiters: Delimiters, in_text: bool) -> str:
    """The delimiter between cites of one group."""
    if delimiters.after_collapse is not None:
        return (
            delimiters.after_collapse
            if previous.cite.locator
            else (delimiters.cite_group if delimiters.cite_group is not None else delimiters.layout)
        )
    if delimiters.cite_group is not None:
        return delimiters.cite_group
    return ", " if in_text else delimiters.layout


def replace_first(
    content: Content, marks: tuple[str, ...], change: Callable[[Node], Content | None]
) -> Content | None:
    """The tree with only the first node that has one of the marks replaced."""
    done = False

    def once(node: Node) -> Content | None:
        """The first node changed, all others as they are."""
        nonlocal done
        if done:
            return node
        done = True
        return change(node)

    return replace_marked(content, marks, once)


def _suffix_ranges(cites: list[RenderedCite], delimiters: Delimiters) -> list[RenderedCite]:
    """Runs of three or more collapsed suffixes as a range."""
    out: list[RenderedCite] = []
    index = 0
    while index < len(cites):
        end = index
        while end + 1 < len(cites) and _suffix_follows(cites[end], cites[end + 1]):
            end += 1
        if end - index >= 2:
            out += [cites[index], replace(cites[end], delimiter=delimiters.range)]
        else:
            out += cites[index : end + 1]
        index = end + 1
    return out


def _suffix_follows(cite: RenderedCite, following: RenderedCite) -> bool:
    if cite.suffix is None or following.suffix is None or not following.collapsed:
        return False
    same = following.names == cite.names and following.year == cite.year
    return same and _plain_between(cite, following) and following.suffix == cite.suffix + 1


def _plain_between(cite: RenderedCite, following: RenderedCite) -> bool:
    """Whether neither of two cites has anything of its own that a range would hide, or lend to the others."""
    own = (cite.cite.suffix, following.cite.suffix, following.cite.prefix, cite.pinpoint, following.pinpoint)
    return not any(own)


def _collapse_numbers(cites: Sequence[RenderedCite], delimiters: Delimiters) -> list[RenderedCite]:
    out: list[RenderedCite] = []
    index = 0
    while index < len(cites):
        end = index
        while end + 1 < len(cites) and _number_follows(cites[end], cites[end + 1]):
            end += 1
        delimiter = delimiters.layout
        if (
            index
            and delimiters.after_collapse is not None
            and (cites[index - 1].cite.locator or out[-1].collapsed)
        ):
            delimiter = delimiters.after_collapse
        first = replace(cites[index], delimiter=delimiter if index else "")
        if end - index >= 2:
            out += [first, replace(cites[end], delimiter=delimiters.range, collapsed=True)]
        else:
            out.append(first)
            out += [replace(cite, delimiter=delimiters.layout) for cite in cites[index + 1 : end + 1]]
        index = end + 1
    return out


def _number_follows(cite: RenderedCite, following: RenderedCite) -> bool:
    if cite.number is None or following.number is None:
        return False
    return _plain_between(cite, following) and following.number == cite.number + 1


def join_cites(cites: Sequence[RenderedCite]) -> tuple[Content, ...]:
    """The cites with the delimiters between them."""
    children: list[Content] = []
    for cite in cites:
        if not cite.content:
            continue
        if children and cite.delimiter:
            children.append(Node((), Formatting(prefix=cite.delimiter)))
        children.append(cite.content)
    return tuple(children)
