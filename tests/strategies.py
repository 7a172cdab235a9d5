"""Hypothesis strategies that build records as bibliographies have them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from soilbib.model import Date, Name, Record
from soilbib.model.variables import ITEM_TYPES

_SYLLABLES = ("sol", "hum", "ter", "car", "bon", "lé", "ström", "ñez", "ÿ", "ło", "Ö", "土", "почв", "ş")
_PARTICLES = ("van", "de", "von der", "du")
_SUFFIXES = ("Jr.", "III")
_WORDS = (
    "soil", "carbon", "Sequestration", "CO<sub>2</sub>", "<i>Eisenia fetida</i>", "“loss”", '"gain"', "{C}", "C:N",
    "5%", "$N$", "R&D", "a_b", "#1", "~2 °C", "Böden", "土壤", "naïve", "it’s", "—", "and", "et", "1:1", "(review)",
    "@home", "50\\%", "x;y", "p<0.05", "à", "e\u0301",
)  # fmt: skip
_ORGANISATIONS = (
    "FAO", "World Bank", "Intergovernmental Panel on Climate Change", "INRAE and CIRAD", "Institut für Bodenkunde",
    "Ministry of Agriculture, Forestry and Fisheries", "4 per 1000 Initiative", "Soil & Water Board",
)  # fmt: skip


def _words(least: int = 1, most: int = 6) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(_WORDS), min_size=least, max_size=most).map(" ".join)


_surnames = st.lists(st.sampled_from(_SYLLABLES), min_size=1, max_size=3).map(
    lambda parts: "".join(parts).title()
)
_initials = st.sampled_from(("R.", "J. P.", "Marie-Claire", "Åsa", "C.J.", "Wei", "Mary Ann"))

persons: st.SearchStrategy[Name] = st.builds(
    Name,
    family=_surnames | st.builds("{}-{}".format, _surnames, _surnames) | _surnames.map("Le {}".format),
    given=st.just("") | _initials,
    dropping_particle=st.just("") | st.sampled_from(_PARTICLES),
    non_dropping_particle=st.just("") | st.sampled_from(_PARTICLES),
    suffix=st.just("") | st.sampled_from(_SUFFIXES),
    comma_suffix=st.booleans(),
)
plain_persons: st.SearchStrategy[Name] = st.builds(Name, family=_surnames, given=_initials)
names: st.SearchStrategy[Name] = (
    plain_persons
    | plain_persons
    | persons
    | st.sampled_from(_ORGANISATIONS).map(lambda text: Name(literal=text))
)

_years = st.integers(1500, 2030)
_points: st.SearchStrategy[tuple[int, ...]] = (
    st.tuples(_years)
    | st.tuples(_years, st.integers(1, 12))
    | st.tuples(_years, st.integers(1, 12), st.integers(1, 28))
)


def _range(start: tuple[int, ...], years: int) -> Date:
    return Date(start, (start[0] + years, *start[1:]))


dates: st.SearchStrategy[Date] = st.one_of(
    st.builds(Date, _points),
    st.builds(Date, _points, circa=st.just(True)),
    st.builds(_range, _points, st.integers(1, 9)),
    st.builds(Date, _points, st.just(())),
    st.builds(Date, st.tuples(_years), season=st.integers(1, 4)),
    st.builds(Date, st.tuples(st.integers(-500, -1))),
    st.builds(Date, literal=st.sampled_from(("n.d.", "in press", "forthcoming", "sous presse"))),
)

_numbers = st.integers(1, 400).map(str) | st.sampled_from(("12", "3a", "S1", "2nd", "IV"))
_pages = st.builds("{}-{}".format, st.integers(1, 500), st.integers(501, 999)) | st.sampled_from(
    ("e12", "S1-S10", "101–109", "3, 7-9", "xii", "12-1-12-9")
)
_FIELDS: dict[str, st.SearchStrategy[str]] = {
    "container-title": _words()
    | st.sampled_from(("Geoderma", "Soil Biology & Biochemistry", "Eur. J. Soil Sci.")),
    "container-title-short": st.sampled_from(("Geoderma", "Eur J Soil Sci", "SOIL")),
    "collection-title": _words(),
    "volume": _numbers,
    "issue": _numbers,
    "page": _pages,
    "number": _numbers,
    "edition": _numbers,
    "number-of-pages": _numbers,
    "DOI": st.sampled_from(
        ("10.1016/j.geoderma.2004.01.032", "10.1000/(SICI)1:2<3::AID>4.0.CO;2-5", "10.5194/soil-1-1-2015")
    ),
    "ISBN": st.sampled_from(("978-3-16-148410-0", "0471117099")),
    "ISSN": st.sampled_from(("0016-7061", "1351-0754")),
    "PMID": st.just("15192216"),
    "URL": st.sampled_from(("https://example.org/a?b=1&copy=2#c_%7Ed", "http://example.org/~x")),
    "publisher": _words(1, 3),
    "publisher-place": st.sampled_from(("Wageningen", "New York, NY", "Málaga")),
    "event-title": _words(1, 3),
    "event-place": st.sampled_from(("Jeju", "Glasgow")),
    "language": st.sampled_from(("en", "fr-FR")),
    "keyword": st.lists(st.sampled_from(("soil", "carbon stocks", "C & N")), min_size=1, max_size=3).map(
        "; ".join
    ),
    "abstract": _words(3, 30),
    "note": _words(),
    "genre": st.sampled_from(("PhD thesis", "Technical report")),
    "archive": _words(1, 2),
    "status": st.just("in press"),
    "title-short": _words(1, 2),
    "original-title": _words(),
    "version": _numbers,
    "section": _numbers,
    "call-number": _numbers,
}
_EXTRAS: dict[str, dict[str, Any]] = {
    "ris": {"AD": ["Lab of soils, Paris"], "U1": ["one", "two"]},
    "csv": {"my column": "a value, with a comma"},
    "bibtex": {"file": ":a.pdf:PDF"},
    "csljson": {"x-own": {"deep": [1, None]}},
}


def _subset(values: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A dictionary with some of the keys; the values may be strategies."""

    def choose(keys: list[str]) -> st.SearchStrategy[dict[str, Any]]:
        parts = {key: values[key] for key in keys}
        return st.fixed_dictionaries(
            {
                key: part if isinstance(part, st.SearchStrategy) else st.just(part)
                for key, part in parts.items()
            }
        )

    return st.lists(st.sampled_from(sorted(values)), unique=True, max_size=7).flatmap(choose)


_NAME_LISTS = dict.fromkeys(
    ("author", "editor", "translator", "collection-editor", "director", "container-author", "interviewer"),
    st.lists(names, min_size=1, max_size=4).map(tuple),
)
_DATES = {"issued": dates, "accessed": dates, "event-date": dates}


@st.composite
def records(draw: st.DrawFn, number: int = 0) -> Record:
    """One record with an id, a type and any of the parts that a record can have."""
    name_lists = draw(_subset(_NAME_LISTS))
    truncated = draw(st.lists(st.sampled_from(sorted(name_lists)), unique=True)) if name_lists else []
    return Record(
        id=draw(st.sampled_from(("lal2004soil", "007", "Le-Noë:2019", "a.b+c")))
        + (f"-{number}" if number else ""),
        type=draw(st.sampled_from(sorted(ITEM_TYPES))),
        names=name_lists,
        dates=draw(_subset(_DATES)),
        fields={"title": draw(_words()), **draw(_subset(_FIELDS))},
        truncated=tuple(truncated),
        extra=draw(st.just({}) | _subset(_EXTRAS)),
    )


@st.composite
def record_lists(draw: st.DrawFn, least: int = 0, most: int = 4) -> list[Record]:
    """Some records with different ids."""
    count = draw(st.integers(least, most))
    return [draw(records(number)) for number in range(count)]


@st.composite
def cited_records(draw: st.DrawFn) -> Record:
    """A record that has at least what a reference needs: a title, a year and authors."""
    record = draw(records())
    authors = tuple(draw(st.lists(plain_persons, min_size=1, max_size=3)))
    issued = Date((draw(st.integers(1900, 2030)),))
    return record.replace(names={**record.names, "author": authors}, dates={**record.dates, "issued": issued})
