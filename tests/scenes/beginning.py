"""The screens before and around a meeting: set-up, the people page, links, the door, what cannot be opened."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from playwright.sync_api import Page

from app.exports.tables import written
from app.rosters import COLUMNS
from app.web.founding import set_up_link
from app.web.handing import personal_link, screen_link
from tests.people import REGIONAL
from tests.scenes.scene import LANGUAGES, Scene, unfolded
from tests.serving import MEETING, Serving, Visitor, served

ROWS = [
    ("p01", "Amal R.", "Municipality of Ksar Tilelli", "authority", "MA", "ar;fr", "", "participant", ""),
    ("p90", "Zohra L.", "Neighbours (demo)", "cso", "TN", "ar;fr", "zohra@example.org", "participant", ""),
    ("p91", "", "Nobody (demo)", "cso", "TN", "ar", "", "participant", ""),
    ("p92", "Yves C.", "Ligue (demo)", "cso", "Atlantis", "fr", "", "participant", ""),
]
LIST = written(
    COLUMNS, [*ROWS, *[(row.reference, row.name, row.organisation, "", "", "", "", "", "") for row in REGIONAL[1:8]]]
)


def cookies_of(visitor: Visitor) -> dict[str, str]:
    """Return what a visitor's browser keeps."""
    return {each.name: each.value or "" for each in visitor.http.cookies.jar}


def filled(page: Page, zone: str = "Africa/Tunis") -> None:
    """Fill in the set-up page and send it."""
    page.locator("[name=name]").fill("Regional meeting")
    page.locator("[name=starts]").fill("2026-12-01T10:00")
    page.locator("[name=zone]").fill(zone)
    page.locator("[name=organiser]").fill("Olga B.")
    page.locator("[name=controller]").fill("Ligue des Quartiers (demo)")
    page.locator("[name=contact]").fill("privacy@example.org")
    page.locator("[name=people]").set_input_files({"name": "people.csv", "mimeType": "text/csv", "buffer": LIST})
    page.locator("main form button.strong").click()
    page.wait_for_load_state()


async def founding() -> AsyncIterator[Scene]:
    """An empty folder: the set-up page, a wrong entry, the first link."""
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as folder:
            async with served(Path(folder)) as (_, house):
                link = set_up_link(house) or ""
                yield Scene("set-up", link, languages=(language,))
                yield Scene(
                    "set-up-wrong", link, does=lambda page: filled(page, "Atlantis/Nowhere"), languages=(language,)
                )
                yield Scene("set-up-done", link, does=filled, languages=(language,))


async def beginning(server: Serving) -> AsyncIterator[Scene]:
    """The door and the people page of a meeting to come."""
    olga, amal, vera, rui = [await server.visitor(name) for name in ("Olga", "Amal", "Vera", "Rui")]
    guest, base = cookies_of(amal), server.url + amal.base
    link = personal_link(server.house, server.state, amal.person)
    yield Scene("door-link", link)
    yield Scene("door-other", link, cookies_of(vera))
    yield Scene("door-gone", link[:-3] + "xyz")
    yield Scene("door-code", f"{server.url}/join")
    yield Scene("door-code-wrong", f"{server.url}/join", does=lambda page: knocked(page, "WRONG"))
    code = server.state.meetings[MEETING].code
    yield Scene("door-waiting", f"{server.url}/join", does=lambda page: knocked(page, code))
    yield Scene("door-screen", screen_link(server.house, server.state, MEETING), sizes="laptop")
    yield Scene("door-welcome", f"{base}/welcome", guest)
    yield Scene("board-before", f"{base}/board", guest)
    yield Scene("board-signed-out", f"{base}/board")
    yield Scene("error", f"{server.url}/nowhere", guest)
    people = f"{server.url}/p/{server.programme}/people"
    yield Scene("people", people, cookies_of(olga))
    yield Scene("people-helper", people, cookies_of(rui), sizes="laptop")
    shows = unfolded("button[formaction$='/people/links']", "#handed summary")
    yield Scene("people-links", people, cookies_of(olga), does=shows)
    yield Scene("people-preview", people, cookies_of(olga), does=lambda page: brought(page, LIST))
    yield Scene("people-list-wrong", people, cookies_of(olga), does=lambda page: brought(page, b"\xff\xfe\x00"))
    settings = unfolded(".choices li:nth-of-type(2) summary", "#countries form > details summary")
    yield Scene("settings", people.replace("/people", "/settings"), cookies_of(olga), "phone laptop", does=settings)
    yield Scene("copy", people.replace("/people", "/copies"), cookies_of(olga), "phone")
    team = cookies_of(await server.visitor("Dana"))
    yield Scene("console-before", f"{base}/console", team, "phone half laptop")
    yield Scene("screen-before", f"{base}/screen", team, "laptop projector")
    yield Scene("list-before", f"{base}/list", team, "laptop")


def knocked(page: Page, code: str) -> None:
    """Ask to come in with a code."""
    page.locator("[name=code]").fill(code)
    page.locator("[name=name]").fill("Zohra L.")
    page.locator("main form button").click()
    page.locator("main h1").wait_for()


def brought(page: Page, body: bytes) -> None:
    """Bring a list to the people page."""
    page.locator("[name=file]").set_input_files({"name": "people.csv", "mimeType": "text/csv", "buffer": body})
    page.locator("form:has([name=file]) button.strong").click()
    page.locator("#preview, .wrong").first.wait_for()
