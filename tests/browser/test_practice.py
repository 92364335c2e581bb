"""One practice in two browsers: who writes where, what is saved, what does not fit; a step at a time on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from app.domain.practices.beginning import BeginPractice
from app.domain.practices.choosing import ChooseForPractice, ShowPractice
from app.domain.practices.shelf import words
from app.domain.practices.states import MovePractice
from app.web.filling import fill
from tests.browser.conftest import FLAGS
from tests.browser.entering import CEILING, NARROW, PHONE, device, entered
from tests.serving import Serving, serving

pytestmark = pytest.mark.browser


async def opened(server: Serving, page: Page) -> Page:
    await page.goto(f"{server.url}/p/{server.programme}/practices/1?language=en")
    await expect(page.locator("html")).to_have_attribute("data-connection", "live", timeout=CEILING)
    return page


async def test_two_write_one_pitch_and_nothing_beyond_its_limits(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, async_playwright() as drivers:
        browser = await drivers.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        await server.do(BeginPractice("en"), "Amal")
        amal, olga = [
            await opened(server, await device(server, browser, server.id(name), PHONE)) for name in ("Amal", "Olga")
        ]
        await amal.locator("#field-title").press_sequentially("The Desk")
        await expect(olga.locator("#field-title")).to_have_value("The Desk", timeout=CEILING)
        await expect(olga.locator('[data-writers="title"]')).to_contain_text("Amal", timeout=CEILING)
        await expect(amal.locator("[data-line]")).to_contain_text("Saved", timeout=CEILING)
        await olga.locator("#field-subtitle").fill("é" * 400)
        await expect(amal.locator("#field-subtitle")).to_have_value("é" * 160, timeout=CEILING)
        # Others filled the field: who types in it now is told aloud, once.
        await amal.locator("#field-subtitle").press_sequentially("x")
        await expect(amal.locator("#polite")).to_contain_text("Characters left: 0", timeout=CEILING)
        assert await amal.evaluate(NARROW)
        await expect(amal.locator("#field-city")).to_be_hidden()
        await amal.get_by_role("button", name="Next").click()
        await expect(amal.locator("#field-city")).to_be_focused()
        await amal.locator("#field-country").select_option("MA")
        await expect(amal.locator("#said-country")).to_have_text("Saved", timeout=CEILING)
        practice = server.state.practices.by_number[1]
        assert practice.chosen("country") == "MA"
        await server.live.noting.note("practice/1/en")
        assert words(server.state, practice, "en")["title"] == "The Desk"
        await browser.close()


async def test_a_list_says_how_much_a_line_still_takes_and_when_it_has_too_many(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, async_playwright() as drivers:
        browser = await drivers.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        await server.do(BeginPractice("en"), "Amal")
        await server.do(MovePractice(1, "en", "draft"), "Amal")
        page = await opened(server, await device(server, browser, server.id("Amal"), PHONE))
        await page.get_by_role("button", name="All fields").click()
        field = page.locator("#field-success_factors")
        count = page.locator(".field", has=field).locator("[data-count]")
        await field.fill("é" * 100)
        await expect(count).to_have_text("Characters left in this line: 40", timeout=CEILING)
        await page.keyboard.insert_text("👩‍👩‍👧" * 20)
        await expect(page.locator("#polite")).to_have_text("Characters left in this line: 20", timeout=CEILING)
        await page.keyboard.insert_text("👩‍👩‍👧" * 30)
        await expect(field).to_have_value("é" * 100 + "👩‍👩‍👧" * 40, timeout=CEILING)
        await field.press("Enter")
        await expect(count).to_have_text("Characters left in this line: 140", timeout=CEILING)
        for word in "abcd":
            await field.press_sequentially(word)
            await field.press("Enter")
        await expect(count).to_have_text("Lines at most: 4", timeout=CEILING)
        await field.fill("x" * 150 + "\nb")
        await field.blur()
        await expect(count).to_have_text("Characters too many in a line: 10", timeout=CEILING)
        await browser.close()


async def test_a_card_is_found_however_it_is_spelt_and_marked_when_one_is_interested(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, async_playwright() as drivers:
        browser = await drivers.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        titles = (("Amal", "مدرسة الأمل"), ("Nuno", "Médiathèque du Port · Νέος Κύκλος · Ħal Tarġa"))
        for number, (who, title) in enumerate(titles, 1):
            await server.do(BeginPractice("ar" if number == 1 else "fr"), who)
            await fill(server.live, f"practice/{number}/{'ar' if number == 1 else 'fr'}", {"title": title}, who)
            await server.do(ChooseForPractice(number, "fields", ("art", "youth")[number - 1 : number]), who)
            await server.do(ChooseForPractice(number, "country", (("MA", "PT")[number - 1],)), who)
            await server.do(ShowPractice(number), who)
        page = await entered(server, browser, server.id("Salma"), "practices?language=en", PHONE)
        field = page.get_by_label("Find a practice")
        for typed, left in (
            ("مدرسه الامل", [1]),
            ("MEDIATHEQUE", [2]),
            ("ΝΕΟΣ", [2]),
            ("hal targa", [2]),
            ("nowhere", []),
            ("", [1, 2]),
        ):
            await field.fill(typed)
            for number in (1, 2):
                await expect(page.locator(f"#card-{number}")).to_be_visible(visible=number in left, timeout=CEILING)
        await page.get_by_label("Country").select_option("PT")
        await expect(page.locator("#card-1")).to_be_hidden()
        await expect(page.locator("#card-2")).to_be_visible()
        await page.get_by_label("Country").select_option("")
        await page.get_by_label("Thematic field").select_option("youth")
        await expect(page.locator("#card-1")).to_be_hidden()
        await page.locator("#card-2").get_by_role("button", name="I am interested").click()
        await expect(page.locator("#card-2")).to_contain_text("1 person is interested", timeout=CEILING)
        await expect(page.locator("#card-2 .interest")).to_be_hidden()
        await browser.close()


async def test_a_photo_that_is_too_large_is_refused_before_it_is_sent_and_no_word_is_lost(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, async_playwright() as drivers:
        browser = await drivers.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        await server.do(BeginPractice("en"), "Amal")
        amal = await opened(server, await device(server, browser, server.id("Amal"), PHONE))
        await amal.get_by_text("Add a photo").click()
        await amal.get_by_label("What does it show?").fill("A counter beside the market")
        field = amal.locator('input[name="file"]')
        large = tmp_path / "large.jpg"
        large.write_bytes(bytes(21 * 1024**2))
        await field.set_input_files(large)
        await amal.get_by_role("button", name="Add this photo").click()
        assert await field.evaluate("field => field.validationMessage") == "This photo is too large: at most 10 MB."
        await expect(amal.get_by_label("What does it show?")).to_have_value("A counter beside the market")
        small = tmp_path / "small.jpg"
        small.write_bytes(b"none")
        await field.set_input_files(small)
        assert await field.evaluate("field => field.validity.valid")
        await browser.close()
