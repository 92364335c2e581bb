"""`dialogue links`: the personal links of a programme, as its people page shows them."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from app.cli import print_json
from app.cli._house import only_programme, with_house
from app.domain.links import ShowLinks
from app.domain.messages import SYSTEM
from app.web.handing import personal_link, screen_link
from app.web.house import House


@click.command
@click.option("--programme", default="", help="The programme's short id; may be left out if there is one only.")
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database, instead of DIALOGUE_DATA.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def command(programme: str, data: Path | None, as_json: bool) -> None:
    """Print everybody's personal link; that it was shown is noted."""

    async def work(house: House) -> list[dict[str, str]]:
        live = await house.programmes.get(only_programme(house, programme))
        await live.stream.perform(ShowLinks(), actor=SYSTEM)
        state = live.state
        people = [
            {"name": one.name, "role": one.role, "email": one.email, "link": personal_link(house, state, one.id)}
            for one in state.people.values()
        ]
        screens = [
            {"name": meeting.name, "role": "screen", "email": "", "link": screen_link(house, state, meeting.id)}
            for meeting in state.meetings.values()
        ]
        return people + screens

    found = with_house(data, work)
    if as_json:
        print_json(found)
        return
    table = Table("Name", "Role", "Link")
    for one in found:
        table.add_row(one["name"], one["role"], one["link"])
    Console(soft_wrap=True, width=200).print(table)
