"""The socket's end of the line: frames encoded once and written to many sockets, and the one message shape.

A subclass of uvicorn's sans-I/O protocol (`Config(ws=WireProtocol)`) gives the application a `Wire` beside ASGI's
`send`. Waits for nobody: a socket that takes nothing is parked, and what to do about it is the hub's business.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from uvicorn._types import ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request
from websockets.protocol import State

Push = Callable[[bytes], None]
"""Writes one whole frame to one socket, at once and without looking: only to one that takes frames."""

EXTENSION = "dialogue.wire"
HIGH = 32 * 1024
UNSENT = 16 * 1024
TCP_NOTSENT_LOWAT = 25


def text_frame(payload: bytes) -> bytes:
    """Return one unmasked server text frame, ready for many sockets."""
    size = len(payload)
    if size < 126:
        return bytes((0x81, size)) + payload
    if size < 65536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload


def head(position: int, *, epoch: str | None = None, beat: bool = False) -> str:
    """Return the first line of a message: the position, and the epoch if everything is drawn anew."""
    if beat:
        return f"{position} beat\n"
    return f"{position}\n" if epoch is None else f"{position} {epoch}\n"


def message(position: int, partials: Sequence[str], *, epoch: str | None = None) -> str:
    """Return one message: push, poll answer, resume and catch-up alike."""
    return head(position, epoch=epoch) + "".join(partials)


def framed(position: int, partials: Sequence[str], *, epoch: str | None = None) -> bytes:
    """Return one message as a frame, encoded once for all tabs that get it."""
    return text_frame(message(position, partials, epoch=epoch).encode())


RELOAD = text_frame(b"reload\n")


class Wire(Protocol):
    """One open socket, as the hub sees it.

    `open`: frames may be written; `parked`: it takes none now; `on_flow` is called when either has changed. `push` may
    be used while it is open and not parked. `heard_at` is `time.monotonic` of the last byte that came up.
    """

    on_flow: Callable[[], None]

    @property
    def push(self) -> Push: ...

    @property
    def open(self) -> bool: ...

    @property
    def parked(self) -> bool: ...

    @property
    def heard_at(self) -> float: ...

    def write(self, frame: bytes) -> None: ...

    def close(self, code: int, reason: str = "") -> None: ...

    def abort(self) -> None: ...


def nothing() -> None:
    """Do nothing: for wires that no hub looks at, yet or any more."""


class SocketWire:
    """The wire of one uvicorn socket. Frames written before the handshake or after the close are dropped."""

    __slots__ = ("_protocol", "heard_at", "on_flow", "open", "parked", "push")

    def __init__(self, protocol: WireProtocol) -> None:
        self._protocol = protocol
        self.push: Push = protocol.transport.write
        self.heard_at = time.monotonic()
        self.on_flow: Callable[[], None] = nothing
        self.parked = False
        self.open = False

    def flow(self, *, open: bool, parked: bool) -> None:
        """Note whether frames may be written, and whether they are taken."""
        if (open, parked) != (self.open, self.parked):
            self.open, self.parked = open, parked
            self.on_flow()

    def write(self, frame: bytes) -> None:
        """Write one whole frame."""
        if self.open:
            self.push(frame)

    def close(self, code: int, reason: str = "") -> None:
        """Close with a code, once; a socket that does not answer is cut after ten seconds."""
        if self.open:
            self._protocol.close_with(code, reason)

    def abort(self) -> None:
        """Cut the socket; what was not sent is dropped."""
        if self._protocol.transport is not None:
            self._protocol.transport.abort()


class WireProtocol(WebSocketsSansIOProtocol):
    """uvicorn's socket that also gives the application its wire, as `scope["extensions"]["dialogue.wire"]`."""

    wire: SocketWire | None = None

    def handle_connect(self, event: Request) -> None:
        """Give out the wire with the scope; uvicorn's own answers (a bad handshake) have none."""
        super().handle_connect(event)
        if hasattr(self, "scope"):
            hold_little(self)
            self.wire = SocketWire(self)
            extensions = self.scope["extensions"]
            assert extensions is not None
            extensions[EXTENSION] = self.wire  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        """Note when the peer was last heard."""
        if self.wire is not None:
            self.wire.heard_at = time.monotonic()
        super().data_received(data)

    async def send(self, message: ASGISendEvent) -> None:
        """Open the wire with the accepted handshake."""
        await super().send(message)
        self.note()

    def handle_events(self) -> None:
        """Close the wire with the peer's close frame."""
        super().handle_events()
        self.note()

    def connection_lost(self, exc: Exception | None) -> None:
        """Close the wire with the connection."""
        super().connection_lost(exc)
        self.note()

    def note(self) -> None:
        """Note whether frames may be written; asked here and not at each of a thousand writes."""
        if self.wire is not None:
            going = self.close_sent or self.disconnected or self.transport.is_closing()
            self.wire.flow(open=self.handshake_complete and not going, parked=self.wire.parked)

    def pause_writing(self) -> None:
        """Park the socket."""
        super().pause_writing()
        if self.wire is not None:
            self.wire.flow(open=self.wire.open, parked=True)

    def resume_writing(self) -> None:
        """Let the hub send what this socket missed."""
        super().resume_writing()
        if self.wire is not None:
            self.wire.flow(open=self.wire.open, parked=False)

    def close_with(self, code: int, reason: str) -> None:
        """Send a close frame past ASGI and tell the application that the socket is gone."""
        if self.transport.is_closing() or self.conn.state is not State.OPEN:
            return
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.conn.send_close(code, reason)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.note()
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)

    def shutdown(self) -> None:
        """Say "come back"; a socket that takes nothing is cut, it would hold up the stop."""
        super().shutdown()
        self.note()
        if not self.writable.is_set():
            self.transport.abort()


def hold_little(protocol: WireProtocol) -> None:
    """Keep what waits for one socket small, in our buffer and in the kernel's: stale panels help nobody."""
    protocol.transport.set_write_buffer_limits(high=HIGH)
    opened = protocol.transport.get_extra_info("socket")
    if opened is not None and opened.family in (socket.AF_INET, socket.AF_INET6):
        opened.setsockopt(socket.IPPROTO_TCP, TCP_NOTSENT_LOWAT, UNSENT)
