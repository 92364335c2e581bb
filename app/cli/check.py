"""`dialogue check`: whether settings, key and database are sound."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli import Refused, print_json
from app.cli._house import with_house
from app.settings import Settings, warnings
from app.web.house import House


@click.command
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database, instead of DIALOGUE_DATA.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def command(data: Path | None, as_json: bool) -> None:
    """Read every event with its checksum and say what is unwise; exit code 1 if something is broken."""
    settings = Settings.from_environment(data=data)
    if not settings.data.is_dir():
        raise Refused(f"There is no folder {settings.data.resolve()}.")

    async def work(house: House) -> dict[str, object]:
        await house.log.ready()
        events = {live.state.id: live.stream.position for live in house.programmes.all()}
        return {"ok": True, "programmes": len(events), "events": sum(events.values()), "warnings": warnings(settings)}

    told = with_house(data, work)
    if as_json:
        print_json(told)
        return
    click.echo(f"{told['programmes']} programmes, {told['events']} events: all read, every checksum right.")
    for said in warnings(settings):
        click.echo(said, err=True)
