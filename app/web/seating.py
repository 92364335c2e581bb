"""Drawing rooms: what the console asks for becomes a problem, another process solves it, the plan becomes a draft.

Decides nothing about who sits where; that is `app.seating`, and the domain checks every plan once more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from secrets import randbelow
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain import permissions
from app.domain.calling import NameRoom
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.formats import PLANNED
from app.domain.formats.rooms.drafting import LARGEST, DraftRooms, PlanRounds
from app.domain.formats.rooms.round import Round, rooms_of, the_round
from app.domain.formats.rooms.seatable import FEWEST, SMALLEST, acquaintance, pinned, seatable
from app.domain.meetings import Meeting
from app.domain.programme import Programme
from app.domain.rooms import MOST_ROOMS
from app.domain.wishes import circles
from app.seating import Group, Person, Pin, Problem, Room, Solution, sizes
from app.web.commands import answered, converted
from app.web.forms import sent
from app.web.pages import PATH
from app.web.solving import solved
from app.web.visits import Visit, visit

USUAL = 5
"""People in a room."""
MOST_ROUNDS = 10
TRIES = 3
SEEDS = 2**31
Seen = dict[int, tuple[tuple[str, int], ...]]
"""The seats of each block when its rooms were asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form asks for: rooms of at most `size` people, or `rooms` rooms (0: by size), for so many rounds."""

    size: int = USUAL
    rooms: int = 0
    minutes: int = 20
    rounds: int = 1
    question: str = ""
    names: str = ""

    def __post_init__(self) -> None:
        """Refuse numbers out of their range. Raises `Invalid`."""
        for field, least, most in (("size", 2, LARGEST), ("rooms", 0, MOST_ROOMS), ("rounds", 1, MOST_ROUNDS)):
            if not least <= getattr(self, field) <= most:
                raise Invalid("out-of-range", field=field, least=least, most=most)


def seating_routes() -> list[Route]:
    """Return the two routes: prepare rounds, and draw one of them again."""
    return [
        Route(PATH + "/rounds", prepare, methods=["POST"], name="PrepareRounds"),
        Route(PATH + "/blocks/{block:int}/reseating", redraw, methods=["POST"], name="Reseat"),
    ]


async def prepare(request: Request) -> Response:
    """Plan rounds (filling those that have no rooms yet) and draft the rooms of all of them at once."""
    visited, meeting = await driving(request)
    async with sent(request) as form:
        given = {name: filled for name, value in form.items() if (filled := str(value).strip())}
    asked, once = converted(given, Asked), given.get("once", "")
    names = asked.names.splitlines()
    if len(names) > MOST_ROOMS:
        raise Invalid("too-many", field="names", limit=MOST_ROOMS)
    for number, line in enumerate(names, 1):
        await visited.perform(NameRoom(meeting.id, number, line), once=once and f"{once}/name{number}")
    plan = PlanRounds(meeting.id, asked.rounds, asked.question, asked.minutes)
    planned = await visited.perform(plan, once=once and f"{once}/rounds")
    empty: Seen = {event.block: () for event in planned.events}
    return answered(request, visited, await draft(visited, meeting, empty, asked.size, asked.rooms, once))


async def redraw(request: Request) -> Response:
    """Draft the rooms of one round anew, of the same size, by other dice."""
    visited, meeting = await driving(request)
    block = request.path_params["block"]
    found = the_round(meeting, block)
    rooms = found.asks(visited.live.state, len(seatable(visited.live.state, meeting)))
    size, seen = found.largest or USUAL, {block: tuple(found.seats.items())}
    async with sent(request) as form:
        once = str(form.get("once", ""))
    return answered(request, visited, await draft(visited, meeting, seen, size, rooms, once))


async def driving(request: Request) -> tuple[Visit, Meeting]:
    """Return the visit of somebody who drives the meeting. Raises `NotFound`, `NotAllowed`."""
    visited = await visit(request)
    meeting = visited.within(permissions.sees)
    if not permissions.drives(visited.live.state, meeting, visited.viewer.person):
        raise NotAllowed("role")
    return visited, meeting


async def draft(visited: Visit, meeting: Meeting, blocks: Seen, size: int, rooms: int, once: str) -> Any:
    """Solve and draft, one search at a time, unless somebody else changes the rooms while this one is on its way."""
    async with visited.live.searches.turn():
        return await draft_alone(visited, meeting, blocks, size, rooms, once)


async def draft_alone(visited: Visit, meeting: Meeting, blocks: Seen, size: int, rooms: int, once: str) -> Any:
    """Solve and draft, again if people came or went meanwhile."""
    for attempt in range(TRIES):
        await visited.live.stream.settle()
        seed = randbelow(SEEDS)
        problem = problem_of(visited.live.state, meeting, len(blocks), size, rooms, planned_beside(meeting, blocks))
        solution = await solved(problem, seed)
        try:
            for number, block in enumerate(blocks):
                command = replace(drafted(meeting, block, solution, number, size, seed), instead_of=blocks[block])
                answer = await visited.perform(command, once=once and f"{once}/draft{number}/{attempt}")
                blocks[block] = command.seats
        except Invalid as refused:
            if refused.code != "not-those-present" or attempt + 1 == TRIES:
                raise
        else:
            return answer
    raise Conflict("try-again")


def planned_beside(meeting: Meeting, blocks: Collection[int]) -> list[Mapping[str, int]]:
    """Return the seats of the other rounds that are drafted already: who will meet there has met."""
    others = [block for block in meeting.blocks.values() if block.state == PLANNED and block.number not in blocks]
    return [block.body.seats for block in others if isinstance(block.body, Round) and block.body.seats]


def problem_of(
    programme: Programme, meeting: Meeting, rounds: int, size: int, rooms: int, beside: Iterable[Mapping[str, int]] = ()
) -> Problem:
    """Return what the solver is asked: who is present, the rooms, who has met, pins, together and apart."""
    here = seatable(programme, meeting)
    if len(here) < 2:
        raise Conflict("nobody-to-seat")
    pins = {person: room for person, room in pinned(meeting).items() if person in here}
    count = max(
        rooms or len(sizes(len(here), max_size=size, min_size=min(size, FEWEST))), max(pins.values(), default=1)
    )
    count = max(1, min(count, len(here) // SMALLEST, MOST_ROOMS))
    least, most = len(here) // count, -(-len(here) // count)
    places = tuple(Room(str(number), least, most) for number in range(1, count + 1))
    return Problem(
        people=tuple(person_of(programme, person) for person in here),
        rounds=(places,) * rounds,
        balance=("shore", "stakeholder", "organisation", "country"),
        together=groups_of(circles(meeting.wishes.together.values()), here),
        apart=groups_of(meeting.wishes.apart.values(), here),
        pins=tuple(Pin(person, str(room)) for person, room in pins.items()),
        history=tuple(rooms_before(seats) for seats in (*acquaintance(programme, meeting), *beside)),
    )


def groups_of(wished: Iterable[Collection[str]], here: Collection[str]) -> tuple[Group, ...]:
    """Return groups to keep together or apart, of those here alone and where that leaves two people or more."""
    found = [frozenset(here).intersection(people) for people in wished]
    return tuple(Group(people) for people in found if len(people) > 1)


def person_of(programme: Programme, person: str) -> Person:
    """Return a person as the solver sees them."""
    found = programme.people[person]
    attributes = {
        "shore": found.shore,
        "stakeholder": found.type,
        "organisation": found.organisation,
        "country": found.country,
    }
    known = {name: value for name, value in attributes.items() if value}
    return Person(person, frozenset(found.languages), known, bridges=found.role == "interpreter")


def rooms_before(seats: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """Return the rooms of a round that was."""
    return {str(room): tuple(people) for room, people in rooms_of(seats).items()}


def drafted(meeting: Meeting, block: int, solution: Solution, number: int, size: int, seed: int) -> DraftRooms:
    """Return the command that drafts one round of the solution."""
    rooms = [people for _, people in sorted(solution.plan[number].items(), key=lambda each: int(each[0])) if people]
    seats = tuple((person, room) for room, people in enumerate(rooms, 1) for person in people)
    largest = max(size, *map(len, rooms)) if rooms else size
    why = solution.reasons_of(number)
    return DraftRooms(meeting.id, block, seats, largest, str(seed), why, solution.stranded[number])
