"""Records for the tests of the duplicate finder, from the few fields that say which work it is."""

from __future__ import annotations

from soilbib.model import Record, parse_date, parse_names

VARIABLES = {
    "title": "title", "journal": "container-title", "volume": "volume", "issue": "issue", "pages": "page",
    "doi": "DOI", "edition": "edition", "abstract": "abstract",
}  # fmt: skip


def record(identifier: str = "", **fields: str) -> Record:
    """A record of plain fields; ``author`` is a list of names as one writes it."""
    names, cut = parse_names(fields.get("author", ""))
    return Record(
        id=identifier,
        type="article-journal",
        names={"author": names} if names else {},
        dates={"issued": parse_date(fields["year"])} if fields.get("year") else {},
        fields={VARIABLES[name]: value for name, value in fields.items() if name in VARIABLES and value},
        truncated=("author",) if cut else (),
    )
