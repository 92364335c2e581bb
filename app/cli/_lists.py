"""Lists of people on the command line: a file's text, and the rows that were left out of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from app.cli import WronglyAsked

MOST = 20_971_520


def text_of(file: Path) -> str:
    """Read a list of people; bytes that are no UTF-8 are told from it by those who read the list."""
    if file.stat().st_size > MOST:
        raise WronglyAsked(f"{file.name} is too large for a list of people: at most 20 MB.")
    return file.read_bytes().decode("utf-8", "surrogateescape")


def say_left_out(told: dict[str, Any]) -> None:
    """Name the bad rows with their reason, on standard error."""
    for one in told["left_out"]:
        where = f"Row {one['row']}" + (f", {one['field']}" if one["field"] else "")
        click.echo(f"{where}: {one['why']}", err=True)
