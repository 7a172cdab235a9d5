"""``soilbib decisions``: what was decided on pairs of records, between a catalogue and a table."""

from __future__ import annotations

import click

from soilbib.catalogue import Decision
from soilbib.cli import options
from soilbib.cli.collection import open_catalogue
from soilbib.cli.messages import Messages, plural
from soilbib.dedupe.answers import Answer, read_answers, write_answers
from soilbib.errors import Problem
from soilbib.files import STDIN, read_text
from soilbib.output import write_text


def run(
    catalogue: str, *, add: str | None = None, output: str | None = None, messages: Messages | None = None
) -> int:
    """Take the decisions of a table into a catalogue, or write those that hold there; returns the exit status."""
    messages = messages or Messages()
    if add is None:
        with open_catalogue(catalogue) as opened:
            held = [Answer(own.keys, own.decision, own.who, own.why, own.ids) for own in opened.decisions()]
        write_text(output or STDIN, write_answers(held))
        return 0
    items = list(read_answers(read_text(add).text, add))
    problems = [item for item in items if isinstance(item, Problem)]
    messages.problems(problems)
    answers = [item for item in items if isinstance(item, Answer)]
    with open_catalogue(catalogue, write=True) as opened:
        change = opened.decide(Decision(own.keys, own.decision, own.who, own.why, own.ids) for own in answers)
    messages.summary(f"{catalogue}: {plural(change.records, 'decision')} added")
    return 4 if problems else 0


@click.command("decisions")
@click.argument("catalogue", metavar="CAT")
@click.option("--add", metavar="FILE", help="Take the decisions of this table into the catalogue.")
@options.output
@options.quiet
@options.color
def command(quiet: bool, **arguments: object) -> int:
    """Write what was decided on pairs of records of the catalogue CAT, as the table that 'soilbib dedupe' obeys.

    \b
    soilbib decisions soil.db -o decisions.csv
    soilbib decisions soil.db --add decisions.csv
    """
    return run(messages=Messages(quiet), **arguments)  # type: ignore[arg-type]
