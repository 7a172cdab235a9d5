"""``soilbib parse``: free strings to records."""

from __future__ import annotations

from collections.abc import Sequence

import click

from soilbib import formats
from soilbib.cli import options
from soilbib.cli.messages import Messages, plural
from soilbib.errors import InputError, Problem
from soilbib.files import STDIN, read_text, write_text
from soilbib.model import Record
from soilbib.model.keys import with_ids


def run(
    strings: Sequence[str],
    *,
    description: str | None = None,
    target_format: str = "csljson",
    output: str | None = None,
    strict: bool = False,
    messages: Messages | None = None,
) -> int:
    """Read each string, or standard input; returns the exit status (1 under ``strict`` if a reading is uncertain)."""
    messages = messages or Messages()
    target = formats.find_format(target_format).name
    records, problems = _records(strings, description)
    if not records:
        messages.problems(problems)
        raise InputError("no input records")
    writing = formats.dumps(with_ids(records), target)
    messages.problems([*problems, *(writing.losses if messages.verbose else ())])
    write_text(output or STDIN, writing.text)
    if output:
        messages.summary(f"{output}: {plural(len(records), 'record')}")
    uncertain = any(problem.code == "W210" or problem.severity == "error" for problem in problems)
    return 1 if strict and uncertain else 0


def _records(strings: Sequence[str], description: str | None) -> tuple[list[Record], list[Problem]]:
    if not strings or list(strings) == [STDIN]:
        source = read_text(STDIN)
        reading = formats.loads(source.text, "listing", path=source.path)
        return list(reading.records), [*source.problems, *reading.problems]
    if description is not None:
        return [formats.parse_listing(string, description) for string in strings], []
    records: list[Record] = []
    problems: list[Problem] = []
    for number, string in enumerate(strings, start=1):
        reading = formats.loads(string, "listing", path=f"<argument {number}>")
        records += [record.replace(id="") for record in reading.records]
        problems += reading.problems
    return records, problems


@click.command("parse")
@click.argument("strings", nargs=-1, metavar="[STRING]...")
@click.option("-d", "--description", help="The paragraph under the entry, which may complete it.")
@click.option(
    "-t",
    "--to",
    "target_format",
    default="csljson",
    show_default=True,
    metavar="FORMAT",
    help="Format of the output.",
)
@options.output
@click.option("--strict", is_flag=True, help="Exit 1 if the reading of a string is uncertain.")
@options.verbose
@options.quiet
@options.color
def command(quiet: bool, verbose: bool, **arguments: object) -> int:
    """Read free strings such as “Title” – Year – Authors; without a STRING, a page from standard input.

    \b
    soilbib parse '“Soil carbon 4 per mille” – 2017 – B.Minasny & al.'
    soilbib parse -t bibtex 'Lal, R. (2004). Soil carbon sequestration. Science 304, 1623-1627.'
    """
    return run(messages=Messages(quiet, verbose), **arguments)  # type: ignore[arg-type]
