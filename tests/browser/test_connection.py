"""Losing and finding the server: killed, refused, asleep, half-open, told to stay away."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, eventually

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def now(text: str) -> dict[str, str]:
    return {"room": f'<p id="room">{text}</p>'}


def test_a_killed_server_is_found_again_with_what_was_missed(server: Server, open_page: Open) -> None:
    page = open_page('PANELS<input id="words">', now("before"))
    page.fill("#words", "unsent")
    server.push(now("on the way"))
    expect(page.locator("#room")).to_have_text("on the way")
    server.kill()
    expect(page.locator("#connection")).to_have_text("Reconnecting. Your text is safe.")
    server.start()
    server.push(now("after"), silently=True)
    expect(page.locator("#room")).to_have_text("after", timeout=12000)
    expect(page.locator("html")).to_have_attribute("data-connection", "live", timeout=12000)
    assert page.input_value("#words") == "unsent"
    first, last = server.ask()["queries"][0], server.ask()["queries"][-1]
    assert first["page"] == last["page"]
    assert int(last["since"]) >= 11


def test_without_sockets_the_page_polls_and_says_so_and_comes_back(server: Server, open_page: Open) -> None:
    page = open_page(panels=now("before"), refuse=True, live=False)
    expect(page.locator("#connection")).to_have_text("Slow connection mode: updates every 10 seconds", timeout=9000)
    expect(page.locator("#polite")).to_have_text("Slow connection mode: updates every 10 seconds")
    server.push(now("polled"))
    expect(page.locator("#room")).to_have_text("polled", timeout=12000)
    server.ask(set={"refuse": False})
    expect(page.locator("html")).to_have_attribute("data-connection", "live", timeout=9000)
    expect(page.locator("#connection")).to_be_hidden()
    server.push(now("pushed"))
    expect(page.locator("#room")).to_have_text("pushed")


def test_a_lost_connection_is_an_alert(server: Server, open_page: Open) -> None:
    page = open_page(panels=now("before"))
    page.clock.install()
    server.kill()
    page.wait_for_function("() => !Live.isOpen()")
    page.clock.run_for(3000)
    expect(page.locator("#connection")).to_have_text("Reconnecting. Your text is safe.")
    assert page.text_content("#alert") == ""
    page.clock.run_for(3000)
    expect(page.locator("html")).to_have_attribute("data-connection", "lost")
    page.clock.run_for(100)
    expect(page.locator("#alert")).to_have_text("Connection lost. We keep trying.")


def test_a_close_that_says_stay_away_ends_polling_too(server: Server, open_page: Open) -> None:
    page = open_page(panels=now("before"))
    page.clock.install()
    server.ask(close=4001)
    expect(page.locator("html")).to_have_attribute("data-connection", "ended")
    expect(page.locator("#alert")).to_contain_text("no longer updated")
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    page.clock.run_for(60000)
    known = server.ask()
    assert (known["sockets"], known["polls"], len(known["queries"])) == (0, 0, 1)


@pytest.mark.parametrize("event", ["online", "visibilitychange"])
def test_waking_reconnects_at_once(server: Server, open_page: Open, event: str) -> None:
    page = open_page(panels=now("before"))
    page.evaluate("() => { Live.connection.config.reconnectDelay = 60000; }")
    server.ask(close=1012)
    eventually(lambda: server.ask()["sockets"] == 0, "the socket is gone")
    page.wait_for_function("() => !Live.isOpen()")
    server.push(now("missed"))
    began = time.monotonic()
    page.evaluate(
        "event => (event === 'online' ? window : document).dispatchEvent(new Event(event))",
        event,
    )
    expect(page.locator("#room")).to_have_text("missed", timeout=2000)
    assert time.monotonic() - began < 2


def test_a_page_taken_out_of_the_drawer_shows_what_was_missed(server: Server, open_page: Open) -> None:
    page = open_page(panels=now("before"))
    turned = "name => window.dispatchEvent(new PageTransitionEvent(name, { persisted: true }))"
    page.evaluate(turned, "pagehide")
    eventually(lambda: server.ask()["sockets"] == 0, "the page said goodbye")
    server.push(now("missed"))
    page.evaluate(turned, "pageshow")
    expect(page.locator("#room")).to_have_text("missed", timeout=2000)
    expect(page.locator("html")).to_have_attribute("data-connection", "live")
    server.push(now("pushed"))
    expect(page.locator("#room")).to_have_text("pushed")


def test_a_socket_without_heartbeat_is_given_up_after_forty_seconds(server: Server, page: Page) -> None:
    page.clock.install()
    server.ask(set={"body": "PANELS", "panels": now("before")})
    page.goto(server.base)
    eventually(lambda: server.ask()["sockets"] == 1, "a socket is open")
    page.clock.run_for(29000)
    assert len(server.ask()["queries"]) == 1
    page.clock.run_for(11000)
    eventually(lambda: len(server.ask()["queries"]) == 2, "the page opened another socket")


def test_an_own_command_whose_push_is_lost_is_fetched(server: Server, open_page: Open) -> None:
    form = '<form hx-post="/command" hx-swap="none"><input type="hidden" name="once"><button>Go</button></form>PANELS'
    page = open_page(form, now("before"), hush=True, answers=[[204, now("after")]])
    page.click("form button")
    expect(page.locator("#room")).to_have_text("after", timeout=4000)
    assert server.ask()["polls"] == 1
