"""The demo: a regional meeting whose people come late, fall off, come back and get lost, until it is stopped."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from random import Random

import httpx2

from app.demo.doors import Doors
from app.demo.driver import Driver
from app.demo.moderator import Moderator
from app.demo.people import REGIONAL, TEAM
from app.demo.person import Person
from app.domain.attendance import Arrive
from app.domain.formats.cafe import Cafe
from app.domain.meetings import Meeting
from app.domain.messages import SYSTEM
from app.domain.notes import KINDS
from app.domain.rooms import RUNNING
from app.domain.templates import UseTemplate
from app.web.founding import Founding, found
from app.web.handing import personal_link, screen_link
from app.web.house import House
from realtime.clock import Clock

NAME = "Local Dialogue: regional meeting"
DRIVER = "Nils F."
HUMANS = ("Dana O.", "Amal R.", "Lina H.")
"""Whose links are given to those who watch; nobody simulates them."""
PLAYED = ("participant", "interpreter", "tech")
AGAIN = 5.0
SECOND, MOST_STEPS = 2, 40
SAID = (
    "Put the desk next to the market, not in the town hall.",
    "Ask who is not in the room, then change the clock.",
    "Payez le bus : la bonne volonté a un coût.",
    "اترك جدارًا فارغًا لمن لا يتفقون معك.",
    "Promise a date before you ask people to map.",
    "Municipal staff rotation breaks partnerships.",
    "Test on the oldest phone in the group.",
)
"""What simulated people write."""


async def prepared(house: House) -> str:
    """Found the fictitious programme and return its id."""
    asked = Founding(
        NAME, "Olga B.", "", "Africa/Tunis", "+216 00 000 000", "Fictitious organiser", "privacy@example.org", demo=True
    )
    programme, _ = await found(house, asked, [row for row in (*TEAM, *REGIONAL) if row.role != "organiser"])
    return programme


async def in_cafe(house: House, programme: str) -> None:
    """Take the regional meeting of the templates through its first parts, into the second round of its World Café."""
    live = await house.programmes.get(programme)
    (meeting,) = live.state.meetings.values()
    await live.stream.perform(UseTemplate(meeting.id, "regional"), actor=SYSTEM)
    ids = {person.name: person.id for person in live.state.people.values()}
    async with Doors(house.settings.public_url) as doors:
        leading = Moderator(Person(doors, personal_link(house, live.state, ids[DRIVER]), "console"))
        await leading.person.come_in()
        await leading.press()
        for person in list(live.state.people.values()):
            if person.role == "participant":
                await live.stream.perform(Arrive(meeting.id), actor=person.id)
        for _ in range(MOST_STEPS):
            if in_second_round(meeting):
                return
            await leading.press()


def in_second_round(meeting: Meeting) -> bool:
    """Whether the tables of a café's second round talk."""
    body = meeting.on.body if meeting.on is not None else None
    return isinstance(body, Cafe) and body.round == SECOND and body.state == RUNNING


async def links(house: House, programme: str) -> dict[str, str]:
    """Return the links that are handed to those who watch."""
    state = (await house.programmes.get(programme)).state
    ids = {person.name: person.id for person in state.people.values()}
    moderator, participant, rapporteur = (personal_link(house, state, ids[name]) for name in HUMANS)
    meeting = next(iter(state.meetings))
    return {
        "base": house.settings.public_url,
        "moderator": moderator,
        "participant": participant,
        "rapporteur": rapporteur,
        "screen": screen_link(house, state, meeting),
    }


async def simulate(house: House, programme: str, *, rounds: int = 4, seed: int = 14) -> None:
    """Let the simulated people come and go, for ever; after so many rounds the meeting is closed for a while."""
    live = await house.programmes.get(programme)
    chance = Random(seed)  # noqa: S311 (a play, no secret)
    played = [
        one
        for one in live.state.people.values()
        if one.name == DRIVER or (one.role in PLAYED and one.name not in HUMANS)
    ]
    async with Doors(house.settings.public_url) as doors, asyncio.TaskGroup() as tasks:
        for one in played:
            link = personal_link(house, live.state, one.id)
            if one.name == DRIVER:
                leading = Moderator(Person(doors, link, "console"), minutes=3)
                life = Driver(leading, live, one.id, frozenset(each.id for each in played), rounds).drive
            else:
                page = "console" if one.role == "tech" else "board"
                own = Random(chance.random())  # noqa: S311
                life = Life(Person(doors, link, page), own, house.clock, one.role == "participant").live
            tasks.create_task(kept(life, house.clock))


async def kept(life: Callable[[], Awaitable[None]], clock: Clock) -> None:
    """Go on after a connection was lost, as people do who try again."""
    while True:
        with suppress(httpx2.TransportError):
            await life()
        await clock.sleep(AGAIN)


@dataclass(slots=True)
class Life:
    """How a simulated person lives, in service seconds; only a participant is late or gets lost."""

    person: Person
    chance: Random
    clock: Clock
    takes_part: bool

    async def live(self) -> None:
        """Come when one can, stay, fall off, come back, get lost now and then."""
        if not self.person.base:
            late = self.takes_part and self.chance.random() < 0.15
            await self.some(30, 240) if late else await self.some(0, 20)
            await self.person.come_in()
        while True:
            if self.takes_part:
                await self.person.post(f"{self.person.base}/arrival")
            self.person.open()
            await self.some(30, 300)
            if self.takes_part:
                await self.take_part()
            if self.chance.random() < 0.35:
                await self.person.close()
                await self.some(2, 60)

    async def take_part(self) -> None:
        """Do what people do where they are: write a note, raise a hand, call for help, get lost; or just listen."""
        base, dice = self.person.base, self.chance.random()
        if dice < 0.12:
            await self.get_lost()
        elif dice < 0.5:
            await self.person.post(f"{base}/notes", text=self.chance.choice(SAID), kind=self.chance.choice(KINDS))
        elif dice < 0.7:
            await self.person.post(f"{base}/hand", question=self.chance.choice(("", "", "Who pays for it?")))
        elif dice < 0.76:
            await self.person.post(f"{base}/help", kind="technical", words="I hear nothing")

    async def get_lost(self) -> None:
        """Say that one is lost, and find the way again."""
        await self.person.post(f"{self.person.base}/lost")
        await self.some(10, 40)
        await self.person.post(f"{self.person.base}/found")

    async def some(self, least: float, most: float) -> None:
        """Wait some seconds."""
        await self.clock.sleep(self.chance.uniform(least, most))
