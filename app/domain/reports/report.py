"""A room's report (domain.md §3.5): there from the moment the room opens, filled field by field, by all who sit there.

One shared text for a room of a round, named "report/m1/2-1-3". The question discussed is the block's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from app.domain import permissions
from app.domain.duties import NO_RAPPORTEURS, Place, seat
from app.domain.formats.rooms.round import Round
from app.domain.notes.shelf import open_now, taken_until, wrote
from app.domain.texts.kinds import LATE, NONE, NOW, Kind, Right, written_by

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

PLACE = re.compile(r"(0|[1-9][0-9]{0,4})(-(0|[1-9][0-9]{0,4})){2}")
KEYS = ("key1", "key2", "key3")
"""The fields of the three key points."""
FIELDS: Mapping[str, int] = {
    **dict.fromkeys(KEYS, 200),
    "surprise": 200,
    "disagreement": 200,
    "tip": 140,
    "question": 200,
    "next_steps": 300,
}
"""Field → most grapheme clusters; `question`: the one for the plenary."""
WORDS_IN_THREE_MINUTES = 350
"""Words that can be read aloud in three minutes."""


def named(meeting: Meeting, place: Place) -> str:
    """Return the name of a room's report as a text."""
    return f"report/{meeting.id}/{'-'.join(map(str, place))}"


def place_of(programme: Programme, of: str) -> tuple[Meeting, Place] | None:
    """Return the meeting and the room of a report; None where no room was opened there."""
    meeting_id, place = spelt(of)
    meeting = programme.meetings.get(meeting_id)
    return (meeting, place) if meeting is not None and place is not None and opened(meeting, place) else None


@lru_cache(maxsize=4096)  # asked at every letter
def spelt(of: str) -> tuple[str, Place | None]:
    """Return the meeting's id and the place that the name of a report spells; None where it spells none."""
    meeting, _, spelling = of.partition("/")
    if not PLACE.fullmatch(spelling):
        return meeting, None
    block, part, room = map(int, spelling.split("-"))
    return meeting, (block, part, room)


def reported(programme: Programme, text: str) -> tuple[Meeting, Place] | None:
    """Return the meeting and the room of the report that a text is; None where it is none."""
    kind, _, of = text.partition("/")
    return place_of(programme, of) if kind == "report" else None


def opened(meeting: Meeting, place: Place) -> bool:
    """Whether there is, or was, such a room: of a round that was opened, or one whose report has words already."""
    block = meeting.blocks.get(place[0])
    if block is None or not isinstance(block.body, Round):
        return False
    if place in meeting.notes.reported:
        return True
    return block.begun_at is not None and 1 <= place[1] <= block.body.part and place[2] in block.body.rooms


def reports(meeting: Meeting) -> list[str]:
    """Return the names of the reports of all rooms that were opened, in the order of blocks, rounds and rooms."""
    found = [
        (block.number, part, room)
        for block in meeting.blocks.values()
        if isinstance(block.body, Round)
        for part in range(1, block.body.part + 1)
        for room in block.body.rooms
    ]
    return [named(meeting, place) for place in sorted(found) if opened(meeting, place)]


def sat(meeting: Meeting, place: Place, person: str) -> bool:
    """Whether somebody is or was of a room, so that they read what does not leave it."""
    return seat(meeting, person) == place or wrote(meeting, place, person)


def leaving(meeting: Meeting, place: Place, said: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a room's report that may leave it."""
    staying = meeting.notes.staying(place)
    return {field: words for field, words in said.items() if field not in staying}


def words(found: Mapping[str, str]) -> int:
    """Count the words of a report, as they are read aloud."""
    return sum(len(said.split()) for said in found.values())


def seconds(count: int) -> int:
    """Return how long so many words take to be read aloud, in seconds."""
    return round(count * 180 / WORDS_IN_THREE_MINUTES)


def _fields(programme: Programme, of: str) -> Mapping[str, int]:
    return FIELDS if place_of(programme, of) else {}


def _reads(programme: Programme, of: str, person: str) -> bool:
    found = place_of(programme, of)
    if found is None:
        return False
    meeting, place = found
    helps = permissions.helps(programme, meeting, person) and not meeting.notes.staying(place)
    return helps or sat(meeting, place, person)


def _writes(programme: Programme, of: str, person: str, at: float) -> Right:
    found = place_of(programme, of)
    if found is None or at > taken_until(found[0]):
        return NONE
    meeting, place = found
    helps = permissions.helps(programme, meeting, person)
    if not helps and programme.people[person].role in NO_RAPPORTEURS:
        return NONE
    if open_now(meeting, place) and (helps or seat(meeting, person) == place):
        return NOW
    return LATE if helps or wrote(meeting, place, person) else NONE


def _noted(programme: Programme, of: str) -> None:
    found = place_of(programme, of)
    if found is not None:
        found[0].notes.reported.add(found[1])


def _open(programme: Programme, of: str) -> bool:
    found = place_of(programme, of)
    return found is not None and open_now(*found)


REPORT = written_by(Kind("report", _fields, _reads, _writes, _noted, _open))
