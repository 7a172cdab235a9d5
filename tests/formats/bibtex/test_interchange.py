"""Libraries of bibtexparser 2 in and out."""

from __future__ import annotations

from bibtexparser.entrypoint import parse_string, write_string
from bibtexparser.middlewares.names import SeparateCoAuthors, SplitNameParts

import soilbib
from soilbib.formats import loads
from soilbib.formats.bibtex.update import same
from soilbib.model import Record

TEXT = """@string{g = {Geoderma}}
@article{a, author = {Müller, A. and von Noë, B.}, title = {The {S}oil}, journal = g, year = 2017, month = jun}
@inbook{c, crossref = {b}, title = {Clay}}
@book{b, title = {Soils}, editor = "Lal, R. and others", year = {2004}}
@book{b, title = {Again}}
"""


def _same(first: tuple[Record, ...], second: tuple[Record, ...]) -> bool:
    return len(first) == len(second) and all(same(one, two) for one, two in zip(first, second, strict=True))


def test_a_parsed_library_gives_the_records_of_its_text() -> None:
    assert _same(soilbib.from_bibtexparser(parse_string(TEXT)).records, loads(TEXT, "bibtex").records)


def test_what_middlewares_split_is_put_together_again() -> None:
    library = parse_string(TEXT, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    assert _same(soilbib.from_bibtexparser(library).records[:1], loads(TEXT, "bibtex").records[:1])


def test_values_with_their_delimiters_are_understood() -> None:
    library = parse_string("@book{b, title = {Soils}, note = {{A} and {B}}}", parse_stack=[])
    (record,) = soilbib.from_bibtexparser(library)
    assert record.fields == {"title": "Soils", "note": "A and B"}


def test_records_become_a_library_that_bibtexparser_writes() -> None:
    records = loads(TEXT, "bibtex").records
    library = soilbib.to_bibtexparser(records)
    assert [entry.key for entry in library.entries] == ["a", "c", "b"]
    assert len(library.failed_blocks) == 1
    assert _same(soilbib.from_bibtexparser(library).records[:2], records[:2])
    again = loads(write_string(library), "bibtex").records
    assert again[0].names == records[0].names
    assert again[0].fields == records[0].fields
