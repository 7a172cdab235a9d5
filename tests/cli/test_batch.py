"""Many inputs: folders, patterns, archives, processes, manifests; and nothing gets out of the output folder."""

from __future__ import annotations

import gzip
import json
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest

from soilbib.cli.batch import output_names, safe_target
from soilbib.cli.sources import Source
from soilbib.errors import SoilbibError

from .conftest import Run

RIS = "TY  - BOOK\nID  - {0}\nTI  - Soils {0}\nER  - \n"


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    for number, name in enumerate(("a.ris", "deep/b.ris", "deep/er/c.ris", ".hidden/d.ris", "notes.docx")):
        (folder / name).write_text(RIS.format(f"r{number}"), encoding="utf-8")
    (folder / "deep" / "b.jsonl").write_text('{"id": "j", "type": "book"}\n{broken\n', encoding="utf-8")
    with zipfile.ZipFile(folder / "more.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/e.ris", RIS.format("z"))
        archive.writestr("__MACOSX/in/._e.ris", "junk")
    return folder


def tree(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def manifest(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for row in found["files"]:
        assert row.pop("seconds") >= 0
    return found


def test_a_folder_becomes_the_same_tree(run: Run, exports: Path, tmp_path: Path) -> None:
    result = run("convert", exports.name, "-r", "-t", "csljson", "-o", "build/", "--manifest", "m.json")
    assert result.status == 4, result.err
    assert sorted(tree(tmp_path / "build")) == [
        "a.json", "deep/b.jsonl.json", "deep/b.ris.json", "deep/er/c.json", "more/in/e.json",
    ]  # fmt: skip
    found = manifest(tmp_path / "m.json")
    assert found["totals"] == {"files": 5, "failed": 0, "records": 5, "written": 5, "rejected": 1}
    row = next(row for row in found["files"] if row["path"].endswith("b.jsonl"))
    assert (row["format"], row["records"], row["written"], row["rejected"]) == ("jsonl", 1, 1, 1)
    assert "E104" in row["problems"][0]
    assert len(row["sha256"]) == len(row["output_sha256"]) == 64


@pytest.mark.usefixtures("exports")
def test_any_number_of_processes_gives_the_same(run: Run, tmp_path: Path) -> None:
    results = []
    for jobs in ("1", "8"):
        beside = [f"--{name}={name}{jobs}/" for name in ("rejects", "sidecar")]
        files = [f"--{name}={name}{jobs}.json" for name in ("manifest", "report")]
        results.append(
            run("convert", "exports", "-rt", "ris", "-o", f"build{jobs}/", "-j", jobs, *beside, *files)
        )
    assert results[0].status == results[1].status == 4
    assert results[0].err.replace("build1", "build8") == results[1].err
    for folder in ("build", "rejects", "sidecar"):
        assert tree(tmp_path / f"{folder}1") == tree(tmp_path / f"{folder}8") != {}
    assert manifest(tmp_path / "manifest1.json") == manifest(tmp_path / "manifest8.json")
    reports = [(tmp_path / f"report{jobs}.json").read_text(encoding="utf-8") for jobs in ("1", "8")]
    assert reports[0].replace("build1", "build8") == reports[1]


@pytest.mark.usefixtures("exports")
def test_a_batch_has_one_report_that_names_the_files(run: Run, tmp_path: Path) -> None:
    run("convert", "exports", "-rt", "ris", "-o", "build/", "--report", "r.json")
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert [row["path"] for row in report["inputs"]][:2] == ["exports/a.ris", "exports/more.zip!in/e.ris"]
    assert (report["records"], report["rejected"]) == (5, 1)
    [problem] = report["problems"]
    assert (problem["code"], problem["place"]["path"]) == ("E104", "exports/deep/b.jsonl")
    assert problem["text"] == "{broken"


@pytest.mark.usefixtures("exports")
def test_rejected_texts_of_a_batch_are_kept_in_the_same_tree(run: Run, tmp_path: Path) -> None:
    assert "--rejects FOLDER/" in run("convert", "exports", "-rt", "ris", "-o", "build/").err
    result = run("convert", "exports", "-rt", "ris", "-o", "build/", "--rejects", "bad/")
    assert "--rejects" not in result.err
    kept = tree(tmp_path / "bad")
    assert list(kept) == ["deep/b.jsonl.ris.txt"]
    assert "{broken" in kept["deep/b.jsonl.ris.txt"]


def test_a_batch_and_its_sidecars_lead_back_to_the_start(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    text = "TY  - BOOK\nID  - a\nTI  - Soils\nXX  - odd\nER  - \n"
    for name in ("a.ris", "sub/a.ris"):
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    run("convert", "in", "-rt", "bibtex", "-o", "bib/", "--sidecar", "beside/")
    assert sorted(tree(tmp_path / "beside")) == ["a.bib.json", "sub/a.bib.json"]
    assert "odd" not in "".join(tree(tmp_path / "bib").values())
    assert run("convert", "bib", "-rt", "ris", "-o", "back/", "--sidecar", "beside/").status == 0
    assert {name: back.strip() for name, back in tree(tmp_path / "back").items()} == {
        "a.ris": text.replace("ER  - \n", "ER  -"),
        "sub/a.ris": text.replace("ER  - \n", "ER  -"),
    }


def test_folders_beside_a_batch_are_no_files(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.ris").write_text(RIS.format("a"), encoding="utf-8")
    for option in ("--rejects", "--sidecar"):
        result = run("convert", "a.ris", "-t", "jsonl", "-o", "out/", option, "a.ris")
        assert result.status == 6
        assert "a.ris: is a file; with -o FOLDER/ this must be a folder" in result.err


def test_one_bad_input_stops_the_others_unless_told_to_keep_going(run: Run, tmp_path: Path) -> None:
    for name in ("a.ris", "c.ris"):
        (tmp_path / name).write_text(RIS.format(name[0]), encoding="utf-8")
    (tmp_path / "b.ris").write_bytes(b"\x00\x01\x02")
    arguments = ("convert", "a.ris", "b.ris", "c.ris", "-t", "jsonl", "--manifest", "m.json")
    stopped = run(*arguments, "-o", "one/")
    assert stopped.status == 3
    assert "E101" in stopped.err
    assert sorted(tree(tmp_path / "one")) == ["a.jsonl"]
    going = run(*arguments, "-o", "two/", "--keep-going", "-j", "2")
    assert going.status == 4
    assert sorted(tree(tmp_path / "two")) == ["a.jsonl", "c.jsonl"]
    assert "E101" in manifest(tmp_path / "m.json")["files"][1]["error"]


def test_what_is_only_for_many_outputs_makes_the_output_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.ris").write_text(RIS.format("a"), encoding="utf-8")
    assert run("convert", "a.ris", "-t", "jsonl", "-o", "built", "--keep-going").status == 0
    assert list(tree(tmp_path / "built")) == ["a.jsonl"]
    refused = run("convert", "a.ris", "-t", "jsonl", "-o", "a.ris", "-j", "2")
    assert refused.status == 2
    assert "a.ris is a file" in refused.err


@pytest.mark.usefixtures("exports")
def test_patterns_and_archives_go_into_one_output_too(run: Run) -> None:
    result = run("convert", "exports/**/*.ris", "exports/more.zip", "-t", "jsonl")
    assert result.status == 0, result.err
    assert [json.loads(line)["id"] for line in result.out.splitlines()] == ["r0", "r1", "r2", "z"]


def test_a_pattern_that_nothing_matches_is_a_missing_file(run: Run) -> None:
    assert run("convert", "*.ris").status == 3


@pytest.mark.usefixtures("exports")
def test_a_folder_of_outputs_needs_a_format(run: Run) -> None:
    assert run("convert", "exports", "-r", "-o", "build/").status == 2


@pytest.mark.parametrize("name", ["../x.ris", "a/../../x.ris", "/etc/x.ris", "..\\x.ris", "C:/x.ris"])
def test_a_member_cannot_leave_the_folder(run: Run, tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), RIS.format("x"))
    before = set(tmp_path.parent.iterdir())
    result = run("convert", "evil.zip", "-t", "ris", "-o", "inside/out/", "--keep-going")
    written = [path for path in tmp_path.rglob("*.ris") if path.is_file()]
    assert result.status in (0, 3, 4)
    assert all(path.is_relative_to(tmp_path / "inside" / "out") for path in written)
    assert set(tmp_path.parent.iterdir()) == before
    with pytest.raises(SoilbibError, match="out of the output folder"):
        safe_target(str(tmp_path / "o"), name, Source("evil.zip", name, name))


@pytest.mark.usefixtures("exports")
def test_a_link_in_the_output_folder_is_not_followed_out_of_it(run: Run, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "deep").symlink_to(outside)
    (tmp_path / "build" / "a.json").symlink_to(outside / "a.json")
    result = run("convert", "exports", "-r", "-t", "csljson", "-o", "build/", "--keep-going")
    assert result.status == 4
    assert list(outside.iterdir()) == []
    assert "leads out of the output folder by a link" in result.err


def test_a_link_in_an_archive_is_left_out(run: Run, tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.ris")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("a.ris", RIS.format("a"))
    assert '"a"' in run("convert", "x.zip").out


def test_an_archive_in_an_archive_is_not_passed_over(run: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a.ris", RIS.format("a"))
        archive.writestr("inner.ZIP", b"PK")
    result = run("convert", "x.zip", "-t", "jsonl", "-o", "out/", "--keep-going")
    assert result.status == 4
    assert "x.zip!inner.ZIP: is an archive in an archive" in result.err
    assert list(tree(tmp_path / "out")) == ["x/a.jsonl"]


@pytest.mark.parametrize("damage", ["cut", "changed"])
def test_a_damaged_archive_ends_in_one_line(run: Run, tmp_path: Path, damage: str) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "a.jsonl", "".join(f'{{"id": "r{number}", "x": {number**3}}}\n' for number in range(9_999))
        )
    data = bytearray((tmp_path / "x.zip").read_bytes())
    middle = slice(1_000, 9_000) if damage == "cut" else slice(5_000, 5_010)
    data[middle] = b"" if damage == "cut" else b"\x55" * 10
    (tmp_path / "x.zip").write_bytes(data)
    result = run("convert", "x.zip", "-t", "jsonl", "-o", "out.jsonl")
    assert result.status == 3
    assert result.err.count("\n") == 1
    assert "x.zip" in result.err
    assert not (tmp_path / "out.jsonl").exists()


def test_an_input_is_not_overwritten_by_its_output(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.ris").write_text(RIS.format("a"), encoding="utf-8")
    result = run("convert", "a.ris", "-t", "ris", "-o", "./")
    assert result.status == 6
    assert "is the input itself" in result.err


def test_outputs_of_one_name_are_told_apart() -> None:
    sources = [Source(name, name) for name in ("a.ris", "a.bib", "b.ris", "a.ris")]
    assert output_names(sources, "csljson") == ["a.ris.json", "a.bib.json", "b.json", "a.ris-2.json"]


def test_a_member_that_unpacks_to_far_more_than_its_size_is_refused(run: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.jsonl", f'{{"type": "book", "note": "{"x" * 20_000}"}}\n' * 1_500)
    result = run("convert", "bomb.zip", "-t", "jsonl", "-o", "out.jsonl")
    assert result.status == 3
    assert "E106 unpacks to more than 200 times its size" in result.err
    assert not (tmp_path / "out.jsonl").exists()


def test_files_packed_with_gzip_are_unpacked_on_the_way(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with gzip.open(tmp_path / "in" / "a.ris.gz", "wt") as stream:
        stream.write(RIS.format("a"))
    assert '"id":"a"' in run("convert", "in/a.ris.gz", "-t", "jsonl").out
    run("convert", "in", "--recursive", "-t", "bibtex", "-o", "out/")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.bib"]
    packed = (tmp_path / "in" / "a.ris.gz").read_bytes()
    (tmp_path / "cut.ris.gz").write_bytes(packed[:-12])
    (tmp_path / "no.ris.gz").write_text(RIS.format("a"))
    with gzip.open(tmp_path / "bomb.jsonl.gz", "wt") as stream:
        stream.write(f'{{"type": "book", "note": "{"x" * 20_000}"}}\n' * 1_500)
    for name, said in (
        ("cut", "be unpacked"),
        ("no", "Not a gzip"),
        ("bomb", "E106 unpacks to more than 200"),
    ):
        file = next(tmp_path.glob(f"{name}.*.gz"))
        result = run("convert", file, "-t", "jsonl", "-o", "out.jsonl")
        assert (result.status, said in result.err) == (3, True), result.err
        assert not (tmp_path / "out.jsonl").exists()


def test_members_and_records_have_limits(run: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "big.zip", "w") as archive:
        archive.writestr("big.ris", RIS.format("a") * 1000)
    assert "E106 larger than 10 KiB" in run("convert", "big.zip", "--max-size", "10k").err
    with (tmp_path / "line.jsonl").open("wb") as stream:
        stream.write(b'{"id": "')
        stream.seek(1 << 27)  # a long line, most of it a hole in the file
        stream.write(b'"}\n')
    result = run("convert", "line.jsonl", "-t", "jsonl")
    assert result.status == 3
    assert "E101" in result.err, "a hole is zeros, which no text has"


def test_a_line_of_a_gigabyte_ends_in_an_error_in_bounded_memory() -> None:
    import subprocess
    import sys

    program = """
import resource, sys
from soilbib.cli import main
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
main()
"""
    for head, name in (
        (b'{"id": "', "jsonl"),
        (b"TY  - BOOK\nTI  - ", "ris"),
        (b"id,title\na,", "csv"),
        (b'id,title\na,"', "csv"),
    ):
        process = subprocess.Popen(
            [sys.executable, "-c", program, "convert", "-f", name, "-t", "jsonl", "--max-record", "16M"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert process.stdin
        block = b"x" * (1 << 20)
        try:
            process.stdin.write(head)
            for _ in range(1 << 10):
                process.stdin.write(block)
        except BrokenPipeError:
            pass
        _, err = process.communicate()
        assert (process.returncode, b"E106 a record is longer than 16 MiB" in err) == (3, True), err


def test_a_nonsense_size_is_wrong_usage(run: Run) -> None:
    assert run("convert", "--max-size", "many").status == 2
