"""What a block asks for, and what the clock and the team ask of its rooms: once each, whatever becomes of the clock."""

from __future__ import annotations

import pytest

from app.domain.capture import SetCapture, asked
from app.domain.clock import WRITER
from app.domain.copies import part
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.running import AddTime, PauseRooms, ResumeRooms
from app.domain.notes import KINDS
from app.domain.notes.missing import AGAIN, ExplainNoNotes, NudgeRoom, asked_for_line, last_place
from app.domain.notes.writing import WriteNote
from app.domain.planning import DescribeBlock
from app.domain.reports import FIELDS
from app.domain.steps import TakeBack
from tests.domain.cafes import running
from tests.domain.play import MEETING, START, Play, live, talking


def halved(play: Play) -> list[float]:
    """Return when each room was asked whether everybody spoke, in seconds since the start."""
    clocks = [room.clock for room in play.round.rooms.values()]
    return [clock.halved_at - START for clock in clocks if clock is not None and clock.halved_at is not None]


def told(play: Play) -> list[str]:
    return [key.rpartition("/")[0].rpartition("/")[2] for key in sorted(play.rung)]


def test_a_block_asks_for_what_is_usual_until_somebody_says_otherwise() -> None:
    play = live()
    block = play.meeting.blocks[2]
    assert (asked(block).kinds, asked(block).fields) == (KINDS, tuple(FIELDS))
    play.do(DescribeBlock(MEETING, 2, category="decide"))
    assert (asked(block).kinds[0], "quote" in asked(block).kinds) == ("key_point", False)
    play.do(SetCapture(MEETING, 2, ("tip", "quote", "tip"), ("tip",)))
    assert (asked(block).kinds, asked(block).fields) == (("tip", "quote"), ("tip",))
    assert play.do(SetCapture(MEETING, 2, ("quote", "tip"), ("tip",))) == []
    copied = list(part("m2", 1, block, 0.0, notes=False))
    assert [type(event).__name__ for event in copied][:3] == ["BlockAdded", "BlockDescribed", "CaptureSet"]
    play.do(DescribeBlock(MEETING, 2, category="exchange"))
    assert asked(block).kinds == ("tip", "quote")
    play.do(SetCapture(MEETING, 2, usual=True))
    assert asked(block).kinds == KINDS
    assert play.do(SetCapture(MEETING, 2, usual=True)) == []
    assert play.folded() == play.programme


def test_a_table_of_a_cafe_reports_less() -> None:
    play = running()
    assert len(asked(play.meeting.blocks[max(play.meeting.blocks)]).fields) < len(FIELDS)


@pytest.mark.parametrize(("kinds", "fields"), [((), ()), (("poem",), ()), (("tip",), ("poem",)), (("tip\x00",), ())])
def test_what_is_not_known_is_not_asked_for(kinds: tuple[str, ...], fields: tuple[str, ...]) -> None:
    with pytest.raises(Invalid):
        live().do(SetCapture(MEETING, 2, kinds, fields))
    with pytest.raises(NotAllowed):
        live().do(SetCapture(MEETING, 2, ("tip",)), "Luca")
    with pytest.raises(NotFound):
        live().do(SetCapture(MEETING, 99, ("tip",)))


def test_a_note_of_a_kind_that_is_not_asked_for_is_taken_all_the_same() -> None:
    play = talking()
    play.do(SetCapture(MEETING, 2, ("tip",)))
    play.do(WriteNote(MEETING, "A point"), "Luca")
    assert play.meeting.notes.by_number[1].kind == "key_point"


@pytest.mark.parametrize(
    ("before", "after", "at"),
    [
        (None, None, 600.0),
        (AddTime(MEETING, 2, 5), None, 750.0),
        (None, AddTime(MEETING, 2, 5), 600.0),
        (None, PauseRooms(MEETING, 2), 600.0),
    ],
)
def test_whether_everybody_spoke_is_asked_at_half_time_and_once(before: object, after: object, at: float) -> None:
    play = talking()
    for command, until in ((before, at + 1), (after, 15 * 60.0)):
        if command is not None:
            play.do(command)  # type: ignore[arg-type]
        play.wait(START + until - play.now)
        assert halved(play) == [at, at]
    if isinstance(after, PauseRooms):
        play.do(ResumeRooms(MEETING, 2))
    play.wait(4 * 60)
    assert halved(play) == [at, at]
    assert told(play).count("half") == 1
    assert play.folded() == play.programme


def test_taking_back_what_was_done_just_before_half_time_does_not_ask_again() -> None:
    play = talking()
    play.wait(599)
    play.do(MovePeople(MEETING, 2, (play.id("Luca"),), 3 - play.room_of("Luca"), anyway=True))
    play.wait(2)
    first = halved(play)
    play.do(TakeBack(MEETING, play.meeting.acts))
    play.wait(120)
    assert len(first) == 2
    assert halved(play) == first


def test_a_room_is_told_once_after_three_minutes_that_nobody_takes_the_notes() -> None:
    play = talking()
    play.wait(179)
    assert not any(WRITER in room.clock.told for room in play.round.rooms.values() if room.clock)
    play.wait(1)
    play.do(AddTime(MEETING, 2, 5))
    play.do(PauseRooms(MEETING, 2))
    play.wait(100)
    play.do(ResumeRooms(MEETING, 2))
    play.wait(200)
    assert all(WRITER in room.clock.told for room in play.round.rooms.values() if room.clock)
    assert told(play).count("writer") == 1


def test_the_team_asks_a_room_for_a_line_until_something_is_written() -> None:
    play = talking()
    room = play.room_of("Luca")
    place = (2, 1, room)
    play.do(NudgeRoom(MEETING, 2, room), "Lina")
    assert play.do(NudgeRoom(MEETING, 2, room), "Dana") == []
    assert asked_for_line(play.programme, play.meeting, place)
    play.now += AGAIN
    assert len(play.do(NudgeRoom(MEETING, 2, room), "Dana")) == 1
    play.now += 1
    play.do(WriteNote(MEETING, "A line"), "Luca")
    assert not asked_for_line(play.programme, play.meeting, place)
    with pytest.raises(NotAllowed):
        play.do(NudgeRoom(MEETING, 2, room), "Luca")
    for nowhere in (0, 9, -1):
        with pytest.raises(Conflict, match="room-does-not-talk"):
            play.do(NudgeRoom(MEETING, 2, nowhere), "Dana")
    play.do(CloseRooms(MEETING, 2))
    with pytest.raises(Conflict, match="room-does-not-talk"):
        play.do(NudgeRoom(MEETING, 2, room), "Dana")
    assert play.folded() == play.programme


def test_a_room_without_notes_says_why_with_one_tap_once_it_ends() -> None:
    play = talking()
    room = play.room_of("Luca")
    other = next(person for person in play.round.seats if play.round.seats[person] != room)
    with pytest.raises(Conflict, match="room-talks-on"):
        play.do(ExplainNoNotes(MEETING, 2, room), "Luca")
    play.do(CloseRooms(MEETING, 2))
    assert last_place(play.meeting, play.id("Luca")) == (2, 1, room)
    with pytest.raises(NotAllowed):
        play.give(ExplainNoNotes(MEETING, 2, room), other)
    with pytest.raises(Invalid):
        play.do(ExplainNoNotes(MEETING, 2, room, "lazy"), "Luca")
    for block, number in ((2, 9), (9, 1), (1, 1)):
        with pytest.raises(NotFound):
            play.do(ExplainNoNotes(MEETING, block, number), "Luca")
    play.do(ExplainNoNotes(MEETING, 2, room, "language"), "Luca")
    assert play.do(ExplainNoNotes(MEETING, 2, room, "language"), "Luca") == []
    assert play.meeting.notes.reasons == {(2, 1, room): "language"}
    play.do(WriteNote(MEETING, "It came late", block=2, room=room), "Luca")
    with pytest.raises(Conflict, match="room-has-notes"):
        play.do(ExplainNoNotes(MEETING, 2, room), "Luca")
    assert play.folded() == play.programme
