"""The catalogue: a collection of records in one SQLite file, with search, facets, history and undo.

::

    from soilbib.catalogue import Catalogue, Query, parse_query

    with Catalogue("soil.db") as catalogue:                  # made where there is none; read_only=True for reading
        addition = catalogue.add(records, source="page.txt")  # by content: again changes nothing
        page = catalogue.search(parse_query('author:lal "soil carbon" year:2015.. -type:thesis'))
        page.total, page.hits[0].entry.record.title, page.facets.type
        catalogue.merge(["lal2004", "lal2004-2"], merged)     # one journalled transaction, as every change is
        catalogue.undo()                                      # takes the latest change back

One `Catalogue` belongs to one thread; open one for each. Any number of readers, in any number of processes, see the
state of the last finished change while one writer works; a second writer waits. A process that is killed leaves
the state before its change.

Errors: `InputError` (no such file, no catalogue), `OutputError` (cannot be written, opened read-only, locked too
long), `UnknownError` (no such record or change), `CatalogueError` (it was changed since),
`QueryError` (with the place).
"""

from soilbib.catalogue.catalogue import Catalogue
from soilbib.catalogue.query import Query, Term
from soilbib.catalogue.query_language import QueryError, parse_query
from soilbib.catalogue.values import (
    Addition,
    CatalogueError,
    Category,
    Change,
    Count,
    Decision,
    Entry,
    Facets,
    Hit,
    Page,
    Snippet,
    UnknownError,
)

__all__ = [
    "Addition",
    "Catalogue",
    "CatalogueError",
    "Category",
    "Change",
    "Count",
    "Decision",
    "Entry",
    "Facets",
    "Hit",
    "Page",
    "Query",
    "QueryError",
    "Snippet",
    "Term",
    "UnknownError",
    "parse_query",
]
