"""A World Café: it is set up and planned whole before it opens; hosts, topics, languages; what a plan may not do."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from app.domain.attendance import Leave
from app.domain.duties import RAPPORTEUR, LeaveDuty, TakeDuty, holders
from app.domain.errors import Conflict, Invalid, Refusal
from app.domain.formats.cafe.hosts import NameHost, lacking, proposed
from app.domain.formats.cafe.planning import (
    CafeDrafted,
    CafeSetUp,
    DraftCafe,
    SetUpCafe,
    TakeRooms,
    TakeTables,
    is_mixed,
)
from app.domain.formats.cafe.topics import written
from app.domain.formats.cafe.turning import EndCafe
from app.domain.formats.rooms import Round
from app.domain.formats.rooms.drafting import DraftRooms
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.seatable import seatable
from app.web.cafes import best, problem_of
from tests.domain.cafes import BLOCK, TWELVE, cafe, hosts, plan, planned, running, tables
from tests.domain.play import MEETING, live
from tests.people import REGIONAL


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


def test_tables_are_called_by_their_topics_in_this_block_only() -> None:
    play = planned()
    assert [room.name for room in cafe(play).rooms.values()] == ["Water", "Media & <b>art</b>", "Youth", ""]
    assert play.meeting.room_names == {}


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
    play.do(Leave(MEETING), gone)
    play.do(TakeDuty(MEETING, over=play.id(gone)), writes)
    assert lacking(play.meeting, cafe(play))[table] == play.id(writes)


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
    topics, more = written(cafe(play).topics, cafe(play).topics_in, 4)
    play.do(SetUpCafe(MEETING, BLOCK, 4, 3, 10, topics, topics_in=more))
    assert cafe(play).rooms[2].named("en").into("fr") == ("Médias", "fr")
    with pytest.raises(Invalid):
        play.do(SetUpCafe(MEETING, BLOCK, 4, 3, 10, "Water", topics_in=("", "é" * 61)))
    assert play.folded() == play.programme


def test_the_next_edition_is_set_up_as_this_one_was_however_it_went() -> None:
    play = running()
    play.do(EndCafe(MEETING, BLOCK))
    assert cafe(play).rounds == 1
    [event] = cafe(play).setting("m1", 1)
    assert isinstance(event, CafeSetUp)
    assert (event.tables, event.rounds, event.minutes) == (4, 3, 10)


def test_a_host_takes_the_notes_of_every_round_until_somebody_else_does() -> None:
    play = running()
    (host,) = [name for name in hosts(play) if play.room_of(name) == 1]
    for part in (1, 2):
        assert holders(play.meeting, (BLOCK, part, 1), RAPPORTEUR) == [play.id(host)]
        with pytest.raises(Conflict, match="duty-taken"):
            play.do(TakeDuty(MEETING), next(name for name in TWELVE if play.room_of(name) == 1 and name != host))
        if part == 1:
            while cafe(play).part == 1:
                play.step(anyway=True)
            play.step(anyway=True)
    play.do(LeaveDuty(MEETING), host)
    assert holders(play.meeting, (BLOCK, 2, 1), RAPPORTEUR) == []
    guest = next(name for name in TWELVE if play.room_of(name) == 1 and name != host)
    play.do(TakeDuty(MEETING), guest)
    assert holders(play.meeting, (BLOCK, 2, 1), RAPPORTEUR) == [play.id(guest)]
    assert play.folded() == play.programme


def test_a_topic_more_than_there_are_tables_is_refused_and_dropped_only_with_its_table() -> None:
    play = live(*TWELVE)
    play.do(TakeTables(MEETING, BLOCK))
    with pytest.raises(Invalid, match="more-topics-than-tables") as refused:
        play.do(SetUpCafe(MEETING, BLOCK, 3, 2, 10, "Water\nMedia\n\nYouth\nArt"))
    assert (refused.value.field, refused.value.facts["tables"]) == ("topics", 3)
    assert written({1: "Water", 2: "Media"}, {}, 1)[0] == "Water"
