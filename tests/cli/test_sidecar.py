"""What an output cannot hold is kept beside it and put back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from soilbib.cli.sidecar import _changes, _restore
from soilbib.formats import dumps, loads
from soilbib.model import Record
from tests.strategies import record_lists

from .conftest import Run

BIB = r"""@article{minasny2017,
  author = {Minasny, Budiman and Malone, Brendan P. and others},
  title = {Soil carbon 4 per mille},
  journal = {Geoderma},
  year = {2017},
  timestamp = {today}
}
@book{second, title = {Another {One}}, year = {2001}, mycustom = {kept}}
"""


def items(text: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(text)
    return found


@pytest.mark.parametrize("between", ["out.ris", "out.csv", "out.txt", "out.bib"])
def test_there_and_back_gives_the_start(run: Run, tmp_path: Path, between: str) -> None:
    (tmp_path / "a.bib").write_text(BIB, encoding="utf-8")
    assert run("convert", "a.bib", "-t", "csljson", "-o", "a.json").status == 0
    assert run("convert", "a.json", "-o", between, "--sidecar", "out.loss.json").status == 0
    back = run("convert", between, "--sidecar", "out.loss.json", "-t", "csljson")
    assert back.status == 0, back.err
    assert items(back.out) == items((tmp_path / "a.json").read_text(encoding="utf-8"))


def test_what_was_changed_in_between_stays_changed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(BIB, encoding="utf-8")
    run("convert", "a.bib", "-o", "out.ris", "--sidecar", "s.json")
    path = tmp_path / "out.ris"
    path.write_text(path.read_text(encoding="utf-8").replace("4 per mille", "at large"), encoding="utf-8")
    back = run("convert", "out.ris", "--sidecar", "s.json", "-t", "biblatex")
    assert "at large" in back.out
    assert "mycustom" in back.out


def test_the_same_conversion_again_writes_its_sidecar_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(BIB, encoding="utf-8")
    for _ in range(2):
        assert run("convert", "a.bib", "-o", "out.ris", "--sidecar", "s.json").status == 0
    assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))["output"]["name"] == "out.ris"


def test_a_file_that_is_no_sidecar_or_another_ones_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "b.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "s.json").write_text("{}", encoding="utf-8")
    assert run("convert", "a.bib", "-o", "out.ris", "--sidecar", "s.json").status == 2
    assert (tmp_path / "s.json").read_text(encoding="utf-8") == "{}"
    assert run("convert", "a.bib", "-o", "out.ris", "--sidecar", "t.json").status == 0
    assert run("convert", "b.bib", "-o", "other.ris", "--sidecar", "t.json").status == 2
    assert run("convert", "a.bib", "-t", "ris", "--sidecar", "new.json").status == 2


@pytest.mark.parametrize("name", ["ris", "csv", "listing", "bibtex"])
@given(records=record_lists(least=1))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_records_come_back_through_any_format(name: str, records: list[Record]) -> None:
    again = list(loads(dumps(records, name).text, name))
    bare = [record.replace(id="") if record.source.fields.get("id") else record for record in again]
    changes = list(_changes(records, iter(bare)))
    restored = list(_restore(again, changes))
    assert [record.replace(source=records[0].source) for record in restored] == [
        record.replace(source=records[0].source) for record in records
    ]
