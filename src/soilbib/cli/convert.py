"""``soilbib convert``: from one format to another."""

from __future__ import annotations

from collections.abc import Sequence

import click

from soilbib import formats
from soilbib.cli import options
from soilbib.cli.inputs import Inputs, read_inputs, write_rejects
from soilbib.cli.messages import Messages, losses_summary, plural, write_json
from soilbib.files import STDIN, write_text


def run(
    inputs: Sequence[str],
    *,
    source_format: str | None = None,
    target_format: str | None = None,
    output: str | None = None,
    report: str | None = None,
    rejects: str | None = None,
    strict: bool = False,
    allow_empty: bool = False,
    messages: Messages | None = None,
) -> int:
    """Convert the inputs to one output; returns the exit status (0, 1 under ``strict``, or 4)."""
    messages = messages or Messages()
    target = _target(target_format, output)
    read = read_inputs(inputs, source_format, messages, allow_empty=allow_empty)
    writing = formats.dumps(read.records, target)
    refused = strict and bool(read.rejected or writing.losses)
    messages.problems(read.problems)
    if messages.verbose or strict:
        messages.problems(writing.losses)
    if not refused:
        write_text(output or STDIN, writing.text)
    write_rejects(rejects, read.rejected)
    if report:
        write_json(report, _report(read, writing, output))
    _summarise(messages, read, writing, output, refused)
    return 1 if refused else read.status


def _target(name: str | None, output: str | None) -> str:
    """The format asked for, or the one that the output's name tells, or CSL-JSON on standard output."""
    if name:
        return formats.find_format(name).name
    return "csljson" if output in (None, STDIN) else formats.format_of_name(str(output))


def _summarise(
    messages: Messages, read: Inputs, writing: formats.Writing, output: str | None, refused: bool
) -> None:
    parts = [plural(len(read.records), "record")]
    if read.rejected:
        parts.append(f"{len(read.rejected)} rejected (--rejects FILE keeps their text)")
    if writing.losses:
        parts.append(f"{losses_summary(writing.losses)} (-v lists them)")
    if refused:
        parts.append("nothing written (--strict)")
    if output or len(parts) > 1:
        messages.summary(f"{output or '<stdout>'}: {'; '.join(parts)}")


def _report(read: Inputs, writing: formats.Writing, output: str | None) -> dict[str, object]:
    return {
        "inputs": read.files,
        "output": {"path": output or STDIN, "format": writing.format},
        "records": len(read.records),
        "rejected": len(read.rejected),
        "problems": read.problems,
        "losses": writing.losses,
    }


@click.command("convert")
@options.common
@click.option(
    "-t",
    "--to",
    "target_format",
    metavar="FORMAT",
    help="Format of the output [default: by -o, else csljson].",
)
@options.output
@options.strict
@options.allow_empty
def command(quiet: bool, verbose: bool, **arguments: object) -> int:
    """Convert records from one format to another.

    \b
    soilbib convert refs.bib -t ris -o refs.ris
    soilbib convert page.txt other.ris -t biblatex > all.bib
    curl … | soilbib convert -f ris -t csljson | jq '.[].DOI'
    """
    return run(messages=Messages(quiet, verbose), **arguments)  # type: ignore[arg-type]
