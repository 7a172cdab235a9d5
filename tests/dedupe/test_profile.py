"""Profiles: tables in TOML that say how sure a merge has to be and which rules count."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from soilbib.dedupe import dedupe
from soilbib.dedupe.profile import (
    ARTICLES,
    OPTIONAL,
    VERSIONS,
    Profile,
    ProfileError,
    Thresholds,
    load_profile,
    profile_names,
    read_profile,
    with_versions,
    write_profile,
)
from soilbib.dedupe.rules import RULES
from tests.dedupe.samples import record

LOAM = {
    "title": "Loam and its reflectance in the near infrared",
    "author": "Berger, A.; Koch, J.",
    "year": "2011",
}
SCORES = st.floats(0, 1).map(lambda value: round(value, 4))


def test_the_profile_named_articles_is_what_holds_without_one() -> None:
    named = load_profile("articles")
    assert (named.thresholds, named.rules) == (ARTICLES.thresholds, ARTICLES.rules)


@pytest.mark.parametrize("name", profile_names())
def test_a_profile_of_the_package_says_what_it_is_for(name: str) -> None:
    profile = load_profile(name)
    assert profile.name == name
    assert profile.about.endswith(".")


def test_the_rules_that_profiles_speak_of_are_there() -> None:
    known = {rule.__name__ for rule in RULES}
    assert known >= OPTIONAL | set(VERSIONS)


@example(Thresholds(), "\x7f")
@given(st.builds(Thresholds, SCORES, SCORES, SCORES), st.text(max_size=20))
@settings(max_examples=50, deadline=None)
def test_a_profile_comes_back_as_it_was_written(thresholds: Thresholds, about: str) -> None:
    profile = Profile("mine", about, thresholds, {"translated": "off"})
    assert read_profile(write_profile(profile)) == profile


def test_what_a_file_does_not_say_it_takes_from_the_profile_it_extends(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('name = "mine"\nextends = "books"\n[rules]\ntranslated = "off"\n', encoding="utf-8")
    assert load_profile(str(path)).rules == {**load_profile("books").rules, "translated": "off"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name =", "p.toml: Invalid value"),
        ("nmae = 'x'", "p.toml: Object contains unknown field `nmae`"),
        ("[rules]\nsame_dio = 'off'", "p.toml: no rule is called 'same_dio'; the rules are untitled, "),
        ("[rules]\nsame_doi = 'maybe'", "p.toml: Invalid enum value 'maybe'"),
        ("[thresholds]\nmatch = 3", "p.toml: match is not between 0 and 1.01"),
        ("[thresholds]\nmatch = 'high'", "p.toml: Expected `float`, got `str`"),
        ("extends = 'nope'", "unknown profile 'nope': it is one of articles, books, lenient, strict"),
    ],
)
def test_a_mistake_in_a_profile_is_told_in_one_line(text: str, message: str) -> None:
    with pytest.raises(ProfileError) as error:
        read_profile(text, "p.toml")
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["nope", "nope.toml"])
def test_a_profile_that_is_not_there_is_told(name: str) -> None:
    with pytest.raises(ProfileError, match="nope"):
        load_profile(name)


def test_below_its_threshold_a_match_is_only_possible() -> None:
    records = [record("a", **LOAM), record("b", **{**LOAM, "title": LOAM["title"].upper()})]
    assert dedupe(records).kept == 1
    found = dedupe(records, profile=Profile(thresholds=Thresholds(match=1.0)))
    assert [decision.verdict for decision in found.decisions] == ["possible"]


def test_from_its_threshold_on_a_possible_pair_is_merged_and_below_another_not_told() -> None:
    records = [record("a", **LOAM), record("b", **{**LOAM, "year": "2012"})]
    assert [decision.verdict for decision in dedupe(records).decisions] == ["possible"]
    assert dedupe(records, profile=Profile(thresholds=Thresholds(possible=0.5))).kept == 1
    assert dedupe(records, profile=Profile(thresholds=Thresholds(review=1.0))).decisions == ()


def test_no_threshold_brings_works_together_that_are_known_to_differ() -> None:
    records = [record("a", **LOAM), record("b", **{**LOAM, "title": f"Erratum: {LOAM['title']}"})]
    assert dedupe(records, profile=Profile(thresholds=Thresholds(possible=0.0))).kept == 2


def test_identical_records_merge_under_every_profile() -> None:
    for name in profile_names():
        assert dedupe([record("a", title="Editorial")] * 2, profile=load_profile(name)).kept == 1


def test_versions_of_a_work_are_one_two_or_a_question() -> None:
    preprint, article = {**LOAM, "journal": "bioRxiv"}, {**LOAM, "journal": "Geoderma", "volume": "3"}
    records = [record("a", **preprint), record("b", **article)]
    for effect, verdict in (("same", "match"), ("possible", "possible"), ("different", "different")):
        found = dedupe(records, profile=with_versions(ARTICLES, effect))  # type: ignore[arg-type]
        assert [decision.verdict for decision in found.decisions] == [verdict]
