"""The server's time on a device whose clock is wrong; what is said aloud and what is not."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def clock(ends: float, extra: str = "") -> str:
    stamp = datetime.fromtimestamp(ends, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f'<time id="clock" data-ends="{stamp}" datetime="{stamp}" data-announce {extra}>11:25</time>'


def seconds(page: Page) -> int:
    minutes, rest = page.inner_text("#clock").split(":")
    return int(minutes) * 60 + int(rest)


@pytest.mark.parametrize("shift", [3600, -3600])
def test_a_server_an_hour_away_is_right(server: Server, open_page: Open, shift: int) -> None:
    page = open_page(panels={"clock": clock(time.time() + shift + 500)}, shift=shift, clock_path="")
    assert 490 < seconds(page) <= 501


def test_a_device_that_wakes_measures_again(server: Server, open_page: Open) -> None:
    page = open_page(panels={"clock": clock(time.time() + 500)})
    server.ask(set={"shift": 200})
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#clock")).to_contain_text("4:")


def test_a_push_shows_the_new_end_and_a_rate_is_followed(server: Server, open_page: Open) -> None:
    page = open_page(panels={"clock": clock(time.time() + 500)}, rate=60)
    server.push({"clock": clock(time.time() + 3000)})
    expect(page.locator("#polite")).to_contain_text("There is more time")
    before = seconds(page)
    page.wait_for_timeout(1000)
    assert 40 < before - seconds(page) < 120


def test_minutes_are_told_once_and_never_ticked(server: Server, open_page: Open) -> None:
    page = open_page(panels={"clock": clock(time.time() + 64)})
    expect(page.locator("#clock")).not_to_have_class("last-minute", timeout=1000)
    expect(page.locator("#alert")).to_have_text("One minute left", timeout=9000)
    expect(page.locator("#clock")).to_have_class("last-minute")
    assert page.inner_text("#polite") == ""


def test_the_last_minute_comes_over_what_is_read_further_down(server: Server, open_page: Open) -> None:
    body = f'<div class="now"><p id="place" data-place="a">Here</p>PANELS</div>{"<p>Read on</p>" * 200}'
    page = open_page(body, {"clock": clock(time.time() + 64)})
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator("html")).to_have_class(re.compile("unseen"), timeout=9000)
    page.locator("h1").dispatch_event("click")
    expect(page.locator("html")).not_to_have_class(re.compile("unseen"))


def test_a_speakers_own_clock_is_the_one_that_is_told_and_the_next_speaker_has_no_more_time(
    server: Server, open_page: Open
) -> None:
    def speaker(person: str, left: float) -> str:
        time_left = clock(time.time() + left).replace("data-announce", f'data-announce="{person}"')
        return (
            f'<section id="speaker" class="speaker">{time_left.replace(chr(34) + "clock", chr(34) + "floor")}</section>'
        )

    panels = {"clock": clock(time.time() + 5000), "speaker": speaker("p1", 75)}
    page = open_page(panels=panels, rate=20)
    expect(page.locator("#alert")).to_have_text("One minute left", timeout=9000)
    expect(page.locator("#floor")).to_have_class("last-minute")
    expect(page.locator("#polite")).to_have_text("Time is up. Finish your sentence.", timeout=9000)
    expect(page.locator("#floor")).to_have_class("last-minute time-up")
    server.push({"speaker": speaker("p2", 4000)})
    expect(page.locator("#floor")).not_to_have_class("last-minute time-up")
    page.wait_for_timeout(1500)
    assert "more time" not in page.inner_text("#polite")


def test_the_reader_asks_how_long_and_hides_the_clock(server: Server, open_page: Open) -> None:
    body = '<button data-how-long>How long?</button><button data-clock="minutes">Minutes</button>PANELS'
    page = open_page(body, {"clock": clock(time.time() + 725)})
    page.click("[data-how-long]")
    expect(page.locator("#polite")).to_have_text("Time left: 12 minutes")
    page.click("[data-clock=minutes]")
    expect(page.locator("#clock")).to_have_text("13 min")


def test_what_was_said_is_not_left_to_be_read_when_it_is_true_no_more(open_page: Open) -> None:
    page = open_page("<p data-answer></p>")
    page.clock.install()
    page.evaluate("Announce.answer('Time left: 12 minutes')")
    page.clock.run_for(1000)
    said = page.locator("#polite, [data-answer]")
    expect(said).to_have_text(["Time left: 12 minutes"] * 2)
    page.clock.run_for(30_000)
    expect(said).to_have_text(["", ""])


def test_times_show_the_readers_own_zone(open_page: Open) -> None:
    page = open_page('<p><time datetime="2026-11-24T09:00:00Z" data-local>23:59</time></p>')
    expect(page.locator(".own-time")).to_contain_text("your time")
    expect(page.locator(".own-time")).to_have_text(re.compile("\u2066[^\u2069]*\\d\\d:\\d\\d[^\u2069]*\u2069"))


def test_the_readers_own_time_runs_the_way_of_the_page(open_page: Open) -> None:
    page = open_page('<p><time datetime="2026-11-24T09:00:00Z" data-offset="765">23:59</time></p>')
    page.evaluate("document.documentElement.dir = 'rtl'; document.querySelector('.own-time').remove()")
    expect(page.locator(".own-time")).to_have_css("direction", "rtl")


def test_a_wall_that_many_read_shows_nobodys_own_time(open_page: Open) -> None:
    time = '<time datetime="2026-11-24T09:00:00Z" data-offset="765">23:59</time>'
    page = open_page(f"<p data-shared>{time}</p><p>{time}</p>")
    expect(page.locator("p:last-of-type .own-time")).to_have_count(1)
    expect(page.locator("[data-shared] time")).to_have_text("23:59")
