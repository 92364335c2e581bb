"""Who is not in sight: the asleep with one press each for "not here", and who has not seen their change of place."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import places, presence
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, ASKED, CONFIRMED, LATE, NAMES, PRESENCE

MOST = 20
"""Names that one list shows; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Asleep:
    """Somebody whose board does not answer; `confirmed`: staff know that they are here in this block."""

    person: str
    name: str
    place: str
    room: int
    word: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Unseen:
    """Somebody whose place changed at `since` (UTC seconds) and whose board has not shown it yet."""

    person: str
    name: str
    place: str
    room: int
    word: str
    since: float


@dataclass(frozen=True, slots=True)
class Missing:
    """A participant who is expected; `left`: they were here before."""

    person: str
    name: str
    left: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """The lines to show and how many there are in all."""

    people: list[Asleep] | list[Unseen] | list[Missing]
    count: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.people)


@console(on(here, *ACTS, *PRESENCE, *CONFIRMED, *LATE), on(everywhere, *NAMES), volatile=True)
def asleep(scene: Scene) -> Listed:
    """Cut the asleep, those whom nobody confirmed first."""
    meeting = scene.meeting
    block = meeting.current or 0
    found = []
    for person in on_boards(scene):
        last = scene.view.signals.last(person)
        if presence.state_of(scene.programme, meeting, person, last, scene.now) == presence.ASLEEP:
            spot = places.where(scene.programme, meeting, person).now
            confirmed = meeting.attendance[person].confirmed_block == block
            found.append(
                Asleep(person, scene.name(person), spot.kind, spot.room, places.word(meeting, spot.block), confirmed)
            )
    found.sort(key=lambda one: (one.confirmed, one.name.casefold()))
    return Listed(found[:MOST], len(found))


@console(on(here, *ACTS, *PRESENCE, *LATE, *ASKED), on(everywhere, *NAMES), volatile=True)
def unseen(scene: Scene) -> Listed:
    """Cut who has not seen their newest place, who waits longest first."""
    meeting = scene.meeting
    found = []
    for person in on_boards(scene):
        position = meeting.last_move.get(person, 0)
        if position > scene.view.signals.seen(person):
            spot = places.where(scene.programme, meeting, person).now
            since = meeting.moved_at.get(person, 0.0)
            found.append(
                Unseen(person, scene.name(person), spot.kind, spot.room, places.word(meeting, spot.block), since)
            )
    found.sort(key=lambda one: (one.since, one.name.casefold()))
    return Listed(found[:MOST], len(found))


def on_boards(scene: Scene) -> list[str]:
    """Return the present who read a board, all but staff; nobody before the doors and after the end."""
    if scene.meeting.phase not in ("doors", "live"):
        return []
    return [person for person in scene.meeting.present() if not scene.programme.people[person].staff]


@console(on(here, *ACTS, *PRESENCE), on(everywhere, *NAMES))
def missing(scene: Scene) -> Listed:
    """Cut the participants who have not come, and those who left, while people can come in."""
    meeting = scene.meeting
    if meeting.phase not in ("doors", "live"):
        return Listed([], 0)
    found = [
        Missing(person, scene.name(person), person in meeting.attendance)
        for person in presence.expected(scene.programme, meeting)
        if not meeting.is_present(person)
    ]
    found.sort(key=lambda one: one.name.casefold())
    return Listed(found[:MOST], len(found))
