"""One's own meeting played ahead of its day: its agenda, simulated people, a copy of the data, a fast clock."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from random import Random

from app.demo import pace
from app.demo.copies import replaced
from app.demo.doors import Doors
from app.demo.meeting import Life, kept
from app.demo.moderator import Moderator
from app.demo.person import Person
from app.demo.rehearsal import NoRehearsal
from app.demo.watching import Report, Watch
from app.domain.formats.cafe import Cafe
from app.domain.formats.cafe.cafe import TRAVEL
from app.domain.formats.cafe.planning import FEWEST
from app.domain.formats.rooms.seatable import seatable
from app.domain.help import KINDS
from app.domain.meetings import DescribeMeeting, Meeting
from app.domain.messages import SYSTEM
from app.domain.people import Person as Listed
from app.domain.roles import DRIVERS
from app.domain.steps import Step, next_step
from app.main import listener, server
from app.settings import Settings
from app.web.handing import personal_link
from app.web.house import House
from app.web.programme import Live
from realtime.clock import Clock

LOOK, DOORS, HELPED = 3.0, 240.0, 45.0
"""Service seconds: between two looks; from the doors to the start; until staff go to a call, and are done with it."""
OVER, REFUSED, SEAT = 1.5, 5, 5
"""Planned lengths after which a meeting is given up; refusals after which a part is put aside; people of a room."""


@dataclass(eq=False)
class Guest(Person):
    """A person who goes to one meeting, whichever of theirs is next."""

    there: str = ""

    async def come_in(self) -> None:
        """Open the link, and go where one is simulated."""
        await super().come_in()
        self.base = self.there


async def rehearsed(settings: Settings, wanted: str, speed: float) -> Report:
    """Play a meeting (by id or name, '': the next) of this folder, which must be a copy. Raises `NoRehearsal`."""
    programme, meeting, starts = await prepared(settings, wanted)
    house = await House.open(settings, clock=Clock(speed, starts - DOORS))
    running = server(house)
    task = asyncio.create_task(running.serve(sockets=[listener(settings)]))
    try:
        while not running.started:  # noqa: ASYNC110 (uvicorn has no event for it)
            await asyncio.sleep(0.01)
        live = await house.programmes.get(programme)
        return await Ahead(house, live, live.state.meetings[meeting]).play(speed)
    finally:
        running.should_exit = True
        await task
        await house.close()


async def prepared(settings: Settings, wanted: str) -> tuple[str, str, float]:
    """Replace the people of the meeting's programme; return both ids and the start, which is not in the past."""
    house = await House.open(settings)
    try:
        live, meeting = planned(house, wanted)
        await replaced(live)
        starts = max(meeting.starts_at, house.clock.now() + 2 * DOORS)
        said = DescribeMeeting(meeting.id, meeting.name, starts, meeting.zone, meeting.kind, meeting.language)
        await live.stream.perform(said, actor=SYSTEM)
        return live.state.id, meeting.id, starts
    finally:
        await house.close()


def planned(house: House, wanted: str) -> tuple[Live, Meeting]:
    """Return the meeting that is meant, which has not begun. Raises `NoRehearsal`."""
    every = [(live, meeting) for live in house.programmes.all() for meeting in live.state.meetings.values()]
    found = [each for each in every if wanted in ("", each[1].id, each[1].name) and each[1].phase == "planned"]
    if not found:
        known = ", ".join(meeting.name for _, meeting in every if meeting.phase == "planned")
        raise NoRehearsal(f"No meeting like that is planned; planned are: {known or 'none'}.")
    if wanted and len(found) > 1:
        raise NoRehearsal("Several meetings are called so.")
    return min(found, key=lambda each: each[1].starts_at)


@dataclass
class Ahead:
    """One playing of one meeting, led by whoever may lead it.

    `takes`: service seconds that the last press took; the next one comes so much earlier, or every press would be late.
    """

    house: House
    live: Live
    meeting: Meeting
    refused: Counter[int] = field(default_factory=Counter)
    takes: float = 0.0

    async def play(self, speed: float) -> Report:
        """Play it from its doors to its close and return the report."""
        begins = self.live.stream.position
        watch = Watch(self.live.state, self.meeting)
        everybody = [one for one in self.live.state.people.values() if one.takes_part_in(self.meeting.id)]
        leads = min(everybody, key=lambda one: (one.role != "moderator", one.role not in DRIVERS))
        if leads.role not in DRIVERS:
            raise NoRehearsal("Nobody on the list may lead the meeting: it needs a moderator or an organiser.")
        async with Doors(self.house.settings.public_url) as doors:
            lead = Moderator(self._person(doors, leads, "console"), SEAT)
            await lead.person.come_in()
            lives = self._lives(doors, [one for one in everybody if one is not leads])
            tasks = [asyncio.create_task(kept(life.live, self.house.clock)) for life in lives]
            tasks.append(asyncio.create_task(self._help(lead.person)))
            try:
                await self._lead(lead, watch)
            finally:
                for task in tasks:
                    task.cancel()
                ended = await asyncio.gather(*tasks, return_exceptions=True)
            for broken in ended:
                if isinstance(broken, Exception):
                    raise broken
            for life in lives:
                await life.person.close()
        records = await self.house.log.read(self.live.state.id, begins)
        return watch.report(speed, [life.person for life in lives], records)

    def _person(self, doors: Doors, one: Listed, page: str) -> Guest:
        there = f"/p/{self.live.state.id}/m/{self.meeting.id}"
        return Guest(doors, personal_link(self.house, self.live.state, one.id), page, there=there)

    def _lives(self, doors: Doors, people: list[Listed]) -> list[Life]:
        chance = Random(14)  # noqa: S311 (a play, no secret)
        lives = []
        for one in people:
            participant, own = one.role == "participant", Random(chance.random())  # noqa: S311
            coming = (DOORS, DOORS + 600) if participant and chance.random() < 0.1 else (0, 0.7 * DOORS)
            person = self._person(doors, one, "console" if one.staff else "board")
            lives.append(Life(person, own, self.house.clock, participant, coming))
        return lives

    async def _lead(self, lead: Moderator, watch: Watch) -> None:
        clock = self.house.clock
        gives_up = self.meeting.starts_at + OVER * watch.length + DOORS
        while (step := next_step(self.live.state, self.meeting)) is not None and clock.now() < gives_up:
            watch.look()
            at, began = pace.due(self.meeting, step), clock.now()
            if at is None or began < at - self.takes:
                await clock.sleep(LOOK if at is None else min(LOOK, at - self.takes - began))
                continue
            await self._press(lead, step)
            self.takes = clock.now() - began

    async def _press(self, lead: Moderator, step: Step) -> None:
        """Do what the step asks for; a part that is refused again and again is put aside."""
        base, block = lead.person.base, int(step.facts.get("block", 0)) or pace.coming(self.meeting)
        before = self.meeting.step
        if pace.done(self.meeting):
            await lead.person.post(f"{base}/closing")
        elif step.kind == "make-topics":
            for number in range(1, 3 + len(self.meeting.present()) // 8):
                await lead.person.post(f"{base}/chosen/{block}/topics", name=f"Topic {number}")
        elif step.kind == "make-tables":
            await self._tables(lead, block)
        else:
            await self._following(lead, block).press(closing=True)
        self.refused[block] += self.meeting.step == before
        if self.refused[block] >= REFUSED and step.command is None:
            await lead.person.post(f"{base}/blocks/{block}/parking", parked="true")

    def _following(self, lead: Moderator, block: int) -> Moderator:
        planned = self.meeting.blocks.get(block)
        if planned is None:
            return lead
        return replace(lead, minutes=max(1, planned.minutes - planned.body.travel), question=planned.question, names="")

    async def _tables(self, lead: Moderator, block: int) -> None:
        planned, here = self.meeting.blocks[block], len(seatable(self.live.state, self.meeting))
        body, base = planned.body, lead.person.base
        if here < FEWEST or not isinstance(body, Cafe):
            await lead.person.post(f"{base}/cafes/{block}/rooms")
            return
        tables = body.tables or max(2, here // SEAT)
        rounds = min(body.rounds, tables)
        fitting = (planned.minutes - (rounds - 1) * TRAVEL / 60) // rounds
        minutes = body.minutes if body.tables else max(1, min(body.minutes, int(fitting)))
        await lead.plan_cafe(block, tables=tables, rounds=rounds, minutes=minutes, keep="true")

    async def _help(self, staff: Person) -> None:
        """Go to whoever calls."""
        while True:
            await self.house.clock.sleep(HELPED)
            for call in list(self.meeting.help.open.values()):
                if call.kind in KINDS:
                    done = "clearing" if call.claimed_by else "claim"
                    await staff.post(f"{staff.base}/help/{call.number}/{done}")
