"""``soilbib dedupe --engine spark``: the same on Apache Spark, whose outputs are folders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from soilbib.cli.messages import Messages
from soilbib.dedupe.answers import Answer
from soilbib.dedupe.profile import Profile
from soilbib.errors import InputError, OutputError
from soilbib.files import STDIN

if TYPE_CHECKING:
    from soilbib.dedupe.engines.spark import Found

OUTPUTS = ("output", "clusters", "pairs", "rejects")
"""The options that name a folder to write."""


def run(
    inputs: Sequence[str],
    master: str,
    folders: dict[str, str],
    answers: Sequence[Answer],
    profile: Profile,
    messages: Messages,
) -> int:
    """Find and merge duplicates in files or folders of JSON Lines or Parquet; returns the exit status.

    Raises `InputError` where Spark or an input is not there, `OutputError` where an output is there already.
    """
    from soilbib.dedupe.engines import spark as engine

    if not inputs or STDIN in inputs:
        raise click.UsageError("the engine spark reads files or folders, not standard input")
    if not folders:
        raise click.UsageError("the engine spark writes folders: name one with -o, --clusters or --pairs")
    _check_paths(inputs, folders)
    with engine.session(master) as spark:
        found = engine.deduplicate(engine.read_lines(spark, inputs), answers, profile)
        frames = {
            "output": engine.merged,
            "clusters": engine.clusters,
            "pairs": engine.pairs,
            "rejects": engine.rejects,
        }
        for option, path in folders.items():
            engine.write(frames[option](found), path)
        return _sum_up(found, inputs, messages)


def _check_paths(inputs: Sequence[str], folders: dict[str, str]) -> None:
    for path in inputs:
        if "://" not in path and not Path(path).exists():
            raise InputError(f"{path}: no such file")
    for path in folders.values():
        if "://" not in path and Path(path).exists():
            raise OutputError(f"{path} is there already; Spark writes new folders only")


def _sum_up(found: Found, inputs: Sequence[str], messages: Messages) -> int:
    records, lost = found.members.count(), found.rejected.count()
    kept = found.members.select("cluster").distinct().count()
    if not records:
        raise InputError(f"{', '.join(inputs)}: no input records")
    rest = f" + {lost} rejected (--rejects FOLDER keeps them)" if lost else ""
    messages.summary(f"{records + lost} in = {kept} kept + {records - kept} merged{rest}")
    return 4 if lost else 0
