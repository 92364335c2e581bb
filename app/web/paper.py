"""The meeting on paper, for the day our own server is the thing that fails: agenda, rooms and names, calls, telephones.

One page without a script that matters and without a link that opens anybody's seat; it can be printed or saved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain import permissions, schedule
from app.domain.calling import room_name
from app.domain.calls import Call
from app.domain.formats.cafe import Cafe
from app.domain.formats.chosen.chosen import Chosen
from app.domain.formats.rooms.round import Round, rooms_of
from app.domain.meetings import Meeting
from app.domain.programme import Programme
from app.domain.wording import Wording
from app.panels.agenda.plan import Row, row
from app.web.pages import PATH
from app.web.visits import visit


@dataclass(frozen=True, slots=True)
class PaperRoom:
    """One room of one round: its people by name, its call in words; `host`: who of them stays at the table."""

    number: int
    name: Wording
    people: tuple[str, ...]
    call: Call
    host: str = ""


@dataclass(frozen=True, slots=True)
class PaperRound:
    """All rooms of one round of a block; `word`: room or table; `round` 0 where the block has one only."""

    title: Wording
    format: str
    word: str
    round: int
    rooms: tuple[PaperRoom, ...]


def paper_routes() -> list[Route]:
    """Return the one route."""
    return [Route(PATH + "/paper", paper, methods=["GET"], name="paper")]


async def paper(request: Request) -> Response:
    """Draw the meeting as a page to print. Raises `NotFound` for all but the team."""
    visited = await visit(request)
    programme, meeting = visited.live.state, visited.within(permissions.helps)
    await visited.live.stream.settle()
    printed = list(rounds(programme, meeting))
    return visited.html(
        "staff/paper.html",
        meeting=meeting,
        parts=parts(meeting),
        rounds=printed,
        others=list(others(meeting, {room.number for each in printed for room in each.rooms})),
        rules=programme.ground_rules,
        printed_at=visited.live.clock.now(),
        zone=meeting.zone,
    )


def parts(meeting: Meeting) -> list[Row]:
    """Return the parts that take time; a reserve that is used up and a plenary between rooms have no minutes."""
    slots = ((meeting.blocks[slot.number], slot) for slot in schedule.slots(meeting))
    return [row(meeting, block, slot) for block, slot in slots if block.minutes]


def rounds(programme: Programme, meeting: Meeting) -> Iterable[PaperRound]:
    """Yield every round that has seats, drafted, shown, on or over, in the order of the agenda.

    Of tables and of rooms to choose also those that wait for their people, with what they are about.
    """
    for number in meeting.agenda:
        block = meeting.blocks[number]
        if isinstance(block.body, Round):
            title = Wording(block.title, block.more.titles, meeting.language)
            for count, seats in enumerate(plans(block.body), 1):
                several = isinstance(block.body, Cafe)
                rooms = tuple(on_paper(programme, meeting, block.body, seats))
                yield PaperRound(title, block.format, block.body.word, count if several else 0, rooms)
            topics = tuple(waiting(meeting, block.body)) if not plans(block.body) else ()
            if topics:
                yield PaperRound(title, block.format, block.body.word, 0, topics)


def plans(body: Round) -> Iterable[Mapping[str, int]]:
    """Return the seats of each round of a block, those to come as they are planned."""
    if isinstance(body, Cafe):
        return [seats for seats in (*body.past, body.seats, *body.planned) if seats]
    return [body.seats] if body.seats else []


def on_paper(programme: Programme, meeting: Meeting, body: Round, seats: Mapping[str, int]) -> Iterable[PaperRoom]:
    """Yield the rooms of one round with their people."""
    for number, people in rooms_of(seats).items():
        names = sorted((programme.people[each].called for each in people if each in programme.people), key=str.casefold)
        host = programme.people.get(body.host_of(number)) if isinstance(body, Cafe) else None
        room = body.rooms.get(number)
        called = room.named(meeting.language) if room else Wording()
        stays = host.called if host is not None and host.id in people else ""
        yield PaperRoom(number, called, tuple(names), meeting.call_of(number) or meeting.call, stays)


def waiting(meeting: Meeting, body: Round) -> Iterable[PaperRoom]:
    """Yield the tables or rooms of a block in which nobody has a seat yet."""
    topics: dict[int, Wording] = {}
    if isinstance(body, Chosen):
        topics = {one.number: Wording(one.name, one.others, meeting.language) for one in body.topics.values()}
    elif isinstance(body, Cafe):
        for table in range(1, body.tables + 1):
            topics[table] = Wording(body.topics.get(table, ""), body.topics_in.get(table, ()), meeting.language)
    for number, topic in sorted(topics.items()):
        yield PaperRoom(number, topic, (), meeting.call_of(number) or meeting.call)


def others(meeting: Meeting, shown: Collection[int]) -> Iterable[PaperRoom]:
    """Yield the rooms that have a name or a call of their own and stand in no round yet: nobody was drawn for them."""
    for number in sorted({*meeting.room_calls, *meeting.room_names} - set(shown)):
        name, call = room_name(meeting, number), meeting.call_of(number)
        if name or call:
            yield PaperRoom(number, name, (), call or meeting.call)
