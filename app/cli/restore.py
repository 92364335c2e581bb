"""`dialogue restore`: go back to a backup; every open page draws itself anew."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli import print_json
from app.cli._control import through


@click.command
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database, instead of DIALOGUE_DATA.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def command(file: Path, data: Path | None, as_json: bool) -> None:
    """Go back to the backup FILE.

    What happened since is gone. A running server does it at once and every open page draws itself anew; a file that is
    no whole backup of ours changes nothing. A damaged database is kept beside the new one.
    """
    told = through("restore", data, makes=True, file=str(Path.cwd() / file))
    if as_json:
        print_json(told)
        return
    click.echo(f"Everything is as in {told['file']}.")
    for said in told["warnings"]:
        click.echo(said, err=True)
