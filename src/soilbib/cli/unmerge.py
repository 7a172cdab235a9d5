"""``soilbib unmerge``: take one merge back."""

from __future__ import annotations

import click

from soilbib import formats
from soilbib.cli import options
from soilbib.cli.inputs import read_inputs, write_records
from soilbib.cli.messages import Messages, losses_summary, plural
from soilbib.dedupe.journal import Entry, read_journal, unmerge
from soilbib.errors import Problem
from soilbib.files import STDIN, read_text
from soilbib.output import write_text


def run(
    file: str,
    *,
    journal: str,
    cluster: str,
    source_format: str | None = None,
    target_format: str | None = None,
    output: str | None = None,
    force: bool = False,
    messages: Messages | None = None,
) -> int:
    """Write the records with one merge taken back; returns the exit status.

    Raises `UnmergeError`, and writes nothing, where the journal does not fit the file.
    """
    messages = messages or Messages()
    read = read_inputs((file,), source_format, messages)
    items = list(read_journal(read_text(journal).text, journal))
    messages.problems(item for item in items if isinstance(item, Problem))
    entries = [item for item in items if isinstance(item, Entry)]
    records = unmerge(read.records, entries, cluster, force=force)
    target = _target(read.format, target_format, output)
    writing = write_records(records, target, read)
    write_text(output or STDIN, writing.text, writing.encoding)
    if writing.losses:
        messages.summary(f"{output or '<stdout>'}: {losses_summary(writing.losses)}")
    messages.summary(f"{cluster}: {plural(len(records) - len(read.records) + 1, 'record')} in its place")
    return read.status


def _target(own: str | None, wanted: str | None, output: str | None) -> str:
    """The format that is asked for, else that of the output's name, else the input's."""
    if wanted:
        return formats.find_format(wanted).name
    if output and output != STDIN:
        return formats.format_of_name(output)
    return own if own and formats.FORMATS[own].write else "csljson"


@click.command("unmerge")
@click.argument("file")
@click.option("--journal", required=True, metavar="FILE", help="What soilbib dedupe --journal wrote.")
@click.option("--cluster", required=True, metavar="ID", help="The cluster's id or the merged record's.")
@click.option("--force", is_flag=True, help="Even if the merged record has been edited since.")
@options.from_format
@options.to_own_format
@options.output
@options.quiet
@options.verbose
@options.color
def command(quiet: bool, verbose: bool, **arguments: object) -> int:
    """Take one merge back: its members stand again where the merged record stood.

    Exit status 6, and nothing is written, where the journal does not fit the file.

    \b
    soilbib unmerge merged.bib --journal merge.jsonl --cluster smith2020 -o merged.bib
    """
    return run(messages=Messages(quiet, verbose), **arguments)  # type: ignore[arg-type]
