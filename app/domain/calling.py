"""Setting the calls of a meeting: the plenary's, each room's, one for all, a pasted list, or Jitsi rooms.

Room 0 is the plenary. Calls and names belong to room numbers and outlive a round.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import calls, seeds, text, wording
from app.domain.calls import Call
from app.domain.errors import Invalid
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.rooms import MOST_ROOMS
from app.domain.wording import Others, Wording

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

ROOM_NAME = 60


@dataclass(frozen=True, slots=True)
class SetCall(MeetingCommand):
    """Say where the plenary talks: an https link, or words; optional interpretation, captions and dial-in."""

    path: ClassVar[str] = "call"
    meeting: str
    url: str = ""
    words: str = ""
    interpretation: str = ""
    captions: str = ""
    dial_in: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        self.unclosed(programme)
        return [CallsSet(self.meeting, ((0, described(self)),))]


@dataclass(frozen=True, slots=True)
class SetRoomCall(MeetingCommand):
    """Say where one room talks, in this round and those to come."""

    path: ClassVar[str] = "rooms/{room}/call"
    meeting: str
    room: int
    url: str = ""
    words: str = ""
    interpretation: str = ""
    captions: str = ""
    dial_in: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        self.unclosed(programme)
        return [CallsSet(self.meeting, ((room_number(self.room), described(self)),))]


@dataclass(frozen=True, slots=True)
class SetCallForAll(MeetingCommand):
    """Give all rooms the same call (breakout rooms within it); with neither link nor words each has its own again."""

    path: ClassVar[str] = "rooms/call"
    meeting: str
    url: str = ""
    words: str = ""
    interpretation: str = ""
    captions: str = ""
    dial_in: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        self.unclosed(programme)
        return [CallForAllSet(self.meeting, described(self) or None)]


@dataclass(frozen=True, slots=True)
class PasteCalls(MeetingCommand):
    """Give rooms 1, 2, 3 … the calls of a pasted list, one a line: links, or words."""

    path: ClassVar[str] = "rooms/calls"
    meeting: str
    text: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        self.unclosed(programme)
        found = calls.pasted(self.text, "text")
        if not found or len(found) > MOST_ROOMS:
            raise Invalid("empty" if not found else "too-many", field="text", limit=MOST_ROOMS)
        return [CallsSet(self.meeting, tuple(enumerate(found, 1)))]


@dataclass(frozen=True, slots=True)
class UseJitsi(MeetingCommand):
    """Make Jitsi rooms from an unguessable name on `host`, for the plenary and `rooms` rooms."""

    path: ClassVar[str] = "rooms/jitsi"
    meeting: str
    host: str = "meet.jit.si"
    rooms: int = 12

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        self.unclosed(programme)
        if not 1 <= self.rooms <= MOST_ROOMS:
            raise Invalid("out-of-range", field="rooms", least=1, most=MOST_ROOMS)
        host = calls.HTTPS.sub("", self.host.strip(), count=1).strip("/")
        base = calls.link(f"https://{host}/ldp-{seeds.name(by.seed, 'jitsi')}", "host")
        if any(sign in host for sign in "/?#"):
            raise Invalid("no-https-link", field="host")
        names = [base, *(f"{base}-r{number}" for number in range(1, self.rooms + 1))]
        return [CallsSet(self.meeting, tuple((number, Call(name)) for number, name in enumerate(names)))]


@dataclass(frozen=True, slots=True)
class NameRoom(MeetingCommand):
    """Name a room number (its topic), in this round and those to come; '' takes the name away.

    `names`: the same in other languages, in the order of LANGUAGES.
    """

    path: ClassVar[str] = "rooms/{room}/name"
    meeting: str
    room: int
    name: str = ""
    names: tuple[str, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting, number = self.unclosed(programme), room_number(self.room)
        name = text.line(self.name, "name", ROOM_NAME, required=False)
        others = wording.others(self.names, "names", ROOM_NAME, meeting.language)
        now = (meeting.room_names.get(number, ""), meeting.room_names_in.get(number, ()))
        return [] if now == (name, others) else [RoomNamed(meeting.id, number, name, others)]


@dataclass(frozen=True, slots=True)
class CallsSet(Event):
    """Rooms (0: the plenary) have these calls; a room call ends the one for all."""

    meeting: str
    calls: tuple[tuple[int, Call], ...]

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        for room, call in self.calls:
            if room == 0:
                meeting.call = call
            else:
                meeting.room_calls[room] = call
                meeting.call_for_all = None
        meeting.relabel()


@dataclass(frozen=True, slots=True)
class CallForAllSet(Event):
    """All rooms have one call (None: each its own)."""

    meeting: str
    call: Call | None = None

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        meeting.call_for_all = self.call
        meeting.relabel()


@dataclass(frozen=True, slots=True)
class RoomNamed(Event):
    """A room number has a name, and the same in other languages."""

    meeting: str
    room: int
    name: str
    others: Others = ()

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        meeting.room_names[self.room] = self.name
        meeting.room_names_in[self.room] = self.others
        meeting.relabel()


def described(said: SetCall | SetRoomCall | SetCallForAll) -> Call:
    """Return the call that a form describes, cleaned. Raises `Invalid`."""
    return calls.call(said.url, said.words, said.interpretation, said.captions, said.dial_in)


def room_name(meeting: Meeting, room: int) -> Wording:
    """Return the name of a room number in all its languages."""
    return Wording(meeting.room_names.get(room, ""), meeting.room_names_in.get(room, ()), meeting.language)


def room_number(room: int) -> int:
    """Return a room number that may be used. Raises `Invalid`."""
    if not 1 <= room <= MOST_ROOMS:
        raise Invalid("out-of-range", field="room", least=1, most=MOST_ROOMS)
    return room
