"""Here, asleep, gone or expected: what the signals of a person's tabs mean (domain.md §4). Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.attendance import CLOSED, SILENT, Attendance

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

HERE, ASLEEP, GONE, EXPECTED = "here", "asleep", "gone", "expected"
HERE_WITHIN = 30.0
GREY_AFTER = 25.0
CLOSED_FOR = 120.0
SILENT_FOR = 1800.0


@dataclass(frozen=True, slots=True)
class Sign:
    """What is known of a person's tabs: `last` answer, and since when all are closed (None: one is open)."""

    last: float | None = None
    closed_at: float | None = None


def state_of(programme: Programme, meeting: Meeting, person: str, last_heard: float | None, now: float) -> str:
    """Return 'here', 'asleep', 'gone' or 'expected'; `last_heard` None: not since the server started."""
    found = meeting.attendance.get(person)
    if found is None:
        return EXPECTED
    if found.gone:
        return GONE
    return HERE if answers(last_heard, now) else ASLEEP


def answers(last_heard: float | None, now: float) -> bool:
    """Whether a tab answered lately."""
    return last_heard is not None and now - last_heard <= HERE_WITHIN


def fades(last_heard: float | None, now: float) -> bool:
    """Whether somebody who is still here is greyed: the last answer is some heartbeats old."""
    return last_heard is not None and GREY_AFTER < now - last_heard <= HERE_WITHIN


def overdue(meeting: Meeting, signs: Mapping[str, Sign], now: float, up_since: float) -> dict[str, str]:
    """Return who has to be marked gone and why ('closed', 'silent'); silence counts from the server's start at most."""
    found = {}
    for person in meeting.present():
        why = _why(meeting, meeting.attendance[person], signs.get(person, Sign()), now, up_since)
        if why:
            found[person] = why
    return found


def expected(programme: Programme, meeting: Meeting) -> list[str]:
    """Return the participants of the meeting, come or not."""
    people = programme.people.values()
    return [each.id for each in people if each.role == "participant" and each.takes_part_in(meeting.id)]


def participants_present(programme: Programme, meeting: Meeting) -> list[str]:
    """Return the participants who are here or asleep: the one count that every screen shows."""
    return [person for person in meeting.present() if programme.people[person].role == "participant"]


def _why(meeting: Meeting, found: Attendance, sign: Sign, now: float, up_since: float) -> str:
    block = meeting.current or 0
    pressed, confirmed = found.pressed_call_block == block, found.confirmed_block == block
    if sign.closed_at is not None and now - sign.closed_at >= CLOSED_FOR and not pressed:
        return "" if confirmed and (found.confirmed_at or 0) >= sign.closed_at else CLOSED
    heard = max(sign.last or 0.0, found.spans[-1][0], min(up_since, now))
    return SILENT if now - heard >= SILENT_FOR and not pressed and not confirmed else ""
