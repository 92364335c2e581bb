"""A simulated moderator: reads the console and presses its one big button, as a person would."""

from __future__ import annotations

from dataclasses import dataclass

import httpx2

from app.demo.boards import elements
from app.demo.person import Person

QUESTION = "What made it possible?"
TOPICS = "Media\nYouth\nArt\nEducation\nWomen in town halls\nNewcomers"


@dataclass
class Moderator:
    """Drives by the console of `person`; rooms of at most `size` people, `minutes` long."""

    person: Person
    size: int = 5
    minutes: int = 4

    async def press(self) -> httpx2.Response | None:
        """Take the next step, preparing rooms where it asks for them; None if somebody was faster."""
        button = await self.button()
        if 'data-opens="prepare"' in button:
            return await self.prepare()
        leaves = button.partition('name="leaves" value="')[2].partition('"')[0]
        answer = await self.person.post(f"{self.person.base}/steps", leaves=leaves)
        return answer if answer.status_code == 204 else None

    async def prepare(self) -> httpx2.Response:
        """Draw the rooms of the next round."""
        answer = await self.person.post(
            f"{self.person.base}/rounds",
            size=self.size,
            minutes=self.minutes,
            rounds=1,
            question=QUESTION,
            names=TOPICS,
        )
        self.person.acknowledged.pop()  # it was several commands, under ids of their own
        return answer

    async def button(self) -> str:
        """Return the console's step, as HTML."""
        return elements((await self.person.get(f"{self.person.base}/console")).text).get("step", "")

    async def somebody_else(self, name: str) -> bool:
        """Say whether the last act was somebody else's."""
        _, _, last = (await self.button()).partition('class="last-act"')
        return bool(last) and name not in last.partition("</p>")[0]
