"""Backup and restore: asked of the running process, done here where nobody holds the data."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from app import control
from app.cli import Refused, print_json
from app.cli._house import with_house
from app.settings import Settings
from app.web.house import House


def through(do: str, file: Path, data: Path | None, *, as_json: bool) -> None:
    """Do it, and say by whom it was done."""
    settings = Settings.from_environment(data=data)
    answer = asyncio.run(control.ask(settings.data, do, file))
    by = "server"
    if answer is None:

        async def work(house: House) -> dict[str, object]:
            return await control.perform(house, control.asking(do, file))

        answer, by = with_house(data, work), "here"
    if "why" in answer:
        raise Refused(str(answer["why"]))
    if as_json:
        print_json({"ok": True, "by": by, "file": str(file)})
    else:
        click.echo(f"{do}: done ({file}).")
