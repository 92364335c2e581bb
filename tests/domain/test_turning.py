"""From round to round of a World Café: the clock carries it, with time to travel and a recap; who sits where then."""

from __future__ import annotations

from app.domain.attendance import Arrive, Leave
from app.domain.clock import RECAP, Timer
from app.domain.formats.cafe.turning import EndCafe, RoundTurned
from app.domain.formats.rooms.doubts import speechless
from app.domain.formats.rooms.ending import CloseRooms, EndRooms
from app.domain.formats.rooms.mending import MergeRooms, ReopenRoom
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.round import rooms_of
from app.domain.formats.rooms.running import AddTime, PauseRooms, ResumeRooms
from app.domain.formats.rooms.seatable import history
from app.domain.passing import TakePart
from app.domain.people import ChangePerson
from app.domain.restarts import NoteRestart
from app.domain.steps import TakeBack
from app.domain.wishes import STAY
from tests.domain.cafes import BLOCK, TWELVE, cafe, hosts, planned, running, tables
from tests.domain.play import MEETING, Play
from tests.domain.seats import refused


def clock(play: Play) -> Timer:
    """The clock of the first table."""
    found = cafe(play).rooms[1].clock
    assert found is not None
    return found


def test_nobody_returns_to_a_table_and_hosts_never_leave_theirs() -> None:
    play = running()
    seen = [tables(play)]
    for _ in range(2):
        play.do(CloseRooms(MEETING, BLOCK))
        seen.append(tables(play))
    staying = hosts(play)
    assert len(staying) == 4
    for name in TWELVE:
        been = [each[name] for each in seen]
        assert len(set(been)) == (1 if name in staying else 3), name
    assert [len(seats) for seats in history(play.meeting)] == [12, 12, 12]


def test_the_clock_alone_carries_a_cafe_through_all_rounds() -> None:
    play = running()
    assert cafe(play).round == 1
    play.wait(10 * 60 + 61)
    assert (cafe(play).round, cafe(play).state, cafe(play).travelling) == (2, "open", True)
    play.wait(120)
    assert (cafe(play).round, cafe(play).state) == (2, "running")
    play.wait(10 * 60 + 60 + 120 + 10 * 60 + 60)
    assert play.place("Eleni").now.kind == "plenary"
    assert play.folded() == play.programme


def test_each_board_knows_the_table_now_and_the_next_one() -> None:
    play = running()
    ahead = {name: play.place(name).next for name in TWELVE}
    play.do(CloseRooms(MEETING, BLOCK))
    for name, spot in ahead.items():
        assert play.place(name).now.room == (spot.room if spot and spot.kind == "room" else play.room_of(name))
    travellers = [name for name in TWELVE if name not in hosts(play)]
    assert all((spot := ahead[name]) and spot.kind == "room" for name in travellers)


def test_taking_a_turn_of_the_round_back_brings_everybody_back_with_their_clock() -> None:
    play = running()
    before, ends = tables(play), cafe(play).rooms[1].clock
    play.do(CloseRooms(MEETING, BLOCK))
    assert tables(play) != before
    play.do(TakeBack(MEETING, play.meeting.acts))
    assert tables(play) == before
    assert (cafe(play).round, len(cafe(play).planned), cafe(play).past) == (1, 2, [])
    assert ends is not None
    assert cafe(play).rooms[1].clock is not None
    assert cafe(play).rooms[1].clock.ends_at == ends.ends_at  # type: ignore[union-attr]
    play.wait(10 * 60 + 61)
    assert cafe(play).round == 2
    assert play.folded() == play.programme


def test_a_table_with_more_time_is_waited_for() -> None:
    play = running()
    play.do(AddTime(MEETING, BLOCK, 5, (1,)))
    play.wait(10 * 60 + 61)
    assert cafe(play).round == 1
    sits = [name for name in TWELVE if cafe(play).seats[play.id(name)] != 1]
    assert {play.place(name).now.kind for name in sits} == {"plenary"}
    assert all((spot := play.place(name).next) and spot.kind == "room" for name in sits)
    play.wait(5 * 60)
    assert cafe(play).round == 2


def test_a_held_clock_holds_the_round() -> None:
    play = running()
    play.do(PauseRooms(MEETING, BLOCK))
    play.wait(3600)
    assert cafe(play).round == 1
    play.do(ResumeRooms(MEETING, BLOCK))
    play.wait(10 * 60 + 61)
    assert cafe(play).round == 2


def test_after_a_restart_the_grace_is_given_again_and_travel_ends() -> None:
    play = running()
    play.now += 10 * 60 + 200
    play.do(NoteRestart(play.now - 300), "")
    assert cafe(play).round == 1
    play.wait(61)
    assert cafe(play).round == 2
    play.now += 500
    play.do(NoteRestart(play.now - 400), "")
    play.wait(1)
    assert cafe(play).state == "running"


def test_a_latecomer_sits_at_the_smallest_table_and_travels_from_the_next_round_on() -> None:
    play = running()
    play.do(Arrive(MEETING), "Sofia")
    first = play.room_of("Sofia")
    assert first
    play.do(CloseRooms(MEETING, BLOCK))
    assert play.room_of("Sofia") not in (0, first)
    play.do(Arrive(MEETING), "Maya")
    assert play.room_of("Maya")


def test_who_comes_back_into_a_later_round_is_sent_to_no_table_where_they_were() -> None:
    play = running()
    who = next(name for name in TWELVE if name not in hosts(play))
    first = play.room_of(who)
    play.do(CloseRooms(MEETING, BLOCK))
    for name in [each for each in TWELVE if play.room_of(each) == first]:
        play.do(Leave(MEETING), name)  # now it is the smallest table
    play.do(TakePart(MEETING, STAY), who)
    play.do(TakePart(MEETING), who)
    assert play.room_of(who) not in (0, first)


def test_no_round_follows_at_which_hosts_would_sit_alone() -> None:
    for merged, rounds in (((2, 3, 4), 1), ((2, 3), 2)):
        play = running()
        for table in merged:
            play.do(MergeRooms(MEETING, BLOCK, table, 1, anyway=True))
        for _ in range(rounds):
            play.do(CloseRooms(MEETING, BLOCK))
        assert {play.place(name).now.kind for name in TWELVE} == {"plenary"}
        assert (cafe(play).round, cafe(play).state, cafe(play).stranded) == (rounds, "closed", ())
        assert play.folded() == play.programme


def test_language_stays_hard_when_that_of_somebody_changes_meanwhile() -> None:
    play = running()
    traveller = next(play.programme.people[play.id(name)] for name in TWELVE if name not in hosts(play))
    play.do(ChangePerson(traveller.id, traveller.name, languages=("sq",)), "Olga")
    play.do(CloseRooms(MEETING, BLOCK))
    assert cafe(play).stranded == (traveller.id,)
    present = set(play.meeting.present())
    rooms = rooms_of({person: table for person, table in cafe(play).seats.items() if person in present})
    assert not speechless(play.programme, play.meeting, rooms)


def test_notes_of_a_table_are_kept_by_round() -> None:
    play = running()
    assert cafe(play).part == 1
    play.do(CloseRooms(MEETING, BLOCK))
    assert cafe(play).part == 2


def test_tables_that_are_merged_stay_merged_in_the_next_rounds() -> None:
    play = running()
    play.do(MergeRooms(MEETING, BLOCK, 1, 2, anyway=True))
    play.do(CloseRooms(MEETING, BLOCK))
    assert cafe(play).round == 2
    assert 1 not in cafe(play).seats.values()
    assert cafe(play).rooms[1].merged_into == 2


def test_who_is_moved_by_hand_does_not_return_to_a_table_they_know() -> None:
    play = running()
    name = next(name for name in TWELVE if name not in hosts(play))
    spot = play.place(name).next
    assert spot is not None
    first = play.room_of(name)
    play.do(MovePeople(MEETING, BLOCK, (play.id(name),), spot.room, anyway=True))
    play.do(CloseRooms(MEETING, BLOCK))
    assert play.room_of(name) not in (0, spot.room)
    assert first


def test_who_is_asked_to_sit_somewhere_next_time_sits_there() -> None:
    play = running()
    name = next(name for name in TWELVE if name not in hosts(play))
    wanted = next(n for n in (1, 2, 3, 4) if n not in (play.room_of(name), play.place(name).next.room))  # type: ignore[union-attr]
    play.do(MovePeople(MEETING, BLOCK, (play.id(name),), wanted, "next", anyway=True))
    play.do(CloseRooms(MEETING, BLOCK))
    assert play.room_of(name) == wanted


def test_who_passes_stays_in_plenary_in_the_rounds_to_come() -> None:
    play = running()
    name = next(name for name in TWELVE if name not in hosts(play))
    play.do(TakePart(MEETING, "plenary"), name)
    play.do(CloseRooms(MEETING, BLOCK))
    assert play.place(name).now.kind == "plenary"
    assert play.folded() == play.programme


def test_the_round_that_is_on_can_be_made_the_last_one() -> None:
    play = running()
    play.do(EndCafe(MEETING, BLOCK))
    assert play.kind() == "end-rooms"
    play.do(CloseRooms(MEETING, BLOCK))
    assert play.place("Eleni").now.kind == "plenary"
    play.do(ReopenRoom(MEETING, BLOCK, 1))
    play.do(CloseRooms(MEETING, BLOCK, (1,)))
    assert play.place("Eleni").now.kind == "plenary"


def test_tables_close_one_by_one_and_the_last_one_turns_the_round() -> None:
    play = running()
    for table in (1, 2, 3):
        play.do(EndRooms(MEETING, BLOCK, 0, (table,)))
        assert cafe(play).round == 1
    events = play.do(EndRooms(MEETING, BLOCK, 0, (4,)))
    assert isinstance(events[0], RoundTurned)


def test_the_host_tells_for_two_minutes_from_the_second_round_on_and_their_end_is_a_signal() -> None:
    play = running()
    assert RECAP not in clock(play).due()
    play.wait(10 * 60 + 60)
    assert cafe(play).travelling
    assert RECAP not in clock(play).due()
    play.wait(120)
    assert clock(play).due()[RECAP] == play.now + 120
    assert play.wait(119) == []
    play.do(PauseRooms(MEETING, BLOCK))
    play.wait(600)
    play.do(ResumeRooms(MEETING, BLOCK))
    assert len(play.wait(1)) == 1
    assert clock(play).told == {RECAP}
    play.wait(8 * 60)
    assert cafe(play).state == "closing"
    assert play.folded() == play.programme


def test_the_way_to_the_next_table_can_be_held_lengthened_and_cut_short() -> None:
    play = running()
    play.do(CloseRooms(MEETING, BLOCK))
    play.do(PauseRooms(MEETING, BLOCK))
    play.wait(3600)
    assert cafe(play).travelling
    play.do(ResumeRooms(MEETING, BLOCK))
    play.do(AddTime(MEETING, BLOCK, 1))
    play.wait(179)
    assert cafe(play).travelling
    play.wait(1)
    assert (cafe(play).round, cafe(play).state) == (2, "running")
    play.do(CloseRooms(MEETING, BLOCK))
    play.do(AddTime(MEETING, BLOCK, -1))
    play.do(AddTime(MEETING, BLOCK, -1))
    play.wait(0)
    assert (cafe(play).round, cafe(play).state) == (3, "running")
    assert play.folded() == play.programme


def test_tables_that_wait_for_their_first_clock_have_none_to_hold() -> None:
    play = planned()
    play.step(anyway=True)
    play.step(anyway=True)
    for command in (PauseRooms(MEETING, BLOCK), AddTime(MEETING, BLOCK, 1), AddTime(MEETING, BLOCK, 1, (1,))):
        assert refused(play, command) == "wrong-state"
