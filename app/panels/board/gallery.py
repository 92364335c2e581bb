"""The gallery walk: which sheets there are, the least visited first, the same for all; and which one has opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.formats.gallery.alone import Gallery, SheetOpened, walk
from app.domain.programme import Programme
from app.domain.steps import StepTakenBack
from app.domain.texts.words import WordsNoted
from app.domain.wording import Wording
from app.panels.board.place import all_people
from app.panels.panel import View, panel
from app.panels.practices.card import NAMED, practice_of, worded
from app.panels.presented import in_all
from app.panels.touching import acts, the_meeting, the_person


@dataclass(frozen=True, slots=True)
class Station:
    """One sheet of the walk, and how many have opened it."""

    number: int
    title: Wording
    visits: int


def of_words(event: WordsNoted, programme: Programme) -> Iterable[str]:
    """The meetings in which the practice whose words were noted hangs."""
    found = practice_of(event, programme)
    if found is None:
        return []
    walks = ((each.id, walk(each)) for each in programme.meetings.values())
    return [meeting for meeting, body in walks if body is not None and found.number in body.seen]


@panel(
    "board",
    on={
        **dict.fromkeys((*acts(), SheetOpened), the_meeting),
        **dict.fromkeys(NAMED, in_all),
        WordsNoted: of_words,
    },
    template="board/gallery.html",
)
def gallery(view: View, of: str) -> tuple[Station, ...]:
    """Cut the sheets of the walk that is on."""
    return stations(view, of)


def stations(view: View, of: str) -> tuple[Station, ...]:
    """Return the sheets of the walk that is on, what the fewest have opened first."""
    programme, body = view.programme, walk(view.programme.meetings[of])
    if body is None:
        return ()
    found = [programme.practices.by_number[number] for number in body.shelf()]
    return tuple(
        Station(each.number, worded(programme, each, "title"), len(body.seen[each.number]))
        for each in found
        if each.on_board
    )


def walkers(event: Any, programme: Programme) -> Iterable[str]:
    """Own panels of everybody, in a meeting that has had a walk."""
    blocks = programme.meetings[event.meeting].blocks.values()
    walked = any(isinstance(block.body, Gallery) and block.begun_at is not None for block in blocks)
    return all_people(event, programme) if walked or type(event) is StepTakenBack else ()


@panel(
    "board",
    on={**dict.fromkeys(acts(), walkers), SheetOpened: the_person},
    template="board/toured.html",
)
def toured(view: View, of: str) -> tuple[tuple[int, ...], int] | None:
    """Cut which sheets one has opened, and how many there are; None while no walk is on."""
    meeting, _, person = of.partition("/")
    body = walk(view.programme.meetings[meeting])
    return (tuple(body.toured(person)), len(body.seen)) if body is not None else None
