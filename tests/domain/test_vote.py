"""Prioritise: marks that nobody sees before the end, ties as ties, and an anonymity that is true (domain.md §5 F13)."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec
import pytest

from app.domain.agenda import RemoveBlock
from app.domain.attendance import Leave
from app.domain.counting import boxes
from app.domain.formats.plenary import SetPlenaryClock
from app.domain.formats.vote import Vote
from app.domain.formats.vote.ending import CountVote
from app.domain.formats.vote.items import AddItem, RemoveItem, SetSecrecy, TakeThemes
from app.domain.formats.vote.marking import GiveMarks
from app.domain.meetings import CloseMeeting
from app.domain.messages import By
from app.domain.roles import ChangeRole
from app.domain.steps import TakeBack
from app.domain.themes.gathering import CreateTheme
from tests.domain.play import ENGLISH, MEETING, Play, live
from tests.domain.seats import refused

BLOCK = 3
LINES = ("Schools first", "A fund for towns", "Train the staff", "Meet every year")


@dataclass
class Box:
    """The ballots of a play, kept as the engine keeps them."""

    play: Play
    held: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    def give(self, name: str, *marks: int, held: bool | None = None) -> None:
        known = self.keys.get(name, "")
        command = GiveMarks(MEETING, BLOCK, marks, known or f"key-{name}", bool(known) if held is None else held)
        by = By(self.play.id(name), self.play.now, "seed")
        ballots = list(command.ballots(self.play.programme, by))
        self.play.do(command, name)
        for ballot in ballots:
            assert ballot.new is (ballot.key not in self.held)
            self.held[ballot.key] = ballot.body
            self.keys[name] = ballot.key

    def refuse(self, name: str, *marks: int) -> str:
        """Return the code with which marks from another device than before are refused."""
        return refused(self.play, GiveMarks(MEETING, BLOCK, marks, "another"), name)

    def count(self) -> Vote:
        [box] = boxes(self.play.programme) or [""]
        self.play.do(CountVote(MEETING, BLOCK, box, tuple(sorted(self.held.values()))), "")
        return body(self.play)


def body(play: Play) -> Vote:
    found = play.meeting.blocks[BLOCK].body
    assert isinstance(found, Vote)
    return found


def planned(*people: str) -> Play:
    play = live(*(people or ENGLISH))
    play.do(RemoveBlock(MEETING, 2))
    for each in LINES:
        play.do(AddItem(MEETING, 0, each))
    return play


def voting(*people: str, secret: bool = True) -> Box:
    play = planned(*people)
    if not secret:
        play.do(SetSecrecy(MEETING, BLOCK, secret=False))
    play.step()
    return Box(play)


def test_the_big_button_leads_from_lines_to_the_vote_to_its_result() -> None:
    play = live(*ENGLISH)
    play.do(RemoveBlock(MEETING, 2))
    play.do(AddItem(MEETING, 0, LINES[0]))
    assert play.kind() == "make-vote"
    for each in LINES[1:]:
        play.do(AddItem(MEETING, 0, each))
    assert play.kind() == "open-vote"
    play.step()
    assert play.kind() == "close-vote"
    play.step()
    assert play.kind() == "close-meeting"


@pytest.mark.parametrize(("lines", "marks"), [(3, 2), (4, 2), (8, 2), (9, 2), (11, 3), (12, 3)])
def test_each_has_so_many_marks(lines: int, marks: int) -> None:
    play = live(*ENGLISH)
    play.do(RemoveBlock(MEETING, 2))
    for number in range(lines):
        play.do(AddItem(MEETING, 0, f"Line {number}"))
    assert body(play).marks == marks


def test_totals_are_known_to_nobody_before_the_end_and_ties_stay_ties() -> None:
    box = voting()
    box.give("Eleni", 1, 1)
    box.give("Paolo", 2, 3)
    box.give("Claire", 3)
    box.give("Ana", 2)
    told = msgspec.json.encode([event for event, _ in box.play.log]).decode()
    assert "marks" not in told
    assert (body(box.play).totals, body(box.play).given, len(body(box.play).answered)) == ({}, {}, 4)
    box.play.step()
    assert body(box.play).totals == {}
    found = box.count()
    assert [(line.item.number, line.marks, line.rank, line.tied) for line in found.result()] == [
        (1, 2, 1, True), (2, 2, 1, True), (3, 2, 1, True), (4, 0, 4, False),
    ]  # fmt: skip
    assert found.asked == len(ENGLISH)
    assert boxes(box.play.programme) == set()


def test_marks_are_changed_with_the_key_of_ones_own_device_and_without_it_not() -> None:
    box = voting()
    box.give("Eleni", 1, 1)
    box.give("Eleni", 4)
    assert box.refuse("Eleni", 2) == "answered-elsewhere"
    box.play.step()
    assert box.count().totals == {4: 1}


def test_by_name_the_team_may_learn_marks_but_totals_wait_all_the_same() -> None:
    box = voting(secret=False)
    box.give("Eleni", 1, 1)
    box.give("Eleni", 2)
    assert box.held == {}
    assert body(box.play).given == {box.play.id("Eleni"): ((2, 1),)}
    assert body(box.play).totals == {}
    box.play.step()
    assert box.count().totals == {2: 1}


def test_what_is_wrong_is_refused_and_changes_nothing() -> None:
    box = voting()
    before = len(box.play.log)
    assert box.refuse("Eleni", 5) == "item"
    assert box.refuse("Eleni", 1, 2, 3) == "marks-over"
    assert box.refuse("Eleni") == "marks-missing"
    for name in ("Dana", "Vera", "Imane"):
        assert box.refuse(name, 1) == "participants-vote"
    assert refused(box.play, AddItem(MEETING, BLOCK, "One more")) == "vote-open"
    assert refused(box.play, RemoveItem(MEETING, BLOCK, 1)) == "vote-open"
    assert refused(box.play, SetSecrecy(MEETING, BLOCK, secret=False)) == "vote-open"
    assert refused(box.play, CloseMeeting(MEETING)) == "rooms-still-on"
    assert (len(box.play.log), box.held) == (before, {})
    box.play.step()
    assert box.refuse("Eleni", 1) == "vote-closed"


def test_with_twelve_lines_one_gets_two_marks_at_most() -> None:
    play = planned()
    for number in range(8):
        play.do(AddItem(MEETING, BLOCK, f"Line {number}"))
    assert refused(play, AddItem(MEETING, BLOCK, "The thirteenth")) == "too-many-items"
    play.step()
    assert Box(play).refuse("Eleni", 1, 1, 1) == "marks-on-one"


def test_marks_of_who_leaves_count_and_who_became_an_observer_gives_none() -> None:
    box = voting("Eleni", "Paolo", "Claire")
    box.give("Eleni", 1)
    box.play.do(Leave(MEETING), "Eleni")
    box.play.do(ChangeRole(box.play.id("Claire"), "observer"), "Olga")
    assert box.refuse("Claire", 1) == "participants-vote"
    box.play.step()
    found = box.count()
    assert (found.totals, len(found.answered), found.asked) == ({1: 1}, 1, 2)


def test_a_vote_taken_back_begins_anew_and_a_closed_one_is_not_taken_back() -> None:
    box = voting()
    box.give("Eleni", 1)
    first = boxes(box.play.programme)
    box.play.do(TakeBack(MEETING, box.play.meeting.last_act.number))  # type: ignore[union-attr]
    assert (body(box.play).state, boxes(box.play.programme)) == ("planned", set())
    box.play.step()
    assert boxes(box.play.programme) != first
    assert body(box.play).answered == set()
    box.play.step()
    assert refused(box.play, TakeBack(MEETING, box.play.meeting.last_act.number)) == "too-late-to-take-back"  # type: ignore[union-attr]


def test_an_act_taken_back_after_the_count_leaves_the_result() -> None:
    box = voting()
    box.give("Eleni", 1)
    box.play.step()
    box.play.do(SetPlenaryClock(MEETING, BLOCK, 5))
    box.count()
    box.play.do(TakeBack(MEETING, box.play.meeting.last_act.number))  # type: ignore[union-attr]
    assert (body(box.play).state, body(box.play).totals) == ("counted", {1: 1})


def test_the_log_alone_gives_the_same_vote() -> None:
    box = voting(secret=False)
    box.give("Eleni", 1)
    box.play.step()
    box.count()
    assert box.play.folded() == box.play.programme


def test_themes_are_put_to_the_vote_in_their_order_and_not_twice() -> None:
    play = planned()
    assert refused(play, TakeThemes(MEETING, 0)) == "no-themes"
    for name in ("Buses", "schools first", "Staff"):
        play.do(CreateTheme(MEETING, name))
    play.do(TakeThemes(MEETING, 0))
    assert [(one.text, one.theme) for one in body(play).items.values()][4:] == [("Buses", 1), ("Staff", 3)]
    assert refused(play, TakeThemes(MEETING, BLOCK)) == "no-themes"
    for number in range(9):
        play.do(CreateTheme(MEETING, f"Theme {number}"))
    play.do(TakeThemes(MEETING, BLOCK))
    assert len(body(play).items) == 12
    assert refused(play, TakeThemes(MEETING, BLOCK)) == "too-many-items"


def test_the_same_words_are_one_line() -> None:
    play = planned()
    assert refused(play, AddItem(MEETING, 0, "schools FIRST")) == "said-twice"
