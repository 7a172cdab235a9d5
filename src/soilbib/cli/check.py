"""``soilbib check``: what is wrong in some files, before others find it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import click
import msgspec

from soilbib import formats
from soilbib._version import __version__
from soilbib.cli import options
from soilbib.cli.cited import Citations, parents_of, read_citations
from soilbib.cli.messages import Messages, nothing_in, plural
from soilbib.cli.sources import Source, check_usage, find_sources
from soilbib.errors import CODES, FormatError, InputError, Place, Problem
from soilbib.files import STDIN
from soilbib.formats.streaming import Ids
from soilbib.model import Record
from soilbib.streams import Limits

_NEEDED: dict[str, Callable[[Record], object]] = {
    "title": lambda record: record.title,
    "date": lambda record: record.dates or record.fields.get("status"),
    "person or body": lambda record: (
        record.names or record.fields.keys() & {"publisher", "container-title", "authority"}
    ),
}
"""What a citation tells a work by → whether a record has it."""

_CODED = re.compile(r"(?:(E\d{3}) )?(.*)", re.DOTALL)


def run(
    inputs: Sequence[str],
    *,
    source_format: str | None = None,
    recursive: bool = False,
    form: str = "text",
    ignored: tuple[str, ...] = (),
    cited_in: Sequence[str] = (),
    messages: Messages | None = None,
) -> int:
    """Print what is wrong in the inputs; returns the exit status: 0, or 1 where there is anything.

    Codes that begin with one of ``ignored`` are nothing wrong. Of several inputs one that cannot be read is a
    finding. Raises `InputError` where there is no record.
    """
    messages = messages or Messages()
    check_usage(inputs, source_format)
    sources = find_sources(inputs or (STDIN,), recursive=recursive)
    records = found = 0
    left_out: list[Problem] = []
    notation = NOTATIONS[form]
    _echo(notation.start)
    citations = read_citations(cited_in)
    items = _items(sources, source_format)
    for item in _with_citations(items, citations) if citations else items:
        if isinstance(item, Record):
            records += 1
        elif item.severity != "info" and not item.code.startswith(ignored):
            found += 1
            _echo((notation.between if found > 1 else "") + notation.row(item))
        elif not records:
            left_out.append(item)
    _echo(notation.end)
    if not records:
        raise nothing_in((source.name for source in sources), left_out)
    messages.summary(f"{plural(records, 'record')}, {plural(found, 'problem') if found else 'nothing wrong'}")
    return 1 if found else 0


def _items(sources: Sequence[Source], source_format: str | None) -> Iterator[Record | Problem]:
    """The records and problems of all inputs, each record with what it lacks behind it."""
    read = (item for source in sources for item in _read(source, source_format, alone=len(sources) == 1))
    for item in Ids().identify(read):
        yield item
        if isinstance(item, Record) and (lacking := [name for name, has in _NEEDED.items() if not has(item)]):
            place = Place(item.source.path, item.source.line)
            yield Problem("W213", f"[{item.id}] has no {', no '.join(lacking)}", place, "warning")


def _with_citations(items: Iterator[Record | Problem], citations: Citations) -> Iterator[Record | Problem]:
    """The records and problems, with the records that no document cites and the citations without a record."""
    left: dict[str, Place] = {}
    parents: set[str] = set()
    for item in items:
        yield item
        if isinstance(item, Record) and (citations.place(item) or citations.everything):
            parents |= parents_of(item)
        elif isinstance(item, Record):
            left[item.id] = Place(item.source.path, item.source.line)
    for key, place in left.items():
        if key not in parents:
            yield Problem("W214", f"[{key}] is not cited", place, "warning")
    yield from citations.missing()


def _read(source: Source, source_format: str | None, *, alone: bool) -> Iterator[Record | Problem]:
    """The records and problems of an input; beside others one that cannot be read is a problem itself."""
    try:
        yield from formats.open_records(source.open(Limits()), source_format)[1]
    except (InputError, FormatError) as error:
        if alone:
            raise
        code, message = _CODED.fullmatch(str(error).removeprefix(f"{source.name}: ")).groups()  # type: ignore[union-attr]
        yield Problem(code or "E108", message, Place(source.name))


def _echo(text: str) -> None:
    if text:
        click.echo(text, nl=False)


def _github(problem: Problem) -> str:
    """A workflow command, which GitHub shows beside the line."""
    place = problem.place
    where = [f"file={_escaped(place.path, ':,')}", f"line={place.line or 1}"]
    where += [f"col={place.column}"] if place.column else []
    return f"::{problem.severity} {','.join(where)},title={problem.code}::{_escaped(problem.message)}"


def _escaped(text: str, also: str = "") -> str:
    for char in f"%\r\n{also}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def _sarif(problem: Problem) -> str:
    """A result of the format in which programs of static analysis exchange what they find."""
    place = problem.place
    region = {"startLine": place.line or 1} | ({"startColumn": place.column} if place.column else {})
    location = {"artifactLocation": {"uri": quote(place.path)}, "region": region}
    level = problem.severity if problem.severity != "info" else "note"
    result = {"ruleId": problem.code, "level": level, "message": {"text": problem.message}}
    return msgspec.json.encode(result | {"locations": [{"physicalLocation": location}]}).decode()


def _sarif_start() -> str:
    rules = [{"id": code, "shortDescription": {"text": meaning}} for code, meaning in CODES.items()]
    driver = {"name": "soilbib", "version": __version__, "rules": rules}
    said = msgspec.json.encode({"tool": {"driver": driver}}).decode().removesuffix("}")
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return f'{{"$schema":"{schema}","version":"2.1.0","runs":[{said},"results":[\n'


@dataclass(frozen=True, slots=True)
class Notation:
    """How findings are printed: each, and what stands before, between and behind them."""

    row: Callable[[Problem], str]
    start: str = ""
    between: str = ""
    end: str = ""


NOTATIONS: dict[str, Notation] = {
    "text": Notation("{}\n".format),
    "jsonl": Notation(lambda problem: msgspec.json.encode(problem).decode() + "\n"),
    "github": Notation(lambda problem: _github(problem) + "\n"),
    "sarif": Notation(_sarif, _sarif_start(), ",\n", "\n]}]}\n"),
}


def _codes(_ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Codes, or beginnings of some, in lists with commas."""
    codes = tuple(code.strip().upper() for value in values for code in value.split(",") if code.strip())
    for code in codes:
        if not any(known.startswith(code) for known in CODES):
            raise click.BadParameter(f"{code!r} is no code such as W213, nor the beginning of one")
    return codes


@click.command("check")
@options.inputs
@options.from_format
@options.recursive
@click.option(
    "--format",
    "form",
    type=click.Choice(list(NOTATIONS)),
    default="text",
    show_default=True,
    help="Notation.",
)
@click.option(
    "--ignore",
    "ignored",
    multiple=True,
    callback=_codes,
    metavar="CODES",
    help="Findings that are none: W213,W207, or all that begin so: W2 [repeatable].",
)
@click.option(
    "--cited-in",
    multiple=True,
    metavar="FILE",
    help="Say, too, what this document cites that is not there (E301), and what nothing cites (W214) [repeatable].",
)
@options.quiet
@options.color
def command(quiet: bool, **arguments: object) -> int:
    """Say what is wrong in files of references; exit status 1 where anything is.

    Broken records, values that cannot be understood, identifiers that fail their check, ids that two records
    share, and records without a title, a date, or anybody named. Nothing is written.

    \b
    soilbib check refs.bib
    soilbib check --format github exports/ --recursive
    soilbib check refs.bib --cited-in paper.tex
    soilbib check --ignore W213 --format sarif refs.bib > refs.sarif
    """
    return run(messages=Messages(quiet), **arguments)  # type: ignore[arg-type]
