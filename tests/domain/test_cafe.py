"""A World Café: hosts stay, the others travel and never return to a table, the clock carries it from round to round."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from app.domain.attendance import Arrive, Leave
from app.domain.duties import TakeDuty
from app.domain.errors import Conflict, Invalid, Refusal
from app.domain.formats.cafe.hosts import NameHost, lacking, proposed
from app.domain.formats.cafe.planning import CafeDrafted, DraftCafe, SetUpCafe, TakeRooms, TakeTables, is_mixed
from app.domain.formats.cafe.topics import written
from app.domain.formats.cafe.turning import EndCafe, RoundTurned
from app.domain.formats.rooms import Round
from app.domain.formats.rooms.drafting import DraftRooms
from app.domain.formats.rooms.ending import CloseRooms, EndRooms
from app.domain.formats.rooms.mending import MergeRooms, ReopenRoom
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.running import AddTime, PauseRooms, ResumeRooms
from app.domain.formats.rooms.seatable import history, seatable
from app.domain.passing import TakePart
from app.domain.restarts import NoteRestart
from app.domain.steps import TakeBack
from app.web.cafes import best, problem_of
from tests.domain.cafes import BLOCK, TWELVE, cafe, plan, planned, running
from tests.domain.play import MEETING, Play, live
from tests.people import REGIONAL


def tables(play: Play) -> dict[str, int]:
    return {person: play.room_of(person) for person in TWELVE}


def hosts(play: Play) -> list[str]:
    return [name for name in TWELVE if play.id(name) in cafe(play).hosts.values()]


def test_a_cafe_goes_from_plan_to_plenary_by_the_big_button_alone() -> None:
    play = live(*TWELVE)
    play.do(TakeTables(MEETING, BLOCK))
    assert play.kind() == "make-tables"
    play.do(SetUpCafe(MEETING, BLOCK, 4, 3, 10))
    plan(play)
    kinds = []
    for _ in range(16):
        kinds.append(play.kind())
        play.step(anyway=True)
        if play.kind() == "close-meeting":
            break
    a_round = ["end-rooms", "to-round", "start-tables"]
    assert kinds == ["show-tables", "open-tables", "start-tables", *a_round, *a_round, "end-rooms", "end-rooms-now"]
    assert play.place("Eleni").now.kind == "plenary"
    assert play.folded() == play.programme


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


def test_tables_are_called_by_their_topics_in_this_block_only() -> None:
    play = planned()
    assert [room.name for room in cafe(play).rooms.values()] == ["Water", "Media & <b>art</b>", "Youth", ""]
    assert play.meeting.room_names == {}


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


def test_planning_again_while_it_runs_moves_nobody_now_and_no_host_ever() -> None:
    play = running()
    play.arrive("Sofia", "Maya")
    play.do(Leave(MEETING), next(name for name in TWELVE if name not in hosts(play)))
    before = tables(play)
    plan(play, seed=5)
    assert tables(play) == before
    assert all(play.id("Sofia") in seats for seats in cafe(play).planned)
    for seats in cafe(play).planned:
        assert all(seats[host] == table for table, host in cafe(play).hosts.items())


def test_when_a_host_leaves_somebody_at_the_table_is_proposed_and_stays_from_then_on() -> None:
    play = running()
    gone = hosts(play)[0]
    table = play.room_of(gone)
    play.do(Leave(MEETING), gone)
    heir = lacking(play.meeting, cafe(play))[table]
    assert cafe(play).seats[heir] == table
    play.do(NameHost(MEETING, BLOCK, table, heir))
    assert lacking(play.meeting, cafe(play)) == {}
    play.do(CloseRooms(MEETING, BLOCK))
    assert cafe(play).seats[heir] == table


def test_who_takes_the_notes_of_a_table_becomes_its_host_before_others() -> None:
    play = running()
    gone = hosts(play)[0]
    table = play.room_of(gone)
    writes = [name for name in TWELVE if play.room_of(name) == table and name != gone][-1]
    play.do(TakeDuty(MEETING), writes)
    play.do(Leave(MEETING), gone)
    assert lacking(play.meeting, cafe(play))[table] == play.id(writes)


def test_notes_of_a_table_are_kept_by_round() -> None:
    play = running()
    assert cafe(play).part == 1
    play.do(CloseRooms(MEETING, BLOCK))
    assert cafe(play).part == 2


def test_a_cafe_whose_hosts_all_left_goes_on_and_each_table_is_marked() -> None:
    play = running()
    for name in hosts(play):
        play.do(Leave(MEETING), name)
    assert len(lacking(play.meeting, cafe(play))) == 4
    play.do(CloseRooms(MEETING, BLOCK))
    assert cafe(play).round == 2


def test_another_host_before_it_opens_takes_the_table_and_the_first_one_travels_instead() -> None:
    play = planned()
    old = cafe(play).hosts[1]
    new = next(play.id(name) for name in TWELVE if play.id(name) not in cafe(play).hosts.values())
    would = [cafe(play).seats[new], *(seats[new] for seats in cafe(play).planned)]
    play.do(NameHost(MEETING, BLOCK, 1, new))
    assert [cafe(play).seats[old], *(seats[old] for seats in cafe(play).planned)] == would
    assert all(seats[new] == 1 for seats in (cafe(play).seats, *cafe(play).planned))
    with pytest.raises(Conflict, match="hosts-another-table"):
        play.do(NameHost(MEETING, BLOCK, 2, new))


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


def test_fewer_than_eight_people_are_told_so_and_may_take_rooms_with_the_same_question() -> None:
    play = live(*TWELVE[:7])
    play.do(TakeTables(MEETING, BLOCK))
    play.do(SetUpCafe(MEETING, BLOCK, 2, 2))
    with pytest.raises(Conflict, match="too-few-for-cafe"):
        plan(play)
    play.do(TakeRooms(MEETING, BLOCK))
    assert type(play.meeting.blocks[BLOCK].body) is Round
    assert play.kind() == "make-rooms"
    assert play.folded() == play.programme


@pytest.mark.parametrize(("given", "code"), [
    ((1, 2, 10), "out-of-range"), ((4, 1, 10), "out-of-range"), ((41, 2, 10), "out-of-range"),
    ((2, 3, 10), "more-rounds-than-tables"), ((3, 3, 0), "out-of-range"), ((3, 3, 481), "out-of-range"),
])  # fmt: skip
def test_a_cafe_of_one_table_or_of_wild_numbers_is_refused(given: tuple[int, int, int], code: str) -> None:
    play = live(*TWELVE)
    play.do(TakeTables(MEETING, BLOCK))
    with pytest.raises(Invalid) as refused:
        play.do(SetUpCafe(MEETING, BLOCK, *given))
    assert refused.value.code == code


def test_a_plan_that_breaks_a_rule_is_refused_whole() -> None:
    play = planned()
    (drafted,) = [event for event, _ in play.log if isinstance(event, CafeDrafted)]
    whole = DraftCafe(MEETING, BLOCK, drafted.plan, drafted.hosts)
    first, *rest = drafted.plan
    wrong = {
        "returns-to-table": replace(whole, plan=(first, first, *rest[1:])),
        "not-those-present": replace(whole, plan=(first[1:], *rest)),
        "host-travels": replace(whole, hosts=whole.hosts[::-1]),
        "not-all-rounds": replace(whole, plan=()),
        "too-few-for-cafe": replace(whole, hosts=()),
    }
    for code, command in wrong.items():
        with pytest.raises(Refusal) as refused:
            play.do(command)
        assert refused.value.code == code
    with pytest.raises(Conflict, match="other-format"):
        play.do(DraftRooms(MEETING, BLOCK, first, 5))


def test_who_finds_no_further_table_by_language_is_named_and_mixed_languages_are_known() -> None:
    north = ("Eleni", "Paolo", "Dimitra", "Ana", "Luca", "Fatma", "Petra", "Ilse", "Giulia", "Theo")
    play = planned(*north, "Omar", "Nadia", tables=4, rounds=3)
    assert is_mixed(play.programme, play.meeting)
    assert set(cafe(play).unplanned) == {(play.id(name), round) for name in ("Omar", "Nadia") for round in (1, 2, 3)}
    assert not is_mixed(planned().programme, planned().meeting)


def test_tables_by_language_keep_theirs() -> None:
    play = live()
    play.do(TakeTables(MEETING, BLOCK))
    play.do(SetUpCafe(MEETING, BLOCK, 6, 2, by_language=True))
    plan(play)
    tongues = cafe(play).tongues
    assert len(set(tongues.values())) > 1
    for seats in (cafe(play).seats, *cafe(play).planned):
        assert all(tongues[table] in play.programme.people[one].languages for one, table in seats.items())


def test_with_a_table_a_round_for_each_language_nobody_of_the_regional_meeting_sits_out() -> None:
    play = live(*(row.name.split()[0] for row in REGIONAL[:29]))
    play.do(TakeTables(MEETING, BLOCK))
    play.do(SetUpCafe(MEETING, BLOCK, 6, 3, by_language=True))
    assert sorted(cafe(play).tongues.values()) == ["ar", "ar", "ar", "en", "en", "en"]
    here = seatable(play.programme, play.meeting)
    hosts = tuple(proposed(play.programme, here, 6, cafe(play)))
    solution = asyncio.run(best(problem_of(play.programme, play.meeting, cafe(play), here, hosts), 1))
    assert not any(solution.stranded)


def test_topics_are_said_in_other_languages_line_by_line_and_kept_when_planned_again() -> None:
    play = live(*TWELVE)
    play.do(TakeTables(MEETING, BLOCK))
    play.do(SetUpCafe(MEETING, BLOCK, 4, 3, 10, "Water\n\nMedia", topics_in=("", "Eau\n\nMédias\nJeunes", "ماء")))
    plan(play)
    rooms = cafe(play).rooms
    assert rooms[1].named("en").into("ar") == ("ماء", "ar")
    assert [rooms[table].named("en").into("fr")[0] for table in (1, 2, 3)] == ["Eau", "Médias", ""]
    topics, more = written(cafe(play).topics, cafe(play).topics_in)
    play.do(SetUpCafe(MEETING, BLOCK, 4, 3, 10, topics, topics_in=more))
    assert cafe(play).rooms[2].named("en").into("fr") == ("Médias", "fr")
    with pytest.raises(Invalid):
        play.do(SetUpCafe(MEETING, BLOCK, 4, 3, 10, "Water", topics_in=("", "é" * 61)))
    assert play.folded() == play.programme
