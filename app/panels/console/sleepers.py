"""Who is not in sight: the asleep with one press each for "not here", and who has not seen their change of place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain import places, presence
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, ASKED, LATE, NAMES, PRESENCE

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


@console(on(here, *ACTS, *PRESENCE), on(everywhere, *NAMES), volatile=True)
def asleep(scene: Scene) -> int:
    """Count the asleep."""
    return len(sleeping(scene))


@console(on(here, *ACTS, *PRESENCE, *LATE, *ASKED), on(everywhere, *NAMES), volatile=True)
def unseen(scene: Scene) -> int:
    """Count who has not seen their newest place."""
    return len(unaware(scene))


@console(on(here, *ACTS, *PRESENCE), on(everywhere, *NAMES))
def missing(scene: Scene) -> int:
    """Count the participants who have not come, and those who left, while people can come in."""
    return len(absent(scene))


def sleeping(scene: Scene) -> list[str]:
    """Return those whose board does not answer."""
    states = {
        person: presence.state_of(scene.programme, scene.meeting, person, scene.view.signals.last(person), scene.now)
        for person in on_boards(scene)
    }
    return [person for person, state in states.items() if state == presence.ASLEEP]


def unaware(scene: Scene) -> list[str]:
    """Return those whose board has not shown the newest change of their place."""
    seen, moved = scene.view.signals.seen, scene.meeting.last_move
    return [person for person in on_boards(scene) if moved.get(person, 0) > seen(person)]


def absent(scene: Scene) -> list[str]:
    """Return the participants who are expected and not present."""
    meeting = scene.meeting
    if meeting.phase not in ("doors", "live"):
        return []
    return [person for person in presence.expected(scene.programme, meeting) if not meeting.is_present(person)]


def on_boards(scene: Scene) -> list[str]:
    """Return the present who read a board, all but staff; nobody before the doors and after the end."""
    if scene.meeting.phase not in ("doors", "live"):
        return []
    return [person for person in scene.meeting.present() if not scene.programme.people[person].staff]


# The lists behind the counts: no panels, but cut when they open (app/web/folded.py).


def list_asleep(scene: Scene) -> Listed:
    """Cut the asleep, those whom nobody confirmed first."""
    meeting, found = scene.meeting, []
    for person in sleeping(scene):
        spot = places.where(scene.programme, meeting, person).now
        confirmed = meeting.attendance[person].confirmed_block == (meeting.current or 0)
        word = places.word(meeting, spot.block)
        found.append(Asleep(person, scene.name(person), spot.kind, spot.room, word, confirmed))
    found.sort(key=lambda one: (one.confirmed, one.name.casefold()))
    return Listed(found[:MOST], len(found))


def list_unseen(scene: Scene) -> Listed:
    """Cut who has not seen their newest place, who waits longest first."""
    meeting, found = scene.meeting, []
    for person in unaware(scene):
        spot = places.where(scene.programme, meeting, person).now
        word, since = places.word(meeting, spot.block), meeting.moved_at.get(person, 0.0)
        found.append(Unseen(person, scene.name(person), spot.kind, spot.room, word, since))
    found.sort(key=lambda one: (one.since, one.name.casefold()))
    return Listed(found[:MOST], len(found))


def list_missing(scene: Scene) -> Listed:
    """Cut who has not come or has left, by name."""
    found = [Missing(person, scene.name(person), person in scene.meeting.attendance) for person in absent(scene)]
    found.sort(key=lambda one: one.name.casefold())
    return Listed(found[:MOST], len(found))


LISTS: dict[str, Callable[[Scene], Listed]] = {
    "asleep": list_asleep, "unseen": list_unseen, "missing": list_missing,
}  # fmt: skip
"""By the panel that counts the same people."""
