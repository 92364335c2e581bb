"""Shared texts as the log knows them: words, versions, who may read and write which, before and after the end."""

from __future__ import annotations

import pytest

from app.domain import reports
from app.domain.errors import NotFound
from app.domain.messages import SYSTEM
from app.domain.texts import LATE, NONE, NOW, limits, may_read, right
from app.domain.texts.changes import changes
from app.domain.texts.versions import KeepVersions, version
from app.domain.texts.words import KEEP_EVERY, MarkLate, NoteWords, VersionKept, WordsCameLate, WordsNoted
from tests.domain.play import Play, talking

FORTNIGHT = 14 * 86_400.0


@pytest.fixture
def play() -> Play:
    return talking("Amal", "Nuno", "Salma", "Eleni", "Idris", "Chiara", size=3)


def report(play: Play, room: int = 1) -> str:
    return reports.named(play.meeting, (2, 1, room))


def note(play: Play, words: dict[str, str], **more: object) -> list[object]:
    who = {name: (play.id(by),) for name in words for by in (str(more.pop("by", "Dana")),)}
    command = NoteWords(report(play), words, who, **more)  # type: ignore[arg-type]
    return list(play.give(command, SYSTEM))


def test_a_report_is_there_from_the_moment_its_room_opens_and_has_the_fields_of_the_template(play: Play) -> None:
    assert limits(play.programme, report(play)) == reports.FIELDS
    for name in ("report/m1/9-1-1", "report/m1/2-1-99", "report/m9/2-1-1", "report/m1/02-1-1", "report/m1", "thing/1"):
        with pytest.raises(NotFound):
            limits(play.programme, name)


def test_only_what_changed_is_noted_and_fields_that_nobody_knows_are_left_out(play: Play) -> None:
    first = note(play, {"key1": "Ask them", "nonsense": "x"})
    assert [event.words for event in first if isinstance(event, WordsNoted)] == [{"key1": "Ask them"}]
    assert note(play, {"key1": "Ask them"}) == []
    note(play, {"key1": "Ask them", "tip": "Begin early"}, by="Amal")
    known = play.programme.texts[report(play)]
    assert known.words == {"key1": "Ask them", "tip": "Begin early"}
    assert known.filled == ["key1", "tip"]
    note(play, {"key1": "", "tip": "Begin early"})
    assert known.filled == ["tip"]


def test_a_field_that_several_filled_over_its_limit_keeps_every_word(play: Play) -> None:
    said = " ".join(f"{name} {number}" for number in range(200) for name in ("Amal", "نور"))
    note(play, {"tip": said})
    assert play.programme.texts[report(play)].words["tip"] == said


def test_a_version_is_kept_after_five_minutes_of_change_and_says_who_changed_what(play: Play) -> None:
    note(play, {"key1": "One"}, by="Amal")
    play.now += KEEP_EVERY - 1
    assert not any(isinstance(event, VersionKept) for event in note(play, {"key1": "One two"}))
    play.now += 1
    assert isinstance(note(play, {"key1": "One two three"})[0], VersionKept)
    kept = version(play.programme, report(play), 1)
    assert kept.words == {"key1": "One two"}
    assert kept.who == {"key1": (play.id("Amal"), play.id("Dana"))}
    with pytest.raises(NotFound):
        version(play.programme, report(play), 2)


def test_versions_are_kept_of_what_changed_alone(play: Play) -> None:
    assert not play.give(KeepVersions((report(play),)), SYSTEM)
    note(play, {"key1": "One"})
    names = (report(play), report(play), report(play, 2), "report/m1/9-9-9")
    assert play.give(KeepVersions(names), SYSTEM) == [VersionKept(report(play))]
    assert not play.give(KeepVersions(names), SYSTEM)


def test_what_comes_late_is_noted_with_whose_it_was(play: Play) -> None:
    amal = play.id("Amal")
    assert play.give(MarkLate(report(play), amal), SYSTEM) == [WordsCameLate(report(play), amal)]
    assert play.programme.texts[report(play)].late == [(amal, play.now)]


def test_who_sits_there_writes_now_who_sat_there_writes_late_and_nobody_else(play: Play) -> None:
    sat = list(play.round.sat(1, 1))
    other = next(iter(play.round.sat(1, 2)))
    text = report(play)
    assert {right(play.programme, text, person, play.now) for person in sat} == {NOW}
    assert not may_read(play.programme, text, other)
    with pytest.raises(NotFound):
        right(play.programme, text, other, play.now)
    assert right(play.programme, text, play.id("Dana"), play.now) == NOW
    play.programme.people[sat[0]].role = "observer"
    assert right(play.programme, text, sat[0], play.now) == NONE


def test_after_the_end_text_is_taken_for_two_weeks_whatever_a_device_thinks_the_time_is(play: Play) -> None:
    text, person = report(play), next(iter(play.round.sat(1, 1)))
    play.meeting.phase, play.meeting.closed_at = "closed", play.now
    assert right(play.programme, text, person, play.now + FORTNIGHT) == LATE
    assert right(play.programme, text, person, play.now + FORTNIGHT + 1) == NONE
    assert may_read(play.programme, text, person)


def test_a_report_can_be_read_aloud_in_three_minutes() -> None:
    assert reports.words({"key1": "one two", "tip": "three"}) == 3
    assert reports.seconds(reports.WORDS_IN_THREE_MINUTES) == 180


def test_signs_that_no_text_may_hold_are_left_out_and_the_rest_is_kept(play: Play) -> None:
    every = "".join(map(chr, range(0x20))) + "\x7f\x85\ud800\u202e"
    note(play, {"key1": f"Ask{every}them", "tip": "e\u0301" * 2000})
    known = play.programme.texts[report(play)].words
    assert known["key1"] == "Ask \nthem"  # a tab parts words as a space does
    assert known["tip"] == "\xe9" * 2000


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "new words"),
        ("one two three", "one 2 three"),
        ("a\nb\nc", "a\nc\n"),
        ("مكتب الاستقبال", "مكتب استقبال جديد"),
    ],
)
def test_the_pieces_of_a_difference_make_both_texts(before: str, after: str) -> None:
    found = changes(before, after)
    assert "".join(each.text for each in found if each.kind != "new") == before
    assert "".join(each.text for each in found if each.kind != "gone") == after
    assert [each.text for each in changes("one two three", "one 2 three") if each.kind != "same"] == ["two", "2"]
