"""Who reads, writes and edits a practice (domain.md §4 "Late text"): named predicates, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import duties, permissions
from app.domain.errors import NotAllowed, NotFound
from app.domain.messages import SYSTEM
from app.domain.practices import shelf

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.practices.shelf import Practice
    from app.domain.programme import Programme

EDITORS = frozenset(("organiser", "editor"))
DONE = frozenset(("published", "withdrawn"))
"""States in which nobody writes any more."""


def is_editor(programme: Programme, person: str) -> bool:
    """Somebody whose role it is to edit: organisers and editors."""
    found = programme.people.get(person)
    return found is not None and found.role in EDITORS


def owns(programme: Programme, practice: Practice, person: str) -> bool:
    """The person whose practice it is."""
    return person == practice.owner


def edits(programme: Programme, practice: Practice, person: str) -> bool:
    """Those who prepare the publication: organisers and editors."""
    return is_editor(programme, person)


def asks(programme: Programme, meeting: Meeting | None, person: str) -> bool:
    """Those who ask people for pitches and look after the sheets: organisers and editors."""
    return is_editor(programme, person)


def owns_or_edits(programme: Programme, practice: Practice, person: str) -> bool:
    """Its owner and the editors."""
    return owns(programme, practice, person) or edits(programme, practice, person)


def writes(programme: Programme, practice: Practice, language: str, person: str) -> bool:
    """Who writes now: the owner and the editors, and the scribe while it is a pitch."""
    state = practice.sheets[language].state
    if state in DONE:
        return False
    scribe = person == practice.scribe and state == "pitch"
    return scribe or owns_or_edits(programme, practice, person)


def wrote(programme: Programme, practice: Practice, person: str) -> bool:
    """Who ever had the right to write: what they typed then is taken when it comes."""
    return person in practice.people or edits(programme, practice, person)


def reads(programme: Programme, practice: Practice, person: str) -> bool:
    """Who reads it: who writes it, the team, and everybody of the programme once it is on the board."""
    if practice.on_board and person in programme.people:
        return True
    return reads_all(programme, practice, person)


def reads_all(programme: Programme, practice: Practice, person: str) -> bool:
    """Who reads what a sensitive practice leaves out, too: who ever wrote it, and the team."""
    return wrote(programme, practice, person) or permissions.helps(programme, None, person)


def reads_in(programme: Programme, practice: Practice, language: str, person: str) -> bool:
    """Who reads it in one language: one that is withdrawn, who wrote it and the team alone."""
    return reads_all(programme, practice, person) or (
        reads(programme, practice, person) and language in practice.standing
    )


def shows(programme: Programme, practice: Practice, person: str) -> bool:
    """Who says that it is on the board: its owner, the editors, and the scribe while it is a pitch."""
    return owns_or_edits(programme, practice, person) or writes(programme, practice, practice.own, person)


def sees_names(programme: Programme, practice: Practice, person: str) -> bool:
    """Who reads the names of those who are interested: its owner and the team."""
    return owns(programme, practice, person) or permissions.helps(programme, None, person)


def hands(programme: Programme, practice: Practice, person: str) -> bool:
    """Who hands it over: its owner and the team."""
    return owns(programme, practice, person) or permissions.helps(programme, None, person)


def heirs(programme: Programme, giver: str) -> list[str]:
    """Return whose it may become: for the team anybody who speaks, for others those with whom they share a meeting."""
    known = [each for each in programme.people.values() if permissions.speaks(programme, None, each.id)]
    if not permissions.helps(programme, None, giver):
        mine = [name for name in programme.meetings if programme.people[giver].takes_part_in(name)]
        known = [each for each in known if not each.staff and any(map(each.takes_part_in, mine))]
    return [each.id for each in known]


def speaks_for(programme: Programme, owner: str, scribe: str) -> bool:
    """Whether somebody may write down another's pitch: the team, and who sits in the same room that talks."""
    if scribe == SYSTEM or permissions.helps(programme, None, scribe):
        return True
    for meeting in programme.meetings.values():
        seat = duties.seat(meeting, scribe)
        if seat is not None and seat == duties.seat(meeting, owner):
            return True
    return False


def readable(programme: Programme, number: int, person: str) -> Practice:
    """Return a practice that somebody may read. Raises `NotFound`: what may not be read looks unknown."""
    practice = shelf.found(programme, number)
    if person != SYSTEM and not reads(programme, practice, person):
        raise NotFound("practice")
    return practice


def owned(programme: Programme, number: int, person: str) -> Practice:
    """Return a practice that is somebody's own or that they edit. Raises `NotFound`, `NotAllowed`."""
    practice = readable(programme, number, person)
    if person != SYSTEM and not owns_or_edits(programme, practice, person):
        raise NotAllowed("not-your-practice")
    return practice
