"""``cs:names``: lists of names with et-al, "and", labels and substitutes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from soilbib.csl import ast
from soilbib.csl.content import (
    EMPTY,
    ONLY_EMPTY,
    PLAIN,
    SOME_VARIABLE,
    Content,
    Formatting,
    Node,
    Rendered,
    find_marked,
)
from soilbib.csl.elements.environment import Compiled, Environment, decorate, decorate_term, run
from soilbib.csl.evaluation import SUBSEQUENT, Context, NameList
from soilbib.csl.initials import initialize
from soilbib.csl.options import NameOptions, resolve
from soilbib.csl.person import FULL, INITIALS, PersonFormat, base_level
from soilbib.csl.values import parse_value

if TYPE_CHECKING:
    from soilbib.model.names import Name

COMMON_TERMS = ("editortranslator", "editor-translator")
EDITOR_TRANSLATOR = frozenset({"editor", "translator"})


class NamesFormat:
    """Everything about a ``cs:names`` that does not depend on the cite."""

    def __init__(self, names: ast.Names, env: Environment) -> None:
        parent = env.names_parent
        inherits = parent is not None and names.name is None and names.et_al is None and names.label is None
        model = parent if inherits and parent is not None else names
        name = model.name or ast.Name()
        self.variables = names.variables
        self.options: NameOptions = resolve(env.name_options, name.options, env.style.options)
        self.person = PersonFormat(self.options, name.given, name.family, env.locale.lang)
        self.name_formatting = Formatting(
            name.formatting.prefix,
            name.formatting.suffix,
            "",
            name.formatting.tags,
            "",
            False,
            name.formatting.text_case,
        )
        self.body_formatting = replace(
            self.name_formatting, prefix="", suffix=""
        )  # the affixes are a person's, and of a list with "et al." as a whole, as in citeproc-js
        self.name_affixes = Formatting(name.formatting.prefix, name.formatting.suffix)
        self.label = model.label
        self.label_first = model.label_first
        self.formatting = names.formatting if not inherits or names.formatting != PLAIN else model.formatting
        delimiter = names.delimiter
        if delimiter is None and inherits and parent is not None:
            delimiter = parent.delimiter
        self.initials = base_level(self.options) == INITIALS
        self.delimiter = delimiter if delimiter is not None else env.name_options.get("names-delimiter", "")
        self.et_al = model.et_al or ast.EtAl()
        self.model = model


def compile_names(names: ast.Names, env: Environment) -> Compiled:
    """The names of one or more variables, or the first substitute that prints; their number is 0 in sorting."""
    form = NamesFormat(names, env)
    compiled = _compile_lists(names, form, env)
    if form.options.form != "count" or env.in_substitute:
        return compiled

    def count(ctx: Context) -> Rendered:
        """The number; where there are no names it prints nothing, and sorts first."""
        counted = run(compiled, ctx)
        return ("0", SOME_VARIABLE) if ctx.sorting and counted[0] is None else counted

    return count


def _compile_lists(names: ast.Names, form: NamesFormat, env: Environment) -> Compiled:
    present = tuple(variable for variable in names.variables if variable in env.variables)
    substitute = _compile_substitute(names, form.model, env)
    if not present:
        return substitute if substitute is not None else EMPTY
    merged = _common_term(names.variables, present, form.label, env)
    recording = env.in_substitute

    def evaluate(ctx: Context) -> Rendered:
        """The names of the variables that the item has, or else the substitute."""
        variables = present
        if ctx.suppressed:
            variables = tuple(variable for variable in present if variable not in ctx.suppressed)
        if recording and not ctx.record(variables):
            return EMPTY
        content = render_variables(form, variables, merged, ctx)
        if content is None:
            return run(substitute, ctx) if substitute is not None else EMPTY
        return content, SOME_VARIABLE

    return evaluate


def _compile_substitute(names: ast.Names, model: ast.Names, env: Environment) -> Compiled | None:
    if not names.substitute:
        return None
    inner = env.inside(substitute=True, parent=model)
    children = _substitutes(names, inner)
    if not children:
        return EMPTY

    def evaluate(ctx: Context) -> Rendered:
        """The first substitute that gives something; its variables are suppressed afterwards."""
        outer, ctx.recording = ctx.recording, []
        for child in children:
            content, fact = run(child, ctx)
            if content is not None:
                if find_marked(content, "names") is None and find_marked(content, "term") is None:
                    content = Node((content,), mark="substitute")
                ctx.suppressed.update(ctx.recording)
                if outer is not None:
                    outer.extend(ctx.recording)
                ctx.recording = outer
                return content, max(fact, ONLY_EMPTY)  # the names were asked for
            ctx.recording.clear()
        ctx.recording = outer
        return EMPTY

    return evaluate


def _substitutes(names: ast.Names, env: Environment) -> list[Compiled]:
    """The substitutes that can print, up to the first term or value: that one always settles the matter."""
    children: list[Compiled] = []
    for element in names.substitute:
        children += [child for child in env.compile((element,), env) if not _is_empty(child)]
        if isinstance(element, ast.Text) and element.kind in ("term", "value"):
            break
    return children


def _is_empty(child: Compiled) -> bool:
    return isinstance(child, tuple) and child[0] is None


def _common_term(
    variables: tuple[str, ...], present: tuple[str, ...], label: ast.Label | None, env: Environment
) -> str:
    """The term for editors who are also the translators, where the style asks for both and knows the term."""
    if set(variables) != EDITOR_TRANSLATOR or set(present) != EDITOR_TRANSLATOR:
        return ""
    form = label.form if label is not None else "long"
    term = next((name for name in COMMON_TERMS if env.locale.term(name) is not None), "")
    return term if term and env.locale.text(term, form) else ""


def render_variables(
    form: NamesFormat, variables: tuple[str, ...], merged: str, ctx: Context
) -> Content | None:
    """The name lists of the variables with their labels; None where there are none."""
    lists = [(variable, ctx.item.names[variable]) for variable in variables if variable in ctx.item.names]
    if merged and len(lists) == 2 and lists[0][1] == lists[1][1]:
        lists = [(merged, lists[0][1])]
    if form.options.form == "count":
        total = sum(len(NameLayout(form, names, variable, ctx).shown_names) for variable, names in lists)
        return decorate(str(total), form.formatting, ctx) if total else None
    pieces = [_with_label(form, variable, names, ctx) for variable, names in lists]
    pieces = [piece for piece in pieces if piece.children]
    if not pieces:
        return None
    formatting = form.formatting
    node = Node(tuple(pieces), Formatting(delimiter=form.delimiter))
    content = decorate(node, formatting, ctx)
    return Node((content,), mark="names")


def _with_label(form: NamesFormat, variable: str, names: tuple[Name, ...], ctx: Context) -> Node:
    content = render_list(form, variable, names, ctx)
    if form.label is None or ctx.sorting or not content.children:
        return content
    label = form.label
    plural = label.plural == "always" or (label.plural == "contextual" and len(names) > 1)
    term = ctx.locale.text(variable, label.form, plural)
    if not term:
        return content
    labelled = decorate_term(parse_value(term), label.formatting, ctx.locale)
    return Node((labelled, content) if form.label_first else (content, labelled))


class NameLayout:
    """How many names of a list show, and what follows them."""

    __slots__ = ("abbreviated", "index", "levels", "names", "shown_names", "truncated", "use_last")

    def __init__(self, form: NamesFormat, names: tuple[Name, ...], variable: str, ctx: Context) -> None:
        options = form.options
        self.names = names
        self.index = len(ctx.name_lists)
        self.truncated = variable in ctx.item.truncated
        minimum, first, use_last = options.et_al_min, options.et_al_use_first, options.et_al_use_last
        if ctx.position >= SUBSEQUENT:
            minimum, first = options.et_al_subsequent_min, options.et_al_subsequent_use_first
        if ctx.sort_names is not None:
            minimum, first, use_last = ctx.sort_names.over(minimum, first, use_last)
        if use_last:  # the last name stands for two at least
            first = min(first, max(minimum - 2, 1))
        total = len(names)
        shown = total
        if minimum and total >= minimum and first < total:
            shown = first
            wanted = ctx.disambiguation.names
            if self.index < len(wanted):
                shown = min(max(first, wanted[self.index]), total)
        self.abbreviated = shown < total
        self.use_last = use_last and total - shown >= 2 and self.abbreviated
        self.shown_names = names[:shown]
        self.levels = tuple(
            _level(form, name, self.index, position, ctx) for position, name in enumerate(self.shown_names)
        )
        if ctx.tell_apart and form.initials and _share_families(self.shown_names):
            self.levels = _told_apart(self.shown_names, self.levels)
        ctx.name_lists.append(NameList(names, shown, self.levels, options.initialize_with is not None))


def _level(form: NamesFormat, name: Name, index: int, position: int, ctx: Context) -> int:
    """How much of a given name shows: what the style says, or more where disambiguation asks for it."""
    level = base_level(form.options)
    givens = ctx.disambiguation.givens
    if index < len(givens) and position < len(givens[index]):
        level = max(level, givens[index][position])
    if ctx.given_levels is not None:
        level = max(level, ctx.given_levels(name, position, level, _initializes(form.options)))
    return level


def _initializes(options: NameOptions) -> bool:
    """Whether given names can show as initials."""
    return options.initialize_with is not None and options.initialize


def _share_families(names: tuple[Name, ...]) -> bool:
    return len({name.family for name in names}) < len(names)


def _told_apart(names: tuple[Name, ...], levels: tuple[int, ...]) -> tuple[int, ...]:
    """Full given names for persons of one list who share family name and initials."""
    givens: dict[tuple[str, str], set[str]] = {}
    keys = [(name.family, initialize(name.given, "%s")) for name in names]
    for key, name in zip(keys, names, strict=True):
        givens.setdefault(key, set()).add(name.given)
    return tuple(FULL if len(givens[key]) > 1 else level for key, level in zip(keys, levels, strict=True))


def render_list(form: NamesFormat, variable: str, names: tuple[Name, ...], ctx: Context) -> Node:
    """One variable's names, joined; without children where the style shows none of them."""
    layout = NameLayout(form, names, variable, ctx)
    options = form.options
    rendered = [
        form.person.render(name, level, position == 0, ctx)
        for position, (name, level) in enumerate(zip(layout.shown_names, layout.levels, strict=True))
    ]
    if layout.use_last:
        level = _level(form, names[-1], layout.index, len(names) - 1, ctx)
        rendered.append(form.person.render(names[-1], level, False, ctx))
    if not form.name_formatting.bare or form.name_formatting.text_case:
        persons = (*layout.shown_names, names[-1])
        rendered = [
            decorate(name, form.body_formatting if person.literal else form.name_formatting, ctx)
            for name, person in zip(rendered, persons, strict=False)
        ]
    if layout.use_last:
        last = rendered.pop()
        delimited = len(rendered) > 1 or _precedes(options.delimiter_precedes_et_al, False, layout, options)
        gap = options.delimiter if delimited else " "
        parts = [*_interleave(rendered, options.delimiter), affix(gap if ctx.sorting else gap + "… "), last]
    elif layout.abbreviated or layout.truncated:
        parts = _join_et_al(form, layout, rendered, ctx)
    else:
        parts = _join_and(form, layout, rendered, ctx)
    around = form.name_affixes if layout.abbreviated and not layout.use_last else PLAIN
    return Node(tuple(parts), around, "name-list", (tuple(rendered), layout.shown_names))


@lru_cache(maxsize=4096)
def affix(text: str) -> Node:
    """Text of the style, not of the reference, between two names."""
    return Node((), Formatting(prefix=text))


def _interleave(rendered: list[Content], delimiter: str) -> list[Content]:
    parts: list[Content] = []
    for index, name in enumerate(rendered):
        if index:
            parts.append(affix(delimiter))
        parts.append(name)
    return parts


def _join_et_al(
    form: NamesFormat, layout: NameLayout, rendered: list[Content], ctx: Context
) -> list[Content]:
    """The names shown and the et-al term; sorting needs only the names."""
    options = form.options
    if not rendered:
        return []
    parts = _interleave(rendered, options.delimiter)
    term = ctx.locale.text(form.et_al.term)
    if ctx.sorting or not term:
        return parts
    formatting = form.et_al.formatting
    precedes = _precedes(options.delimiter_precedes_et_al, len(rendered) > 1, layout, options)
    delimiter = options.delimiter if precedes else ("" if _is_cjk(term[0]) else " ")
    return [*parts, affix(delimiter), decorate(parse_value(term), formatting, ctx)]


def _is_cjk(char: str) -> bool:
    """Whether the script sets no spaces."""
    return "\u2e80" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff"


def _precedes(rule: str, contextual: bool, layout: NameLayout, options: NameOptions) -> bool:
    if rule == "always":
        return True
    if rule == "never":
        return False
    if rule == "after-inverted-name":
        return _turns(len(layout.shown_names) - 1, options)
    return contextual


def _turns(position: int, options: NameOptions) -> bool:
    """Whether names in this place have the family name first, also those that have only one part or always do."""
    return options.name_as_sort_order == "all" or (options.name_as_sort_order == "first" and position == 0)


def _join_and(form: NamesFormat, layout: NameLayout, rendered: list[Content], ctx: Context) -> list[Content]:
    options = form.options
    and_ = _and_term(options.and_, ctx)
    if ctx.sorting or not and_ or len(rendered) < 2:
        return _interleave(rendered, options.delimiter)
    head = rendered[:-1]
    if options.delimiter_precedes_last == "after-inverted-name":
        two_bodies = len(rendered) == 2 and all(name.literal for name in layout.names)
        precedes = _turns(len(head) - 1, options) and not two_bodies
    else:
        precedes = _precedes(options.delimiter_precedes_last, len(rendered) > 2, layout, options)
    if _is_cjk(and_[0]):
        delimiter = (
            options.delimiter if options.delimiter_precedes_last == "always" and len(head) == 1 else ""
        )
        return [*_interleave(head, options.delimiter), affix(delimiter + and_), rendered[-1]]
    delimiter = options.delimiter if precedes else " "
    gap = "" if delimiter[-1:] in (" ", "\u00a0") else " "
    if and_[0] in ",;":
        delimiter, gap = delimiter.rstrip(), ""
    return [*_interleave(head, options.delimiter), affix(f"{delimiter}{gap}{and_} "), rendered[-1]]


def _and_term(kind: str, ctx: Context) -> str:
    if kind == "text":
        return ctx.locale.text("and")
    return "&" if kind == "symbol" else ""
