"""A programme of several meetings: one person in all of them, and who sat with whom is remembered across them."""

from __future__ import annotations

from app.domain.attendance import Arrive
from app.domain.formats.rooms.drafting import DraftRooms
from app.domain.formats.rooms.opening import OpenRooms, PublishRooms
from app.domain.formats.rooms.seatable import acquaintance, history
from app.domain.meetings import CreateMeeting, OpenDoors, StartMeeting
from app.web.seating import problem_of
from tests.domain.play import ENGLISH, MEETING, START, talking


def test_who_sat_together_in_a_workshop_has_met_before_the_regional_meeting() -> None:
    play = talking(*ENGLISH)
    first = dict(play.round.seats)
    play.do(CreateMeeting("Regional meeting", START + 86_400, kind="regional"), "Olga")
    for command in (OpenDoors("m2"), StartMeeting("m2")):
        if isinstance(command, StartMeeting):
            for name in ENGLISH:
                play.do(Arrive("m2"), name)
        play.do(command)
    regional = play.programme.meetings["m2"]
    assert history(regional) == []
    assert acquaintance(play.programme, regional) == [first]
    met = problem_of(play.programme, regional, 1, 5, 0).history
    assert {frozenset(people) for people in met[0].values()} == {
        frozenset(person for person, room in first.items() if room == number) for number in set(first.values())
    }
    people = list(first)
    seats = tuple((person, place % 2 + 1) for place, person in enumerate(people))
    play.do(DraftRooms("m2", 2, seats, 5))
    play.do(PublishRooms("m2", 2, anyway=True))
    play.do(OpenRooms("m2", 2, anyway=True))
    assert acquaintance(play.programme, regional) == [first, dict(seats)]
    assert acquaintance(play.programme, play.programme.meetings[MEETING]) == [dict(seats), first]
