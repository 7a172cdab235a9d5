"""The files about a conversion: the report with its problems and losses, and the manifest of its inputs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from soilbib.cli.conversion import Outcome
from soilbib.cli.log import KINDS, Log
from soilbib.cli.messages import write_json
from soilbib.files import STDIN
from soilbib.output import OutputFile


def write_report(path: str, facts: Mapping[str, Any], kept: Callable[[str], Iterable[bytes]]) -> None:
    """Write everything that was noticed, piece by piece; ``kept`` gives the problems and the losses as JSON."""
    with OutputFile(path) as file:
        file.write(_pretty(msgspec.json.encode(facts)).removesuffix("\n}"))
        for kind in KINDS:
            file.write(f',\n  "{kind}": ')
            _write_array(file, kept(kind))
        file.write("\n}\n")


def report_facts(
    inputs: Iterable[Mapping[str, Any]], output: str, target: str, records: int, rejected: int
) -> dict[str, Any]:
    """What a report says before the problems and the losses."""
    return {
        "inputs": [{key: row[key] for key in ("path", "format", "records")} for row in inputs],
        "output": {"path": output, "format": target},
        "records": records,
        "rejected": rejected,
    }


def write_manifest(path: str, outcome: Outcome, log: Log, output: str, target: str) -> None:
    """Write what became of each input of one output."""
    row = {"path": output, "format": target, "records": 0 if outcome.refused else outcome.records}
    if output != STDIN and not outcome.refused:
        row["sha256"] = hash_file(output)
    problems = list(log.first)
    write_json(path, {"output": row, "files": outcome.inputs, "problems": problems, "lost": dict(log.lost)})


def write_key_map(path: str, keys: Mapping[str, str]) -> None:
    """Write the keys that changed, a line each: the old one, a tab, the new one."""
    with OutputFile(path) as file:
        for old, new in keys.items():
            file.write(f"{old}\t{new}\n")


def hash_file(path: str | Path) -> str:
    """The SHA-256 of a file."""
    with Path(path).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_array(file: OutputFile, items: Iterable[bytes]) -> None:
    opening = "["
    for item in items:
        file.write(f"{opening}\n    " + _pretty(item).replace("\n", "\n    "))
        opening = ","
    file.write("[]" if opening == "[" else "\n  ]")


def _pretty(value: bytes) -> str:
    text: Any = msgspec.json.format(value, indent=2).decode()
    return str(text)
