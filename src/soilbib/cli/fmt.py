"""``soilbib fmt``: lay .bib files out anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import unified_diff

import click

from soilbib.cli import options
from soilbib.cli.messages import Messages, plural
from soilbib.cli.sources import Source, check_usage, find_sources, read_source
from soilbib.errors import InputError, Place, Problem
from soilbib.files import STDIN, decode, decode_exact
from soilbib.formats.bibtex.charset import CHARSETS, Charset
from soilbib.formats.bibtex.formatter import Formatted, Layout, format_bibtex
from soilbib.formats.bibtex.tree import parse_tree
from soilbib.output import write_text

_NAME = re.compile(r"-?[\w:.+-]+")


def run(
    inputs: Sequence[str],
    *,
    check: bool = False,
    diff: bool = False,
    in_place: bool = False,
    layout: Layout | None = None,
    output: str | None = None,
    messages: Messages | None = None,
) -> int:
    """Format the inputs; returns the exit status.

    1 where ``check`` or ``diff`` finds something to change, 4 where one of several files is no .bib file.
    """
    messages = messages or Messages()
    check_usage(inputs, None)
    if output and (check or diff or in_place):
        raise click.UsageError("-o goes with none of -i, --check and --diff")
    sources = find_sources(inputs or (STDIN,))
    if len(sources) > 1 and not (check or diff or in_place):
        raise click.UsageError("several files can only be formatted with -i, --check or --diff")
    _check_in_place(sources if in_place else ())
    changed = failed = 0
    for source in sources:
        try:
            target = None if check or diff else source.path if in_place else output or STDIN
            changed += _format_file(source, diff, target, layout or Layout(), messages)
        except InputError as error:
            failed += 1
            if failed == len(sources):
                raise
            messages.failure(str(error))
    if check or diff or in_place:
        done = "formatted" if in_place and not (check or diff) else "would be formatted"
        rest = len(sources) - changed - failed
        messages.summary(_told({done: changed, "formatted already": rest, "could not be read": failed}))
    return 4 if failed else 1 if changed and (check or diff) else 0


def _told(counts: dict[str, int]) -> str:
    """ "1 file formatted, 2 formatted already"."""
    (what, count), *others = [(what, count) for what, count in counts.items() if count]
    return ", ".join([f"{plural(count, 'file')} {what}", *(f"{count} {what}" for what, count in others)])


def _check_in_place(sources: Sequence[Source]) -> None:
    """Refuse to write back what is no file, or is packed."""
    for source in sources:
        if source.path == STDIN:
            raise click.UsageError("standard input cannot be formatted in place")
        if source.is_packed:
            raise click.UsageError(
                f"{source.name}: what is packed cannot be formatted in place; unpack it first"
            )


def _format_file(source: Source, diff: bool, target: str | None, layout: Layout, messages: Messages) -> bool:
    """Format one file, to ``target`` if there is one; whether that changes it."""
    name = "<stdin>" if source.path == STDIN else source.name
    data = read_source(source)
    decode(data, name)  # raises where it is no text
    text, encoding = decode_exact(data)
    if not any(block.kind for block in parse_tree(text).blocks):
        raise InputError(
            f"{name}: no BibTeX entries; 'soilbib convert -t bibtex' makes them of other formats"
        )
    found = format_bibtex(text, layout)
    changed = found.text != text
    messages.problems(problems(found, name))
    if diff and changed:
        old, new = text.splitlines(keepends=True), found.text.splitlines(keepends=True)
        click.echo("".join(unified_diff(old, new, name, name)), nl=False)
    elif target and (changed or target != source.path or target == STDIN):
        write_text(target, found.text, encoding)
    if changed:
        messages.summary(f"{name}: {_counts(found)}")
    return changed


def problems(found: Formatted, path: str) -> list[Problem]:
    """What was done to each entry, and which entries were left as they are, as diagnostics."""
    return [
        Problem(
            "I501" if entry.changed else "I502",
            f"[{entry.key}] {entry.what if entry.changed else f'left as it is: {entry.what}'}",
            Place(path, entry.line),
            "info",
        )
        for entry in found.done
    ]


def _counts(found: Formatted) -> str:
    """ "12 entries changed (12 layout, 3 delimiters), 1 left as it is"."""
    counts: dict[str, int] = {}
    for entry in found.done:
        for what in entry.what.split(", ") if entry.changed else ():
            counts[what] = counts.get(what, 0) + 1
    changed = sum(entry.changed for entry in found.done)
    text = f"{changed} {'entry' if changed == 1 else 'entries'} changed"
    text += (
        f" ({', '.join(f'{count} {what}' for what, count in counts.items())})" if counts else ", blank lines"
    )
    left = len(found.done) - changed
    return f"{text}, {left} left as {'it is' if left == 1 else 'they are'} (-v says why)" if left else text


def _indent(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value == "tab":
        return "\t"
    if value.isdigit() and int(value) <= 16:
        return " " * int(value)
    raise click.BadParameter("a number of spaces up to 16, or 'tab'")


def _names(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    names = tuple(name.strip().lower() for name in (value or "").split(",") if name.strip())
    bad = next((name for name in names if not _NAME.fullmatch(name)), None)
    if bad or (value is not None and not names):
        raise click.BadParameter(f"{bad or value!r} is no list of field names such as year,author")
    return names


@click.command("fmt")
@click.argument("inputs", nargs=-1, metavar="[FILE]...")
@click.option("--check", is_flag=True, help="Only look: exit 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Print what would change, and exit 1 if anything would.")
@click.option("-i", "--in-place", is_flag=True, help="Write each file back, if it changes.")
@click.option("--indent", default="2", callback=_indent, help="Spaces before a field, or 'tab' [default: 2].")
@click.option("--align", is_flag=True, help="Put the equals signs of an entry under each other.")
@click.option("--sort-fields", is_flag=True, help="Put the fields of each entry in one order.")
@click.option(
    "--field-order", callback=_names, metavar="NAMES", help="Put these fields first: title,author,year."
)
@click.option("--sort-entries", is_flag=True, help="Put the entries in order of their keys.")
@click.option(
    "--sort-by",
    callback=_names,
    metavar="NAMES",
    help="Order the entries by fields: -year,author,key.",
)
@click.option("--no-trailing-comma", is_flag=True, help="No comma after the last field.")
@click.option("--numeric", is_flag=True, help="Whole numbers without braces: year = 2004.")
@click.option("--months", is_flag=True, help="Months as macros: month = jan.")
@click.option(
    "--escape",
    type=click.Choice(CHARSETS),
    help="Characters beyond this set as LaTeX; utf8: LaTeX as characters.",
)
@click.option(
    "--strip-enclosing-braces", is_flag=True, help="{{Title}} to {Title}, which no longer protects its case."
)
@click.option(
    "--wrap", type=click.IntRange(20), metavar="WIDTH", help="Break long values into lines of this width."
)
@click.option("--remove-empty", is_flag=True, help="Drop fields without a value.")
@options.output
@options.quiet
@options.verbose
@options.color
def command(  # noqa: PLR0917
    inputs: tuple[str, ...], check: bool, diff: bool, in_place: bool, indent: str, align: bool,
    sort_fields: bool, field_order: tuple[str, ...], sort_entries: bool, sort_by: tuple[str, ...],
    no_trailing_comma: bool, numeric: bool, months: bool, escape: Charset | None, strip_enclosing_braces: bool,
    wrap: int | None, remove_empty: bool, output: str | None, quiet: bool, verbose: bool,
) -> int:  # fmt: skip
    """Lay .bib files out anew without changing what they say.

    Entry types and field names in lower case, a field a line, values in braces, one blank line between
    entries. Comments, keys and values stay as they are, values unless an option is about them. One file goes
    to standard output, unless -o, -i, --check or --diff asks for something else.

    \b
    soilbib fmt refs.bib > tidy.bib
    soilbib fmt -i *.bib
    soilbib fmt --check refs.bib
    """
    layout = Layout(
        indent, align, sort_fields, sort_entries, field_order, sort_by, not no_trailing_comma, numeric, months,
        strip_enclosing_braces, escape or "", wrap or 0, remove_empty,
    )  # fmt: skip
    messages = Messages(quiet, verbose)
    return run(
        inputs, check=check, diff=diff, in_place=in_place, layout=layout, output=output, messages=messages
    )
