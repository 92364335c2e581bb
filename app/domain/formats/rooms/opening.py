"""Publishing a round (everybody sees where they go next) and opening it (everybody goes); what would move, first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda
from app.domain.acts import Act
from app.domain.errors import Conflict
from app.domain.formats.rooms.doubts import against, ask, keys
from app.domain.formats.rooms.round import Round, the_round
from app.domain.formats.rooms.seatable import history, opened, pinned
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives
from app.domain.rooms import DRAFT, OPEN, PUBLISHED

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the preview: who would go from which room to which (0: plenary)."""

    person: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class PublishRooms(MeetingCommand):
    """Show everybody where they go next; who went away since the draft loses the seat.

    Rooms that break a wish, share no language or leave somebody alone are asked about first, unless `anyway`.
    """

    path: ClassVar[str] = "rounds/{block}/publication"
    meeting: str
    block: int
    anyway: bool = False

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        found = the_round(meeting, self.block)
        if found.state != DRAFT:
            raise Conflict("wrong-state", state=found.state)
        doubts = against(programme, meeting, found, pinned(meeting))
        if not self.anyway:
            ask(found, doubts)
        absent = tuple(sorted(found.seats.keys() - set(meeting.present())))
        return [RoomsPublished(meeting.id, self.block, absent, keys(doubts))]


@dataclass(frozen=True, slots=True)
class WithdrawRooms(MeetingCommand):
    """Take published rooms back to the draft, before they open."""

    path: ClassVar[str] = "rounds/{block}/withdrawal"
    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        found = the_round(self.live(programme), self.block)
        if found.state != PUBLISHED:
            raise Conflict("wrong-state", state=found.state)
        return [RoomsWithdrawn(self.meeting, self.block)]


@dataclass(frozen=True, slots=True)
class OpenRooms(MeetingCommand):
    """Open the doors of published rooms: now everybody is there; the clock waits.

    A wish made since the rooms were shown, or a language that was lost since, is asked about first, unless `anyway`;
    who sits alone since is for the console to show: they may come back.
    """

    path: ClassVar[str] = "rounds/{block}/opening"
    meeting: str
    block: int
    anyway: bool = False

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        found = the_round(meeting, self.block)
        if found.state != PUBLISHED:
            raise Conflict("wrong-state", state=found.state)
        if meeting.on is not None and meeting.on.body.busy:
            raise Conflict("rooms-still-on")
        if not self.anyway:
            doubts = against(programme, meeting, found, pinned(meeting))
            ask(found, (doubt for doubt in doubts if doubt.code != "alone-in-room"))
        return [RoomsOpened(meeting.id, self.block)]


@dataclass(frozen=True, slots=True)
class RoomsPublished(Act):
    """Everybody sees where they go next; `absent` lost their seats, `accepted` are doubts that were gone on with."""

    meeting: str
    block: int
    absent: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        found = the_round(meeting, self.block)
        for person in self.absent:
            found.seats.pop(person, None)
        found.accepted |= set(self.accepted)
        found.shown = {}
        for room in found.active():
            room.state = PUBLISHED
        meeting.moved(found.seats, fact)


@dataclass(frozen=True, slots=True)
class RoomsWithdrawn(Act):
    """The rooms are a draft again."""

    meeting: str
    block: int

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        found = the_round(meeting, self.block)
        found.shown = dict(found.seats)
        for room in found.active():
            room.state = DRAFT
        meeting.moved(found.seats, fact)


@dataclass(frozen=True, slots=True)
class RoomsOpened(Act):
    """The rooms are people's places; the clock has not started."""

    meeting: str
    block: int

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        found = the_round(meeting, self.block)
        for room in found.active():
            room.state = OPEN
        agenda.begin(meeting, self.block, fact.at)
        meeting.moved(found.seats, fact)


def preview(meeting: Meeting, found: Round) -> list[Change]:
    """Return who would be in another room than was shown to them, else than in the last round (0: in plenary)."""
    before = found.shown or last_seats(meeting)
    people = sorted(meeting.present(), key=lambda person: (found.seats.get(person, 0), person))
    changes = [Change(person, before.get(person, 0), found.seats.get(person, 0)) for person in people]
    return [change for change in changes if change.before != change.after]


def last_seats(meeting: Meeting) -> dict[str, int]:
    """Return the seats of the last round that was opened."""
    rounds = history(meeting)
    return rounds[-1] if rounds else {}


def last_size(meeting: Meeting) -> int:
    """Return how many people the rooms of that round were to have at most."""
    rounds = opened(meeting)
    return rounds[-1].largest if rounds else 0


allow({"PublishRooms": drives, "WithdrawRooms": drives, "OpenRooms": drives})
