"""``soilbib format``: a reference list in a citation style."""

from __future__ import annotations

from collections.abc import Sequence

import click

from soilbib import csl
from soilbib.cli import options
from soilbib.cli.inputs import Inputs, read_inputs, write_rejects
from soilbib.cli.messages import Messages, plural, write_json
from soilbib.files import STDIN, write_text


def run(
    inputs: Sequence[str],
    *,
    source_format: str | None = None,
    style: str = "apa",
    locale: str | None = None,
    to: str = "text",
    engine: str | None = None,
    output: str | None = None,
    report: str | None = None,
    rejects: str | None = None,
    messages: Messages | None = None,
) -> int:
    """Render the records of the inputs as one reference list; returns the exit status (0 or 4)."""
    messages = messages or Messages()
    loaded = csl.load_style(style)
    read = read_inputs(inputs, source_format, messages)
    with messages.progress(f"formatting {plural(len(read.records), 'reference')}"):
        rendered = csl.bibliography(read.records, loaded, locale, to, engine)
    messages.problems([*read.problems, *rendered.problems])
    write_text(output or STDIN, rendered.text.rstrip() + "\n")
    write_rejects(rejects, read.rejected)
    if report:
        write_json(report, _report(read, rendered, loaded.id))
    if output:
        messages.summary(f"{output}: {plural(len(rendered), 'reference')} in {loaded.title}")
    return read.status


def _report(read: Inputs, rendered: csl.Bibliography, style: str) -> dict[str, object]:
    return {
        "inputs": read.files,
        "style": style,
        "records": len(read.records),
        "rejected": len(read.rejected),
        "entries": rendered.entries,
        "problems": (*read.problems, *rendered.problems),
    }


@click.command("format")
@options.common
@click.option("-s", "--style", default="apa", show_default=True, help="A style's id, file or URL.")
@click.option("-l", "--locale", help="Language of the list, such as fr or pt-BR [default: the style's].")
@click.option(
    "-t", "--to", type=click.Choice(list(csl.OUTPUTS)), default="text", show_default=True, help="Notation."
)
@click.option("--engine", type=click.Choice(list(csl.ENGINES)), help="CSL processor [default: the first].")
@options.output
def command(quiet: bool, verbose: bool, **arguments: object) -> int:
    """Print a reference list in a citation style.

    \b
    soilbib format refs.bib --style geoderma
    soilbib format page.txt -s ieee -l fr -t html -o references.html
    """
    return run(messages=Messages(quiet, verbose), **arguments)  # type: ignore[arg-type]
