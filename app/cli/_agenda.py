"""`dialogue rehearse --agenda`: one's own meeting played in a copy, and a report that a moderator understands."""

from __future__ import annotations

import asyncio
import signal
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.table import Table

from app.cli import Refused, print_json
from app.cli.demo import free_port
from app.demo.ahead import rehearsed
from app.demo.copies import copied
from app.demo.rehearsal import NoRehearsal
from app.demo.watching import Report
from app.model import UnknownEvent
from app.settings import Settings
from app.web.house import DATABASE
from realtime.log import Corrupt


def rehearse(data: Path | None, meeting: str, speed: float, *, as_json: bool) -> None:
    """Play a meeting, print the report; exit code 1 where a note was lost or doubled, or the end was not reached."""
    real = Settings.from_environment(data=data).data
    if not (real / DATABASE).is_file():
        raise Refused(f"There is no database in {real.resolve()}; name its folder with --data.")
    try:
        with tempfile.TemporaryDirectory(prefix="dialogue-rehearsal-") as folder:
            report = asyncio.run(played(real, Path(folder), meeting, speed))
    except asyncio.CancelledError:
        raise click.Abort from None
    except NoRehearsal as why:
        raise Refused(str(why)) from None
    except (Corrupt, UnknownEvent) as broken:
        raise Refused(f"The database cannot be read ({broken}); `dialogue check` says more.") from None
    if as_json:
        print_json(asdict(report))
    else:
        show(report)
    if report.lost or report.doubled or report.ended is None:
        raise SystemExit(1)


async def played(real: Path, folder: Path, meeting: str, speed: float) -> Report:
    """Copy the data and play the meeting in the copy, under a key and an address of its own."""
    me = asyncio.current_task()
    assert me is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, me.cancel)  # the copy is deleted then, too
    await copied(real, folder)
    return await rehearsed(Settings(data=folder, port=free_port()), meeting, speed)


def show(report: Report) -> None:
    """Print the report for people."""
    click.echo(
        f"{report.meeting}: rehearsed with {report.people} simulated people at {report.speed:g} times the speed.\n"
        "It ran in a copy; nothing of it is in your data.\n"
    )
    table = Table("Part", "Planned to end", "Ended", "Against the plan")
    for part in report.parts:
        ended = hour(part.ended, report.zone) if part.ended is not None else "did not run"
        table.add_row(part.title, hour(part.planned, report.zone), ended, late(part.behind) if part.ended else "")
    Console().print(table)
    for line in lines(report):
        click.echo(line)


def lines(report: Report) -> Iterator[str]:
    """Yield what is to be said beside the table."""
    ran = sum(part.ended is not None for part in report.parts)
    yield f"{ran} of {len(report.parts)} parts ran."
    if report.ended is None:
        yield "The meeting did not come to its end in one and a half times its planned length."
    else:
        behind = round((report.ended - report.agreed) / 60)
        yield f"It ended at {hour(report.ended, report.zone)}, {late(behind)}, time in reserve counted in."
    yield f"{report.came} of {report.people} people came; {report.rooms} rooms talked."
    alone = [f"room {room} of “{part}”" for part, room in report.alone]
    yield f"Somebody was alone in {', '.join(alone)}." if alone else "Nobody was alone in a room."
    waited = f", the longest wait was {report.wait} seconds" if report.calls else ""
    yield f"{report.calls} calls for help, {report.open_calls} still open at the end{waited}."
    yield f"{report.notes} notes written, {report.lost} lost, {report.doubled} doubled."


def hour(instant: float, zone: str) -> str:
    """Return the time of day in the meeting's zone."""
    return datetime.fromtimestamp(instant, ZoneInfo(zone)).strftime("%H:%M")


def late(minutes: int) -> str:
    """Say how far from the plan something is."""
    return "on time" if minutes == 0 else f"{abs(minutes)} min {'late' if minutes > 0 else 'early'}"
