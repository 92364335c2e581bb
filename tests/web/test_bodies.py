"""Bodies that are too long or no form, and addresses that are too long, end early and change nothing."""

from __future__ import annotations

import asyncio
import io
import json
from pathlib import Path
from urllib.parse import urlsplit

import structlog

from app import logs
from tests.serving import Serving, serving


async def raw(server: Serving, head: str, body: bytes = b"") -> str:
    """Send bytes as they are; return the first line of the answer."""
    port = urlsplit(server.url).port
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)
    try:
        async with asyncio.timeout(20):
            return (await reader.readline()).decode().strip()
    finally:
        writer.close()


def post(server: Serving, more: str) -> str:
    host = urlsplit(server.url).netloc
    return f"POST /join HTTP/1.1\nHost: {host}\nOrigin: {server.url}\nSec-Fetch-Site: same-origin\n{more}"


async def test_a_five_gigabyte_body_is_refused_by_its_length_and_while_it_comes(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        kind = "Content-Type: application/x-www-form-urlencoded"
        before = server.live.stream.position
        assert " 413 " in await raw(server, post(server, f"{kind}\nContent-Length: 5000000000"))
        chunk = b"10000\r\n" + b"a" * 65536 + b"\r\n"
        assert " 413 " in await raw(server, post(server, f"{kind}\nTransfer-Encoding: chunked"), chunk * 6)
        assert server.live.stream.position == before


async def test_two_kinds_of_one_body_do_not_lift_the_limit_of_a_form(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        form, parts = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
        long = f"Content-Type: {form}\nContent-Type: {parts}\nContent-Length: 10000000"
        assert " 413 " in await raw(server, post(server, long))
        assert " 415 " in await raw(
            server, post(server, f"Content-Type: {parts}\nContent-Type: {form}\nContent-Length: 9")
        )


async def test_what_is_no_form_or_too_long_an_address_is_refused(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.browser() as phone:
        assert (
            await phone.post("/join", content=b"\xff\xfe%%%", headers={"Content-Type": "text/x"})
        ).status_code == 404
        assert (await phone.get("/join?a=" + "b" * 5000)).status_code == 414
        broken = await phone.post(
            "/join", content=b"--x\r\nbroken", headers={"Content-Type": "multipart/form-data; boundary=x"}
        )
        assert broken.status_code == 415


async def test_the_log_names_routes_and_never_what_stands_in_them(tmp_path: Path) -> None:
    lines = io.StringIO()
    logs.start(lines)
    try:
        async with serving(tmp_path) as server, server.browser() as phone:
            await phone.get("/l/marker-of-a-token-that-nobody-may-read-12345")
            await phone.post("/join", data={"code": "MARKERCODE", "name": "Marker Name"})
            await phone.get("/nowhere/marker-path")
    finally:
        structlog.reset_defaults()
    assert "arker" not in lines.getvalue()
    routes = [json.loads(line)["route"] for line in lines.getvalue().splitlines() if "route" in line]
    assert routes == ["/l/{token}", "/join", "-"]


async def test_health_and_metrics_say_counts_and_no_names(tmp_path: Path) -> None:
    async with serving(tmp_path, metrics_token="a-token-for-tests-only") as server, server.browser() as watcher:
        assert (await watcher.get("/healthz")).json() == {"ok": True}
        assert (await watcher.get("/metrics")).status_code == 404
        told = (await watcher.get("/metrics", headers={"Authorization": "Bearer a-token-for-tests-only"})).text
        assert "dialogue_programmes 1.0" in told
        assert server.programme not in told
