"""`dialogue serve`: run the platform until Ctrl-C, with the settings of the environment."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.panel import Panel

from app.settings import Settings, warnings


@click.command
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database, instead of DIALOGUE_DATA.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on, instead of DIALOGUE_PORT.")
def command(data: Path | None, port: int | None) -> None:
    """Run the platform until Ctrl-C."""
    settings = Settings.from_environment(data=data, port=port)
    warn(settings)
    from app.main import run  # after the settings: a wrong one is told at once

    run(settings)


def warn(settings: Settings) -> None:
    """Print loudly, on standard error, what is unwise about the settings."""
    console = Console(stderr=True)
    for sentence in warnings(settings):
        console.print(Panel(sentence, title="Careful", border_style="bold red"), markup=False)
