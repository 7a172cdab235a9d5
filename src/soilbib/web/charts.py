"""Charts as numbers: what a template needs to draw bars in inline SVG, each a link that filters."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

WIDTH, HEIGHT, FOOT = 272, 84, 16
MOST_BARS = 34
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
ROW, MOST_ROWS = 36, 8


class Bar(Struct, frozen=True):
    """One bar: place and size in user units, what it stands for, how many, and the value that its link sets."""

    x: float
    y: float
    width: float
    height: float
    value: str
    count: int
    chosen: bool = False


class Chart(Struct, frozen=True):
    """Bars in a drawing of a width and height; ``labels`` are (x, text) under the axis."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    labels: tuple[tuple[float, str], ...] = ()


def year_chart(counts: Sequence[tuple[int, int]], chosen: str) -> Chart | None:
    """Columns by year, or by as many years as make few enough of them; None where there is but one year.

    ``counts`` are (year, records); years far from most (below the first percentile) share the first column.
    """
    if len(counts) < 2:
        return None
    years = sorted(counts)
    low, high = _usual_start(years), years[-1][0]
    step = next((step for step in STEPS if high // step - low // step < MOST_BARS), STEPS[-1])
    low -= low % step
    columns: dict[int, int] = dict.fromkeys(range(low, high + 1, step), 0)
    for year, count in years:
        columns[max(low, year - (year - low) % step)] += count
    first = years[0][0]
    return _columns(columns, step, (first if first < low else None, high), chosen)


def _usual_start(years: Sequence[tuple[int, int]]) -> int:
    total, seen = sum(count for _, count in years), 0
    for year, count in years:
        seen += count
        if seen * 100 >= total:
            return year
    return years[0][0]


def _columns(columns: dict[int, int], step: int, ends: tuple[int | None, int], chosen: str) -> Chart:
    """The columns; ``ends`` are the first year if it is before the first column, and the last."""
    earlier, last = ends
    slot, room, most = WIDTH / len(columns), HEIGHT - FOOT - 2, max(columns.values())
    bars, starts = [], list(columns)
    for index, (start, count) in enumerate(columns.items()):
        height = max(2.0, room * count / most) if count else 0.0
        first = earlier if earlier is not None and index == 0 else start
        value = str(first) if step == 1 and first == start else f"{first}..{start + step - 1}"
        x, width = round(index * slot, 2), round(slot, 2)
        bars.append(
            Bar(x, round(room + 2 - height, 2), width, round(height, 2), value, count, value == chosen)
        )
    labels = [(0.0, str(starts[0])), (WIDTH - 0.0, str(last))]
    return Chart(WIDTH, HEIGHT, tuple(bars), tuple(labels))


def row_chart(counts: Sequence[tuple[str, int]], chosen: Sequence[str]) -> Chart | None:
    """Rows for the most frequent values; None where there is none."""
    rows = list(counts)[:MOST_ROWS]
    if not rows:
        return None
    most = max(count for _, count in rows) or 1
    bars = tuple(
        Bar(0, index * ROW + 20, round(max(2.0, WIDTH * count / most), 2), 6, value, count, value in chosen)
        for index, (value, count) in enumerate(rows)
    )
    return Chart(WIDTH, len(rows) * ROW, bars)
