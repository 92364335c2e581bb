"""The agenda's times: they add up, fixed begins are shown and never moved, what is protected is never cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import schedule
from app.domain.agenda import AddBlock, ChangeBlock, upcoming
from app.domain.errors import Conflict, Doubtful, Invalid, Refusal, TooMany
from app.domain.formats.plenary import BeginPlenary
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.meetings import DescribeMeeting
from app.domain.notes.writing import WriteNote
from app.domain.planning import CatchUp, DescribeBlock, ParkBlock, ShiftBlock
from app.domain.steps import TakeBack
from app.domain.templates import TEMPLATES, UseTemplate
from app.domain.wording import Wording
from tests.domain.play import ENGLISH, MEETING, START, Play, live, programme, talking

SUMS = {"exchange": 150, "world-cafe": 150, "open-space": 150, "regional": 220}


def planned(template: str = "regional") -> Play:
    play = programme()
    play.do(UseTemplate(MEETING, template))
    return play


def begun(template: str = "regional", late: float = 0.0) -> Play:
    """Return a meeting that began on time with a template, `late` minutes beyond its first part."""
    play = planned(template)
    play.step()
    play.arrive("Amal", "Chiara", "Nuno")
    play.step()
    first = play.meeting.on
    assert first is not None
    play.now = START + 60 * (first.minutes + late)
    return play


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_four_templates_add_up_and_come_in_the_meetings_language(template: str) -> None:
    play = planned(template)
    assert sum(block.minutes for block in play.meeting.blocks.values()) == SUMS[template]
    assert schedule.ends_at(play.meeting) == START + 60 * SUMS[template]
    first = play.meeting.blocks[play.meeting.agenda[0]]
    assert Wording(first.title, first.more.titles, "en").into("ar") == ("الترحيب وقواعد الحوار", "ar")
    assert play.folded() == play.programme


def test_a_template_takes_no_agendas_place_once_something_began() -> None:
    play = live("Amal")
    with pytest.raises(Conflict) as refused:
        play.do(UseTemplate(MEETING, "regional"))
    assert refused.value.code == "agenda-begun"
    with pytest.raises(Invalid):
        programme().do(UseTemplate(MEETING, "opera"))


@given(st.lists(st.integers(0, 480), min_size=1, max_size=20))
@settings(max_examples=40)
def test_each_part_begins_when_the_one_before_it_ends(minutes: list[int]) -> None:
    play = programme()
    for each in minutes:
        play.do(AddBlock(MEETING, "plenary", minutes=each))
    slots = schedule.slots(play.meeting)
    assert slots[0].starts_at == START
    assert [slot.starts_at for slot in slots[1:]] == [slot.ends_at for slot in slots[:-1]]
    assert slots[-1].ends_at == START + 60 * (32 + sum(minutes))


def test_a_fixed_begin_is_shown_with_what_runs_over_it_or_is_free_before_it() -> None:
    play = planned()
    number = play.meeting.agenda[3]
    for minutes, late in ((20, 15), (60, -25)):
        play.do(DescribeBlock(MEETING, number, "Café", minutes=63, pinned_at=START + 60 * minutes))
        [slot] = [each for each in schedule.slots(play.meeting) if each.number == number]
        assert (slot.starts_at, slot.late, slot.pinned) == (START + 60 * minutes, late, True)
    play.now = START + 7200
    with pytest.raises(Invalid) as refused:
        play.do(DescribeBlock(MEETING, number, "Café", minutes=63, pinned_at=START + 3600 + 60))
    assert refused.value.code == "pinned-in-the-past"


def test_a_fixed_begin_moves_with_the_meeting_until_that_is_live() -> None:
    play = planned()
    number, parked = play.meeting.agenda[3:5]
    for each in (number, parked):
        play.do(DescribeBlock(MEETING, each, minutes=20, pinned_at=START + 3600))
    play.do(ParkBlock(MEETING, parked))
    play.do(DescribeMeeting(MEETING, "Regional meeting", START + 86_400, kind="regional"))
    assert {play.meeting.blocks[each].more.pinned_at for each in (number, parked)} == {START + 90_000}
    for _ in range(2):
        play.step()
    play.do(DescribeMeeting(MEETING, "Regional meeting", START, kind="regional"))
    assert play.meeting.blocks[number].more.pinned_at == START + 90_000
    assert play.folded() == play.programme


def test_a_round_that_people_have_been_shown_is_put_aside_only_knowingly() -> None:
    play = live(*ENGLISH)
    play.draft(2)
    play.do(ParkBlock(MEETING, 2))
    play.do(ParkBlock(MEETING, 2, parked=False))
    play.step()
    with pytest.raises(Doubtful) as refused:
        play.do(ParkBlock(MEETING, 2))
    assert [doubt.code for doubt in refused.value.doubts] == ["shown-already"]
    play.do(ParkBlock(MEETING, 2, anyway=True))
    assert play.meeting.parked == [2]


def test_a_fixed_begin_waits_for_what_comes_before_it_and_so_does_the_end() -> None:
    play = planned()
    second, third = play.meeting.agenda[1:3]
    play.do(DescribeBlock(MEETING, third, minutes=15, category="input", pinned_at=START + 1500))
    play.do(DescribeBlock(MEETING, second, minutes=10, least=1, category="input"))
    for _ in range(2):
        play.step()
    end = schedule.ends_at(play.meeting)  # five minutes are free before the fixed begin
    for late, behind in ((0, 0), (5, 0), (12, 7)):
        play.now = START + 60 * (10 + late)
        assert schedule.behind(play.meeting, play.now) == behind
    [trim] = [offer for offer in schedule.offers(play.meeting, play.now) if offer.how == "trim"]
    assert (trim.minutes, trim.ends_at) == (9, end)
    play.do(CatchUp(MEETING, "trim", trim.minutes))
    assert schedule.ends_at(play.meeting, play.now) == trim.ends_at
    assert schedule.slots(play.meeting)[2].starts_at == START + 1500  # as it was told, with what runs over it


def test_a_meeting_in_time_is_offered_nothing() -> None:
    play = begun()
    assert (schedule.behind(play.meeting, play.now), schedule.offers(play.meeting, play.now)) == (0, [])
    with pytest.raises(Conflict) as refused:
        play.do(CatchUp(MEETING, "buffer"))
    assert refused.value.code == "not-behind"


@pytest.mark.parametrize("late", [6, 14, 40])
@pytest.mark.parametrize("how", ["buffer", "trim", "drop", "later"])
def test_what_an_offer_shows_is_what_happens_and_the_protected_stay(how: str, late: int) -> None:
    play = begun(late=late)
    assert schedule.behind(play.meeting, play.now) == late
    found = schedule.offers(play.meeting, play.now)
    assert [offer.how for offer in found] == ["buffer", "trim", "drop", "later"]
    [offer] = [each for each in found if each.how == how]
    before = {n: block.minutes for n, block in play.meeting.blocks.items() if block.more.protected}
    play.do(CatchUp(MEETING, how, offer.minutes))
    assert schedule.ends_at(play.meeting, play.now) == offer.ends_at
    assert {n: play.meeting.blocks[n].minutes for n in before} == before
    assert set(before) <= set(play.meeting.agenda)
    if how == "later":
        assert (schedule.behind(play.meeting, play.now), offer.ask) == (0, late > 15)
    assert play.folded() == play.programme


def test_an_offer_that_was_shown_otherwise_is_not_taken() -> None:
    play = begun(late=6)
    with pytest.raises(Conflict) as refused:
        play.do(CatchUp(MEETING, "buffer", 3))
    assert refused.value.code == "agenda-changed-meanwhile"


def test_parts_are_moved_put_aside_and_back_but_not_before_what_has_begun() -> None:
    play = begun()
    first, second, third, *_ = play.meeting.agenda
    play.do(ShiftBlock(MEETING, third, -1))
    assert play.meeting.agenda[:3] == [first, third, second]
    with pytest.raises(Conflict):
        play.do(ShiftBlock(MEETING, third, -1))
    with pytest.raises(Conflict):
        play.do(ParkBlock(MEETING, first))
    play.do(ParkBlock(MEETING, third))
    assert third not in play.meeting.agenda
    assert play.meeting.parked == [third]
    with pytest.raises(Conflict):
        play.do(ShiftBlock(MEETING, third, 1))
    play.do(ParkBlock(MEETING, third, parked=False))
    assert play.meeting.agenda[-1] == third
    assert play.folded() == play.programme


@pytest.mark.parametrize(
    "change",
    [
        {"minutes": -1},
        {"minutes": 600},
        {"least": 30},
        {"category": "party"},
        {"priority": "perhaps"},
        {"instructions": "one\ntwo\nthree\nfour\nfive\nsix"},
        {"pinned_at": 1.0},
        {"title": "x" * 121},
        {"titles": ("", "é" * 121, "")},
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(change: dict[str, object]) -> None:
    play = planned()
    number = play.meeting.agenda[1]
    before = play.meeting.blocks[number].more
    with pytest.raises(Refusal):
        play.do(DescribeBlock(MEETING, number, **{"minutes": 20, **change}))  # type: ignore[arg-type]
    assert play.meeting.blocks[number].more == before


def test_three_hundred_parts_are_too_many_and_the_first_sixty_stay() -> None:
    play = programme()
    for number in range(58):
        play.do(AddBlock(MEETING, "plenary", f"Part {number}"))
    for number in range(58, 300):
        with pytest.raises(TooMany):
            play.do(AddBlock(MEETING, "plenary", f"Part {number}"))
    assert len(play.meeting.agenda) == 60


def test_a_template_does_not_go_round_the_limit_by_what_was_put_aside() -> None:
    play = programme()
    fit = 60 // len(TEMPLATES["regional"])
    for _ in range(fit):
        play.do(UseTemplate(MEETING, "regional"))
        for number in list(play.meeting.agenda):
            play.do(ParkBlock(MEETING, number))
    with pytest.raises(TooMany, match="too-many-blocks"):
        play.do(UseTemplate(MEETING, "regional"))
    assert len(play.meeting.blocks) == fit * len(TEMPLATES["regional"])


def test_a_plenary_that_is_taken_back_with_its_notes_moves_nothing_that_is_planned() -> None:
    play = talking()
    play.do(AddBlock(MEETING, "rooms"))
    play.wait(120)
    before, behind = schedule.slots(play.meeting), schedule.behind(play.meeting, play.now)
    play.do(CloseRooms(MEETING, 2))
    kept = play.meeting.last_block
    play.do(WriteNote(MEETING, "Said in between"), "Lina")
    play.do(TakeBack(MEETING, play.meeting.acts))
    assert play.meeting.agenda == [1, kept, 2, 3]
    assert [slot for slot in schedule.slots(play.meeting) if slot.number != kept] == before
    assert schedule.behind(play.meeting, play.now) == behind
    assert play.folded() == play.programme


def test_a_part_of_no_minutes_is_work_beforehand_and_never_comes_next() -> None:
    play = programme()
    play.do(AddBlock(MEETING, "plenary", "Read this first", minutes=0))
    for number in list(play.meeting.agenda)[:2]:
        play.do(ParkBlock(MEETING, number))
    assert upcoming(play.meeting) is None


def test_a_part_that_is_on_keeps_a_minute_and_one_that_was_never_planned_keeps_none() -> None:
    play = begun()
    on = play.meeting.on
    assert on is not None
    for command in (ChangeBlock(MEETING, on.number, minutes=0), DescribeBlock(MEETING, on.number, minutes=0)):
        with pytest.raises(Invalid) as refusal:
            play.do(command)
        assert (refusal.value.code, refusal.value.facts["least"]) == ("out-of-range", 1)
    play.do(ChangeBlock(MEETING, on.number, minutes=1))
    play.do(AddBlock(MEETING, "plenary", minutes=0))
    play.do(BeginPlenary(MEETING, play.meeting.last_block))
    play.do(ChangeBlock(MEETING, play.meeting.last_block, "One word more", minutes=0))
    assert play.meeting.blocks[play.meeting.last_block].title == "One word more"


def test_what_was_put_aside_and_is_begun_nevertheless_stands_where_the_meeting_is() -> None:
    play = begun()
    first, second, *_ = play.meeting.agenda
    play.do(AddBlock(MEETING, "plenary", "One word more"))
    play.do(ParkBlock(MEETING, play.meeting.last_block))
    play.do(BeginPlenary(MEETING, play.meeting.last_block))
    assert play.meeting.agenda[:3] == [first, play.meeting.last_block, second]
    assert play.meeting.parked == []
    assert play.folded() == play.programme


def test_a_reserve_with_a_fixed_begin_that_is_used_up_holds_nobody() -> None:
    play = begun(late=20)
    reserve = play.meeting.agenda[-1]
    more = play.meeting.blocks[reserve].more
    end = schedule.ends_at(play.meeting, play.now)
    play.do(DescribeBlock(MEETING, reserve, minutes=10, category=more.category, pinned_at=end + 1800))
    [buffer] = [offer for offer in schedule.offers(play.meeting, play.now) if offer.how == "buffer"]
    play.do(CatchUp(MEETING, "buffer", buffer.minutes))
    assert schedule.ends_at(play.meeting, play.now) == buffer.ends_at == end - 600
