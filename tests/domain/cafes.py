"""Cafés on the domain alone: a play whose second block is a World Café with its rounds planned."""

from __future__ import annotations

from app.domain.formats.cafe import Cafe, the_cafe
from app.domain.formats.cafe.hosts import proposed
from app.domain.formats.cafe.planning import SetUpCafe, TakeTables
from app.domain.formats.rooms.seatable import seatable
from app.seating import solve
from app.web.cafes import command_of, problem_of
from tests.domain.play import MEETING, Play, live

BLOCK = 2
TWELVE = ("Eleni", "Hadeel", "Paolo", "Dimitra", "Ana", "Noura", "Luca", "Fatma", "Hassan", "Claire", "Petra", "Ilse")
"""Twelve participants who speak English."""


def planned(*names: str, tables: int = 4, rounds: int = 3) -> Play:
    """Return a play with the team and these people (else twelve who speak English), and a café planned for them."""
    play = live(*(names or TWELVE))
    play.do(TakeTables(MEETING, BLOCK))
    play.do(SetUpCafe(MEETING, BLOCK, tables, rounds, 10, "Water\nMedia & <b>art</b>\nYouth"))
    plan(play)
    return play


def running(*names: str, tables: int = 4, rounds: int = 3) -> Play:
    """Return a play in the first round of a café, its clock running for ten minutes."""
    play = planned(*names, tables=tables, rounds=rounds)
    for _ in range(3):
        play.step(anyway=True)
    return play


def plan(play: Play, seed: int = 1) -> None:
    """Plan the rounds that are still to come, as the console does."""
    found, meeting = cafe(play), play.meeting
    here = [person for person in seatable(play.programme, meeting) if person not in found.stayed]
    hosts = tuple(proposed(play.programme, here, found.tables, found)) if not found.busy else ()
    solution = solve(problem_of(play.programme, meeting, found, here, hosts), seed=seed, stop=lambda: True)
    play.do(command_of(meeting, BLOCK, found, solution, hosts, seed))


def cafe(play: Play) -> Cafe:
    return the_cafe(play.meeting, BLOCK)


def tables(play: Play) -> dict[str, int]:
    """Return the table where each of the twelve sits now, by name."""
    return {person: play.room_of(person) for person in TWELVE}


def hosts(play: Play) -> list[str]:
    """Return those of the twelve who host a table."""
    return [name for name in TWELVE if play.id(name) in cafe(play).hosts.values()]
