"""The screens of practices: the board, one's own sheet, reading one, bringing a list, and pitches in a meeting."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from playwright.sync_api import Page

from app.domain.agenda import AddBlock
from app.domain.attendance import Arrive
from app.domain.formats.pitches.order import PickPitch
from app.domain.formats.pitches.turning import BeginPitches, CallPitch, StartPitch
from app.domain.meetings import OpenDoors, StartMeeting
from app.domain.messages import Command
from app.domain.practices.beginning import BeginPractice
from app.domain.practices.choosing import ChooseForPractice, ShowPractice
from app.domain.practices.remarks import RemarkOnPractice, TakeInterest
from app.domain.practices.shelf import key
from app.domain.practices.states import MovePractice
from app.web.filling import fill
from tests.scenes.beginning import cookies_of
from tests.scenes.scene import Scene, unfolded
from tests.serving import MEETING, Serving

LIST = "owner,title,language\nAmal R.,The Second Desk,en\nNobody,Lost,en\n"
WORDS = (
    ("Amal", "en", ("migration",), "MA", {
        "title": "The First Ten Days Desk", "city": "Ksar Tilelli", "lead_org": "Municipality of Ksar Tilelli",
        "subtitle": "One counter where newcomers and residents fix papers, school places and bus cards together",
        "challenge": "Newcomers went to four offices for one paper.", "action": "One desk beside the market.",
        "results": "640 people in a year.", "tip": "Put the desk next to the market, not in the town hall.",
    }),
    ("Karim", "ar", ("media", "youth"), "TN", {
        "title": "إذاعة المطبخ", "subtitle": "برنامج أسبوعي يُسجَّل في البيوت بثلاث لغات", "city": "باب الريحان",
    }),
)  # fmt: skip


def made(number: int, language: str, fields: tuple[str, ...], land: str) -> Iterator[Command]:
    """Yield what makes a practice of the board, its words left out."""
    yield BeginPractice(language)
    choices = {"fields": fields, "country": (land,), "maturity": ("good",)}
    yield from (ChooseForPractice(number, what, values) for what, values in choices.items())
    yield ShowPractice(number)


async def shown(server: Serving) -> None:
    """Put two practices on the board, with a question to the first."""
    for number, (who, language, fields, land, words) in enumerate(WORDS, 1):
        for command in made(number, language, fields, land):
            await server.do(command, who)
        await fill(server.live, key(number, language), words, server.id(who))
    await server.do(TakeInterest(1), "Nuno")
    await server.do(RemarkOnPractice(1, "Who pays for the desk?", "question", "en"), "Nuno")


async def practices(server: Serving) -> AsyncIterator[Scene]:
    """Practices before a meeting and in it."""
    await shown(server)
    olga, amal, nuno, dana = [await server.visitor(name) for name in ("Olga", "Amal", "Nuno", "Dana")]
    base, programme = server.url + amal.base, f"{server.url}/p/{server.programme}"
    yield Scene("practices", f"{base}/practices", cookies_of(nuno))
    yield Scene("practices-drives", f"{base}/practices", cookies_of(dana), "laptop")
    yield Scene("practice-pitch", f"{programme}/practices/1", cookies_of(amal))
    yield Scene("practice-read", f"{programme}/practices/1", cookies_of(nuno))
    yield Scene("practices-list", f"{programme}/practices", cookies_of(olga), "laptop", does=brought)
    await server.do(OpenDoors(MEETING), "Dana")
    for name in ("Amal", "Karim", "Nuno"):
        await server.do(Arrive(MEETING), name)
    await server.do(StartMeeting(MEETING), "Dana")
    await server.do(AddBlock(MEETING, "pitches"), "Dana")
    block = server.state.meetings[MEETING].last_block
    for number in (1, 2):
        await server.do(PickPitch(MEETING, number), "Dana")
    for command in (BeginPitches(MEETING, block), CallPitch(MEETING, block), StartPitch(MEETING, block)):
        await server.do(command, "Dana")
    yield Scene("board-pitch", f"{base}/board", cookies_of(nuno), "phone")
    yield Scene("console-pitches", f"{base}/console", cookies_of(dana), "laptop")
    yield Scene("screen-pitch", f"{base}/screen", cookies_of(dana), "projector")
    await server.do(MovePractice(1, "en", "draft"), "Amal")
    await fill(server.live, key(1, "en"), {"tip": "Put the desk next to the bus stop."}, amal.person)
    yield Scene("practice-sheet", f"{programme}/practices/1", cookies_of(amal), does=unfolded('[data-turn="all"]'))
    yield Scene("practice-changed", f"{programme}/practices/1/versions", cookies_of(amal), "phone")


def brought(page: Page) -> None:
    """Look at a list that is pasted."""
    page.locator("#bring textarea").fill(LIST)
    page.locator("#bring form button").first.click()
    page.locator("#looks").wait_for()
