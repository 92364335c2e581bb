"""The way into the call: a Jitsi room opens in a tab of its own, with its subject and the person's name."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.async_api import Browser, expect

from app.domain.attendance import Arrive
from app.domain.calling import UseJitsi
from app.domain.meetings import OpenDoors, StartMeeting
from tests.browser.entering import device
from tests.serving import MEETING, serving

pytestmark = pytest.mark.browser


async def test_a_jitsi_room_knows_its_subject_and_who_comes(tmp_path: Path, chromium: Browser) -> None:
    async with serving(tmp_path) as server:
        await server.do(OpenDoors(MEETING), "Dana")
        await server.do(Arrive(MEETING), "Amal")
        await server.do(StartMeeting(MEETING), "Dana")
        await server.do(UseJitsi(MEETING, "talk.example.org", 3), "Dana")
        page = await device(server, chromium, server.id("Amal"), {"width": 1280, "height": 720})
        await page.context.route("https://talk.example.org/**", lambda route: route.fulfill(body="the call"))
        await page.goto(f"{server.url}/p/{server.programme}/m/{MEETING}/board?language=en")
        await expect(page.locator("#call")).to_contain_text("Jitsi Meet · talk.example.org")
        async with page.expect_popup() as opening:
            await page.locator("#call a.big").click()
        call = await opening.value
        await call.wait_for_load_state()
        room, _, settings = call.url.partition("#")
        said = {
            key: json.loads(unquote(value)) for key, _, value in (each.partition("=") for each in settings.split("&"))
        }
        assert room.startswith("https://talk.example.org/ldp-")
        assert said == {"config.subject": "Regional meeting", "userInfo.displayName": "Amal R."}
        assert page.url.endswith("/board?language=en")
