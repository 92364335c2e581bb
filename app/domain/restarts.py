"""After the server was down: missed notices are dropped, rooms whose end was missed get their grace again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.messages import By, Command, Event, Fact

if TYPE_CHECKING:
    from app.domain.programme import Programme


@dataclass(slots=True)
class Restart:
    """What the console says after the server was down: since when, back when, which rooms got their grace again."""

    down_since: float
    at: float
    rooms: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class NoteRestart(Command):
    """The server is back; `down_since` is the time of the last event in the log. Given before alarms are set."""

    down_since: float

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        for meeting in programme.meetings.values():
            if meeting.phase == "live":
                blocks = meeting.blocks.values()
                rooms = tuple((block.number, room) for block in blocks for room in block.body.missed(by.at))
                for block in blocks:
                    yield from block.body.restarted(meeting, block, by.at)
                yield ServerRestarted(meeting.id, self.down_since, rooms)


@dataclass(frozen=True, slots=True)
class ServerRestarted(Event):
    """The server was down in the middle of a meeting; `rooms` are (block, room) that got their grace again."""

    meeting: str
    down_since: float
    rooms: tuple[tuple[int, int], ...] = ()

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.meetings[self.meeting].restart = Restart(self.down_since, fact.at, self.rooms)
