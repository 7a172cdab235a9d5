"""What README, how-to and ``--help`` show runs as it is written there."""

from __future__ import annotations

import json
import re
import shlex
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import soilbib
from soilbib.cli import COMMANDS

from .conftest import Run

DOCUMENTS = ("README.md", *sorted(f"docs/how-to/{path.name}" for path in Path("docs/how-to").glob("*.md")))
BLOCK = re.compile(r"^```(?:sh|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| [^`|\n]+ \|[^|\n]*`soilbib [^|\n]*\|$", re.MULTILINE)
CODE = re.compile(r"`(soilbib [^`]+)`")
ELSEWHERE = re.compile(r"\b(?:serve|spark|curl|pip|pytest|venv|EDITOR|COMMAND|KEY|CAT|FILE|URL)\b|…|~|fpath")
"""What takes a server, a cluster, an editor or the network; other tests are about those."""
FINDINGS = {**dict.fromkeys(("--check", "--diff", "--calibrate"), 1), "--min-confidence": 4}
"""What a status other than 0 says of an example: that something was found, or too little."""
ANSWERS = "s\nd\ns\nd\n"
"""What is typed where a command asks."""

_KEPT = "soilbib add soil.db library.bib page.txt -q"
_MERGED = "soilbib dedupe library.bib -o merged.bib --journal merge.jsonl -q"
BEFORE = defaultdict(
    str,
    {
        **dict.fromkeys(
            ("edit", "export", "remove", "search", "history", "undo", "merge", "backup", "verify"), _KEPT
        ),
        "decisions": _KEPT,
        "unmerge": _MERGED,
        "dedupe": "soilbib review refs.bib --sample 50 --decisions labelled.csv -q",
    },
)
"""What has to be there before the examples of a command."""


def shown(text: str) -> Iterator[str]:
    """The commands of a document, in its order: lines of its blocks, and code in its tables."""
    for match in re.finditer(rf"{BLOCK.pattern}|{ROW.pattern}", text, re.MULTILINE | re.DOTALL):
        lines = match[1].splitlines() if match[1] else CODE.findall(match[0].replace("\\|", "|"))
        yield from (line.removeprefix("$ ") for line in lines if "soilbib " in line)


def examples(help_text: str) -> Iterator[str]:
    """The commands that ``--help`` shows."""
    return (line.strip() for line in help_text.splitlines() if line.startswith("  soilbib "))


def furnish(folder: Path, root: Path) -> None:
    """Put the files that the examples name into a folder."""
    library = root / "tests" / "fixtures" / "documented" / "library.bib"
    records = soilbib.read(library).records
    for name in ("library.bib", "refs.bib", "books.bib", "catalogue.bib", "other.bib"):
        (folder / name).write_bytes(library.read_bytes())
    page = (root / "samples" / "resources.txt").read_text("utf-8")
    for name in ("page.txt", "page.html", "resources.txt", "strings.txt"):
        (folder / name).write_text(page, "utf-8")
    strings = [soilbib.dumps([record], "listing").text.splitlines()[0] for record in records]
    for name in ("references.txt", "strings.txt"):
        (folder / name).write_text("\n".join(strings) + "\n", "utf-8")
    for name in ("export.ris", "delivery.ris", "wos.ris", "other.ris"):
        (folder / name).write_text(soilbib.dumps(records, "ris").text, "utf-8")
    for name in ("scopus.csv", "records.csv"):
        (folder / name).write_text(soilbib.dumps(records, "csv").text, "utf-8")
    (folder / "pubmed.nbib").write_text(soilbib.dumps(records, "nbib").text, "utf-8")
    examples = [
        {"text": string, "record": soilbib.to_csl(record)}
        for string, record in zip(strings, records, strict=True)
    ]
    (folder / "corrected.jsonl").write_text("\n".join(map(json.dumps, examples)), "utf-8")
    for name in ("exports", "samples", "chapters"):
        (folder / name).mkdir()
    (folder / "paper.md").write_text("; ".join(f"@{record.id}" for record in records), "utf-8")
    for name in ("paper.tex", "chapters/one.tex"):
        (folder / name).write_text(rf"\cite{{{','.join(record.id for record in records)}}}", "utf-8")
    (folder / "exports" / "a.ris").write_text(soilbib.dumps(records, "ris").text, "utf-8")
    for path in (root / "samples").iterdir():
        (folder / "samples" / path.name).write_bytes(path.read_bytes())


def perform(run: Run, folder: Path, command: str) -> tuple[str, int, str]:
    """Run a line with its pipes and redirections; the last status and all that was said."""
    given, said, status = ANSWERS, "", 0
    for part in " ".join(command.split("  #")[:1]).split(" | "):
        words = shlex.split(part)
        if words[0] != "soilbib":  # head, jq: as if all were passed on
            given = (folder / words[-1]).read_text("utf-8") if (folder / words[-1]).is_file() else given
            continue
        streams = {mark: words[words.index(mark) + 1] for mark in "<>" if mark in words}
        arguments = words[1 : min([words.index(mark) for mark in streams], default=None)]
        given = (folder / streams["<"]).read_text("utf-8") if "<" in streams else given
        result = run(*_globbed(folder, arguments), stdin=given, EDITOR="true", VISUAL="true")
        given, said, status = result.out, said + result.err, max(status, result.status)
        if ">" in streams:
            (folder / streams[">"]).write_text(given, "utf-8")
    return given, status, said


def is_expected(command: str, status: int) -> bool:
    """Whether an example may end so."""
    return not status or status in [found for word, found in FINDINGS.items() if word in command]


def _globbed(folder: Path, arguments: list[str]) -> Iterator[str]:
    for word in arguments:
        found = [path.name for path in folder.glob(word)] if word.startswith("*") else []
        yield from sorted(found) or [word]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_commands_of_a_document_work_one_after_the_other(
    run: Run, tmp_path: Path, root: Path, document: str
) -> None:
    furnish(tmp_path, root)
    failed = []
    commands = [line for line in shown((root / document).read_text("utf-8")) if not ELSEWHERE.search(line)]
    for command in commands:
        _, status, said = perform(run, tmp_path, command)
        if not is_expected(command, status):
            failed.append((command, status, said))
    assert not failed
    assert commands or "serve" in document


@pytest.mark.parametrize("command", COMMANDS)
def test_the_examples_of_a_help_work(run: Run, tmp_path: Path, root: Path, command: str) -> None:
    furnish(tmp_path, root)
    for line in BEFORE[command].splitlines():
        assert perform(run, tmp_path, line.strip())[1] == 0
    failed = []
    for example in examples(run(command, "--help").out):
        if not ELSEWHERE.search(example):
            _, status, said = perform(run, tmp_path, example)
            if not is_expected(example, status):
                failed.append((example, status, said))
    assert not failed


def test_what_the_readme_shows_first_is_what_is_printed(run: Run, tmp_path: Path, root: Path) -> None:
    furnish(tmp_path, root)
    block = re.search(
        r"^```console\n(.*?)^```", (root / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert block
    for session in block[1].split("$ ")[1:]:
        command, _, printed = session.partition("\n")
        out, status, said = perform(run, tmp_path, command)
        assert (status, (out + said).strip()) == (0, printed.strip())
