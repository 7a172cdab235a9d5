"""Entries recovered and speed over a folder of .bib files, beside bibtexparser 2 in the same run.

Usage: ``python bench/bibtex_reading.py FOLDER [--limit BYTES]``. The reference is the number of lines that
begin with ``@word{`` or ``@word(``, without comments, strings and preambles; an entry more than that does
not count. soilbib reads to records, in CPU time (LaTeX decoded, names and dates parsed); bibtexparser only splits the
fields. Files larger than the limit are left out. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from soilbib.formats.bibtex.dialects import BIBTEX
from soilbib.formats.bibtex.syntax import split
from soilbib.model import Record

_ENTRY = re.compile(r"^\s*@(?!comment|string|preamble)\w+\s*[{(]", re.MULTILINE | re.IGNORECASE)
_NO_ENTRY = ("", "comment", "string", "preamble")


def _soilbib_records(text: str) -> int:
    assert BIBTEX.read
    return sum(isinstance(item, Record) for item in BIBTEX.read(text, ""))


def _soilbib_split(text: str) -> int:
    return sum(block.kind not in _NO_ENTRY and not block.broken for block in split(text))


def _bibtexparser(text: str) -> int:
    from bibtexparser.entrypoint import parse_string

    return len(parse_string(text).entries)


READERS: dict[str, Callable[[str], int]] = {
    "soilbib, to records": _soilbib_records,
    "soilbib, split only": _soilbib_split,
    "bibtexparser, default": _bibtexparser,
}


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _measure(reader: Callable[[str], int], texts: Iterable[str], megabytes: float) -> dict[str, Any]:
    recovered = reference = exact = failed = 0
    seconds = 0.0
    for text in texts:
        expected = len(_ENTRY.findall(text))
        start = time.process_time()
        try:
            found = reader(text)
        except Exception:
            found, failed = 0, failed + 1
        seconds += time.process_time() - start
        recovered += min(found, expected)
        reference += expected
        exact += found == expected
    return {
        "entries": recovered,
        "reference": reference,
        "percent": round(100 * recovered / max(reference, 1), 3),
        "files with the exact count": exact,
        "files failed": failed,
        "seconds": round(seconds, 2),
        "MB/s": round(megabytes / seconds, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=10_000_000)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    files = [path for path in sorted(options.folder.rglob("*.bib")) if path.stat().st_size <= options.limit]
    texts = [_decode(path.read_bytes()) for path in files]
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    results = {name: _measure(reader, texts, megabytes) for name, reader in READERS.items()}
    print(json.dumps({"files": len(files), "MB": round(megabytes, 2), "readers": results}, indent=1))


if __name__ == "__main__":
    main()
