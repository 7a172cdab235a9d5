"""One citation as content: cites rendered, grouped, collapsed and joined."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from soilbib.csl.collapsing import (
    Delimiters,
    RenderedCite,
    collapse,
    describe,
    group_by_names,
    join_cites,
    without_names,
)
from soilbib.csl.collation import collation_key
from soilbib.csl.content import AUTHORS, Content, Formatting, Node, find_marked
from soilbib.csl.evaluation import FIRST, IBID, Cite, Context
from soilbib.csl.positions import Citation, Place
from soilbib.csl.sorting import order, sort_keys
from soilbib.csl.text_case import capitalize_first_term
from soilbib.csl.values import parse_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from soilbib.csl.items import Item
    from soilbib.csl.program import Program
    from soilbib.csl.registry import Registry

MODES: dict[str, dict[str, Any]] = {
    "author-only": {"author_only": True, "suppress_author": False},
    "suppress-author": {"suppress_author": True, "author_only": False},
}
"""What a citation's mode means for its first cite."""

NO_PRINTED_FORM = "[CSL STYLE ERROR: reference with no printed form.]"
_SPACE_AFTER = re.compile(r"[\w.,:;!?)\]]$")
_SPACE_BEFORE = re.compile(r"^[\w\[(]")
_QUOTES_AT_END = re.compile("[\"'”’»\u202f\u00a0 ]+$")
_TAGS = re.compile(r"<[^>]+>")


def read_cite(value: Cite | Mapping[str, Any] | str) -> Cite:
    """A cite as citeproc-js writes it, or just an id."""
    if isinstance(value, Cite):
        return value
    if isinstance(value, str):
        return Cite(value)
    get = value.get
    position = get("position")
    return Cite(
        str(get("id", "")),
        *_read_locator(str(get("locator") or "").strip(), str(get("label") or "")),
        str(get("prefix") or ""),
        str(get("suffix") or ""),
        bool(get("suppress-author")),
        bool(get("author-only")),
        position if isinstance(position, int) else None,
        bool(get("near-note")) if "near-note" in value else None,
    )


_EMBEDDED_LABEL = re.compile(r"([a-z]+\.?|§§?|¶¶?)\s+(?=\S)")
LOCATOR_LABELS = {
    "app.": "appendix", "art.": "article-locator", "bk.": "book", "ch.": "chapter", "chap.": "chapter",
    "chaps.": "chapter", "col.": "column", "eq.": "equation", "eqs.": "equation", "fig.": "figure",
    "figs.": "figure", "fol.": "folio", "fols.": "folio", "l.": "line", "ll.": "line", "n.": "note", "nn.": "note",
    "no.": "issue", "op.": "opus", "p.": "page", "pp.": "page", "para.": "paragraph", "paras.": "paragraph",
    "pt.": "part", "pts.": "part", "r.": "rule", "sec.": "section", "secs.": "section", "§": "section",
    "§§": "section", "supp.": "supplement", "s.v.": "sub-verbo", "tab.": "table", "tabs.": "table", "tbl.": "table",
    "v.": "verse", "vv.": "verse", "vol.": "volume", "vols.": "volume", "¶": "paragraph", "¶¶": "paragraph",
}  # fmt: skip
"""Abbreviations that a locator may begin with instead of having a label."""


def _read_locator(locator: str, label: str) -> tuple[str, str]:
    """The locator and its label; what it begins with, "vol. 1", counts more than the label that it came with."""
    match = _EMBEDDED_LABEL.match(locator)
    if match and match[1] in LOCATOR_LABELS:
        return locator[match.end() :], LOCATOR_LABELS[match[1]]
    return locator, label


def compose_citation(
    program: Program,
    registry: Registry,
    items: Mapping[str, Item],
    citation: Citation,
    places: Sequence[Place],
) -> Content:
    """The citation in its layout's affixes; an error text where no cite prints."""
    cites = [(cite, items[cite.id], place) for cite, place in _placed(citation, places) if cite.id in items]
    rendered = []
    for index, (cite, item, place) in enumerate(cites):
        opens = index == 0 or _starts_sentence(cite.prefix or "-")
        content = render_cite(program, registry, cite, item, place, opens)
        if content is not None:
            described = describe(cite, content, place.position >= IBID)
            rendered.append(without_names(described) if cite.suppress_author else described)
        elif (
            cite.prefix or cite.suffix
        ):  # the writer's own words are not lost with a cite that prints nothing
            rendered.append(describe(cite, ""))
        elif index == 0 and not cite.suppress_author:
            rendered.append(describe(cite, NO_PRINTED_FORM))
    layout = program.area.layout.formatting
    if not rendered:
        return Node((NO_PRINTED_FORM,), replace(layout, delimiter="", affixes_inside=True))
    joined = _join(program, rendered)
    affixed = [replace(each, content=_with_affixes(each)) for each in _mind_affixes(joined)]
    if any(each.cite.author_only for each in affixed):
        return Node(join_cites(affixed))
    formatting = replace(
        layout,
        prefix=layout.prefix + _spaced_prefix(citation.prefix),
        suffix=_spaced_suffix(citation.suffix) + layout.suffix,
        delimiter="",
        affixes_inside=True,
    )
    return Node(join_cites(affixed), formatting)


def _placed(citation: Citation, places: Sequence[Place]) -> list[tuple[Cite, Place]]:
    placed = [
        (cite, places[index] if index < len(places) else Place(cite.position or FIRST, bool(cite.near_note)))
        for index, cite in enumerate(citation.cites)
    ]
    if placed and citation.mode in MODES:
        placed[0] = (replace(placed[0][0], **MODES[citation.mode]), placed[0][1])
    return placed[:1] if citation.mode == "author-only" else placed


def sort_cites(
    program: Program,
    registry: Registry,
    items: Mapping[str, Item],
    cites: Sequence[Cite],
    in_document: bool = False,
) -> list[Cite]:
    """The cites in the order of the citation's ``cs:sort``.

    In a document those of the same authors stand together where the style groups or collapses them: groups in the
    order of their first cites by the first key, and by their names where that is the same, as in citeproc-js.
    """
    keys = program.area.sort
    known = [cite for cite in cites if cite.id in items]
    if not keys or len(known) < 2:
        return list(cites)
    language = program.locale.language
    texts = [sort_keys(program, keys, registry.citation_context(cite, items[cite.id])) for cite in known]
    ordered = order(range(len(known)), texts, keys, language)
    if not (in_document and _groups_cites(program)):
        return [known[index] for index in ordered]
    groups: dict[str, list[int]] = {}
    for index in ordered:
        groups.setdefault(registry.names_shown(items[known[index].id]), []).append(index)
    by_names = [groups[names] for names in sorted(groups, key=lambda names: _name_key(names, language))]
    firsts = [texts[group[0]][:1] for group in by_names]
    return [known[index] for group in order(by_names, firsts, keys[:1], language) for index in group]


def _groups_cites(program: Program) -> bool:
    """Whether cites of the same authors stand together."""
    get = program.options.get
    return program.style.style_class == "in-text" and bool(get("collapse") or get("cite-group-delimiter"))


def _name_key(names: str, language: str) -> str:
    """Where a group of cites stands among those with the same first key; spaces make no difference."""
    return collation_key(names.replace(" ", ""), language)


def render_cite(
    program: Program, registry: Registry, cite: Cite, item: Item, place: Place, opens: bool
) -> Content | None:
    """One cite without its own prefix and suffix; ``opens`` says that it is the citation's first."""
    ctx: Context = registry.citation_context(cite, item)
    ctx.position, ctx.near_note = place.position, place.near_note
    ctx.first_note = str(place.first_note) if place.first_note else ""
    content, _ = program.layout(item)(ctx)
    if content is None:
        return None
    if opens and program.style.style_class == "note" and _starts_sentence(cite.prefix):
        content = capitalize_first_term(content)
    if cite.author_only:
        return find_marked(content, *AUTHORS) or content
    return content


def _starts_sentence(prefix: str) -> bool:
    """Whether what follows the prefix begins a sentence: no prefix, or several words that end one."""
    if not prefix:
        return True
    bare = _QUOTES_AT_END.sub("", _TAGS.sub("", prefix))
    return bare.endswith((".", "!", "?", ":", ";")) and " " in prefix.strip()


def _join(program: Program, rendered: list[RenderedCite]) -> list[RenderedCite]:
    get = program.options.get
    layout = program.area.layout.formatting
    kind = get("collapse", "")
    if kind.startswith("year") and get("disambiguate-add-year-suffix") != "true":
        kind = "year"
    delimiters = Delimiters(
        layout.delimiter,
        get("cite-group-delimiter"),
        get("year-suffix-delimiter"),
        get("after-collapse-delimiter"),
        program.locale.text("citation-range-delimiter") or "–",
    )
    if kind.startswith("year") or delimiters.cite_group is not None:
        rendered = group_by_names(rendered)
    return collapse(rendered, kind, delimiters, program.style.style_class == "in-text")


def _mind_affixes(rendered: list[RenderedCite]) -> list[RenderedCite]:
    """Delimiters left out, or only their space kept, where a cite's affix brings its own mark."""
    out = rendered[:1]
    for before, each in pairwise(rendered):
        delimiter = each.delimiter
        if before.cite.suffix.endswith((";", ".", ",")):
            delimiter = delimiter[delimiter.index(" ") :] if " " in delimiter else ""
        elif not before.cite.suffix and each.cite.prefix.startswith((";", ".", ",")):
            delimiter = ""
        elif not (each.content or each.cite.prefix) and each.cite.suffix.startswith((";", ".", ",")):
            delimiter = ""  # collapsed to nothing but its suffix
        out.append(replace(each, delimiter=delimiter))
    return out


def _with_affixes(rendered: RenderedCite) -> Content:
    cite = rendered.cite
    if not cite.prefix and not cite.suffix:
        return rendered.content
    children: list[Content] = [rendered.content]
    if cite.prefix:
        children.insert(0, _affix(_spaced_prefix(cite.prefix)))
    if cite.suffix:
        children.append(_affix(_spaced_suffix(cite.suffix)))
    return Node(tuple(children), Formatting())


def _affix(text: str) -> Content:
    return _as_affix(parse_value(text))


def _as_affix(content: Content) -> Content:
    """The same content, its first text as an affix, so that the punctuation rules reach it."""
    if isinstance(content, str):
        return Node((), Formatting(prefix=content))
    first, rest = content.children[0], content.children[1:]
    return Node((_as_affix(first), *rest), content.formatting) if isinstance(first, str) else content


def _spaced_prefix(prefix: str) -> str:
    bare = _QUOTES_AT_END.sub("", _TAGS.sub("", prefix))
    return prefix + " " if _SPACE_AFTER.search(bare) and not prefix.endswith((" ", "\u00a0")) else prefix


def _spaced_suffix(suffix: str) -> str:
    return " " + suffix if _SPACE_BEFORE.match(_TAGS.sub("", suffix)) else suffix
