"""``soilbib format``: a reference list in a citation style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from soilbib import csl
from soilbib.cli import options
from soilbib.cli.cited import read_citations
from soilbib.cli.inputs import Inputs, read_inputs, write_rejects
from soilbib.cli.messages import Messages, plural, write_json
from soilbib.cli.outputs import refuse_shared
from soilbib.errors import InputError, Problem
from soilbib.files import STDIN
from soilbib.model import Record
from soilbib.output import write_text

EXPLAINED = next(iter(csl.ENGINES))
"""The engine that can explain what it prints."""


def run(
    inputs: Sequence[str],
    *,
    source_format: str | None = None,
    style: str = csl.DEFAULT_STYLE,
    locale: str | None = None,
    to: str | None = None,
    engine: str | None = None,
    links: bool = False,
    keys: Sequence[str] = (),
    cited_in: Sequence[str] = (),
    explain: bool = False,
    output: str | None = None,
    report: str | None = None,
    rejects: str | None = None,
    messages: Messages | None = None,
) -> int:
    """Render the records of the inputs as one reference list; returns the exit status.

    ``keys`` restricts the list to the records with these ids, ``cited_in`` to those that these documents cite, in
    that order (1 where one is not there); ``explain`` prints where each piece comes from.
    ``links`` makes links of DOIs and addresses.
    """
    messages = messages or Messages()
    if explain and engine not in (None, EXPLAINED):
        raise click.UsageError(f"--explain is about the engine {EXPLAINED}, not {engine}")
    refuse_shared(
        (*inputs, *cited_in), None, output=output, report=report, rejects=rejects
    )  # a list replaces no records
    notation = to or _notation(output)
    citations = read_citations(cited_in)
    loaded = csl.load_style(style)
    read = read_inputs(inputs, source_format, messages)
    if keys:
        read = replace(read, records=_chosen(read.records, keys))
    if citations:
        read = replace(read, records=citations.in_order(read.records))
    if explain:
        return _explain(read, loaded, locale, output, report, rejects, messages)
    with messages.progress(f"formatting {plural(len(read.records), 'reference')}"):
        rendered = csl.bibliography(read.records, loaded, locale, notation, engine, links=links)
    missing = [*citations.missing()] if citations else []
    noticed = (*missing, *rendered.problems)
    messages.problems([*noticed, *read.problems])
    write_text(output or STDIN, rendered.text.rstrip() + "\n")
    write_rejects(rejects, read.rejected)
    if report:
        write_json(report, _report(read, rendered, noticed, loaded.id))
    if output:
        messages.summary(f"{output}: {plural(len(rendered), 'reference')} in {loaded.title}")
    return 1 if missing else read.status


def _notation(output: str | None) -> str:
    """The notation that the output's name tells; text on standard output and under a name without an ending."""
    return csl.output_of_name(output) if output and Path(output).suffix else "text"


def _explain(
    read: Inputs,
    style: csl.Style,
    locale: str | None,
    output: str | None,
    report: str | None,
    rejects: str | None,
    messages: Messages,
) -> int:
    """Print the tree of elements behind each reference of the list."""
    from soilbib.csl.explain_text import explanation_text

    explained = csl.explain_all(read.records, style, locale)
    messages.problems(read.problems)
    write_text(output or STDIN, "\n".join(map(explanation_text, explained)))
    write_rejects(rejects, read.rejected)
    if report:
        facts = {"style": style.id, "records": len(read.records), "rejected": len(read.rejected)}
        write_json(
            report, {"inputs": read.files, **facts, "explanations": explained, "problems": read.problems}
        )
    return read.status


def _chosen(records: Sequence[Record], keys: Sequence[str]) -> tuple[Record, ...]:
    """The records with these ids, also in lists with commas; raises `InputError` for an id that none has."""
    known = {record.id for record in records}
    keys = [
        one.strip() for key in keys for one in ((key,) if key in known else key.split(",")) if one.strip()
    ]
    missing = [key for key in keys if key not in known]
    if missing:
        from difflib import get_close_matches

        near = get_close_matches(missing[0], known, 3)
        hint = f" (nearest: {', '.join(near)})" if near else ""
        raise InputError(f"no record has the id {missing[0]!r}{hint}")
    return tuple(record for record in records if record.id in keys)


def _report(
    read: Inputs, rendered: csl.Bibliography, noticed: Sequence[Problem], style: str
) -> dict[str, object]:
    return {
        "inputs": read.files,
        "style": style,
        "records": len(read.records),
        "rejected": len(read.rejected),
        "entries": rendered.entries,
        "problems": (*read.problems, *noticed),
    }


@click.command("format")
@options.common
@click.option(
    "-s",
    "--style",
    default=csl.DEFAULT_STYLE,
    show_default=True,
    help="A style's id (also as its URL) or its file.",
)
@click.option(
    "-l", "--locale", "--lang", help="Language of the list, such as fr or pt-BR [default: the style's]."
)
@click.option(
    "-t", "--to", type=click.Choice(list(csl.OUTPUTS)), help="Notation [default: by -o, else text]."
)
@click.option(
    "-k",
    "--key",
    "keys",
    multiple=True,
    metavar="IDS",
    help="Only the records with these ids: a,b [repeatable].",
)
@options.cited_in
@click.option(
    "--explain", is_flag=True, help="Show which part of the style made each piece, and which did not."
)
@click.option("--links", is_flag=True, help="Make links of DOIs and addresses, in notations that have links.")
@click.option("--engine", type=click.Choice(list(csl.ENGINES)), help="CSL processor [default: the first].")
@options.output
def command(quiet: bool, verbose: bool, **arguments: object) -> int:
    """Print a reference list in a citation style.

    \b
    soilbib format refs.bib --style geoderma
    soilbib format page.txt -s ieee -l fr -o references.html
    soilbib format refs.bib --style nature --cited-in paper.md
    soilbib format refs.bib --style apa --key lal2004 --explain
    """
    return run(messages=Messages(quiet, verbose), **arguments)  # type: ignore[arg-type]
