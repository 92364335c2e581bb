"""`dialogue links`: the personal links of a programme, as its people page shows them."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from app.cli import print_json
from app.cli._control import through

WIDEST = 4000
"""Columns: no link is ever cut."""


@click.command
@click.option("--programme", default="", help="The programme's short id; may be left out if there is one only.")
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the database, instead of DIALOGUE_DATA.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def command(programme: str, data: Path | None, as_json: bool) -> None:
    """Print everybody's personal link.

    The same links as on the people page, also beside a running server; that they were shown is noted in the log.
    """
    found = through("links", data, programme=programme)["links"]
    if as_json:
        print_json(found)
        return
    table = Table("Name", "Role", "Link")
    for one in found:
        table.add_row(one["name"], one["role"], one["link"])
    Console(soft_wrap=True, width=WIDEST, markup=False).print(table)
