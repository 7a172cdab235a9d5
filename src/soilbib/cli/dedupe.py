"""``soilbib dedupe``: find duplicate records and merge them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from soilbib import formats
from soilbib._version import __version__
from soilbib.cli import calibration, options, spark
from soilbib.cli.dedupe_tables import TABLES
from soilbib.cli.finding import find, write_pieces
from soilbib.cli.inputs import Inputs, write_records, write_rejects
from soilbib.cli.known import read_catalogue
from soilbib.cli.messages import Messages, losses_summary, plural, write_json
from soilbib.cli.outputs import refuse_shared
from soilbib.dedupe import Deduplication
from soilbib.dedupe.answers import Answer, find_contradictions, latest, read_answers
from soilbib.dedupe.profile import Effect, Profile, load_profile, with_versions
from soilbib.dedupe.review import any_answered, counts_by_source, open_questions
from soilbib.errors import InputError, Loss, Place, Problem
from soilbib.files import STDIN, read_text
from soilbib.model import Record
from soilbib.model.collector import collector_paused
from soilbib.output import write_text

ASKED = 100_000
"""Of more records the open questions are not counted: nobody is going to answer them one by one."""
CALIBRATED = frozenset({"inputs", "profile", "versions", "source_format", "output"})
"""The options that go with --calibrate."""
MERGED_IDS = "soilbib.merged"
"""The note of what was merged into a record; where a format has no place for it, --keymap and --journal tell."""


@collector_paused()
def run(
    inputs: Sequence[str],
    *,
    source_format: str | None = None,
    target_format: str | None = None,
    output: str | None = None,
    against: str | None = None,
    new_only: bool = False,
    decisions: str | None = None,
    profile: str = "articles",
    versions: Effect | None = None,
    source_from: str | None = None,
    explain: bool = False,
    check: bool = False,
    report: str | None = None,
    rejects: str | None = None,
    messages: Messages | None = None,
    **tables: str | None,
) -> int:
    """Merge the duplicates of the inputs; returns the exit status.

    0, 1 under ``check`` if there are duplicates or where decisions contradict each other, or 4. ``tables`` are the
    files of `TABLES` that are wanted. Raises `ProfileError` for a profile that is none.
    """
    messages = messages or Messages()
    refuse_shared((*inputs, decisions, against), output, **tables, report=report, rejects=rejects)
    target = formats.find_format(target_format).name if target_format else None
    rules = chosen_profile(profile, versions)
    answers = read_decisions(decisions, messages)
    if answers is None:
        return 1
    old = read_catalogue(against, messages) if against else None
    messages.problems(old.problems if old else ())
    read, found = find(inputs, source_format, old, answers, rules, messages)
    problems = (*(old.problems if old else ()), *read.problems)
    write_rejects(rejects, read.rejected)
    for name, path in tables.items():
        if path:
            write_pieces(path, TABLES[name](found))
    if explain:
        click.echo("\n".join(found.explain()))
    if output or not (explain or check or any(tables.values())):
        records = _wanted(found, new_only, source_from is not None)
        _write(records, target or _format(read, output), output, read, messages, anew=bool(old))
    if check:
        _tell_duplicates(found)
    if report:
        write_json(report, _report(read, found, rules, problems))
    _sum_up(found, problems, messages)
    if answers and not any_answered(found):
        messages.summary(f"{decisions}: none of its decisions is on two records that are here")
    return 1 if check and found.merged else max(read.status, 4 if rejected(problems) else 0)


def chosen_profile(name: str, versions: Effect | None = None) -> Profile:
    """The profile of that name or file, with what versions of a work are to it."""
    profile = load_profile(name)
    return with_versions(profile, versions) if versions else profile


def _sum_up(found: Deduplication, problems: Sequence[Problem], messages: Messages) -> None:
    """Say the numbers, which always reconcile, and what a person is left to decide."""
    lost = len(rejected(problems))
    rest = f" + {lost} rejected" if lost else ""
    messages.summary(f"{len(found.sources) + lost} in = {found.kept} kept + {found.merged} merged{rest}")
    if found.old:
        new = len(found.sources) - found.old
        messages.summary(f"{_new(found)} of {plural(new, 'record')} are new works")
    left = len(open_questions(found)) if len(found.sources) <= ASKED else 0
    if left:
        messages.summary(
            f"{plural(left, 'possible duplicate')} left apart: --pairs lists them, soilbib review asks about them"
        )


def rejected(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that cost a record."""
    return [problem for problem in problems if problem.severity == "error"]


def _tell_duplicates(found: Deduplication) -> None:
    """A line for every record that is a duplicate of an earlier one: where it stands, and of which."""
    for members in found.clusters:
        for index in members[1:]:
            record, first = found.sources[index], found.sources[members[0]]
            click.echo(
                f"{Place(record.source.path, record.source.line)}: {record.id!r} is a duplicate of {first.id!r}"
            )


def _wanted(found: Deduplication, new_only: bool, with_sources: bool) -> Iterator[Record]:
    """The merged records that are to be written: all, or those that no record of the catalogue belongs to."""
    for record, members in zip(found.records, found.clusters, strict=True):
        if new_only and members[0] < found.old:
            continue
        yield _with_sources(record, [found.sources[index] for index in members]) if with_sources else record


def _with_sources(record: Record, members: Sequence[Record]) -> Record:
    """The record with the names of the files that its members came from."""
    names = list(dict.fromkeys(Path(member.source.path).stem for member in members))
    own = {**record.extra.get("soilbib", {}), "sources": names}
    return record.replace(extra={**record.extra, "soilbib": own})


def _new(found: Deduplication) -> int:
    """How many clusters have no record of the catalogue."""
    return sum(members[0] >= found.old for members in found.clusters)


def read_decisions(path: str | None, messages: Messages) -> list[Answer] | None:
    """The answers in a file, the last on each pair; None where they contradict each other, which is said.

    Raises `InputError` where none can be read.
    """
    if not path:
        return []
    items = list(read_answers(read_text(path).text, path))
    messages.problems(item for item in items if isinstance(item, Problem))
    answers = latest(item for item in items if isinstance(item, Answer))
    if items and not answers:
        raise InputError(f"{path}: not one of its rows is a decision")
    contradictions = find_contradictions(answers)
    for contradiction in contradictions:
        messages.failure(f"{path}: the decisions contradict each other: {contradiction}")
    return None if contradictions else answers


def _format(read: Inputs, output: str | None) -> str:
    """The output's format: by its name, or the inputs' own where they share one, or CSL-JSON."""
    if output not in (None, STDIN):
        return formats.format_of_name(str(output))
    own = read.format
    return own if own and formats.FORMATS[own].write else "csljson"


def _write(
    records: Iterable[Record],
    target: str,
    output: str | None,
    read: Inputs,
    messages: Messages,
    *,
    anew: bool,
) -> None:
    if read.original and not anew and read.format in formats.find_format(target).updates:
        writing = write_records(tuple(records), target, read)
        write_text(output or STDIN, writing.text, writing.encoding)
        losses = list(writing.losses)
    else:
        losses = []
        write_pieces(output or STDIN, _pieces(records, target, losses, with_places=messages.verbose))
    losses = [loss for loss in losses if loss.field != MERGED_IDS]
    if messages.verbose:
        messages.problems(losses)
    if losses:
        messages.summary(f"{output or '<stdout>'}: {losses_summary(losses)} (-v lists them)")


def _pieces(
    records: Iterable[Record], target: str, losses: list[Loss], *, with_places: bool
) -> Iterator[str]:
    """The text of the records; what the format cannot hold goes into the list, with its place if that is wanted."""
    places: dict[str, Place] = {}

    def passing() -> Iterator[Record]:
        for record in records:
            if with_places:
                places[record.id] = Place(record.source.path, record.source.line)
            yield record

    for item in formats.find_writer(target)(passing()):
        if isinstance(item, str):
            yield item
        else:
            losses.append(replace(item, place=places[item.record]) if item.record in places else item)


def _report(
    read: Inputs, found: Deduplication, profile: Profile, problems: Sequence[Problem]
) -> dict[str, object]:
    lost = len(rejected(problems))
    return {
        "version": __version__,
        "profile": profile,
        "inputs": read.files,
        "in": len(found.sources) + lost,
        "kept": found.kept,
        "merged": found.merged,
        "rejected": lost,
        "prisma": counts_by_source(found),
        "new": _new(found) if found.old else None,
        "clusters": [
            [found.sources[index].id for index in members] for members in found.clusters if len(members) > 1
        ],
        "decisions": list(found.decisions),
        "problems": problems,
    }


def _calibrate(labels: str, budget: str, messages: Messages, **arguments: Any) -> int:
    """Run the calibration with those of the command's arguments that matter to it."""
    unused = [name for name, value in arguments.items() if value and name not in CALIBRATED]
    if unused:
        raise click.UsageError(f"--{unused[0].replace('_', '-')} does not go with --calibrate")
    wanted = {name: arguments[name] for name in ("source_format", "output")}
    profile = chosen_profile(arguments["profile"], arguments["versions"])
    return calibration.run(
        arguments["inputs"], labels, budget=budget, profile=profile, messages=messages, **wanted
    )


def _spark(master: str, messages: Messages, **arguments: Any) -> int:
    """Run the engine spark with those of the command's arguments that matter to it."""
    known = {"inputs", "decisions", "profile", "versions", *spark.OUTPUTS}
    unused = [name for name, value in arguments.items() if value and name not in known]
    if unused:
        raise click.UsageError(f"--{unused[0].replace('_', '-')} does not go with --engine spark")
    answers = read_decisions(arguments["decisions"], messages)
    if answers is None:
        return 1
    folders = {name: arguments[name] for name in spark.OUTPUTS if arguments[name]}
    rules = chosen_profile(arguments["profile"], arguments["versions"])
    return spark.run(arguments["inputs"], master, folders, answers, rules, messages)


@click.command("dedupe")
@options.common
@options.to_own_format
@options.output
@click.option("--clusters", metavar="FILE", help="Write the table id,cluster of all input records to FILE.")
@click.option(
    "--pairs", metavar="FILE", help="Write every decided pair, with evidence, to FILE (JSON Lines)."
)
@click.option("--journal", metavar="FILE", help="Write every merge to FILE, for soilbib unmerge.")
@click.option("--prisma", metavar="FILE", help="Write the numbers of a PRISMA flow diagram to FILE (JSON).")
@click.option("--keymap", metavar="FILE", help="Write old id and new id of what was merged to FILE.")
@click.option(
    "--decisions", metavar="FILE", help="Obey the decisions in FILE (CSV, as soilbib review writes it)."
)
@click.option(
    "--profile",
    metavar="NAME|FILE.toml",
    default="articles",
    help="How sure a merge has to be: articles, books, strict, lenient or a file [default: articles].",
)
@click.option(
    "--versions",
    type=click.Choice(["same", "possible", "different"]),
    help="What a preprint, a conference paper and the article are [default: by the profile].",
)
@click.option(
    "--calibrate",
    metavar="FILE",
    help="Write a profile instead, from labelled pairs (id1,id2,label; id,cluster; or what soilbib review writes).",
)
@click.option(
    "--max-false-merges",
    "budget",
    metavar="SHARE",
    help="With --calibrate: how many merges may be false [default: 1/1000].",
)
@click.option(
    "--against", metavar="FILE", help="Look for the records in a catalogue, whose own are left as they are."
)
@click.option("--new-only", is_flag=True, help="With --against: write only works that the catalogue lacks.")
@click.option(
    "--matches",
    metavar="FILE",
    help="With --against: write for every new record what the catalogue has (CSV).",
)
@click.option(
    "--source-from",
    type=click.Choice(["filename"]),
    help="Note in every record the files that it came from.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    help="spark: on Apache Spark, for JSON Lines or Parquet; outputs are folders [default: local].",
)
@click.option("--master", metavar="URL", help="With --engine spark: the cluster [default: local[*]].")
@click.option("--explain", is_flag=True, help="Print which records were merged, and why.")
@click.option("--check", is_flag=True, help="Only look: name the duplicates and exit 1 if there are any.")
def command(
    quiet: bool,
    verbose: bool,
    calibrate: str | None,
    budget: str | None,
    engine: str,
    master: str | None,
    **arguments: object,
) -> int:
    """Find duplicate records and merge them.

    The merged records are written where -o says; without -o to standard output, unless --clusters,
    --pairs, --journal, --keymap, --prisma, --matches, --explain or --check asks for something else.

    \b
    soilbib dedupe refs.bib -o merged.bib
    soilbib dedupe wos.ris scopus.csv --explain
    soilbib dedupe refs.bib --check
    soilbib dedupe refs.bib -o merged.bib --journal merge.jsonl --keymap ids.tsv
    soilbib dedupe delivery.ris --against catalogue.bib --new-only -o to_load.ris
    soilbib dedupe refs.bib --calibrate labelled.csv --max-false-merges 1/1000 -o mine.toml
    """
    for option in ("new_only", "matches"):
        if arguments[option] and not arguments["against"]:
            raise click.UsageError(f"--{option.replace('_', '-')} needs --against")
    if budget and not calibrate:
        raise click.UsageError("--max-false-merges needs --calibrate")
    if master and engine != "spark":
        raise click.UsageError("--master needs --engine spark")
    if engine == "spark":
        return _spark(master or "local[*]", Messages(quiet, verbose), calibrate=calibrate, **arguments)
    if calibrate:
        return _calibrate(calibrate, budget or "1/1000", Messages(quiet, verbose), **arguments)
    return run(messages=Messages(quiet, verbose), **arguments)  # type: ignore[arg-type]
