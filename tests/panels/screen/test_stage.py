"""The plenary screen: what it says in every phase, whose names it shows, and when there are too many to read."""

from __future__ import annotations

from typing import Any

from app.domain.attendance import Arrive, Leave
from app.domain.formats.rooms.drafting import DraftRooms
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.running import AddTime
from app.domain.meetings import CloseMeeting
from app.domain.roster import Row
from app.domain.speakers import GiveFloor, TakeFloor
from app.panels.list.everybody import everybody
from app.panels.panel import PANELS
from app.panels.screen.stage import MOST_NAMED
from tests.domain.cafes import cafe, running
from tests.domain.play import ENGLISH, MEETING, Play, live, programme
from tests.domain.seats import plan, second_round
from tests.domain.walks import standing
from tests.panels.board.test_place import view
from tests.people import TEAM


def cut(play: Play, panel: str) -> Any:
    return PANELS[f"screen.{panel}"].slice(view(play), MEETING)


def test_every_phase_has_its_words() -> None:
    play = programme()
    seen = [cut(play, "stage").state]
    for _ in range(2):
        play.step()
        play.arrive(*ENGLISH)
        seen.append(cut(play, "stage").state)
    play.draft(2)
    seen.append(cut(play, "stage").state)
    for _ in range(3):
        play.step()
        seen.append(cut(play, "stage").state)
    while play.meeting.phase != "closed":
        play.step()
    seen.append(cut(play, "stage").state)
    assert seen == ["planned", "doors", "plenary", "plenary", "ahead", "rooms", "rooms", "closed"]


def test_rooms_show_who_is_present_and_the_clock_of_most() -> None:
    play = live(*ENGLISH)
    play.draft(2)
    assert cut(play, "walls") == []
    for _ in range(3):
        play.step()
    walls = cut(play, "walls")
    assert sorted(name for wall in walls for name in wall.people) == sorted(
        play.programme.people[play.id(name)].name for name in ENGLISH
    )
    play.do(Leave(MEETING), "Eleni")
    assert sum(wall.count for wall in cut(play, "walls")) == len(ENGLISH) - 1
    assert cut(play, "stage").clock.ends_at == play.now + 20 * 60


def test_the_code_goes_when_the_meeting_is_over_and_what_comes_is_said() -> None:
    play = live(*ENGLISH)
    assert cut(play, "entry").code == play.meeting.code
    assert cut(play, "entry").next == "rooms"
    assert cut(play, "entry").present == len(ENGLISH)
    play.do(CloseMeeting(MEETING))
    assert cut(play, "entry").code == ""


def test_with_too_many_to_read_rooms_show_how_many_they_are() -> None:
    crowd = tuple(Row(n + 100, name=f"Guest {n}", languages=("en",)) for n in range(MOST_NAMED + 1))
    play = programme(TEAM + crowd)
    play.step()
    for person in play.programme.people.values():
        if person.role == "participant":
            play.give(Arrive(MEETING), person.id)
    play.step()
    play.draft(2, 8)
    play.step()
    walls = cut(play, "walls")
    assert len(walls) == 21
    assert sum(wall.count for wall in walls) == MOST_NAMED + 1
    assert not any(wall.people for wall in walls)
    assert not cut(play, "stage").named
    listed: Any = everybody(view(play), MEETING)
    assert [len(room.people) for room in listed] == [wall.count for wall in walls]


def test_a_closed_room_is_marked_on_the_wall() -> None:
    play = live(*ENGLISH)
    play.draft(2, 4)
    for _ in range(3):
        play.step()
    assert cut(play, "stage").named
    play.do(CloseRooms(MEETING, 2, (2,)))
    assert [wall.over for wall in cut(play, "walls")] == [False, True, False]


def test_the_whole_list_has_a_room_that_talks_on_and_nobody_in_two_rooms() -> None:
    play = live(*ENGLISH)
    later = second_round(play)
    play.do(plan(play, "Eleni Hadeel Paolo", "Dimitra Ana Noura", "Luca Fatma Hassan Claire"))
    for _ in range(3):
        play.step()
    play.do(AddTime(MEETING, 2, 5, (3,)))
    play.wait(20 * 60 + 61)
    listed: Any = everybody(view(play), MEETING)
    assert [(room.number, len(room.people)) for room in listed] == [(3, 4)]
    seats = tuple((person, 1 + place % 2) for place, person in enumerate(play.meeting.present()))
    play.do(DraftRooms(MEETING, later, seats, 5))
    play.step(anyway=True)
    play.step(anyway=True)
    listed = everybody(view(play), MEETING)
    names = [name for room in listed for name in room.people]
    assert sorted(names) == sorted({*names})
    assert len(names) == len(ENGLISH)
    assert [room.number for room in listed if "Luca D." in room.people] == [3]


def test_the_hall_sees_who_speaks_until_they_are_thanked() -> None:
    play = live(*ENGLISH)
    assert cut(play, "speaker") is None
    play.do(GiveFloor(MEETING, play.id("Eleni"), 2))
    assert (cut(play, "speaker").name, cut(play, "speaker").clock.ends_at) == ("Eleni K.", play.now + 120)
    play.do(TakeFloor(MEETING))
    assert cut(play, "speaker") is None


def test_within_a_cafe_the_next_round_comes_before_the_next_part() -> None:
    play, said = running(), [0]
    while play.meeting.on is not None and play.meeting.on.body is cafe(play):
        if cut(play, "entry").turn != said[-1]:
            said.append(cut(play, "entry").turn)
        play.step(anyway=True)
    assert said == [0, 2, 3, 0]


def test_of_a_walk_in_groups_the_wall_says_at_which_sheet_they_stand() -> None:
    play = standing()
    said: list[tuple[int, int]] = []
    while play.meeting.on is not None and play.meeting.on.format == "walk":
        found = cut(play, "stage")
        if not said or (found.sheet, found.sheets) != said[-1]:
            said.append((found.sheet, found.sheets))
        play.step(anyway=True)
    stops = said[0][1]
    assert said == [(number, stops) for number in range(1, stops + 2)]
    assert stops > 1
    assert cut(play, "stage").sheets == 0
