"""What a start of the program imports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
sys.argv = ["soilbib", "--version"]
from soilbib.cli import main
try:
    main()
finally:
    print(*sorted(name for name in sys.modules if name.split(".")[0] not in sys.stdlib_module_names))
"""


def test_asking_for_the_version_imports_click_and_the_command_line_only() -> None:
    output = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    ).stdout
    version, modules = output.splitlines()
    assert version.startswith("soilbib ")
    ours = {name for name in modules.split() if name.startswith("soilbib")}
    assert ours == {"soilbib", "soilbib._version", "soilbib.cli"}
    others = {name.split(".")[0] for name in modules.split()} - {"__main__", "soilbib"}
    assert {name for name in others if not name.startswith(("_", "sitecustomize"))} == {"click"}


def test_reading_a_list_does_not_pay_for_citation_styles_or_arrays() -> None:
    program = (
        "import sys, soilbib\n"
        'soilbib.loads(\'[{"id": "a", "type": "book"}]\', \'csljson\')\n'
        "heavy = {'lxml', 'citeproc', 'numpy', 'rapidfuzz', 'bibtexparser', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    output = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert output.strip() == "[]"


def test_a_conversion_imports_the_two_formats_that_it_is_between(root: Path) -> None:
    program = (
        "import sys\n"
        f"sys.argv = ['soilbib', 'convert', {str(root / 'samples' / 'library.ris')!r}, '-t', 'csljson', '-o', '-']\n"
        "from soilbib.cli import main\n"
        "try:\n    main()\nfinally:\n"
        "    print('\\n', *(name for name in sys.modules if name.startswith('soilbib.formats.')))"
    )
    output = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    modules = output.splitlines()[-1].split()
    assert "soilbib.formats.ris" in modules
    others = ("soilbib.formats.bibtex.reader", "soilbib.formats.bibtex.writer", "soilbib.formats.listing")
    assert not [name for name in modules if name.startswith(others)]
