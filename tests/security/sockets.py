"""A bare socket of a browser, for what a page would never send."""

from __future__ import annotations

import asyncio

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.serving import CEILING, MEETING, Visitor


async def opened(visitor: Visitor, page: str = "board", *, path: str = "", origin: str = "") -> ClientConnection:
    """Open a page's socket with the visitor's cookies, from our origin unless told otherwise."""
    server = visitor.server
    cookies = "; ".join(f"{each.name}={each.value}" for each in visitor.http.cookies.jar)
    address = server.url.replace("http", "ws", 1) + (path or f"/p/{server.programme}/m/{MEETING}/{page}/live")
    said = origin or server.url
    return await connect(address, origin=said, additional_headers={"Cookie": cookies}, max_size=None)  # type: ignore[arg-type]


async def code_of(socket: ClientConnection, *, within: float = CEILING) -> int:
    """Read until the server closes the socket; return the code. Fails after `within` seconds."""
    try:
        async with asyncio.timeout(within):
            while True:
                await socket.recv()
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 1006
