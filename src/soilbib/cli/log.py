"""The problems and losses of one conversion: shown, counted, and kept on disk for the report."""

from __future__ import annotations

import tempfile
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import IO, Any, Self

import msgspec

from soilbib.cli.messages import MOST, Messages
from soilbib.errors import InputError, Loss, Place, Problem
from soilbib.model import Record
from soilbib.output import OutputFile

KINDS = ("problems", "losses")
_PLACES = 1_000
_LONGEST_TEXT = 2_000
"""How much of the text of each of the first problems is held in memory; the report and the rejects have all of it."""


class Log:
    """What went wrong in one conversion, in constant memory; a context manager that ends its files.

    ``rejects`` is the file for the text of rejected records, made when there is one; ``keep`` says that
    everything is wanted later by `kept`, ``silent`` that nothing is to be shown.
    """

    def __init__(
        self,
        messages: Messages,
        rejects: str | None = None,
        *,
        keep: bool = False,
        show_losses: bool = False,
        silent: bool = False,
    ) -> None:
        self._messages, self._rejects, self._show_losses = messages, rejects, show_losses
        self._stack = ExitStack()
        self._kept: dict[str, IO[bytes]] = {}
        if keep:
            for kind in KINDS:
                self._kept[kind] = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
        self._places: OrderedDict[str, Place] = OrderedDict()
        self._rejected_file: OutputFile | None = None
        self._shown: Counter[str] = Counter()
        self._is_silent = silent
        self.rejected = 0
        self.lost: Counter[str] = Counter()
        self.first: list[Problem] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(
            error, InputError
        ):  # what was rejected is kept, all the more where nothing else was read
            self._stack.close()
        else:
            self._stack.__exit__(kind, error, trace)

    def problem(self, problem: Problem) -> None:
        """Take a problem of the input."""
        self._show("problems", problem)
        self._keep("problems", problem)
        if len(self.first) < _PLACES:
            long = len(problem.text) > _LONGEST_TEXT
            cut = problem.text[:_LONGEST_TEXT] + "…"
            self.first.append(msgspec.structs.replace(problem, text=cut) if long else problem)
        if problem.severity == "error":
            self.rejected += 1
            self._reject(problem)

    def notice(self, problem: Problem) -> None:
        """Take a problem that is none of the input's, and costs no record."""
        self._show("problems", problem)
        self._keep("problems", problem)

    def loss(self, loss: Loss) -> None:
        """Take a loss of the output."""
        if loss.place == Place():
            loss = msgspec.structs.replace(loss, place=self._places.get(loss.record, Place()))
        if self._show_losses:
            self._show("losses", loss)
        self._keep("losses", loss)
        self.lost[loss.field] += 1

    def passing(self, records: Iterable[Record]) -> Iterator[Record]:
        """The same records; their places are known for a while, so that losses can name them."""
        for record in records:
            self._places[record.id] = Place(record.source.path, record.source.line)
            if len(self._places) > _PLACES:
                self._places.popitem(last=False)
            yield record

    def finish(self) -> None:
        """Say how many messages were not shown."""
        for hidden in self._shown.values():
            self._messages.more(hidden - MOST)

    def kept(self, kind: str) -> Iterator[bytes]:
        """The problems or losses as JSON, one by one."""
        stream = self._kept[kind]
        stream.seek(0)
        for line in stream:
            yield line.rstrip(b"\n")

    def _show(self, kind: str, problem: Problem | Loss) -> None:
        if not self._is_silent and self._messages.wants(problem):
            self._shown[kind] += 1
            if self._shown[kind] <= MOST or self._messages.verbose:
                self._messages.show(problem)

    def _keep(self, kind: str, value: Any) -> None:
        if self._kept:
            self._kept[kind].write(msgspec.json.encode(value) + b"\n")

    def _reject(self, problem: Problem) -> None:
        if self._rejects:
            if not self._rejected_file:
                self._rejected_file = self._stack.enter_context(OutputFile(self._rejects))
            self._rejected_file.write(f"% {problem}\n{problem.text.rstrip()}\n\n")
