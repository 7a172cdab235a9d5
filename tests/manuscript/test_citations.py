"""What documents cite."""

from __future__ import annotations

import html
import time
from pathlib import Path

import pytest

from soilbib.errors import FormatError
from soilbib.manuscript import find_citations

LINES = (Path(__file__).parent.parent / "fixtures" / "manuscript" / "citations.txt").read_text(
    encoding="utf-8"
)
CASES = [line.split(" | ") for line in LINES.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("ending", "text", "keys"), CASES)
def test_the_keys_that_a_document_cites(ending: str, text: str, keys: str) -> None:
    document = html.unescape(text).replace("⏎", "\n")
    found = find_citations(document, f"paper{ending}").cited
    assert [cited.key.replace(" ", "_") for cited in found] == keys.replace("-", "").split()
    for cited in found:
        assert document[cited.offset :].startswith((cited.key, "cite("))


def test_the_files_that_a_document_takes_in() -> None:
    assert find_citations(r"\input{a}\include{b/c} % \input{d}", "x.tex").included == ("a", "b/c")
    assert find_citations(r"\@input{chap.aux}", "x.aux").included == ("chap.aux",)
    assert find_citations('#include "a.typ"', "x.typ").included == ("a.typ",)


def test_other_files_are_refused() -> None:
    with pytest.raises(FormatError, match=r"x\.docx: citations are not read in such files"):
        find_citations("", "x.docx")


@pytest.mark.parametrize(
    ("piece", "ending"),
    [("`", ".md"), ("<!--", ".md"), ("[@a; ", ".md"), ("```\n~~~\n", ".md"), ("\\begin{verbatim}", ".tex"),
     ("cite", ".tex"), ("\\cite[", ".tex"), ("\\cite{a", ".tex"), ("/*", ".typ"), ("@a", ".typ")],
)  # fmt: skip
def test_no_text_takes_long(piece: str, ending: str) -> None:
    begin = time.perf_counter()
    find_citations("\\" + piece * 20_000, f"paper{ending}")
    assert time.perf_counter() - begin < 2
