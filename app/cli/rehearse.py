"""`dialogue rehearse`: simulated people against a server, and what was late, lost or doubled."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import click
import httpx2
from rich.console import Console
from rich.table import Table

from app import logs
from app.cli import Refused, WronglyAsked, _agenda, print_json
from app.cli.demo import free_port
from app.demo.people import crowd
from app.demo.rehearsal import NoRehearsal, Rehearsal
from app.settings import Settings


@click.command
@click.option("--people", type=click.IntRange(2, 20_000), default=30, show_default=True, help="How many people.")
@click.option("--rounds", type=click.IntRange(1, 20), default=1, show_default=True, help="How many rounds of rooms.")
@click.option("--minutes", type=click.FloatRange(0, 480), default=1.0, show_default=True, help="Length of a round.")
@click.option("--url", default="", help="An organiser's personal link at a running server; else a server of its own.")
@click.option("--agenda", is_flag=True, help="Play a planned meeting of your own data, in a copy, much faster.")
@click.option("--meeting", default="", help="With --agenda: the meeting's name, instead of the next one's.")
@click.option("--data", type=click.Path(path_type=Path), help="With --agenda: the folder, instead of DIALOGUE_DATA.")
@click.option("--speed", type=click.FloatRange(1, 60), default=20, show_default=True, help="With --agenda: how fast.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as one line of JSON.")
def command(
    people: int, rounds: int, minutes: float, url: str, agenda: bool, meeting: str, data: Path | None, speed: float,
    as_json: bool,
) -> None:  # fmt: skip
    """Try a server with simulated people.

    They come in by their links, go to rooms and back, get lost and lose their connection, and the report says what was
    late, lost or doubled. With --url they are the participants of that programme: make one for it, with `dialogue new`.
    With --agenda they play one of your own meetings in a copy of your data, which itself is only read; the copy is
    deleted at the end. Choose a lower --speed for hundreds of people.
    Ends with exit code 1 if something was lost or doubled.
    """
    logs.start(quiet=agenda)  # to standard error: what a program reads stays clean
    if agenda:
        _agenda.rehearse(data, meeting, speed, as_json=as_json)
        return
    if url:
        rehearsal = Rehearsal(origin(url), url, people, rounds, minutes)
        try:
            report = asyncio.run(rehearsal.run())
        except httpx2.TransportError as error:
            raise Refused(f"{rehearsal.base} does not answer ({type(error).__name__}).") from None
        except NoRehearsal as why:
            raise Refused(str(why)) from None
    else:
        with tempfile.TemporaryDirectory(prefix="dialogue-rehearsal-") as folder:
            report = asyncio.run(own(Path(folder), people, rounds, minutes))
    show(report, as_json=as_json)
    notes, reports = report["notes"], report["reports"]
    assert isinstance(notes, dict)
    assert isinstance(reports, dict)
    if any(each["lost"] or each["doubled"] for each in (report, notes, reports)):
        raise SystemExit(1)


def origin(link: str) -> str:
    """Return the server of a personal link. Raises `WronglyAsked`."""
    try:
        parts = urlsplit(link)
    except ValueError:
        parts = urlsplit("")
    if "/l/" not in parts.path or parts.scheme not in ("http", "https"):
        raise WronglyAsked("--url must be an organiser's personal link: https://…/l/….")
    return f"{parts.scheme}://{parts.netloc}"


async def own(folder: Path, people: int, rounds: int, minutes: float) -> dict[str, object]:
    """Rehearse with a server of our own, and count in its log."""
    from app.web.house import DATABASE
    from realtime.log import Log, Record

    port = free_port()
    settings = Settings.from_environment(data=folder, port=port, public_url=f"http://127.0.0.1:{port}")
    programme, link = await prepared(settings, people)
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "app.cli", "serve", "--data", str(folder), "--port", str(port)),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )

    async def records() -> list[Record]:
        server.terminate()
        await server.wait()
        log = await Log.open(folder / DATABASE)
        try:
            return await log.read(programme)
        finally:
            await log.close()

    try:
        await answering(port)
        return await Rehearsal(settings.public_url, link, people, rounds, minutes, records).run()
    finally:
        if server.returncode is None:
            server.terminate()
        await server.wait()


async def prepared(settings: Settings, people: int) -> tuple[str, str]:
    """Make a programme of so many people on an empty folder; return its id and the organiser's link."""
    from app.web.founding import Founding, found
    from app.web.handing import personal_link
    from app.web.house import House

    house = await House.open(settings)
    try:
        programme, organiser = await found(house, Founding("Rehearsal", "Organiser", demo=True), crowd(people))
        return programme, personal_link(house, (await house.programmes.get(programme)).state, organiser)
    finally:
        await house.close()


async def answering(port: int) -> None:
    """Wait until the server answers."""
    for _ in range(600):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise Refused("The server of the rehearsal does not start.")


def show(report: dict[str, object], *, as_json: bool) -> None:
    """Print the report."""
    if as_json:
        print_json(report)
        return
    table = Table(title="Rehearsal", show_header=False)
    for name, value in report.items():
        table.add_row(name, ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else str(value))
    Console().print(table)
