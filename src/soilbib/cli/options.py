"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

inputs = click.argument("inputs", nargs=-1, metavar="[INPUT]...")
from_format = click.option(
    "-f", "--from", "source_format", metavar="FORMAT", help="Format of the input [default: told by content]."
)


def _to_format(otherwise: str) -> Callable[[Command], Command]:
    told = f"Format of the output [default: by -o, else {otherwise}]."
    return click.option("-t", "--to", "target_format", metavar="FORMAT", help=told)


to_format = _to_format("csljson")
to_own_format = _to_format("the input's")
output = click.option(
    "-o", "--output", metavar="FILE", help="Write to FILE, in one step [default: standard output]."
)
recursive = click.option(
    "-r", "--recursive", is_flag=True, help="Take the files in folders, whose names end as a format's do."
)
report = click.option("--report", metavar="FILE", help="Write a report in JSON.")
rejects = click.option("--rejects", metavar="FILE", help="Write the text of rejected records to FILE.")
strict = click.option(
    "--strict", is_flag=True, help="Write nothing and exit 1 if anything is rejected or lost."
)
allow_empty = click.option("--allow-empty", is_flag=True, help="Accept an input without records.")
cited_in = click.option(
    "--cited-in",
    multiple=True,
    metavar="FILE",
    help="Only what this document cites (Markdown, Quarto, LaTeX, .aux, .bcf, Typst, …) [repeatable]; "
    "exit 1 where a citation has no record.",
)
quiet = click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
verbose = click.option(
    "-v", "--verbose", is_flag=True, help="Print everything noticed, also what was left out as furniture."
)


def _set_color(ctx: click.Context, _parameter: click.Parameter, value: str) -> None:
    """Decide about colour once: the option, then NO_COLOR and FORCE_COLOR, then whether it is a terminal."""
    import os

    if value == "auto" and os.environ.get("NO_COLOR"):
        value = "never"
    elif value == "auto" and (os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE")):
        value = "always"
    ctx.color = {"always": True, "never": False}.get(value)


color = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    callback=_set_color,
    expose_value=False,
    is_eager=True,
    help="Colour in messages [default: auto; NO_COLOR is honoured].",
)


def common(command: Command) -> Command:
    """The options that every command working on records has."""
    for option in (color, verbose, quiet, rejects, report, from_format, inputs):
        command = option(command)
    return command
