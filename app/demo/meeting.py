"""The demo: a regional meeting whose people arrive late, fall off, come back and get lost, until it is stopped."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from random import Random

import httpx2

from app.demo.doors import Doors
from app.demo.moderator import Moderator
from app.demo.people import REGIONAL, TEAM
from app.demo.person import Person
from app.web.founding import Founding, found
from app.web.handing import personal_link, screen_link
from app.web.house import House

NAME = "Local Dialogue: regional meeting"
DRIVER = "Nils F."
HUMANS = ("Dana O.", "Amal R.", "Lina H.")
"""Whose links are given to those who watch; nobody simulates them."""
PAUSES = (6, 20, 12, 10, 8, 8, 100, 45, 30)
"""Seconds before each press of a round: doors, start, rooms, show, open, clock, end, close, and again."""


async def prepared(house: House) -> str:
    """Found the fictitious programme and return its id."""
    asked = Founding(
        NAME, "Olga B.", "", "Africa/Tunis", "+216 00 000 000", "Fictitious organiser", "privacy@example.org", demo=True
    )
    programme, _ = await found(house, asked, [row for row in (*TEAM, *REGIONAL) if row.role != "organiser"])
    return programme


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


async def simulate(house: House, programme: str, seed: int = 14) -> None:
    """Let the simulated people come and go through the doors, for ever."""
    state = (await house.programmes.get(programme)).state
    chance = Random(seed)  # noqa: S311 (a play, no secret)
    async with Doors(house.settings.public_url) as doors, asyncio.TaskGroup() as tasks:
        for person in state.people.values():
            link = personal_link(house, state, person.id)
            if person.name == DRIVER:
                tasks.create_task(drive(Moderator(Person(doors, link, "console"))))
            elif person.name not in HUMANS and person.role in ("participant", "interpreter", "tech"):
                page = "console" if person.role == "tech" else "board"
                tasks.create_task(behave(Person(doors, link, page), Random(chance.random()), person.role))  # noqa: S311


async def behave(person: Person, chance: Random, role: str) -> None:
    """Live like a person: come when one can, stay, fall off, come back, get lost now and then."""
    await asyncio.sleep(chance.uniform(1, 25 if chance.random() < 0.85 else 120))
    await person.come_in()
    if role == "participant":
        await person.post(f"{person.base}/arrival")
    while True:
        person.open()
        await asyncio.sleep(chance.uniform(20, 240))
        if chance.random() < 0.2:
            await person.post(f"{person.base}/lost")
            await asyncio.sleep(chance.uniform(10, 40))
            await person.post(f"{person.base}/found")
        if chance.random() < 0.5:
            await person.close()
            await asyncio.sleep(chance.uniform(2, 60))


async def drive(moderator: Moderator) -> None:
    """Lead the meeting round by round, resting as soon as somebody else leads."""
    await moderator.person.come_in()
    while True:
        for pause in PAUSES:
            await asyncio.sleep(pause)
            with suppress(httpx2.TransportError, IndexError):
                while await moderator.somebody_else(DRIVER):  # noqa: ASYNC110 (the console says it, no event does)
                    await asyncio.sleep(60)
                await moderator.press()
