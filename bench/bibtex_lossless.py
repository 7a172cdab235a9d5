"""Files that come back byte for byte from the syntax tree, and what the edit of one field changes.

Usage: ``python bench/bibtex_lossless.py FOLDER``. Every file under it that ends in .bib, .bibtex or
.biblatex is read and written untouched, by soilbib's tree and by bibtexparser 2 where it is installed; then
in up to 5 entries of each file one field gets another value, and everything outside that value must be as
before. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import time
from pathlib import Path

from soilbib.formats.bibtex.changes import value_span
from soilbib.formats.bibtex.edits import find_field
from soilbib.formats.bibtex.syntax import Block
from soilbib.formats.bibtex.tree import Tree, read_tree, write_tree

ENDINGS = {".bib", ".bibtex", ".biblatex"}
VALUE = "A {N}ew value"


def _edit_is_local(tree: Tree, entry: Block, name: str) -> bool:
    """Whether setting a field changes no character outside its value, and reads back as what was set."""
    field = find_field(entry, name)
    assert field
    start, end = value_span(tree.text, field)
    changed = tree.set_field(entry, name, VALUE)
    again = find_field(changed.blocks[tree.blocks.index(entry)], name)
    around = changed.text.startswith(tree.text[:start]) and changed.text.endswith(tree.text[end:])
    return bool(around and again and again.text == VALUE and len(changed.blocks) == len(tree.blocks))


def _bibtexparser(data: bytes) -> bool | None:
    try:
        from bibtexparser.entrypoint import parse_string, write_string
    except ImportError:
        return None
    try:
        text = data.decode("utf-8")
        return bool(write_string(parse_string(text)) == text)
    except Exception:
        return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", type=int, default=200_000, help="largest file given to bibtexparser")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    paths = [path for path in sorted(options.folder.rglob("*")) if path.suffix in ENDINGS]
    random_state = random.Random(0)
    identical = edits = local = megabytes = 0.0
    peer = [0, 0]
    seconds = 0.0
    differing: list[str] = []
    for path in paths:
        data = path.read_bytes()
        start = time.process_time()
        tree = read_tree(data)
        same = write_tree(tree) == data
        seconds += time.process_time() - start
        megabytes += len(data) / 1e6
        identical += same
        differing += [] if same else [path.name]
        candidates = [entry for entry in tree.entries if entry.fields]
        if len(data) < 2_000_000:
            for entry in random_state.sample(candidates, min(5, len(candidates))):
                edits += 1
                local += _edit_is_local(tree, entry, random_state.choice(entry.fields).name)
        if len(data) < options.peers:
            found = _bibtexparser(data)
            peer = [peer[0] + bool(found), peer[1] + (found is not None)]
    result = {
        "files": len(paths),
        "byte-identical": int(identical),
        "differing": differing,
        "MB/s of CPU, read and written": round(megabytes / seconds, 1),
        "one-field edits": int(edits),
        "edits that change that value only": int(local),
        "bibtexparser, byte-identical": f"{peer[0]}/{peer[1]}",
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
