"""`dialogue demo`: a fictitious programme with simulated people, one of its meetings live, until Ctrl-C."""

from __future__ import annotations

import asyncio
import shutil
import signal
import socket
import tempfile
import webbrowser
from contextlib import suppress
from pathlib import Path

import click

from app.cli import Refused, print_json
from app.settings import Settings, given

LABELS = {
    "organiser": ("Organiser", "people and links, the programme, everything"),
    "moderator": ("Moderator", "the console: leads the meeting"),
    "tech": ("Technical support", "the console: helps people in, answers calls"),
    "rapporteur": ("Rapporteur", "the notes of all rooms"),
    "interpreter": ("Interpreter", "a board that hops between rooms"),
    "host": ("Table host", "a participant's board, with a table to keep"),
    "participant": ("Participant", "a board for the phone: narrow the window"),
    "observer": ("Observer", "sees, says nothing"),
    "screen": ("Plenary screen", "for the wall"),
}
"""Whose links are printed, where the meeting has them: what each is called, and what it shows."""


@click.command
@click.option("--json", "as_json", is_flag=True, help="Print the links as one line of JSON.")
@click.option("--no-browser", is_flag=True, help="Open no browser.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port, instead of DIALOGUE_PORT; 0 or neither: a free one.")
@click.option(
    "--meeting",
    type=click.Choice(["regional"]),
    help="Begin in the second round of the regional meeting's World Café instead of in the third workshop.",
)
def command(as_json: bool, no_browser: bool, port: int | None, meeting: str | None) -> None:
    """Run a fictitious programme, whose third workshop is live.

    Two workshops are over, with rooms and notes; a regional meeting is planned. Simulated people come through the real
    doors; the console opens in the browser, and a link for each role and for the plenary screen is printed. It ends
    with Ctrl-C and leaves nothing.
    """
    import uvloop

    from app import logs
    from app.main import CannotListen

    if port is None and given("port"):
        port = Settings.from_environment().port
    logs.start(quiet=True)  # a line for each request would carry the links out of sight
    folder = Path(tempfile.mkdtemp(prefix="dialogue-demo-"))
    try:
        with suppress(KeyboardInterrupt):
            uvloop.run(run(folder, port or free_port(), as_json=as_json, browser=not no_browser, meeting=meeting))
    except CannotListen as bad:
        raise Refused(str(bad)) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


async def run(folder: Path, port: int, *, as_json: bool, browser: bool, meeting: str | None = None) -> None:
    """Serve the demo until a signal; raise what kept it from beginning."""
    from app.demo import meeting as play
    from app.demo.programme import REGIONAL, WORKSHOP
    from app.main import serve
    from app.web.house import House

    people: list[asyncio.Task[None]] = []

    def started(house: House) -> None:
        people.append(asyncio.create_task(begin(house)))
        people[0].add_done_callback(ended)

    def ended(begun: asyncio.Task[None]) -> None:
        if not begun.cancelled() and begun.exception():
            signal.raise_signal(signal.SIGINT)  # the server stops as with Ctrl-C

    async def begin(house: House) -> None:
        programme = await play.prepared(house, REGIONAL if meeting else WORKSHOP)
        links = await play.links(house, programme)
        show(links, as_json=as_json)
        if browser:
            await asyncio.to_thread(webbrowser.open, links["moderator"])
        people.append(asyncio.create_task(play.simulate(house, programme)))

    settings = Settings.from_environment(data=folder, port=port, public_url=f"http://127.0.0.1:{port}")
    try:
        await serve(settings, started)
    finally:
        for task in people:
            task.cancel()
        begun, *_ = await asyncio.gather(*people, return_exceptions=True) or [None]
    if isinstance(begun, Exception):
        raise begun


def show(links: dict[str, str], *, as_json: bool) -> None:
    """Print the links."""
    if as_json:
        print_json(links)
        return
    click.echo("A fictitious meeting is running. Ctrl-C ends it.")
    click.echo("One browser is one person: open a second one in a private window or in another browser.")
    for name, (role, phrase) in LABELS.items():
        if name in links:  # each on a line of its own: no window cuts it, a press opens it
            click.echo(f"\n{role:<19}{phrase}\n{links[name]}")
