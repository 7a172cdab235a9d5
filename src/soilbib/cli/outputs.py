"""The files that a command writes: none takes the place of another, nor of what it reads."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from soilbib.files import STDIN


def refuse_shared(read: Iterable[str | None], output: str | None, /, **beside: str | None) -> None:
    """Refuse, before anything is read, to write what goes beside an output into its file or into one that is read.

    ``beside`` has the files by their options. The output itself may be an input: that is changed in place.
    """
    taken = {place: "what is read" for path in read if (place := _place(path))}
    taken[_place(output)] = "the output"
    for name, path in beside.items():
        place = _place(path)
        if place and place in taken:
            raise click.UsageError(f"--{name} would take the place of {taken[place]}: {path}")
        taken[place] = f"--{name}"


def _place(path: str | None) -> str:
    """Where a file is or will be; nothing for standard streams, devices and pipes, which take more than one text."""
    if not path or path == STDIN or (Path(path).exists() and not Path(path).is_file()):
        return ""
    return os.path.realpath(path)
