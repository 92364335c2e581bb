"""Forms: one id for one wish, refusals as sentences, words that are kept or cleared."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, eventually

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
FORM = (
    '<form id="form" hx-post="/command" hx-swap="none"><input type="hidden" name="once">'
    '<input name="words"><button>Send</button></form>'
)

REPEATS = (
    '<form hx-post="/command" hx-swap="none" hx-sync="queue all"><input type="hidden" name="once">'
    '<button name="by" value="-1" data-repeats>Up</button><button name="into" value="0">Join</button></form>'
)


def commands(server: Server, count: int) -> list[dict[str, str]]:
    found = eventually(lambda: len(server.ask()["commands"]) >= count and server.ask()["commands"], f"{count} commands")
    assert len(found) == count
    return list(found)


def test_a_double_click_carries_one_id(server: Server, open_page: Open) -> None:
    page = open_page(FORM)
    page.clock.install()
    page.clock.pause_at(page.evaluate("() => Date.now() + 1000"))
    page.click("form button")
    commands(server, 1)
    page.clock.run_for(400)
    page.click("form button")
    first, second = commands(server, 2)
    assert first["once"]
    assert first["once"] == second["once"]


def test_each_press_of_what_is_pressed_again_and_again_is_taken(server: Server, open_page: Open) -> None:
    page = open_page(REPEATS, answers=[[204, {}], [204, {}], [204, {}], [503, {}], [204, {}]])
    up = page.locator("button", has_text="Up")
    up.dblclick()
    up.click()
    sent = commands(server, 3)
    assert len({each["once"] for each in sent}) == 3, "three places up"
    up.click()
    expect(page.locator("#notice")).to_contain_text("Press again")
    up.click()
    *_, lost, second = commands(server, 5)
    assert lost["once"] == second["once"], "a second try is no further place"
    page.get_by_role("button", name="Join").dblclick()
    *_, first, second = commands(server, 7)
    assert first["once"] == second["once"], "beside it a double click is one wish"


def test_two_presses_are_two_ids(server: Server, open_page: Open) -> None:
    page = open_page(FORM)
    page.click("form button")
    commands(server, 1)
    page.wait_for_timeout(600)
    page.click("form button")
    first, second = commands(server, 2)
    assert first["once"] != second["once"]


def test_a_second_try_keeps_its_id_and_its_words(server: Server, open_page: Open) -> None:
    page = open_page(FORM, answers=[[503, {}], [204, {}], [204, {}]])
    page.fill("[name=words]", "dear all")
    page.click("form button")
    expect(page.locator("#notice")).to_contain_text("Press again")
    assert page.input_value("[name=words]") == "dear all"
    page.wait_for_timeout(600)
    page.click("form button")
    expect(page.locator("[name=words]")).to_have_value("")
    expect(page.locator("#notice")).to_have_text("")
    page.wait_for_timeout(600)
    page.fill("[name=words]", "dear all")
    page.click("form button")
    first, second, third = commands(server, 3)
    assert first["once"] == second["once"] != third["once"]


@pytest.mark.parametrize("status", [403, 409, 422])
def test_a_refusal_is_a_sentence(server: Server, open_page: Open, status: int) -> None:
    page = open_page(FORM, answers=[[status, {}]])
    page.fill("[name=words]", "kept")
    page.click("form button")
    expect(page.locator("#notice")).to_have_text(f"Refused {status}")
    assert page.input_value("[name=words]") == "kept"


def test_a_server_that_is_gone_says_press_again(server: Server, open_page: Open) -> None:
    page = open_page(FORM)
    server.kill()
    page.click("form button")
    expect(page.locator("#notice")).to_contain_text("Press again")


def test_opening_a_call_is_told_by_a_form_post(server: Server, open_page: Open) -> None:
    page = open_page('<a href="#there" data-call="/beacon">Go to the call</a>')
    page.click("a")
    eventually(lambda: server.ask()["beacons"], "the beacon came")
    assert server.ask()["beacons"][0].startswith("application/x-www-form-urlencoded")
