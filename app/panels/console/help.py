"""The one queue of all staff: who calls for help, oldest first, and who of the team goes. Conduct is not in it.

Also how many ask for slower speech, without names, and the calls that are over with how long they took.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from app.domain import places
from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.formats.rooms.round import Round
from app.domain.help import HelpCall, HelpCalled, HelpCleared, HelpJoined
from app.domain.helping import HelpAnswered, HelpClaimed
from app.domain.lost import LostCleared, LostSaid
from app.domain.meetings import Meeting
from app.domain.messages import Event
from app.domain.programme import Programme
from app.domain.slower import SlowerAsked, SlowerFaded
from app.domain.wording import NOTHING, Wording
from app.panels.board.help import Line
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, ASKED, CALLS, LATE, NAMES, UNSEATING
from app.panels.panel import Touch

MOST = 30
"""Calls that the queue shows; the rest is counted."""
MOST_PAST = 20
CALLED = (HelpCalled, HelpJoined, HelpClaimed, HelpAnswered, HelpCleared, LostSaid, LostCleared)
SLOWER = (SlowerAsked, SlowerFaded)
MOVES: tuple[type[Event], ...] = (*ACTS, Arrived, CameBack, *LATE, *ASKED, *CALLS)


@dataclass(frozen=True, slots=True)
class Row:
    """One open call. `room` 0: of one person, who is at `place` (and `seat`, its number, if that is a room).

    `word` and `seat_word`: what these are called, room or table.
    `closed`: its room talks no more; `call`: the address of the room's own video call, '' where there is none.
    """

    number: int
    kinds: tuple[str, ...]
    since: float
    room: int
    word: str
    room_name: Wording
    closed: bool
    person: str
    name: str
    place: str
    seat: int
    seat_word: str
    call: str
    claimed: str
    claimed_name: str
    said: tuple[Line, ...]
    answers: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Slow:
    """How many ask for slower speech in one place (room 0: not in a room), and their words."""

    room: int
    word: str
    count: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """All of it; `more` counts the calls that are not shown."""

    rows: list[Row]
    more: int
    slower: list[Slow]

    @property
    def waiting(self) -> int:
        """How many calls are open."""
        return len(self.rows) + self.more


@dataclass(frozen=True, slots=True)
class Past:
    """A call that is over; seconds until somebody went, answered (None: never did) and until it was over."""

    number: int
    kinds: tuple[str, ...]
    room: int
    word: str
    name: str
    at: float
    by: str
    how: str
    claimed_after: float | None
    answered_after: float | None
    over_after: float


@dataclass(frozen=True, slots=True)
class History:
    """The newest calls that are over, newest first, and how many there are in all."""

    past: list[Past]
    count: int


def calling(touch: Touch) -> Callable[[Any, Programme], Iterable[str]]:
    """Touch only where somebody has called. Not: calls now, for a room that closes has just ended its call."""

    def touched(event: Any, programme: Programme) -> Iterable[str]:
        meetings = [event.meeting] if hasattr(event, "meeting") else programme.meetings
        there = any(programme.meetings[name].help.calls or programme.meetings[name].help.slower for name in meetings)
        return touch(event, programme) if there else ()

    return touched


@console(on(here, *CALLED, *SLOWER, Gone), on(calling(here), *MOVES), on(calling(everywhere), *NAMES, *UNSEATING))
def help(scene: Scene) -> Queue:
    """Cut the queue."""
    if scene.meeting.phase not in ("doors", "live"):
        return Queue([], 0, [])
    calls = list(scene.meeting.help.open.values())
    return Queue([row(scene, call) for call in calls[:MOST]], max(0, len(calls) - MOST), slow(scene.meeting))


def row(scene: Scene, call: HelpCall) -> Row:
    """Return an open call as staff see it."""
    spot = places.where(scene.programme, scene.meeting, call.person).now
    name, closed, url = room_of(scene.meeting, call)
    return Row(
        number=call.number,
        kinds=kinds(call),
        since=call.at,
        room=call.room,
        word=places.word(scene.meeting, call.block),
        room_name=name,
        closed=closed,
        person=call.person,
        name=scene.name(call.person),
        place=spot.kind,
        seat=spot.room,
        seat_word=places.word(scene.meeting, spot.block),
        call=url,
        claimed=call.claimed_by,
        claimed_name=scene.name(call.claimed_by),
        said=tuple(Line(scene.name(each.person), each.words) for each in call.said if each.words),
        answers=tuple(Line(scene.name(each.person), each.words, each.usual) for each in call.answers),
    )


def room_of(meeting: Meeting, call: HelpCall) -> tuple[Wording, bool, str]:
    """Return the name of the room that called, whether it talks no more, and the address of its video call."""
    if not call.room:
        return NOTHING, False, ""
    block = meeting.blocks.get(call.block)
    body = block.body if block is not None else None
    room = body.rooms.get(call.room) if isinstance(body, Round) else None
    if room is None:
        return NOTHING, True, ""
    return room.named(meeting.language), not room.talking, room.call.url


def kinds(call: HelpCall) -> tuple[str, ...]:
    """Return what a call is about, each thing once."""
    return tuple(dict.fromkeys(each.kind for each in call.said))


def slow(meeting: Meeting) -> list[Slow]:
    """Return how many ask for slower speech, by place, without names."""
    said = meeting.help.slower.values()
    counts = Counter((each.room, each.block) for each in said)
    return [
        Slow(
            room,
            places.word(meeting, block),
            count,
            tuple(each.words for each in said if (each.room, each.block) == (room, block) and each.words)[-3:],
        )
        for (room, block), count in sorted(counts.items())
    ]


@console(
    on(here, HelpCleared, LostCleared, HelpAnswered, HelpClaimed, Gone),
    on(calling(here), *ACTS),
    on(everywhere, *NAMES),
)
def helped(scene: Scene) -> History:
    """Cut the calls that are over."""
    over = scene.meeting.help.past
    return History([past(scene, call) for call in reversed(over[-MOST_PAST:])], len(over))


def past(scene: Scene, call: HelpCall) -> Past:
    """Return a call that is over."""
    answered = call.answers[0].at - call.at if call.answers else None
    claimed = call.first_claimed_at - call.at if call.first_claimed_at is not None else None
    over = (call.cleared_at or call.at) - call.at
    by = scene.name(call.claimed_by or call.cleared_by)
    word = places.word(scene.meeting, call.block)
    return Past(
        call.number,
        kinds(call),
        call.room,
        word,
        scene.name(call.person),
        call.at,
        by,
        call.how,
        claimed,
        answered,
        over,
    )
