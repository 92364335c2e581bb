"""Gallery walks in groups on the domain alone: a play whose second block is one, with sheets of three authors."""

from __future__ import annotations

from app.domain.agenda import AddBlock, RemoveBlock
from app.domain.formats.gallery.choosing import SetPace
from app.domain.formats.gallery.groups import Walk, the_walk
from app.domain.formats.rooms.seatable import seatable
from app.domain.practices.beginning import BeginPractice
from app.domain.practices.choosing import ShowPractice
from app.seating import solve
from app.web.seating import USUAL, drafted, problem_of
from tests.domain.cafes import TWELVE
from tests.domain.play import MEETING, Play, live

AUTHORS = ("Eleni", "Paolo", "Ilse", "Luca")


def hung(*names: str, authors: tuple[str, ...] = AUTHORS, minutes: int = 30) -> Play:
    """Return a play with these people (else twelve who speak English), their sheets, and a walk planned."""
    play = live(*(names or TWELVE))
    for number, name in enumerate(authors, 1):
        play.do(BeginPractice("en"), name)
        play.do(ShowPractice(number), name)
    play.do(RemoveBlock(MEETING, 2))
    play.do(AddBlock(MEETING, "gallery", minutes=minutes))
    play.do(SetPace(MEETING, play.meeting.last_block, 5))
    return play


def block(play: Play) -> int:
    return next(number for number, each in play.meeting.blocks.items() if isinstance(each.body, Walk))


def plan(play: Play, seed: int = 1) -> None:
    """Draw the groups, as the console does."""
    found = the_walk(play.meeting, block(play))
    rooms = found.asks(play.programme, len(seatable(play.programme, play.meeting)))
    solution = solve(problem_of(play.programme, play.meeting, 1, USUAL, rooms), seed=seed, stop=lambda: True)
    play.do(drafted(play.meeting, block(play), solution, 0, USUAL, seed))


def standing(*names: str, authors: tuple[str, ...] = AUTHORS, minutes: int = 30) -> Play:
    """Return a play in which the groups stand at their first sheets, the clock running."""
    play = hung(*names, authors=authors, minutes=minutes)
    plan(play)
    for _ in range(3):
        play.step(anyway=True)
    return play


def walk(play: Play) -> Walk:
    return the_walk(play.meeting, block(play))


def sheets(play: Play) -> dict[int, int]:
    """Return which sheet each group stands at."""
    return {room.number: walk(play).sheet(room.number) for room in walk(play).active()}
