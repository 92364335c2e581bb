"""Who leads the demo while no visitor does: presses the big button when a person would, and rests for a visitor."""

from __future__ import annotations

from dataclasses import dataclass

from app.demo.moderator import Moderator, words
from app.web.programme import Live

AWAY = 120.0
LOOK = 3.0
PATIENCE = 20.0
WAITS: dict[str, float | None] = {
    "Open the doors": 5,
    "Start the meeting": 20,
    "Show the rooms": 10,
    "Open the rooms": 12,
    "Start the clock": 12,
    "Let people choose": 12,
    "End the choosing": None,
    "Show the tables": 10,
    "Open the tables": 12,
    "End the round": None,
    "End the round now": None,
    "Bring everybody back": None,
    "Next report": 45,
    "Close the vote": 60,
    "Reopen the meeting": 60,
}
"""Service seconds before a press, by the button's words; None: the clock does it. Others: `PATIENCE`."""


@dataclass(slots=True)
class Driver:
    """Drives a meeting of `live` as `me`, closes it after `each` rounds; `played` are all whom the play moves."""

    moderator: Moderator
    live: Live
    meeting: str
    me: str
    played: frozenset[str]
    each: int
    rounds: int = 0

    async def drive(self) -> None:
        """Lead the meeting step by step, for ever."""
        await self.moderator.person.come_in()
        while True:
            await self.live.clock.sleep(LOOK)
            if not self.visited():
                await self.turn()

    def visited(self) -> bool:
        """Say whether a visitor leads or acted last, and is still there."""
        meeting = self.live.state.meetings[self.meeting]
        acted = {meeting.lead, meeting.last_act.who if meeting.last_act else ""} - self.played
        answers = [self.live.last(person) for person in acted]
        return any(last is not None and self.live.clock.now() - last < AWAY for last in answers)

    async def turn(self) -> None:
        """Wait as long as the step at hand takes, then press it unless something else happened."""
        button = await self.moderator.button()
        says = words(button)
        wait = WAITS.get(says, PATIENCE)
        if wait is None:
            return
        await self.live.clock.sleep(wait)
        if not self.visited() and words(await self.moderator.button()) == says:
            await self.lead()
            await self.press(says)

    async def lead(self) -> None:
        """Take the lead back from a visitor who went away."""
        meeting = self.live.state.meetings[self.meeting]
        if meeting.lead not in ("", self.me):
            await self.moderator.person.post(f"{self.moderator.person.base}/lead")

    async def press(self, says: str) -> None:
        """Press the button, or what stands beside it: another round, a closed meeting opened again."""
        if says == "Reopen the meeting":
            self.rounds = 0
            await self.moderator.person.post(f"{self.moderator.person.base}/reopening")
        else:
            await self.moderator.press(closing=self.rounds >= self.each)
            self.rounds += says == "Start the clock"
