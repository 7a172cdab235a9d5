"""``soilbib parse``: free strings to records."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from soilbib import formats
from soilbib.cli import options
from soilbib.cli.inputs import write_rejects
from soilbib.cli.messages import Messages, nothing_in, plural
from soilbib.cli.outputs import refuse_shared
from soilbib.cli.sources import Source, read_source
from soilbib.errors import InputError, Place, Problem
from soilbib.files import STDIN, decode, read_text
from soilbib.formats.listing import UNCERTAIN, doubt, explain, explained, parse_page, parse_string
from soilbib.formats.listing.learned import Example, House, dump_house, learn_house, load_house, read_examples
from soilbib.formats.listing.records import Parsed
from soilbib.model.keys import with_ids
from soilbib.output import write_text
from soilbib.streams import Limits


def run(
    strings: Sequence[str],
    *,
    description: str | None = None,
    target_format: str = "csljson",
    output: str | None = None,
    spans: bool = False,
    explanation: bool = False,
    min_confidence: float = 0.0,
    rejects: str | None = None,
    strict: bool = False,
    learn: str | None = None,
    house: str | None = None,
    messages: Messages | None = None,
) -> int:
    """Read each string, or standard input; with ``learn``, derive a house form from corrected examples instead.

    Returns the exit status: 1 under ``strict`` if a reading is uncertain, 4 if one is below ``min_confidence``.
    """
    messages = messages or Messages()
    if learn:
        return _learn(learn, output, messages)
    refuse_shared((house,), output, rejects=rejects)
    target = formats.find_format(target_format).name
    if not strings and sys.stdin.isatty():
        messages.summary("reading from the terminal; Ctrl-D ends it")
    found, problems = _read(strings, description, _house(house))
    kept = [parsed for parsed in found if parsed.confidence >= min_confidence]
    rejected = [_rejected(parsed, min_confidence) for parsed in found if parsed.confidence < min_confidence]
    problems += [doubt(parsed) for parsed in kept if parsed.doubt or parsed.confidence < UNCERTAIN]
    if not found:
        messages.problems(problems)
        raise nothing_in([STDIN] if not strings or list(strings) == [STDIN] else ["the strings"], problems)
    for string in filter(os.path.isfile, strings):
        messages.summary(
            f"{string} was read as a string; what is in the file of this name: soilbib parse < {string}"
        )
    records = with_ids([explained(parsed) if spans else parsed.record for parsed in kept])
    writing = formats.dumps(records, target)
    text = "".join(_explanation(parsed) for parsed in kept) if explanation else writing.text
    messages.problems([*problems, *rejected, *(writing.losses if messages.verbose else ())])
    write_text(output or STDIN, text)
    write_rejects(rejects, rejected)
    if output:
        messages.summary(f"{output}: {plural(len(kept), 'record')}")
    uncertain = any(problem.code == "W210" or problem.severity == "error" for problem in problems)
    return 4 if rejected else 1 if strict and uncertain else 0


def _learn(path: str, output: str | None, messages: Messages) -> int:
    """Write the house form of the corrected examples in a file; 4 if a line of it is no example."""
    source = read_text(path)
    found = list(read_examples(source.text, source.path))
    examples = [item for item in found if isinstance(item, Example)]
    problems = [item for item in found if isinstance(item, Problem)]
    messages.problems([*source.problems, *problems])
    if not examples:
        raise InputError(f"{source.path}: no corrected examples")
    house = learn_house(examples)
    write_text(output or STDIN, dump_house(house))
    covered = sum(form.examples for form in house.form)
    forms = f"{plural(len(house.form), 'form')} for {covered} of {plural(len(examples), 'example')}"
    messages.summary(f"{output or 'house form'}: {forms}")
    return 4 if problems else 0


def _house(path: str | None) -> House | None:
    if path is None:
        return None
    source = read_text(path)
    return load_house(source.text, source.path)


def _read(
    strings: Sequence[str], description: str | None, house: House | None
) -> tuple[list[Parsed], list[Problem]]:
    """The readings of the strings, or of the page on standard input, and what was left out."""
    found: list[Parsed] = []
    problems: list[Problem] = []
    for item in _items(strings, description, house):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            found.append(item)
    return found, problems


def _items(
    strings: Sequence[str], description: str | None, house: House | None
) -> Iterator[Parsed | Problem]:
    if not strings or list(strings) == [STDIN]:
        source = decode(read_source(Source(STDIN, "stdin"), Limits().whole), "<stdin>")
        yield from source.problems
        yield from parse_page(source.text, source.path, house)
        return
    for number, string in enumerate(strings, start=1):
        if not string.strip():
            raise InputError(f"<argument {number}>: no input records (the input is empty)")
        if description is not None:
            yield parse_string(string, description, house)
        else:
            yield from parse_page(string, f"<argument {number}>", house)


def _rejected(parsed: Parsed, least: float) -> Problem:
    source = parsed.record.source
    message = f"the string is read with confidence {parsed.confidence:.2f}, less than {least:.2f}"
    return Problem("E107", message, Place(source.path, source.line), "error", parsed.text)


def _explanation(parsed: Parsed) -> str:
    """The segmentation of a string in words, a line for each value."""
    known = explain(parsed)
    lines = [parsed.text.strip(), f"  read as {known['rule']}, confidence {known['confidence']:.2f}"]
    for variable, span in known["spans"].items():
        for start, end in span if isinstance(span, list) else [span]:
            rule = known["rules"][variable]
            lines.append(f"  {start:>5}–{end:<5} {variable:<18} {_shown(parsed.text[start:end])}  ({rule})")
    lines += [f"  from the description: {variable}" for variable in known.get("origins", ())]
    lines += [f"  doubtful: {known['doubt']}"] if "doubt" in known else []
    lines += [
        f"  or, as {other['rule']} ({other['score']:.2f}): {_other(other)}" for other in known["alternatives"]
    ]
    return "\n".join(lines) + "\n\n"


def _other(reading: dict[str, Any]) -> str:
    parts: Iterable[str] = (reading["title"], reading["issued"], ", ".join(reading["author"]))
    return " | ".join(part for part in parts if part)


def _shown(text: str) -> str:
    return " ".join(text.split())


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
@click.option("--spans", is_flag=True, help="Add confidence, spans, rules and other readings to each record.")
@click.option(
    "--explain", "explanation", is_flag=True, help="Print how each string is read instead of the records."
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0.0, 1.0),
    default=0.0,
    metavar="X",
    help="Reject readings with less confidence than X (0 to 1); exit 4 if there are any.",
)
@options.rejects
@click.option(
    "--learn",
    metavar="FILE",
    help="Derive a house form from the corrected examples in FILE (JSON Lines) and write it as TOML.",
)
@click.option("--house", metavar="FILE", help="Read the strings by the house form in FILE first.")
@click.option("--strict", is_flag=True, help="Exit 1 if the reading of a string is uncertain.")
@options.verbose
@options.quiet
@options.color
def command(quiet: bool, verbose: bool, **arguments: object) -> int:
    """Read free strings such as “Title” – Year – Authors; without a STRING, a page from standard input.

    \b
    soilbib parse '“Soil carbon 4 per mille” – 2017 – B.Minasny & al.'
    soilbib parse -t bibtex 'Lal, R. (2004). Soil carbon sequestration. Science 304, 1623-1627.'
    soilbib parse --explain 'Scott, J. Seeing like a state. Yale University Press, 1998.'
    soilbib parse --learn corrected.jsonl -o house.toml
    soilbib parse --house house.toml -t ris < page.html
    soilbib parse --min-confidence 0.8 --rejects unsure.txt -t ris < page.html
    """
    return run(messages=Messages(quiet, verbose), **arguments)  # type: ignore[arg-type]
