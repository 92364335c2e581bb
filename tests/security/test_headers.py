"""Headers and cookies as security.md has them, letter by letter, on pages, errors and files; over https too."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest

from app.settings import BadSetting, Settings
from app.web.handing import personal_link, screen_link
from app.web.headers import security_headers
from app.web.sessions import cookie_name
from tests.serving import MEETING, Serving, serving

CDN = "https://cdn.example.net"
POLICY = (
    "default-src 'none'; script-src 'self' https://cdn.example.net/npm/htmx.org@4.0.1/dist/htmx.min.js "
    "https://cdn.example.net/npm/htmx.org@4.0.1/dist/ext/hx-ws.min.js; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self' wss://dialogue.example.org; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)
WANTED = {
    "content-security-policy": POLICY,
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
    "permissions-policy": (
        "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), serial=(), midi=(), "
        "browsing-topics=(), fullscreen=(self), clipboard-write=(self), screen-wake-lock=(self)"
    ),
    "strict-transport-security": "max-age=31536000",
}
HOME = "https://dialogue.example.org"


def at_home(server: Serving) -> httpx2.AsyncClient:
    """Return a browser that comes by the public https address, through a proxy."""
    client = server.browser()
    client.headers.update({"Host": "dialogue.example.org", "Origin": HOME, "X-Forwarded-Proto": "https"})
    return client


async def test_all_headers_are_on_pages_errors_and_files(tmp_path: Path) -> None:
    async with serving(tmp_path, public_url=HOME, cdn=CDN) as server:
        http = at_home(server)
        asks = [
            ("GET", "/join"), ("GET", "/healthz"), ("GET", "/static/vendor/htmx.min.js"), ("GET", "/static/none.js"),
            ("GET", "/static/../pyproject.toml"), ("GET", "/nowhere"), ("DELETE", "/join"), ("OPTIONS", "/join"),
            ("HEAD", "/join"), ("TRACE", "/"), ("GET", f"/p/{server.programme}"), ("POST", "/p/x/m/y/doors"),
            ("GET", "/j/" + "x" * 5000), ("GET", "//evil.example/"),
        ]  # fmt: skip
        answers = [await http.request(method, path) for method, path in asks]
        answers.append(await http.get("/join", headers={"Host": "evil.example"}))
        answers.append(await http.post("/join", headers={"Sec-Fetch-Site": "same-site"}))
        answers.append(await http.post("/join", content=b"a" * 300_000))
        for answer in answers:
            assert {name: answer.headers.get(name) for name in WANTED} == WANTED, answer.request.url
            assert "server" not in answer.headers
            assert answer.headers["cache-control"] == "no-store"
            assert "evil.example?" not in answer.text
            assert 'href="//' not in answer.text
        assert [answer.status_code for answer in answers[:10]] == [200, 200, 200, 404, 404, 404, 405, 405, 200, 405]
        assert [answer.status_code for answer in answers[-3:]] == [400, 403, 413]


async def test_every_page_names_an_icon_that_is_there_and_is_kept(tmp_path: Path) -> None:
    async with serving(tmp_path, public_url=HOME, cdn=CDN) as server:
        http = at_home(server)
        named = {
            re.search('<link rel="icon"[^>]* href="([^"]*)"', (await http.get(path)).text) for path in ("/join", "/no")
        }
        (path,) = {found[1] for found in named if found}
        assert None not in named
        icon = await http.get(path)
        assert (icon.status_code, icon.headers["content-type"]) == (200, "image/svg+xml")
        assert "immutable" in icon.headers["cache-control"]


async def test_a_request_that_nobody_can_read_is_answered_with_all_headers(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(server.url).port)
        writer.write(b"GET /join HTTP/9.x\r\n<script>\r\n\r\n")
        said = (await asyncio.wait_for(reader.read(), 20)).decode()
        writer.close()
        head, _, body = said.partition("\r\n\r\n")
        assert head.startswith("HTTP/1.1 400")
        assert "<script>" not in body
        lines = head.lower().split("\r\n")
        for name, value in security_headers(server.house.settings):
            assert lines.count(f"{name}: {value}".lower()) == 1, name
        assert not any(line.startswith("server:") for line in lines)


async def test_refusals_at_the_gate_speak_the_readers_language(tmp_path: Path) -> None:
    async with serving(tmp_path, upload_bytes=1_000_000) as server, server.browser() as phone:
        phone.headers["Accept-Language"] = "fr-FR, en;q=0.5"
        away = await phone.post("/join", headers={"Sec-Fetch-Site": "cross-site"})
        long = await phone.get("/join?" + "a" * 5000)
        large = await phone.post("/join", content=b"a" * 30_000_000)
        for answer, status in ((away, 403), (long, 414), (large, 413)):
            assert answer.status_code == status
            assert 'lang="fr"' in answer.text
        assert "Cette adresse est trop longue." in long.text
        assert large.headers["connection"] == "close"


async def test_cookies_over_https_are_host_bound_and_secret(tmp_path: Path) -> None:
    async with serving(tmp_path, public_url=HOME) as server:
        http = at_home(server)
        link = personal_link(server.house, server.state, server.id("Amal")).removeprefix(HOME)
        screen = screen_link(server.house, server.state, MEETING).removeprefix(HOME)
        code = {"code": server.state.meetings[MEETING].code, "name": "Zoe"}
        given = [await http.post(link), await http.post(screen), await http.post("/join", data=code)]
        for answer in given:
            name, _, rest = answer.headers["set-cookie"].partition("=")
            assert name.startswith(f"__Host-dialogue-{server.programme}")
            flags = {part.strip().lower() for part in rest.split(";")[1:]}
            assert flags >= {"secure", "httponly", "samesite=lax", "path=/"}
            assert not any(flag.startswith("domain") for flag in flags)
            value = rest.partition(";")[0]
            assert len(value) >= 32
            assert value not in str(server.state.devices)


def test_plain_http_has_a_plain_cookie_on_this_machine_and_is_refused_elsewhere() -> None:
    for url in ("http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000", ""):
        assert cookie_name("abc234", Settings(public_url=url)) == "dialogue-abc234"
        assert not any(name == "strict-transport-security" for name, _ in security_headers(Settings(public_url=url)))
    for url in ("http://192.168.1.5:8000", "http://dialogue.example.org", "http://127.0.0.1.example.org"):
        with pytest.raises(BadSetting, match="https"):
            Settings(public_url=url)
    assert Settings(public_url="http://192.168.1.5", insecure_http_ok=True).secure is False
