"""Holding one field of a room's report back, as notes are (domain.md §4): it is read in its room and leaves it nowhere.

Whoever sat there and those who drive may, then and later, without an end; what one of them holds back, the other does
not let go. A field that was drafted from a note and that note stay together: what holds one of them holds both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import permissions, reports
from app.domain.duties import PlaceEvent
from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.holds import held_already, remaining
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, in_meeting

if TYPE_CHECKING:
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class HoldField(MeetingCommand):
    """Hold a field of a report back, or let it go."""

    path: ClassVar[str] = "rounds/{block}/rooms/{room}/report/hold"
    meeting: str
    block: int
    room: int
    field: str
    part: int = 1
    held: bool = True

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting, place = programme.meeting(self.meeting), (self.block, self.part, self.room)
        if not reports.opened(meeting, place):
            raise NotFound("room")
        if self.field not in reports.FIELDS:
            raise Invalid("unknown-choice", field="field")
        own, drives = reports.sat(meeting, place, by.person), permissions.drives(programme, meeting, by.person)
        if not own and not drives:
            raise NotAllowed("not-your-report")
        holds = meeting.notes.withheld.get(place, {}).get(self.field, {})
        if self.held:
            known = held_already(holds, by.person, own=own)
            return [] if known else [FieldHeld(meeting.id, *place, self.field, True, own)]
        if not holds:
            return []
        if remaining(holds, by.person, team=drives) == holds:
            raise NotAllowed("field-held-by-room" if any(holds.values()) else "field-held-by-team")
        return [FieldHeld(meeting.id, *place, self.field, False, own, drives)]


@dataclass(frozen=True, slots=True)
class FieldHeld(PlaceEvent):
    """A field is held back by somebody, who sat there (`own`) or not; or let go, by the `team` for all of the team."""

    meeting: str
    block: int
    part: int
    room: int
    field: str
    held: bool
    own: bool
    team: bool = False

    @property
    def reseats(self) -> None:
        """Others than those of the room may not watch its letters any more, or may again."""
        return None

    def evolve(self, programme: Programme, fact: Fact) -> None:
        notes = programme.meetings[self.meeting].notes
        fields = notes.withheld.setdefault(self.place, {})
        holds = fields.get(self.field, {})
        left = {**holds, fact.actor: self.own} if self.held else remaining(holds, fact.actor, team=self.team)
        fields[self.field] = left
        if not left:
            del fields[self.field]
        notes.withhold(self.place)


allow({"HoldField": in_meeting})
