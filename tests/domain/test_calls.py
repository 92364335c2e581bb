"""Calls: https links as typed or words; one for all, a pasted list, Jitsi rooms; names of rooms."""

from __future__ import annotations

import pytest

from app.domain.calling import NameRoom, PasteCalls, SetCall, SetCallForAll, SetRoomCall, UseJitsi
from app.domain.calls import Call
from app.domain.errors import Invalid
from app.domain.messages import Command
from tests.domain.play import ENGLISH, MEETING, Play, live, talking

ROOM = "https://meet.example.org/room-1?pwd=a%20b#x"


def calls(play: Play) -> list[str]:
    return [room.call.url or room.call.words for room in play.round.rooms.values()]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://meet.example.org/a",
        "//meet.example.org/a",
        "https:\\\\meet.example.org",
        "https://meet.example.org\\@evil.example",
        "https://",
        "https:///path",
        "https://user:secret@meet.example.org/",
        "https://user@meet.example.org/",
        "https://meet.example.org/a\x00b",
        "https://meet.example.org/a b",
        "https://meet.example.org/\u202egro",
        "https://meet.example.org:99999/",
        "https://[::1",
        "ftp://meet.example.org",
        "zoommtg://zoom.us/join?confno=1",
        "https://meet.example.org/" + "a" * 2000,
    ],
)
def test_only_https_links_are_taken(url: str) -> None:
    play = live()
    for command in (SetCall(MEETING, url), SetRoomCall(MEETING, 1, url), SetCallForAll(MEETING, url)):
        with pytest.raises(Invalid) as refused:
            play.do(command)
        assert refused.value.field == "url"
    assert play.meeting.call == Call()


def test_a_call_shows_its_host() -> None:
    play = live()
    play.do(SetCall(MEETING, f"  {ROOM} ", interpretation="Channel 2", captions=ROOM, dial_in="+216 00 000 000, 123#"))
    call = play.meeting.call
    assert (call.url, call.host, call.captions, call.interpretation) == (ROOM, "meet.example.org", ROOM, "Channel 2")


def test_words_will_do() -> None:
    play = talking()
    play.do(SetRoomCall(MEETING, 2, words="In Zoom: Breakout rooms → Room 2"))
    assert calls(play) == ["", "In Zoom: Breakout rooms → Room 2"]


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (SetCall(MEETING, words="w" * 201), "words"),
        (SetCall(MEETING, words="a\x00"), "words"),
        (SetCall(MEETING, interpretation="javascript://x"), "interpretation"),
        (SetCall(MEETING, captions="//x"), "captions"),
        (SetCall(MEETING, captions="javascript:alert(1)"), "captions"),
        (PasteCalls(MEETING, "JavaScript:alert(1)"), "text"),
        (SetCall(MEETING, dial_in="1\n2"), "dial_in"),
        (SetRoomCall(MEETING, 0, ROOM), "room"),
        (SetRoomCall(MEETING, 201, ROOM), "room"),
        (PasteCalls(MEETING, " \n "), "text"),
        (PasteCalls(MEETING, "\n".join(["x"] * 201)), "text"),
        (PasteCalls(MEETING, f"{ROOM}\nhttp://x.example"), "text"),
        (UseJitsi(MEETING, "meet.example.org/x"), "host"),
        (UseJitsi(MEETING, ""), "host"),
        (UseJitsi(MEETING, rooms=0), "rooms"),
        (UseJitsi(MEETING, "a@b.example"), "host"),
        (NameRoom(MEETING, 1, "n" * 61), "name"),
        (NameRoom(MEETING, 0, "n"), "room"),
    ],
)
def test_bad_calls_name_their_field(command: Command, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        live().do(command)
    assert refused.value.field == field


def test_one_call_for_all_rooms_until_a_room_has_its_own() -> None:
    play = talking()
    play.do(SetRoomCall(MEETING, 1, ROOM))
    play.do(SetCallForAll(MEETING, words="Breakout rooms"))
    assert calls(play) == ["Breakout rooms"] * 2
    play.do(SetCallForAll(MEETING))
    assert calls(play) == [ROOM, ""]
    play.do(SetCallForAll(MEETING, ROOM))
    play.do(SetRoomCall(MEETING, 2, words="Table 2"))
    assert calls(play) == [ROOM, "Table 2"]


def test_a_pasted_list_gives_each_room_its_line() -> None:
    play = talking()
    play.do(PasteCalls(MEETING, f"{ROOM}\r\n\r\n Room two in the lobby \n"))
    assert calls(play) == [ROOM, "Room two in the lobby"]


def test_a_link_that_a_telephone_began_with_a_capital_is_a_link() -> None:
    play = talking()
    play.do(PasteCalls(MEETING, "Https://meet.example.org/A\nHTTPS://meet.example.org/B"))
    assert [room.call.url for room in play.round.rooms.values()] == [
        "https://meet.example.org/A",
        "https://meet.example.org/B",
    ]
    play.do(SetCall(MEETING, "Https://meet.example.org/A", captions="Https://text.example.org/"))
    assert (play.meeting.call.url, play.meeting.call.captions) == (
        "https://meet.example.org/A",
        "https://text.example.org/",
    )
    play.do(UseJitsi(MEETING, "Https://meet.example.org", 1))
    assert play.meeting.call.url.startswith("https://meet.example.org/ldp-")


def test_a_pasted_line_may_say_whose_link_it_is() -> None:
    play = talking()
    play.do(PasteCalls(MEETING, "1. https://meet.example.org/a;\nRoom 2 – Media:\thttps://meet.example.org/b?x=1,"))
    assert calls(play) == ["https://meet.example.org/a", "https://meet.example.org/b?x=1"]
    for line in ("https://meet.example.org/a b", "https://a.example https://b.example"):
        with pytest.raises(Invalid):
            play.do(PasteCalls(MEETING, line))


def test_words_with_a_colon_are_words() -> None:
    play = talking()
    play.do(PasteCalls(MEETING, "In Zoom: Breakout rooms → Room 1\nTelephone: +216 00 000 000"))
    assert [room.call.url for room in play.round.rooms.values()] == ["", ""]


def test_jitsi_rooms_have_names_nobody_guesses() -> None:
    play = talking()
    play.do(UseJitsi(MEETING, "https://meet.example.org/", 2))
    assert play.meeting.call.url.startswith("https://meet.example.org/ldp-")
    assert calls(play) == [f"{play.meeting.call.url}-r1", f"{play.meeting.call.url}-r2"]
    before = play.meeting.call.url
    play.do(UseJitsi(MEETING))
    assert before.rpartition("/")[2] not in play.meeting.call.url


def test_names_and_calls_outlive_a_round() -> None:
    play = live(*ENGLISH)
    play.do(NameRoom(MEETING, 2, "Media"))
    assert play.do(NameRoom(MEETING, 2, "Media")) == []
    play.do(SetRoomCall(MEETING, 2, ROOM))
    play.draft(2)
    room = play.round.rooms[2]
    assert (room.name, room.call.url, room.sign, room.colour) == ("Media", ROOM, "square", 2)
    play.do(NameRoom(MEETING, 2))
    assert room.name == ""
