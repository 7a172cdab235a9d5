"""soilbib serve: it says where it is, ends on an interrupt, and tells in a line what is wrong."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from soilbib.catalogue import Catalogue
from soilbib.model import Record

COMMAND = [sys.executable, "-m", "soilbib", "serve"]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serve") / "small.db"
    with Catalogue(path) as made:
        made.add([Record(id="mud", type="book", fields={"title": "Mud"})])
    return path


def test_it_serves_until_it_is_interrupted(catalogue: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, str(catalogue), "--port", "0"], stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr is not None
        line = server.stderr.readline()
        match = re.fullmatch(r"soilbib: (http://127\.0\.0\.1:\d+/) \(Ctrl-C ends it\)\n", line)
        assert match, line
        with urlopen(match[1]) as answer:
            assert b"Mud" in answer.read()
        server.send_signal(signal.SIGINT)
        assert server.stderr.read() == ""
        assert server.wait(20) == 0


def test_others_are_let_in_with_a_token_only(catalogue: Path) -> None:
    options = ["--host", "0.0.0.0", "--port", "0", "--read-only", "-j", "0"]
    with subprocess.Popen([*COMMAND, str(catalogue), *options], stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        assert re.search(r"http://127\.0\.0\.1:\d+/\?token=\S{16,} ", server.stderr.readline())
        assert "whoever has the token may read it" in server.stderr.readline()
        server.terminate()
        server.wait(20)


def failure(*arguments: str) -> tuple[int, str]:
    done = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout == ""
    return done.returncode, done.stderr


def test_a_catalogue_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    status, said = failure(str(tmp_path / "none.db"))
    assert (status, said.count("\n")) == (3, 1)
    assert "no such catalogue" in said
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_catalogue_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database at all, but long enough to be looked into\n" * 50)
    status, said = failure(str(tmp_path / "text.db"))
    assert (status, said.count("\n")) == (3, 1)


def test_a_port_that_is_taken_is_said_so(catalogue: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, said = failure(str(catalogue), "--port", str(taken.getsockname()[1]))
    assert (status, said.count("\n")) == (6, 1)
    assert "cannot listen" in said


def test_without_the_packages_of_the_extra_it_says_what_to_install(catalogue: Path) -> None:
    program = (
        "import sys; sys.modules['starlette'] = None\n"
        f"sys.argv = ['soilbib', 'serve', {str(catalogue)!r}]\n"
        "from soilbib.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "pip install 'soilbib[web]'" in done.stderr
    assert done.stderr.count("\n") == 1
