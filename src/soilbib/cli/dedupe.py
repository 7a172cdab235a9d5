"""``soilbib dedupe``: find duplicate records and merge them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import click
import msgspec
from msgspec.structs import replace

from soilbib import formats
from soilbib.cli import options
from soilbib.cli.finding import find, write_pieces
from soilbib.cli.inputs import Inputs, read_inputs, write_records, write_rejects
from soilbib.cli.messages import Messages, losses_summary, plural, write_json
from soilbib.dedupe import Deduplication
from soilbib.dedupe.answers import Answer, find_contradictions, latest, read_answers
from soilbib.dedupe.journal import journal, write_journal
from soilbib.dedupe.profile import ARTICLES
from soilbib.dedupe.review import counts_by_source, key_map, pairs
from soilbib.errors import Loss, Place, Problem
from soilbib.files import STDIN, read_text, write_text
from soilbib.model import Record
from soilbib.model.collector import collector_paused


@collector_paused()
def run(
    inputs: Sequence[str],
    *,
    source_format: str | None = None,
    target_format: str | None = None,
    output: str | None = None,
    clusters: str | None = None,
    against: str | None = None,
    new_only: bool = False,
    decisions: str | None = None,
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
    files of `TABLES` that are wanted.
    """
    messages = messages or Messages()
    target = formats.find_format(target_format).name if target_format else None
    if new_only and not against:
        raise click.UsageError("--new-only needs --against")
    answers = read_decisions(decisions, messages)
    if answers is None:
        return 1
    old = read_inputs((against,), None, messages).records if against else ()
    read, found = find(inputs, source_format, old, answers, ARTICLES, messages)
    write_rejects(rejects, read.rejected)
    for name, path in {"clusters": clusters, **tables}.items():
        if path:
            write_pieces(path, TABLES[name](found))
    if explain:
        click.echo("\n".join(found.explain()))
    if output or not (clusters or explain or check or any(tables.values())):
        records = _wanted(found, len(old), new_only, source_from is not None)
        _write(records, target or _format(read, output), output, read, messages, anew=bool(old))
    if report:
        write_json(report, _report(read, found, len(old)))
    messages.summary(f"{len(found.sources)} in = {found.kept} kept + {found.merged} merged")
    if old:
        messages.summary(f"{_new(found, len(old))} of {plural(len(read.records), 'record')} are new works")
    return 1 if check and found.merged else read.status


def _wanted(found: Deduplication, old: int, new_only: bool, with_sources: bool) -> Iterator[Record]:
    """The merged records that are to be written: all, or those that no record of the catalogue belongs to."""
    for record, members in zip(found.records, found.clusters, strict=True):
        if new_only and members[0] < old:
            continue
        yield _with_sources(record, [found.sources[index] for index in members]) if with_sources else record


def _with_sources(record: Record, members: Sequence[Record]) -> Record:
    """The record with the names of the files that its members came from."""
    names = list(dict.fromkeys(Path(member.source.path).stem for member in members))
    own = {**record.extra.get("soilbib", {}), "sources": names}
    return record.replace(extra={**record.extra, "soilbib": own})


def _new(found: Deduplication, old: int) -> int:
    """How many clusters have no record of the catalogue."""
    return sum(members[0] >= old for members in found.clusters)


def clusters_csv(found: Deduplication) -> Iterator[str]:
    """The table ``id,cluster``: a row for every record, in input order, ids as they are in the input."""
    rows = ((record.id, number) for record, number in zip(found.sources, found.cluster_of, strict=True))
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([("id", "cluster"), *rows])
    yield stream.getvalue()


def pairs_jsonl(found: Deduplication) -> Iterator[str]:
    """Every decided pair as a line of JSON."""
    encode = msgspec.json.Encoder().encode
    return (encode(pair).decode() + "\n" for pair in pairs(found))


def keymap_tsv(found: Deduplication) -> Iterator[str]:
    """Old id and new id of every record that went into another."""
    return (f"{old}\t{new}\n" for old, new in key_map(found))


def journal_jsonl(found: Deduplication) -> Iterator[str]:
    """Every merge with its members, for ``soilbib unmerge``."""
    yield write_journal(journal(found))


TABLES: dict[str, Callable[[Deduplication], Iterable[str]]] = {
    "clusters": clusters_csv,
    "pairs": pairs_jsonl,
    "keymap": keymap_tsv,
    "journal": journal_jsonl,
}
"""Option: what is written into its file."""


def read_decisions(path: str | None, messages: Messages) -> list[Answer] | None:
    """The answers in a file, the last on each pair; None where they contradict each other, which is said."""
    if not path:
        return []
    items = list(read_answers(read_text(path).text, path))
    messages.problems(item for item in items if isinstance(item, Problem))
    answers = latest(item for item in items if isinstance(item, Answer))
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


def _report(read: Inputs, found: Deduplication, old: int) -> dict[str, object]:
    return {
        "inputs": read.files,
        "in": len(found.sources),
        "kept": found.kept,
        "merged": found.merged,
        "rejected": len(read.rejected),
        "prisma": counts_by_source(found),
        "new": _new(found, old) if old else None,
        "clusters": [
            [found.sources[index].id for index in members] for members in found.clusters if len(members) > 1
        ],
        "decisions": found.decisions,
        "problems": read.problems,
    }


@click.command("dedupe")
@options.common
@click.option(
    "-t",
    "--to",
    "target_format",
    metavar="FORMAT",
    help="Format of the output [default: by -o, else the input's].",
)
@options.output
@click.option("--clusters", metavar="FILE", help="Write the table id,cluster of all input records to FILE.")
@click.option(
    "--pairs", metavar="FILE", help="Write every decided pair, with evidence, to FILE (JSON Lines)."
)
@click.option("--journal", metavar="FILE", help="Write every merge to FILE, for soilbib unmerge.")
@click.option("--keymap", metavar="FILE", help="Write old id and new id of what was merged to FILE.")
@click.option(
    "--decisions", metavar="FILE", help="Obey the decisions in FILE (CSV, as soilbib review writes it)."
)
@click.option("--against", metavar="FILE", help="Compare with the records of a catalogue as well.")
@click.option("--new-only", is_flag=True, help="With --against: write only works that the catalogue lacks.")
@click.option(
    "--source-from",
    type=click.Choice(["filename"]),
    help="Note in every record the files that it came from.",
)
@click.option("--explain", is_flag=True, help="Print which records were merged, and why.")
@click.option("--check", is_flag=True, help="Only look: exit 1 if there are duplicates.")
def command(quiet: bool, verbose: bool, **arguments: object) -> int:
    """Find duplicate records and merge them.

    The merged records are written where -o says; without -o to standard output, unless --clusters,
    --pairs, --journal, --keymap, --explain or --check asks for something else.

    \b
    soilbib dedupe refs.bib -o merged.bib
    soilbib dedupe wos.ris scopus.csv --explain
    soilbib dedupe refs.bib --check
    soilbib dedupe refs.bib -o merged.bib --journal merge.jsonl --keymap ids.tsv
    soilbib dedupe delivery.ris --against catalogue.bib --new-only -o to_load.ris
    """
    return run(messages=Messages(quiet, verbose), **arguments)  # type: ignore[arg-type]
