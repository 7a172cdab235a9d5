"""The command line: one file per command, imported when that command is called."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any

import click

from soilbib._version import __version__

COMMANDS: dict[str, str] = {
    "add": "Add records to a catalogue.",
    "backup": "Copy a catalogue while others write.",
    "check": "Say what is wrong in files of references.",
    "completion": "Print the completion script of a shell.",
    "convert": "Convert records from one format to another.",
    "decisions": "Exchange decisions on pairs between a catalogue and a table.",
    "dedupe": "Find duplicate records and merge them.",
    "edit": "Change a record of a catalogue.",
    "explain": "Say why two records are, or are not, one work.",
    "export": "Write records of a catalogue in any format.",
    "fmt": "Lay .bib files out anew without changing what they say.",
    "format": "Print a reference list in a citation style.",
    "formats": "List the formats that can be read and written.",
    "history": "List the changes of a catalogue.",
    "merge": "Merge records of a catalogue.",
    "parse": "Read free strings such as “Title” – Year – Authors.",
    "remove": "Remove records from a catalogue.",
    "review": "Decide on the pairs that the rules leave open.",
    "search": "Search a catalogue.",
    "serve": "Show a catalogue as web pages on this machine.",
    "styles": "Search and show citation styles.",
    "undo": "Take a change of a catalogue back.",
    "unmerge": "Take one merge back.",
    "verify": "Check that a catalogue is whole.",
}
"""Command → its one-line help, so that listing the commands imports none of them."""

SAID: dict[str, str] = {
    **dict.fromkeys(("lint", "validate", "test"), "check"),
    **dict.fromkeys(("tidy", "clean", "prettify", "sort", "normalize", "normalise"), "fmt"),
    **dict.fromkeys(("cite", "bibliography", "render", "references", "print"), "format"),
    **dict.fromkeys(("import", "init", "new", "create", "load", "ingest"), "add"),
    **dict.fromkeys(("list", "find", "query", "grep", "show", "browse", "ls"), "search"),
    **dict.fromkeys(("duplicates", "deduplicate", "dedup", "uniq"), "dedupe"),
    **dict.fromkeys(("delete", "rm", "del"), "remove"),
    **dict.fromkeys(("web", "server", "gui", "open"), "serve"),
    **dict.fromkeys(("transform", "read", "translate", "to", "rekey"), "convert"),
    **dict.fromkeys(("log", "changes"), "history"),
    **dict.fromkeys(("why", "compare"), "explain"),
    **dict.fromkeys(("csl", "style"), "styles"),
    "version": "--version",
}
"""What other programs, or people, call a command → its name here."""

_AS_NEAR = 0.85
"""Proposals that are this near, measured by the nearest, are proposed with it."""

EXIT_CODES: dict[str, int] = {
    "InputError": 3,
    "OutputError": 6,
    "FormatError": 2,
    "StyleError": 2,
    "ParseError": 3,
    "PatternError": 2,
    "QueryError": 2,
    "UnknownError": 2,
    "ProfileError": 2,
    "LabelError": 3,
    "CatalogueError": 6,
}
"""Exception → exit status (also: 0 done, 1 findings, 2 usage, 4 some records rejected, 130 interrupted, 141 its output
not read to the end)."""


class _Ended(Exception):  # noqa: N818 - not an error: somebody outside has had enough
    """The run was ended from outside: by an interrupt, or by the reader of its output."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class _Terminated(KeyboardInterrupt):
    """A request to end (SIGTERM), which cleans up as an interrupt does."""


@contextmanager
def _ends() -> Iterator[None]:
    """Take the two ends that come from outside before click answers them in its own way."""
    try:
        yield
    except KeyboardInterrupt as interrupt:
        raise _Ended(143 if isinstance(interrupt, _Terminated) else 130) from None
    except BrokenPipeError:
        raise _Ended(128 + getattr(signal, "SIGPIPE", 13)) from None


class Commands(click.Group):
    """A group whose commands live in modules of their own."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, from the table alone."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command asked for."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"soilbib.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the group's own options, of which --help and --version print at once; "help CMD" is "CMD --help"."""
        if args[:1] == ["help"]:
            args = [*args[1:], "--help"]
        with _ends():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it has printed has gone out when it ends."""
        with _ends():
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command to a mistyped one."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            from difflib import get_close_matches

            near = [SAID[name]] if name in SAID else get_close_matches(name, COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"No such command {name!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="soilbib", message="%(prog)s %(version)s")
def cli() -> None:
    """Read, deduplicate, format and convert bibliographic records.

    Every command reads files or, with "-" or a pipe, standard input; it writes data to standard output and
    everything else to standard error. Exit status: 0 done, 1 findings, 2 usage, 3 no usable input, 4 some
    records rejected, 6 output not written.
    """


def main() -> None:
    """Run the command line and leave with its exit status; every failure is one line on standard error."""
    _open_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    signal.signal(signal.SIGTERM, _terminate)
    try:
        status = cli.main(prog_name="soilbib", standalone_mode=False)
    except _Ended as end:
        status = end.status
        if status in (130, 143):
            _say("interrupted" if status == 130 else "terminated")
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        status = error.exit_code
    except click.ClickException as error:
        if isinstance(error, click.NoSuchOption):
            error = _narrowed(error)
        _say(f"error: {' '.join(error.format_message().split())}{_where_to_look(error)}")
        status = error.exit_code
    except Exception as error:
        status = _failed(error)
    _close_output()
    gc.freeze()  # Python would look for cycles among all that was read before it ends
    sys.exit(status if isinstance(status, int) else 0)


def _open_closed() -> None:
    """Put an empty input and an output that takes nothing where the caller closed them (``<&-``, ``>&-``)."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - a stream
    sys.stdout = sys.stdout or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - to write to it fails
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def _terminate(_number: int, _frame: object) -> None:
    raise _Terminated


def _failed(error: Exception) -> int:
    """Say what failed: one line for soilbib's own errors and the system's; what nobody foresaw keeps its traceback."""
    from soilbib.errors import SoilbibError

    if isinstance(error, OSError):  # a full disk behind standard output, or that it is closed
        _say(f"error: {error.filename or '<stdout>'}: cannot be written ({error.strerror or error})")
        return EXIT_CODES["OutputError"]
    if not isinstance(error, SoilbibError):
        raise error
    _say(f"error: {error}")
    return next((EXIT_CODES[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in EXIT_CODES), 1)


def _narrowed(error: click.NoSuchOption) -> click.NoSuchOption:
    """The error with only the nearest of the options that click proposes."""
    from difflib import SequenceMatcher

    near = {
        name: SequenceMatcher(None, error.option_name, name).ratio() for name in error.possibilities or ()
    }
    nearest = [name for name, ratio in near.items() if ratio > _AS_NEAR * max(near.values())]
    return click.NoSuchOption(error.option_name, possibilities=nearest, ctx=error.ctx)


def _where_to_look(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f" (see '{context.command_path} --help')" if context else ""


def _close_output() -> None:
    """Let nothing more be written to an output that takes no more: Python would complain at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(message: str) -> None:
    with suppress(OSError):  # a full disk behind standard error; the exit status still tells
        click.echo(f"soilbib: {message}", err=True)
