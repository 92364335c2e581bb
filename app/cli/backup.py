"""`dialogue backup`: a copy of the database, made by the running process or directly."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli._control import through


@click.command
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database, instead of DIALOGUE_DATA.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def command(file: Path, data: Path | None, as_json: bool) -> None:
    """Copy the database to FILE while everything goes on; keep the key file elsewhere, it is not in it."""
    through("backup", file, data, as_json=as_json)
