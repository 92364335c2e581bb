"""`dialogue check`: whether settings, key and database are sound."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.cli import Refused, print_json
from app.cli._control import through
from app.settings import BadSetting


@click.command
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database, instead of DIALOGUE_DATA.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def command(data: Path | None, as_json: bool) -> None:
    """Check settings, key and database.

    Reads every event with its checksum, also beside a running server. Ends with exit code 1 if something is broken;
    what is only unwise is said and ends with 0.
    """
    told = checked(data)
    if as_json:
        print_json(told)
    else:
        say(told)
    if not told["ok"]:
        raise SystemExit(1)


def checked(data: Path | None) -> dict[str, Any]:
    """Return what the check found; what keeps it from beginning is a problem, too."""
    try:
        return through("check", data)
    except (Refused, BadSetting) as wrong:
        return {"ok": False, "problems": [str(wrong)], "warnings": []}


def say(told: dict[str, Any]) -> None:
    """Print it for people."""
    if told["ok"]:
        click.echo(f"{told['programmes']} programmes, {told['events']} events: all read, every checksum right.")
    for said in (*told["problems"], *told["warnings"]):
        click.echo(said, err=True)
