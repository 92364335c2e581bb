"""Practices: who begins and writes one, its states, what a sheet asks for, sensitivity, remarks, photos, versions."""

from __future__ import annotations

import pytest

from app.domain.duties import TakeDuty
from app.domain.errors import Conflict, Full, Invalid, NotAllowed, NotFound
from app.domain.notes.sorting import HoldNote
from app.domain.notes.writing import WriteNote
from app.domain.practices import Practice
from app.domain.practices.beginning import AskForPitches, BeginPractice
from app.domain.practices.choosing import ChooseForPractice, ShowPractice, TranslatePractice
from app.domain.practices.fields import CHOICES, TEXTS, fault, labelled
from app.domain.practices.handing import HandPracticeOver
from app.domain.practices.photos import AddPhoto, DescribePhoto, RemovePhoto
from app.domain.practices.remarks import AnswerRemark, RemarkOnPractice, TakeInterest
from app.domain.practices.rights import reads_in
from app.domain.practices.shelf import MOST_OF_ONE, key, titled
from app.domain.practices.states import MOVES, STATES, MovePractice, beyond, missing, moves
from app.domain.roles import ChangeRole
from app.domain.texts import LATE, NONE, NOW, limits, may_read, right
from app.domain.texts.words import NoteWords
from tests.domain.play import MEETING, Play, programme, talking

WHOLE = {
    "country": "MA", "fields": "migration", "lead_type": "authority", "maturity": "good", "scope": "city",
    "since": "2021", "lasts": "ongoing", "evidence_kinds": "counts", "cost": "25k", "contact": "none",
}  # fmt: skip


def begun(play: Play, name: str = "Amal", language: str = "en", **more: object) -> Practice:
    play.do(BeginPractice(language, **more), name)  # type: ignore[arg-type]
    return play.programme.practices.by_number[len(play.programme.practices.by_number)]


def typed(play: Play, practice: Practice, name: str = "Amal", language: str = "", **words: str) -> None:
    """Let somebody's words be noted, as the engine does some seconds after they were typed."""
    text = key(practice.number, language or practice.own)
    known = play.programme.texts[text].words if text in play.programme.texts else {}
    who: dict[str, tuple[str, ...]] = {field: (play.id(name),) for field in words}
    play.do(NoteWords(text, {**known, **words}, who, play.id(name)), "")


def filled(play: Play, name: str = "Amal") -> Practice:
    """Return a draft with all that a sheet asks for."""
    practice = begun(play, name)
    typed(play, practice, name, **{field: f"About {field}" for field, each in TEXTS.items() if each.needed})
    for what, value in WHOLE.items():
        play.do(ChooseForPractice(practice.number, what, (value,)), name)
    play.do(MovePractice(practice.number, "en", "draft"), name)
    return practice


def moved(play: Play, practice: Practice, *to: str) -> None:
    """Move a practice on as those may who may: the server where nobody does."""
    for state in to:
        who = {"changes_requested": "Olga", "edited": "Olga", "submitted": "Amal", "withdrawn": "Amal"}.get(state, "")
        play.do(MovePractice(practice.number, practice.own, state), who)


def test_a_pitch_is_its_owners_and_nobody_elses_until_it_is_on_the_board() -> None:
    play = programme()
    practice = begun(play)
    text = key(practice.number, "en")
    assert (practice.owner, practice.scribe, practice.first.state) == (play.id("Amal"), "", "pitch")
    assert right(play.programme, text, play.id("Amal"), play.now) == NOW
    assert right(play.programme, text, play.id("Olga"), play.now) == NOW
    assert right(play.programme, text, play.id("Lina"), play.now) == NONE
    assert may_read(play.programme, text, play.id("Lina"))
    assert not may_read(play.programme, text, play.id("Nuno"))
    for command in (TakeInterest(1), RemarkOnPractice(1, "How?"), ShowPractice(1), MovePractice(1, "en", "draft")):
        with pytest.raises(NotFound, match="practice"):
            play.do(command, "Nuno")
    play.do(ShowPractice(1), "Amal")
    assert not may_read(play.programme, text, play.id("Nuno"))  # letter by letter: the board has pages of their own
    with pytest.raises(NotAllowed, match="not-your-practice"):
        play.do(ChooseForPractice(1, "maturity", ("good",)), "Nuno")
    assert play.folded() == play.programme


def test_a_neighbour_writes_a_pitch_while_its_owner_talks_and_no_longer() -> None:
    play = talking()
    owner, scribe = (play.programme.people[each].name.split()[0] for each in play.round.members(1)[:2])
    far = play.programme.people[play.round.members(2)[0]].name.split()[0]
    with pytest.raises(NotAllowed, match="not-in-one-room"):
        begun(play, far, owner=play.id(owner))
    practice = begun(play, scribe, owner=play.id(owner))
    text = key(practice.number, "en")
    assert (practice.owner, practice.scribe) == (play.id(owner), play.id(scribe))
    assert right(play.programme, text, play.id(scribe), play.now) == NOW
    play.do(ShowPractice(practice.number), scribe)
    play.do(MovePractice(practice.number, "en", "draft"), owner)
    assert right(play.programme, text, play.id(scribe), play.now) == LATE
    assert right(play.programme, text, play.id(owner), play.now) == NOW
    assert begun(play, "Lina", owner=play.id(far)).scribe == play.id("Lina")


def test_a_pitch_comes_from_a_practice_hint_once() -> None:
    play = talking()
    play.do(WriteNote(MEETING, "A counter beside the market", "practice_hint"), "Luca")
    play.do(WriteNote(MEETING, "Say it shorter", "tip"), "Luca")
    practice = begun(play, "Luca", meeting=MEETING, note=1)
    assert (practice.meeting, practice.note, practice.place) == (MEETING, 1, play.meeting.notes.by_number[1].place)
    assert titled(play.programme, practice, "en") == ("", "")
    with pytest.raises(Conflict, match="practice-begun-already"):
        begun(play, "Lina", meeting=MEETING, note=1)
    with pytest.raises(Conflict, match="no-practice-in-note"):
        begun(play, "Luca", meeting=MEETING, note=2)
    with pytest.raises(NotFound):
        begun(play, "Luca", meeting=MEETING, note=9)
    room = play.room_of("Luca")
    far = play.round.members(next(number for number in play.round.rooms if number != room))[0]
    play.do(WriteNote(MEETING, "Not for everybody", "practice_hint"), "Luca")
    with pytest.raises(NotFound, match="note"):
        play.give(BeginPractice("en", meeting=MEETING, note=3), far)
    play.do(HoldNote(MEETING, 3), "Luca")
    with pytest.raises(NotAllowed, match="held-by-author"):
        begun(play, "Lina", meeting=MEETING, note=3)


def test_nobody_fills_the_shelf_alone() -> None:
    play = programme()
    for _ in range(MOST_OF_ONE):
        begun(play)
    with pytest.raises(Full, match="too-many-practices-of-one"):
        begun(play)
    with pytest.raises(Invalid):
        begun(play, "Nuno", "xx")


def test_organisers_and_editors_ask_for_pitches_and_each_is_asked_once() -> None:
    play = programme()
    play.do(AskForPitches((play.id("Amal"), play.id("Amal"), play.id("Nuno"))), "Olga")
    assert list(play.programme.practices.asked) == [play.id("Amal"), play.id("Nuno")]
    assert play.do(AskForPitches((play.id("Amal"),)), "Olga") == []
    for name in ("Dana", "Amal"):
        with pytest.raises(NotAllowed):
            play.do(AskForPitches((play.id("Amal"),)), name)
    with pytest.raises(Invalid, match="nobody-chosen"):
        play.do(AskForPitches(()), "Olga")


@pytest.mark.parametrize(
    ("what", "values", "code"),
    [
        ("fields", ("art", "media", "youth", "gender"), "too-many"),
        ("fields", ("sailing",), "unknown-choice"),
        ("country", ("XX",), "unknown-choice"),
        ("country", ("MA", "TN"), "too-many"),
        ("since", ("1949",), "unknown-choice"),
        ("title", ("x",), "unknown-choice"),
    ],
)
def test_a_choice_is_one_of_those_offered(what: str, values: tuple[str, ...], code: str) -> None:
    play = programme()
    practice = begun(play)
    with pytest.raises(Invalid, match=code):
        play.do(ChooseForPractice(practice.number, what, values), "Amal")
    play.do(ChooseForPractice(practice.number, "fields", ("art", "art", "media")), "Amal")
    assert practice.choices == {"fields": ("art", "media")}
    assert play.do(ChooseForPractice(practice.number, "fields", ("art", "media")), "Amal") == []
    play.do(ChooseForPractice(practice.number, "fields"), "Amal")
    assert practice.choices == {}


def test_the_limits_of_a_pitch_are_smaller_than_those_of_a_sheet() -> None:
    play = programme()
    practice = begun(play)
    text = key(practice.number, "en")
    assert [limits(play.programme, text)[name] for name in ("title", "challenge", "results")] == [100, 300, 200]
    play.do(MovePractice(practice.number, "en", "draft"), "Amal")
    assert [limits(play.programme, text)[name] for name in ("title", "challenge", "results")] == [100, 900, 700]
    with pytest.raises(NotFound):
        limits(play.programme, "practice/1/fr")
    for name in (
        "practice/9/en",
        "practice/x/en",
        "practice/01/en",
        "practice/١/en",
        "practice/1",
        "practice/" + "9" * 30 + "/en",
    ):
        with pytest.raises(NotFound):
            limits(play.programme, name)


@pytest.mark.parametrize(
    ("name", "said", "code"),
    [
        ("partners", "\n".join("abcdefghi"), "too-many"),
        ("partners", "x" * 81, "too-long"),
        ("partners", "\n".join("abcdefgh") + "\n\n", ""),
        ("title", "e\u0301" * 100, ""),
        ("title", "e\u0301" * 101, "too-long"),
        ("links", "Report https://example.org/a\nhttps://example.org/b", ""),
        ("links", "Report http://example.org/a", "no-https-link"),
        ("links", "Click javascript:alert(1)", "no-https-link"),
        ("links", "Only words", "no-https-link"),
        ("links", "x https://me@example.org/", "link-with-user"),
    ],
)
def test_entries_are_counted_line_by_line_and_links_are_links(name: str, said: str, code: str) -> None:
    found = fault(name, said)
    assert (found.code if found else "") == code


def test_a_link_has_a_label_or_its_host() -> None:
    assert labelled("The report: https://example.org/a") == ("The report", "https://example.org/a")
    assert labelled("https://example.org/a") == ("example.org", "https://example.org/a")


def test_every_move_that_is_not_in_the_machine_is_refused_naming_the_state() -> None:
    paths = {
        "pitch": (), "draft": ("draft",), "submitted": ("submitted",),
        "changes_requested": ("submitted", "changes_requested"), "edited": ("submitted", "edited"),
        "cleared": ("submitted", "edited", "cleared"), "refused": ("submitted", "edited", "refused"),
        "published": ("submitted", "edited", "cleared", "published"), "withdrawn": ("withdrawn",),
    }  # fmt: skip
    assert set(paths) == set(STATES)
    for state, way in paths.items():
        play = programme()
        practice = begun(play) if way in ((), ("draft",)) else filled(play)
        moved(play, practice, *way)
        assert practice.first.state == state
        for to in (*STATES, "finished"):
            if (state, to) not in MOVES:
                with pytest.raises(Conflict) as refused:
                    play.do(MovePractice(practice.number, "en", to), "")
                assert (refused.value.code, refused.value.facts) == ("practice-state", {"state": state})
        assert play.folded() == play.programme


def test_who_may_move_it_where() -> None:
    play = programme()
    practice = filled(play)
    play.do(ShowPractice(practice.number), "Amal")
    ways = {
        "draft": {"Amal": ["submitted", "withdrawn"], "Olga": ["submitted", "withdrawn"], "Nuno": [], "Dana": []},
        "submitted": {"Amal": ["withdrawn"], "Olga": ["changes_requested", "edited", "withdrawn"], "Nuno": []},
        "edited": {"Amal": ["withdrawn"], "Olga": ["withdrawn"], "Nuno": []},
        "cleared": {"Amal": ["withdrawn"], "Olga": ["edited", "withdrawn"]},
    }
    for state, who in ways.items():
        if practice.first.state != state:
            moved(play, practice, state)
        for name, states in who.items():
            assert moves(play.programme, practice, practice.first, play.id(name)) == states, (state, name)
            for to in {to for now, to in MOVES if now == state} - set(states):
                with pytest.raises(NotAllowed):
                    play.do(MovePractice(practice.number, "en", to), name)


def test_only_a_whole_sheet_is_handed_in() -> None:
    play = programme()
    practice = filled(play)
    for change, back in (("who_for", ""), ("links", "no link"), ("action", "")):
        before = play.programme.texts[key(1, "en")].words.get(change, "")
        typed(play, practice, **{change: back})
        with pytest.raises(Conflict, match="practice-incomplete"):
            play.do(MovePractice(1, "en", "submitted"), "Amal")
        typed(play, practice, **{change: before})
    play.do(ChooseForPractice(1, "contact", ("mailbox",)), "Amal")
    assert missing(play.programme, practice, practice.first) == ["mailbox"]
    play.do(ChooseForPractice(1, "contact", ("none",)), "Amal")
    play.do(ChooseForPractice(1, "cost"), "Amal")
    assert missing(play.programme, practice, practice.first) == ["cost"]
    play.do(ChooseForPractice(1, "cost", ("5k",)), "Amal")
    play.do(MovePractice(1, "en", "submitted"), "Amal")


def test_a_pitch_asks_for_little() -> None:
    play = programme()
    practice = begun(play)
    asked = missing(play.programme, practice, practice.first)
    assert asked == ["title", "subtitle", "city", "lead_org", "challenge", "action", "results", "tip",
                     "country", "fields", "lead_type", "maturity"]  # fmt: skip
    assert set(asked) <= {*TEXTS, *CHOICES}


def test_what_is_changed_beyond_typography_after_its_owner_agreed_is_edited_again() -> None:
    play = programme()
    practice = filled(play)
    moved(play, practice, "submitted", "edited", "cleared")
    typed(play, practice, "Olga", title="About “Title”!")
    assert practice.first.state == "cleared"
    moved(play, practice, "published")
    typed(play, practice, "Olga", action="About action — not at all")
    assert practice.first.state == "edited"
    assert play.folded() == play.programme


@pytest.mark.parametrize(
    ("before", "after", "more"),
    [("Ten days", "ten  days.", False), ("64 people", "46 people", True), ("ملفّ", "ملف", False), ("a", "", True)],
)
def test_typography_is_what_is_no_letter_and_no_digit(before: str, after: str, more: bool) -> None:
    assert beyond(before, after) is more


def test_each_language_has_its_own_state_and_words() -> None:
    play = programme()
    practice = filled(play)
    play.do(TranslatePractice(1, "ar"), "Amal")
    assert play.do(TranslatePractice(1, "ar"), "Amal") == []
    typed(play, practice, language="ar", title="مكتب الأيام العشرة")
    assert titled(play.programme, practice, "ar") == ("مكتب الأيام العشرة", "ar")
    assert titled(play.programme, practice, "fr") == ("About title", "en")
    play.do(MovePractice(1, "en", "submitted"), "Amal")
    assert [sheet.state for sheet in practice.sheets.values()] == ["submitted", "draft"]
    with pytest.raises(Conflict, match="practice-incomplete"):
        play.do(MovePractice(1, "ar", "submitted"), "Amal")
    with pytest.raises(NotFound):
        play.do(MovePractice(1, "fr", "draft"), "Amal")


def test_a_sensitive_practice_leaves_out_as_much_as_it_must() -> None:
    play = programme()
    practice = filled(play)
    moved(play, practice, "submitted")
    for sensitivity, least in (("high", 2), ("caution", 1)):
        play.do(ChooseForPractice(1, "sensitivity", (sensitivity,)), "Amal")
        for removed in (("face", "place", "name")[:count] for count in range(least)):
            play.do(ChooseForPractice(1, "removed", removed), "Amal")
            with pytest.raises(Conflict) as refused:
                play.do(MovePractice(1, "en", "edited"), "Olga")
            assert (refused.value.code, refused.value.facts) == ("practice-too-open", {"least": least})
    play.do(ChooseForPractice(1, "removed", ("place",)), "Amal")
    play.do(MovePractice(1, "en", "edited"), "Olga")
    assert practice.removed("place")
    play.do(ChooseForPractice(1, "sensitivity", ("none",)), "Amal")
    assert not practice.removed("place")


@pytest.mark.parametrize(
    ("sensitivity", "chosen", "shown"),
    [
        ("none", (), 3), ("caution", (), 0), ("caution", ("face",), 2),
        ("high", ("face",), 0), ("high", ("face", "name"), 1), ("high", ("face", "place", "name"), 0),
    ],
)  # fmt: skip
def test_until_enough_is_left_out_a_sensitive_practice_shows_nothing_of_it(
    sensitivity: str, chosen: tuple[str, ...], shown: int
) -> None:
    play = programme()
    practice = begun(play)
    play.do(ChooseForPractice(1, "sensitivity", (sensitivity,)), "Amal")
    play.do(ChooseForPractice(1, "removed", chosen), "Amal")
    assert sum(not practice.removed(what) for what in ("face", "place", "name")) == shown


def test_what_is_chosen_or_pictured_anew_after_its_owner_agreed_is_edited_again() -> None:
    changes_after = (
        ChooseForPractice(1, "maturity", ("pilot",)),
        AddPhoto(1, "def", 8, 6, "A queue"),
        DescribePhoto(1, 1, "Another counter"),
        RemovePhoto(1, 1),
    )
    for change in changes_after:
        play = programme()
        practice = filled(play)
        play.do(AddPhoto(1, "abc", 800, 600, "A counter"), "Amal")
        moved(play, practice, "submitted", "edited", "cleared")
        play.do(change, "Olga")
        assert practice.first.state == "edited", change
        assert play.folded() == play.programme


def test_who_is_interested_is_counted_once_and_the_owner_is_not() -> None:
    play = programme()
    practice = begun(play)
    play.do(ShowPractice(1), "Amal")
    for _ in range(2):
        play.do(TakeInterest(1), "Nuno")
        play.do(TakeInterest(1), "Amal")
    assert list(practice.interested) == [play.id("Nuno")]
    play.do(TakeInterest(1, interested=False), "Nuno")
    assert practice.interested == {}


def test_a_question_is_answered_by_its_owner() -> None:
    play = programme()
    practice = begun(play)
    play.do(ShowPractice(1), "Amal")
    play.do(RemarkOnPractice(1, " Who pays? ", "question", "en"), "Nuno")
    with pytest.raises(Invalid):
        play.do(RemarkOnPractice(1, "x", "shout"), "Nuno")
    with pytest.raises(Invalid, match="too-long"):
        play.do(RemarkOnPractice(1, "é" * 201), "Nuno")
    with pytest.raises(NotAllowed):
        play.do(AnswerRemark(1, 1, "We do"), "Nuno")
    with pytest.raises(NotFound):
        play.do(AnswerRemark(1, 2, "We do"), "Amal")
    play.do(AnswerRemark(1, 1, "The city"), "Amal")
    assert [(each.text, each.answer) for each in practice.remarks] == [("Who pays?", "The city")]
    assert play.folded() == play.programme


def test_two_photos_and_no_more_each_with_words_for_who_does_not_see_them() -> None:
    play = programme()
    practice = begun(play)
    play.do(AddPhoto(1, "abc", 800, 600, "A counter", "The desk", "Amal", "Asked"), "Amal")
    with pytest.raises(Invalid, match="empty"):
        play.do(AddPhoto(1, "def", 8, 6, " "), "Amal")
    play.do(AddPhoto(1, "def", 8, 6, "A queue"), "Olga")
    with pytest.raises(Full, match="too-many-photos"):
        play.do(AddPhoto(1, "ghi", 8, 6, "Another"), "Amal")
    play.do(DescribePhoto(1, 2, "A long queue"), "Amal")
    play.do(RemovePhoto(1, 1), "Amal")
    assert [(photo.file, photo.alt) for photo in practice.photos] == [("def", "A long queue")]
    with pytest.raises(NotFound, match="photo"):
        play.do(RemovePhoto(1, 2), "Amal")
    play.do(ShowPractice(1), "Amal")
    with pytest.raises(NotAllowed):
        play.do(RemovePhoto(1, 1), "Nuno")
    assert play.folded() == play.programme


def test_an_editor_is_one_by_role_and_a_rapporteur_is_none() -> None:
    play = programme()
    begun(play)
    with pytest.raises(NotAllowed):
        play.do(ChooseForPractice(1, "maturity", ("good",)), "Lina")
    play.do(ChangeRole(play.id("Lina"), "editor"), "Olga")
    play.do(ChooseForPractice(1, "maturity", ("good",)), "Lina")


def test_a_withdrawn_practice_leaves_the_board_and_takes_no_more_words() -> None:
    play = programme()
    practice = begun(play)
    play.do(ShowPractice(1), "Amal")
    moved(play, practice, "withdrawn")
    assert not practice.on_board
    assert right(play.programme, key(1, "en"), play.id("Amal"), play.now) == LATE
    with pytest.raises(Conflict, match="practice-state"):
        play.do(ShowPractice(1), "Amal")


def test_a_language_that_is_withdrawn_is_read_no_more_while_another_stays() -> None:
    play = programme()
    practice = begun(play)
    typed(play, practice, title="The Desk")
    play.do(TranslatePractice(1, "ar"), "Amal")
    typed(play, practice, language="ar", title="مكتب الأيام العشرة")
    play.do(ShowPractice(1), "Amal")
    assert reads_in(play.programme, practice, "en", play.id("Nuno"))
    moved(play, practice, "withdrawn")
    assert practice.on_board
    assert titled(play.programme, practice, "en") == ("مكتب الأيام العشرة", "ar")
    assert not reads_in(play.programme, practice, "en", play.id("Nuno"))
    assert reads_in(play.programme, practice, "ar", play.id("Nuno"))
    assert reads_in(play.programme, practice, "en", play.id("Amal"))
    for shown in (False, True):
        play.do(ShowPractice(1, shown), "Amal")
        assert practice.on_board is shown
    play.do(MovePractice(1, "ar", "withdrawn"), "Amal")
    assert (practice.on_board, titled(play.programme, practice, "en")) == (False, ("The Desk", "en"))


def test_the_rapporteur_of_a_room_is_one_of_it() -> None:
    play = talking()
    owner, scribe = (play.programme.people[each].name.split()[0] for each in play.round.members(1)[:2])
    play.do(TakeDuty(MEETING), scribe)
    assert begun(play, scribe, owner=play.id(owner)).scribe == play.id(scribe)


def test_an_owner_or_the_team_hands_a_practice_over_to_who_speaks_and_shares_a_meeting() -> None:
    play = programme()
    practice, text = begun(play), key(1, "en")
    play.do(ShowPractice(1), "Amal")
    play.do(TakeInterest(1), "Nuno")
    with pytest.raises(NotAllowed, match="not-your-practice"):
        play.do(HandPracticeOver(1, play.id("Nuno")), "Nuno")
    for nobody in ("Vera", "Dana"):
        with pytest.raises(NotFound):
            play.do(HandPracticeOver(1, play.id(nobody)), "Amal")
    with pytest.raises(NotFound):
        play.do(HandPracticeOver(1, play.id("Vera")), "Dana")
    play.do(HandPracticeOver(1, play.id("Nuno")), "Amal")
    assert (practice.owner, practice.former, practice.interested) == (play.id("Nuno"), [play.id("Amal")], {})
    assert right(play.programme, text, play.id("Nuno"), play.now) == NOW
    assert right(play.programme, text, play.id("Amal"), play.now) == LATE
    assert play.do(HandPracticeOver(1, play.id("Nuno")), "Dana") == []
    with pytest.raises(NotAllowed):
        play.do(HandPracticeOver(1, play.id("Amal")), "Amal")
    play.do(HandPracticeOver(1, play.id("Amal")), "Dana")
    assert (practice.owner, practice.former) == (play.id("Amal"), [play.id("Nuno")])
    assert play.folded().practices == play.programme.practices


def test_who_was_handed_a_practice_gives_it_back_be_it_to_the_team_and_nobody_gives_back_twice() -> None:
    play = programme()
    for name in ("Dana", "Amal"):
        begun(play, name)
    play.do(HandPracticeOver(1, play.id("Amal")), "Dana")
    with pytest.raises(NotFound):
        play.do(HandPracticeOver(1, play.id("Olga")), "Amal")
    play.do(HandPracticeOver(1, play.id("Dana")), "Amal")
    practice = play.programme.practices.by_number[1]
    assert (practice.owner, practice.giver, practice.former) == (play.id("Dana"), "", [play.id("Amal")])
    with pytest.raises(NotFound):
        play.do(HandPracticeOver(2, play.id("Dana")), "Amal")
    assert play.folded().practices == play.programme.practices


def test_what_was_agreed_to_is_asked_again_of_a_new_owner_and_a_full_shelf_takes_none() -> None:
    play = programme()
    practice = filled(play)
    moved(play, practice, "submitted", "edited", "cleared")
    play.do(HandPracticeOver(1, play.id("Nuno")), "Amal")
    assert practice.first.state == "edited"
    for _ in range(MOST_OF_ONE):
        begun(play, "Chiara")
    with pytest.raises(Full, match="too-many-practices-of-one"):
        play.do(HandPracticeOver(1, play.id("Chiara")), "Dana")
    play.do(MovePractice(1, "en", "withdrawn"), "Nuno")
    with pytest.raises(Conflict, match="practice-state"):
        play.do(HandPracticeOver(1, play.id("Amal")), "Dana")
