"""Self-chosen rooms: topics, choosing until the time is up, full topics, who chose nothing, then rooms like any."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.agenda import ChangeBlock, RemoveBlock
from app.domain.attendance import Leave
from app.domain.errors import Doubtful, Invalid, Refusal
from app.domain.formats.chosen import Chosen
from app.domain.formats.chosen.choosing import ChooseTopic, EndChoosing, ExtendChoosing, OpenChoosing
from app.domain.formats.chosen.topics import MOST_TOPICS, AddTopic, ChangeTopic, RemoveTopic
from app.domain.formats.rooms.doubts import speechless
from app.domain.formats.rooms.mending import MergeRooms
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.round import rooms_of
from app.domain.passing import TakePart
from app.domain.places import unplaced
from app.domain.planning import ParkBlock
from app.domain.steps import TakeBack
from app.domain.wishes import STAY
from tests.domain.play import ENGLISH, MEETING, Play, live
from tests.domain.seats import refused

BLOCK = 3


def offered(*people: str, capacities: tuple[str, ...] = ("", "", "")) -> Play:
    """The plenary is on, and topics 1 to 3 wait to be chosen by these (else ten English-speaking) people."""
    play = live(*(people or ENGLISH))
    play.do(RemoveBlock(MEETING, 2))
    for name, capacity in zip(("Schools", "Media", "Coast"), capacities, strict=True):
        play.do(AddTopic(MEETING, 0, name, ("", "Thème", ""), capacity))
    return play


def choosing(*people: str, capacities: tuple[str, ...] = ("", "", "")) -> Play:
    play = offered(*people, capacities=capacities)
    play.step()
    return play


def body(play: Play) -> Chosen:
    found = play.meeting.blocks[BLOCK].body
    assert isinstance(found, Chosen)
    return found


def test_the_big_button_leads_from_topics_to_choosing_to_rooms_and_on() -> None:
    play = live(*ENGLISH)
    play.do(RemoveBlock(MEETING, 2))
    play.do(AddTopic(MEETING, 0, "Schools"))
    assert play.kind() == "make-topics"
    play.do(AddTopic(MEETING, 0, "Media"))
    kinds = [play.kind()]
    for _ in range(5):
        play.step(anyway=True)
        kinds.append(play.kind())
    assert kinds == ["open-choosing", "end-choosing", "publish-rooms", "open-rooms", "start-rooms", "end-rooms"]
    assert {room.name for room in body(play).rooms.values()} == {"Schools", "Media"}
    assert play.meeting.room_names == {}
    assert unplaced(play.programme, play.meeting) == []


def test_a_full_topic_takes_nobody_more_and_a_choice_may_be_changed() -> None:
    play = choosing(capacities=("2", "", ""))
    play.do(ChooseTopic(MEETING, BLOCK, 1), "Eleni")
    play.do(ChooseTopic(MEETING, BLOCK, 1), "Paolo")
    assert refused(play, ChooseTopic(MEETING, BLOCK, 1), "Ana") == "topic-full"
    assert play.do(ChooseTopic(MEETING, BLOCK, 1), "Eleni") == []
    play.do(ChooseTopic(MEETING, BLOCK, 2), "Eleni")
    play.do(ChooseTopic(MEETING, BLOCK, 1), "Ana")
    assert body(play).counts() == Counter({1: 2, 2: 1})
    assert body(play).capacity(2) == 5  # ten people, three topics: an even share of four, and one more


def test_the_last_ones_in_are_asked_again_when_places_are_taken_away_or_the_topic_is() -> None:
    play = choosing()
    for name in ("Eleni", "Paolo", "Ana"):
        play.do(ChooseTopic(MEETING, BLOCK, 1), name)
    play.do(ChangeTopic(MEETING, BLOCK, 1, "Schools", capacity="1"))
    assert body(play).choosers(1) == [play.id("Eleni")]
    assert body(play).again == {play.id("Paolo"), play.id("Ana")}
    play.do(RemoveTopic(MEETING, BLOCK, 1))
    assert body(play).choices == {}
    assert refused(play, ChooseTopic(MEETING, BLOCK, 1), "Eleni") == "topic"
    assert refused(play, RemoveTopic(MEETING, BLOCK, 2)) == "topics-missing"


def test_the_clock_ends_choosing_by_itself_and_later_where_a_minute_was_given() -> None:
    play = choosing()
    play.do(ExtendChoosing(MEETING, BLOCK))
    play.wait(120)
    assert body(play).choosing is not None
    play.wait(31)
    assert play.kind() == "publish-rooms"
    assert refused(play, ChooseTopic(MEETING, BLOCK, 1), "Eleni") == "choosing-over"


def test_taking_the_end_back_lets_people_choose_on_and_keeps_what_they_chose() -> None:
    play = choosing()
    play.do(ChooseTopic(MEETING, BLOCK, 2), "Eleni")
    play.do(EndChoosing(MEETING, BLOCK))
    play.do(TakeBack(MEETING, play.meeting.acts))
    assert play.kind() == "end-choosing"
    assert body(play).choices == {play.id("Eleni"): 2}
    play.wait(91)
    assert play.kind() == "publish-rooms"
    assert body(play).seats[play.id("Eleni")] == 2


def test_a_topics_language_is_hard_for_those_who_choose_and_those_who_are_placed() -> None:
    play = live(*ENGLISH)
    play.do(RemoveBlock(MEETING, 2))
    play.do(AddTopic(MEETING, 0, "المدارس", language="ar"))
    play.do(AddTopic(MEETING, 0, "Media"))
    play.step()
    assert refused(play, ChooseTopic(MEETING, BLOCK, 1), "Eleni") == "topic-in-other-language"
    play.do(EndChoosing(MEETING, BLOCK))
    for person, room in body(play).seats.items():
        assert room == 2 or "ar" in play.programme.people[person].languages


def test_who_passes_or_belongs_to_the_team_does_not_choose() -> None:
    play = choosing()
    play.do(ChooseTopic(MEETING, BLOCK, 1), "Eleni")
    play.do(TakePart(MEETING, STAY), "Eleni")
    assert body(play).choices == {}
    assert refused(play, ChooseTopic(MEETING, BLOCK, 1), "Eleni") == "stays-by-choice"
    assert refused(play, ChooseTopic(MEETING, BLOCK, 1), "Lina") == "participants-choose"


def test_who_is_gone_takes_no_place_and_who_comes_back_to_a_full_topic_is_asked_again() -> None:
    play = choosing(capacities=("1", "", ""))
    play.do(ChooseTopic(MEETING, BLOCK, 1), "Eleni")
    play.do(ChooseTopic(MEETING, BLOCK, 2), "Luca")
    for name in ("Eleni", "Luca"):
        play.do(Leave(MEETING), name)
    play.do(ChooseTopic(MEETING, BLOCK, 1), "Paolo")
    for name in ("Eleni", "Luca"):
        play.arrive(name)
    assert body(play).choices == {play.id("Luca"): 2, play.id("Paolo"): 1}
    assert body(play).again == {play.id("Eleni")}
    assert play.folded() == play.programme
    play.do(EndChoosing(MEETING, BLOCK))
    seats = body(play).seats
    assert [seats[play.id(name)] for name in ("Paolo", "Luca")] == [1, 2]
    assert seats[play.id("Eleni")] in (2, 3)


def test_who_chooses_is_back_and_places_taken_away_are_not_those_of_who_is_gone() -> None:
    play = choosing()
    for name in ("Eleni", "Paolo"):
        play.do(ChooseTopic(MEETING, BLOCK, 1), name)
    play.do(Leave(MEETING), "Eleni")
    play.do(ChangeTopic(MEETING, BLOCK, 1, "Schools", capacity="1"))
    assert body(play).choosers(1) == [play.id("Eleni"), play.id("Paolo")]
    assert refused(play, ChooseTopic(MEETING, BLOCK, 1), "Eleni") == "topic-full"
    play.do(Leave(MEETING), "Paolo")
    play.do(ChooseTopic(MEETING, BLOCK, 1), "Eleni")
    assert play.meeting.is_present(play.id("Eleni"))
    assert body(play).taking(play.meeting, 1) == [play.id("Eleni")]


@pytest.mark.parametrize("capacity", ["0", "-1", "201", "x", "٣"])
def test_places_out_of_range_are_refused(capacity: str) -> None:
    assert refused(live(*ENGLISH), AddTopic(MEETING, 0, "Schools", capacity=capacity)) == "out-of-range"


def test_a_topic_is_in_a_language_that_the_form_offers() -> None:
    with pytest.raises(Invalid, match="unknown-choice"):
        live().do(AddTopic(MEETING, 0, "Schools", language="xx"))


def test_there_are_thirty_topics_at_most_and_two_at_least() -> None:
    play = live(*ENGLISH)
    play.do(AddTopic(MEETING, 0, "Topic"))
    assert refused(play, OpenChoosing(MEETING, BLOCK)) == "topics-missing"
    for _ in range(MOST_TOPICS - 1):
        play.do(AddTopic(MEETING, 0, "Topic"))
    assert refused(play, AddTopic(MEETING, 0, "Topic")) == "too-many-topics"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.tuples(*[st.one_of(st.just(""), st.integers(1, 12).map(str))] * 3),
    st.lists(st.tuples(st.integers(0, 29), st.integers(1, 3)), max_size=60),
)
def test_whatever_is_chosen_no_topic_is_over_full_and_everybody_has_one_place(
    capacities: tuple[str, ...], wanted: list[tuple[int, int]]
) -> None:
    everybody = [person.name for person in live().programme.people.values() if person.role == "participant"]
    play = choosing(*everybody, capacities=capacities)
    people = play.meeting.present()
    codes = set()
    for who, topic in wanted:
        try:
            play.give(ChooseTopic(MEETING, BLOCK, topic), people[who % len(people)])
        except Refusal as refused:
            codes.add(refused.code)
    assert codes <= {"topic-full", "topic-in-other-language"}
    play.do(EndChoosing(MEETING, BLOCK))
    found = body(play)
    assert all(count <= found.capacity(topic) for topic, count in Counter(found.seats.values()).items())
    assert found.seats.keys() | set(found.stranded) == set(people)
    assert found.seats.keys().isdisjoint(found.stranded)
    assert found.choices.items() <= found.seats.items()
    assert not list(speechless(play.programme, play.meeting, rooms_of(found.seats)))
    assert play.folded() == play.programme


def rooms_shown(capacities: tuple[str, ...] = ("2", "", "")) -> Play:
    """Rooms 1 to 3 of the topics talk; room 1 has two places, and both are taken."""
    play = choosing(capacities=capacities)
    for name, topic in (("Eleni", 1), ("Paolo", 1), ("Ana", 2), ("Luca", 3)):
        play.do(ChooseTopic(MEETING, BLOCK, topic), name)
    for _ in range(4):
        play.step(anyway=True)
    return play


def test_a_latecomer_gets_a_room_that_has_a_place() -> None:
    play = rooms_shown()
    assert Counter(body(play).seats.values())[1] == 2  # the smallest, and full
    play.arrive("Petra")
    assert body(play).seats[play.id("Petra")] in (2, 3)


def test_a_latecomer_gets_no_room_of_a_language_they_do_not_speak() -> None:
    play = live(*ENGLISH)
    play.do(RemoveBlock(MEETING, 2))
    play.do(AddTopic(MEETING, 0, "المدارس", language="ar"))
    play.do(AddTopic(MEETING, 0, "Media"))
    play.step()
    play.do(ChooseTopic(MEETING, BLOCK, 1), "Hadeel")
    for _ in range(4):
        play.step(anyway=True)
    play.arrive("Petra")
    assert body(play).seats[play.id("Petra")] == 2


def test_moving_or_merging_into_a_full_room_is_asked_about_first_and_done_if_one_insists() -> None:
    play = rooms_shown()
    ana = play.id("Ana")
    for command in (MovePeople(MEETING, BLOCK, (ana,), 1), MergeRooms(MEETING, BLOCK, 2, 1)):
        with pytest.raises(Doubtful) as asked:
            play.do(command)
        assert [(one.code, one.facts) for one in asked.value.doubts] == [("over-places", {"room": 1, "places": 2})]
    play.do(MovePeople(MEETING, BLOCK, (ana,), 1, anyway=True))
    assert body(play).seats[ana] == 1


def test_a_part_that_people_choose_for_is_not_taken_from_under_them() -> None:
    play = choosing()
    play.do(ChooseTopic(MEETING, BLOCK, 2), "Eleni")
    assert refused(play, RemoveBlock(MEETING, BLOCK)) == "choosing-on"
    assert refused(play, ParkBlock(MEETING, BLOCK)) == "choosing-on"
    assert refused(play, ChangeBlock(MEETING, BLOCK, minutes=0)) == "out-of-range"
    play.do(EndChoosing(MEETING, BLOCK))
    play.do(ParkBlock(MEETING, BLOCK))
    play.do(ParkBlock(MEETING, BLOCK, parked=False))
    assert body(play).choices == {play.id("Eleni"): 2}
    assert play.folded() == play.programme


@pytest.mark.parametrize("people", [1, 7, 10])
def test_topics_without_a_capacity_have_places_for_whom_small_ones_leave(people: int) -> None:
    play = choosing(*ENGLISH[:people], capacities=("1", "1", ""))
    play.do(EndChoosing(MEETING, BLOCK))
    assert body(play).stranded == ()
    assert len(body(play).seats) == people
