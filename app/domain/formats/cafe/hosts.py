"""Hosts stay at their table for all rounds: whom most others understand, later who has been there for longest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain.acts import Act
from app.domain.duties import RAPPORTEUR, holders
from app.domain.errors import Conflict, NotFound
from app.domain.formats.cafe.cafe import Cafe, the_cafe
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class NameHost(MeetingCommand):
    """Make somebody the host of a table for this round and those to come.

    Before the café opens anybody with a seat can be it; then somebody who sits at the table. The host before travels
    in the place of the new one.
    """

    path: ClassVar[str] = "cafes/{block}/tables/{room}/host"
    meeting: str
    block: int
    room: int
    person: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        cafe = the_cafe(meeting, self.block)
        cafe.room(self.room)
        if not programme.person(self.person).takes_part_in(meeting.id):
            raise NotFound("person")
        if cafe.host_of(self.room) == self.person:
            return []
        if self.person in cafe.hosts.values():
            raise Conflict("hosts-another-table", person=self.person)
        if cafe.seats.get(self.person) != self.room and (cafe.busy or self.person not in cafe.seats):
            raise Conflict("not-at-this-table", person=self.person)
        return [HostNamed(meeting.id, self.block, self.room, self.person)]


@dataclass(frozen=True, slots=True)
class HostNamed(Act):
    """Somebody is the host of a table; the one before has the seats that the new host would have had."""

    counts: ClassVar[bool] = False
    meeting: str
    block: int
    table: int
    person: str

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        cafe = the_cafe(meeting, self.block)
        before = cafe.hosts.get(self.table, "")
        cafe.hosts[self.table] = self.person
        for seats in cafe.planned if cafe.busy else (cafe.seats, *cafe.planned):
            travels = seats.get(self.person)
            seats[self.person] = self.table
            if before in seats and travels is not None:
                seats[before] = travels
        if cafe.shown or cafe.state != "draft":
            meeting.moved([each for each in (before, self.person) if each in cafe.seats], fact)


def proposed(programme: Programme, people: Iterable[str], tables: int, cafe: Cafe) -> list[str]:
    """Return hosts of table 1, 2 …: those it has who are there, then whoever most others understand.

    Who hosts a table that keeps one language speaks it. Fewer than asked for: there are not enough people for it.
    """
    here = list(people)
    spoken = {person: set(programme.people[person].languages) for person in here}
    reach = {one: sum(not spoken[one].isdisjoint(spoken[other]) for other in here) for one in here}
    able = [person for person in here if programme.people[person].role == "participant"]
    ranked = sorted(able, key=lambda one: (-reach[one], -len(spoken[one]), here.index(one)))
    found: list[str] = []
    for table in range(1, tables + 1):
        tongue, now = cafe.tongues.get(table), cafe.host_of(table)
        first = [now] if now in spoken and now not in found else []
        free = [one for one in ranked if one not in found and one not in cafe.hosts.values()]
        rest = [one for one in ranked if one not in found]
        fits = [one for one in (*first, *free, *rest) if not tongue or tongue in spoken[one]]
        found += (fits or rest)[:1]
    return found


def lacking(meeting: Meeting, cafe: Cafe) -> dict[int, str]:
    """Return the tables without a host who is there, each with who could be it ('': nobody sits there)."""
    return {
        room.number: heir(meeting, cafe, room.number)
        for room in cafe.active()
        if cafe.rooms and not meeting.is_present(cafe.host_of(room.number))
    }


def heir(meeting: Meeting, cafe: Cafe, table: int) -> str:
    """Return who takes the notes at the table, else who has been there for longest."""
    block = next(each.number for each in meeting.blocks.values() if each.body is cafe)
    notes = holders(meeting, (block, cafe.part, table), RAPPORTEUR)
    sitting = [person for person in meeting.present() if cafe.seats.get(person) == table]
    free = [person for person in sitting if person not in cafe.hosts.values()]
    writing = [person for person in notes if person in free]
    longest = max(free, key=lambda person: sum(seats.get(person) == table for seats in cafe.past), default="")
    return writing[-1] if writing else longest


allow({"NameHost": drives})
