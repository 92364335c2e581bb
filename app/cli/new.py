"""`dialogue new`: make a programme with its first meeting and its people, as the set-up page does."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli import print_json
from app.cli._control import through
from app.cli._lists import say_left_out, text_of


@click.command
@click.argument("name")
@click.option("--people", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="List of people (CSV).")
@click.option("--organiser", default="Organiser", show_default=True, help="The organiser's name.")
@click.option("--starts", default="", help="Local time of the first meeting, 2026-12-01T10:00; else now.")
@click.option("--zone", default="UTC", show_default=True, help="Its time zone, Africa/Tunis.")
@click.option("--help-phone", default="", help="Help telephone, shown on every page.")
@click.option("--controller", default="", help="Who is responsible for the data, for the privacy notice.")
@click.option("--contact", default="", help="Whom to ask about it.")
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database, instead of DIALOGUE_DATA.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def command(people: Path | None, data: Path | None, as_json: bool, **said: str) -> None:
    """Make a programme called NAME.

    It has one meeting, the people of the list and an organiser, whose personal link is printed. Works beside a running
    server, too.
    """
    made = through("new", data, makes=True, text=text_of(people) if people else "", **said)
    if as_json:
        print_json(made)
        return
    count = "1 person" if made["people"] == 1 else f"{made['people']} people"
    click.echo(f"{said['name']}: {count}. The organiser's personal link:\n{made['organiser']}")
    say_left_out(made)
