"""`dialogue people import`: bring a list of people into a programme."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli import print_json
from app.cli._control import through
from app.cli._lists import say_left_out, text_of


@click.group
def command() -> None:
    """Bring people into a programme."""


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--preview", is_flag=True, help="Say what would change and change nothing.")
@click.option("--programme", default="", help="The programme's short id; may be left out if there is one only.")
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database, instead of DIALOGUE_DATA.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def import_(file: Path, preview: bool, programme: str, data: Path | None, as_json: bool) -> None:
    """Take the good rows of FILE (CSV, UTF-8).

    Its first line names the columns, in any order: id, name, organisation, type, country, languages, email, role,
    meetings; only name is required. Bad rows are named with their reason and left out. The same file twice changes
    nothing. Works beside a running server, too.
    """
    told = through("people", data, programme=programme, preview=preview, text=text_of(file))
    if as_json:
        print_json(told)
        return
    counted = f"{told['new']} new, {told['changed']} changed, {told['unchanged']} unchanged, {told['bad']} left out."
    click.echo(f"This would be: {counted}" if preview else counted)
    for row in told["taken_for_the_same"]:
        click.echo(f"Row {row}: taken for the person of the same name and organisation.", err=True)
    say_left_out(told)
