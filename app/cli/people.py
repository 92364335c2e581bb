"""`dialogue people import`: bring a list of people into a programme."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from app import rosters
from app.cli import print_json
from app.cli._house import only_programme, with_house
from app.domain.messages import SYSTEM
from app.domain.roster import ImportPeople, preview
from app.i18n import Words
from app.web.errors import sentence
from app.web.house import House


@click.group
def command() -> None:
    """Work on the people of a programme."""


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--programme", default="", help="The programme's short id; may be left out if there is one only.")
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database, instead of DIALOGUE_DATA.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def import_(file: Path, programme: str, data: Path | None, as_json: bool) -> None:
    """Take the good rows of FILE (CSV, UTF-8); bad ones are named with their reason and left out."""
    body = file.read_bytes()

    async def work(house: House) -> dict[str, object]:
        live = await house.programmes.get(only_programme(house, programme))
        rows = rosters.read(body, {one.name: one.id for one in live.state.meetings.values()})
        matches = preview(live.state, rows)
        await live.stream.perform(ImportPeople(tuple(rows)), actor=SYSTEM)
        counts = Counter(match.kind for match in matches)
        words = Words("en")
        bad = [(match.row.number, sentence(words, match.refusal, {})) for match in matches if match.refusal]
        return {**{kind: counts[kind] for kind in ("new", "changed", "unchanged", "bad")}, "left_out": bad}

    told = with_house(data, work)
    if as_json:
        print_json(told)
        return
    click.echo(f"{told['new']} new, {told['changed']} changed, {told['unchanged']} unchanged, {told['bad']} left out.")
    for number, why in told["left_out"]:  # type: ignore[attr-defined]
        click.echo(f"Row {number}: {why}", err=True)
