"""``soilbib completion``: the script that teaches a shell soilbib's commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


def run(shell: str) -> str:
    """The completion script of a shell."""
    from soilbib.cli import cli

    found = get_completion_class(shell)
    assert found is not None
    return found(cli, {}, "soilbib", "_SOILBIB_COMPLETE").source()


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    soilbib completion bash > ~/.local/share/bash-completion/completions/soilbib
    soilbib completion zsh > "${fpath[1]}/_soilbib"
    soilbib completion fish > ~/.config/fish/completions/soilbib.fish
    """
    click.echo(run(shell))
