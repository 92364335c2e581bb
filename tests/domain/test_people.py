"""People: the list coming in, matched with who is known; by hand; roles changed live."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.errors import Invalid, NotAllowed, Refusal
from app.domain.people import AddPerson, ChangePerson, PersonAdded, PersonChanged, said
from app.domain.roles import ChangeRole
from app.domain.roster import ImportPeople, Row, parts, preview
from tests.domain.play import MEETING, Play, live, programme, talking
from tests.people import REGIONAL, TEAM


def kinds(play: Play, *rows: Row, distinct: tuple[int, ...] = ()) -> list[tuple[str, str]]:
    return [(match.kind, match.by) for match in preview(play.programme, rows, distinct)]


def refused(play: Play, row: AddPerson | ChangePerson) -> tuple[str, str]:
    with pytest.raises(Invalid) as refusal:
        play.do(row, "Olga")
    return refusal.value.field, refusal.value.code


def test_the_same_file_twice_changes_nothing() -> None:
    play = programme()
    assert play.do(ImportPeople(TEAM + REGIONAL), "Olga") == []
    bare = tuple(replace(row, reference="") for row in TEAM + REGIONAL)
    assert play.do(ImportPeople(bare), "Olga") == []
    assert {by for _, by in kinds(play, *bare)} == {"name"}


def test_a_file_without_references_twice_changes_nothing() -> None:
    play = programme(tuple(replace(row, reference="") for row in TEAM + REGIONAL))
    assert play.do(ImportPeople(REGIONAL), "Olga") != []
    assert play.do(ImportPeople(REGIONAL), "Olga") == []
    assert len(play.programme.people) == len(TEAM + REGIONAL)


def test_rows_are_matched_by_reference_then_mail_then_name_and_organisation() -> None:
    play = programme((Row(2, "Amal R.", "Ksar", email="amal@example.org", reference="p01"), *TEAM))
    rows = (
        Row(2, "Amal Renamed", reference="p01"),
        Row(3, "A. R.", email="AMAL@example.org"),
        Row(4, "amal  r.", "KSAR"),
        Row(5, "Amal R.", "Ksar", reference="p99"),
        Row(6, "Amal R.", "Ksar", email="other@example.org"),
        Row(7, "Amal R.", "Elsewhere"),
    )
    alone = [kinds(play, row)[0] for row in rows]
    assert alone == [("changed", by) for by in ("reference", "email", "name")] + [("new", "")] * 3
    assert [kind for kind, _ in kinds(play, *rows)] == ["changed", "bad", "bad", "new", "bad", "new"]


def test_who_only_has_the_same_name_is_asked_about_and_can_be_told_apart() -> None:
    play = programme((Row(2, "Amal R.", "Ksar"), *TEAM))
    row = Row(2, "Amal R.", "Ksar")
    assert [match.same for match in preview(play.programme, [row])] == [True]
    assert kinds(play, row, distinct=(2,)) == [("new", "")]
    play.do(ImportPeople((row,), distinct=(2,)), "Olga")
    assert [person.name for person in play.programme.people.values()].count("Amal R.") == 2


def test_somebody_known_by_a_bare_name_is_asked_about_once_a_list_says_more() -> None:
    play = programme((Row(1, "Olga B.", role="organiser"), *TEAM[:1]))
    row = Row(2, "olga b.", "Ministry", email="olga@example.org", role="moderator")
    assert kinds(play, row) == [("changed", "name")]
    assert kinds(play, row, distinct=(2,)) == [("new", "")]
    assert kinds(play, Row(3, "Olga B.", "Another"), row) == [("changed", "name"), ("new", "")]
    play.do(ImportPeople((row,)), "")
    (olga,) = [one for one in play.programme.people.values() if one.name == "olga b."]
    assert (olga.organisation, olga.role) == ("Ministry", "organiser")  # the last one stays one
    assert play.do(ImportPeople((row,)), "") == []


def test_a_bad_row_is_shown_with_its_reason_and_the_rest_is_taken() -> None:
    play = programme(TEAM)
    rows = (
        Row(2, ""),
        Row(3, "x" * 10_000),
        Row(4, "Nuno", type="mayor"),
        Row(5, "Nuno", email="nuno"),
        Row(6, "Nuno", role="king"),
        Row(7, "Nuno", country="Portugal"),
        Row(8, "Nuno", languages=("portuguese",)),
        Row(9, "Nuno", meetings=("m7",)),
        Row(10, "\u202eNuno\x07"),
        Row(11, "نور \u202e123", "بلدية"),
    )
    matches = preview(play.programme, rows)
    assert [match.kind for match in matches] == ["bad"] * 9 + ["new"]
    assert [match.refusal.facts["field"] for match in matches if match.refusal] == [
        "name",
        "name",
        "type",
        "email",
        "role",
        "country",
        "languages",
        "meetings",
        "name",
    ]
    (added,) = play.do(ImportPeople(rows), "Olga")
    assert isinstance(added, PersonAdded)
    assert added.name == "نور 123"


def test_the_same_person_twice_in_one_file_is_one_person() -> None:
    play = programme(TEAM)
    row = Row(2, "Amal R.", "Ksar", email="amal@example.org")
    assert kinds(play, row, replace(row, number=3)) == [("new", ""), ("unchanged", "email")]
    assert kinds(play, row, replace(row, number=3, country="MA")) == [("new", ""), ("bad", "")]


def test_what_a_row_leaves_empty_stays_known() -> None:
    play = programme()
    amal = play.id("Amal")
    assert play.do(ImportPeople((Row(2, "Amal Rachidi", reference="p01"),)), "Olga")
    person = play.programme.people[amal]
    assert (person.name, person.country, person.languages) == ("Amal Rachidi", "MA", ("ar", "fr"))
    assert person.shore == "south"
    assert person.shown == "Amal Rachidi"


def test_a_role_in_the_file_is_taken_over() -> None:
    play = programme()
    play.do(ImportPeople((Row(2, "Amal R.", reference="p01", role="rapporteur"),)), "Olga")
    assert play.programme.people[play.id("Amal")].staff
    with pytest.raises(NotAllowed):
        play.do(ImportPeople(()), "Dana")


def test_people_are_added_and_changed_by_hand() -> None:
    play = programme()
    (added,) = play.do(AddPerson("Zoé Q.", "Ville", "authority", "FR", ("fr ;FR", ""), meetings=(MEETING,)))
    assert isinstance(added, PersonAdded)
    zoe = play.programme.people[added.person]
    assert (zoe.id, zoe.shown, zoe.line, zoe.languages) == ("p40", "Zoé Q.", "Ville", ("fr",))
    same = said(zoe)
    unchanged = ChangePerson(zoe.id, same.name, same.organisation, same.type, same.country, same.languages)
    assert play.do(replace(unchanged, meetings=same.meetings)) == []
    (changed,) = play.do(replace(unchanged, country="DZ", meetings=same.meetings))
    assert isinstance(changed, PersonChanged)
    assert zoe.shore == "south"


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (AddPerson(""), ("name", "empty")),
        (AddPerson("a\nb"), ("name", "one-line-only")),
        (AddPerson("a", organisation="o" * 121), ("organisation", "too-long")),
        (AddPerson("a", email="a@b"), ("email", "no-mail-address")),
        (AddPerson("a", email="a@b.example\nbcc: x@y.example"), ("email", "one-line-only")),
        (AddPerson("a", role="king"), ("role", "unknown-choice")),
        (AddPerson("a", country="XYZ"), ("country", "unknown-choice")),
        (AddPerson("a", languages=tuple(f"a{letter}" for letter in "abcdefghijklm")), ("languages", "unknown-choice")),
    ],
)
def test_bad_fields_are_named(person: AddPerson, expected: tuple[str, str]) -> None:
    assert refused(programme(), person) == expected


def test_only_an_organiser_makes_staff_or_changes_them() -> None:
    play = programme()
    for command in (AddPerson("New", role="moderator"), ChangePerson(play.id("Olga"), "Hacked")):
        with pytest.raises(NotAllowed, match="organiser-only"):
            play.do(command, "Dana")
    play.do(ChangePerson(play.id("Dana"), "Dana Other"), "Dana")


def test_roles_are_changed_live_and_devices_get_new_ids() -> None:
    play = talking()
    play.do(ChangeRole(play.id("Eleni"), "rapporteur"), "Olga")
    assert play.programme.people[play.id("Eleni")].staff
    assert play.id("Eleni") not in play.round.seats
    assert play.do(ChangeRole(play.id("Eleni"), "rapporteur"), "Olga") == []


def test_the_last_organiser_stays_one() -> None:
    play = live()
    with pytest.raises(Refusal, match="last-organiser"):
        play.do(ChangeRole(play.id("Olga"), "participant"), "Olga")
    play.do(ChangeRole(play.id("Dana"), "organiser"), "Olga")
    play.do(ChangeRole(play.id("Olga"), "participant"), "Dana")


rows = st.builds(
    Row,
    st.integers(2, 50),
    st.text(max_size=12),
    st.sampled_from(("", "Ksar", "ksar ")),
    country=st.sampled_from(("", "MA", "fr")),
    email=st.sampled_from(("", "a@example.org", "A@example.org ", "b@example.org", "bad")),
    role=st.sampled_from(("", "observer", "king")),
    reference=st.sampled_from(("", "p01", " p02", "p\u202e02", "t01")),
)


AGAIN = [
    Row(2, "0", email="a@example.org", role="observer", reference="t01"),
    Row(3, "0", email="a@example.org", role="observer"),
    Row(4, "0", email="a@example.org", reference="p01"),
]
TWICE = [
    Row(2, "00", email="a@example.org"),
    Row(3, "0", email="a@example.org", reference="p01"),
    Row(4, "0", reference="p01"),
]


@settings(max_examples=200, deadline=None)
@given(st.lists(rows, max_size=8))
@example(TWICE)
@example(AGAIN)
@example([Row(2, "00"), Row(3, "00", email="b@example.org"), Row(4, "x", email="b@example.org")])
def test_any_file_twice_changes_nothing_the_second_time(file: list[Row]) -> None:
    play = programme(TEAM)
    play.do(ImportPeople(tuple(file)), "Olga")
    assert play.do(ImportPeople(tuple(file)), "Olga") == []
    assert play.folded() == play.programme


@settings(max_examples=200, deadline=None)
@given(st.lists(rows, max_size=8), st.integers(1, 3))
@example([Row(2, "Amal"), Row(3, "Amal", "Ksar")], 1)
@example([Row(2, "0", email="a@example.org", reference="t01"), Row(3, "0", email="a@example.org")], 1)
def test_a_list_taken_in_parts_brings_what_it_brings_at_once(file: list[Row], size: int) -> None:
    file = [replace(row, number=number) for number, row in enumerate(file, 2)]
    whole, some = programme(TEAM), programme(TEAM)
    whole.do(ImportPeople(tuple(file)), "Olga")
    for part in parts(preview(some.programme, file), (), size):
        some.do(part, "Olga")
    assert some.programme.people == whole.programme.people
    assert some.programme.index == whole.programme.index
