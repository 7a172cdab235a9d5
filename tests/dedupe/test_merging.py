"""Merging: the best value of every field, where it came from, and nothing lost."""

from __future__ import annotations

import pytest

from soilbib.dedupe.merging import merge
from soilbib.model import Record, Source
from tests.dedupe.samples import record


def merged(variable: str, *values: str) -> str:
    names = {"container-title": "journal", "page": "pages", "DOI": "doi"}
    key = names.get(variable, variable)
    return merge([record(f"r{index}", **{key: value}) for index, value in enumerate(values)]).fields[variable]


@pytest.mark.parametrize(
    ("variable", "values", "best"),
    [
        ("title", ("CLAYS OF THE DELTA", "Clays of the delta"), "Clays of the delta"),
        ("title", ("Clays of the &lt;i&gt;delta&lt;/i&gt;", "Clays of the delta"), "Clays of the delta"),
        ("title", ("[Clays of the delta]", "Clays of the delta"), "Clays of the delta"),
        ("title", ("Clays of the dleta", "Clays of the delta", "Clays of the delta"), "Clays of the delta"),
        ("title", ("Clays of the delta", "Clays of the delta: a survey"), "Clays of the delta: a survey"),
        ("title", ("Clays of the delta.", "Clays of the delta"), "Clays of the delta"),
        (
            "title",
            ("Clays of the Delta and Its Salts.", "Clays of the delta"),
            "Clays of the Delta and Its Salts.",
        ),
        ("title", ("Clays of the Delta: Salts", "Clays of the delta: salts"), "Clays of the delta: salts"),
        ("title", ("Clays of Nile: A Survey", "Clays of Nile: a survey"), "Clays of Nile: a survey"),
        (
            "container-title",
            ("Eur J Soil Sci", "European Journal of Soil Science"),
            "European Journal of Soil Science",
        ),
        ("container-title", ("EUROPEAN JOURNAL OF SOIL SCIENCE", "Eur J Soil Sci"), "Eur J Soil Sci"),
        ("page", ("221", "221-8"), "221-8"),
        ("page", ("221-8", "221-228"), "221-228"),
        ("page", ("10-May", "5-10"), "5-10"),
        ("volume", ("12 (Suppl. 1)", "12"), "12"),
        ("volume", ("2", "12", "12"), "12"),
        ("DOI", ("https://doi.org/10.5555/a.b1", "10.5555/a.b1"), "10.5555/a.b1"),
        ("abstract", ("Short.", "A longer abstract."), "A longer abstract."),
    ],
)
def test_the_best_value_of_a_field_is_kept(variable: str, values: tuple[str, ...], best: str) -> None:
    assert merged(variable, *values) == best
    if len(set(values)) == len(values):
        assert merged(variable, *reversed(values)) == best


def authors(result: Record) -> list[str]:
    return [name.display for name in result.authors]


def test_full_given_names_are_kept_before_initials() -> None:
    result = merge(
        [record("a", author="Berger, A.; Koch, J."), record("b", author="Berger, Anna; Koch, Jonas")]
    )
    assert authors(result) == ["Anna Berger", "Jonas Koch"]
    assert result.source.fields["author"] == "b"


def test_a_whole_list_of_names_is_kept_before_a_cut_one() -> None:
    result = merge(
        [record("a", author="Berger, Anna et al."), record("b", author="Berger, A.; Koch, J.; Roe, B.")]
    )
    assert authors(result) == ["Anna Berger", "J. Koch", "B. Roe"]
    assert result.truncated == ()


@pytest.mark.parametrize(
    ("lists", "best"),
    [
        (
            ("Garcia, F.; Roe, B.; Abe, S.", "García, Fernando; Roe, B."),
            ["Fernando García", "B. Roe", "S. Abe"],
        ),
        (("Noll, BK; Roe, B.", "Noll, Bert Karl"), ["Bert Karl Noll", "B. Roe"]),
        (("NOLL, B.; ROE, J.", "Noll, B."), ["B. Noll", "J. ROE"]),
        (("Noll, B.; Noll, B.", "Noll, Bert"), ["B. Noll", "B. Noll"]),  # which of them?
        (("Noll, B. K.; Roe, J.", "Noll, Bert L."), ["B. K. Noll", "J. Roe"]),
        (("Noll, B.; Roe, J.", "Nöll, B.; Mu?oz, J.; Roe, Ann"), ["B. Nöll", "J. Mu?oz", "Ann Roe"]),
        (("Noll, B.; Heath Board", "Heath Board; Noll, Bert"), ["Heath Board", "Bert Noll"]),
    ],
)
def test_every_person_is_spelt_as_the_record_that_says_most(lists: tuple[str, ...], best: list[str]) -> None:
    assert authors(merge([record(str(at), author=names) for at, names in enumerate(lists)])) == best


@pytest.mark.parametrize(
    ("variable", "values", "united"),
    [
        ("keyword", ("soil; Water", "water; salt"), "soil; Water; salt"),
        ("keyword", ("soil, water", "salt"), "soil, water, salt"),
        ("keyword", ("soil, water", "salt; heath"), "soil; water; salt; heath"),
        ("note", ("In a box", "In a box on the heath"), "In a box on the heath"),
        ("note", ("In a box", "Cited by 3"), "In a box; Cited by 3"),
        ("annote", ("Read me\nsoon", "twice"), "Read me\nsoon\ntwice"),
        ("ISBN", ("0306406152", "978-0-306-40615-7"), "978-0-306-40615-7"),
        ("ISBN", ("9780300182910", "9780300240214, 0300182910"), "9780300182910, 9780300240214"),
        ("ISSN", ("1351-0754", "13510754; 1365-2389"), "1351-0754, 1365-2389"),
    ],
)
def test_what_is_no_either_or_is_united(variable: str, values: tuple[str, ...], united: str) -> None:
    members = [Record(id=str(at), fields={variable: value}) for at, value in enumerate(values)]
    assert merge(members).fields[variable] == united


def test_the_number_of_another_serial_that_had_the_work_is_left_out() -> None:
    journals = {"Heath Notes": "1351-0754", "House Letters": "1365-2389", "Heath notes": "2150-704X"}
    members = [
        Record(id=name, fields={"container-title": name, "ISSN": number}) for name, number in journals.items()
    ]
    assert merge(members).fields["ISSN"] == "1351-0754, 2150-704X"


def test_lists_in_fields_of_reference_managers_are_united() -> None:
    extras = ({"file": ":a.pdf:PDF", "groups": "Heath"}, {"file": ":b.pdf:PDF;:a.pdf:PDF", "groups": "Walls"})
    members = [
        Record(id=str(at), extra={"bibtex": dict(extra), "ris": {"N9": [str(at)]}})
        for at, extra in enumerate(extras)
    ]
    result = merge(members)
    assert result.extra["bibtex"] == {"file": ":a.pdf:PDF;:b.pdf:PDF", "groups": "Heath,Walls"}
    assert result.extra["ris"] == {"N9": ["0", "1"]}
    assert members[0].extra["bibtex"]["groups"] == "Heath"


def test_a_list_stays_cut_where_all_are_cut() -> None:
    result = merge([record("a", author="Berger, A. et al."), record("b", author="Berger, Anna et al.")])
    assert result.truncated == ("author",)


def test_the_most_precise_date_of_the_commonest_year_is_kept() -> None:
    result = merge([record("a", year="2011"), record("b", year="2010-12-24"), record("c", year="2011-03")])
    assert result.dates["issued"].edtf == "2011-03"
    assert result.source.fields["issued"] == "c"


def test_fields_are_united_and_their_origin_is_noted() -> None:
    result = merge(
        [record("a", title="Clays", year="1999"), record("b", title="Clays", doi="10.5555/a.b", volume="3")]
    )
    assert result.id == "a"
    assert result.fields == {"title": "Clays", "DOI": "10.5555/a.b", "volume": "3"}
    assert result.source.fields == {"DOI": "b", "volume": "b"}


def test_the_other_members_are_named_and_their_extra_values_kept() -> None:
    members = [
        record("a", title="Clays").replace(extra={"ris": {"N1": "mine"}}),
        record("b", title="Clays").replace(
            extra={"ris": {"N1": "yours", "C1": "more"}, "soilbib": {"merged": ["z"]}}
        ),
        record("c", title="Clays"),
    ]
    result = merge(members)
    assert result.extra["ris"] == {"N1": "mine", "C1": "more"}
    assert result.extra["soilbib"]["merged"] == ["z", "b", "c"]


def test_the_type_that_says_more_is_kept() -> None:
    members = [record("a").replace(type="document"), record("b").replace(type="book")]
    assert merge(members).type == "book"


def test_a_record_alone_stays_as_it_is() -> None:
    alone = record("a", title="Clays")
    assert merge([alone]) is alone


def from_bibtex(key: str, ids: str = "", **source: object) -> Record:
    extra = {"bibtex": {"ids": ids}} if ids else {}
    return Record(id=key, extra=extra, source=Source(format="bibtex", **source))  # type: ignore[arg-type]


def test_old_keys_are_kept_as_aliases() -> None:
    result = merge([from_bibtex("a", "x, y"), from_bibtex("b"), from_bibtex("c", "a,z")])
    assert (result.id, result.extra["bibtex"]["ids"]) == ("a", "x,y,z,b,c")


def test_ids_that_were_made_up_are_no_aliases() -> None:
    made = from_bibtex("none2017", fields={"id": "made"})
    assert "bibtex" not in merge([from_bibtex("a"), made]).extra


def test_formats_that_nobody_cites_by_id_give_no_aliases() -> None:
    ris = [Record(id=key, source=Source(format="ris")) for key in "ab"]
    assert "bibtex" not in merge(ris).extra


def test_merging_again_keeps_the_aliases() -> None:
    once = merge([from_bibtex("a"), from_bibtex("b")])
    assert merge([once, from_bibtex("c")]).extra["bibtex"]["ids"] == "b,c"


def test_what_says_where_a_work_stands_comes_from_the_record_that_says_most_of_it() -> None:
    preprint = record(
        "early", title="Sparse kernels", journal="arXiv preprint arXiv:1905.01234", doi="10.48550/arXiv.1905.01234",
        type="article",
    )  # fmt: skip
    article = record(
        "late", title="Sparse kernels", journal="Spatial Stat.", volume="38", pages="100441-52",
        doi="10.5555/spasta.2020.100441",
    )  # fmt: skip
    named = record("name", title="Sparse kernels", journal="Spatial Statistics")
    merged = merge([preprint, article, named])
    assert (merged.id, merged.type) == ("early", "article-journal")
    assert merged.fields["container-title"] == "Spatial Statistics"
    assert merged.fields["DOI"] == "10.5555/spasta.2020.100441"
