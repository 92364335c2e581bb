"""One client's connection: forms posted as our pages post them, with as little of the client's own time as can be."""

from __future__ import annotations

import asyncio
from urllib.parse import urlencode


class Door:
    """A connection that is kept, and opened again where the server closed it; one request at a time."""

    def __init__(self, port: int, headers: dict[str, str]) -> None:
        self._port = port
        self._head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self._reader: asyncio.StreamReader
        self._writer: asyncio.StreamWriter | None = None

    async def ready(self) -> None:
        """Have an open connection, so that the next request pays for none."""
        if self._writer is None or self._reader.at_eof():
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 22)

    async def post(self, path: str, **form: object) -> dict[str, str]:
        """Post a form; return the answer's headers. Raises `RuntimeError` unless the answer is 204."""
        body = urlencode(form)
        return await self._ask(
            f"POST {path} HTTP/1.1\r\n{self._head}Sec-Fetch-Site: same-origin\r\nHX-Request: true\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n{body}",
            204,
        )

    async def get(self, path: str) -> str:
        """Return a page. Raises `RuntimeError` unless the answer is 200."""
        headers = await self._ask(f"GET {path} HTTP/1.1\r\n{self._head}\r\n", 200)
        return (await self._reader.readexactly(int(headers["content-length"]))).decode()

    async def _ask(self, request: str, wanted: int) -> dict[str, str]:
        await self.ready()
        assert self._writer is not None
        self._writer.write(request.encode())
        status, *lines = (await self._reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        if f" {wanted} " not in f"{status} ":
            body = await self._reader.readexactly(int(headers.get("content-length", 0)))
            raise RuntimeError(f"{request.partition(' HTTP')[0]}: {status}: {body.decode()[:300]}")
        return headers

    async def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
