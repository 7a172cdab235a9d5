"""Normalising: one comparable form for every spelling of a title, a page, a volume, a container, a name."""

from __future__ import annotations

import re

import pytest

from soilbib.dedupe.authors import author_level
from soilbib.dedupe.keys import make_keys
from soilbib.dedupe.levels import Level
from soilbib.dedupe.places import container_kind, read_container, read_pages, read_volume, same_container
from soilbib.dedupe.romanisation import alphabet, skeleton
from soilbib.dedupe.text import fold, repair
from soilbib.dedupe.titles import read_title
from soilbib.dedupe.wording import differing_words, is_typo
from tests.dedupe.samples import record


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("221-8", "221", "228"), ("221–228", "221", "228"), ("pp. 221--228", "221", "228"), ("221", "221", ""),
        ("e43268", "e43268", ""), ("S7-S8", "s7", "8"), ("10-May", "5", "10"), ("Oct-15", "10", "15"),
        ("05-Jun", "5", "6"), ("148156", "148", "156"), ("no pagination", "", ""), ("Cd002273", "cd2273", ""),
        ("pages 382-391.", "382", "391"), ("", "", ""), ("007", "7", ""),
    ],
)  # fmt: skip
def test_pages_are_read_in_every_spelling(text: str, first: str, last: str) -> None:
    assert read_pages(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "number"),
    [("88 Suppl 1", "88"), ("4 (1) (no pagination)", "4"), ("Kongress. 115", "115"), ("1)", ""), ("IV", "4"),
     ("vol. 5,", "5"), ("", ""), ("MAR", "")],
)  # fmt: skip
def test_volumes_are_numbers(text: str, number: str) -> None:
    assert read_volume(text) == number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Curr Opin Lipidol", "Current Opinion in Lipidology"),
        (
            "Proc Natl Acad Sci U S A",
            "Proceedings of the National Academy of Sciences of the United States of America",
        ),
        ("Diabetes & Metabolism", "Diabetes and metabolism"),
        ("PLoS ONE", "PLOS One"),
        ("Ai zheng = Aizheng = Chinese journal of cancer", "Chinese Journal of Cancer"),
        ("Heart. Conference: British Meeting of Hearts", "Heart"),
        ("BMJ", "British Medical Journal"),
    ],
)
def test_one_serial_is_known_under_its_names(one: str, other: str) -> None:
    assert same_container(read_container(one), read_container(other)) >= 0.95
    assert same_container(read_container(other), read_container(one)) >= 0.95


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Geoderma", "Catena"),
        ("Blood", "Chest"),
        ("Soil Biology", "Plant Physiology"),
        ("Brain", "Heart"),
        ("medRxiv", "Med Sci Monit"),
    ],
)
def test_two_serials_are_told_apart(one: str, other: str) -> None:
    assert same_container(read_container(one), read_container(other)) < 0.4


@pytest.mark.parametrize(
    ("one", "other"), [("Heart", "Heart Rhythm"), ("Brain", "Brain Behav Immun"), ("Cancer", "Cancer Res")]
)
def test_a_serial_is_not_another_whose_name_begins_alike(one: str, other: str) -> None:
    assert same_container(read_container(one), read_container(other)) < 0.95


def test_an_escaped_doi_is_the_same_doi() -> None:
    assert (
        make_keys(record(doi="10.5555/s0735%2812%29-6")).doi
        == make_keys(record(doi="10.5555/S0735(12)-6")).doi
    )


def test_a_link_to_the_resolver_gives_the_doi_that_a_record_lacks() -> None:
    assert make_keys(record(url="https://doi.org/10.5555/S0735(12)-6")).doi == "10.5555/s0735(12)-6"
    assert make_keys(record(url="https://doi.org/10.5555/1", doi="10.5555/2")).doi == "10.5555/2"
    assert make_keys(record(url="https://example.org/10.5555/1")).doi == ""


@pytest.mark.parametrize(
    ("name", "kind"),
    [("bioRxiv", "preprint"), ("Proceedings of the 3rd Workshop on Soil", "conference"), ("Journal of Soil", "journal"),
     ("Proceedings of the National Academy of Sciences", ""), ("Geoderma", "")],
)  # fmt: skip
def test_the_kind_of_a_container_is_read_from_its_name(name: str, kind: str) -> None:
    assert container_kind(read_container(name)) == kind


@pytest.mark.parametrize(
    "title",
    [
        "Clays of the delta", "CLAYS OF THE DELTA.", "[Clays of the delta]", "Clays of the delta. [Chinese]",
        "Clays of the <i>delta</i>", "Clays of the delta [see comments]", "Clays of the delta. [Review] [87 refs]",
        "Clays of the delta [Erratum appears in Clays 2001;7(9):300 Note: Haddad, N [added]]",
        "Clays of the delta. German\nTone des Deltas", "(1988) Clays of the delta",
        "Clays of &lt;b&gt;the&lt;/b&gt; delta",
    ],
)  # fmt: skip
def test_a_title_is_the_same_under_what_indexers_do_to_it(title: str) -> None:
    assert read_title(title).words == "clays of the delta"


@pytest.mark.parametrize(
    ("title", "numerals"),
    [
        ("Humus. Part II", ("2",)), ("Humus, I", ("1",)), ("I think of humus", ()), ("The 2nd survey", ("2",)),
        ("Second survey of 1999", ("2", "1999")), ("Vitamin C in soils", ()), ("3D maps", ()), ("Part A", ("a",)),
    ],
)  # fmt: skip
def test_numbers_in_titles_are_found(title: str, numerals: tuple[str, ...]) -> None:
    assert read_title(title).numerals == numerals


@pytest.mark.parametrize(
    ("title", "notice"),
    [
        ("Erratum: Clays", "an erratum"), ("Correction to: Clays", "an erratum"),
        ("Corrigendum to “Clays”", "an erratum"),
        ("Correction of slopes by terracing", ""), ("Retraction: Clays", "a retraction"), ("Clays - Reply", "a reply"),
        ("Clays: author's reply", "a reply"), ("Re: Clays", "a reply"), ("Comment on Clays", "a comment"),
        ("Comments on the soils of Italy", "a comment"), ("Response to drought of soils", "a response"),
        ("Responses of roots to lime", ""), ("Clays (vol 3, pg 77, 1988)", "an erratum"),
    ],
)  # fmt: skip
def test_notices_are_told_by_their_words(title: str, notice: str) -> None:
    assert read_title(title).notice == notice


@pytest.mark.parametrize(
    "title", ["Editorial", "Editor's Note", "BOOK REVIEWS", "Letter to the editor", "Introduction."]
)
def test_generic_titles_are_known(title: str) -> None:
    assert read_title(title).generic


@pytest.mark.parametrize(
    "title", ["Introduction to soil physics", "Editorial practices of soil journals", "Loess"]
)
def test_short_titles_are_not_generic_for_that(title: str) -> None:
    assert not read_title(title).generic


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Berger, Anna; Koch, Jonas", "BERGER A.KOCH J."),
        ("Berger A; Koch J", "Anna Berger, Jonas Koch"),
        ("Le Noë, Julia; Billen, Gilles", "Julia Le Noe and G. Billen"),
        ("Cesa-Bianchi, N.; Freund, Y.", "N. CesaBianchi and Y. Freund"),
        ("Omulo Sylvia and Thumbi Samuel", "Omulo, S. and Thumbi, S."),
        ("KÃ¶nig, R.; Vogt, A.", "König, R.; Vogt, A."),
        ("Wu X; Li Y", "Wu, Xin; Li, Yan"),
    ],
)
def test_authors_are_known_in_every_format(one: str, other: str) -> None:
    assert author_level(make_keys(record(author=one)), make_keys(record(author=other))) is Level.EQUAL


def test_other_authors_are_different_and_missing_ones_are_missing() -> None:
    berger, dahl, nobody = (
        make_keys(record(author=names)) for names in ("Berger, A.", "Dahl, K.", "Anonymous")
    )
    assert author_level(berger, dahl) is Level.DIFFERENT
    assert author_level(berger, nobody) is Level.MISSING


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("soils of the delta", "soils of delta", ((), ())),
        ("carbon storage", "carbon strage", ((), ())),
        ("carbon storage", "carbonstorage", ((), ())),
        ("trial in kenya", "trial in brazil", (("kenya",), ("brazil",))),
        ("study in vitro", "study in vivo", (("vitro",), ("vivo",))),
        ("asymptomatic cows", "symptomatic cows", (("asymptomatic",), ("symptomatic",))),
        ("nfkappab in roots", "nf b in roots", ((), ())),
        ("horizon 12", "horizon 13", (("12",), ("13",))),
        ("micro biome of arable fields", "microbiome of meadows", (("arable", "fields"), ("meadows",))),
    ],
)
def test_the_words_that_part_two_titles(
    one: str, other: str, apart: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    assert differing_words(one.split(), other.split()) == apart


def test_text_is_repaired_and_folded() -> None:
    assert repair("KÃ¶nig &amp;amp; S<sup>2</sup>") == "König & S2"
    assert fold("Łódź, Straße, β-Tubulin") == "lodz, strasse, beta-tubulin"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("臺灣農村的變遷", "台湾农村的变迁"),
        ("國語學史の澤田", "国語学史の沢田"),
        ("تاریخ کشاورزی", "تاريخ كشاورزي"),
        ("al-ʿumrān", "al-umran"),
        ("Η κοινωνία", "I koinonia"),
        ("Ђорђевић", "Đorđević"),
    ],
)
def test_one_text_in_two_writings_folds_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    "names",
    [("shchukin", "scukin", "stschukin"), ("zhukov", "zukov"), ("chekhov", "cexov"), ("govoriv", "hovoriv")],
)
def test_systems_of_romanisation_leave_one_skeleton(names: tuple[str, ...]) -> None:
    assert len(set(map(skeleton, names))) == 1


def test_a_text_is_in_the_alphabet_of_its_words() -> None:
    assert [alphabet(text) for text in ("Soil", "Sols salés", "β-glucan", "Почвы", "Εδάφη")] == [
        "", "latin", "latin", "cyrillic", "greek",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        ('{\\"U}ber', "Uber"), ("L{\\'e}vy", "Levy"), ("\\v{S}koda", "Skoda"),
        ("gro{\\ss}e", "grosse"), ("\\AA ngstr\\\"om", "Angstrom"),
        ("na{\\\"\\i}ve", "naive"), ("$\\beta$", "$\\beta$"),
    ],
)  # fmt: skip
def test_latex_accents_leave_their_letters(latex: str, plain: str) -> None:
    assert repair(latex) == plain


@pytest.mark.parametrize(
    "doi", ["10.5555/a.1/full", "10.5555/A.1;jsessionid=7F", "10.5555/a.1/", "10.5555/a.1?utm_source=x"]
)
def test_a_doi_copied_from_an_address_is_the_doi(doi: str) -> None:
    assert make_keys(record(doi=doi)).doi == "10.5555/a.1"


@pytest.mark.parametrize(
    "doi", ["10.1101/2021.01.02.425555v2", "10.21203/rs.3.rs-1234/v1", "10.20944/preprints202001.0001.v1"]
)
def test_versions_of_a_preprint_have_one_doi(doi: str) -> None:
    assert make_keys(record(doi=doi)).doi == re.sub(r"[./]?v\d$", "", doi)


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("grassland", "grasland", True), ("northern", "southern", False), ("zambia", "gambia", False),
        ("prednisone", "prednisolone", False), ("slovakia", "slovenia", False),
        ("electrocardiography", "electrocardiqgraphv", True),
        ("soils", "osils", True), ("土壤碳", "土壤氮", False), ("rats", "cats", False), ("sulphur", "sulfur", True),
    ],
)  # fmt: skip
def test_a_slip_makes_no_other_word(one: str, other: str, slip: bool) -> None:
    assert is_typo(one, other) is slip
