"""How far the meeting runs behind its agreed end, and the ways to catch up, each with the end that it brings.

It changes with the minutes, not only with events, so it is drawn anew every minute.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import schedule
from app.domain.planning import EndAgreed
from app.domain.schedule import Offer
from app.panels.console.audience import Scene, console, here, on
from app.panels.console.changes import ACTS, AGENDA, DETAILS


@dataclass(frozen=True, slots=True)
class Drift:
    """`minutes` behind (negative: ahead); `ends_at` as things stand, `agreed` as people were told (UTC seconds)."""

    minutes: int
    ends_at: float
    agreed: float
    offers: tuple[Offer, ...]
    drives: bool


@console(on(here, *ACTS, *AGENDA, *DETAILS, EndAgreed), volatile=True)
def drift(scene: Scene) -> Drift | None:
    """Cut how late it is, to the minute."""
    meeting = scene.meeting
    if meeting.phase != "live" or meeting.agreed_end is None:
        return None
    now = scene.now // 60 * 60
    minutes, ends = schedule.behind(meeting, now), schedule.ends_at(meeting, now)
    return Drift(minutes, ends, meeting.agreed_end, tuple(schedule.offers(meeting, now)), scene.drives)
