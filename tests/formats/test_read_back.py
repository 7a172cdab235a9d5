"""Plain records of one shape lose alike: what a writer names without reading back is what reading back names.

``SOILBIB_PLAIN_EXAMPLES`` sets how many lists of records are tried for each format.
"""

from __future__ import annotations

import os
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soilbib.errors import Loss
from soilbib.formats import FORMATS, Format
from soilbib.formats.read_back import ReadBack
from soilbib.model import Date, Name, Record
from soilbib.model.variables import ITEM_TYPES

BOTH_WAYS = [entry for entry in FORMATS.values() if entry.read and entry.write]
EXAMPLES = int(os.environ.get("SOILBIB_PLAIN_EXAMPLES", "12"))

WORDS = """
    soil Carbon stocks of the The A An Les in In CO2 Böden почва 土壤 ß İ naïve it's it’s and others et al by
    edited vol Vol v no No pp p S ed ISBN Thesis Dissertation PhD doi http www null true yes Null Suppl Pt
    University Press Inc Jr II EndNote Article Review Proceedings Conference Abstract KEYWORDS TY ER AU FN EF
    PubMed eng English Volume Band Spec Edition Issue Online print book journal chapter article Report
    Master’s thesis dataset Springer Berlin Paris
""".split()
MARKED = """
    2004 10 1 (print) (Paris) C:N x/y a=b 5% 50 R&D p<0.05 ±2 “loss” – - + 1:1 α- café, soil, soil. what? U.S.
    e.g. v. no. Ltd. [sic] @home #1 a_b x; * ~ ... and, Jr. L' (ed.) (2nd ed.) vol. 12 (Ph.D.) -1 0016-7061
    PMC12345
""".split()
FAMILIES = [
    part.strip()
    for part in """
    Lal, Smith, Le Noë, Müller, O'Neil, García-Ruiz, Van Dam, De Vries, Иванов, Church, Press, Bank, Others,
    Anon, Jr, Ng, Fao, Saint, Mac, Da Silva, Editor, Lee, Kim, World, Green, Young, May""".split(",")
]
GIVENS = [
    part.strip()
    for part in """
    R., J. P., J.P., JP, J, R, ID, II, MD, Rattan, Marie-Claire, Mary Ann, Åsa, J.-P., Wei, Jr, Mary A., Bo,
    Al, Ed, Jo, PhD, V, V., IV, X. Y. Z., ABC, May, Van, Élise, Ph.""".split(",")
]
NUMBERS = (
    "1",
    "12",
    "300",
    "1999",
    "2-3",
    "S1",
    "A12",
    "Suppl 1",
    "Suppl 12",
    "007",
    "3a",
    "10",
    "I",
    "V2",
    "12345",
)
FORMS: dict[str, tuple[str, ...]] = {
    "volume": NUMBERS,
    "issue": NUMBERS,
    "number": NUMBERS,
    "number-of-pages": NUMBERS,
    "page": ("1-9", "12-18", "12-8", "123-8", "101-1001", "5", "312", "e12", "S1-S10", "S1-9", "e1-e9", "iv-xii"),
    "DOI": ("10.1016/j.geoderma.2004.01.032", "10.1000/182", "10.1002/1099(2)3:1", "10.1234/A_b-c.d", "10.1/x"),
    "ISSN": ("0016-7061", "1351-0754", "2049-367X", "0016-7061, 1351-0754", "0000-0000"),
    "ISBN": ("9783161484100", "0471117099", "047111709X", "978-3-16-148410-0", "9790000000000"),
    "PMCID": ("PMC15192", "PMC1234567"),
    "URL": ("https://example.org/a", "http://example.org", "https://example.org/a?b=1&c=2", "https://arxiv.org/abs/2101.00001",
            "https://doi.org/10.1000/182", "http://example.org/a_b/c-d.html", "https://www.jstor.org/stable/12"),
    "language": ("en", "eng", "fr-FR", "German", "en; fr", "xx"),
    "genre": ("PhD thesis", "Technical report", "Review", "book"),
    "medium": ("CD", "print"),
    "status": ("in press", "submitted"),
    "source": ("PubMed", "Scopus"),
    "edition": ("2", "2nd", "Third", "3rd ed."),
    "archive": ("arXiv", "Scopus", "National Archives"),
    "archive_location": ("2101.00001", "Box 12", "WOS:000123"),
    "license": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "version": ("1.0", "2"),
    "collection-number": NUMBERS,
    "PMID": ("1234", "15192216", "12345", "1234567"),
    "collection-title": ("Lecture Notes in Soil", "Series B", "2", "newseries"),
}  # fmt: skip
TEXTS = (
    "title", "title-short", "container-title", "container-title-short", "publisher", "publisher-place", "abstract",
    "event-title", "event-place", "note", "original-title", "volume-title",
)  # fmt: skip

EXTRAS: tuple[dict[str, dict[str, Any]], ...] = (
    {},
    {},
    {"ris": {"U1": ["one"]}},
    {"csljson": {"x": 1}},
    {"bibtex": {"file": "a.pdf"}},
)

plain_texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
texts: st.SearchStrategy[str] = st.one_of(
    plain_texts,
    plain_texts,
    plain_texts,
    st.builds("{}: {}".format, plain_texts, plain_texts),
    st.builds("{} {} {}".format, plain_texts, st.sampled_from(MARKED), plain_texts),
    st.builds("{} {}".format, plain_texts, st.sampled_from(MARKED)),
    st.sampled_from(
        ("", " ", "two  spaces", "two\nlines", " at an end", "R&amp;D", "tab\there", "no\u00a0 break")
    ),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=12),
)
keywords = st.lists(plain_texts | texts, min_size=1, max_size=3).map("; ".join) | st.sampled_from(
    ("; soil", "soil; ", "soil; ; carbon", "soil ; carbon", "soil;", "soil; soil")
)
names = st.builds(Name, st.sampled_from(FAMILIES), st.sampled_from(GIVENS))
usual_names = st.builds(Name, st.sampled_from(FAMILIES[:2]), st.sampled_from(GIVENS[:5]))
days = st.tuples(st.integers(1490, 2110), st.integers(1, 12), st.integers(1, 31))


def values_of(variable: str) -> st.SearchStrategy[str]:
    if variable == "keyword":
        return keywords
    return st.sampled_from((*FORMS[variable], "", " ")) if variable in FORMS else texts


@st.composite
def likenesses(draw: st.DrawFn) -> list[Record]:
    """Records of one type with values for the same variables, so that many of them have one shape."""
    csl_type = draw(st.sampled_from(("article-journal", "book", "chapter", *ITEM_TYPES)))
    variables = draw(st.lists(st.sampled_from((*TEXTS, "keyword", *FORMS)), unique=True, max_size=3))
    is_usual = draw(st.booleans())  # only the names vary much, and their number
    person, least = (usual_names, 1) if is_usual else (names, 0)
    roles = ("author", "editor", "translator", "director")
    people = draw(st.lists(st.sampled_from(roles), unique=True, min_size=least, max_size=1))
    moments = draw(
        st.dictionaries(st.sampled_from(("issued", "accessed", "event-date")), st.integers(1, 3), max_size=2)
    )
    most = draw(st.integers(1 + least, 3))
    extra = draw(st.sampled_from(EXTRAS))

    def one(number: int) -> Record:
        return Record(
            id=f"r{number}",
            type=csl_type,
            names={variable: tuple(draw(st.lists(person, min_size=1, max_size=most))) for variable in people},
            dates={variable: Date(draw(days)[:length]) for variable, length in moments.items()},
            fields={
                variable: f"{variable.title()} {'of soils ' * number}now"
                if is_usual and variable in TEXTS
                else draw(values_of(variable))
                for variable in ("title", *variables)
            },
            extra={name: dict(values) for name, values in extra.items()},
        )

    return [one(number) for number in range(10)]


def losses(entry: Format, records: list[Record]) -> list[Any]:
    assert entry.write
    return [item for item in entry.write(records) if isinstance(item, Loss)]


@pytest.mark.parametrize("entry", BOTH_WAYS, ids=lambda entry: entry.name)
@given(records=likenesses())
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_named_without_reading_back_is_what_reading_back_names(
    entry: Format, records: list[Record]
) -> None:
    found = losses(entry, records)
    with patch("soilbib.formats.read_back.shape_of", return_value=None):
        assert found == losses(entry, records)


def plain(number: int, **fields: str) -> Record:
    return Record(f"r{number}", "book", {}, {}, {"title": "Soils" + number * "s", **fields})


class Reads:
    """A format that forgets languages and the second half of titles with a colon; counts what it reads."""

    def __init__(self) -> None:
        self.count = 0
        self.back = ReadBack("x", "X", self.read)

    def read(self, record: Record) -> Record:
        self.count += 1
        kept = {name: value.partition(":")[0] for name, value in record.fields.items() if name != "language"}
        return record.replace(fields=kept)

    def losses(self, record: Record) -> list[tuple[str, str]]:
        return [(loss.field, loss.code) for loss in self.back.losses(record, record)]


def test_one_of_several_plain_records_is_read() -> None:
    reads = Reads()
    assert [reads.losses(plain(number)) for number in range(5)] == [[]] * 5
    assert reads.count == 1


def test_what_the_first_lost_is_lost_by_the_others() -> None:
    reads = Reads()
    assert [reads.losses(plain(number, language="en")) for number in range(5)] == [[("language", "L401")]] * 5
    assert reads.count == 1


def test_a_value_of_another_kind_is_read_and_one_that_came_back_changed_each_time() -> None:
    reads = Reads()
    assert not reads.losses(plain(1))
    for _ in range(3):
        assert reads.losses(plain(2).replace(fields={"title": "Soils: a history"})) == [("title", "L403")]
    assert not reads.losses(plain(3))
    assert reads.count == 4


@pytest.mark.parametrize(
    "record",
    [
        plain(1, title="Soils &lt;b&gt;"),
        plain(1, title="2004"),
        plain(1, title="Soils "),
        plain(1, title="Soils", **{"container-title": "Soils"}),
        plain(1, keyword="a; a"),
        plain(1, note="x" * 200),
        plain(1).replace(names={"author": (Name(literal="FAO"),)}),
        plain(1).replace(names={"author": (Name("Smith", "J", suffix="Jr."),)}),
        plain(1).replace(dates={"issued": Date((2004,), circa=True)}),
        plain(1).replace(extra={"x": {"own": "text"}}),
    ],
)
def test_whatever_is_not_plain_is_read_each_time(record: Record) -> None:
    reads = Reads()
    reads.back = ReadBack("x", "X", reads.read, ("&", "  "))
    for _ in range(3):
        reads.losses(record)
    assert reads.count == 3
