"""uvicorn's HTTP with an end to its patience: uvicorn waits for ever for a header or a body that comes in drops.

A proxy in front has the same limits (README); this is for where none is promised. Says nothing to what it cuts:
browsers open connections ahead and leave them silent.
"""

from __future__ import annotations

from asyncio import BaseTransport, TimerHandle

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEADER_SECONDS = 10.0
"""From the connection, or the first byte of a further request, to the end of its header."""
BODY_SECONDS = 40.0
"""From the end of the header to the end of the body; the application refuses in words before (30 s)."""
HEADER_BYTES = 64 * 1024
"""Bytes of a header that is not at its end."""


class PatientProtocol(HttpToolsProtocol):
    """One connection with deadlines for header and body; a socket's are its hub's business."""

    deadline: TimerHandle | None = None
    in_header = True
    header_bytes = 0

    def connection_made(self, transport: BaseTransport) -> None:
        """Begin to wait for the first header."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self.wait(HEADER_SECONDS)

    def data_received(self, data: bytes) -> None:
        """Count what comes before the header is whole."""
        if self.in_header:
            self.header_bytes += len(data)
            if self.deadline is None:
                self.wait(HEADER_SECONDS)
        super().data_received(data)
        if self.in_header and self.header_bytes > HEADER_BYTES:
            self.cut()

    def on_headers_complete(self) -> None:
        """Begin to wait for the body."""
        self.in_header = False
        self.wait(BODY_SECONDS)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Wait for nothing until a further request begins."""
        super().on_message_complete()
        self.in_header, self.header_bytes = True, 0
        self.wait(None)

    def handle_websocket_upgrade(self) -> None:
        """Leave the connection to the socket's protocol."""
        self.wait(None)
        super().handle_websocket_upgrade()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self.wait(None)
        super().connection_lost(exc)

    def wait(self, seconds: float | None) -> None:
        """Set the deadline anew, None for none."""
        if self.deadline is not None:
            self.deadline.cancel()
        self.deadline = None if seconds is None else self.loop.call_later(seconds, self.cut)

    def cut(self) -> None:
        """End the connection."""
        self.transport.abort()
