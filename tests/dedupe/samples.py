"""Records for the tests of the duplicate finder, from the few fields that say which work it is."""

from __future__ import annotations

from soilbib.dedupe.blocking import Pairs
from soilbib.dedupe.columns import screen
from soilbib.dedupe.comparison import Comparison, compare_all
from soilbib.dedupe.index import make_index
from soilbib.dedupe.keys import make_keys
from soilbib.model import Record, parse_date, parse_names

VARIABLES = {
    "title": "title", "journal": "container-title", "volume": "volume", "issue": "issue", "pages": "page",
    "number": "number", "doi": "DOI", "url": "URL", "edition": "edition", "isbn": "ISBN", "abstract": "abstract",
    "version": "version", "note": "note", "archive": "archive",
}  # fmt: skip


def record(identifier: str = "", **fields: str) -> Record:
    """A record of plain fields; ``author`` (or ``director``) is a list of names as one writes it."""
    role = "director" if "director" in fields else "author"
    names, cut = parse_names(fields.get(role, ""))
    return Record(
        id=identifier,
        type=fields.get("type", "article-journal"),
        names={role: names} if names else {},
        dates={"issued": parse_date(fields["year"])} if fields.get("year") else {},
        fields={VARIABLES[name]: value for name, value in fields.items() if name in VARIABLES and value},
        truncated=("author",) if cut else (),
    )


def comparisons(one: Record, other: Record) -> list[Comparison]:
    """The comparison of two records as the pipeline makes it; none where they are hopeless."""
    keyed = [make_keys(one), make_keys(other)]
    screened = screen(make_index(keyed), Pairs([0], [1]))
    return [comparison for some in screened for _, _, comparison in compare_all(keyed, some)]
