"""What is seen of a meeting that is played ahead: which parts ran and when, who sat alone, calls, notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.demo.counting import notes_in_log
from app.demo.person import Person
from app.domain import schedule
from app.domain.details import BUFFER
from app.domain.formats.rooms import Round
from app.domain.help import KINDS
from app.domain.meetings import Meeting
from app.domain.programme import Programme
from app.domain.rooms import RUNNING
from realtime.records import Record

NAMES = {
    "plenary": "Plenary",
    "rooms": "Rooms",
    "chosen": "Rooms to choose",
    "cafe": "World Café",
    "break": "Break",
    "harvest": "Harvest",
    "vote": "Vote",
    "gallery": "Gallery",
    "walk": "Gallery in groups",
    "pitches": "Pitches",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the agenda: its planned and its real end (UTC seconds; None: it did not run), minutes behind then."""

    title: str
    planned: float
    ended: float | None
    behind: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a moderator wants to know; instants UTC seconds. `alone`: part and room; `wait`: seconds, the longest.

    `agreed`: when it was to end; `ended`: None if it did not come to its end.
    """

    meeting: str
    zone: str
    speed: float
    people: int
    came: int
    parts: list[Part]
    agreed: float
    ended: float | None
    rooms: int
    alone: list[tuple[str, int]]
    calls: int
    open_calls: int
    wait: int
    notes: int
    lost: int
    doubled: int


@dataclass(slots=True)
class Watch:
    """Looks at a meeting from before its doors on; `length`: its planned seconds."""

    programme: Programme
    meeting: Meeting
    length: float = 0.0
    slots: dict[int, schedule.Slot] = field(default_factory=dict)
    rooms: set[tuple[int, int, int]] = field(default_factory=set)
    alone: set[tuple[int, int, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Keep the plan."""
        self.slots = {slot.number: slot for slot in schedule.slots(self.meeting) if slot.ends_at > slot.starts_at}
        self.length = schedule.ends_at(self.meeting) - self.meeting.starts_at

    def look(self) -> None:
        """Look at the rooms that talk."""
        present = set(self.meeting.present())
        for block in self.meeting.blocks.values():
            if isinstance(block.body, Round) and block.body.busy:
                for room in block.body.active():
                    here = present.intersection(block.body.members(room.number))
                    if room.state == RUNNING and here:
                        self.rooms.add((block.number, block.body.part, room.number))
                        if len(here) == 1:
                            self.alone.add((block.number, block.body.part, room.number))

    def report(self, speed: float, people: Iterable[Person], records: Sequence[Record]) -> Report:
        """Return what was seen, once it is over."""
        meeting, everybody = self.meeting, list(people)
        calls = [call for call in meeting.help.calls.values() if call.kind in KINDS]
        waits = [call.first_claimed_at - call.at for call in calls if call.first_claimed_at is not None]
        lost, doubled = notes_in_log(everybody, records)
        parts = [self._part(number) for number in self.slots if not self._spared(number)]
        return Report(
            meeting.name,
            meeting.zone,
            speed,
            len(everybody) + 1,
            len(meeting.attendance),
            parts,
            schedule.agreed(meeting, meeting.starts_at) if meeting.agreed_end is None else meeting.agreed_end,
            meeting.closed_at if meeting.phase == "closed" else None,
            len(self.rooms),
            sorted((self._title(block), room) for block, _, room in self.alone),
            len(calls),
            sum(call.cleared_at is None for call in calls),
            round(max(waits, default=0.0)),
            sum(len(person.notes) for person in everybody),
            lost,
            doubled,
        )

    def _part(self, number: int) -> Part:
        block, planned = self.meeting.blocks.get(number), self.slots[number].ends_at
        ended = None
        if block is not None and block.begun_at is not None:
            ended = block.ended_at or self.meeting.closed_at
        return Part(self._title(number), planned, ended, round((ended - planned) / 60) if ended else 0)

    def _spared(self, number: int) -> bool:
        """Say whether this is time in reserve that was not needed."""
        block = self.meeting.blocks.get(number)
        return block is not None and block.begun_at is None and block.more.category == BUFFER

    def _title(self, number: int) -> str:
        block = self.meeting.blocks.get(number)
        return block.title or NAMES.get(block.format, block.format) if block is not None else "A part taken away"
