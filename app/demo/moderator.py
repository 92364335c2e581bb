"""A simulated moderator: reads the console and presses its one big button, as a person would."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import httpx2

from app.demo.boards import elements
from app.demo.person import Person

WORDS = re.compile(r"<b>\s*(.*?)\s*</b>|<button[^>]*><span>\s*(Reopen the meeting)", re.S)
QUESTION = "What made it possible?"
FIELDS = "Migration and mobility\nGender\nArt\nEducation\nMedia\nYouth"
TOPICS = "Media\nYouth\nArt\nEducation\nWomen in town halls\nNewcomers"


@dataclass
class Moderator:
    """Drives by the console of `person`; rooms of at most `size` people, `minutes` long, called `names`."""

    person: Person
    size: int = 5
    minutes: int = 4
    question: str = QUESTION
    names: str = TOPICS

    async def press(self, *, closing: bool = False) -> httpx2.Response | None:
        """Take the next step, preparing rooms where it offers them; None if somebody was faster.

        `closing`: close the meeting where another round would be possible, too.
        """
        button = await self.button()
        if 'data-opens="prepare-tables"' in button:
            return await self.plan_cafe(tables=6, rounds=3, minutes=18, question=QUESTION, topics=FIELDS)
        if 'data-opens="prepare"' in button and not (closing and 'name="leaves"' in button):
            return await self.prepare()
        if 'data-opens="prepare-vote"' in button:
            return await self.put_to_vote()
        leaves = button.partition('name="leaves" value="')[2].partition('"')[0]
        answer = await self.person.post(f"{self.person.base}/steps", leaves=leaves)
        if answer.status_code == 409 and 'name="anyway"' in answer.text:  # somebody would sit alone, say
            answer = await self.person.post(f"{self.person.base}/steps", leaves=leaves, anyway="true")
        return answer if answer.status_code == 204 else None

    async def plan_cafe(self, block: int = 0, **form: Any) -> httpx2.Response:
        """Plan a World Café, by default the one that comes next."""
        return await self._several(f"cafes/{block}/plan", **form)

    async def prepare(self) -> httpx2.Response:
        """Draw the rooms of the next round."""
        asked = {"size": self.size, "minutes": self.minutes, "question": self.question, "names": self.names}
        return await self._several("rounds", rounds=1, **asked)

    async def put_to_vote(self) -> httpx2.Response:
        """Name what the next vote is about: the first topics."""
        for line in self.names.splitlines()[:4]:
            answer = await self.person.post(f"{self.person.base}/votes/0/items", text=line)
        return answer

    async def _several(self, path: str, **form: Any) -> httpx2.Response:
        """Send a form that is several commands, under ids of their own."""
        answer = await self.person.post(f"{self.person.base}/{path}", **form)
        if self.person.acknowledged and self.person.acknowledged[-1] == self.person.asked[-1]:
            self.person.acknowledged.pop()
        return answer

    async def button(self) -> str:
        """Return the console's step, as HTML in English."""
        return elements((await self.person.get(f"{self.person.base}/console?language=en")).text).get("step", "")


def words(button: str) -> str:
    """Return what a button says."""
    found = WORDS.search(button)
    return next(filter(None, found.groups()), "") if found else ""
