"""The run of show: every block with its computed time, what the team alone knows of it, and what waits aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app.domain import schedule
from app.domain.agenda import Block
from app.domain.details import Details
from app.domain.formats.gallery.choosing import OFFERED, pace
from app.domain.meetings import Meeting, MeetingDescribed
from app.domain.planning import EndAgreed
from app.domain.wording import LANGUAGES, Wording
from app.panels.console.audience import here
from app.panels.panel import View, panel
from app.panels.touching import EDITS, acts


@dataclass(frozen=True, slots=True)
class Row:
    """One block; `talk`: minutes left once people have changed rooms; `fields`: what the form is filled with.

    `pace`: of a gallery walk that is planned, the minutes at each sheet, 0 for each at their own pace.

    `up` and `down`: it may be moved; `late`: minutes that run over its pinned start, negative: a gap before it.
    """

    number: int
    format: str
    title: Wording
    question: Wording
    minutes: int
    talk: int
    starts_at: float
    ends_at: float
    state: str
    more: Details
    late: int
    pinned: bool
    up: bool
    down: bool
    fields: dict[str, object]
    pace: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The agenda in order, what is parked, when it ends; `begun`: no template can take its place any more."""

    rows: list[Row]
    parked: list[Row]
    ends_at: float
    minutes: int
    reserve: int
    begun: bool
    closed: bool
    drives: bool
    paces: tuple[int, ...] = OFFERED


@panel("agenda", on=dict.fromkeys((*acts(), *EDITS, EndAgreed, MeetingDescribed), here), template="agenda/plan.html")
def plan(view: View, of: str) -> Plan:
    """Cut the run of show."""
    name, _, audience = of.partition("/")
    meeting = view.programme.meetings[name]
    slots = schedule.slots(meeting)
    rows = [row(meeting, meeting.blocks[slot.number], slot) for slot in slots]
    blocks = [meeting.blocks[number] for number in meeting.agenda]
    return Plan(
        rows,
        [row(meeting, meeting.blocks[number], schedule.Slot(number, 0, 0, 0)) for number in meeting.parked],
        slots[-1].ends_at if slots else meeting.starts_at,
        sum(block.minutes for block in blocks),
        sum(block.minutes for block in blocks if block.more.category == "buffer"),
        any(block.begun_at is not None for block in blocks),
        meeting.phase == "closed",
        audience == "drive",
    )


def row(meeting: Meeting, block: Block, slot: schedule.Slot) -> Row:
    """Return one block with its time."""
    planned = block.state == "planned"
    at = meeting.agenda.index(block.number) if block.number in meeting.agenda else 0
    before = meeting.blocks[meeting.agenda[at - 1]] if at else None
    return Row(
        number=block.number,
        format=block.format,
        title=block.titled(meeting.language),
        question=block.asked(meeting.language),
        minutes=block.minutes,
        talk=block.minutes - slot.travel,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        state=block.state,
        more=block.more,
        late=slot.late,
        pinned=slot.pinned,
        up=planned and before is not None and before.state == "planned",
        down=planned and at + 1 < len(meeting.agenda),
        fields=fields(meeting, block),
        pace=pace(block) if planned else None,
    )


def fields(meeting: Meeting, block: Block) -> dict[str, object]:
    """Return a block as its form shows it; a pinned start as local time, "10:30"."""
    more = block.more
    pinned = ""
    if more.pinned_at is not None:
        pinned = datetime.fromtimestamp(more.pinned_at, ZoneInfo(meeting.zone)).strftime("%H:%M")
    return {
        "title": block.title,
        "titles": in_order(more.titles),
        "question": block.question,
        "questions": in_order(more.questions),
        "instructions": more.instructions,
        "instructions_in": in_order(more.instructions_in),
        "minutes": block.minutes,
        "least": more.least,
        "category": more.category,
        "priority": more.priority,
        "pinned": pinned,
        "owner": more.owner,
        "cue": more.cue,
        "say": more.say,
        "backup": more.backup,
    }


def in_order(others: tuple[tuple[str, str], ...]) -> list[str]:
    """Return translations in the order in which a form sends them."""
    known = dict(others)
    return [known.get(code, "") for code in LANGUAGES]
