"""What the commands say on standard error, and the report they write."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click
import msgspec

from soilbib.errors import InputError, Loss, Problem
from soilbib.files import STDIN
from soilbib.output import write_text

MOST = 20
"""How many messages of one kind are printed before the rest is only counted."""

_LEFT_OUT = re.compile(r"\((\d+) lines?")
_COLORS = {"error": "red", "warning": "yellow", "info": "blue"}


class Messages:
    """The voice of one command: quiet, normal or verbose."""

    def __init__(self, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet, self.verbose = quiet, verbose

    def problems(self, problems: Iterable[Problem | Loss]) -> None:
        """Print diagnostics, the most serious first kept in their order, long lists cut short."""
        shown = [problem for problem in problems if self.wants(problem)]
        for problem in shown if self.verbose else shown[:MOST]:
            self.show(problem)
        self.more(len(shown) - MOST)

    def show(self, problem: Problem | Loss) -> None:
        """Print one diagnostic."""
        code = click.style(problem.code, fg=_COLORS[problem.severity])
        click.echo(f"{problem.place}: {code} {problem.message}", err=True)

    def more(self, count: int) -> None:
        """Say how many diagnostics were not printed."""
        if count > 0 and not self.verbose:
            click.echo(f"… and {count} more (-v shows all, --report keeps all)", err=True)

    def wants(self, problem: Problem | Loss) -> bool:
        """Whether a diagnostic is to be printed."""
        if problem.severity == "error":
            return True
        return self.verbose or (problem.severity == "warning" and not self.quiet)

    def failure(self, text: str) -> None:
        """Print one line about an input that failed while the others go on."""
        click.echo(f"soilbib: error: {text}", err=True)

    def summary(self, text: str) -> None:
        """Print one line about what was done."""
        if not self.quiet:
            click.echo(text, err=True)

    @contextmanager
    def progress(self, what: str) -> Iterator[None]:
        """Show that work goes on, on a terminal only."""
        if not self._is_terminal():
            yield
            return
        from rich.console import Console

        with Console(stderr=True).status(what):
            yield

    @contextmanager
    def bar(self, what: str, total: int) -> Iterator[Callable[[int], object]]:
        """A progress bar over so many bytes (0 if unknown), on a terminal only; gives what advances it."""
        if not self._is_terminal():
            yield lambda _: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task(what, total=total or None)
            yield lambda size: progress.advance(task, size)

    def _is_terminal(self) -> bool:
        if self.quiet or os.environ.get("CI") or os.environ.get("TERM") == "dumb":
            return False
        return sys.stderr.isatty()


def losses_summary(losses: Iterable[Loss] | Mapping[str, int]) -> str:
    """ "7 values lost: 5 genre, 2 language"; of the losses, or of their number by field."""
    counts = losses if isinstance(losses, Mapping) else Counter(loss.field for loss in losses)
    fields = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    named = ", ".join(f"{count} {field}" for field, count in fields[:6])
    return f"{plural(sum(counts.values()), 'value')} not held by the format: {named}{', …' if len(fields) > 6 else ''}"


def nothing_in(names: Iterable[str], problems: Iterable[Problem], hint: str = "") -> InputError:
    """The error for inputs without a record; of pages it says how many lines were read and are no entries."""
    said = [_LEFT_OUT.search(problem.message) for problem in problems if problem.code == "I211"]
    left = sum(int(match[1]) for match in said if match)
    lines = f" ({plural(left, 'line')} {'is' if left == 1 else 'are'} no entry)" if left else ""
    shown = ("<stdin>" if name == STDIN else name for name in names)
    return InputError(f"{', '.join(shown)}: no input records{hint}{lines}")


def plural(count: int, noun: str) -> str:
    """ "1 record", "2 records"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def write_json(path: str, value: Any) -> None:
    """Write a value as readable JSON."""
    write_text(path, msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
