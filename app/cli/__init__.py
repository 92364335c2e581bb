"""The `dialogue` command: one file here is one command, imported only when it is called.

A file `seat.py` holds a click command named `command`. Facts are printed as tables for people, with `--json` for
programs; reasons go to standard error, one sentence each. Exit codes: 1 something is wrong, 2 asked wrongly.
"""

from __future__ import annotations

import json
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import click

from app.settings import BadSetting


class Commands(click.Group):
    """The files of this folder as commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands."""
        return sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; None for a word that is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(f"{__name__}.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a setting that cannot be, or a file that cannot be used, ends it with its sentence."""
        try:
            return super().invoke(ctx)
        except BadSetting as wrong:
            raise WronglyAsked(str(wrong)) from None
        except BrokenPipeError:
            raise
        except OSError as error:
            if error.filename is None:
                raise
            raise Refused(f"{error.strerror}: {error.filename}") from None


class Refused(click.ClickException):
    """Ends a command with one sentence on standard error and exit code 1."""

    def show(self, file: Any = None) -> None:
        """Print the sentence alone."""
        click.echo(self.message, err=True)


class WronglyAsked(Refused):
    """The same with exit code 2: what was asked cannot be understood."""

    exit_code = 2


def print_json(facts: object) -> None:
    """Print facts for a program: one line of JSON on standard output, at once."""
    click.echo(json.dumps(facts, ensure_ascii=False))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="local-dialogue-platform", prog_name="dialogue")
def main() -> None:
    """Run a local dialogue: who sits in which room, when, with whom, beside any video call."""
