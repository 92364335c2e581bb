"""HTTP as a browser speaks it with our doors: cookies of one person, forms that say where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from http.cookies import SimpleCookie
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

import httpx2

AT_ONCE = 60
PATIENCE = 60.0


class Doors:
    """One pool of connections to a server, shared by many people."""

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")
        self._transport = httpx2.AsyncHTTPTransport(limits=httpx2.Limits(max_connections=AT_ONCE))

    async def __aenter__(self) -> Self:
        await self._transport.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._transport.__aexit__(kind, error, trace)

    async def ask(
        self, method: str, path: str, cookies: dict[str, str], form: Mapping[str, object] | None = None, **headers: str
    ) -> httpx2.Response:
        """Ask once and keep what cookies the answer gives. Raises `httpx2.TransportError`."""
        url = path if path.startswith("http") else self.base + path
        sent = {"Origin": self.base, "Sec-Fetch-Site": "same-origin", **headers}
        if cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        content = None
        if form is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
            content = urlencode(form, doseq=True).encode()
        timeout = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), PATIENCE)}
        request = httpx2.Request(method, url, headers=sent, content=content, extensions=timeout)
        response = await self._transport.handle_async_request(request)
        try:
            await response.aread()
        finally:
            await response.aclose()
        for line in response.headers.get_list("set-cookie"):
            cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
        return response
