"""The World Café that comes next or is on: every round's tables, its hosts, and whom no further table understands."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import agenda
from app.domain.agenda import Block
from app.domain.formats.cafe.cafe import Cafe, span
from app.domain.formats.cafe.hosts import lacking
from app.domain.formats.cafe.planning import FEWEST, is_mixed
from app.domain.formats.rooms.round import rooms_of
from app.domain.formats.rooms.seatable import seatable
from app.domain.rooms import Room
from app.domain.wording import Wording
from app.panels.console.audience import DRIVE, Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, AGENDA, ASKED, CALLS, LATE, NAMES, PRESENCE, UNSEATING, WISHES


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody with a seat at a table."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `host` '' where nobody who is there hosts it, then `heir` could; `rounds`: who comes in each.

    `language`: the one it keeps, '' for none.
    """

    number: int
    name: Wording
    sign: str
    colour: int
    host: str
    heir: Guest | None
    guests: list[Guest]
    rounds: list[list[str]]
    language: str


@dataclass(frozen=True, slots=True)
class Unplanned:
    """Somebody for whom no table was found in these rounds."""

    id: str
    name: str
    rounds: tuple[int, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """`state`: planned (no tables yet), draft, published, or that of the tables while it is on; `first`: round shown.

    `few`: there are fewer people than a café needs (`least`); `mixed`: they share no language; `newcomers`: how many
    came since the rounds to come were planned.
    """

    block: int
    title: Wording
    state: str
    busy: bool
    round: int
    rounds: int
    minutes: int
    first: int
    tables: list[Table]
    why: tuple[str, ...]
    unplanned: list[Unplanned]
    newcomers: int
    few: bool
    least: int
    mixed: bool
    by_language: bool
    more: bool
    takes: int = 0
    """Minutes that all rounds take, where that is more than the part has; else 0."""


def cafe_of(scene: Scene) -> tuple[Block, Cafe] | None:
    """Return the café that is on, else the one that comes next."""
    meeting = scene.meeting
    blocks = (meeting.on, agenda.upcoming(meeting)) if meeting.phase != "closed" else ()
    for block in blocks:
        if block is not None and isinstance(block.body, Cafe):
            return block, block.body
    return None


@console(
    on(here, *ACTS, *AGENDA, *PRESENCE, *LATE, *ASKED, *WISHES, *CALLS),
    on(everywhere, *NAMES, *UNSEATING),
    only=DRIVE,
)
def cafe(scene: Scene) -> Plan | None:
    """Cut the café."""
    found = cafe_of(scene)
    if found is None:
        return None
    block, body = found
    here = [person for person in seatable(scene.programme, scene.meeting) if person not in body.stayed]
    planned = body.planned[-1].keys() if body.planned else body.seats.keys()
    left_out = {person for person, _ in body.unplanned}
    return Plan(
        block=block.number,
        title=block.titled(scene.meeting.language) or block.asked(scene.meeting.language),
        state=body.state,
        busy=body.busy,
        round=body.round,
        rounds=body.rounds,
        minutes=body.minutes,
        first=body.round,
        tables=tables(scene, body),
        why=body.why,
        unplanned=unplanned(scene, body),
        newcomers=sum(person not in planned and person not in left_out for person in here) if body.rooms else 0,
        few=len(here) < FEWEST and not body.busy,
        least=FEWEST,
        mixed=is_mixed(scene.programme, scene.meeting),
        by_language=bool(body.tongues),
        more=body.more,
        takes=takes if (takes := span(body.rounds, body.minutes)) > block.minutes and not body.busy else 0,
    )


def tables(scene: Scene, body: Cafe) -> list[Table]:
    """Return each table with who comes to it in the round that is on and those to come."""
    rounds = [rooms_of(seats) for seats in (body.seats, *body.planned)]
    heirs = lacking(scene.meeting, body)
    return [table(scene, body, room, rounds, heirs) for room in body.active()]


def table(scene: Scene, body: Cafe, room: Room, rounds: list[dict[int, list[str]]], heirs: dict[int, str]) -> Table:
    """Return one table."""
    host = body.host_of(room.number)
    heir = heirs.get(room.number, "")
    guests = [Guest(one, scene.name(one)) for one in rounds[0].get(room.number, []) if one != host]
    return Table(
        room.number,
        room.named(scene.meeting.language),
        room.sign,
        room.colour,
        scene.name(host) if room.number not in heirs else "",
        Guest(heir, scene.name(heir)) if heir else None,
        [guest for guest in guests if guest.id not in body.hosts.values()],
        [[scene.name(one) for one in each.get(room.number, []) if one != host] for each in rounds],
        body.tongues.get(room.number, ""),
    )


def unplanned(scene: Scene, body: Cafe) -> list[Unplanned]:
    """Return for whom no table was found, with the rounds."""
    rounds: dict[str, list[int]] = {}
    for person, number in body.unplanned:
        if number >= body.round and not (number == body.round and person in body.seats):
            rounds.setdefault(person, []).append(number)
    people = scene.programme.people
    return [
        Unplanned(person, scene.name(person), tuple(numbers), tuple(sorted(people[person].languages)))
        for person, numbers in rounds.items()
        if scene.meeting.is_present(person) and person not in body.stayed
    ]
