"""`dialogue backup`: a copy of the database, made by the running process or directly."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli import print_json
from app.cli._control import through


@click.command
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database, instead of DIALOGUE_DATA.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def command(file: Path, data: Path | None, as_json: bool) -> None:
    """Copy the database to FILE.

    A running server makes the copy while everything goes on. The key of all links is not in it: keep a copy of
    server.key elsewhere.
    """
    told = through("backup", data, file=str(Path.cwd() / file))
    if as_json:
        print_json(told)
    else:
        click.echo(f"Copied to {told['file']}. The key of all links is not in it.")
