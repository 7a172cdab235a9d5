"""What goes wrong is said in one line, with its place, an exit status, and never a half-written file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import Run

GOOD = '[{"id": "lal2004", "type": "article-journal", "title": "Soil carbon sequestration impacts"}]'
TRUNCATED_BIB = """@article{lal2004,
  title = {Soil carbon sequestration impacts},
  year = {2004}
}

@book{brady2008,
  title = {The nature and prop"""


def one_line(err: str) -> str:
    """The single message on standard error."""
    (line,) = err.splitlines()
    return line


def test_a_missing_file(run: Run) -> None:
    result = run("convert", "missing.bib", "-t", "csljson")
    assert (result.status, result.out) == (3, "")
    assert one_line(result.err) == "soilbib: error: missing.bib: no such file"


def test_a_folder_is_no_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    result = run("convert", "folder")
    assert (result.status, one_line(result.err)) == (
        3,
        "soilbib: error: folder: is a folder, not a file (--recursive takes the files in it)",
    )


def test_a_command_that_takes_no_folders_proposes_no_option_that_it_has_not(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    result = run("dedupe", "folder")
    assert (result.status, one_line(result.err)) == (3, "soilbib: error: folder: is a folder, not a file")


@pytest.mark.parametrize("stdin", ["", " \n\n"])
@pytest.mark.parametrize("command", ["convert", "format", "dedupe", "parse"])
def test_empty_standard_input(run: Run, command: str, stdin: str) -> None:
    result = run(command, stdin=stdin)
    assert (result.status, result.out) == (3, "")
    assert "no input records" in one_line(result.err)


@pytest.mark.parametrize("command", ["convert", "check", "format", "dedupe"])
def test_of_a_page_without_entries_the_lines_are_counted(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "page.txt").write_text("Home\nAbout us\n\nLorem ipsum dolor sit amet.\n")
    result = run(command, "page.txt")
    assert result.status == 3
    assert one_line(result.err) == "soilbib: error: page.txt: no input records (3 lines are no entry)"


@pytest.mark.parametrize(
    ("said", "meant"),
    [("lint", "check"), ("tidy", "fmt"), ("cite", "format"), ("import", "add"), ("sort", "fmt"), ("convrt", "convert"),
     ("version", "--version")],
)  # fmt: skip
def test_a_command_of_another_name_is_answered_with_the_one_meant(run: Run, said: str, meant: str) -> None:
    result = run(said, "refs.bib")
    assert result.status == 2
    assert f"No such command {said!r}. Did you mean {meant!r}?" in result.err


def test_a_notation_of_lists_is_no_format_of_records(run: Run) -> None:
    result = run("convert", "-t", "HTML", stdin=GOOD)
    assert result.status == 2
    assert "HTML is a notation of reference lists, not of records: soilbib format --to html" in one_line(
        result.err
    )


def test_an_output_that_is_named_as_an_input_is_answered_with_its_option(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text(GOOD)
    result = run("convert", "in.json", "out.ris")
    assert (result.status, "out.ris: no such file (an output is named by -o out.ris)" in result.err) == (
        3,
        True,
    )


def test_an_empty_input_can_be_allowed(run: Run) -> None:
    result = run("convert", "-t", "csljson", "--allow-empty", stdin="")
    assert (result.status, result.out) == (0, "[]\n")


def test_a_binary_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x07")
    result = run("convert", "picture.png")
    assert (result.status, result.out) == (3, "")
    assert one_line(result.err).startswith(
        "soilbib: error: picture.png: E101 not a text file (byte 0x00 at offset 8)"
    )


def test_a_truncated_bib_keeps_what_is_whole(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cut.bib").write_text(TRUNCATED_BIB, encoding="utf-8")
    result = run("convert", "cut.bib", "-t", "csljson", "--rejects", "rejected.txt")
    assert result.status == 4
    assert '"lal2004"' in result.out
    message = result.err.splitlines()[0]
    assert message.startswith("cut.bib:6:")
    assert " E102 " in message
    assert "The nature and prop" in (tmp_path / "rejected.txt").read_text(encoding="utf-8")


def test_an_unknown_style_names_the_nearest(run: Run) -> None:
    result = run("format", "--style", "geodrma", stdin=GOOD)
    assert (result.status, result.out) == (2, "")
    assert "unknown style 'geodrma'; did you mean 'geoderma'" in one_line(result.err)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("convert", "-t", "bibtx"), "unknown format 'bibtx'; did you mean 'bibtex'?"),
        (("convert", "-f", "docx"), "unknown format 'docx'"),
        (("convert", "-o", "out.xyz"), "the format cannot be told from the name"),
        (("format", "--locale", "xx"), "unknown locale 'xx'"),
        (("format", "--to", "pdf"), "'pdf' is not one of"),
        (("format", "--style", "APA 7th"), "unknown style 'APA 7th'; did you mean 'apa'"),
        (("completion",), "Choose from: bash, zsh, fish"),
        (("merge", "soil.db", "lal2004"), "a merge needs the keys of two records or more"),
        (("help", "conver"), "No such command 'conver'. Did you mean 'convert'?"),
        (("conver",), "No such command 'conver'. Did you mean 'convert'?"),
        (("convert", "--fromm", "ris"), "No such option '--fromm'. Did you mean '--from'?"),
    ],
)
def test_wrong_usage_names_what_was_meant(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments, stdin=GOOD)
    assert (result.status, result.out) == (2, "")
    assert message in one_line(result.err)


def test_help_may_be_asked_for_as_a_command(run: Run) -> None:
    assert run("help", "unmerge").out == run("unmerge", "--help").out
    assert run("help").out == run("--help").out


def test_text_in_no_known_format(run: Run) -> None:
    result = run("convert", stdin="<html><body>Nothing here</body></html>")
    assert (result.status, result.out) == (2, "")
    assert "the format cannot be told from the content" in one_line(result.err)


def test_an_output_in_a_folder_that_is_not_there(run: Run) -> None:
    result = run("convert", "-o", "no/such/folder/out.json", stdin=GOOD)
    assert result.status == 6
    assert one_line(result.err).startswith("soilbib: error: no/such/folder/out.json: cannot be written")


def test_an_output_that_is_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out.json").mkdir()
    result = run("convert", "-o", "out.json", stdin=GOOD)
    assert result.status == 6
    assert "out.json: cannot be written" in one_line(result.err)
    assert list(tmp_path.iterdir()) == [tmp_path / "out.json"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_without_permission(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("before", encoding="utf-8")
    target.chmod(0o400)
    result = run("convert", "-o", "out.json", stdin=GOOD)
    assert result.status == 6
    assert target.read_text(encoding="utf-8") == "before"


def test_strict_writes_nothing_when_something_is_lost(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("before", encoding="utf-8")
    (tmp_path / "cut.bib").write_text(TRUNCATED_BIB, encoding="utf-8")
    result = run("convert", "cut.bib", "-o", "out.json", "--strict")
    assert result.status == 1
    assert target.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.glob(".*.tmp")) == []


def start(tmp_path: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "soilbib", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    )


@pytest.mark.parametrize(
    ("number", "status", "said"), [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")]
)
def test_an_interrupt_leaves_the_old_file(
    tmp_path: Path, number: signal.Signals, status: int, said: str
) -> None:
    target = tmp_path / "out.json"
    target.write_text("before", encoding="utf-8")
    process = start(tmp_path, "convert", "-f", "csljson", "-o", "out.json")
    assert process.stdin
    process.stdin.write(GOOD[:20].encode())
    process.stdin.flush()
    time.sleep(1.0)  # long enough for the program to be waiting for the rest
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert process.returncode == status
    assert err.decode().splitlines() == [f"soilbib: {said}"]
    assert target.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    items = ",".join(GOOD[1:-1] for _ in range(5000))
    process = start(tmp_path, "convert", "-f", "csljson", "-t", "jsonl", "-q")
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write(f"[{items}]".encode())
    process.stdin.close()
    process.stdout.read(10)
    process.stdout.close()
    err = process.stderr.read()
    assert (process.wait(timeout=30), err) == (141, b"")
    process.stderr.close()


def test_an_encoding_that_no_bytes_tell_can_be_named(run: Run) -> None:
    data = "TY  - JOUR\nTI  - 土壤\nAU  - 王, 伟\nER  - \n".encode("gb18030")
    told = run("convert", "-t", "jsonl", stdin=data)
    assert "W201" in told.err
    assert "--encoding" in told.err
    named = run("convert", "-t", "jsonl", "--encoding", "GB18030", stdin=data)
    assert not named.err
    assert '"title":"土壤"' in named.out
    wrong = run("convert", "-t", "jsonl", "--encoding", "utf-8", stdin=data)
    assert (wrong.status, wrong.err) == (3, "soilbib: error: <stdin>: E101 not valid utf-8\n")
    assert run("convert", "--encoding", "klingon", stdin=data).status == 2


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04 word/document.xml", "an Office document"),
        (b"%PDF-1.4\n% only text\n", "a PDF document"),
        (b"\xfd7zXZ\x00 packed", "packed with xz"),
    ],
)
def test_a_known_kind_of_binary_file_is_called_by_its_name(run: Run, data: bytes, kind: str) -> None:
    result = run("convert", stdin=data)
    assert result.status == 3
    assert kind in one_line(result.err)


def test_an_input_in_another_format_than_said_is_recognised(run: Run) -> None:
    result = run("convert", "-f", "bibtex", stdin="TY  - BOOK\nTI  - Soils\nER  - \n")
    assert one_line(result.err) == "soilbib: error: <stdin>: no input records in bibtex; it looks like ris"


@pytest.mark.parametrize("option", ["--keep-going", "-j2"])
def test_what_is_for_many_outputs_is_not_silently_left_out(run: Run, option: str) -> None:
    result = run("convert", option, stdin="TY  - BOOK\nTI  - Soils\nER  - \n")
    assert result.status == 2
    assert "-o FOLDER" in result.err


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    result = run()
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("Usage: soilbib")


@pytest.mark.parametrize("redirection", ["<&-", ">&-"])
@pytest.mark.parametrize("command", ["convert -t ris", "formats"])
def test_closed_streams_are_said_in_one_line(tmp_path: Path, command: str, redirection: str) -> None:
    shell = f"{sys.executable} -m soilbib {command} {redirection}"
    result = subprocess.run(shell, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
    if (command, redirection) == ("formats", "<&-"):
        assert (result.returncode, result.stderr) == (0, "")
    else:
        assert result.returncode == (3 if command.startswith("convert") else 6)
        assert one_line(result.stderr).startswith("soilbib: error: <std")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a system without a device that is always full")
@pytest.mark.parametrize("command", ["formats", "completion bash", "--help"])
def test_a_full_disk_is_said_whatever_writes(tmp_path: Path, command: str) -> None:
    shell = f"{sys.executable} -m soilbib {command} > /dev/full"
    result = subprocess.run(shell, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 6
    assert one_line(result.stderr).startswith("soilbib: error: <stdout>: cannot be written (")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a system without a device that is always full")
def test_messages_that_cannot_be_printed_leave_the_exit_status(tmp_path: Path) -> None:
    shell = f"{sys.executable} -m soilbib convert none.bib 2> /dev/full"
    assert subprocess.run(shell, shell=True, cwd=tmp_path, check=False).returncode == 3


def test_help_that_nobody_reads_ends_as_other_output_does(tmp_path: Path) -> None:
    process = start(tmp_path, "--help")
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert (process.stderr.read(), process.wait(timeout=30)) == (b"", 141)
    process.stdin.close()
    process.stderr.close()


def test_utf_16_that_is_said_but_is_none(run: Run) -> None:
    result = run("convert", "-f", "csljson", "--encoding", "utf-16", stdin=GOOD)
    assert (result.status, one_line(result.err)) == (3, "soilbib: error: <stdin>: E101 not valid utf-16")


def test_an_id_that_another_file_has_is_said_with_that_file(run: Run, tmp_path: Path) -> None:
    for name in ("first.json", "second.json"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    result = run("convert", "first.json", "second.json", "-t", "jsonl")
    assert one_line(result.err).endswith("the id 'lal2004' is used before at first.json:1; both are kept")


def test_a_table_of_unknown_columns_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("Werk,Wer\nBoden,Lal\n", encoding="utf-8")
    result = run("convert", "table.csv", "-t", "csljson")
    assert "W208 no column is known by its name (Werk, Wer); --map says what they are" in one_line(result.err)


def test_what_was_rejected_is_kept_where_nothing_else_was_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cut.bib").write_text("@book{brady2008, title = {The nature", encoding="utf-8")
    assert run("convert", "cut.bib", "-t", "ris", "--rejects", "rejects.txt").status == 3
    assert "@book{brady2008, title = {The nature" in (tmp_path / "rejects.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            "convert",
            "soilbib: error: no input: name a file, or pipe something in (see 'soilbib convert --help')",
        ),
        (
            "dedupe",
            "soilbib: error: no input: name a file, or pipe something in (see 'soilbib dedupe --help')",
        ),
        (
            "add soil.db",
            "soilbib: error: no input: name a file, or pipe something in (see 'soilbib add --help')",
        ),
        ("parse", "reading from the terminal; Ctrl-D ends it"),
    ],
)
def test_a_terminal_is_no_input_unless_it_is_meant(tmp_path: Path, command: str, said: str) -> None:
    terminal, typed = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "soilbib", *command.split()], cwd=tmp_path, stdin=typed, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr
        assert process.stderr.readline().decode().strip() == said
        os.write(terminal, b"\x04")
    os.close(terminal)
    os.close(typed)
