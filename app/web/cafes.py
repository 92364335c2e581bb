"""Planning a World Café: its set-up becomes a problem, another process plans all rounds, the plan becomes a draft.

While a café runs the same route plans the rounds to come for those who are there now.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from secrets import randbelow
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain.agenda import LONGEST, AddBlock
from app.domain.errors import Conflict, Invalid
from app.domain.formats.cafe.cafe import MINUTES, ROUNDS, Cafe, span, the_cafe
from app.domain.formats.cafe.hosts import proposed
from app.domain.formats.cafe.planning import FEWEST, MOST_ROUNDS, MOST_TABLES, DraftCafe, SetUpCafe
from app.domain.formats.cafe.topics import written
from app.domain.formats.rooms.seatable import acquaintance, seatable
from app.domain.meetings import Meeting
from app.domain.programme import Programme
from app.domain.wishes import circles
from app.seating import Pin, Problem, Room, Solution
from app.web.commands import answered, converted
from app.web.forms import sent
from app.web.pages import PATH
from app.web.seating import SEEDS, TRIES, driving, groups_of, person_of, rooms_before
from app.web.solving import solved
from app.web.visits import Visit

LOOSE = (1, 2)
"""How many people more than others a table may have where languages ask for it; with too many, fewer plans are good."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form asks for; no tables: as it was set up before; `keep`: the topics of before."""

    tables: int = 0
    rounds: int = ROUNDS
    minutes: int = MINUTES
    question: str = ""
    topics: str = ""
    topics_en: str = ""
    topics_fr: str = ""
    topics_ar: str = ""
    by_language: bool = False
    keep: bool = False

    def __post_init__(self) -> None:
        """Refuse numbers out of their range, before anything is planned. Raises `Invalid`."""
        ranges = (("tables", 2, MOST_TABLES), ("rounds", 2, MOST_ROUNDS), ("minutes", 1, LONGEST))
        for field, least, most in ranges:
            given = getattr(self, field)
            if not least <= given <= most and (field, given) != ("tables", 0):
                raise Invalid("out-of-range", field=field, least=least, most=most)
        if self.tables and self.rounds > self.tables:
            raise Invalid("more-rounds-than-tables", field="rounds", tables=self.tables)


def cafe_routes() -> list[Route]:
    """Return the one route."""
    return [Route(PATH + "/cafes/{block:int}/plan", plan, methods=["POST"], name="PlanCafe")]


async def plan(request: Request) -> Response:
    """Set a café up, where the form says how, and plan its rounds."""
    visited, meeting = await driving(request)
    async with sent(request) as form:
        given = {name: filled for name, value in form.items() if (filled := str(value).strip())}
    asked, once = converted(given, Asked), given.get("once", "")
    block = request.path_params["block"] or coming(meeting)
    if not block:
        minutes = min(span(asked.rounds, asked.minutes), LONGEST)
        added = await visited.perform(AddBlock(meeting.id, Cafe.format, "", asked.question, minutes),
                                      once=once and f"{once}/block")  # fmt: skip
        block = added.events[0].block
    if asked.tables:
        cafe, others = the_cafe(meeting, block), (asked.topics_en, asked.topics_fr, asked.topics_ar)
        said = written(cafe.topics, cafe.topics_in, asked.tables) if asked.keep else (asked.topics, others)
        setting = SetUpCafe(meeting.id, block, asked.tables, asked.rounds, asked.minutes, said[0],
                            asked.by_language, said[1])  # fmt: skip
        await visited.perform(setting, once=once and f"{once}/setting")
    return answered(request, visited, await drafted(visited, meeting, block, once))


def coming(meeting: Meeting) -> int:
    """Return the next café that is planned, else the one that is on; 0: there is none."""
    cafes = [block for number in meeting.agenda if isinstance((block := meeting.blocks[number]).body, Cafe)]
    found = [block for block in cafes if block.state == "planned"] or [block for block in cafes if block.state == "on"]
    return found[0].number if found else 0


async def drafted(visited: Visit, meeting: Meeting, block: int, once: str) -> Any:
    """Plan and draft, one search at a time, again if people came or went meanwhile."""
    async with visited.live.searches.turn():
        for attempt in range(TRIES):
            await visited.live.stream.settle()
            programme, cafe, seed = visited.live.state, the_cafe(meeting, block), randbelow(SEEDS)
            if not cafe.tables:
                raise Conflict("form-first", step="make-tables")
            here = [person for person in seatable(programme, meeting) if person not in cafe.stayed]
            if not cafe.busy and len(here) < FEWEST:
                raise Conflict("too-few-for-cafe", least=FEWEST)
            hosts = tuple(proposed(programme, here, cafe.tables, cafe)) if not cafe.busy else ()
            solution = await best(problem_of(programme, meeting, cafe, here, hosts), seed)
            command = command_of(meeting, block, cafe, solution, hosts, seed)
            try:
                return await visited.perform(command, once=once and f"{once}/draft/{attempt}")
            except Invalid as refused:
                if refused.code != "not-those-present" or attempt + 1 == TRIES:
                    raise
    raise Conflict("try-again")


async def best(problem: Problem, seed: int) -> Solution:
    """Solve; where somebody finds no table, see whether tables of more different sizes have one."""
    solution = await solved(problem, seed)
    for more in LOOSE:
        if any(solution.stranded):
            solution = better(solution, await solved(wider(problem, more), seed))
    return solution


def wider(problem: Problem, more: int) -> Problem:
    """Return the problem with tables of more different sizes, up to so many people more."""
    sizes = {room.id: replace(room, min=min(room.min, 2), max=room.max + more) for room in problem.rounds[0]}
    return replace(problem, rounds=tuple(tuple(sizes[room.id] for room in rooms) for rooms in problem.rounds))


def better(*solutions: Solution) -> Solution:
    """Return the plan that leaves the fewest people without a table."""
    return min(solutions, key=lambda found: sum(map(len, found.stranded)))


def problem_of(programme: Programme, meeting: Meeting, cafe: Cafe, here: list[str], hosts: tuple[str, ...]) -> Problem:
    """Return what the solver is asked: all rounds, or those to come after the ones that were."""
    tables = [room.number for room in cafe.active()] if cafe.busy else list(range(1, len(hosts) + 1))
    least, most = len(here) // max(1, len(tables)), -(-len(here) // max(1, len(tables)))
    places = tuple(Room(str(table), min(least, 2), most, cafe.tongues.get(table)) if cafe.tongues
                   else Room(str(table), least, most) for table in tables)  # fmt: skip
    seated = cafe.hosts if cafe.busy else dict(enumerate(hosts, 1))
    pins = [Pin(host, str(table)) for table, host in seated.items() if host in here and table in tables]
    together = groups_of(circles(meeting.wishes.together.values()), here)
    past = [*cafe.past, cafe.seats] if cafe.busy else []
    before = acquaintance(programme, meeting)
    return Problem(
        people=tuple(person_of(programme, person) for person in here),
        rounds=(places,) * cafe.rounds,
        together=tuple(group for group in together if group.people.isdisjoint(seated.values())),
        apart=groups_of(meeting.wishes.apart.values(), here),
        pins=tuple(pins),
        previous=tuple(map(rooms_before, past)),
        frozen=len(past),
        history=tuple(map(rooms_before, before[: len(before) - len(past)])),
        no_return=True,
    )


def command_of(
    meeting: Meeting, block: int, cafe: Cafe, solution: Solution, hosts: tuple[str, ...], seed: int
) -> DraftCafe:
    """Return the command that takes the rounds of a solution which are still to come."""
    first = cafe.round if cafe.busy else 0
    rounds = range(first, len(solution.plan))
    seats = tuple(tuple((one, int(t)) for t, who in solution.plan[r].items() for one in who) for r in rounds)
    unplanned = tuple((person, r + 1) for r in rounds for person in solution.stranded[r])
    return DraftCafe(meeting.id, block, seats, hosts, str(seed), solution.reasons, unplanned)
