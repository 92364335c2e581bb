"""Holding back one field of a room's report: who may, who lets it go again, and that it is nowhere told."""

from __future__ import annotations

import pytest

from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.reports import named
from app.domain.texts import may_read
from app.domain.texts.words import NoteWords
from app.domain.withholding import HoldField
from app.panels.reported import told, words
from tests.domain.play import MEETING, Play
from tests.domain.test_harvest import harvested

PLACE = (2, 1, 1)


def reported() -> tuple[Play, str, str]:
    """Return a play whose first room has a report, somebody of that room and of the other."""
    play = harvested()
    play.do(NoteWords(named(play.meeting, PLACE), {"tip": "Pay it first", "surprise": "He left"}, {}), "")
    people, body = play.programme.people, play.meeting.blocks[2].body
    own, other = (people[next(iter(body.sat(1, room)))].name for room in (1, 2))
    return play, own, other


def hold(field: str = "surprise", *, held: bool = True) -> HoldField:
    return HoldField(MEETING, *(PLACE[0], PLACE[2]), field, held=held)


def fields(play: Play) -> list[str]:
    return [said.kind for said in words(play.programme, play.meeting, PLACE)]


def test_what_is_held_back_is_told_nowhere_until_whoever_held_it_lets_it_go() -> None:
    play, own, _ = reported()
    assert fields(play) == ["surprise", "tip"]
    play.do(hold(), own)
    assert play.do(hold(), own) == []
    assert fields(play) == ["tip"]
    assert "He left" not in str(told(play.programme, play.meeting, PLACE))
    play.do(NoteWords(named(play.meeting, PLACE), {"tip": "Pay", "surprise": "She left"}, {}), "")
    assert fields(play) == ["tip"]
    with pytest.raises(NotAllowed, match="field-held-by-room"):
        play.do(hold(held=False), "Dana")
    play.do(hold(held=False), own)
    assert play.do(hold(held=False), own) == []
    assert fields(play) == ["surprise", "tip"]
    assert play.folded() == play.programme


def test_the_team_holds_together_and_both_have_to_let_go() -> None:
    play, own, _ = reported()
    play.do(hold(), "Dana")
    assert play.do(hold(), "Olga") == []
    with pytest.raises(NotAllowed, match="field-held-by-team"):
        play.do(hold(held=False), own)
    play.do(hold(), own)
    play.do(hold(held=False), "Olga")
    assert fields(play) == ["tip"]
    play.do(hold(held=False), own)
    assert fields(play) == ["surprise", "tip"]


def test_others_may_not_and_what_is_not_there_cannot_be() -> None:
    play, own, other = reported()
    for who in (other, "Vera", "Lina"):
        with pytest.raises(NotAllowed):
            play.do(hold(), who)
    with pytest.raises(Invalid, match="unknown-choice"):
        play.do(hold("nowhere"), own)
    with pytest.raises(NotFound):
        play.do(HoldField(MEETING, 2, 9, "tip"), own)


def test_the_team_does_not_watch_the_letters_of_a_report_that_holds_something_back() -> None:
    play, own, _ = reported()
    text = named(play.meeting, PLACE)
    assert may_read(play.programme, text, play.id("Dana"))
    play.do(hold(), own)
    assert not may_read(play.programme, text, play.id("Dana"))
    assert may_read(play.programme, text, play.id(own))
    play.do(hold(held=False), own)
    assert may_read(play.programme, text, play.id("Dana"))
