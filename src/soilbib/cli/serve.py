"""``soilbib serve``: a catalogue as web pages on this machine."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from soilbib.cli import options
from soilbib.errors import InputError, OutputError

if TYPE_CHECKING:
    from socket import socket

    from soilbib.web.settings import Settings

EXTRA = "the web pages need more packages: pip install 'soilbib[web]'"


def run(
    catalogue: str,
    *,
    host: str = "127.0.0.1",
    port: int = 8765,
    read_only: bool = False,
    token: str | None = None,
    names: tuple[str, ...] = (),
    max_upload: int = 20,
    processes: int = 2,
    email: str = "",
    browse: bool = False,
) -> int:
    """Serve a catalogue until interrupted; returns 0.

    Others than this machine are let in with a token only. Raises `InputError` where the catalogue is not there and
    `OutputError` where the address cannot be used.
    """
    _check_installed()
    from soilbib.catalogue import Catalogue
    from soilbib.web.server import is_loopback, serve
    from soilbib.web.settings import MEGABYTE, Settings

    if not Path(catalogue).is_file():
        raise InputError(f"{catalogue}: no such catalogue ('soilbib add {catalogue} FILE' makes one)")
    Catalogue(catalogue, read_only=read_only).close()
    shared = not is_loopback(host)
    secret = token or (secrets.token_urlsafe(16) if shared else "")
    listening = _listen(host, port)
    settings = Settings(
        catalogue,
        processes=processes,
        email=email or Settings(catalogue).email,
        read_only=read_only,
        token=secret,
        hosts=tuple(name.lower() for name in (*names, *([host] if shared else ()))),
        any_address=shared,
        body_size=max_upload * MEGABYTE,
    )
    address = _address(host, listening.getsockname()[1], secret)
    serve(settings, listening, lambda: _started(address, settings, browse))
    return 0


def _check_installed() -> None:
    """Raises `InputError` where a package of the extra is missing."""
    try:
        import soilbib.web.server  # noqa: F401 - whether it can be
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("soilbib"):
            raise
        raise InputError(f"{EXTRA} ({error.name} is missing)") from None


def _listen(host: str, port: int) -> socket:
    """The socket of an address; raises `OutputError` where it cannot be used."""
    from soilbib.web.server import bind

    try:
        return bind(host, port)
    except OSError as error:
        raise OutputError(f"cannot listen on {host}:{port} ({error.strerror or error})") from None


def _address(host: str, port: int, token: str) -> str:
    shown = f"[{host}]" if ":" in host else {"0.0.0.0": "127.0.0.1"}.get(host, host)
    return f"http://{shown}:{port}/" + (f"?token={token}" if token else "")


def _started(address: str, settings: Settings, browse: bool) -> None:
    click.echo(f"soilbib: {address} (Ctrl-C ends it)", err=True)
    if settings.any_address:
        may = "read it" if settings.read_only else "read and change it"
        click.echo(f"soilbib: others reach it, too; whoever has the token may {may}", err=True)
    sys.stderr.flush()
    if browse:
        click.launch(address)


@click.command("serve")
@click.argument("catalogue", metavar="CAT")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes a free one."
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; others need a token."
)
@click.option("--read-only", is_flag=True, help="Let nobody change anything.")
@click.option(
    "--token", metavar="TEXT", help="What everybody has to show [default: made up where others reach it]."
)
@click.option(
    "--name", "names", multiple=True, metavar="HOST", help="A name that the server answers to (repeatable)."
)
@click.option(
    "--max-upload", type=click.IntRange(1, 2000), default=20, show_default=True, help="Megabytes at once."
)
@click.option(
    "-j",
    "--processes",
    type=click.IntRange(0, 64),
    default=2,
    show_default=True,
    help="Processes that make pages.",
)
@click.option("--email", default="", metavar="ADDRESS", help="Whom harvesters (OAI-PMH) may write to.")
@click.option("--open", "browse", is_flag=True, help="Open the page in the browser.")
@options.color
def command(**arguments: object) -> int:
    """Show the catalogue CAT as web pages: search, cite, import, review duplicates.

    Only this machine reaches it unless --host says otherwise. Needs the packages of soilbib[web].

    \b
    soilbib add soil.db resources.txt && soilbib serve soil.db
    """
    return run(**arguments)  # type: ignore[arg-type]
