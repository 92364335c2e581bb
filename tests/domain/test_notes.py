"""Notes: who may write where, what comes late, what is held back; two rapporteurs; order. Duties: first tap wins."""

from __future__ import annotations

import pytest

from app.domain.agenda import AddBlock, RemoveBlock
from app.domain.attendance import Leave
from app.domain.duties import GiveDuty, LeaveDuty, TakeDuty, holders
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal, TooMany
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.moving import MovePeople
from app.domain.meetings import CloseMeeting
from app.domain.notes import KINDS, Note
from app.domain.notes.exports import leaving
from app.domain.notes.joining import SplitNote
from app.domain.notes.shelf import LATE_FOR, MOST, MOST_OF_ONE, everywhere
from app.domain.notes.sorting import HoldNote, PlaceNote, ShiftNote, StarNote
from app.domain.notes.writing import ChangeNote, WriteNote
from app.domain.planning import ParkBlock
from app.domain.steps import TakeBack
from tests.domain.play import MEETING, Play, live, talking


def place_of(play: Play, name: str) -> tuple[int, int, int]:
    return 2, 1, play.round.seats[play.id(name)]


def wrote(play: Play, name: str, words: str, **more: object) -> Note:
    play.do(WriteNote(MEETING, words, **more), name)  # type: ignore[arg-type]
    return play.meeting.notes.by_number[len(play.meeting.notes.by_number)]


def texts(play: Play, name: str) -> list[str]:
    return [note.text for note in play.meeting.notes.of(place_of(play, name))]


def test_whoever_sits_in_a_room_writes_there_and_the_team_in_plenary() -> None:
    play = talking()
    note = wrote(play, "Luca", " Ask who is not in the room ", kind="tip", language="en")
    assert (note.text, note.kind, note.place, note.late) == (
        "Ask who is not in the room",
        "tip",
        place_of(play, "Luca"),
        False,
    )
    assert wrote(play, "Lina", "Said in plenary").place == (2, 1, 0)
    assert play.folded() == play.programme
    with pytest.raises(Conflict) as refused:
        live("Luca").do(WriteNote(MEETING, "Nowhere"), "Luca")
    assert refused.value.code == "no-room-to-write-in"


@pytest.mark.parametrize("words", ["", " \n ", "é" * 281, "bell \x07"])
def test_a_note_is_one_to_280_characters(words: str) -> None:
    play = talking()
    with pytest.raises(Invalid):
        play.do(WriteNote(MEETING, words), "Luca")
    assert wrote(play, "Luca", "é" * 280).text == "é" * 280


def test_no_control_character_but_the_line_break_gets_into_a_note() -> None:
    play = talking()
    play.do(WriteNote(MEETING, "First\nsecond line"), "Luca")
    for sign in (*range(10), *range(11, 32), *range(127, 160), 0xD800):
        words = f"a{chr(sign)}b"
        for command in (
            WriteNote(MEETING, words),
            WriteNote(MEETING, words, "quote"),
            ChangeNote(MEETING, 1, words),
            SplitNote(MEETING, 1, f"First\n\n{words}"),
        ):
            with pytest.raises(Invalid) as refused:
                play.do(command, "Luca")
            assert refused.value.code == "control-character"
    assert texts(play, "Luca") == ["First\nsecond line"]


def test_a_million_signs_are_refused_at_once() -> None:
    play = talking()
    play.do(WriteNote(MEETING, "First"), "Luca")
    for sign in ("x", "م", "\u0301", "\n", "\u200d"):
        for command in (WriteNote(MEETING, sign * 1_000_000), ChangeNote(MEETING, 1, sign * 1_000_000)):
            with pytest.raises(Invalid):
                play.do(command, "Luca")


def test_an_unknown_kind_is_refused() -> None:
    play = talking()
    for kind in ("poem", ""):
        with pytest.raises(Invalid):
            play.do(WriteNote(MEETING, "x", kind), "Luca")
    assert [wrote(play, "Luca", "x", kind=kind).kind for kind in KINDS] == list(KINDS)


def moved(play: Play, name: str) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Move somebody to another room; return the places before and after."""
    before = place_of(play, name)
    other = next(number for number in play.round.rooms if number != before[2])
    play.do(MovePeople(MEETING, 2, (play.id(name),), other, anyway=True))
    return before, place_of(play, name)


def test_text_of_a_room_that_somebody_was_moved_from_is_taken_late_and_overwrites_nothing() -> None:
    play = talking()
    first = wrote(play, "Luca", "Before")
    before, after = moved(play, "Luca")
    late = wrote(play, "Luca", "Typed before the move", block=2, room=before[2])
    assert (late.place, late.late, first.place) == (before, True, before)
    assert wrote(play, "Luca", "After the move").place == after
    stranger = next(name for name in ("Eleni", "Paolo", "Hadeel", "Ana") if place_of(play, name) == after)
    with pytest.raises(NotAllowed) as refused:
        play.do(WriteNote(MEETING, "I was never there", block=2, room=before[2]), stranger)
    assert refused.value.code == "not-in-that-room"


def test_text_comes_until_fourteen_days_after_the_end() -> None:
    play = talking()
    place = place_of(play, "Luca")
    for _ in range(2):
        play.step()
    late = wrote(play, "Luca", "On my way back to plenary", block=2, room=place[2])
    assert late.late
    play.do(CloseMeeting(MEETING))
    play.now += LATE_FOR
    assert wrote(play, "Luca", "A laptop came back", block=2, room=place[2]).late
    play.now += 1
    with pytest.raises(Conflict) as refused:
        play.do(WriteNote(MEETING, "Too late", block=2, room=place[2]), "Luca")
    assert refused.value.code == "too-late-for-notes"
    assert play.folded() == play.programme


def test_after_that_nothing_is_changed_or_sorted_but_held_back_it_is_for_ever() -> None:
    play = talking()
    note = wrote(play, "Luca", "First")
    play.do(CloseRooms(MEETING, 2))
    play.do(CloseMeeting(MEETING))
    play.now += LATE_FOR
    play.do(ChangeNote(MEETING, note.number, "Second"), "Lina")
    play.do(StarNote(MEETING, note.number), "Lina")
    play.now += 1
    for command in (
        ChangeNote(MEETING, note.number, "Third"),
        StarNote(MEETING, note.number, starred=False),
        PlaceNote(MEETING, note.number),
        ShiftNote(MEETING, note.number),
    ):
        with pytest.raises(Conflict, match="too-late-for-notes"):
            play.do(command, "Lina")
    assert (note.text, note.starred) == ("Second", True)
    play.now += LATE_FOR
    play.do(HoldNote(MEETING, note.number), "Luca")
    assert leaving(play.meeting) == []
    play.do(HoldNote(MEETING, note.number, held=False), "Luca")
    assert leaving(play.meeting) == [note]
    assert play.folded() == play.programme


@pytest.mark.parametrize(("block", "room", "kind"), [(9, 1, NotFound), (1, 3, NotAllowed), (2, 77, NotAllowed)])
def test_a_place_that_is_not_there_is_refused(block: int, room: int, kind: type[Refusal]) -> None:
    play = talking()
    for name in ("Luca", "Lina"):
        with pytest.raises(kind):
            play.do(WriteNote(MEETING, "x", block=block, room=room), name)


def test_a_room_takes_five_hundred_notes_and_then_says_so() -> None:
    play = talking()
    room = play.meeting.blocks[2].body.members(play.room_of("Luca"))  # type: ignore[attr-defined]
    names = [play.programme.people[person].name.split()[0] for person in room][:3]
    for number in range(MOST):
        play.do(WriteNote(MEETING, f"note {number}"), names[number // MOST_OF_ONE])
    with pytest.raises(TooMany, match="too-many-notes"):
        play.do(WriteNote(MEETING, "one more"), names[2])
    assert len(texts(play, "Luca")) == MOST


def test_nobody_alone_fills_a_rooms_sheet() -> None:
    play = talking()
    for number in range(MOST_OF_ONE):
        play.do(WriteNote(MEETING, f"note {number}"), "Luca")
    with pytest.raises(TooMany, match="too-many-notes-of-one"):
        play.do(WriteNote(MEETING, "one more"), "Luca")
    room = play.meeting.blocks[2].body.members(play.room_of("Luca"))  # type: ignore[attr-defined]
    neighbour = next(play.programme.people[each].name.split()[0] for each in room if each != play.id("Luca"))
    play.do(WriteNote(MEETING, "a word from beside"), neighbour)
    assert len(texts(play, "Luca")) == MOST_OF_ONE + 1


def test_the_author_changes_while_the_block_is_on_and_who_saw_an_older_text_is_told() -> None:
    play = talking()
    note = wrote(play, "Luca", "Frist")
    play.do(ChangeNote(MEETING, note.number, "First", version=1), "Luca")
    with pytest.raises(Conflict) as refused:
        play.do(ChangeNote(MEETING, note.number, "Another", version=1), "Lina")
    assert (refused.value.code, note.text) == ("note-changed-meanwhile", "First")
    neighbour = next(name for name in ("Eleni", "Paolo", "Hadeel", "Ana") if name != "Luca")
    with pytest.raises(NotAllowed):
        play.do(ChangeNote(MEETING, note.number, "Mine now", version=2), neighbour)
    for _ in range(2):
        play.step()
    play.step() if play.kind() == "begin-plenary" else None
    if play.meeting.current != 2:
        with pytest.raises(NotAllowed):
            play.do(ChangeNote(MEETING, note.number, "After the block", version=2), "Luca")


def test_two_rapporteurs_star_the_same_note_and_it_is_starred_once() -> None:
    play = talking()
    note = wrote(play, "Luca", "Keep this")
    with pytest.raises(NotAllowed):
        play.do(StarNote(MEETING, note.number), "Luca")
    play.do(TakeDuty(MEETING), "Luca")
    assert len(play.do(StarNote(MEETING, note.number), "Luca")) == 1
    assert play.do(StarNote(MEETING, note.number), "Lina") == []
    assert play.meeting.notes.starred(note.place) == [note]
    play.do(StarNote(MEETING, note.number, starred=False), "Lina")
    assert play.meeting.notes.starred(note.place) == []


def test_notes_are_put_in_order() -> None:
    play = talking()
    one, two, three = [wrote(play, "Luca", word).number for word in ("one", "two", "three")]
    play.do(PlaceNote(MEETING, three, before=one), "Lina")
    assert texts(play, "Luca") == ["three", "one", "two"]
    play.do(ShiftNote(MEETING, two, -1), "Lina")
    play.do(ShiftNote(MEETING, three, 1), "Lina")
    assert texts(play, "Luca") == ["two", "three", "one"]
    for note, by in ((two, -1), (one, 1)):
        assert play.do(ShiftNote(MEETING, note, by), "Lina") == []
    assert play.folded() == play.programme


def test_a_note_put_before_itself_stays_where_it_is() -> None:
    play = talking()
    first = wrote(play, "Luca", "First")
    wrote(play, "Luca", "Second")
    assert play.do(PlaceNote(MEETING, first.number, before=first.number)) == []
    assert texts(play, "Luca") == ["First", "Second"]


def test_what_the_author_holds_back_leaves_in_no_export_and_nobody_else_lets_it_go() -> None:
    play = talking()
    kept, held = wrote(play, "Luca", "May leave"), wrote(play, "Luca", "Stays here")
    neighbour = next(name for name in ("Eleni", "Paolo", "Hadeel", "Ana") if name != "Luca")
    with pytest.raises(NotAllowed):
        play.do(HoldNote(MEETING, held.number), neighbour)
    play.do(HoldNote(MEETING, held.number), "Luca")
    assert leaving(play.meeting) == [kept]
    with pytest.raises(NotAllowed) as refused:
        play.do(HoldNote(MEETING, held.number, held=False), "Dana")
    assert refused.value.code == "held-by-author"
    play.do(HoldNote(MEETING, kept.number), "Dana")
    with pytest.raises(NotAllowed) as refused:
        play.do(HoldNote(MEETING, kept.number, held=False), "Luca")
    assert refused.value.code == "held-by-team"
    assert leaving(play.meeting) == []


def test_nobody_changes_a_note_that_is_held_back_from_them() -> None:
    play = talking()
    note = wrote(play, "Luca", "Only for this room")
    mate = next(person for person in play.round.members(note.place[2]) if person != play.id("Luca"))
    play.give(TakeDuty(MEETING), mate)
    for by, code in (("Luca", "held-by-author"), ("Dana", "held-by-team")):
        play.do(HoldNote(MEETING, note.number), by)
        for name in ("Dana", "Lina"):
            with pytest.raises(NotAllowed) as refused:
                play.do(ChangeNote(MEETING, note.number, "Not read"), name)
            assert refused.value.code == code
        play.give(ChangeNote(MEETING, note.number, f"Said better by {mate}, {by}"), mate)
        play.do(HoldNote(MEETING, note.number, held=False), by)
    play.do(HoldNote(MEETING, note.number), "Luca")
    play.do(CloseRooms(MEETING, 2))
    with pytest.raises(NotAllowed):
        play.give(ChangeNote(MEETING, note.number, "From memory"), mate)


def test_of_two_who_tap_the_first_takes_the_notes_and_a_third_takes_over_from_who_is_away() -> None:
    play = talking()
    room = play.round.members(1)
    names = [play.programme.people[person].name.split()[0] for person in room][:3]
    play.do(TakeDuty(MEETING), names[0])
    with pytest.raises(Conflict) as refused:
        play.do(TakeDuty(MEETING), names[1])
    assert (refused.value.code, refused.value.facts["who"]) == ("duty-taken", room[0])
    with pytest.raises(Conflict, match="duty-taken"):
        play.do(TakeDuty(MEETING, over=room[0]), names[1])
    play.do(TakeDuty(MEETING, over=room[0], away=True), names[1])
    assert holders(play.meeting, (2, 1, 1), "rapporteur") == room[:2]
    with pytest.raises(Conflict):
        play.do(TakeDuty(MEETING, over=room[0], away=True), names[2])
    note = wrote(play, names[2], "Both may star it")
    for name in names[:2]:
        play.do(StarNote(MEETING, note.number, starred=name == names[1]), name)
    play.do(LeaveDuty(MEETING), names[1])
    assert holders(play.meeting, (2, 1, 1), "rapporteur") == room[:1]
    play.do(GiveDuty(MEETING, room[2], "timekeeper"))
    assert holders(play.meeting, (2, 1, 1), "timekeeper") == [room[2]]
    assert play.folded() == play.programme


def test_a_duty_needs_a_seat_and_a_name_that_there_is() -> None:
    play = talking()
    with pytest.raises(NotAllowed):
        play.do(TakeDuty(MEETING), "Lina")
    with pytest.raises(Invalid):
        play.do(TakeDuty(MEETING, "king"), "Luca")


def test_an_observer_who_is_moved_into_a_room_writes_no_note() -> None:
    play = talking()
    play.arrive("Vera")
    play.do(MovePeople(MEETING, 2, (play.id("Vera"),), 1, anyway=True))
    with pytest.raises(NotAllowed, match="role"):
        play.do(WriteNote(MEETING, "What I saw"), "Vera")


def test_a_note_of_a_room_where_one_never_was_is_not_there() -> None:
    play = talking()
    note = wrote(play, "Luca", "Only for this room")
    other = next(room for room in play.round.rooms if room != note.place[2])
    stranger, mate = play.round.members(other)[0], play.round.members(note.place[2])
    mate.remove(play.id("Luca"))
    commands = (ChangeNote(MEETING, note.number, "Mine now"), HoldNote(MEETING, note.number))
    for command in (*commands, StarNote(MEETING, note.number), ShiftNote(MEETING, note.number, 1)):
        with pytest.raises(NotFound):
            play.give(command, stranger)
        with pytest.raises(NotAllowed):
            play.give(command, mate[0])


def test_interpreters_and_observers_do_not_take_the_notes() -> None:
    play = talking()
    for name in ("Imane", "Vera"):
        play.arrive(name)
        play.do(MovePeople(MEETING, 2, (play.id(name),), 1, anyway=True))
        for command, by in ((TakeDuty(MEETING), name), (GiveDuty(MEETING, play.id(name)), "Dana")):
            with pytest.raises(NotAllowed) as refused:
                play.do(command, by)
            assert refused.value.code == "role-takes-no-notes"
    assert play.do(TakeDuty(MEETING, "timekeeper"), "Imane")


def test_the_notes_are_free_where_who_took_them_is_gone_or_sits_elsewhere_now() -> None:
    play = talking()
    first, second, third = (play.programme.people[each].name.split()[0] for each in play.round.members(1)[:3])
    play.do(TakeDuty(MEETING), first)
    moved(play, first)
    play.do(TakeDuty(MEETING), second)
    play.do(Leave(MEETING), second)
    play.do(TakeDuty(MEETING, over=play.id(second)), third)
    assert holders(play.meeting, (2, 1, 1), "rapporteur")[-1] == play.id(third)


def taken_back_with_a_note() -> tuple[Play, int]:
    """End the rooms into a plenary that nobody had planned, write there, and take the step back."""
    play = talking()
    play.do(CloseRooms(MEETING, 2))
    plenary = play.meeting.current
    assert plenary is not None
    play.do(WriteNote(MEETING, "Said in between"), "Lina")
    play.do(TakeBack(MEETING, play.meeting.acts))
    return play, plenary


def test_a_part_that_is_taken_back_stays_with_what_was_written_in_it() -> None:
    play, plenary = taken_back_with_a_note()
    assert play.meeting.current == 2
    assert plenary in play.meeting.agenda
    assert play.meeting.blocks[plenary].state == "over"
    assert (plenary, 1, 0) in everywhere(play.meeting)
    assert play.folded() == play.programme


def test_a_part_with_notes_is_put_aside_but_not_removed() -> None:
    play = talking()
    play.do(AddBlock(MEETING, "plenary"))
    later = play.meeting.last_block
    play.do(WriteNote(MEETING, "Prepared", block=later), "Lina")
    with pytest.raises(Conflict, match="block-has-notes"):
        play.do(RemoveBlock(MEETING, later))
    play.do(ParkBlock(MEETING, later))
    assert play.meeting.notes.within(later)


@pytest.mark.parametrize("part", [99, 0, -5, 2])
def test_the_team_writes_to_no_round_that_is_not_there(part: int) -> None:
    play = talking()
    with pytest.raises(NotAllowed):
        play.do(WriteNote(MEETING, "x", block=2, part=part, room=1), "Lina")
