"""Meetings: what is planned, when the doors open, when it is live and when it is over; whose hands it is in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda, planning, schedule, seeds
from app.domain.acts import Act, StepMark
from app.domain.agenda import Block, BlockAdded
from app.domain.announcements import Announcement
from app.domain.attendance import Attendance
from app.domain.calls import NO_CALL, Call
from app.domain.errors import Conflict, Full
from app.domain.floor import Floor
from app.domain.help import Help
from app.domain.messages import By, Command, Event, Fact
from app.domain.notes.shelf import Notes
from app.domain.orders import MeetingCommand
from app.domain.particulars import particulars
from app.domain.themes.theme import Themes
from app.domain.wishes import Wishes
from app.domain.wording import Others, Wording

if TYPE_CHECKING:
    from app.domain.programme import Programme
    from app.domain.restarts import Restart

SHORT_CODE, MOST_MEETINGS = 4 * 3600.0, 100
"""Seconds that the six-sign code of an open door is good for; meetings of one programme."""
AGENDA = (("plenary", 10), ("rooms", 22))
"""What a new meeting begins with: format and minutes."""


@dataclass(slots=True)
class Meeting:
    """One live event of a programme; instants UTC seconds. `phase` goes planned, doors, live, closed."""

    id: str
    name: str = ""
    names: Others = ()
    kind: str = "workshop"
    starts_at: float = 0.0
    zone: str = "UTC"
    language: str = "en"
    phase: str = "planned"
    call: Call = NO_CALL
    call_for_all: Call | None = None
    room_calls: dict[int, Call] = field(default_factory=dict)
    room_names: dict[int, str] = field(default_factory=dict)
    room_names_in: dict[int, Others] = field(default_factory=dict)
    lead: str = ""
    code: str = ""
    short_code: str = ""
    short_until: float = 0.0
    screen_generation: int = 1
    attendance: dict[str, Attendance] = field(default_factory=dict)
    blocks: dict[int, Block] = field(default_factory=dict)
    agenda: list[int] = field(default_factory=list)
    last_block: int = 0
    parked: list[int] = field(default_factory=list)
    agreed_end: float | None = None
    current: int | None = None
    closed_at: float | None = None
    step: int = 0
    acts: int = 0
    revision: int = 0
    last_step: StepMark | None = None
    last_act: StepMark | None = None
    recent: list[StepMark] = field(default_factory=list)
    wishes: Wishes = field(default_factory=Wishes)
    lost: dict[str, float] = field(default_factory=dict)
    help: Help = field(default_factory=Help)
    announcements: dict[int, Announcement] = field(default_factory=dict)
    notes: Notes = field(default_factory=Notes)
    themes: Themes = field(default_factory=Themes)
    floor: Floor = field(default_factory=Floor)
    pinned: int = 0
    duties: dict[tuple[int, int, int], dict[str, list[str]]] = field(default_factory=dict)
    last_move: dict[str, int] = field(default_factory=dict)
    moved_at: dict[str, float] = field(default_factory=dict)
    restart: Restart | None = None
    carried: dict[str, int] = field(default_factory=dict)

    @property
    def on(self) -> Block | None:
        """The block that is on now."""
        return self.blocks.get(self.current) if self.current is not None else None

    def next_block(self) -> int:
        """Return the number that the next new block will have."""
        return self.last_block + 1

    def call_of(self, room: int) -> Call:
        """Return the call of a room number: the one for all rooms, else its own."""
        return self.call_for_all or self.room_calls.get(room, NO_CALL)

    def relabel(self) -> None:
        """Let all blocks take over names and calls of rooms."""
        for block in self.blocks.values():
            block.body.relabel(self)

    def present(self) -> list[str]:
        """Return who arrived and is not gone (here or asleep), in order of arrival."""
        return [person for person, found in self.attendance.items() if not found.gone]

    @property
    def called(self) -> Wording:
        """Its name in all its languages."""
        return Wording(self.name, self.names, self.language)

    def is_present(self, person: str) -> bool:
        """Say whether the person arrived and is not gone."""
        found = self.attendance.get(person)
        return found is not None and not found.gone

    def moved(self, people: Collection[str], fact: Fact) -> None:
        """Note that these people's places changed, so that they must see it."""
        for person in people:
            self.last_move[person] = fact.position
            self.moved_at[person] = fact.at
        for block in self.blocks.values():
            block.body.sits(people)


@dataclass(frozen=True, slots=True)
class CreateMeeting(Command):
    """Plan a meeting; it begins with a plenary and one round of rooms. Fields as of `particulars.Given`."""

    path: ClassVar[str] = "meetings"
    name: str
    starts_at: float
    zone: str = ""
    kind: str = "workshop"
    language: str = "en"
    names: tuple[str, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        if len(programme.meetings) >= MOST_MEETINGS:
            raise Full("too-many-meetings", limit=MOST_MEETINGS)
        meeting = f"m{len(programme.meetings) + 1}"
        yield MeetingCreated(meeting, seeds.code(by.seed, 8))
        yield MeetingDescribed(meeting, *particulars(programme, self))
        for number, (kind, minutes) in enumerate(AGENDA, 1):
            yield BlockAdded(meeting, number, kind, minutes=minutes)


@dataclass(frozen=True, slots=True)
class DescribeMeeting(MeetingCommand):
    """Change a meeting's name, date, zone, kind or language (of texts written in one only); no `names`: as before."""

    path: ClassVar[str] = "details"
    meeting: str
    name: str
    starts_at: float
    zone: str = ""
    kind: str = "workshop"
    language: str = "en"
    names: tuple[str, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        given = particulars(programme, self, meeting.names)
        if given == (meeting.name, meeting.starts_at, meeting.zone, meeting.kind, meeting.language, meeting.names):
            return
        yield MeetingDescribed(meeting.id, *given)
        yield from planning.postponed(meeting, given[1] - meeting.starts_at)


@dataclass(frozen=True, slots=True)
class OpenDoors(MeetingCommand):
    """Let people in to the lobby; a short code is good from now on for four hours."""

    path: ClassVar[str] = "doors"
    meeting: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        if self.unclosed(programme).phase != "planned":
            raise Conflict("doors-open-already")
        return [DoorsOpened(self.meeting, seeds.code(by.seed, 6))]


@dataclass(frozen=True, slots=True)
class StartMeeting(MeetingCommand):
    """Begin: everybody present is in the first block of the agenda, a plenary."""

    path: ClassVar[str] = "start"
    meeting: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        if meeting.phase != "doors":
            raise Conflict("doors-not-open" if meeting.phase == "planned" else "meeting-live-already")
        return [MeetingStarted(self.meeting, agenda.plenary_after(meeting))]


@dataclass(frozen=True, slots=True)
class CloseMeeting(MeetingCommand):
    """End the meeting for everybody; rooms that still talk must have come back."""

    path: ClassVar[str] = "closing"
    meeting: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        if any(block.body.busy for block in self.live(programme).blocks.values()):
            raise Conflict("rooms-still-on")
        return [MeetingClosed(self.meeting)]


@dataclass(frozen=True, slots=True)
class ReopenMeeting(MeetingCommand):
    """Go on with a meeting that was closed too early; a new plenary is on."""

    path: ClassVar[str] = "reopening"
    meeting: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        if meeting.phase != "closed":
            raise Conflict("meeting-not-closed")
        return [MeetingReopened(self.meeting, agenda.plenary_after(meeting))]


@dataclass(frozen=True, slots=True)
class MeetingCreated(Event):
    """A meeting has an id and a code for its common link."""

    silent: ClassVar[bool] = True
    meeting: str
    code: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.meetings[self.meeting] = Meeting(self.meeting, code=self.code)


@dataclass(frozen=True, slots=True)
class MeetingDescribed(Event):
    """Name in all its languages, date, zone, kind and main language are as given here."""

    meeting: str
    name: str
    starts_at: float
    zone: str
    kind: str
    language: str = "en"
    names: Others = ()

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        meeting.name, meeting.starts_at, meeting.zone, meeting.kind = self.name, self.starts_at, self.zone, self.kind
        meeting.language, meeting.names, meeting.revision = self.language, self.names, fact.position


@dataclass(frozen=True, slots=True)
class DoorsOpened(Act):
    """People may come in; `code` is good for four hours."""

    meeting: str
    code: str

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        meeting.phase = "doors"
        meeting.lead = meeting.lead or fact.actor
        meeting.short_code, meeting.short_until = self.code, fact.at + SHORT_CODE


@dataclass(frozen=True, slots=True)
class MeetingStarted(Act):
    """The meeting is live with its first plenary."""

    meeting: str
    block: int

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        meeting.phase = "live"
        meeting.agreed_end = schedule.agreed(meeting, fact.at)
        agenda.begin_plenary(meeting, self.block, fact.at)


@dataclass(frozen=True, slots=True)
class MeetingClosed(Act):
    """The meeting is over."""

    meeting: str

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        meeting.phase, meeting.closed_at = "closed", fact.at


@dataclass(frozen=True, slots=True)
class MeetingReopened(Act):
    """The meeting goes on with a new plenary."""

    meeting: str
    block: int

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        meeting.phase = "live"
        agenda.begin_plenary(meeting, self.block, fact.at)
