"""The regional meeting of thirty with everything that goes wrong in one afternoon, on the domain alone."""

from __future__ import annotations

from app.domain import places
from app.domain.agenda import AddBlock
from app.domain.attendance import Leave
from app.domain.formats.rooms import mending
from app.domain.formats.rooms.drafting import DraftRooms, RepeatRooms
from app.domain.formats.rooms.mending import MergeRooms, ReopenRoom
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.running import AddTime
from app.domain.formats.rooms.seatable import history
from app.domain.knocks import Admit, AskIn
from app.domain.leading import TakeLead
from app.domain.messages import STRANGER, SYSTEM
from app.domain.places import Spot
from app.domain.restarts import NoteRestart
from app.domain.steps import TakeBack
from tests.domain.play import MEETING, Play, programme
from tests.people import REGIONAL, TEAM

ARABIC = ("Nadia", "Salma", "Bilal", "Hadeel", "Noura")
FRENCH = ("Amal", "Idris", "Inès", "Karim", "Omar")


def first_names(play: Play) -> list[str]:
    return [person.name.split()[0] for person in play.programme.people.values() if person.role == "participant"]


def seated(play: Play, absent: str) -> DraftRooms:
    """Return the plan: four English rooms, one Arabic, one French, five each but for who is absent."""
    english = [name for name in first_names(play) if name not in ARABIC + FRENCH]
    rooms = [english[start : start + 5] for start in range(0, 20, 5)] + [list(ARABIC), list(FRENCH)]
    named = [(name, number) for number, names in enumerate(rooms, 1) for name in names if name != absent]
    return DraftRooms(MEETING, 2, tuple((play.id(name), number) for name, number in named), 5, "s1", ("0 repeats",))


def started() -> Play:
    play = programme()
    play.step()
    play.arrive(*(name for name in first_names(play) if name != "Petra"))
    play.arrive(*(row.name for row in TEAM))
    play.step()
    play.do(seated(play, "Petra"))
    for _ in range(3):
        play.step()
    return play


def everybody_has_a_place(play: Play) -> None:
    kinds = [places.where(play.programme, play.meeting, person).now.kind for person in play.meeting.present()]
    assert set(kinds) <= {"room", "plenary"}
    assert places.unplaced(play.programme, play.meeting) == []


def test_an_afternoon() -> None:
    play = started()
    assert len(play.programme.people) == len(TEAM + REGIONAL)
    assert len(play.round.rooms) == 6
    everybody_has_a_place(play)

    play.wait(120)
    play.arrive("Petra")
    assert play.round.members(play.room_of("Petra")).count(play.id("Petra")) == 1
    play.give(AskIn(MEETING, "Walk In", "phone"), STRANGER)
    play.do(Admit("k1"), "Rui")
    play.arrive("Walk In")
    everybody_has_a_place(play)

    play.do(Leave(MEETING), "Salma")
    play.wait(60)
    play.arrive("Salma")
    assert play.room_of("Salma") == 5

    play.do(MovePeople(MEETING, 2, (play.id("Nuno"),), 6))
    assert play.room_of("Nuno") == 6
    play.do(TakeBack(MEETING, play.meeting.acts), "Nils")
    assert play.room_of("Nuno") == 1

    play.do(TakeLead(MEETING), "Nils")
    play.do(AddTime(MEETING, 2, 5, (3,)), "Nils")
    play.now += 30
    play.give(NoteRestart(play.now - 30), SYSTEM)
    play.wait(17 * 60 + 60)
    assert play.meeting.current == 3
    assert [room.state for room in play.round.rooms.values()].count("closed") == 5
    everybody_has_a_place(play)

    play.do(ReopenRoom(MEETING, 2, 1, 2), "Nils")
    play.do(AddBlock(MEETING, "rooms", "Tips and warnings", minutes=10), "Nils")
    play.do(RepeatRooms(MEETING, 4), "Nils")
    for _ in range(3):
        play.step("Nils")
    held = [
        spot for room in (1, 3) for spot in places.awaited(play.programme, play.meeting, Spot("room", 4, room)).values()
    ]
    assert {spot.block for spot in held} == {2}
    everybody_has_a_place(play)
    play.wait(300)
    assert not any(play.round.rooms[room].state == "draft" for room in play.round.rooms)
    assert {play.place(name).now.block for name in first_names(play)} == {4}
    assert [len(seats) for seats in history(play.meeting)] == [31, 31]
    assert play.folded() == play.programme


def test_the_last_one_in_a_room_is_taken_in_by_another() -> None:
    play = started()
    for name in ARABIC[1:]:
        play.do(Leave(MEETING), name)
    assert mending.lonely(play.meeting, play.round) == {5: play.id("Nadia")}
    into = mending.merge_into(play.programme, play.meeting, play.round, 5)
    assert into == 6
    play.do(MergeRooms(MEETING, 2, 5, into))
    assert play.room_of("Nadia") == 6
    play.wait(20 * 60 + 61)
    assert play.meeting.current == 3
    assert play.folded() == play.programme
