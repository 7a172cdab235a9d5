"""``soilbib review``: decide on the pairs that the rules leave open."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from msgspec import Struct

from soilbib.cli import options
from soilbib.cli.dedupe import chosen_profile, read_decisions
from soilbib.cli.finding import find
from soilbib.cli.known import read_catalogue
from soilbib.cli.messages import Messages, plural
from soilbib.cli.side_by_side import columns, in_words
from soilbib.dedupe import Deduplication
from soilbib.dedupe.answers import (
    Answer,
    Said,
    content_key,
    find_contradictions,
    is_settled,
    latest,
    write_answers,
)
from soilbib.dedupe.calibration import sample
from soilbib.dedupe.deduplication import Decision
from soilbib.dedupe.explanation import explain_pair
from soilbib.dedupe.keys import make_keys
from soilbib.dedupe.profile import Profile
from soilbib.dedupe.review import open_questions
from soilbib.model import Record
from soilbib.output import write_text

ANSWERS: dict[str, Said] = {"s": "same", "same": "same", "d": "different", "different": "different"}
BACK, QUIT = frozenset({"b", "back"}), frozenset({"q", "quit"})
PROMPT = "[s]ame, [d]ifferent, Enter to leave it open, [b]ack, [q]uit; words after s or d say why > "


class Reply(Struct, frozen=True):
    """What was said at the prompt: an answer and why, or where to go."""

    said: Said | None = None
    why: str = ""
    back: bool = False
    quit: bool = False


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
    if not Path(decisions).exists():
        write_text(decisions, write_answers([]))  # so that what reads it next finds it, if nothing is decided
    given = _walk(found, questions, decisions, answers, who if who is not None else _user(), messages)
    messages.summary(
        f"{plural(given, 'decision')} added to {decisions}; {_still_open(found, questions, answers)} open"
    )
    return read.status


def _walk(
    found: Deduplication,
    questions: Sequence[Decision],
    path: str,
    answers: list[Answer],
    who: str,
    messages: Messages,
) -> int:
    """Ask the questions in turn, back and forth; how many answers were given. ``answers`` is added to."""
    given: dict[int, Answer] = {}
    asked: list[int] = []
    number = 0
    while number < len(questions):
        one, other = (found.sources[index] for index in (questions[number].one, questions[number].other))
        if is_settled(answers, *_keys(one, other)):  # by way of other answers
            number += 1
            continue
        click.echo(f"\nPair {number + 1} of {len(questions)}", err=True)
        reply = _ask(one, other, found.profile)
        if reply.quit:
            break
        if reply.back:
            number = asked.pop() if asked else number
            _forget(path, answers, given.pop(number, None))
            continue
        if reply.said:
            answer = Answer(_keys(one, other), reply.said, who, reply.why, (one.id, other.id))
            if _keep(path, answers, answer, messages):
                given[number] = answer
        asked.append(number)
        number += 1
    return len(given)


def _still_open(found: Deduplication, questions: Sequence[Decision], answers: Sequence[Answer]) -> int:
    """How many of the questions no answer settles."""
    pairs = (_keys(found.sources[question.one], found.sources[question.other]) for question in questions)
    return sum(not is_settled(answers, *keys) for keys in pairs)


def _ask(one: Record, other: Record, profile: Profile) -> Reply:
    """Show a pair and read what is said of it; the end of the input quits."""
    click.echo("\n".join((*columns(one, other), *in_words(explain_pair(one, other, profile)))), err=True)
    while True:
        click.echo(PROMPT, nl=False, err=True)
        line = sys.stdin.readline()
        word, _, why = line.strip().partition(" ")
        if not line or word.lower() in QUIT:
            return Reply(quit=True)
        if not word or word.lower() in BACK:
            return Reply(back=bool(word))
        if word.lower() in ANSWERS:
            return Reply(ANSWERS[word.lower()], why.strip())
        click.echo(f"{word!r} is no answer", err=True)


def _keys(one: Record, other: Record) -> tuple[str, str]:
    return content_key(make_keys(one)), content_key(make_keys(other))


def _keep(path: str, answers: list[Answer], answer: Answer, messages: Messages) -> bool:
    """Write the answers with a new one, unless it contradicts them, which is said."""
    for contradiction in find_contradictions(latest([*answers, answer])):
        messages.failure(f"not kept, because of earlier decisions: {contradiction}")
        return False
    answers.append(answer)
    write_text(path, write_answers(latest(answers)))
    return True


def _forget(path: str, answers: list[Answer], answer: Answer | None) -> None:
    """Take back an answer."""
    if answer is not None:
        answers.remove(answer)
        write_text(path, write_answers(latest(answers)))


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
