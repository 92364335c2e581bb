"""Programmes, meetings and agendas: made, described, opened, closed, reopened; what is refused."""

from __future__ import annotations

import re
from dataclasses import fields
from math import inf, nan
from typing import get_type_hints

import pytest

from app.domain import agenda, messages
from app.domain.agenda import AddBlock, ChangeBlock, RemoveBlock
from app.domain.choices import Choice
from app.domain.errors import Conflict, Invalid, NotFound, Refusal, TooMany
from app.domain.formats.plenary import BeginPlenary, SetPlenaryClock
from app.domain.formats.rooms.ending import EndRooms
from app.domain.meetings import CloseMeeting, CreateMeeting, DescribeMeeting, ReopenMeeting, StartMeeting
from app.domain.messages import By, Command
from app.domain.platform import AddProgramme, FinishSetUp, Platform
from app.domain.programme import GROUND_RULES, DescribeProgramme, FoundProgramme, SetGroundRules
from app.domain.wishes import Group, Pin, Ungroup
from tests.domain.play import ENGLISH, MEETING, START, Noted, Play, live, programme, talking

FORM_TYPES = {str, str | None, int, float, bool, tuple[str, ...], tuple[int, ...]}


def code(play: Play, command: Command, by: str = "Olga") -> str:
    before = len(play.log)
    with pytest.raises(Refusal) as refused:
        play.do(command, by)
    assert len(play.log) == before
    return f"{refused.value.code} {refused.value.facts.get('field', '')}".strip()


def test_the_platform_holds_programmes_and_closes_its_set_up_once() -> None:
    platform = Platform()
    for command in (AddProgramme("Shores"), FinishSetUp()):
        for event in command.decide(platform, By("", START, "seed")):
            event.evolve(platform, Noted(1, START, ""))
    ((programme_id, name),) = platform.programmes.items()
    assert (len(programme_id), name, platform.set_up_at) == (6, "Shores", START)
    assert FinishSetUp().decide(platform, By("", START, "seed")) == []
    with pytest.raises(Conflict):
        AddProgramme("Again").decide(platform, By("", START, "seed"))
    with pytest.raises(Invalid):
        AddProgramme("").decide(platform, By("", START, "other"))


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (DescribeProgramme(""), "empty name"),
        (DescribeProgramme("x" * 121), "too-long name"),
        (DescribeProgramme("x", zone="Tunis; DROP"), "no-time-zone zone"),
        (DescribeProgramme("x", zone="../etc"), "no-time-zone zone"),
        (DescribeProgramme("x", help_phone="call me"), "no-telephone-number help_phone"),
        (DescribeProgramme("x", help_phone="12"), "no-telephone-number help_phone"),
        (DescribeProgramme("x", controller="c" * 401), "too-long controller"),
        (DescribeProgramme("x", contact="c\x00"), "control-character contact"),
        (SetGroundRules(en=tuple(map(str, range(12)))), "too-many codes"),
        (SetGroundRules(en=("r" * 201,)), "too-long words"),
        (CreateMeeting("", START), "empty name"),
        (CreateMeeting("x", nan), "no-date starts_at"),
        (CreateMeeting("x", inf), "no-date starts_at"),
        (CreateMeeting("x", -1), "no-date starts_at"),
        (CreateMeeting("x", START, kind="party"), "unknown-choice kind"),
        (CreateMeeting("x", START, zone="?"), "no-time-zone zone"),
        (AddBlock(MEETING, "party"), "unknown-choice format"),
        (AddBlock(MEETING, "rooms", minutes=481), "out-of-range minutes"),
        (AddBlock(MEETING, "rooms", minutes=-1), "out-of-range minutes"),
        (AddBlock(MEETING, "rooms", title="a\nb"), "one-line-only title"),
        (AddBlock(MEETING, "rooms", question="q" * 301), "too-long question"),
        (ChangeBlock(MEETING, 9), "block"),
        (BeginPlenary(MEETING, 1), "meeting-not-live"),
        (Group(MEETING, "near", ("p1", "p2")), "unknown-choice kind"),
        (Group(MEETING, "together", ("p1", "p1")), "out-of-range people"),
        (Group(MEETING, "together", ("p1", "p999")), "person"),
        (Ungroup(MEETING, 1), "group"),
        (Pin(MEETING, "p999", 1), "person"),
        (Pin(MEETING, "p1", -1), "out-of-range room"),
        (StartMeeting(MEETING), "doors-not-open"),
        (CloseMeeting(MEETING), "meeting-not-live"),
        (ReopenMeeting(MEETING), "meeting-not-closed"),
    ],
)
def test_bad_commands_are_refused_with_their_field(command: Command, refusal: str) -> None:
    assert code(programme(), command) == refusal


def test_a_programme_is_founded_once_and_described_often() -> None:
    play = programme()
    assert code(play, FoundProgramme("Again"), "") == "already-founded"
    play.do(
        DescribeProgramme("New name", "Europe/Paris", "+33 (0)1.23-45/67", "City of X\nTown hall", "dpo@example.org"),
        "Olga",
    )
    assert play.programme.help_phone == "+33 (0)1.23-45/67"
    others = tuple(rule for rule in GROUND_RULES if rule != "fine-to-pass")
    rows = ("fine-to-pass", "", ""), ("", " ", "Ours: be kind"), ("", "", "Soyons aimables")
    play.do(SetGroundRules(*rows, without=others), "Olga")
    own = Choice("added-1", (("en", "Ours: be kind"), ("fr", "Soyons aimables")))
    assert play.programme.ground_rules == (Choice("fine-to-pass"), own)


def test_meetings_are_created_and_described() -> None:
    play = programme()
    play.do(CreateMeeting("Workshop 2", START + 60), "Olga")
    second = play.programme.meetings["m2"]
    assert (second.name, second.zone, second.kind, second.phase) == (
        "Workshop 2",
        "Africa/Tunis",
        "workshop",
        "planned",
    )
    assert [block.format for block in second.blocks.values()] == ["plenary", "rooms"]
    assert second.code != play.meeting.code
    same = DescribeMeeting("m2", "Workshop 2", START + 60, "Africa/Tunis")
    assert play.do(same) == []
    play.do(DescribeMeeting("m2", "Workshop two", START, "UTC", "regional"))
    assert (second.name, second.kind) == ("Workshop two", "regional")
    assert play.folded() == play.programme


def test_people_are_led_to_the_meeting_that_is_on_then_the_next_then_the_last() -> None:
    play = programme()
    amal = play.id("Amal")
    play.do(CreateMeeting("Before", START - 9000), "Olga")
    play.do(CreateMeeting("After", START + 9000), "Olga")
    first, second, third = play.programme.meetings.values()

    def led() -> str:
        meeting = play.programme.meeting_for(amal, play.now)
        return meeting.name if meeting else ""

    second.phase = "closed"
    assert led() == first.name
    third.phase = "doors"
    assert led() == "After"
    first.phase = third.phase = "closed"
    assert led() == "After"
    play.programme.people[amal].meetings = {"m9"}
    assert led() == ""


@pytest.mark.parametrize(
    ("command", "most"),
    [
        (CreateMeeting("x", START), 100),
        (AddBlock(MEETING, "plenary"), 60),
        (Group(MEETING, "together", ("p10", "p11")), 201),
    ],
)
def test_there_are_bounds_to_meetings_blocks_and_groups(command: Command, most: int) -> None:
    play = programme()
    for _ in range(most - len(play.programme.meetings)):
        try:
            play.do(command, "Olga")
        except TooMany:
            break
    with pytest.raises(TooMany):
        play.do(command, "Olga")


def test_the_agenda_is_planned_and_changed() -> None:
    play = programme()
    play.do(AddBlock(MEETING, "rooms", "Tips", "What would you do again?", 15))
    play.do(ChangeBlock(MEETING, 3, "Tips and warnings", "", 22))
    assert play.do(ChangeBlock(MEETING, 3, "Tips and warnings", "", 22)) == []
    block = play.meeting.blocks[3]
    assert (block.title, block.minutes, agenda.round_number(play.meeting, 3)) == ("Tips and warnings", 22, 2)
    play.do(RemoveBlock(MEETING, 2))
    assert play.meeting.agenda == [1, 3]
    play.do(AddBlock(MEETING, "rooms"))
    assert play.meeting.agenda == [1, 3, 4]


def test_a_planned_plenary_follows_a_round() -> None:
    play = talking()
    play.do(AddBlock(MEETING, "plenary", "Harvest"))
    play.do(EndRooms(MEETING, 2, 0))
    assert play.meeting.current == 3
    assert code(play, BeginPlenary(MEETING, 3)) == "block-begun"


def test_plenaries_after_each_other_are_begun_by_the_big_button() -> None:
    play = live(*ENGLISH)
    play.do(RemoveBlock(MEETING, 2))
    play.do(AddBlock(MEETING, "plenary", "Harvest"))
    assert play.kind() == "begin-plenary"
    play.step()
    assert play.meeting.current == 3
    assert [block.state for block in play.meeting.blocks.values()] == ["over", "on"]
    assert code(play, SetPlenaryClock(MEETING, 1, 5)) == "block-not-on"
    assert code(play, SetPlenaryClock(MEETING, 3, 481)) == "out-of-range minutes"


def test_a_plenary_is_not_begun_over_the_heads_of_rooms() -> None:
    play = talking()
    play.do(AddBlock(MEETING, "plenary"))
    assert code(play, BeginPlenary(MEETING, 3)) == "rooms-still-on"
    assert code(play, BeginPlenary(MEETING, 2)) == "other-format"


def test_a_closed_meeting_is_reopened_in_a_new_plenary() -> None:
    play = live(*ENGLISH)
    assert code(play, StartMeeting(MEETING)) == "meeting-live-already"
    play.do(CloseMeeting(MEETING))
    assert code(play, AddBlock(MEETING, "rooms")) == "meeting-closed"
    assert play.place("Eleni").now.kind == "away"
    play.do(ReopenMeeting(MEETING))
    assert play.place("Eleni").now.kind == "plenary"
    assert play.meeting.on is not None
    assert play.folded() == play.programme


def test_wishes_are_kept_and_forgotten() -> None:
    play = programme()
    amal, nuno, salma = map(play.id, ("Amal", "Nuno", "Salma"))
    play.do(Group(MEETING, "together", (amal, nuno)))
    play.do(Group(MEETING, "together", (nuno, salma)))
    assert code(play, Group(MEETING, "apart", (amal, salma))) == "together-and-apart"
    play.do(Ungroup(MEETING, 2))
    play.do(Group(MEETING, "apart", (amal, salma)))
    play.do(Ungroup(MEETING, 3))
    assert (play.meeting.wishes.together, play.meeting.wishes.apart) == ({1: (amal, nuno)}, {})
    play.do(Pin(MEETING, amal, 2))
    assert play.do(Pin(MEETING, amal, 2)) == []
    play.programme.people[nuno].meetings = {"m9"}
    with pytest.raises(NotFound):
        play.do(Pin(MEETING, nuno, 1))
    with pytest.raises(NotFound):
        play.do(Group(MEETING, "apart", (amal, nuno)))


def test_every_command_and_event_is_found_by_name() -> None:
    assert {"OpenRooms", "SetPlenaryClock", "TakeStep", "AddProgramme"} <= messages.commands().keys()
    assert {"RoomsOpened", "PlenaryClockSet", "StepTakenBack", "ProgrammeAdded"} <= messages.events().keys()
    assert all(kind.path == kind.path.strip("/") for kind in messages.commands().values())
    paths = [(kind.scope, kind.path) for kind in messages.commands().values() if kind.path]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("kind", messages.commands().values(), ids=list(messages.commands()))
def test_every_form_is_read_from_strings(kind: type[Command]) -> None:
    hints = get_type_hints(kind)
    assert {hints[field.name] for field in fields(kind)} <= FORM_TYPES or not kind.path  # type: ignore[arg-type]
    assert set(re.findall(r"\{(\w+)\}", kind.path)) <= hints.keys()
