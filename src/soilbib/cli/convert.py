"""``soilbib convert``: from one format to another."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import click

from soilbib import formats
from soilbib.cli import options
from soilbib.cli.cited import Citations, read_citations
from soilbib.cli.conversion import Job, Outcome, Restore, convert
from soilbib.cli.log import Log
from soilbib.cli.messages import Messages, losses_summary, plural
from soilbib.cli.outputs import refuse_shared
from soilbib.cli.report import report_facts, write_key_map, write_manifest, write_report
from soilbib.cli.sidecar import Sidecar
from soilbib.cli.sources import Source, check_usage, find_sources
from soilbib.errors import FormatError, InputError
from soilbib.files import STDIN
from soilbib.formats.bibtex.charset import CHARSETS
from soilbib.formats.csv_columns import find_columns
from soilbib.formats.ris_dialects import DIALECTS as RIS_DIALECTS
from soilbib.streams import Limits

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?", re.IGNORECASE)


def run(
    inputs: Sequence[str],
    *,
    source_format: str | None = None,
    target_format: str | None = None,
    output: str | None = None,
    report: str | None = None,
    rejects: str | None = None,
    sidecar: str | None = None,
    manifest: str | None = None,
    recursive: bool = False,
    jobs: int = 1,
    keep_going: bool = False,
    strict: bool = False,
    allow_empty: bool = False,
    rewrite: bool = False,
    charset: str | None = None,
    dialect: str | None = None,
    columns: dict[str, str] | None = None,
    sentence_case: bool = False,
    rekey: str | None = None,
    keymap: str | None = None,
    cited_in: Sequence[str] = (),
    omit: tuple[str, ...] = (),
    encoding: str = "",
    max_size: int | None = None,
    max_record: int = Limits().record,
    messages: Messages | None = None,
) -> int:
    """Convert the inputs to one output, or each to its own in a folder.

    Returns the exit status: 0, 1 under ``strict``, or 4 where records or whole inputs were rejected.
    """
    messages = messages or Messages()
    _check(inputs, source_format, rekey, keymap)
    spelling = {name: value for name, value in (("charset", charset), ("dialect", dialect)) if value}
    folder = _folder(output, target_format, many=jobs > 1 or keep_going)
    beside = Beside(report, rejects, sidecar, manifest, keymap)
    _check_outputs(inputs, output, beside, cited_in, folder)
    target = _target(target_format, None if folder else output)
    formats.find_writer(target, **spelling)
    job = Job(
        target=target,
        source_format=source_format,
        strict=strict,
        allow_empty=allow_empty,
        rewrite=rewrite,
        options=spelling,
        columns=columns or {},
        sentence_case=sentence_case,
        rekey=rekey or "",
        omit=omit,
        limits=_limits(max_size, max_record),
        encoding=encoding,
    )
    sources = _sources(inputs, output, recursive)
    if folder:
        return _convert_each(sources, folder, job, beside, messages, jobs, keep_going)
    return _convert_one(sources, output, job, beside, messages, read_citations(cited_in))


@dataclass(frozen=True, slots=True)
class Beside:
    """The files that are written beside the output, those that have a name."""

    report: str | None
    rejects: str | None
    sidecar: str | None
    manifest: str | None
    keymap: str | None


def _convert_each(
    sources: Sequence[Source],
    folder: str,
    job: Job,
    beside: Beside,
    messages: Messages,
    jobs: int,
    keep_going: bool,
) -> int:
    """Convert each to a file of its own in a folder; gives the exit status."""
    from soilbib.cli.batch import Batch, convert_batch  # which brings what processes take

    batch = Batch(folder, job, jobs, keep_going, beside.rejects or "", beside.sidecar or "")
    return convert_batch(sources, batch, messages, manifest=beside.manifest, report=beside.report)


def _convert_one(
    sources: Sequence[Source],
    output: str | None,
    job: Job,
    beside: Beside,
    messages: Messages,
    citations: Citations | None,
) -> int:
    """Convert to one output, with what belongs beside it; gives the exit status."""
    name = output or STDIN
    keep, show = bool(beside.report or beside.manifest), messages.verbose or job.strict
    with (
        Log(messages, beside.rejects, keep=keep, show_losses=show) as log,
        messages.bar("converting", sum(source.size for source in sources)) as advance,
    ):
        sidecar = Sidecar.find(beside.sidecar, [source.name for source in sources], name)
        restore = _restored(sidecar, citations, job.target)
        outcome = convert(sources, name, job, log, restore=restore, advance=advance)
        missing = list(citations.missing()) if citations else []
        for problem in missing:
            log.notice(problem)
        log.finish()
        if sidecar and not outcome.refused:
            sidecar.write(job.target)
        if beside.keymap and not outcome.refused:
            write_key_map(beside.keymap, outcome.keys)
        if beside.report:
            facts = report_facts(outcome.inputs, name, job.target, outcome.records, log.rejected)
            write_report(beside.report, facts, log.kept)
        if beside.manifest:
            write_manifest(beside.manifest, outcome, log, name, job.target)
    if outcome.unmet:
        messages.summary(f"no record has {', '.join(map(repr, outcome.unmet))}, which --omit names")
    _summarise(messages, outcome, log, output)
    return 1 if outcome.refused or missing else 4 if log.rejected else 0


def _restored(sidecar: Sidecar | None, citations: Citations | None, target: str) -> Restore | None:
    """What the records pass through first: their sidecar gives back its values, documents choose among them."""
    if not citations:
        return sidecar
    select = partial(citations.select, parents=target in ("bibtex", "biblatex"))
    return (lambda records: select(sidecar(records))) if sidecar else select


def _sources(inputs: Sequence[str], output: str | None, recursive: bool) -> list[Source]:
    """The inputs; where the last is not there and nothing names an output, it may have been meant as that."""
    try:
        return find_sources(inputs or (STDIN,), recursive=recursive)
    except InputError as error:
        if output or len(inputs) < 2 or str(error) != f"{inputs[-1]}: no such file":
            raise
        raise InputError(f"{error} (an output is named by -o {inputs[-1]})") from None


def _check(inputs: Sequence[str], source_format: str | None, rekey: str | None, keymap: str | None) -> None:
    """Refuse wrong usage before anything is read."""
    check_usage(inputs, source_format)
    if rekey:
        from soilbib.formats.bibtex.keys import parse_pattern

        parse_pattern(rekey)
    elif keymap:
        raise click.UsageError("--keymap goes with --rekey, which changes the keys")


def _limits(size: int | None, record: int) -> Limits:
    """The limits asked for; one of size holds for what is unpacked and for what is read at once."""
    return Limits(record=record) if size is None else Limits(size, record, size)


def _check_outputs(
    inputs: Sequence[str], output: str | None, beside: Beside, cited_in: Sequence[str], folder: str
) -> None:
    """Refuse files in each other's place, and options for one output where there is a folder."""
    if not folder:
        refuse_shared((*inputs, *cited_in), output, **asdict(beside))
        refuse_shared(cited_in, None, output=output)
    elif beside.keymap or cited_in:
        name = "--keymap" if beside.keymap else "--cited-in"
        raise click.UsageError(f"{name} goes with one output, not with a folder")


def _folder(output: str | None, target_format: str | None, *, many: bool) -> str:
    """The folder for many outputs, or nothing where there is to be one output.

    It is what ``output`` names under --jobs or --keep-going, with "/" at its end, or where a folder of that name is.
    Raises `click.UsageError` where a folder is needed and none is named, and where its files have no format.
    """
    named = output is not None and output != STDIN
    there = Path(output or "")
    if many and not named:
        raise click.UsageError("--jobs and --keep-going need an output folder (-o FOLDER and --to)")
    if many and there.is_file():
        raise click.UsageError(f"--jobs and --keep-going need an output folder; {output} is a file")
    if not (many or (named and (str(output).endswith("/") or (target_format and there.is_dir())))):
        return ""
    if not target_format:
        raise click.UsageError("an output folder needs a format (--to)")
    return str(output)


def _target(name: str | None, output: str | None) -> str:
    """The format asked for, or the one that the output's name tells, or CSL-JSON on standard output."""
    if name:
        try:
            return formats.find_format(name).name
        except FormatError:
            from soilbib.csl.render import RENDERERS

            if name.lower() not in RENDERERS:
                raise
            told = (
                f"{name} is a notation of reference lists, not of records: soilbib format --to {name.lower()}"
            )
            raise FormatError(told) from None
    return "csljson" if output in (None, STDIN) else formats.format_of_name(str(output))


def _summarise(messages: Messages, outcome: Outcome, log: Log, output: str | None) -> None:
    parts = [plural(outcome.records, "record")]
    if log.rejected:
        parts.append(f"{log.rejected} rejected (--rejects FILE keeps their text)")
    if log.lost:
        parts.append(f"{losses_summary(log.lost)} (-v lists them)")
    if outcome.refused:
        parts.append("nothing written (--strict)")
    if output or len(parts) > 1:
        messages.summary(f"{output or '<stdout>'}: {'; '.join(parts)}")


def _size(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> int | None:
    """A number of bytes: "500M", "2G"."""
    match = _SIZE.fullmatch(value) if value else None
    if value and not match:
        raise click.BadParameter(f"{value!r} is no size such as 500M or 2G")
    powers = {"": 0, "k": 10, "m": 20, "g": 30, "t": 40}
    return int(float(match[1]) * (1 << powers[match[2].lower()])) if match else None


def _encoding(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    """An encoding that Python knows, or nothing."""
    try:
        return codecs.lookup(value).name if value and "".encode(value) is not None else ""
    except (LookupError, ValueError):
        raise click.BadParameter(
            f"{value!r} is no encoding such as utf-16, gb18030 or windows-1251"
        ) from None


def _names(_ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Names of fields, in lists with commas."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _columns(_ctx: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """Column → field, of "COLUMN=FIELD"; the column's name may have "=" in it."""
    pairs = [value.rpartition("=") for value in values]
    for value, (column, _, _name) in zip(values, pairs, strict=True):
        if not column.strip():
            raise click.BadParameter(f"{value!r} is not COLUMN=FIELD, such as Autor=author")
    columns = {column.strip(): name.strip() for column, _, name in pairs}
    find_columns(columns)
    return columns


@click.command("convert")
@options.common
@options.to_format
@options.output
@options.recursive
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    default=1,
    metavar="N",
    help="With -o FOLDER: work in N processes.",
)
@click.option("--keep-going", is_flag=True, help="With -o FOLDER: go on after an input that cannot be read.")
@click.option(
    "--manifest", metavar="FILE", help="Write what became of each input, with counts and hashes, as JSON."
)
@click.option(
    "--sidecar",
    metavar="FILE",
    help="Keep in FILE what the output cannot hold; where FILE belongs to the input, put that back. "
    "With -o FOLDER/ a folder of such files; so is --rejects.",
)
@options.strict
@options.allow_empty
@click.option(
    "--rewrite", is_flag=True, help="Write every entry anew, also where a .bib file could be updated."
)
@click.option(
    "--charset",
    type=click.Choice(CHARSETS),
    help="Write what this character set lacks as LaTeX commands (bibtex and biblatex).",
)
@click.option(
    "--dialect",
    type=click.Choice(RIS_DIALECTS),
    help="Write RIS as this program or database does, for what reads no other.",
)
@click.option(
    "--map",
    "columns",
    multiple=True,
    callback=_columns,
    metavar="COLUMN=FIELD",
    help="What a column of the CSV or TSV input is, or of the output where the input is none. May be repeated.",
)
@click.option(
    "--sentence-case",
    is_flag=True,
    help="Put English titles in title case into sentence case, as pandoc does; what is in braces stays.",
)
@click.option(
    "--rekey",
    metavar="PATTERN",
    help="Give every record a new key: '[auth][year]' as in JabRef, 'auth.lower + year' as in Better BibTeX.",
)
@click.option(
    "--keymap",
    metavar="FILE",
    help="With --rekey: write the keys that changed, a line each, the old one, a tab and the new one.",
)
@click.option(
    "--omit",
    multiple=True,
    callback=_names,
    metavar="FIELDS",
    help="Leave these fields out, by CSL's names or the input's: abstract,keywords,file [repeatable].",
)
@options.cited_in
@click.option(
    "--encoding",
    callback=_encoding,
    default="",
    metavar="NAME",
    help="Encoding of the inputs, such as gb18030 or windows-1251 [default: told by their bytes].",
)
@click.option(
    "--max-size",
    callback=_size,
    metavar="SIZE",
    help="Refuse larger inputs of formats that cannot be streamed [default: 64M], and larger members of archives "
    "and .bib files to be updated [default: 1G].",
)
@click.option(
    "--max-record",
    callback=_size,
    default="64M",
    show_default=True,
    metavar="SIZE",
    help="Refuse inputs in which one record is longer.",
)
def command(quiet: bool, verbose: bool, **arguments: object) -> int:
    """Convert records from one format to another.

    From a .bib file to BibTeX or BibLaTeX, only what changes is written anew; comments, strings and layout
    stay (--rewrite for a new layout).

    Inputs may be files (packed with gzip, too), folders (--recursive), patterns and .zip archives. With -o FOLDER/ each
    input gets a file of its own there, in the same tree. What can be streamed takes constant memory (see
    'soilbib formats').

    \b
    soilbib convert refs.bib -t ris -o refs.ris
    soilbib convert library.bib --cited-in paper.tex -o refs.bib
    soilbib convert page.txt other.ris -t biblatex > all.bib
    soilbib convert exports/ --recursive -t csljson -o build/ -j 4 --keep-going --manifest build.json
    curl … | soilbib convert -f ris -t csljson | jq '.[].DOI'
    """
    return run(messages=Messages(quiet, verbose), **arguments)  # type: ignore[arg-type]
