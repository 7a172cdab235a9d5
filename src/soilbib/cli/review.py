"""``soilbib review``: decide on the pairs that the rules leave open."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from soilbib.cli import options
from soilbib.cli.dedupe import chosen_profile, read_decisions
from soilbib.cli.explain import columns, in_words
from soilbib.cli.finding import find
from soilbib.cli.known import read_catalogue
from soilbib.cli.messages import Messages, plural
from soilbib.dedupe.answers import Answer, Said, content_key, find_contradictions, latest, write_answers
from soilbib.dedupe.calibration import sample
from soilbib.dedupe.explanation import explain_pair
from soilbib.dedupe.keys import make_keys
from soilbib.dedupe.review import open_questions
from soilbib.files import write_text
from soilbib.model import Record

ANSWERS: dict[str, Said] = {"s": "same", "same": "same", "d": "different", "different": "different"}
PROMPT = "[s]ame, [d]ifferent, Enter to leave it open, [q]uit; words after s or d say why > "


def run(
    inputs: Sequence[str],
    *,
    decisions: str,
    who: str | None = None,
    against: str | None = None,
    profile: str = "articles",
    size: int | None = None,
    source_format: str | None = None,
    messages: Messages | None = None,
) -> int:
    """Ask about every possible pair, the most uncertain first, and keep the answers; returns the exit status.

    With a ``size`` so many pairs are asked about instead, spread over all that may be merged, as `calibrate` wants
    them. 1 where earlier decisions contradict each other. Each answer is written at once.
    """
    messages = messages or Messages()
    answers = read_decisions(decisions, messages) if Path(decisions).exists() else []
    if answers is None:
        return 1
    old = read_catalogue(against, messages) if against else None
    read, found = find(inputs, source_format, old, answers, chosen_profile(profile), messages)
    questions = (
        open_questions(found) if size is None else [found.decisions[row] for row in sample(found, size)]
    )
    given = 0
    for number, question in enumerate(questions, start=1):
        click.echo(f"\nPair {number} of {len(questions)}", err=True)
        one, other = found.sources[question.one], found.sources[question.other]
        reply = _ask(one, other)
        if reply is None:
            break
        if reply[0]:
            answer = _answer(one, other, reply[0], reply[1], who if who is not None else _user())
            given += _keep(decisions, answers, answer, messages)
    messages.summary(f"{plural(given, 'decision')} added to {decisions}; {len(questions) - given} open")
    return read.status


def _ask(one: Record, other: Record) -> tuple[Said | None, str] | None:
    """Show a pair and read what is said of it and why; None where the input ends or the user quits."""
    click.echo("\n".join((*columns(one, other), *in_words(explain_pair(one, other)))), err=True)
    while True:
        click.echo(PROMPT, nl=False, err=True)
        line = sys.stdin.readline()
        word, _, why = line.strip().partition(" ")
        if not line or word.lower() in {"q", "quit"}:
            return None
        if not word:
            return None, ""
        if word.lower() in ANSWERS:
            return ANSWERS[word.lower()], why.strip()


def _answer(one: Record, other: Record, said: Said, why: str, who: str) -> Answer:
    keys = (content_key(make_keys(one)), content_key(make_keys(other)))
    return Answer(keys, said, who, why, (one.id, other.id))


def _keep(path: str, answers: list[Answer], answer: Answer, messages: Messages) -> bool:
    """Write the answers with a new one, unless it contradicts them, which is said."""
    for contradiction in find_contradictions(latest([*answers, answer])):
        messages.failure(f"not kept, because of earlier decisions: {contradiction}")
        return False
    answers.append(answer)
    write_text(path, write_answers(latest(answers)))
    return True


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


@click.command("review")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--decisions", required=True, metavar="FILE", help="The table of decisions, read and added to.")
@click.option("--who", metavar="NAME", help="Who decides [default: the user's name].")
@click.option("--against", metavar="FILE", help="Ask about pairs with the records of a catalogue, too.")
@click.option(
    "--profile",
    metavar="NAME|FILE.toml",
    default="articles",
    help="As for soilbib dedupe [default: articles].",
)
@click.option(
    "--sample",
    "size",
    type=click.IntRange(min=1),
    metavar="N",
    help="Ask about N pairs from sure to unsure, for soilbib dedupe --calibrate.",
)
@options.from_format
@options.quiet
@options.verbose
@options.color
def command(quiet: bool, verbose: bool, **arguments: object) -> int:
    """Decide in the terminal on the pairs that the rules leave open, the most uncertain first.

    Answers may also come through a pipe, one a line. What was decided before is not asked again;
    soilbib dedupe --decisions obeys the table.

    \b
    soilbib review library.bib --decisions decisions.csv
    """
    return run(messages=Messages(quiet, verbose), **arguments)  # type: ignore[arg-type]
