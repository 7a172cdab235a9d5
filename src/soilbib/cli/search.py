"""``soilbib search``: find records of a catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, get_args

import click

from soilbib import formats
from soilbib.catalogue import Catalogue, Count, Page, Query, Snippet, Term, parse_query
from soilbib.catalogue.folding import fold
from soilbib.catalogue.query import FACETS, LOGICS, MATCHES, SCOPES, SORTS, Match
from soilbib.catalogue.query_language import parse_years
from soilbib.cli import options
from soilbib.cli.collection import open_records, records_of, write_out
from soilbib.cli.messages import Messages, losses_summary, plural
from soilbib.files import STDIN
from soilbib.model import Record, to_csl
from soilbib.model.variables import ITEM_TYPES
from soilbib.output import write_text


def run(
    catalogue: str,
    query: Query,
    *,
    output_format: str = "table",
    output: str | None = None,
    messages: Messages | None = None,
) -> int:
    """Print one page of what a query finds; returns the exit status: 0, or 1 where nothing is found."""
    messages = messages or Messages()
    with open_records(catalogue) as opened:
        _warn(opened, query, messages)
        page = opened.search(query)
    if page.corrected:
        messages.summary(f"nothing has {query.text!r}; searched for {page.corrected!r}")
    if output_format == "table":
        _write(table(page), output)
    elif output_format == "json":
        _write(as_json(page, query.facets) + "\n", output)
    else:
        _, lost = write_out(records_of(hit.entry for hit in page.hits), output_format, output)
        if lost:
            messages.summary(losses_summary(lost))
    return 0 if page.total else 1


def _write(text: str, output: str | None) -> None:
    """Print a text, with colour where that is wanted, or write it to a file, without."""
    if output in (None, STDIN):
        click.echo(text, nl=False)
    else:
        write_text(str(output), click.unstyle(text))


def _warn(catalogue: Catalogue, query: Query, messages: Messages) -> None:
    """Name types and categories that there are none of: their filter finds nothing, or leaves nothing out."""
    types = {*(query.types or ()), *query.not_types} - ITEM_TYPES.keys()
    names = {*(query.categories or ()), *query.all_categories, *query.not_categories} - {"none"}
    if types:
        there = {count.value for count in catalogue.search(Query(limit=0, facets=("type",))).facets.type}
        _warn_of("type", types, {name: name for name in {*there, *ITEM_TYPES}}, messages)
    if names:
        known = {fold(category.name): category.name for category in catalogue.categories()}
        _warn_of("category", names, known, messages)


def _warn_of(kind: str, names: Iterable[str], known: dict[str, str], messages: Messages) -> None:
    from difflib import get_close_matches

    for name in names:
        if fold(name) not in known:
            near = get_close_matches(fold(name), known, n=1)
            hint = f"; did you mean {known[near[0]]!r}?" if near else ""
            messages.summary(f"soilbib: warning: there is no {kind} {name!r}{hint}")


# What is printed


def table(page: Page) -> str:
    """A page for people: each hit with its key, year, author, title and snippets, and the facets under them."""
    first = 1 + (page.page - 1) * max(len(page.hits), 1)
    lines = [f"{plural(page.total, 'record')}{_paging(page)}"]
    for hit in page.hits:
        record = hit.entry.record
        head = "  ".join(part for part in (hit.entry.key, str(record.year or ""), _names(record)) if part)
        lines += ["", head, *(f"    {_marked(snippet)}" for snippet in hit.snippets if snippet.text)]
        if hit.entry.categories:
            lines.append(f"    [{'; '.join(hit.entry.categories)}]")
    counted = [(facet, getattr(page.facets, facet)) for facet in FACETS]
    lines += ["", *(_facet(facet, counts) for facet, counts in counted if counts)] if first else []
    return "\n".join(lines).rstrip() + "\n"


def _names(record: Record) -> str:
    """Who a record is by, or else whom it names first: one or two family names, or the first "et al."."""
    variable = "author" if record.authors else next(iter(record.names), "")
    names = [name.full_family for name in record.names.get(variable, ())]
    if variable in record.truncated or len(names) > 2:
        return f"{names[0]} et al." if names else ""
    return " & ".join(names)


def _paging(page: Page) -> str:
    return f", page {page.page} of {page.pages}" if page.pages > 1 or page.page > 1 else ""


def _marked(snippet: Snippet) -> str:
    """The text with its marks in bold where there is colour."""
    pieces = []
    last = 0
    for start, end in snippet.spans:
        pieces += [snippet.text[last:start], click.style(snippet.text[start:end], bold=True)]
        last = end
    text = "".join([*pieces, snippet.text[last:]])
    return text if snippet.field == "title" else f"{snippet.field}: {text}"


def _facet(facet: str, counts: Sequence[Count]) -> str:
    shown = [f"{count.value} {count.count}" for count in counts[:12]]
    return f"{facet}: {' · '.join(shown)}{' · …' if len(counts) > 12 else ''}"


def as_json(page: Page, facets: Sequence[str] = FACETS) -> str:
    """A page as JSON: the records in CSL-JSON, the facets as lists of value and count."""
    import msgspec

    hits = [
        {
            "key": hit.entry.key,
            "categories": hit.entry.categories,
            "record": to_csl(hit.entry.record),
            "snippets": hit.snippets,
        }
        for hit in page.hits
    ]
    counts = {facet: getattr(page.facets, facet) for facet in facets}
    value = {"total": page.total, "page": page.page, "pages": page.pages, "corrected": page.corrected}
    data = msgspec.json.encode({**value, "hits": hits, "facets": counts})
    return msgspec.json.format(data, indent=2).decode()


# What is asked


def query_of(text: str, **switches: Any) -> Query:
    """The query of a text and the command's switches; what the text says of filters is added to theirs."""
    switches = {name: value for name, value in switches.items() if value not in (None, ())}
    base = Query(**switches)
    if not base.exact:
        return parse_query(text, base)
    return Query(**switches, terms=(Term(text),)) if text.strip() else base


def _split(known: Iterable[str] = ()) -> Callable[..., tuple[str, ...] | None]:
    """Reads values parted by commas, or given several times; of some known ones if there are any."""
    allowed = tuple(known)

    def split(
        _ctx: click.Context, _parameter: click.Parameter, values: Sequence[str]
    ) -> tuple[str, ...] | None:
        """The parts of all values between commas; raises `click.BadParameter` for one that is not allowed."""
        found = tuple(part.strip() for value in values for part in value.split(",") if part.strip())
        for value in found:
            if allowed and value not in allowed:
                raise click.BadParameter(f"{value!r} is none of {', '.join(allowed)}")
        return found or None

    return split


def _years(
    _ctx: click.Context, _parameter: click.Parameter, values: Sequence[str]
) -> tuple[tuple[int | None, int | None], ...] | None:
    try:
        return tuple(parse_years(part) for value in values for part in value.split(",")) or None
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _format(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value in ("table", "json"):
        return value
    entry = formats.find_format(value)
    formats.find_writer(entry.name)
    return entry.name


_OPTIONS = (
    click.option("--in", "scope", multiple=True, callback=_split(SCOPES), metavar="PARTS",
                 help="Where to search: title, content, author, … [default: title,content]."),
    click.option("--exact", is_flag=True, help="QUERY is one phrase, found as it is, also inside a word."),
    click.option("--match", type=click.Choice(MATCHES), default=get_args(Match)[0],
                 help="With --exact: where in a field the phrase stands [default: anywhere]."),
    click.option("--logic", type=click.Choice(LOGICS), default="and",
                 help="All words or any of them; -word: whole words only [default: and]."),
    click.option("--type", "types", multiple=True, callback=_split(), metavar="TYPES", help="Of one of these types."),
    click.option("--not-type", "not_types", multiple=True, callback=_split(), metavar="TYPES", help="Of none."),
    click.option("--category", "categories", multiple=True, metavar="NAME", help="In any of these (repeatable)."),
    click.option("--all-category", "all_categories", multiple=True, metavar="NAME", help="In all of these."),
    click.option("--not-category", "not_categories", multiple=True, metavar="NAME",
                 help="Leave out what is in one of these, whatever else it is in."),
    click.option("--language", "--lang", "languages", multiple=True, callback=_split(), metavar="CODES",
                 help="In one of these languages: fr, en; none for unknown."),
    click.option("--year", "years", multiple=True, callback=_years, metavar="YEARS", help="2015, 2010..2020, 2015.."),
    click.option("--sort", type=click.Choice(SORTS), default="relevance",
                 help="[default: relevance; title where no words are searched]"),
    click.option("--reverse", "descending", is_flag=True, help="The other way round."),
    click.option("--page", type=click.IntRange(1), default=1, metavar="N", help="[default: 1]"),
    click.option("--limit", type=click.IntRange(0), default=10, metavar="N", help="Records a page [default: 10]."),
    click.option("--facets", multiple=True, callback=_split((*FACETS, "none")), metavar="FACETS",
                 help="type,category,year,language [default: all], none."),
    click.option("--format", "output_format", default="table", callback=_format, metavar="FORM",
                 help="table, json, or any format of records (csljson, ris, …) [default: table]."),
)  # fmt: skip


def _with_options(command: Any) -> Any:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command("search")
@click.argument("catalogue", metavar="CAT")
@click.argument("query", nargs=-1, metavar="[QUERY]...")
@_with_options
@options.output
@options.quiet
@options.color
def command(
    catalogue: str,
    query: tuple[str, ...],
    output_format: str,
    output: str | None,
    quiet: bool,
    facets: tuple[str, ...] | None,
    **switches: Any,
) -> int:
    """Search the catalogue CAT, or a file of records. Without QUERY everything is listed, by title.

    A query is words, "phrases", beginnings (carb*), -words that are not wanted, and fields: author:lal
    year:2015.. type:book,report category:"Guides and reports" language:fr journal:geoderma doi:10.1000/x
    sort:-year. Words and (brackets) are tied by AND, which goes without saying, and by OR, which is looser; NOT is
    the "-" of what follows: (soil OR terre) carbon NOT title:(peat OR moss). Filters hold for the whole query.
    Case, accents and the kind of quotes and dashes make no difference. A word is found at the beginning of words,
    too; where nothing is found, near spellings are searched.

    Exit status 1 where nothing is found.

    \b
    soilbib search soil.db 'author:lal "soil carbon" year:2015.. -type:thesis'
    soilbib search soil.db soil --in title --not-category "Archived News" --sort title
    soilbib search soil.db "llo wo" --exact --format ris
    soilbib search library.bib 'author:lal year:2015..'
    """
    counted = () if facets == ("none",) else facets or FACETS
    text, messages = " ".join(query), Messages(quiet)
    asked = query_of(text, **switches)
    if text.strip() and asked == query_of("", **switches):
        messages.summary(f"nothing in {text!r} is a word, so all is listed; --exact finds signs")
    from msgspec.structs import replace

    asked = replace(asked, facets=counted)
    return run(catalogue, asked, output_format=output_format, output=output, messages=messages)
