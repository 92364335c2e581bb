"""The staff's queue, its history, the private reports, and who has an announcement before their eyes."""

from __future__ import annotations

from app.domain.announcements import Announce
from app.domain.conduct import AnswerConduct, CloseConduct
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.mending import MergeRooms
from app.domain.help import CallForHelp
from app.domain.helping import AnswerHelp, ClaimHelp, ClearHelp, EnterRoom
from app.domain.leading import TakeLead
from app.domain.lost import SayLost
from app.domain.roles import ChangeRole
from app.domain.steps import TakeBack
from app.panels.console.help import MOST, Slow
from app.panels.panel import PANELS
from tests.domain.cafes import running
from tests.domain.play import MEETING, live, talking
from tests.panels.console.desk import Desk


def test_the_queue_is_the_same_for_all_staff_oldest_first() -> None:
    desk = Desk(talking())
    desk.do(CallForHelp(MEETING, "technical", "no sound"), "Hadeel")
    desk.play.now += 30
    desk.do(SayLost(MEETING), "Eleni")
    desk.do(CallForHelp(MEETING, "language"), "Paolo")
    desk.do(ClaimHelp(MEETING, 1), "Rui")
    desk.do(AnswerHelp(MEETING, 1, "the other plug"), "Rui")
    queue = desk.cut("help")
    assert queue == desk.cut("help", drives=False)
    assert [(one.number, one.room, one.kinds, one.claimed) for one in queue.rows] == [
        (1, 2, ("technical",), desk.play.id("Rui")),
        (2, 0, ("lost",), ""),
        (3, 1, ("language",), ""),
    ]
    assert desk.cut("room", 2).calls == 1
    assert desk.cut("attention").calls
    desk.do(MergeRooms(MEETING, 2, 2, 1, anyway=True))
    assert (desk.cut("help").rows[0].closed, desk.cut("help").rows[0].seat) == (True, 1)
    desk.do(EnterRoom(MEETING, 3), "Lina")
    assert desk.cut("room", 1).calls == 0


def test_what_a_table_called_for_and_was_told_goes_with_its_round_and_comes_back_with_it() -> None:
    desk = Desk(running())
    desk.do(CallForHelp(MEETING, "technical", "no sound"), "Eleni")
    desk.do(CallForHelp(MEETING), "Rui")
    table = desk.play.room_of("Eleni")
    desk.do(Announce(MEETING, "You are loud", to="room", room=table))
    news = desk.cut("announcements").said[0]
    desk.do(CloseRooms(MEETING, 2))
    assert [one.number for one in desk.cut("help").rows] == [2]
    assert [(one.number, one.how) for one in desk.cut("helped").past] == [(1, "closed")]
    assert (news.count, desk.cut("announcements").said[0].count) == (3, 0)
    desk.do(TakeBack(MEETING, desk.play.meeting.acts))
    assert [one.number for one in desk.cut("help").rows] == [1, 2]
    assert (desk.cut("helped").count, desk.cut("announcements").said[0].count) == (0, 3)
    assert desk.play.folded().meetings[MEETING].help == desk.play.meeting.help


def test_slower_is_counted_by_place_and_names_nobody() -> None:
    desk = Desk(talking())
    for name, words in (("Eleni", ""), ("Hadeel", "please"), ("Noura", ""), ("Dana", "")):
        desk.do(CallForHelp(MEETING, "too-fast", words), name)
    queue = desk.cut("help")
    assert queue.slower == [
        Slow(0, "room", 1, ()),
        Slow(1, "room", 1, ()),
        Slow(2, "room", 2, ("please",)),
    ]
    assert queue.waiting == 0
    desk.play.wait(120)
    assert desk.cut("help").slower == []


def test_how_long_it_took_is_listed_newest_first() -> None:
    desk = Desk(live("Eleni", "Paolo"))
    for name in ("Eleni", "Paolo"):
        desk.do(CallForHelp(MEETING), name)
    desk.play.wait(60)
    desk.do(ClaimHelp(MEETING, 1), "Rui")
    desk.play.wait(60)
    desk.do(AnswerHelp(MEETING, 1, usual="wait"), "Rui")
    desk.play.wait(60)
    desk.do(ClearHelp(MEETING, 1), "Lina")
    desk.do(ClearHelp(MEETING, 2), "Lina")
    history = desk.cut("helped", drives=False)
    assert history.count == 2
    assert [(one.number, one.claimed_after, one.answered_after, one.over_after, one.how) for one in history.past] == [
        (2, None, None, 180, "done"),
        (1, 60, 120, 180, "done"),
    ]


def test_a_thousand_calls_are_counted_and_not_all_drawn() -> None:
    play = live()
    desk = Desk(play)
    for person in play.programme.people:
        play.give(CallForHelp(MEETING), person)
    queue = desk.cut("help")
    assert (len(queue.rows), queue.waiting) == (MOST, len(play.programme.people))


def test_a_report_is_on_its_recipients_own_panels_alone() -> None:
    desk = Desk(talking())
    id = desk.play.id

    def cut(name: str) -> object:
        return PANELS["console.conduct"].slice(desk.view(), f"{MEETING}/{id(name)}")

    empty = cut("Rui")
    desk.do(CallForHelp(MEETING, "conduct", "he shouts", (id("Dana"), id("Olga"))), "Eleni")
    desk.do(TakeLead(MEETING), "Nils")
    desk.do(AnswerConduct(MEETING, 1, "we talk to him"), "Dana")
    seen = [name for name in ("Olga", "Dana", "Nils", "Lina", "Rui") if cut(name) != empty]
    assert seen == ["Olga", "Dana"]
    assert [("console.conduct", f"{MEETING}/{id(name)}") in desk.watched(name) for name in seen] == [True, True]
    assert [of for name in seen for panel, of in desk.watched(name) if panel == "console.conduct"] == [
        f"{MEETING}/{id(name)}" for name in seen
    ]
    desk.do(CloseConduct(MEETING, 1), "Dana")
    desk.do(ChangeRole(id("Dana"), "participant"), "Olga")
    assert cut("Dana") == empty


def test_who_has_seen_an_announcement_is_counted_and_the_others_are_named_to_those_who_drive() -> None:
    desk = Desk(talking())
    desk.do(Announce(MEETING, "Lunch at one"))
    (said,) = desk.cut("announcements").said
    assert (said.seen, said.count, said.more) == (0, 10, 0)
    desk.here()
    desk.signs.seens[desk.play.id("Luca")] -= 1
    (said,) = desk.cut("announcements").said
    assert (said.seen, said.count, said.unseen) == (9, 10, ("Luca D.",))
    (said,) = desk.cut("announcements", drives=False).said
    assert (said.seen, said.count, said.unseen) == (0, 0, ())
    desk.do(Announce(MEETING, "Lunch at two", instead=1))
    desk.do(Announce(MEETING, "You are loud", to="room", room=1))
    desk.do(Announce(MEETING, "For the team", to="staff"))
    staff = sum(person.staff for person in desk.play.programme.people.values())
    assert [(one.to, one.seen, one.count) for one in desk.cut("announcements").said] == [
        ("staff", 0, staff - 1),
        ("room", 0, 5),
        ("all", 0, 10),
    ]
