"""What a note is, and the shelf of one room of one round: its notes in order, and who ever had the right to write.

A shelf belongs to a block, a round in it and a room, and stays with them when people move and rooms close or merge.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING

from app.domain.duties import Place, seat
from app.domain.errors import Conflict, NotFound
from app.domain.formats.rooms.round import Round

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

KINDS = (
    "key_point",
    "practice_hint",
    "tip",
    "lesson",
    "trend",
    "disagreement",
    "question",
    "quote",
    "next_step",
    "parking",
)
QUOTE = "quote"
INTERPRETER = "interpreter"
"""The role whose notes may be interpreted ones: what somebody else said, in another language."""
APPROVED, REFUSED = "approved", "refused"
"""What a quote's speaker says to it; '' while they have not said."""
NONE, STAKEHOLDER, NAMED = "none", "stakeholder", "named"
ATTRIBUTIONS = (NONE, STAKEHOLDER, NAMED)
"""What a note says of its voice outside its room: nothing, kind of organisation and country, the name."""
TEXT = 280
"""Most grapheme clusters of a note."""
MOST = 500
"""Most notes of one room in one round."""
MOST_OF_ONE = 200
"""Most of them by one person, so that nobody alone fills a room's sheet."""
LATE_FOR = 14 * 86_400.0
"""Seconds after the end of a meeting in which text is still taken from those who might have written it."""


@dataclass(slots=True)
class Note:
    """One note; instants UTC seconds. `version` counts its texts; `late`: it came when its room wrote no more.

    `beside`: further authors, of notes that were joined to it; `interpreters`: those of its authors who interpreted;
    `speaker`: who is quoted, '' for somebody not on the list; `answer`: what they say to it. `holds`: who holds it
    back. `joined`: the note that has its words now, 0 where it stands for itself.
    `practices`: numbers of those that it is linked to. `fields`: those of its room's report that were drafted from it;
    `withheld`: one of these is held back.
    """

    number: int
    place: Place
    text: str
    kind: str
    author: str
    language: str
    at: float
    late: bool = False
    starred: bool = False
    holds: list[str] = field(default_factory=list)
    version: int = 1
    beside: list[str] = field(default_factory=list)
    interpreters: list[str] = field(default_factory=list)
    speaker: str = ""
    answer: str = ""
    attribution: str = NONE
    joined: int = 0
    practices: list[int] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    withheld: bool = False

    @property
    def authors(self) -> list[str]:
        """All who wrote it, whoever wrote the note that others were joined to first."""
        return [self.author, *self.beside]

    @property
    def quote(self) -> bool:
        """Whether it is in somebody's own words, who has to say yes before these leave the room."""
        return self.kind == QUOTE

    @property
    def held_by(self) -> dict[str, bool]:
        """Who holds it back, and whether they are among its authors."""
        return {person: person in self.authors for person in self.holds}

    @property
    def kept(self) -> bool:
        """Whether one of its authors holds it back."""
        return any(self.held_by.values())

    @property
    def held(self) -> bool:
        """Whether it must not leave its room: it or a field drafted from it is held, or its speaker has not agreed."""
        return bool(self.holds) or self.withheld or (self.quote and self.answer != APPROVED)


@dataclass(slots=True)
class Shelf:
    """The notes of one room in one round by number, in the order that the rapporteur gave them."""

    order: list[int] = field(default_factory=list)
    last_by: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Notes:
    """All notes of a meeting, by number and by place; `reported`: places whose report has words.

    `withheld`: fields of reports that are held back, with who holds each back and whether they sat there;
    `exports`: who took them out and when; `mentioned`: numbers of the practices that a room's report is linked to.
    """

    by_number: dict[int, Note] = field(default_factory=dict)
    shelves: dict[Place, Shelf] = field(default_factory=dict)
    reported: set[Place] = field(default_factory=set)
    nudges: dict[Place, float] = field(default_factory=dict)
    reasons: dict[Place, str] = field(default_factory=dict)
    withheld: dict[Place, dict[str, dict[str, bool]]] = field(default_factory=dict)
    exports: list[tuple[str, float]] = field(default_factory=list)
    mentioned: dict[Place, list[int]] = field(default_factory=dict)

    def within(self, block: int) -> bool:
        """Whether anything was written in any room or the plenary of a block."""
        return any(place[0] == block for place in (*self.shelves, *self.reported))

    def of(self, place: Place) -> list[Note]:
        """Return the notes of a place in order."""
        shelf = self.shelves.get(place)
        return [self.by_number[number] for number in shelf.order] if shelf else []

    def staying(self, place: Place) -> set[str]:
        """Return the fields of a place's report that must not leave it: held back, or drafted from a note that is.

        That a field was drafted from a note is never forgotten, whatever is written there since: old versions have its
        words, and so has whoever takes back what they deleted.
        """
        drafted = (name for note in self.of(place) if note.held for name in note.fields)
        return {*self.withheld.get(place, ()), *drafted}

    def withhold(self, place: Place) -> None:
        """Let the notes of a place know which fields of its report are held back."""
        withheld = self.withheld.get(place, {})
        for note in self.of(place):
            note.withheld = any(name in withheld for name in note.fields)

    def starred(self, place: Place) -> list[Note]:
        """Return the starred notes of a place in order."""
        return [note for note in self.of(place) if note.starred]


def drafted(fields: bool) -> tuple[str, ...] | None:
    """Return whose pages may watch other letters after a note changed whose words stand in its room's report, too.

    Others than those of the room may not watch that report while the note is held.
    """
    return None if fields else ()


def taken_until(meeting: Meeting) -> float:
    """Return until when notes are taken and changed (UTC seconds): two weeks after the end, once it has ended."""
    return (meeting.closed_at or 0.0) + LATE_FOR if meeting.phase == "closed" else inf


def in_time(meeting: Meeting, at: float) -> None:
    """Refuse what comes to notes when they are not changed any more. Raises `Conflict`."""
    if at > taken_until(meeting):
        raise Conflict("too-late-for-notes")


def found(meeting: Meeting, number: int) -> Note:
    """Return the note of that number. Raises `NotFound`, `Conflict` where another note has its words now."""
    if number not in meeting.notes.by_number:
        raise NotFound("note")
    if meeting.notes.by_number[number].joined:
        raise Conflict("note-joined-meanwhile")
    return meeting.notes.by_number[number]


def here(programme: Programme, meeting: Meeting, person: str) -> Place | None:
    """Return the place whose notes the person may write now; None: none.

    That of the room that talks and in which they have a seat; for staff and interpreters who have none, the plenary of
    the block.
    """
    place = seat(meeting, person)
    if place is not None:
        return place
    found = programme.people[person]
    if (found.staff or found.role == INTERPRETER) and meeting.on is not None and meeting.phase == "live":
        return meeting.on.number, meeting.on.body.part, 0
    return None


def everywhere(meeting: Meeting) -> list[Place]:
    """Return every room of every round that was opened, and each plenary that was on, the newest block first."""
    found: dict[Place, None] = dict.fromkeys((*meeting.notes.shelves, *meeting.notes.reported))
    for block in meeting.blocks.values():
        if block.begun_at is not None:
            found[block.number, block.body.part, 0] = None
            for room in block.body.rooms if isinstance(block.body, Round) else ():
                found[block.number, block.body.part, room] = None
    order = {number: place for place, number in enumerate(meeting.agenda)}
    return sorted(found, key=lambda place: (-order.get(place[0], -1), -place[1], place[2]))


def open_now(meeting: Meeting, place: Place) -> bool:
    """Whether a place's notes are being written: its room talks, or its plenary is on."""
    block = meeting.blocks.get(place[0])
    if block is None or meeting.phase != "live" or block.body.part != place[1]:
        return False
    if not place[2]:
        return meeting.current == block.number
    room = block.body.rooms.get(place[2]) if isinstance(block.body, Round) else None
    return room is not None and room.talking


def wrote(meeting: Meeting, place: Place, person: str) -> bool:
    """Whether somebody ever had the right to write there: had a seat while the room talked."""
    block = meeting.blocks.get(place[0])
    return block is not None and person in block.body.sat(place[1], place[2])
