"""Text that cannot vanish: whatever the line under a text said was kept arrives once, in a real Chromium.

The network is cut, the browser's process is killed, the server is killed with -9, each two of them together.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import random
import re
import signal
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Dialog, Page, Playwright, Route, async_playwright, expect
from pycrdt import Doc

from app.domain.formats.rooms.moving import MovePeople
from realtime.updates import LONGEST
from tests.browser.conftest import FLAGS
from tests.browser.entering import CEILING, PHONE, device, entered
from tests.browser.test_outbox import rooms, two_of_a_room
from tests.pens import Pen
from tests.processes import Platform
from tests.serving import MEETING, Serving, serving

pytestmark = pytest.mark.browser
LAPTOP = {"width": 1366, "height": 768}
TROUBLES = ("network", "browser", "server")
KEPT = re.compile("^Not yet sent|^Saved")
LINE = "[data-text] [data-line]"
REPORT = f"report/{MEETING}/2-1-1"

STACKED = """() => {
  const field = document.body.appendChild(document.createElement("textarea"));
  const doc = new Y.Doc();
  let size = 0;
  doc.on("update", (update) => (size = update.length));
  field.dataset.limit = "1200";
  WritingField.bind(field, doc.getText("action"), (work) => doc.transact(work), new AbortController().signal);
  field.value = "e" + "\u0301".repeat(100000);
  field.dispatchEvent(new Event("input"));
  return size;
}"""
"""How long the change is that a hundred thousand marks on one letter make, typed at once into the longest field."""


async def typed(page: Page, words: str, name: str = "key1") -> None:
    """Type at the end of a field, as a person does."""
    await page.locator(f"[data-field={name}]").focus()
    await page.keyboard.press("Control+End")
    await page.keyboard.type(words, delay=5)


async def at_report(
    server: Serving, browser: Browser, name: str, *, language: str = "en", size: Mapping[str, int] = PHONE
) -> Page:
    """Open the page of notes of somebody whose room's report is being written."""
    page = await entered(server, browser, server.id(name), f"notes?language={language}", size)
    await expect(page.locator("[data-text]")).to_have_attribute("data-right", "now", timeout=CEILING)
    return page


async def kept(page: Page) -> None:
    """Wait until the line says that all of it is kept: on the server or, so many changes, on this device."""
    await expect(page.locator(LINE)).to_have_text(KEPT, timeout=CEILING)
    said = await page.locator(LINE).text_content() or ""
    rows = await page.evaluate("Unsent.all().then((rows) => rows.length)")
    assert said.startswith("Saved") or ("1 change," in said and rows == 1) or f" {rows} changes" in said, (said, rows)


async def until(true: Callable[[], bool]) -> None:
    """Wait for what no page shows."""
    async with asyncio.timeout(CEILING / 1000):
        while not true():  # noqa: ASYNC110 (what is waited for has no event)
            await asyncio.sleep(0.05)


async def said_on(server: Serving, field: str, words: str) -> None:
    """Wait until the server's text says this in a field."""
    async with asyncio.timeout(4 * CEILING / 1000):
        while (await server.live.text(REPORT)).words((field,)) != {field: words}:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


def commands() -> Iterator[tuple[int, list[str]]]:
    """Yield the processes that run, each with its command."""
    for found in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            yield int(found.parent.name), found.read_text().split("\0")


def of_another(words: Sequence[str]) -> bool:
    """Whether a browser's process was started by another one of it."""
    return any(word.startswith("--type=") for word in words)


@dataclass
class Laptop:
    """A browser with a profile on the disk, so that it can be killed and started again."""

    drivers: Playwright
    platform: Platform
    profile: Path
    name: str
    context: BrowserContext | None = None

    async def open(self) -> Page:
        """Start the browser and open the page of notes, ready to write."""
        self.context = await self.drivers.chromium.launch_persistent_context(
            str(self.profile),
            executable_path="/usr/bin/chromium",
            args=FLAGS,
            viewport=LAPTOP,  # type: ignore[arg-type]
        )
        cookies = self.platform.cookies[self.name].items()
        await self.context.add_cookies(
            [{"name": key, "value": value, "url": self.platform.url} for key, value in cookies]
        )
        page = self.context.pages[0]
        await page.goto(f"{self.platform.url}{self.platform.base}/notes?language=en")
        await expect(page.locator("[data-text]").first).to_have_attribute("data-right", "now", timeout=CEILING)
        return page

    async def cut(self, gone: bool) -> None:
        """Cut this laptop's network, or mend it."""
        assert self.context is not None
        await self.context.set_offline(gone)

    async def kill(self) -> None:
        """Kill the browser's process, as a crash does."""
        (pid,) = [
            number
            for number, words in commands()
            if f"--user-data-dir={self.profile}" in words and not of_another(words)
        ]
        os.kill(pid, signal.SIGKILL)
        await until(lambda: not any(f"--user-data-dir={self.profile}" in words for _, words in commands()))


@asynccontextmanager
async def laptops(folder: Path) -> AsyncIterator[tuple[Platform, list[Laptop]]]:
    """Serve rooms that talk by a process that can be killed, and two laptops of one room."""
    data = folder / "data"
    platform = Platform(data)
    async with serving(data) as server:
        await server.rooms_talk(10, 5)
        platform.programme = server.programme
        names = two_of_a_room(server)
        for name in names:
            platform.cookies[name] = await server.session(server.id(name))
    await platform.start()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(platform.kill)
        drivers = await stack.enter_async_context(async_playwright())
        found = [Laptop(drivers, platform, folder / name, name) for name in names]
        yield platform, found
        for each in found:
            if each.context is not None:
                await each.context.close()


@pytest.mark.parametrize("troubles", [*itertools.combinations(TROUBLES, 2)], ids="+".join)
async def test_all_that_was_kept_arrives_once(tmp_path: Path, troubles: Sequence[str]) -> None:
    async with laptops(tmp_path) as (platform, (mine, yours)):
        page, other = await mine.open(), await yours.open()
        await typed(page, "Begin. ")
        await expect(other.locator("[data-field=key1]")).to_have_value("Begin. ", timeout=CEILING)
        if "network" in troubles:
            await mine.cut(True)
        if "server" in troubles:
            await platform.kill()
        await typed(page, "Nobody must lose this. ")
        await typed(page, "Nor this", "tip")
        if "server" not in troubles:
            await typed(other, "Meanwhile. ")
        await kept(page)
        if "browser" in troubles:
            await mine.kill()
            mine.context = None
        if "server" in troubles:
            await platform.start()
        if "browser" in troubles:
            page = await mine.open()
        elif "network" in troubles:
            await mine.cut(False)
        await expect(other.locator("[data-field=tip]")).to_have_value("Nor this", timeout=4 * CEILING)
        said = await other.locator("[data-field=key1]").input_value()
        assert said.count("Nobody must lose this. ") == 1, said
        assert said.count("Begin. ") == 1
        assert said.count("Meanwhile. ") == ("server" not in troubles)
        await expect(page.locator("[data-field=key1]")).to_have_value(said, timeout=CEILING)
        await expect(page.locator(LINE)).to_have_text(re.compile(r"^Saved \d\d:\d\d:\d\d$|^$"), timeout=CEILING)
        assert await page.evaluate("Unsent.all().then((rows) => rows.length)") == 0


async def test_two_in_the_same_sentence_with_clocks_a_day_apart_keep_every_letter_and_their_carets(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, other = two_of_a_room(server)
        mine = await at_report(server, browser, one)
        yours = await at_report(server, browser, other, language="ar")
        await yours.clock.set_system_time("2001-01-01T00:00:00Z")
        await typed(mine, "We met late")
        await expect(yours.locator("[data-field=key1]")).to_have_value("We met late", timeout=CEILING)
        await yours.locator("[data-field=key1]").focus()
        await yours.keyboard.press("Control+Home")

        async def write(page: Page, words: str) -> None:
            await page.keyboard.type(words, delay=15)

        await asyncio.gather(write(mine, " and stayed 😀"), write(yours, "أولاً: "))
        for page in (mine, yours):
            await expect(page.locator("[data-field=key1]")).to_have_value(
                "أولاً: We met late and stayed 😀", timeout=CEILING
            )
        await expect(mine.locator("[data-writers=key1]")).to_contain_text(server.state.people[server.id(other)].called)
        await mine.keyboard.type("!")
        await expect(yours.locator("[data-field=key1]")).to_have_value(
            "أولاً: We met late and stayed 😀!", timeout=CEILING
        )
        await expect(mine.locator(LINE)).to_have_text(re.compile(r"^Saved"), timeout=CEILING)


async def test_a_field_holds_so_many_characters_as_a_reader_counts_and_a_megabyte_pasted_breaks_nothing(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, _ = two_of_a_room(server)
        page = await at_report(server, browser, one, size=LAPTOP)
        family = "👨\u200d👩\u200d👧"
        await page.locator("[data-field=tip]").focus()
        await page.keyboard.insert_text(family * 139)
        await expect(page.locator("#polite")).to_contain_text("1", timeout=CEILING)
        await page.keyboard.insert_text("ab")
        await expect(page.locator("[data-field=tip]")).to_have_value(family * 139 + "a")
        await page.locator("[data-field=key1]").focus()
        await page.keyboard.insert_text("x" * 1_000_000)
        await expect(page.locator("[data-field=key1]")).to_have_value("x" * 200, timeout=CEILING)
        await expect(page.locator(LINE)).to_have_text(re.compile(r"^Saved"), timeout=CEILING)
        known = (await server.live.text(REPORT)).words(("key1", "tip"))
        assert known == {"key1": "x" * 200, "tip": family * 139 + "a"}
        assert 0 < await page.evaluate(STACKED) < LONGEST


async def test_what_was_never_sent_goes_up_from_whatever_page_comes_next_and_is_removed_only_by_its_writer(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, _ = two_of_a_room(server)
        page = await at_report(server, browser, one)
        await page.context.set_offline(True)
        await typed(page, "From the train")
        await kept(page)
        await page.goto("about:blank")
        await page.context.set_offline(False)
        await page.goto(f"{server.url}/p/{server.programme}/m/{MEETING}/board?language=en")
        report = f"report/{MEETING}/2-1-1"
        texts = server.state.texts
        await until(lambda: report in texts and texts[report].words == {"key1": "From the train"})
        await expect(page.locator("#unsent-texts")).to_be_hidden()
        # What nobody takes any more stays on the device, and its writer is told how much that is.
        await page.evaluate(
            """async () => {
              const update = new Uint8Array([0, 0]);
              await Unsent.add({ text: "report/m1/9-9-9", update, wanted: new Uint8Array([0]), at: 0 });
            }"""
        )
        await page.reload()
        await expect(page.locator("#unsent-texts")).to_contain_text("Not yet sent: 1 change", timeout=CEILING)
        asked: list[str] = []

        async def refuse(dialog: Dialog) -> None:
            asked.append(dialog.message)
            await dialog.dismiss()

        page.once("dialog", refuse)
        await page.get_by_role("button", name="Remove from this device").click()
        await expect(page.locator("#unsent-texts")).to_be_visible()
        await until(lambda: bool(asked))
        assert "Changes: 1" in asked[0]
        page.once("dialog", lambda dialog: dialog.accept())
        await page.get_by_role("button", name="Remove from this device").click()
        await expect(page.locator("#unsent-texts")).to_be_hidden(timeout=CEILING)


async def test_a_door_page_on_the_way_and_a_server_that_lost_what_it_had_stop_nothing_and_the_line_says_so(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, _ = two_of_a_room(server)
        page = await at_report(server, browser, one)
        await typed(page, "One")
        await expect(page.locator(LINE)).to_have_text(re.compile(r"^Saved"), timeout=CEILING)
        refused = asyncio.Event()

        async def answer(route: Route) -> None:
            empty = {"saved": 1, "state": "AA==", "update": "AAA=", "right": "now"}
            if refused.is_set():
                await route.fulfill(status=403, body="Please sign in to this hotel.")
            elif "update=" in (route.request.post_data or ""):
                await route.abort()
            else:
                await route.fulfill(json=empty)

        await page.route("**/texts", answer)
        await page.context.set_offline(True)
        await expect(page.locator(LINE)).to_have_text(re.compile(r"^Not yet sent"), timeout=4 * CEILING)
        refused.set()
        await expect(page.locator("[data-text]")).to_have_attribute("data-right", "none", timeout=4 * CEILING)
        await page.unroute("**/texts")
        await page.context.set_offline(False)
        await expect(page.locator("[data-text]")).to_have_attribute("data-right", "now", timeout=4 * CEILING)
        await typed(page, " two")
        await expect(page.locator(LINE)).to_have_text(re.compile(r"^Saved"), timeout=CEILING)
        await server.do(MovePeople(MEETING, 2, (server.id(one),), 2, anyway=True), "Dana")
        before = page.locator("[data-text='report/m1/2-1-1'] [data-field=key1]")
        await expect(before).to_have_attribute("readonly", "", timeout=CEILING)
        await expect(before).to_have_value("One two")
        await expect(page.locator("[data-text='report/m1/2-1-2'] [data-field=key1]")).to_be_editable(timeout=CEILING)


MISSING = "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('', 'SecurityError'); } })"
SILENT = "IDBFactory.prototype.open = () => ({})"
FULL = "IDBObjectStore.prototype.add = () => { throw new DOMException('', 'QuotaExceededError'); }"


async def test_without_a_store_that_is_blocked_silent_or_full_one_writes_and_the_line_asks_to_keep_the_page_open(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, _ = two_of_a_room(server)
        said = ""
        for way in (MISSING, SILENT, FULL):
            page = await device(server, browser, server.id(one), PHONE)
            await page.context.add_init_script(way)
            await page.goto(f"{server.url}/p/{server.programme}/m/{MEETING}/notes?language=en")
            await expect(page.locator("[data-text]")).to_have_attribute("data-right", "now", timeout=CEILING)
            await page.context.set_offline(True)
            await typed(page, "Only here. ")
            await expect(page.locator(LINE)).to_have_text(re.compile("^Not yet sent. Keep"), timeout=CEILING)
            await page.context.set_offline(False)
            await expect(page.locator(LINE)).to_have_text(re.compile("^Saved"), timeout=2 * CEILING)
            said += "Only here. "
            await expect(page.locator("[data-field=key1]")).to_have_value(said)
            await page.context.close()


LONG = ("key2", "key3", "surprise", "disagreement", "question", "next_steps")


async def crowded(server: Serving, by: str, *, pens: int, words: str) -> dict[str, str]:
    """Let so many pages write into each other's sentences, some of which go again; return what the report says then."""
    text, draw, crowd = await server.live.text(REPORT), random.Random(11), [Pen() for _ in range(pens)]
    for turn in range(4 * pens):
        pen = draw.choice(crowd)
        pen.document.apply_update(text.missing(pen.state()))
        field = pen.field(draw.choice(LONG))
        field.insert(draw.randint(0, len(field)), words)
        await server.live.put(text, pen.changes[-1], by=by)
        if turn % 3 == 2:
            first = draw.randint(0, len(field) - 20)
            del field[first : first + 20]
            await server.live.put(text, pen.changes[-1], by=by)
    return text.words(("key1", *LONG))


async def test_a_page_hands_back_what_an_older_backup_lost_be_it_longer_than_a_change_may_be(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, _ = two_of_a_room(server)
        page = await entered(server, browser, server.id(one), "notes?language=en", LAPTOP)
        field = page.locator("[data-text] [data-field=key1]")
        await expect(page.locator("[data-text]")).to_have_attribute("data-right", "now", timeout=CEILING)
        said = await crowded(server, server.id(one), pens=10, words="abcdefgh" * 800)
        assert sum(map(len, said.values())) > 3 * LONGEST
        there = "([name, length]) => document.querySelector(`[data-field=${name}]`).value.length === length"
        for name, words in said.items():
            await page.wait_for_function(there, arg=[name, len(words)], timeout=4 * CEILING)
        await typed(page, "Mine")
        await expect(page.locator(LINE)).to_have_text(re.compile(r"^Saved"), timeout=CEILING)
        await page.context.set_offline(True)
        await typed(page, " too")
        await server.house.log.write("DELETE FROM texts", ())
        await server.house.restored()
        await page.context.set_offline(False)
        await expect(page.locator(LINE)).to_have_text(re.compile(r"^Saved"), timeout=4 * CEILING)
        found = (await server.live.text(REPORT)).words(tuple(said))
        for name, words in {**said, "key1": "Mine too"}.items():
            assert found[name] == words, name
        await expect(field).to_have_value("Mine too")
        assert await page.evaluate("Unsent.all().then((rows) => rows.length)") == 0


async def test_what_another_wrote_by_a_pages_number_is_never_called_saved_and_the_page_writes_on(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, other = two_of_a_room(server)
        page = await entered(server, browser, server.id(one), "notes?language=en", LAPTOP)
        await expect(page.locator("[data-text]")).to_have_attribute("data-right", "now", timeout=CEILING)
        await typed(page, "All ")
        await expect(page.locator(LINE)).to_have_text(re.compile(r"^Saved"), timeout=CEILING)
        text, pen = await server.live.text(REPORT), Pen()
        (mine,) = text.known()
        await page.context.set_offline(True)
        await typed(page, "mine")
        await kept(page)
        pen.document, text = Doc(client_id=mine), await server.live.text(REPORT)
        pen.document.apply_update(text.missing(b""))
        before = pen.state()
        pen.field("key1").insert(4, "zzzz")
        await server.live.put(text, pen.document.get_update(before), by=server.id(other))
        await page.context.set_offline(False)
        await expect(page.locator("[data-text]")).to_have_attribute("data-right", "now", timeout=CEILING)
        await typed(page, "Here", "tip")
        await said_on(server, "tip", "Here")
        await expect(page.locator(LINE)).to_have_text("Not yet sent: 4 changes, kept on this device", timeout=CEILING)
        await expect(page.locator("[data-stuck]")).to_contain_text("then remove them: \u2068mine\u2069")
        page.on("dialog", lambda dialog: dialog.accept())
        await page.locator("[data-remove]").first.click()
        await expect(page.locator("[data-field=key1]")).to_have_value("All zzzz", timeout=CEILING)
        await expect(page.locator("[data-stuck]")).to_be_hidden()
        await typed(page, " mine")
        await expect(page.locator(LINE)).to_have_text(re.compile(r"^Saved"), timeout=CEILING)
        await said_on(server, "key1", "All zzzz mine")


async def test_a_text_that_is_full_says_so_keeps_what_was_typed_and_can_be_shortened(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, _ = two_of_a_room(server)
        text = await server.live.text(REPORT)
        for half in range(2):
            await server.live.texts.rewrite(text, {"tip": "x" * 32_100 * (half + 1)}, by=server.id(one))
        page = await at_report(server, browser, one, size=LAPTOP)
        await typed(page, "Yes")
        await expect(page.locator(LINE)).to_have_text(re.compile("^This text is full"), timeout=CEILING)
        await expect(page.locator("[data-field=key1]")).to_have_value(re.compile("^Y"))
        assert not await page.locator("[data-field=key1]").is_editable()
        assert await page.evaluate("Unsent.all().then((rows) => rows.length)") > 0
        page.on("dialog", lambda dialog: dialog.accept())
        await page.locator("[data-remove]").first.click()
        await expect(page.locator("[data-field=key1]")).to_have_value("", timeout=CEILING)
        await expect(page.locator("[data-text]")).to_have_attribute("data-right", "now", timeout=CEILING)
        await page.locator("[data-field=tip]").fill("")
        await typed(page, "Yes")
        await expect(page.locator(LINE)).to_have_text(re.compile("^Saved"), timeout=CEILING)
        await said_on(server, "key1", "Yes")


async def test_removing_what_was_unsent_without_a_network_leaves_what_the_server_is_known_to_hold(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, _ = two_of_a_room(server)
        page = await entered(server, browser, server.id(one), "notes?language=en", PHONE)
        field = page.locator("[data-text] [data-field=key1]")
        await expect(page.locator("[data-text]")).to_have_attribute("data-right", "now", timeout=CEILING)
        await typed(page, "Kept.")
        await expect(page.locator(LINE)).to_have_text(re.compile(r"^Saved"), timeout=CEILING)
        await page.context.set_offline(True)
        await typed(page, " Not this")
        await kept(page)
        page.once("dialog", lambda dialog: dialog.accept())
        await page.locator("[data-remove]").first.click()
        await expect(field).not_to_have_value(re.compile("Not this"), timeout=CEILING)
        assert (await field.input_value()).startswith("Kept.")  # a first letter may have been on its way
        await page.context.set_offline(False)
        await typed(page, " This")
        await expect(page.locator(LINE)).to_have_text(re.compile(r"^Saved"), timeout=4 * CEILING)
        said = (await server.live.text(REPORT)).words(("key1",))["key1"]
        assert (said[:5], " This" in said, "Not this" in said) == ("Kept.", True, False)
        assert len(said) <= len("Kept. This") + 1  # that letter, before or after what is typed now
