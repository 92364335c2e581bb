"""A gallery walk in groups: who stands at which sheet, where authors go, and how it is cut, extended and taken back."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.attendance import Leave
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.formats.gallery.alone import Gallery
from app.domain.formats.gallery.choosing import SetPace
from app.domain.formats.gallery.groups import Walk
from app.domain.formats.gallery.turning import EndWalk
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.mending import MergeRooms
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.running import AddTime, PauseRooms
from app.domain.formats.rooms.seatable import seatable
from app.domain.passing import TakePart
from app.domain.practices.choosing import ChooseForPractice, ShowPractice
from app.domain.rooms import CLOSED
from app.domain.steps import TakeBack
from app.domain.wishes import Group
from tests.domain.cafes import TWELVE
from tests.domain.play import MEETING, Play
from tests.domain.test_invariants import DEEDS, NAMES, Deed, check, check_shown, given_by
from tests.domain.walks import AUTHORS, block, hung, plan, sheets, standing, walk


def test_every_group_has_another_sheet_and_goes_on_by_the_clock_until_it_is_home() -> None:
    play = standing()
    assert (walk(play).stops, len(walk(play).rooms)) == (4, 3)
    seen = [sheets(play)]
    for _ in range(4):
        play.wait(5 * 60 + 30)
        seen.append(sheets(play))
    assert [tuple(at.values()) for at in seen] == [(4, 3, 2), (3, 2, 1), (2, 1, 4), (1, 4, 3), (4, 3, 2)]
    assert (walk(play).stop, walk(play).more) == (5, False)
    assert all(room.clock and room.clock.duration == 180 for room in walk(play).active())
    play.wait(3 * 60 + 30)
    assert play.place("Eleni").now.kind == "plenary"
    assert play.folded() == play.programme


def test_authors_go_round_with_their_sheets_and_nobody_else_changes_rooms() -> None:
    play = standing()
    others = {name: play.room_of(name) for name in TWELVE if name not in AUTHORS}
    for _ in range(4):
        play.wait(5 * 60 + 30)
        at = {sheet: room for room, sheet in sheets(play).items()}
        assert {name: play.room_of(name) for name in others} == others
        assert all(at.get(number, play.room_of(name)) == play.room_of(name) for number, name in enumerate(AUTHORS, 1))


def test_who_must_stay_with_somebody_does_not_go_round_with_a_sheet() -> None:
    play = hung()
    play.do(Group(MEETING, "together", (play.id("Eleni"), play.id("Ana"))))
    plan(play)
    for _ in range(3):
        play.step(anyway=True)
    for _ in range(4):
        play.wait(5 * 60 + 30)
        assert play.room_of("Eleni") == play.room_of("Ana")


def test_who_must_not_be_known_as_the_author_stays_with_the_group() -> None:
    play = standing()
    number = play.programme.practices.by_number[1]
    for what, values in (("sensitivity", ("caution",)), ("removed", ("name",))):
        play.do(ChooseForPractice(number.number, what, values), AUTHORS[0])
    room = play.room_of(AUTHORS[0])
    for _ in range(4):
        play.wait(5 * 60 + 30)
        assert play.room_of(AUTHORS[0]) == room


def test_somebody_who_comes_in_the_last_minute_joins_the_smallest_group_at_once() -> None:
    play = standing()
    play.do(Leave(MEETING), "Petra")
    play.wait(5 * 60 + 10)
    play.arrive("Chiara")
    assert play.place("Chiara").now.kind == "room"
    assert play.place("Chiara").next is None


def test_a_move_for_the_next_round_happens_at_the_next_sheet() -> None:
    play = standing()
    to = next(room for room in walk(play).rooms if room != play.room_of("Ana"))
    play.do(MovePeople(MEETING, block(play), (play.id("Ana"),), to, "next", anyway=True))
    play.wait(5 * 60 + 30)
    assert (play.room_of("Ana"), walk(play).coming) == (to, {})


def test_the_clock_is_held_a_minute_is_given_and_the_button_goes_on_and_is_taken_back() -> None:
    play = standing()
    play.do(AddTime(MEETING, block(play), 1))
    play.wait(5 * 60 + 40)
    assert walk(play).stop == 1
    play.do(PauseRooms(MEETING, block(play)))
    play.wait(900)
    assert (walk(play).stop, play.kind()) == (1, "end-sheet")
    play.step()
    assert play.kind() == "to-sheet"
    before = sheets(play)
    play.step()
    assert (walk(play).stop, sheets(play) != before) == (2, True)
    play.do(TakeBack(MEETING, play.meeting.acts))
    assert (walk(play).stop, sheets(play)) == (1, before)
    assert play.folded() == play.programme


def test_a_group_that_has_more_time_holds_the_sheets_for_all() -> None:
    play = standing()
    play.do(AddTime(MEETING, block(play), 1, (1,)))
    play.wait(5 * 60 + 45)
    assert (walk(play).stop, walk(play).rooms[2].state) == (1, CLOSED)
    play.wait(60)
    assert (walk(play).stop, walk(play).rooms[2].talking) == (2, True)


def test_it_ends_earlier_at_home_or_at_once() -> None:
    play = standing()
    play.do(EndWalk(MEETING, block(play)))
    assert play.do(EndWalk(MEETING, block(play))) == []
    play.step()
    assert play.kind() == "to-first-sheet"
    play.step()
    assert (walk(play).stop, list(sheets(play).values())) == (2, [4, 3, 2])
    other = standing()
    other.do(EndWalk(MEETING, block(other), home=False))
    other.do(CloseRooms(MEETING, block(other)))
    assert other.place("Eleni").now.kind == "plenary"
    with pytest.raises(Conflict, match="wrong-state"):
        other.do(EndWalk(MEETING, block(other)))


def test_the_agenda_says_which_way_and_how_long_until_groups_are_drawn() -> None:
    play = hung()
    play.do(SetPace(MEETING, block(play), 6))
    assert walk(play).minutes == 6
    number = block(play)
    play.do(SetPace(MEETING, number, 0))
    assert isinstance(play.meeting.blocks[number].body, Gallery)
    play.do(SetPace(MEETING, number, 4))
    for wrong, minutes in ((1, 5),):
        with pytest.raises(Conflict, match="other-format"):
            play.do(SetPace(MEETING, wrong, minutes))
    for minutes in (1, 16):
        with pytest.raises(Invalid, match="out-of-range"):
            play.do(SetPace(MEETING, number, minutes))
    with pytest.raises(NotAllowed):
        play.do(SetPace(MEETING, number, 5), "Eleni")
    plan(play)
    with pytest.raises(Conflict, match="block-begun"):
        play.do(SetPace(MEETING, number, 5))


def test_few_people_or_few_sheets_are_told_so() -> None:
    play = hung(*TWELVE[:5])
    with pytest.raises(Conflict, match="too-few-for-walk"):
        plan(play)
    bare = hung(authors=("Eleni",))
    with pytest.raises(Conflict, match="too-few-sheets"):
        plan(bare)
    short = standing(minutes=10)
    assert walk(short).stops == 2


def test_who_stays_in_plenary_after_their_group_finished_is_sent_to_no_sheet() -> None:
    play = standing()
    room = walk(play).seats[play.id("Eleni")]
    play.do(CloseRooms(MEETING, block(play), (room,)))
    play.do(TakePart(MEETING, "plenary"), "Eleni")
    play.do(CloseRooms(MEETING, block(play)))
    assert walk(play).stop == 2
    assert play.id("Eleni") not in walk(play).seats
    assert play.folded() == play.programme


def test_sheets_of_many_authors_hang_before_a_second_one_of_the_same() -> None:
    play = standing(authors=("Eleni", "Eleni", "Eleni", "Paolo"))
    owners = [play.programme.practices.by_number[number].owner for number in walk(play).sheets]
    assert set(owners[:2]) == {play.id("Eleni"), play.id("Paolo")}


WALKS: st.SearchStrategy[Deed] = st.one_of(
    DEEDS,
    st.just(lambda play: (play.wait(5 * 60 + 30), None)[1]),
    st.booleans().map(lambda home: given_by(lambda play: EndWalk(MEETING, block(play), home))),
    st.just(given_by(lambda play: CloseRooms(MEETING, block(play)))),
    st.tuples(st.integers(1, 3), st.integers(1, 3)).map(
        lambda at: given_by(lambda play: MergeRooms(MEETING, block(play), *at, anyway=True))
    ),
    st.integers(1, 4).map(lambda number: given_by(lambda play: ShowPractice(number, shown=False), AUTHORS[number - 1])),
)


def whole(play: Play, seen: dict[int, dict[int, int]]) -> None:
    """No two groups at one sheet, none twice at one, and everybody who can be seated has a place at one."""
    found = next((each.body for each in play.meeting.blocks.values() if isinstance(each.body, Walk)), None)
    if found is None or not found.sheets:
        return
    at = {room.number: found.sheet(room.number) for room in found.active()}
    assert len(set(at.values())) == len(at)
    assert set(at.values()) <= set(found.sheets)
    if found.stop <= found.stops:
        seen[found.stop] = at
        for room in at:
            visited = [sheets[room] for stop, sheets in seen.items() if stop <= found.stop and room in sheets]
            assert len(set(visited)) == len(visited)


def lost(play: Play) -> list[str]:
    """Return whom a fresh stop has left without a group although nothing but the clock speaks of them."""
    found = walk(play)
    return [
        each for each in seatable(play.programme, play.meeting) if each not in found.seats | dict.fromkeys(found.stayed)
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WALKS, min_size=10, max_size=40))
def test_after_any_sequence_of_commands(deeds: list[Deed]) -> None:
    play = standing(*TWELVE, *[name for name in NAMES if name not in TWELVE][:2])
    number, seen = block(play), dict[int, dict[int, int]]()
    for deed in deeds:
        log = len(play.log)
        with suppress(StopIteration):
            deed(play)
        check(play)
        check_shown(play, log)
        if number in play.meeting.blocks:
            whole(play, seen)
    assert play.folded() == play.programme


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(TWELVE), st.booleans(), st.floats(0, 400)), max_size=12))
def test_whoever_comes_and_goes_nobody_is_left_without_a_sheet(comings: list[tuple[str, bool, float]]) -> None:
    play = standing()
    for name, comes, seconds in comings:
        with suppress(Conflict):
            play.arrive(name) if comes else play.do(Leave(MEETING), name)
        play.wait(seconds)
        if walk(play).busy and walk(play).more:
            assert lost(play) == []
