"""The people of the journey, its house and its hall in one hand, and how it begins and ends."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Page, async_playwright

from app.demo.doors import Doors
from app.demo.people import REGIONAL
from app.demo.person import Person
from app.domain.roster import Row
from app.exports.tables import written
from app.rosters import COLUMNS
from tests.journeys.hall import Hall
from tests.journeys.house import House

TEAM = (
    ("Dana O.", "moderator", "en;fr;ar"),
    ("Nils F.", "cofacilitator", "sv;en"),
    ("Lina H.", "rapporteur", "ar;en"),
    ("Rui P.", "tech", "pt;en"),
    ("Imane K.", "interpreter", "ar;fr;en"),
    ("Vera N.", "observer", "en"),
    ("Edda W.", "editor", "en"),
)


def line(row: Row) -> tuple[str, ...]:
    """Return a person as a line of the list."""
    languages = ";".join(row.languages)
    return (row.reference, row.name, row.organisation, row.type, row.country, languages, "", "participant", "")


LIST = written(
    COLUMNS,
    [(f"t{number}", name, "", "", "", spoken, "", role, "") for number, (name, role, spoken) in enumerate(TEAM)]
    + [line(row) for row in REGIONAL],
)
ON_PAPER = [row.name for row in REGIONAL]
PHONES, LATE, LEAVER = ON_PAPER[:2], ON_PAPER[29], ON_PAPER[4]


class Meeting:
    """The journey's house, its hall, and the people without a browser."""

    def __init__(self, house: House, hall: Hall, doors: Doors) -> None:
        self.house, self.hall, self.doors = house, hall, doors
        self.links: dict[str, str] = {}
        self.crowd: dict[str, Person] = {}
        self.driver = "Dana O."

    @property
    def console(self) -> Page:
        """The console of whoever leads."""
        return self.hall.consoles[self.driver]

    @property
    def amal(self) -> Page:
        return self.hall.boards["Amal R."]

    @property
    def base(self) -> str:
        """The address that all pages of the meeting begin with."""
        return self.console.url.rpartition("/")[0]

    async def arrive(self, name: str) -> Person:
        """Let somebody come in without a browser, and stay."""
        person = self.crowd[name] = Person(self.doors, self.links[name])
        await person.come_in()
        person.open()
        return person


@asynccontextmanager
async def a_house(folder: Path) -> AsyncIterator[Meeting]:
    """Start a server on an empty folder, and one Chromium."""
    house = House(folder)
    await house.start()
    async with async_playwright() as drivers, Doors(house.base) as doors:
        hall = Hall(drivers)
        meeting = Meeting(house, hall, doors)
        try:
            yield meeting
        finally:
            for person in meeting.crowd.values():
                await person.close()
            await hall.close()
            await house.kill()
