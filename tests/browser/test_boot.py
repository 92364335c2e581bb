"""With the CDN refused, and with one that never answers, the page is readable in a second and live in five."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.conftest import VENDOR, Server, eventually

BODY = 'PANELS<form hx-post="/command" hx-swap="none"><button>Go</button></form>'
READABLE = 2.0
"""Seconds: well before a silent CDN is given up, on however busy a machine."""
pytestmark = pytest.mark.browser


def opened(server: Server, page: Page) -> tuple[float, float]:
    """Open the page; return the seconds until it could be read and until it was live."""
    server.ask(set={"body": BODY, "panels": {"room": '<p id="room">here</p>'}})
    began = time.monotonic()
    page.goto(server.base, wait_until="commit")
    page.wait_for_selector("#room")
    readable = time.monotonic() - began
    eventually(lambda: server.ask()["sockets"], "a socket is open", within=10)
    live = time.monotonic() - began
    server.push({"room": '<p id="room">pushed</p>'})
    expect(page.locator("#room")).to_have_text("pushed")
    page.click("form button")
    eventually(lambda: server.ask()["commands"], "forms work")
    eventually(lambda: page.evaluate("() => document.readyState") == "complete", "nothing is waited for")
    return readable, live


@pytest.mark.alone
def test_a_refused_cdn_is_replaced_by_local_copies(server: Server, context: BrowserContext, page: Page) -> None:
    context.route("https://cdn.example/**", lambda route: route.abort())
    readable, live = opened(server, page)
    assert readable <= READABLE
    assert live <= 2.5
    assert "local_scripts" in {cookie["name"] for cookie in context.cookies()}
    page.reload()
    assert page.locator('script[src^="https:"]').count() == 0
    eventually(lambda: len(server.ask()["queries"]) == 2, "live from the local tags")


@pytest.mark.alone
@pytest.mark.parametrize("silent", ["htmx.min.js", "hx-ws.min.js", ""])
def test_a_silent_cdn_is_given_up_after_three_seconds(
    server: Server, context: BrowserContext, page: Page, silent: str
) -> None:
    asked: list[Route] = []
    context.route(f"https://cdn.example/**/{silent}*", lambda route: asked.append(route))
    readable, live = opened(server, page)
    assert asked
    for route in asked:
        route.abort()
    assert readable <= READABLE
    assert live <= 5


def test_wrong_bytes_from_the_cdn_are_not_run(server: Server, context: BrowserContext, page: Page) -> None:
    body = (VENDOR / "htmx.min.js").read_bytes() + b"\nwindow.tampered = 1;"
    headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "text/javascript"}
    context.route("https://cdn.example/**/htmx.min.js", lambda route: route.fulfill(body=body, headers=headers))
    opened(server, page)
    assert page.evaluate("() => window.tampered") is None
