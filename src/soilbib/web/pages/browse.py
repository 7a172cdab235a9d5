"""The browse page: search, switches, filters with counts, charts, and the records that were found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from urllib.parse import quote_plus

from markupsafe import Markup
from msgspec import Struct
from starlette.responses import RedirectResponse, Response

from soilbib.catalogue import Catalogue, Category, Count, Facets, Hit, QueryError
from soilbib.catalogue import Page as Found
from soilbib.catalogue.filtering import NONE
from soilbib.catalogue.query import Logic, Match
from soilbib.formats.openurl import write_context
from soilbib.web.asked import GROUPS, LIMITS, SORTS, Asked, from_address, from_form
from soilbib.web.charts import row_chart, year_chart
from soilbib.web.marking import html, marked
from soilbib.web.texts import language_name
from soilbib.web.visit import Visit

MATCH_NAMES: dict[Match, str] = {
    "anywhere": "anywhere", "start": "at the start", "end": "at the end", "full": "as the whole",
}  # fmt: skip
LOGIC_NAMES: dict[Logic, str] = {
    "and": "all words", "or": "any word", "and-word": "all, as whole words", "or-word": "any, as whole words",
}  # fmt: skip
SHOWN_NAMES = 4


class Choice(Struct, frozen=True):
    """A value that can be ticked: what it is called, how many records, whether it is ticked or stands under another."""

    value: str
    name: str
    count: int
    ticked: bool
    under: bool = False


class Chip(Struct, frozen=True):
    """A filter that is in force, in words, and the address without it."""

    text: str
    address: str


NOTHING = Found(total=0, hits=(), facets=Facets())


def show(visit: Visit, catalogue: Catalogue) -> Response:
    """The page; a form that was sent, or a page beyond the last, is first turned into an address that can be shared."""
    params = visit.request.query_params
    if "form" in params:
        return RedirectResponse(from_form(params).address(), 303)
    asked = from_address(params)
    try:
        found, trouble = catalogue.search(asked.query()), ""
    except QueryError as error:
        found, trouble = NOTHING, str(error)
    if found.total and not found.hits:  # a page that there was once, or that somebody typed
        return RedirectResponse(asked.turned(found.pages).address(), 303)
    return visit.render(
        "browse.html",
        status=400 if trouble else 200,
        asked=asked,
        found=found,
        trouble=trouble,
        groups={group: choices(visit, catalogue, asked, found, group) for group in GROUPS},
        kept=kept_filters(asked, found, catalogue),
        chips=chips(visit, asked),
        years=year_chart(
            [(int(each.value), each.count) for each in found.facets.year if _is_year(each)], asked.year
        ),
        types=row_chart([(each.value, each.count) for each in found.facets.type], asked.type),
        sorts={name: order.title for name, order in SORTS.items()},
        matches=MATCH_NAMES,
        logics=LOGIC_NAMES,
        limits=sorted({*LIMITS, asked.limit}),
        pages=page_numbers(found.page, found.pages),
        of_category=category_addresses(asked, found),
        title=title_html,
        snippets=body_snippets,
        byline=byline,
        coins=write_context,
    )


def _is_year(count: Count) -> bool:
    return count.value.lstrip("-").isdigit()


def choices(visit: Visit, catalogue: Catalogue, asked: Asked, found: Found, group: str) -> list[Choice]:
    """What can be ticked in a group; categories stand in their own order, under their parents."""
    counts = {each.value: each.count for each in getattr(found.facets, group)}
    ticked, left_out = set(asked.values(group)), set(asked.values(f"not-{group}"))
    without = asked.ticks == "without"

    def choice(value: str, name: str, under: bool = False) -> Choice:
        chosen = value not in left_out if without else value in ticked
        return Choice(value, name, counts.get(value, 0), chosen, under)

    if group == "category":
        return [choice(each.name, each.name, bool(each.parent)) for each in in_tree(catalogue.categories())]
    name_of = visit.texts.type_name if group == "type" else partial(language_said, visit)
    values = [*counts, *(value for value in (*ticked, *left_out) if value not in counts)]
    return [choice(value, name_of(value)) for value in values if value]


def language_said(visit: Visit, code: str) -> str:
    """What a language is called in its own tongue; what stands for none is said in the visitor's."""
    return visit.texts("no language given") if code == NONE else language_name(code)


def in_tree(categories: Sequence[Category]) -> list[Category]:
    """Categories by name, each followed by those that stand under it."""
    names = {category.name for category in categories}
    tops = [category for category in categories if category.parent not in names]
    under = {top.name: [each for each in categories if each.parent == top.name] for top in tops}
    ordered = [each for top in tops for each in (top, *under[top.name])]
    return ordered + [each for each in categories if each not in ordered]


def kept_filters(asked: Asked, found: Found, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Filters of the other kind than the ticks now mean; the form carries them along."""
    if asked.ticks == "without":
        return []
    return [(f"not-{group}", value) for group in GROUPS for value in asked.values(f"not-{group}")]


def chips(visit: Visit, asked: Asked) -> list[Chip]:
    """The filters in force."""
    said: list[Chip] = []
    for group in GROUPS:
        names: dict[str, Callable[[str], str]] = {
            "type": visit.texts.type_name,
            "language": partial(language_said, visit),
        }
        name_of = names.get(group, str)
        said += [Chip(name_of(value), asked.less(group, value).address()) for value in asked.values(group)]
        for value in asked.values(f"not-{group}"):
            text = visit.texts("without {name}", name=name_of(value))
            said.append(Chip(text, asked.less(f"not-{group}", value).address()))
    if asked.year:
        said.append(Chip(asked.year.replace("..", "–"), asked.but(year="").address()))
    return said


def category_addresses(asked: Asked, found: Found) -> dict[str, str]:
    """The addresses of the pages for the categories that the records shown bear."""
    address = asked.but(not_category=()).address_with("category")
    names = {name for hit in found.hits for name in hit.entry.categories}
    return {name: address + quote_plus(name) for name in names}


def page_numbers(page: int, pages: int) -> list[int]:
    """The pages to offer: the first, the last, and those around this one; 0 stands for a gap."""
    near = sorted({1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)})
    numbers: list[int] = []
    for number in near:
        if numbers and number > numbers[-1] + 1:
            numbers.append(0)
        numbers.append(number)
    return numbers


def title_html(hit: Hit) -> Markup:
    """A hit's title, the words that were found marked."""
    for snippet in hit.snippets:
        if snippet.field == "title" and snippet.spans:
            return marked(snippet.text, snippet.spans)
    return html(hit.entry.record.title)


def body_snippets(hit: Hit) -> list[Markup]:
    """Where the words were found outside the title; else the beginning of the abstract."""
    found = [marked(each.text, each.spans) for each in hit.snippets if each.field != "title"]
    abstract = hit.entry.record.fields.get("abstract", "")
    return found or ([html(shortened(abstract))] if abstract else [])


def shortened(text: str, most: int = 280) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"


def byline(visit: Visit, hit: Hit) -> list[Markup]:
    """Who, when and in what."""
    record = hit.entry.record
    names = record.authors or next(iter(record.names.values()), ())
    people = ", ".join(name.display for name in names[:SHOWN_NAMES])
    if len(names) > SHOWN_NAMES or "author" in record.truncated:
        people += " " + visit.texts("and others")
    issued = record.dates.get("issued")
    year = str(record.year or "") or (issued.text if issued else "")
    places = [record.fields.get(name, "") for name in ("container-title", "publisher")]
    place = next(filter(None, places), "")
    return [html(part) for part in (people, year, place) if part]
