"""``soilbib explain``: say why two records are, or are not, one work."""

from __future__ import annotations

from collections.abc import Sequence

import click
import msgspec

from soilbib.cli import options
from soilbib.cli.inputs import read_inputs
from soilbib.cli.messages import Messages
from soilbib.cli.side_by_side import columns, in_words
from soilbib.dedupe.explanation import explain_pair
from soilbib.dedupe.profile import load_profile
from soilbib.errors import InputError
from soilbib.model import Record


def run(
    file: str,
    id1: str,
    id2: str,
    *,
    source_format: str | None = None,
    as_json: bool = False,
    profile: str = "articles",
    messages: Messages | None = None,
) -> int:
    """Print what the rules say of two records; returns 0.

    Raises `InputError` where one of the ids is not there.
    """
    messages = messages or Messages()
    records = read_inputs((file,), source_format, messages).records
    one, other = _find(records, id1, file), _find(records, id2, file, last=True)
    report = explain_pair(one, other, load_profile(profile))
    if as_json:
        click.echo(msgspec.json.encode({"ids": (id1, id2), **msgspec.structs.asdict(report)}))
    else:
        click.echo("\n".join((*columns(one, other), "", *in_words(report))))
    return 0


def _find(records: Sequence[Record], identifier: str, file: str, *, last: bool = False) -> Record:
    """The record of an id: the first, or the last where two records share one."""
    found = [record for record in records if record.id == identifier]
    if not found:
        from difflib import get_close_matches

        near = get_close_matches(identifier, [record.id for record in records], n=1)
        meant = f"; did you mean {near[0]!r}?" if near else ""
        raise InputError(f"{file}: no record has the id {identifier!r}{meant}")
    return found[-1 if last else 0]


@click.command("explain")
@click.argument("file")
@click.argument("id1")
@click.argument("id2")
@options.from_format
@click.option(
    "--profile",
    metavar="NAME|FILE.toml",
    default="articles",
    help="As for soilbib dedupe [default: articles].",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@options.quiet
@options.verbose
@options.color
def command(quiet: bool, verbose: bool, **arguments: object) -> int:
    """Say why two records of a file are, or are not, one work, and what would change that.

    \b
    soilbib explain library.bib smith2020 smith2020a
    """
    return run(messages=Messages(quiet, verbose), **arguments)  # type: ignore[arg-type]
