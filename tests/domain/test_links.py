"""Links, devices, knocks, codes, the door: who gets in, as whom, and how that is taken back."""

from __future__ import annotations

import pytest

from app.domain import codes, devices, knocks, links
from app.domain.codes import RenewCode, ReplaceScreenLink
from app.domain.devices import RenewDevice, SignIn, SignOut, SignOutOthers
from app.domain.door import ChooseLanguage, PassDoor
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany
from app.domain.knocks import Admit, AskIn, TurnAway
from app.domain.links import ReplaceLink, ShowLinks
from app.domain.meetings import CloseMeeting
from app.domain.messages import STRANGER
from app.domain.people import ChangePerson
from app.domain.roles import ChangeRole
from tests.domain.play import MEETING, Play, live, programme


def knock(play: Play, name: str = "Somebody", device: str = "d1") -> str:
    play.give(AskIn(MEETING, name, device), STRANGER)
    return f"k{play.programme.last_knock}"


def test_the_same_link_on_two_devices_is_the_same_seat() -> None:
    play = live("Amal")
    play.do(SignIn("phone"), "Amal")
    play.do(SignIn("laptop"), "Amal")
    assert [device.hash for device in devices.of(play.programme, play.id("Amal"))] == ["phone", "laptop"]
    assert all(device.full for device in play.programme.devices.values())


def test_a_device_of_somebody_else_is_not_taken() -> None:
    play = live("Amal")
    play.do(SignIn("phone"), "Amal")
    for device in ("phone", ""):
        with pytest.raises(Invalid):
            play.do(SignIn(device), "Eleni")
    play.do(SignIn("phone2", replaces="phone"), "Amal")
    assert list(play.programme.devices) == ["phone2"]


def test_a_browser_that_changes_hands_has_one_seat_only() -> None:
    play = live("Amal")
    play.do(SignIn("phone"), "Amal")
    play.do(SignIn("new", replaces="phone"), "Eleni")
    assert [(device.hash, device.person) for device in play.programme.devices.values()] == [("new", play.id("Eleni"))]


def test_a_replaced_link_signs_all_devices_out() -> None:
    play = live("Amal")
    play.do(SignIn("phone"), "Amal")
    play.do(ReplaceLink(play.id("Amal")))
    assert play.programme.devices == {}
    assert play.programme.people[play.id("Amal")].generation == 2


def test_signing_out_oneself_or_ones_other_devices() -> None:
    play = live("Amal")
    for device in ("a", "b", "c"):
        play.do(SignIn(device), "Amal")
    play.do(SignOutOthers("b"), "Amal")
    assert list(play.programme.devices) == ["b"]
    assert play.do(SignOutOthers("b"), "Amal") == []
    for command in (SignOut("b"), SignOutOthers("b"), RenewDevice("x", "b")):
        with pytest.raises(NotFound):
            play.do(command, "Eleni")
    play.do(SignOut("b"), "Amal")
    assert play.programme.devices == {}


def test_a_device_gets_another_id_after_a_change_of_role() -> None:
    play = live("Amal")
    play.do(SignIn("old"), "Amal")
    play.do(ChangeRole(play.id("Amal"), "rapporteur"), "Olga")
    assert play.programme.devices["old"].stale
    play.do(RenewDevice("new", "old"), "Amal")
    assert list(play.programme.devices) == ["new"]
    assert not play.programme.devices["new"].stale
    with pytest.raises(Invalid):
        play.do(RenewDevice("new", "new"), "Amal")


def test_a_person_has_twenty_devices_at_most() -> None:
    play = live("Amal")
    for number in range(25):
        play.now += 1
        play.do(SignIn(f"d{number}"), "Amal")
    assert [device.hash for device in devices.of(play.programme, play.id("Amal"))] == [f"d{n}" for n in range(5, 25)]


def test_links_of_staff_are_shown_to_organisers_only() -> None:
    play = live("Amal")
    amal, olga = play.id("Amal"), play.id("Olga")
    assert play.do(ShowLinks((amal,)))
    for command in (ShowLinks((olga,)), ReplaceLink(olga), ShowLinks((amal, olga))):
        with pytest.raises(NotAllowed):
            play.do(command)
        assert play.do(command, "Olga")
    assert olga in links.may_see(play.programme, olga)
    assert olga not in links.may_see(play.programme, play.id("Dana"))
    with pytest.raises(NotFound):
        play.do(ShowLinks(("p999",)))
    with pytest.raises(Invalid):
        play.do(ShowLinks((amal,) * 100))


def test_somebody_with_the_common_link_is_admitted_as_a_new_person() -> None:
    play = live("Amal")
    play.do(Admit(knock(play, "Nour \u202eB.")))
    person = play.programme.people[play.programme.devices["d1"].person or ""]
    assert (person.name, person.walked_in, person.role, person.generation) == ("Nour B.", True, "participant", 1)
    assert person.takes_part_in(MEETING)
    assert not play.programme.devices["d1"].full


def test_somebody_who_lost_their_link_is_joined_to_their_seat_but_no_more() -> None:
    play = live("Amal")
    before = len(play.programme.people)
    play.do(Admit(knock(play), play.id("Amal")))
    device = play.programme.devices["d1"]
    assert (device.person, device.full, len(play.programme.people)) == (play.id("Amal"), False, before)
    play.do(SignIn("d1"), "Amal")
    assert play.programme.devices["d1"].full


def test_nobody_is_joined_to_a_seat_of_the_team_but_by_an_organiser() -> None:
    play = live("Amal")
    waiting = knock(play)
    with pytest.raises(NotAllowed):
        play.do(Admit(waiting, play.id("Dana")), "Rui")
    play.do(Admit(waiting, play.id("Dana")), "Olga")


def test_who_is_joined_to_somebody_of_another_meeting_takes_part_in_this_one() -> None:
    play = live("Amal")
    amal = play.id("Amal")
    play.programme.people[amal].meetings = {"m0"}
    play.programme.meetings["m0"] = play.meeting
    play.do(Admit(knock(play), amal))
    assert play.programme.people[amal].takes_part_in(MEETING)


def test_a_knock_is_answered_once() -> None:
    play = live("Amal")
    waiting = knock(play)
    assert [each.id for each in knocks.waiting(play.programme, MEETING)] == [waiting]
    play.do(TurnAway(waiting), "Rui")
    for command in (Admit(waiting), TurnAway(waiting)):
        with pytest.raises(Conflict, match="already-answered"):
            play.do(command)
    with pytest.raises(NotFound):
        play.do(TurnAway("k99"))
    found = knocks.of_device(play.programme, "d1")
    assert found is not None
    assert found.answered == "turned-away"
    assert knocks.of_device(play.programme, "d2") is None


def test_knocks_are_bounded() -> None:
    play = live("Amal")
    knock(play)
    assert play.give(AskIn(MEETING, "Somebody", "d1"), STRANGER) == []
    for name in ("Two", "Three"):
        knock(play, name)
    with pytest.raises(TooMany):
        knock(play, "Four")
    for number in range(10, 10 + knocks.MOST_WAITING):
        play.programme.knocks[f"k{number}"] = knocks.Knock(f"k{number}", MEETING, "N", f"x{number}", play.now)
    with pytest.raises(TooMany):
        knock(play, device="last")
    with pytest.raises(Invalid):
        knock(play, " ", "e")


def test_nobody_knocks_at_a_closed_or_unknown_meeting() -> None:
    play = live("Amal")
    play.do(CloseMeeting(MEETING))
    for meeting in (MEETING, "m9"):
        with pytest.raises(NotFound):
            play.give(AskIn(meeting, "A", "d"), STRANGER)


def test_codes_open_the_meeting_and_the_short_one_for_four_hours_only() -> None:
    play = programme()
    assert len(play.meeting.code) == 8
    play.step()
    assert len(play.meeting.short_code) == 6

    def opens(code: str) -> bool:
        return codes.by_code(play.programme, code, play.now) is play.meeting

    short = play.meeting.short_code
    assert opens(short.lower())
    assert opens(f" {play.meeting.code[:4]}-{play.meeting.code[4:]} ")
    assert not opens("")
    play.now += 4 * 3600
    assert not opens(short)
    assert opens(play.meeting.code)
    old = play.meeting.code
    play.do(RenewCode(MEETING))
    assert not opens(old)
    assert opens(play.meeting.code)
    play.meeting.phase = "closed"
    assert not opens(play.meeting.code)


def test_codes_have_clear_signs_only() -> None:
    play = programme()
    play.step()
    for _ in range(50):
        play.do(RenewCode(MEETING))
        assert set(play.meeting.code + play.meeting.short_code).isdisjoint("0O1IL")


def test_the_screens_link_is_replaced() -> None:
    play = programme()
    play.do(ReplaceScreenLink(MEETING))
    assert play.meeting.screen_generation == 2


def test_the_door_is_passed_once_the_ground_rules_are_known() -> None:
    play = programme()
    play.step()
    with pytest.raises(Invalid, match="acknowledge-first"):
        play.do(PassDoor("Amal"), "Amal")
    play.do(PassDoor("أمل \u202e", "", "ar", acknowledged=True, meeting=MEETING), "Amal")
    person = play.programme.people[play.id("Amal")]
    assert (person.shown, person.line, person.language, person.door_passed_at) == ("أمل", "", "ar", play.now)
    assert play.id("Amal") in play.meeting.attendance
    play.do(PassDoor("Amal R", "Ksar"), "Amal")
    assert (person.shown, person.language) == ("Amal R", "ar")


@pytest.mark.parametrize(
    ("door", "field"),
    [
        (PassDoor("", acknowledged=True), "shown"),
        (PassDoor("x" * 10_000, acknowledged=True), "shown"),
        (PassDoor("a\x00", acknowledged=True), "shown"),
        (PassDoor("a", "l" * 81, acknowledged=True), "line"),
        (PassDoor("a", language="de", acknowledged=True), "language"),
        (ChooseLanguage("xx"), "language"),
    ],
)
def test_the_door_names_the_bad_field(door: PassDoor | ChooseLanguage, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        programme().do(door, "Amal")
    assert refused.value.field == field


def test_a_language_is_chosen_on_every_page() -> None:
    play = programme()
    assert play.do(ChooseLanguage("fr"), "Amal")
    assert play.do(ChooseLanguage("fr"), "Amal") == []


def test_the_list_keeps_its_name_when_the_door_shows_another() -> None:
    play = programme()
    play.do(PassDoor("Mayor's office", "", acknowledged=True), "Amal")
    amal = play.programme.people[play.id("Amal")]
    assert (amal.name, amal.shown) == ("Amal R.", "Mayor's office")
    play.do(ChangePerson(amal.id, "Amal Rachidi", amal.organisation))
    assert (amal.name, amal.shown) == ("Amal Rachidi", "Mayor's office")
