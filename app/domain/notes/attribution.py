"""What a note says outside its room of whoever said it: nothing, kind of organisation and country, or a name.

The voice of a quote is the person who is quoted, of every other note its author; never the one who interprets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.notes.shelf import ATTRIBUTIONS, NAMED, NONE, Note

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.people import Person
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a note: the `speaker` of a quote, else its author; `writes`: its author alone gives the command."""

    speaker: str
    quote: bool
    interpreted: bool
    writes: bool


def attributes(meeting: Meeting) -> bool:
    """Whether notes of a meeting may say anything of their voices; not so where the Chatham House Rule will hold."""
    return True


def may_be_named(programme: Programme, person: str) -> bool:
    """Whether somebody agreed to be named; nobody is asked for that consent yet."""
    return False


def attributed(programme: Programme, meeting: Meeting, voice: Voice, attribution: str) -> str:
    """Return what a note says of its voice from now on. Raises `Invalid`, `Conflict`, `NotAllowed`."""
    if attribution not in ATTRIBUTIONS or (attribution != NONE and not attributes(meeting)):
        raise Invalid("unknown-choice", field="attribution")
    if attribution == NONE:
        return NONE
    if attribution == NAMED and not may_be_named(programme, voice.speaker):
        raise Conflict("no-consent-to-names")
    if not voice.quote and (voice.interpreted or not voice.writes):
        raise NotAllowed("author-attributes")
    return attribution if voice.speaker or not voice.quote else NONE


def voice_of(programme: Programme, meeting: Meeting, note: Note) -> Person | None:
    """Return whose kind of organisation and country a note says, None where it says nothing."""
    if note.attribution == NONE or not attributes(meeting):
        return None
    return programme.people.get(note.speaker if note.quote else note.author)
