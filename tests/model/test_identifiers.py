"""Identifiers in the spellings that people use."""

from __future__ import annotations

import pytest

from soilbib.model.identifiers import IDENTIFIERS, bare_doi, find_doi, normalise_doi


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1016/J.GEODERMA.2004.01.032", "10.1016/j.geoderma.2004.01.032"),
        ("doi:10.1000/abc", "10.1000/abc"),
        ("DOI: 10.1000/abc.", "10.1000/abc"),
        ("https://doi.org/10.1000/abc", "10.1000/abc"),
        ("http://dx.doi.org/10.1000/a%2Fb", "10.1000/a/b"),
        ("https://doi.org/10.1000/abc?nosfx=y#top", "10.1000/abc"),
        ("(see 10.1000/abc)", "10.1000/abc"),
        ("[10.1000/abc]", "10.1000/abc"),
        ("10.1000/a(b)c(d)", "10.1000/a(b)c(d)"),
        (
            "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
            "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o",
        ),
        ("10.1000.10/abc", "10.1000.10/abc"),
        ("“10.1000/abc”,", "10.1000/abc"),
        ("110.1000/abc", None),
        ("10.10/abc", None),
        ("no DOI", None),
        ("", None),
    ],
)
def test_dois_are_found_in_every_spelling(text: str, doi: str | None) -> None:
    assert normalise_doi(text) == doi


def test_a_found_doi_keeps_its_letters() -> None:
    assert find_doi("see https://doi.org/10.1000/AbC.") == "10.1000/AbC"
    assert find_doi("nothing") is None


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("https://doi.org/10.1000/AbC", "10.1000/AbC"),
        ("doi: 10.1000/x", "10.1000/x"),
        ("https://doi.org/doi:10.1000/x", "10.1000/x"),
        ("10.1000/x", "10.1000/x"),
        ("doi of it", "doi of it"),
    ],
)
def test_a_bare_doi_is_without_resolver(text: str, bare: str) -> None:
    assert bare_doi(text) == bare


@pytest.mark.parametrize(
    ("scheme", "text", "value", "valid"),
    [
        ("ISBN", "978-3-16-148410-0", "9783161484100", True),
        ("ISBN", "ISBN 0-471-11709-9 (hardback)", "0471117099", True),
        ("ISBN", "080442957x", "080442957X", True),
        ("ISBN", "978 3 16 148410 1", "9783161484101", False),
        ("ISBN", "12345", None, False),
        ("ISSN", "ISSN: 0016-7061", "00167061", True),
        ("ISSN", "2434561x", "2434561X", True),
        ("ISSN", "0016–7062", "00167062", False),
        ("ISSN", "123", None, False),
        ("ORCID", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097", True),
        ("ORCID", "0000000218250097", "0000-0002-1825-0097", True),
        ("ORCID", "0000-0002-1694-233x", "0000-0002-1694-233X", True),
        ("ORCID", "0000-0002-1825-0098", "0000-0002-1825-0098", False),
        ("ORCID", "1825-0097", None, False),
        ("PMID", "https://pubmed.ncbi.nlm.nih.gov/15192216/", "15192216", True),
        ("PMID", "PMID: 15192216", "15192216", True),
        ("PMID", "none", None, False),
        ("PMCID", "PMC1234567", "PMC1234567", True),
        ("PMCID", "1234567", "PMC1234567", True),
        ("arXiv", "arXiv:2101.00001v2", "2101.00001v2", True),
        ("arXiv", "https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001", True),
        ("arXiv", "math.AG/0601001", "math.AG/0601001", True),
        ("arXiv", "page 12101.000011", None, False),
    ],
)
def test_identifiers_are_normalised_and_checked(
    scheme: str, text: str, value: str | None, valid: bool
) -> None:
    identifier = IDENTIFIERS[scheme]
    assert identifier.normalise(text) == value
    assert bool(value and identifier.is_valid(value)) == valid


@pytest.mark.parametrize("scheme", IDENTIFIERS)
def test_long_texts_are_searched_in_linear_time(scheme: str) -> None:
    for text in ("a-" * 100_000, "1" * 200_000, "10." * 60_000, "1-" * 100_000):
        IDENTIFIERS[scheme].normalise(text)
    assert IDENTIFIERS[scheme].link.format("x").endswith("x")
