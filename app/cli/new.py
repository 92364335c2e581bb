"""`dialogue new`: make a programme with its first meeting and its people, as the set-up page does."""

from __future__ import annotations

from pathlib import Path

import click

from app import rosters
from app.cli import print_json
from app.cli._house import with_house
from app.web.founding import Founding, found
from app.web.handing import personal_link
from app.web.house import House


@click.command
@click.argument("name")
@click.option("--people", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="List of people (CSV).")
@click.option("--organiser", default="Organiser", show_default=True, help="The organiser's name.")
@click.option("--starts", default="", help="Local time of the first meeting, 2026-12-01T10:00; else now.")
@click.option("--zone", default="UTC", show_default=True, help="Its time zone, Africa/Tunis.")
@click.option("--help-phone", default="", help="Help telephone, shown on every page.")
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database, instead of DIALOGUE_DATA.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def command(
    name: str,
    people: Path | None,
    organiser: str,
    starts: str,
    zone: str,
    help_phone: str,
    data: Path | None,
    as_json: bool,
) -> None:
    """Make a programme called NAME with one meeting, and print the organiser's personal link."""
    body = people.read_bytes() if people else b""

    async def work(house: House) -> dict[str, object]:
        rows = rosters.read(body, {}) if body else []
        programme, person = await found(house, Founding(name, organiser, starts, zone, help_phone), rows)
        state = (await house.programmes.get(programme)).state
        return {"programme": programme, "people": len(state.people), "organiser": personal_link(house, state, person)}

    made = with_house(data, work)
    if as_json:
        print_json(made)
    else:
        click.echo(f"{name}: {made['people']} people. The organiser's personal link:\n{made['organiser']}")
