"""The demo: one meeting of the fictitious programme is live, until it is stopped.

Its people come late, fall off, come back and get lost, through the real doors.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

import httpx2

from app.demo import practices
from app.demo.doors import Doors
from app.demo.driver import Driver
from app.demo.moderator import Moderator
from app.demo.person import Person
from app.demo.pitching import pitch
from app.demo.programme import ASLEEP, DRIVER, LEAD, NAME, REGIONAL, WORKSHOP, written
from app.demo.reporting import agree, echo, quote, report, vote
from app.domain.meetings import Meeting
from app.domain.messages import SYSTEM
from app.domain.notes import KINDS
from app.domain.platform import AddProgramme, FinishSetUp, ProgrammeAdded
from app.domain.programme import Programme
from app.web.handing import personal_link, screen_link
from app.web.house import House
from realtime.clock import Clock

TEAM = {
    "organiser": "Olga B.",
    "moderator": LEAD,
    "tech": "Rui P.",
    "rapporteur": "Lina H.",
    "interpreter": "Imane K.",
    "observer": "Vera N.",
}
HUMANS = {
    WORKSHOP: {**TEAM, "participant": ASLEEP},
    REGIONAL: {**TEAM, "participant": "Amal R.", "host": "Salma D."},
}
"""Whose links are given to those who watch, by the meeting that is live; nobody simulates them."""
PLAYED = ("participant", "interpreter", "tech", "observer")
AGAIN = 5.0
SITTING, COMING = (0.0, 8.0), (40.0, 90.0)
"""Seconds in which those come whose meeting goes on already, and those who are late."""
TOPIC, ACTION = re.compile(r'name="topic" value="(\d+)"'), re.compile(r'action="([^"]+)"')
SAID = (
    "Put the desk next to the market, not in the town hall.",
    "Ask who is not in the room, then change the clock.",
    "Payez le bus\u00a0: la bonne volonté a un coût.",
    "اتركوا جدارًا فارغًا لمن لا يتفقون معكم.",
    "Promise a date before you ask people to map.",
    "Municipal staff rotation breaks partnerships.",
    "Test on the oldest phone in the group.",
)
"""What simulated people write."""


async def prepared(house: House, meeting: str = WORKSHOP) -> str:
    """Found the fictitious programme with a past, in which this meeting is live; return its id."""
    answer = await house.platform.perform(AddProgramme(NAME), actor=SYSTEM)
    (added,) = [event for event in answer.events if isinstance(event, ProgrammeAdded)]
    live = await house.programmes.get(added.programme)
    past = await asyncio.to_thread(written, added.programme, house.clock.now(), meeting)
    await past.written(house.log, live.stream)
    await practices.filled(live)
    await house.platform.perform(FinishSetUp(), actor=SYSTEM)
    await house.note_key()
    return added.programme


async def links(house: House, programme: str) -> dict[str, str]:
    """Return the links that are handed to those who watch."""
    state = (await house.programmes.get(programme)).state
    meeting = on(state)
    ids = {person.name: person.id for person in state.people.values()}
    handed = {what: personal_link(house, state, ids[name]) for what, name in HUMANS[meeting.id].items()}
    return {"base": house.settings.public_url, **handed, "screen": screen_link(house, state, meeting.id)}


def on(state: Programme) -> Meeting:
    """Return the meeting that is played: the one that was live last."""
    begun = (meeting for meeting in state.meetings.values() if meeting.phase != "planned")
    return max(begun, key=lambda meeting: meeting.starts_at)


async def simulate(house: House, programme: str, *, rounds: int = 4, seed: int = 14) -> None:
    """Let the simulated people come and go, for ever; after so many rounds the meeting is closed for a while."""
    live = await house.programmes.get(programme)
    meeting = on(live.state)
    chance = Random(seed)  # noqa: S311 (a play, no secret)
    played = [
        one
        for one in live.state.people.values()
        if one.name == DRIVER
        or (one.role in PLAYED and one.takes_part_in(meeting.id) and one.name not in HUMANS[meeting.id].values())
    ]
    async with Doors(house.settings.public_url) as doors, asyncio.TaskGroup() as tasks:
        for one in played:
            link = personal_link(house, live.state, one.id)
            if one.name == DRIVER:
                leading = Moderator(Person(doors, link, "console"), minutes=3, question="", names="")
                everybody = frozenset(each.id for each in played)
                life = Driver(leading, live, meeting.id, one.id, everybody, rounds).drive
            else:
                page = "console" if one.role == "tech" else "board"
                own = Random(chance.random())  # noqa: S311
                coming = COMING if one.role == "participant" and not meeting.is_present(one.id) else SITTING
                life = Life(Person(doors, link, page), own, house.clock, one.role == "participant", coming).live
            tasks.create_task(kept(life, house.clock))


async def kept(life: Callable[[], Awaitable[None]], clock: Clock) -> None:
    """Go on after a connection was lost, as people do who try again."""
    while True:
        with suppress(httpx2.TransportError):
            await life()
        await clock.sleep(AGAIN)


@dataclass(slots=True)
class Life:
    """How a simulated person lives, in service seconds; only a participant gets lost.

    `coming`: between how many seconds from now they come.
    """

    person: Person
    chance: Random
    clock: Clock
    takes_part: bool
    coming: tuple[float, float]
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    pitched: int = 0

    def __post_init__(self) -> None:
        """Look at what the board says."""
        self.person.heard = self.look

    def look(self, person: Person, position: int) -> None:
        """See that a topic is to be chosen."""
        form = person.held.get("choice", "")
        if TOPIC.search(form) and 'aria-pressed="true"' not in form:
            self.asked.set()

    async def listen(self, seconds: float) -> None:
        """Do nothing for so long, unless one is asked to choose."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds / self.clock.rate):
                await self.asked.wait()

    async def choose(self) -> None:
        """Choose a topic, after some thought."""
        await self.some(3, 40)
        form = self.person.held.get("choice", "")
        topics, action = TOPIC.findall(form), ACTION.search(form)
        if topics and action:
            await self.person.post(action[1], topic=self.chance.choice(topics))
        self.asked.clear()

    async def live(self) -> None:
        """Come when one can, stay, fall off, come back, get lost now and then."""
        if not self.person.base:
            await self.some(*self.coming)
            await self.person.come_in()
        while True:
            if self.takes_part:
                await self.person.post(f"{self.person.base}/arrival")
            self.person.open()
            await self.listen(self.chance.uniform(30, 300))
            if self.takes_part:
                await (self.choose() if self.asked.is_set() else self.take_part())
            if self.chance.random() < 0.35:
                await self.person.close()
                await self.some(2, 60)

    async def take_part(self) -> None:
        """Do what people do there: vote, answer for a quote, write a note, a report or a pitch, ask for help."""
        base, dice = self.person.base, self.chance.random()
        for deed in (vote, echo, agree):
            if await deed(self.person, self.chance):
                return
        if dice < 0.12:
            await self.get_lost()
        elif dice < 0.16:
            await quote(self.person, self.chance.choice(SAID), self.chance)
        elif dice < 0.5:
            await self.person.post(f"{base}/notes", text=self.chance.choice(SAID), kind=self.chance.choice(KINDS))
        elif dice < 0.7:
            await self.person.post(f"{base}/hand", question=self.chance.choice(("", "", "Who pays for it?")))
        elif dice < 0.72:
            await self.person.post(f"{base}/help", kind="technical", words="I hear nothing")
        elif dice < 0.74 and not self.pitched:
            self.pitched = await pitch(self.person, self.chance)
        elif dice < 0.95:
            await report(self.person, self.chance)

    async def get_lost(self) -> None:
        """Say that one is lost, and find the way again."""
        await self.person.post(f"{self.person.base}/lost")
        await self.some(10, 40)
        await self.person.post(f"{self.person.base}/found")

    async def some(self, least: float, most: float) -> None:
        """Wait some seconds."""
        await self.clock.sleep(self.chance.uniform(least, most))
