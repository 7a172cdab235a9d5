"""``soilbib dedupe``: find duplicate records and merge them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import click

from soilbib import formats
from soilbib.cli import options
from soilbib.cli.inputs import Inputs, read_inputs, write_records, write_rejects
from soilbib.cli.messages import Messages, losses_summary, plural, write_json
from soilbib.dedupe import Deduplication, dedupe
from soilbib.files import STDIN, write_text


def run(
    inputs: Sequence[str],
    *,
    source_format: str | None = None,
    target_format: str | None = None,
    output: str | None = None,
    clusters: str | None = None,
    explain: bool = False,
    check: bool = False,
    report: str | None = None,
    rejects: str | None = None,
    messages: Messages | None = None,
) -> int:
    """Merge the duplicates of the inputs; returns the exit status (0, 1 under ``check`` if there are any, or 4)."""
    messages = messages or Messages()
    target = formats.find_format(target_format).name if target_format else None
    read = read_inputs(inputs, source_format, messages)
    messages.problems(read.problems)
    with messages.progress(f"comparing {plural(len(read.records), 'record')}"):
        found = dedupe(read.records)
    write_rejects(rejects, read.rejected)
    if clusters:
        write_text(clusters, clusters_csv(read, found))
    if explain:
        click.echo("\n".join(found.explain()))
    if output or not (clusters or explain or check):
        _write(found, target or _format(read, output), output, read, messages)
    if report:
        write_json(report, _report(read, found))
    merged = len(read.records) - len(found.records)
    messages.summary(f"{len(read.records)} in = {len(found.records)} kept + {merged} merged")
    return 1 if check and merged else read.status


def clusters_csv(read: Inputs, found: Deduplication) -> str:
    """The table ``id,cluster``: a row for every input record, in input order, ids as they are in the input."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("id", "cluster"))
    writer.writerows(
        (record.id, cluster) for record, cluster in zip(read.records, found.cluster_of, strict=True)
    )
    return stream.getvalue()


def _format(read: Inputs, output: str | None) -> str:
    """The output's format: by its name, or the inputs' own where they share one, or CSL-JSON."""
    if output not in (None, STDIN):
        return formats.format_of_name(str(output))
    own = read.format
    return own if own and formats.FORMATS[own].write else "csljson"


def _write(found: Deduplication, target: str, output: str | None, read: Inputs, messages: Messages) -> None:
    writing = write_records(found.records, target, read)
    write_text(output or STDIN, writing.text, writing.encoding)
    if messages.verbose:
        messages.problems(writing.losses)
    if writing.losses:
        messages.summary(f"{output or '<stdout>'}: {losses_summary(writing.losses)} (-v lists them)")


def _report(read: Inputs, found: Deduplication) -> dict[str, object]:
    return {
        "inputs": read.files,
        "in": len(read.records),
        "kept": len(found.records),
        "merged": len(read.records) - len(found.records),
        "rejected": len(read.rejected),
        "clusters": [
            [read.records[index].id for index in members] for members in found.clusters if len(members) > 1
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
@click.option("--explain", is_flag=True, help="Print which records were merged, and why.")
@click.option("--check", is_flag=True, help="Only look: exit 1 if there are duplicates.")
def command(quiet: bool, verbose: bool, **arguments: object) -> int:
    """Find duplicate records and merge them.

    The merged records are written where -o says; without -o to standard output, unless --clusters,
    --explain or --check asks for something else.

    \b
    soilbib dedupe refs.bib -o merged.bib
    soilbib dedupe wos.ris scopus.csv --explain
    soilbib dedupe refs.bib --check
    """
    return run(messages=Messages(quiet, verbose), **arguments)  # type: ignore[arg-type]
