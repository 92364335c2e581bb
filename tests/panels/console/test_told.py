"""Every event that changes a panel of a page is named by it: a whole meeting, checked after each command."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.domain.acts import TAKE_BACK
from app.domain.agenda import AddBlock, ChangeBlock, RemoveBlock
from app.domain.attendance import Arrive, Leave, MarkGone, MarkPresent
from app.domain.calling import NameRoom, PasteCalls, SetCall, SetCallForAll
from app.domain.door import PassDoor
from app.domain.formats.plenary import SetPlenaryClock
from app.domain.formats.rooms.drafting import RepeatRooms
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.mending import MergeRooms, ReopenRoom
from app.domain.formats.rooms.moving import MovePeople, SwapPeople
from app.domain.formats.rooms.opening import PublishRooms, WithdrawRooms
from app.domain.formats.rooms.running import AddTime, PauseRooms, ResumeRooms
from app.domain.knocks import Admit, AskIn, TurnAway
from app.domain.leading import TakeLead
from app.domain.lost import ClearLost, SayLost
from app.domain.meetings import DescribeMeeting, ReopenMeeting
from app.domain.passing import TakePart
from app.domain.people import AddPerson
from app.domain.planning import ShiftBlock
from app.domain.restarts import NoteRestart
from app.domain.roles import ChangeRole
from app.domain.steps import TakeBack, TakeStep
from app.domain.wishes import STAY, Group, Pin, Ungroup
from app.panels.panel import PANELS, touched
from tests.domain.play import ENGLISH, MEETING, programme
from tests.domain.seats import plan
from tests.domain.test_invariants import DEEDS, NAMES, Deed, started
from tests.panels.console.desk import Desk

LATECOMERS = ("Maya", "Theo")


def press(desk: Desk) -> None:
    desk.do(TakeStep(MEETING, desk.play.meeting.step))


def doors_to_rooms() -> Desk:
    """Dana opens the doors, ten people and Imane come, two knock, and a first round is shown."""
    desk = Desk(programme())
    press(desk)
    for name in (*ENGLISH, "Imane", "Vera"):
        desk.do(PassDoor(name, "", "en", True, MEETING), name)
    desk.play.give(AskIn(MEETING, "Ines", "d1"), "-")
    desk.do(Admit("k1", desk.play.id("Inès")), "Lina")
    desk.play.give(AskIn(MEETING, "Nobody", "d2"), "-")
    desk.do(TurnAway("k2"), "Lina")
    desk.do(AddPerson("Walk In", languages=("en",)))
    desk.do(ChangeRole(desk.play.id("Marc"), "observer"), "Olga")
    desk.do(DescribeMeeting(MEETING, "Our meeting", desk.play.now, "Africa/Tunis", "regional"))
    desk.do(TakeLead(MEETING), "Nils")
    press(desk)
    desk.do(ChangeRole(desk.play.id("Claire"), "observer"), "Olga")
    desk.do(ChangeRole(desk.play.id("Claire"), "participant"), "Olga")
    desk.do(SetPlenaryClock(MEETING, 1, 5))
    desk.do(Pin(MEETING, desk.play.id("Imane"), 1))
    desk.do(Group(MEETING, "apart", (desk.play.id("Eleni"), desk.play.id("Ana"))))
    desk.do(Ungroup(MEETING, 1))
    desk.do(Pin(MEETING, desk.play.id("Imane"), 0))
    return desk


def test_no_panel_is_forgotten_from_the_doors_to_the_first_rooms() -> None:
    desk = doors_to_rooms()
    desk.do(ChangeBlock(MEETING, 2, "What made it possible?", "", 15))
    desk.do(plan(desk.play, "Eleni Hadeel Paolo Dimitra Ana", "Noura Luca Fatma Hassan Claire"))
    desk.do(MovePeople(MEETING, 2, (desk.play.id("Ana"),), 2))
    desk.do(NameRoom(MEETING, 1, "Media"))
    desk.do(PasteCalls(MEETING, "https://call.example.org/1\nBreakout rooms, Room 2"))
    desk.do(SetCallForAll(MEETING, words="Ask Dana"))
    desk.do(SetCall(MEETING, url="https://call.example.org/0"))
    desk.do(PublishRooms(MEETING, 2))
    desk.do(WithdrawRooms(MEETING, 2))
    desk.do(plan(desk.play, "Eleni Hadeel Paolo Dimitra Ana Noura Luca Fatma Hassan Claire", largest=10))
    desk.do(PublishRooms(MEETING, 2))
    desk.do(RemoveBlock(MEETING, 2))


def test_rooms_that_are_gone_are_gone_from_every_page() -> None:
    desk = doors_to_rooms()
    rooms = plan(desk.play, "Eleni Hadeel Paolo", "Dimitra Ana Noura", "Luca Fatma Hassan Claire")
    desk.do(rooms)
    desk.do(TakeBack(MEETING, desk.play.meeting.acts))
    desk.do(rooms)
    desk.do(plan(desk.play, "Eleni Hadeel Paolo Dimitra Ana", "Noura Luca Fatma Hassan Claire"))
    desk.do(TakeBack(MEETING, desk.play.meeting.acts))
    desk.do(PublishRooms(MEETING, 2))
    desk.do(RemoveBlock(MEETING, 2))


def test_no_panel_is_forgotten_while_rooms_talk_and_after() -> None:
    desk = doors_to_rooms()
    desk.do(plan(desk.play, "Eleni Hadeel Paolo", "Dimitra Ana Noura", "Luca Fatma Hassan Claire"))
    for _ in range(3):
        press(desk)
    desk.do(TakeBack(MEETING, desk.play.meeting.acts))
    press(desk)
    talk(desk)
    desk.do(AddBlock(MEETING, "rooms", minutes=10))
    extra = desk.play.meeting.last_block
    desk.do(RepeatRooms(MEETING, extra))
    desk.do(MovePeople(MEETING, 2, (desk.play.id("Luca"),), 1, "next"))
    desk.do(CloseRooms(MEETING, 2))
    desk.do(ReopenRoom(MEETING, 2, 2))
    desk.do(NoteRestart(desk.play.now - 60), "")
    desk.do(CloseRooms(MEETING, 2))
    desk.do(RemoveBlock(MEETING, extra))
    press(desk)
    desk.play.now += TAKE_BACK
    desk.do(ReopenMeeting(MEETING))


def test_who_loses_a_seat_is_taken_from_every_page() -> None:
    desk = doors_to_rooms()
    id = desk.play.id
    desk.do(Pin(MEETING, id("Imane"), 1))
    desk.do(plan(desk.play, "Eleni Hadeel Paolo Dimitra Imane", "Ana Noura Luca Fatma Hassan Claire"))
    for _ in range(3):
        press(desk)
    desk.do(NameRoom(MEETING, 2, "Media"))
    desk.do(SayLost(MEETING), "Eleni")
    desk.do(Leave(MEETING), "Eleni")
    desk.do(Pin(MEETING, id("Imane"), 0))
    desk.do(ChangeRole(id("Claire"), "observer"), "Olga")


def test_a_round_that_is_shifted_away_leaves_the_lists() -> None:
    desk = doors_to_rooms()
    desk.do(AddBlock(MEETING, "plenary", minutes=10))
    desk.do(plan(desk.play, "Eleni Hadeel Paolo Dimitra Ana", "Noura Luca Fatma Hassan Claire"))
    press(desk)
    for by in (1, -1):
        desk.do(ShiftBlock(MEETING, 2, by))


def test_who_passes_out_of_a_room_that_talks_into_the_plenary_may_raise_a_hand() -> None:
    desk = doors_to_rooms()
    desk.do(plan(desk.play, "Eleni Hadeel Paolo Dimitra Ana", "Noura Luca Fatma Hassan Claire"))
    for _ in range(3):
        press(desk)
    desk.do(CloseRooms(MEETING, 2))
    desk.do(ReopenRoom(MEETING, 2, 2))
    own = f"{MEETING}/{desk.play.id('Noura')}"
    assert not PANELS["board.hand"].slice(desk.view(), own).open  # type: ignore[attr-defined]
    desk.do(TakePart(MEETING, STAY), "Noura")
    assert PANELS["board.hand"].slice(desk.view(), own).open  # type: ignore[attr-defined]
    desk.do(TakePart(MEETING), "Noura")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(st.integers(1, len(NAMES)), st.lists(DEEDS, min_size=10, max_size=30))
def test_no_panel_is_forgotten_in_any_sequence_of_commands(present: int, deeds: list[Deed]) -> None:
    desk = Desk(started(present))
    before = desk.slices()
    for deed in deeds:
        log, now = len(desk.play.log), desk.play.now
        deed(desk.play)
        events, after = [event for event, _ in desk.play.log[log:]], desk.slices()
        named = set(touched(events, desk.play.programme))
        changed = {key for key, slice in after.items() if before.get(key, slice) != slice}
        assert desk.play.now != now or changed <= named, (events, changed - named)
        before = after


def talk(desk: Desk) -> None:
    """What may happen in a round: time, latecomers, lost people, drop-outs, a merge, moves, a swap."""
    id = desk.play.id
    desk.do(AddTime(MEETING, 2, 2, (2,)))
    desk.do(PauseRooms(MEETING, 2))
    desk.do(ResumeRooms(MEETING, 2, (1,)))
    for name in LATECOMERS:
        desk.do(Arrive(MEETING), name)
    desk.do(Arrive(MEETING), "Amal")
    desk.do(SayLost(MEETING), "Eleni")
    desk.do(ClearLost(MEETING, id("Eleni")), "Lina")
    desk.do(MarkGone(MEETING, id("Hadeel")), "Lina")
    desk.do(Leave(MEETING), "Paolo")
    desk.do(MarkPresent(MEETING, id("Paolo")), "Lina")
    desk.do(SwapPeople(MEETING, 2, id("Luca"), id("Ana")))
    desk.do(MovePeople(MEETING, 2, (id("Claire"),), 2))
    desk.do(MergeRooms(MEETING, 2, 1, 2))
