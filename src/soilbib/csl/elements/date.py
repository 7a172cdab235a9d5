"""``cs:date``: the style's own parts or a localised format, single dates and ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from soilbib.csl import ast
from soilbib.csl.content import EMPTY, SOME_VARIABLE, Content, Formatting, Node, Rendered
from soilbib.csl.elements.environment import Compiled, Environment, decorate
from soilbib.csl.items import DateValue
from soilbib.csl.ordinals import ordinal
from soilbib.csl.values import parse_value

if TYPE_CHECKING:
    from collections.abc import Callable

    from soilbib.csl.evaluation import Context

LEVELS = {"year": 0, "month": 1, "day": 2}
SHOWN = {
    "year": frozenset({"year"}),
    "year-month": frozenset({"year", "month"}),
    "year-month-day": frozenset({"year", "month", "day"}),
}


def compile_date(date: ast.Date, env: Environment) -> Compiled:
    """A date variable in one format."""
    variable = date.variable
    if variable not in env.variables:
        return EMPTY
    parts, formatting = _resolve_format(date, env)
    implicit_suffix = not env.explicit_suffix
    recording = env.in_substitute

    def evaluate(ctx: Context) -> Rendered:
        """The date in the format, its year with the suffix where no other place has it."""
        value = _value(variable, ctx)
        if value is None:
            return EMPTY
        if recording and not ctx.record((variable,)):
            return EMPTY
        if ctx.sorting:
            return sort_key(value, parts), SOME_VARIABLE
        content = render_date(value, parts, formatting, ctx, implicit_suffix)
        if content is None:
            return EMPTY
        return decorate(content, formatting, ctx), SOME_VARIABLE

    return evaluate


def _value(variable: str, ctx: Context) -> DateValue | None:
    """The date, unless a substitute took it; when cites are compared the day of access does not count."""
    if (ctx.comparing and variable == "accessed") or variable in ctx.suppressed:
        return None
    value = ctx.item.dates.get(variable)
    if value is None and variable in ctx.item.text:
        return DateValue(literal=ctx.item.text[variable])
    return value


def _resolve_format(date: ast.Date, env: Environment) -> tuple[tuple[ast.DatePart, ...], Formatting]:
    """The parts to print, with what the style overrides in a localised format."""
    if not date.form:
        return date.parts, date.formatting
    localised = env.locale.date(date.form)
    if localised is None:
        return date.parts, date.formatting
    shown = SHOWN.get(date.date_parts, SHOWN["year-month-day"])
    own = {part.name: part for part in date.parts}
    parts = tuple(_override(part, own.get(part.name)) for part in localised.parts if part.name in shown)
    return parts, replace(date.formatting, delimiter=localised.formatting.delimiter)


def _override(part: ast.DatePart, own: ast.DatePart | None) -> ast.DatePart:
    """A localised part with the attributes that the style sets on it."""
    if own is None:
        return part
    ours, theirs = own.formatting, part.formatting
    formatting = Formatting(
        theirs.prefix,
        theirs.suffix,
        theirs.delimiter,
        ours.tags or theirs.tags,
        "",
        ours.strip_periods if "strip-periods" in own.own else theirs.strip_periods,
        ours.text_case or theirs.text_case,
    )
    range_delimiter = own.range_delimiter if "range-delimiter" in own.own else part.range_delimiter
    return ast.DatePart(part.name, own.form or part.form, range_delimiter, formatting, part.own)


def sort_key(value: DateValue, parts: tuple[ast.DatePart, ...]) -> str:
    """A date as text that sorts by time, with the parts that the format shows; empty for a date in words."""
    if not value.start[0]:
        return ""
    shown = {part.name for part in parts}
    return " ".join(_point_key(point, shown) for point in (value.start, value.end) if point is not None)


def _point_key(point: tuple[int, int, int], shown: set[str]) -> str:
    year, month, day = point
    key = f"{year + 20000:05d}"
    key += f"{month:02d}" if "month" in shown else "00"
    return key + (f"{day:02d}" if "day" in shown else "00")


def render_date(
    value: DateValue,
    parts: tuple[ast.DatePart, ...],
    formatting: Formatting,
    ctx: Context,
    implicit_suffix: bool,
) -> Content | None:
    """The date's parts, twice from the first that differs on where it is a range."""
    if value.literal and not value.start[0]:
        return _render_literal(value.literal, parts, ctx)
    shown = [part for part in parts if part.name in LEVELS]
    suffix = implicit_suffix
    if value.end is not None:
        children = _render_range(value, shown, ctx, suffix, formatting.delimiter)
    else:
        pieces = _render_point(value.start, value.season, shown, ctx)
        children = _nodes(pieces, ctx, suffix)
    if not children:
        return None
    if len(children) == 1 and not formatting.delimiter:
        return children[0]
    return Node(tuple(children), Formatting(delimiter=formatting.delimiter), mark="date")


def _render_literal(text: str, parts: tuple[ast.DatePart, ...], ctx: Context) -> Content | None:
    """A date in words in place of the year; a format without a year has no place for it."""
    year = next((part for part in parts if part.name == "year"), None)
    return None if year is None else decorate(parse_value(text), year.formatting, ctx)


Pieces: TypeAlias = "list[tuple[ast.DatePart, str]]"


def _nodes(pieces: Pieces, ctx: Context, suffix: bool) -> list[Content]:
    return [_part_node(part, text, ctx, suffix) for part, text in pieces]


def _part_node(part: ast.DatePart, text: str, ctx: Context, implicit_suffix: bool) -> Content:
    content: Content = parse_value(text) if part.name == "month" and "'" in text else text
    if part.name == "year" and text:
        if implicit_suffix and ctx.year_suffix and not ctx.suffix_done:
            ctx.suffix_done = True
            suffix = Node((ctx.year_suffix,), mark="year-suffix", value=ctx.disambiguation.year_suffix)
            content = Node((text, suffix))
        return Node((decorate(content, part.formatting, ctx),), mark="year")
    return decorate(content, part.formatting, ctx)


def _render_point(
    point: tuple[int, int, int], season: int | str, parts: list[ast.DatePart], ctx: Context
) -> Pieces:
    pieces = []
    for part in parts:
        text = RENDERERS[part.name](point, season, part.form, ctx)
        if text:
            pieces.append((part, text))
    return pieces


def _render_range(
    value: DateValue, parts: list[ast.DatePart], ctx: Context, suffix: bool, delimiter: str
) -> list[Content]:
    """Both ends from the coarsest part that differs on; the other parts once."""
    start, end = value.start, value.end or (0, 0, 0)
    if any(part.name == "month" and part.form.startswith("numeric") for part in parts):
        value = replace(value, season=0, end_season=0)  # "Spring/1999–2000/Summer" helps nobody
    first = _render_point(start, value.season, parts, ctx)
    if not end[0]:
        return _nodes(_open_range(first), ctx, suffix)
    second = _render_point(end, value.end_season, parts, ctx)
    level = _first_difference(value, {part.name for part, _ in [*first, *second]})
    doubled = [
        index for index, (part, _) in enumerate(first) if level is not None and LEVELS[part.name] >= level
    ]
    again = [piece for piece in second if level is not None and LEVELS[piece[0].name] >= level]
    if not doubled or not again:
        return _nodes(first, ctx, suffix)
    between = next((part.range_delimiter for part in parts if LEVELS[part.name] == level), "–")
    begin, stop = doubled[0], doubled[-1] + 1
    closes = again[-1][0].name == "year"  # a year suffix follows the last year of the range
    opening = _without_era(first[begin:stop], start[0], end[0])
    head = _nodes(_without_affix(opening, -1), ctx, suffix and not closes)
    tail = _nodes(_without_affix(again, 0), ctx, suffix)
    inner = Formatting(delimiter=delimiter)
    both = Node((Node(tuple(head), inner), Node((), Formatting(prefix=between)), Node(tuple(tail), inner)))
    return [*_nodes(first[:begin], ctx, suffix), both, *_nodes(first[stop:], ctx, suffix)]


def _without_era(pieces: Pieces, start: int, end: int) -> Pieces:
    """The first end of a range of years without the era that the second has as well: "50–44 BC"."""
    if not (start < 0 > end or 0 < start < 1000 > end > 0):
        return pieces
    year = str(abs(start))
    return [(part, year if part.name == "year" and text.startswith(year) else text) for part, text in pieces]


def _without_affix(pieces: Pieces, index: int) -> Pieces:
    """The pieces without the affix that would stand at the range delimiter."""
    part, text = pieces[index]
    affix = {"prefix": ""} if index == 0 else {"suffix": ""}
    trimmed = list(pieces)
    trimmed[index] = (replace(part, formatting=replace(part.formatting, **affix)), text)
    return trimmed


def _open_range(pieces: Pieces) -> Pieces:
    if not pieces:
        return pieces
    part, text = pieces[-1]
    year = next((p for p, _ in pieces if p.name == "year"), part)
    bare = replace(part, formatting=replace(part.formatting, suffix=""))
    return [*pieces[:-1], (bare, text + year.range_delimiter)]


def _first_difference(value: DateValue, shown: set[str]) -> int | None:
    """The coarsest shown part in which the two ends differ."""
    start = (value.start[0], (value.start[1], value.season), value.start[2])
    end_point = value.end or (0, 0, 0)
    end = (end_point[0], (end_point[1], value.end_season), end_point[2])
    for name, level in LEVELS.items():
        if name in shown and start[level] != end[level]:
            return level
    return None


def _year(point: tuple[int, int, int], _: int | str, form: str, ctx: Context) -> str:
    year = point[0]
    if not year:
        return ""
    if form == "short" and abs(year) > 999:
        return f"{abs(year) % 100:02d}"
    if year < 0:
        return f"{-year}{ctx.locale.text('bc')}"
    return f"{year}{ctx.locale.text('ad')}" if year < 1000 else str(year)


def _month(point: tuple[int, int, int], season: int | str, form: str, ctx: Context) -> str:
    month = point[1]
    if not month:
        return season if isinstance(season, str) else ctx.locale.text(f"season-{season:02d}")
    if form == "numeric":
        return str(month)
    if form == "numeric-leading-zeros":
        return f"{month:02d}"
    return ctx.locale.text(f"month-{month:02d}", form or "long")


def _day(point: tuple[int, int, int], _: int | str, form: str, ctx: Context) -> str:
    day = point[2]
    if not day:
        return ""
    if form == "numeric-leading-zeros":
        return f"{day:02d}"
    if form == "ordinal" and (day == 1 or not ctx.locale.limit_day_ordinals):
        month = ctx.locale.term(f"month-{point[1]:02d}")
        return ordinal(day, ctx.locale, month.gender if month else "")
    return str(day)


RENDERERS: dict[str, Callable[[tuple[int, int, int], int | str, str, Context], str]] = {
    "year": _year,
    "month": _month,
    "day": _day,
}
