"""The one big button: what the next step is, what it will do; beside it the last act while it can be taken back."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import agenda, presence
from app.domain.agenda import Block
from app.domain.formats.chosen.topics import TopicRemoved, TopicSet
from app.domain.formats.pitches.order import PitchesOrdered
from app.domain.formats.vote.items import ItemRemoved, ItemSet
from app.domain.meetings import Meeting
from app.domain.steps import Step, next_step
from app.domain.wording import Wording
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, AGENDA, LATE, NAMES, PRESENCE
from app.panels.practices.card import NAMED


@dataclass(frozen=True, slots=True)
class Last:
    """The newest act: its number, who (id and name) did what (the event's name), until when who drives can undo it."""

    number: int
    who: str
    name: str
    what: str
    at: float
    until: float | None


@dataclass(frozen=True, slots=True)
class NextStep:
    """`leaves`: the step that the form leaves; `form`: the step needs a filled form, not a press.

    `title`: of the part that the step leads to; `for_now`: how it takes place until its own way of meeting is there.
    `coming`: the way of meeting that comes next.
    """

    leaves: int
    kind: str
    form: bool
    facts: dict[str, int | str]
    drives: bool
    title: Wording
    for_now: str
    coming: str


@console(
    on(here, *ACTS, *PRESENCE, *AGENDA, *LATE, TopicSet, TopicRemoved, ItemSet, ItemRemoved, PitchesOrdered),
    on(everywhere, *NAMES, *NAMED),
)
def step(scene: Scene) -> NextStep:
    """Cut the next step."""
    meeting = scene.meeting
    found = next_step(scene.programme, meeting)
    kind, facts = (found.kind, found.facts) if found else ("", {})
    if "present" in facts:  # the domain counts the team too, which no screen does
        facts = {**facts, "present": len(presence.participants_present(scene.programme, meeting))}
    form = found is not None and found.command is None
    part = leads_to(meeting, found)
    title = part.titled(meeting.language) if part else Wording()
    for_now = part.format if part and part.more.runs_as else ""
    return NextStep(meeting.step, kind, form, facts, scene.drives, title, for_now, coming(meeting))


def coming(meeting: Meeting) -> str:
    """Return the format of the next part; where none is planned any more, another round of rooms may come."""
    planned = agenda.upcoming(meeting)
    return planned.format if planned else "rooms"


def leads_to(meeting: Meeting, found: Step | None) -> Block | None:
    """Return the part that a step leads to, none where it stays in the one that is on."""
    following = agenda.upcoming(meeting)
    if found is None or following is None:
        return None
    block = getattr(found.command, "block", found.facts.get("block"))
    return following if block == following.number else None


@console(on(here, *ACTS), on(everywhere, *NAMES))
def last(scene: Scene) -> Last | None:
    """Cut the newest act of a meeting."""
    act = scene.meeting.last_act
    if act is None:
        return None
    until = act.until if act.undo is not None and scene.drives else None
    return Last(act.number, act.who, scene.name(act.who), act.what, act.at, until)
