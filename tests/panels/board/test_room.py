"""What the people of one place share: the clock, the way into the call, who is there; and what the lobby is told."""

from __future__ import annotations

from typing import Any

from app.domain.calling import SetCall, SetRoomCall
from app.domain.formats.rooms.running import AddTime, PauseRooms
from app.domain.places import AWAY, LOBBY, PLENARY, Spot
from app.panels.board.room import key
from app.panels.panel import PANELS, discover, touched
from tests.domain.play import MEETING, Play, live, talking
from tests.panels.board.test_place import view


def cut(play: Play, panel: str, spot: Spot) -> Any:
    """Return a slice of a place."""
    return PANELS[f"board.{panel}"].slice(view(play), key(play.meeting, spot))


def test_a_room_has_its_own_call_with_every_further_way_in() -> None:
    play = talking()
    spot = play.place("Eleni").now
    extras = ("Channel 2", "https://captions.example.org/x", "+216 71 000 000")
    play.do(SetRoomCall(MEETING, spot.room, "https://meet.example.org/r2", "Knock first", *extras))
    found = cut(play, "call", spot)
    assert (found.url, found.host, found.words) == ("https://meet.example.org/r2", "meet.example.org", "Knock first")
    assert found.own
    assert found.room == spot.room
    assert [(way.kind, way.url, way.words) for way in found.ways] == [
        ("interpretation", "", "Channel 2"),
        ("captions", "https://captions.example.org/x", ""),
        ("telephone", "tel:+21671000000", "+216 71 000 000"),
    ]


def test_a_room_without_a_call_is_reached_from_the_plenarys() -> None:
    play = talking()
    play.do(SetCall(MEETING, "https://meet.example.org/all", "", "", "", "call 12 then #"))
    found = cut(play, "call", play.place("Eleni").now)
    assert (found.url, found.own) == ("https://meet.example.org/all", False)
    assert [(way.kind, way.url) for way in found.ways] == [("telephone", "")]


def test_who_is_away_is_shown_no_call_no_clock_and_no_question() -> None:
    play = talking()
    play.do(SetCall(MEETING, "https://meet.example.org/all"))
    assert cut(play, "call", PLENARY) is not None
    assert [cut(play, panel, AWAY) for panel in ("call", "clock", "question", "company")] == [None, None, None, None]


def test_the_lobby_hears_how_long_the_rooms_talk_and_how_many_came() -> None:
    play = talking()
    ends = cut(play, "clock", play.place("Eleni").now).face.ends_at
    waiting = cut(play, "clock", LOBBY)
    assert waiting.others
    assert waiting.face.ends_at == ends
    assert cut(play, "company", LOBBY).present == len(play.meeting.present())
    assert cut(live("Eleni"), "clock", PLENARY) is None


def test_a_room_lists_its_people_by_name() -> None:
    play = talking()
    spot = play.place("Eleni").now
    found = cut(play, "company", spot)
    assert sorted(one.person for one in found.people) == sorted(play.round.members(spot.room))
    names = [one.name for one in found.people]
    assert names == sorted(names, key=str.casefold)
    assert found.late == []


def test_a_minute_for_one_room_is_drawn_there_alone_and_nothing_but_its_clock() -> None:
    discover()
    play = talking()
    (given,) = play.do(AddTime(MEETING, 2, 1, rooms=(1,)))
    shared = {(panel, of.split("/")[-1]) for panel, of in touched([given], play.programme) if of.startswith("m1/2/")}
    assert shared == {("board.clock", "1"), ("board.taker", "1"), ("board.prompt", "1")}
    (held,) = play.do(PauseRooms(MEETING, 2))
    panels = {panel for panel, of in touched([held], play.programme) if of.startswith("m1/2/")}
    assert panels == {"board.clock", "board.taker", "board.prompt"}
