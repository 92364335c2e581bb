"""The screens of what a meeting keeps: a report, the harvest, themes and findings, a vote, what the next one sees."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from playwright.sync_api import Page

from app.domain.agenda import AddBlock
from app.domain.attendance import Arrive
from app.domain.findings.making import HearFinding, MakeFinding
from app.domain.formats.harvest.reading import BeginHarvest, EchoReport
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.round import the_round
from app.domain.formats.vote.items import TakeThemes
from app.domain.formats.vote.vote import COUNTED, Vote
from app.domain.meetings import CreateMeeting, OpenDoors, StartMeeting
from app.domain.notes.sorting import StarNote
from app.domain.notes.writing import WriteNote
from app.domain.reports.mentions import LinkReport
from app.domain.steps import TakeStep
from app.domain.themes.gathering import CreateTheme, ShowThemes
from app.domain.themes.sources import PutReport
from app.web.filling import fill
from tests.scenes.beginning import cookies_of
from tests.scenes.meeting import Played
from tests.scenes.practices import shown
from tests.scenes.scene import Scene
from tests.serving import CEILING, MEETING, Serving

REPORT = {
    "key1": "A school opened for the evening because the caretaker lives next door and had the key.",
    "surprise": "لم يسأل أحدٌ المدير، وهذا ما أوقف كل شيء (9 ساعات).",
    "disagreement": "Whether the town or the school pays for light after six.",
    "tip": "Ask the neighbours before the mayor does.",
    "question": "Who pays for light and heating after six?",
}
NOTES = (
    ("Opening hours decide who can come at all.", "key_point"),
    ("اسألوا الجيران قبل أن يسألهم رئيس البلدية.", "tip"),
    ("In three towns the same person keeps the key, and nobody has the number.", "trend"),
    ("Who pays for light and heating after six?", "question"),
)
THEMES = (
    "Opening hours decide who takes part",
    "الموظفون يغادرون قبل أن تثبت الشراكة",
    "Keys, caretakers and small favours",
)


async def kept(server: Serving) -> AsyncIterator[Scene]:
    """A meeting from its rooms' reports to its vote."""
    played = Played(server, await server.visitor("Dana"))
    await server.rooms_talk(10, 5)
    body = the_round(server.state.meetings[MEETING], 2)
    one, other = (server.state.people[body.members(room)[0]].name.split()[0] for room in (1, 2))
    await played.know("Dana", "Lina", one, other)
    for part in (reported, gathered, harvested, voted):
        async for scene in part(played, one, other):
            yield scene


async def reported(played: Played, one: str, other: str) -> AsyncIterator[Scene]:
    """A room's report while it is written, and read afterwards."""
    server = played.server
    for number, (words, kind) in enumerate(NOTES, 1):
        await server.do(WriteNote(MEETING, words, kind), one if number % 2 else other)
        await server.do(StarNote(MEETING, number), "Dana")
    await fill(server.live, f"report/{MEETING}/2-1-1", REPORT, server.id(one))
    yield played.scene("report-writing", "notes", one)
    await fill(server.live, f"report/{MEETING}/2-1-2", {"tip": "Give the key as well as the task."}, server.id(other))
    await server.do(CloseRooms(MEETING, 2), "Dana")
    yield played.scene("report-read", "reports/2-1-1", one)


async def gathered(played: Played, one: str, other: str) -> AsyncIterator[Scene]:
    """Themes and findings, and the form that makes one."""
    server = played.server
    await shown(server)
    await server.do(LinkReport(MEETING, "2-1-1", 1), "Dana")
    await server.do(LinkReport(MEETING, "2-1-1", 2), "Dana")
    yield played.scene("report-links", "reports/2-1-1/practices", one, "phone")
    yield played.scene("report-mentions", "reports/2-1-1", one)
    for number, name in enumerate(THEMES, 1):
        await server.do(CreateTheme(MEETING, name, number), "Dana")
    await server.do(PutReport(MEETING, 1, 2, 1, 1, field="key1"), "Dana")
    for finding in (
        MakeFinding(MEETING, "trend", "Opening hours keep working parents away", theme=1, direction="growing"),
        MakeFinding(
            MEETING, "tip", "Give the key as well as the task", note=3, how="It is a sign of trust", stage="start"
        ),
        MakeFinding(
            MEETING,
            "lesson",
            "Communication is important",
            theme=2,
            limits="In small towns everybody knows the caretaker",
            fields=("education", "youth"),
            sizes=("small", "large"),
            types=("cso",),
            audience="authority",
        ),
    ):
        await server.do(finding, "Lina")
    await server.do(HearFinding(MEETING, 1, practice=1), "Lina")
    yield played.scene("gathering", "harvest", "Dana", does=unfold)
    yield played.scene("gathering-lesson", "harvest", "Lina", does=lesson)
    yield played.scene("gathering-source", "harvest", "Lina", does=sourcing)


async def harvested(played: Played, one: str, other: str) -> AsyncIterator[Scene]:
    """A report is read to everybody, then the question what must not leave, then the themes."""
    server = played.server
    await server.do(AddBlock(MEETING, "harvest"), "Dana")
    block = server.state.meetings[MEETING].last_block
    await server.do(BeginHarvest(MEETING, block), "Dana")
    await server.do(EchoReport(MEETING, block, "help"), other)
    yield played.scene("board-report", "board", one)
    yield played.scene("console-report", "console", "Dana")
    yield played.scene("screen-report", "screen", "Dana", "projector")
    for _ in range(2):
        await server.do(TakeStep(MEETING, server.state.meetings[MEETING].step), "Dana")
    yield played.scene("board-leaving", "board", one, "phone")
    await server.do(ShowThemes(MEETING), "Dana")
    yield played.scene("board-themes", "board", other, "phone")


async def voted(played: Played, one: str, other: str) -> AsyncIterator[Scene]:
    """The themes are put to the vote."""
    server, meeting = played.server, played.server.state.meetings[MEETING]
    await server.do(TakeThemes(MEETING, 0), "Dana")
    body = meeting.blocks[meeting.last_block].body
    assert isinstance(body, Vote)
    yield played.scene("console-vote", "console", "Dana")
    await server.do(TakeStep(MEETING, meeting.step), "Dana")
    if body.state != "open":
        await server.do(TakeStep(MEETING, meeting.step), "Dana")
    yield played.scene("board-vote", "board", one)
    yield played.scene("screen-vote", "screen", "Dana", "projector")
    voter = await server.visitor(one)
    await voter.post(f"{voter.base}/votes/{meeting.last_block}/marks", {"marks": ["1", "3"]})
    await server.do(TakeStep(MEETING, meeting.step), "Dana")
    async with asyncio.timeout(CEILING):
        while body.state != COUNTED:  # noqa: ASYNC110 (the count has no event to wait for)
            await asyncio.sleep(0.01)
    yield played.scene("board-result", "board", one, "phone")
    yield played.scene("screen-result", "screen", "Dana", "projector")


async def before(server: Serving) -> AsyncIterator[Scene]:
    """The regional meeting sees what the workshop left, once its two minutes are over."""
    await server.do(CreateMeeting("The region", server.house.clock.now(), kind="regional"), "Olga")
    await server.do(OpenDoors("m2"), "Dana")
    for name in ("Amal", "Dana"):
        await server.do(Arrive("m2"), name)
    base, amal = f"{server.url}/p/{server.programme}/m/m2", await server.visitor("Amal")
    yield Scene("screen-before", f"{base}/screen", cookies_of(await server.visitor("Dana")), "laptop projector")
    await server.do(StartMeeting("m2"), "Dana")
    yield Scene("board-before", f"{base}/board", cookies_of(amal), does=opened)


def unfold(page: Page) -> None:
    """Open what the rooms reported and where the first finding comes from."""
    page.locator("#reports > summary").click()
    page.locator("#finding-1-from > summary").click()


def lesson(page: Page) -> None:
    """Change the lesson, with all that may be said of one."""
    page.locator("#finding-3 [data-key=e]").click()
    page.locator("#finding .more > summary").click()


def sourcing(page: Page) -> None:
    """Look for a source of the first finding."""
    page.locator("#finding-1 [data-key=s]").click()


def opened(page: Page) -> None:
    """Open what the workshops left."""
    page.locator("#before > summary").click()
