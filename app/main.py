"""The composition root: settings → house → routes → one ASGI app, served by one process."""

from __future__ import annotations

import asyncio
import errno
import gc
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from app import control, logs
from app.i18n import LANGUAGES
from app.settings import Settings
from app.web.agenda import agenda_routes
from app.web.bodies import Bodies, Lingering
from app.web.cafes import cafe_routes
from app.web.calendars import calendar_routes
from app.web.choices import choice_routes
from app.web.chosen import Chosen
from app.web.commands import command_routes
from app.web.copies import copy_routes
from app.web.describing import describing_routes
from app.web.devices import Renewed, device_routes
from app.web.door import door_routes
from app.web.duties import duty_routes
from app.web.errors import HANDLERS
from app.web.folded import folded_routes
from app.web.founding import founding_routes
from app.web.galleries import gallery_routes
from app.web.handing import handing_routes
from app.web.headers import NotStored, security_headers
from app.web.health import health_routes
from app.web.house import House, assets
from app.web.live import live_routes
from app.web.notes import notes_routes
from app.web.origin import Origin
from app.web.pages import page_routes
from app.web.paper import paper_routes
from app.web.person import person_routes
from app.web.photos import photo_routes
from app.web.practices import practice_routes
from app.web.reports import report_routes
from app.web.requestlog import RequestLog
from app.web.seating import seating_routes
from app.web.sheets import sheet_routes
from app.web.static import asset_route, folder_mount
from app.web.texts import text_routes
from app.web.votes import vote_routes
from app.web.welcome import welcome_routes
from realtime.patience import PatientProtocol
from realtime.wire import WireProtocol

BACKLOG = 4096
ROUNDS = (10_000, 10, 10)
"""Objects made and not yet let go after which the youngest are looked through, and rounds until older ones are."""


def routes() -> list[BaseRoute]:
    """Return every route of the platform; the first that fits answers."""
    return [
        *health_routes(),
        *door_routes(),
        *welcome_routes(),
        *device_routes(),
        *founding_routes(),
        *handing_routes(),
        *person_routes(),
        *choice_routes(),
        *copy_routes(),
        *page_routes(),
        *seating_routes(),
        *cafe_routes(),
        *describing_routes(),
        *agenda_routes(),
        *notes_routes(),
        *sheet_routes(),
        *practice_routes(),
        *gallery_routes(),
        *photo_routes(),
        *vote_routes(),
        *duty_routes(),
        *paper_routes(),
        *folded_routes(),
        *calendar_routes(),
        *text_routes(),
        *report_routes(),
        *command_routes(),
        *live_routes(),
        *map(asset_route, assets().values()),
        folder_mount(),
    ]


def build(house: House) -> Starlette:
    """Return the ASGI app of an open house."""
    app = Starlette(
        routes=routes(),
        exception_handlers=HANDLERS,
        middleware=[
            Middleware(NotStored),
            Middleware(RequestLog),
            Middleware(Lingering),
            Middleware(Origin, settings=house.settings),
            Middleware(Bodies, settings=house.settings),
            Middleware(Chosen, settings=house.settings),
            Middleware(Renewed, settings=house.settings),
        ],
    )
    app.state.house = house
    return app


class Server(uvicorn.Server):
    """uvicorn's server without its signals: it would raise them again before the house is closed."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the process that serves; a test that is told to end does not lose its server first."""
        yield


@contextmanager
def ended_by_signals(serving: uvicorn.Server) -> Iterator[None]:
    """Stop the server at Ctrl-C and at a polite kill."""
    loop, signals = asyncio.get_running_loop(), (signal.SIGINT, signal.SIGTERM)
    for each in signals:
        loop.add_signal_handler(each, serving.handle_exit, each, None)
    try:
        yield
    finally:
        for each in signals:
            loop.remove_signal_handler(each)


def server(house: House, *, port: int | None = None) -> Server:
    """Return the server of an open house, not yet started."""
    settings = house.settings
    return Server(
        uvicorn.Config(
            build(house),
            host=settings.host,
            port=settings.port if port is None else port,
            http=PatientProtocol,
            loop="uvloop",
            ws=WireProtocol,
            ws_max_size=settings.socket_bytes,
            ws_ping_interval=None,
            ws_per_message_deflate=False,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            headers=security_headers(settings),
            backlog=BACKLOG,
            proxy_headers=True,
            forwarded_allow_ips=",".join(settings.trusted_proxies),
            timeout_graceful_shutdown=settings.graceful_seconds,
        )
    )


class CannotListen(Exception):
    """The port cannot be had; `str` is a sentence saying why."""


def listener(settings: Settings) -> socket.socket:
    """Take the port, to be closed by the server. Raises `CannotListen`."""
    where = settings.host, settings.port
    try:
        return socket.create_server(
            where, family=socket.AF_INET6 if ":" in settings.host else socket.AF_INET, backlog=BACKLOG
        )
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = "another program listens there" if taken else os.strerror(error.errno or 0)
        raise CannotListen(f"Port {settings.port} of {settings.host} cannot be had: {why}.") from None


async def serve(settings: Settings, started: Callable[[House], None] = lambda house: None) -> None:
    """Serve until a signal says stop; `started` is called once the port answers.

    Raises `Held`, `Corrupt`, `BadKey`, `CannotListen` and `OSError`, where the data folder cannot be used.
    """
    house = await House.open(settings)
    gc.collect()
    leave_alone()
    try:
        serving, port = server(house), listener(settings)
        owner = await control.listen(house)
        tasks = [asyncio.create_task(each) for each in (tell(serving, house, started), warm(house))]
        try:
            with ended_by_signals(serving):
                await serving.serve(sockets=[port])
        finally:
            for each in tasks:
                each.cancel()
            if owner is not None:
                owner.close()
            control.close(house)
    finally:
        await house.close()


def leave_alone() -> None:
    """Have the collector of reference cycles pass over what lives for long, and come less often.

    Each of its rounds holds everybody: 0.3 s with the state of a thousand people, ten times in ten seconds of typing.
    """
    gc.freeze()
    gc.set_threshold(*ROUNDS)


async def warm(house: House) -> None:
    """Compile the templates, which then live for long."""
    await house.rendering.warm(LANGUAGES)
    leave_alone()


async def tell(serving: uvicorn.Server, house: House, started: Callable[[House], None]) -> None:
    """Call `started` once the server answers."""
    while not serving.started:  # noqa: ASYNC110 (uvicorn has no event for it)
        await asyncio.sleep(0.01)
    started(house)


def run(settings: Settings, started: Callable[[House], None] = lambda house: None) -> None:
    """Serve on the fast loop, with our log lines, until Ctrl-C."""
    logs.start()
    uvloop.run(serve(settings, started))
