"""Who may give which command: one table of named predicates; formats add their rows by `allow`.

403 where the person may see the thing, else 404. What depends on the command's content is decided there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from app.domain.errors import NotAllowed, NotFound
from app.domain.messages import SCREEN, STRANGER, SYSTEM, Command
from app.domain.roles import DRIVERS

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

Predicate = Callable[["Programme", "Meeting | None", str], bool]


def is_organiser(programme: Programme, meeting: Meeting | None, person: str) -> bool:
    """An organiser of the programme."""
    return _role(programme, person) == "organiser"


def drives(programme: Programme, meeting: Meeting | None, person: str) -> bool:
    """Those who run a meeting: organiser, moderator, co-facilitator, and staff who took the lead."""
    leads = meeting is not None and meeting.lead == person and helps(programme, meeting, person)
    return leads or _role(programme, person) in DRIVERS


def supports(programme: Programme, meeting: Meeting | None, person: str) -> bool:
    """Those who help people in and fix names: who drives, and technical support."""
    return _role(programme, person) in DRIVERS | {"tech"}


def helps(programme: Programme, meeting: Meeting | None, person: str) -> bool:
    """All staff (domain.md §4)."""
    found = programme.people.get(person)
    return found is not None and found.staff


def is_self(programme: Programme, meeting: Meeting | None, person: str) -> bool:
    """Anybody of the programme, acting on themselves: the command names nobody else."""
    return person in programme.people


def in_meeting(programme: Programme, meeting: Meeting | None, person: str) -> bool:
    """Anybody who takes part in the meeting, in any role."""
    found = programme.people.get(person)
    return found is not None and meeting is not None and found.takes_part_in(meeting.id)


def contributes(programme: Programme, meeting: Meeting | None, person: str) -> bool:
    """Anybody who takes part in the meeting but observers, who see and say nothing (domain.md §7)."""
    return in_meeting(programme, meeting, person) and _role(programme, person) != "observer"


def speaks(programme: Programme, meeting: Meeting | None, person: str) -> bool:
    """Anybody of the programme but observers."""
    return person in programme.people and _role(programme, person) != "observer"


def may_knock(programme: Programme, meeting: Meeting | None, person: str) -> bool:
    """Somebody with the common link only, or anybody of the programme who lost theirs."""
    return person == STRANGER or person in programme.people


def only_system(programme: Programme, meeting: Meeting | None, person: str) -> bool:
    """Nobody but the server: alarms, set-up, the command line."""
    return False


def shows_screen(programme: Programme, meeting: Meeting | None, person: str) -> bool:
    """The plenary screen's own link, and staff."""
    return person == SCREEN or helps(programme, meeting, person)


MATRIX: dict[str, Predicate] = {
    "AddProgramme": only_system,
    "FinishSetUp": only_system,
    "NoteKey": only_system,
    "FoundProgramme": only_system,
    "BeginFrom": only_system,
    "CopyProgramme": is_organiser,
    "DescribeProgramme": is_organiser,
    "SetGroundRules": is_organiser,
    "SetFields": is_organiser,
    "SetTypes": is_organiser,
    "ChooseCountries": is_organiser,
    "NameCountry": is_organiser,
    "SetCountryNote": is_organiser,
    "ImportPeople": is_organiser,
    "AddPerson": supports,
    "ChangePerson": supports,
    "ChangeRole": is_organiser,
    "ReplaceLink": supports,
    "ShowLinks": supports,
    "SignIn": is_self,
    "RenewDevice": is_self,
    "SignOut": is_self,
    "SignOutOthers": is_self,
    "PassDoor": is_self,
    "ChooseLanguage": is_self,
    "AskIn": may_knock,
    "Admit": helps,
    "TurnAway": helps,
    "CreateMeeting": is_organiser,
    "DescribeMeeting": drives,
    "ReplaceScreenLink": drives,
    "RenewCode": drives,
    "OpenDoors": drives,
    "StartMeeting": drives,
    "CloseMeeting": drives,
    "ReopenMeeting": drives,
    "TakeLead": helps,
    "TakeStep": drives,
    "TakeBack": drives,
    "AddBlock": drives,
    "ChangeBlock": drives,
    "RemoveBlock": drives,
    "DescribeBlock": drives,
    "ShiftBlock": drives,
    "ParkBlock": drives,
    "UseTemplate": drives,
    "CatchUp": drives,
    "Pin": drives,
    "Group": drives,
    "Ungroup": drives,
    "SetCall": drives,
    "SetRoomCall": drives,
    "SetCallForAll": drives,
    "PasteCalls": drives,
    "UseJitsi": drives,
    "NameRoom": drives,
    "Arrive": in_meeting,
    "Leave": in_meeting,
    "PressCall": in_meeting,
    "MarkGone": helps,
    "MarkPresent": helps,
    "TakePart": in_meeting,
    "SayLost": in_meeting,
    "SayFound": in_meeting,
    "ClearLost": helps,
    "Announce": drives,
    "WithdrawNews": drives,
    "CallForHelp": in_meeting,
    "SolveHelp": in_meeting,
    "ReadAnswers": in_meeting,
    "ClaimHelp": helps,
    "AnswerHelp": helps,
    "ClearHelp": helps,
    "EnterRoom": helps,
    "AnswerConduct": helps,
    "CloseConduct": helps,
    "FadeSlower": only_system,
    "CarryOut": helps,
    "RaiseHand": contributes,
    "LowerHand": in_meeting,
    "GiveFloor": drives,
    "TakeFloor": drives,
    "OrderHands": drives,
    "WriteNote": contributes,
    "ChangeNote": in_meeting,
    "StarNote": in_meeting,
    "PlaceNote": in_meeting,
    "ShiftNote": in_meeting,
    "HoldNote": in_meeting,
    "JoinNote": in_meeting,
    "SplitNote": in_meeting,
    "AnswerQuote": in_meeting,
    "ExportNotes": in_meeting,
    "NoteWords": only_system,
    "MarkLate": only_system,
    "KeepVersions": only_system,
    "DraftFields": only_system,
    "TakeDuty": in_meeting,
    "GiveDuty": drives,
    "LeaveDuty": in_meeting,
    "NoteRestart": only_system,
}
"""Command → who may give it. Formats add theirs; a command without a row is refused to everybody and fails a test."""


def allow(rows: Mapping[str, Predicate]) -> None:
    """Add a format's rows to the matrix."""
    if rows.keys() & MATRIX.keys():
        raise ValueError(f"already in the matrix: {rows.keys() & MATRIX.keys()}")
    MATRIX.update(rows)


def may(state: object, person: str, command: Command) -> None:
    """Refuse the command unless the person may give it. Raises `NotFound` or `NotAllowed`."""
    if person == SYSTEM:
        return
    if command.scope == "platform":
        raise NotFound("programme")
    _may(state, person, command)  # type: ignore[arg-type]


def sees(programme: Programme, meeting: Meeting, person: str) -> bool:
    """Say whether the person may know that the meeting exists."""
    return in_meeting(programme, meeting, person) or shows_screen(programme, meeting, person)


def _may(programme: Programme, person: str, command: Command) -> None:
    guard = MATRIX.get(type(command).__name__, only_system)
    meeting = None
    if command.scope == "meeting":
        meeting = programme.meeting(getattr(command, "meeting", ""))
        if not sees(programme, meeting, person):
            raise NotFound("meeting")
    elif person not in programme.people and not guard(programme, meeting, person):
        raise NotFound("programme")
    if not guard(programme, meeting, person):
        raise NotAllowed("role")


def _role(programme: Programme, person: str) -> str:
    found = programme.people.get(person)
    return found.role if found else ""
