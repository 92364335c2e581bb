"""The pitches of the part that is on or comes next: their order, whose turn it is, who is missing or was missed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.formats.pitches.missed import missed
from app.domain.formats.pitches.order import PitchesOrdered
from app.domain.formats.pitches.pitches import Pitches, coming, presenter, the_pitches
from app.domain.programme import Programme
from app.domain.texts.words import WordsNoted
from app.domain.wording import Wording
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, AGENDA, NAMES, PRESENCE
from app.panels.practices.card import NAMED, practice_of, worded


@dataclass(frozen=True, slots=True)
class Turn:
    """One pitch; `name`: of who tells it; `state`: now, talking, given or left; `present`: they are there."""

    number: int
    title: Wording
    name: str
    state: str
    present: bool


@dataclass(frozen=True, slots=True)
class Turns:
    """`block`: the part, 0 where none is on or planned; `draws`: two or more are still to come.

    `missed`: what was passed over in a part that is over.
    """

    block: int
    turns: tuple[Turn, ...]
    drives: bool
    draws: bool
    missed: tuple[Turn, ...] = ()


def of_words(event: WordsNoted, programme: Programme) -> Iterable[str]:
    """The meetings that pitch the practice whose words were noted."""
    found = practice_of(event, programme)
    return [key for key in everywhere(event, programme) if found is not None]


@console(
    on(here, *ACTS, *AGENDA, *PRESENCE, PitchesOrdered),
    on(everywhere, *NAMES, *NAMED),
    on(of_words, WordsNoted),
)
def pitches(scene: Scene) -> Turns | None:
    """Cut the pitches of the part that is on, else of the next, and what was missed before."""
    if scene.meeting.phase == "closed":
        return None
    block = coming(scene.meeting)
    body = the_pitches(scene.meeting, block.number) if block is not None else None
    passed = tuple(_turn(scene, body or Pitches(), number) for number in missed(scene.programme, scene.meeting))
    if block is None or body is None:
        return Turns(0, (), scene.drives, draws=False, missed=passed) if passed else None
    turns = tuple(_turn(scene, body, number) for number in body.order)
    return Turns(block.number, turns, scene.drives, len(body.left) > 1, passed)


def _turn(scene: Scene, body: Pitches, number: int) -> Turn:
    practice = scene.programme.practices.by_number[number]
    state = "given" if number in body.given else "left"
    if number == body.now:
        state = "talking" if body.talking else "now"
    there = body.present(scene.programme, scene.meeting, number)
    name = scene.name(presenter(scene.meeting, practice))
    return Turn(number, worded(scene.programme, practice, "title"), name, state, there)
