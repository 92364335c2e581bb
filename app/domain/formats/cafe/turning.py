"""From round to round: the tables close, everybody travels for two minutes with the clock in sight, the next begins.

That clock can be held and changed as any other; a held one starts no round by itself.

Where people came, left or were moved since the plan was made, the seats are mended as the round turns: who has none,
or would return to a table, goes to the smallest one that understands them; hosts stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import languages
from app.domain.acts import Act
from app.domain.clock import Timer
from app.domain.errors import Conflict
from app.domain.formats.cafe.cafe import TRAVEL, Cafe, the_cafe
from app.domain.formats.rooms.doubts import speechless
from app.domain.formats.rooms.ending import all_closed
from app.domain.formats.rooms.round import rooms_of
from app.domain.formats.rooms.running import RoomsStarted
from app.domain.formats.rooms.seatable import seatable
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives, only_system
from app.domain.placing import Candidate, place
from app.domain.rooms import CLOSED, OPEN, Room

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class EndTravel(MeetingCommand):
    """The time to travel is over: the round begins, if its clock was not changed since `turn`."""

    meeting: str
    block: int
    turn: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        cafe = the_cafe(meeting, self.block)
        waiting = [room for room in cafe.active() if room.state == OPEN and room.clock is not None]
        rooms = tuple(room.number for room in waiting if room.clock is not None and room.clock.turn == self.turn)
        minutes = cafe.length(meeting.blocks[self.block])
        return [RoomsStarted(meeting.id, self.block, rooms, by.at, minutes * 60.0, cafe.recap)] if rooms else []


@dataclass(frozen=True, slots=True)
class EndCafe(MeetingCommand):
    """Let the round that is on be the last one."""

    path: ClassVar[str] = "cafes/{block}/last-round"
    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        cafe = the_cafe(self.live(programme), self.block)
        if not cafe.busy:
            raise Conflict("wrong-state", state=cafe.state)
        return [RoundsCut(self.meeting, self.block, cafe.round)] if cafe.more else []


@dataclass(frozen=True, slots=True)
class RoundTurned(Act):
    """A round is over and everybody is on the way to the tables of the next one; `stranded` have none."""

    meeting: str
    block: int
    round: int
    seats: tuple[tuple[str, int], ...]
    stranded: tuple[str, ...] = ()
    travel: float = TRAVEL

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        cafe = the_cafe(meeting, self.block)
        cafe.past.append(dict(cafe.seats))
        cafe.turned_at = fact.at
        cafe.planned = cafe.planned[1:]
        cafe.round, cafe.seats, cafe.stranded = self.round, dict(self.seats), self.stranded
        cafe.coming, cafe.left, cafe.accepted = {}, set(), frozenset()
        turn, before = cafe.next_turn(), cafe.rooms
        cafe.rooms = {number: Room(number, state=OPEN) for number in before}
        for number, room in cafe.rooms.items():
            if before[number].merged_into is None:
                room.clock = Timer.start(fact.at, self.travel, turn)
            else:
                room.state, room.merged_into = CLOSED, before[number].merged_into
        cafe.relabel(meeting)
        meeting.help.close(self.block, before, fact)
        meeting.moved({**dict(self.seats), **cafe.past[-1]}, fact)


@dataclass(frozen=True, slots=True)
class RoundsCut(Act):
    """The round of this number is the last one."""

    meeting: str
    block: int
    rounds: int

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        cafe = the_cafe(meeting, self.block)
        cafe.rounds, cafe.planned = self.rounds, []
        cafe.unplanned = tuple(each for each in cafe.unplanned if each[1] <= self.rounds)


def follows(
    programme: Programme, meeting: Meeting, block: int, cafe: Cafe, rooms: tuple[int, ...]
) -> Iterable[RoundTurned]:
    """Yield the next round where these were the last tables of this one that talked, and anybody can travel.

    After tables were merged everybody may have been at those that are left; hosts are not left alone at them.
    """
    if meeting.current != block or not cafe.more:
        return
    if all_closed(cafe, rooms):
        seats, stranded = next_seats(programme, meeting, cafe)
        if seats.keys() - set(cafe.hosts.values()):
            yield RoundTurned(meeting.id, block, cafe.round + 1, tuple(seats.items()), stranded)


def next_seats(programme: Programme, meeting: Meeting, cafe: Cafe) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return the seats of the next round as things are now, and who finds no table in it."""
    known, tables = set(cafe.rooms), {room.number for room in cafe.active()}
    seats = {host: table for table, host in cafe.hosts.items() if table in tables}
    for wanted in (cafe.coming, cafe.planned[0]):
        for person, planned in wanted.items():
            table = cafe.standing(planned) if planned in known else 0
            asked = wanted is cafe.coming or table not in cafe.been(person)
            if table in tables and asked and travels(programme, meeting, cafe, person):
                seats.setdefault(person, table)
    for person in strangers(programme, meeting, cafe, seats):
        del seats[person]
    stranded = []
    for person in seatable(programme, meeting):
        if person not in seats and person not in cafe.stayed:
            found = fitting(programme, meeting, cafe, seats, person)
            if found is None:
                stranded.append(person)
            else:
                seats[person] = found
    return seats, tuple(stranded)


def strangers(programme: Programme, meeting: Meeting, cafe: Cafe, seats: dict[str, int]) -> list[str]:
    """Return who would share no language with a table any more, since its host or somebody's languages changed.

    The host's languages count, else those of most; staff and whoever was sent there by hand stay.
    """
    found, present = [], set(meeting.present())
    for doubt in speechless(programme, meeting, rooms_of({each: seats[each] for each in seats if each in present})):
        table, members = int(doubt.facts["room"]), str(doubt.facts["people"]).split(",")
        spoken = {each: programme.people[each].languages for each in members}
        counted = Counter(tongue for each in members for tongue in spoken[each])
        tongues = spoken.get(cafe.host_of(table)) or sorted(counted)
        kept = max(tongues, key=lambda tongue: counted[tongue])
        fixed = {cafe.host_of(table), *cafe.coming}
        away = [each for each in members if spoken[each] and kept not in spoken[each] and each not in fixed]
        found += [each for each in away if programme.people[each].role == "participant"]
    return found


def travels(programme: Programme, meeting: Meeting, cafe: Cafe, person: str) -> bool:
    """Say whether somebody is to sit in a later round, present or not: nobody who stays in plenary, staff if pinned."""
    stays = person in cafe.stayed or meeting.wishes.stays(person)
    return not stays and (programme.people[person].role == "participant" or person in meeting.wishes.pins)


def fitting(programme: Programme, meeting: Meeting, cafe: Cafe, seats: dict[str, int], person: str) -> int | None:
    """Return the smallest table where somebody has not been, is understood, and meets nobody to be kept apart from."""
    buddies, been, present = languages.buddies(meeting.wishes.together.values()), cafe.been(person), meeting.present()
    apart = {each for group in meeting.wishes.apart.values() if person in group for each in group}
    members = rooms_of({each: seats[each] for each in present if each in seats})
    candidates = []
    for room in cafe.active():
        who = members.get(room.number, [])
        if room.number not in been and apart.isdisjoint(who):
            together = [programme.people[each] for each in (*who, person)]
            candidates.append(Candidate(room.number, len(who), bool(languages.shared(together, buddies))))
    return place(candidates)


allow({"EndTravel": only_system, "EndCafe": drives})
