"""`dialogue restore`: go back to a backup; every open page draws itself anew."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli._control import through


@click.command
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database, instead of DIALOGUE_DATA.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def command(file: Path, data: Path | None, as_json: bool) -> None:
    """Take the contents of the backup FILE; what happened since is gone."""
    through("restore", file, data, as_json=as_json)
