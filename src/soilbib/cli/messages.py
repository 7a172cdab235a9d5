"""What the commands say on standard error, and the report they write."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click
import msgspec

from soilbib.errors import Loss, Problem
from soilbib.files import write_text

MOST = 20
"""How many messages of one kind are printed before the rest is only counted."""

_COLORS = {"error": "red", "warning": "yellow", "info": "blue"}


class Messages:
    """The voice of one command: quiet, normal or verbose."""

    def __init__(self, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet, self.verbose = quiet, verbose

    def problems(self, problems: Iterable[Problem | Loss]) -> None:
        """Print diagnostics, the most serious first kept in their order, long lists cut short."""
        shown = [problem for problem in problems if self._wanted(problem)]
        for problem in shown if self.verbose else shown[:MOST]:
            code = click.style(problem.code, fg=_COLORS[problem.severity])
            click.echo(f"{problem.place}: {code} {problem.message}", err=True)
        if len(shown) > MOST and not self.verbose:
            click.echo(f"… and {len(shown) - MOST} more (-v shows all, --report keeps all)", err=True)

    def _wanted(self, problem: Problem | Loss) -> bool:
        if problem.severity == "error":
            return True
        return self.verbose or (problem.severity == "warning" and not self.quiet)

    def summary(self, text: str) -> None:
        """Print one line about what was done."""
        if not self.quiet:
            click.echo(text, err=True)

    @contextmanager
    def progress(self, what: str) -> Iterator[None]:
        """Show that work goes on, on a terminal only."""
        if self.quiet or not sys.stderr.isatty() or os.environ.get("CI") or os.environ.get("TERM") == "dumb":
            yield
            return
        from rich.console import Console

        with Console(stderr=True).status(what):
            yield


def losses_summary(losses: Sequence[Loss]) -> str:
    """ "7 values lost: 5 genre, 2 language"."""
    counts: dict[str, int] = {}
    for loss in losses:
        counts[loss.field] = counts.get(loss.field, 0) + 1
    fields = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    named = ", ".join(f"{count} {field}" for field, count in fields[:6])
    return f"{plural(len(losses), 'value')} not held by the format: {named}{', …' if len(fields) > 6 else ''}"


def plural(count: int, noun: str) -> str:
    """ "1 record", "2 records"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def write_json(path: str, value: Any) -> None:
    """Write a value as readable JSON."""
    write_text(path, msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
