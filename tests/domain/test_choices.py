"""What a programme offers to choose from: the platform's own words and the organiser's, and who uses them."""

from __future__ import annotations

import pytest

from app.domain.choices import FIELDS, TYPES, Choice, FieldsSet, SetFields, SetTypes
from app.domain.errors import Conflict, Invalid
from app.domain.lands import MEMBERS, ChooseCountries, NameCountry, SetCountryNote
from app.domain.people import AddPerson, ChangePerson, said
from app.domain.programme import GROUND_RULES, FoundProgramme, GroundRulesSet, Programme, SetGroundRules
from app.domain.roster import ImportPeople, Row, preview
from app.rosters import read
from tests.domain.play import Noted, Play, programme

EDU = "educator"


def one(play: Play, name: str) -> ChangePerson:
    """Return the form of a person as the list has them."""
    known = said(play.programme.people[play.id(name)])
    return ChangePerson(known.person, known.name, known.organisation, known.type, known.country, known.languages)


def test_a_programme_begins_with_six_fields_five_kinds_and_all_members_and_says_nothing_of_names() -> None:
    choices = programme().programme.choices
    assert (len(choices.fields), len(choices.types), len(choices.countries)) == (6, 5, 45)
    assert {"PS", "IL", "SY", "XK"} & set(MEMBERS) == {"PS", "IL", "SY"}
    assert not choices.footnote


def test_a_field_is_added_said_otherwise_left_out_and_brought_back() -> None:
    play = programme()
    play.do(SetFields((*FIELDS, ""), fr=("Migrations", "", "", "", "", "", "Mer"), without=("youth",)), "Olga")
    found = play.programme.choices.fields
    sea = Choice("added-1", (("fr", "Mer"),))
    assert found == (Choice("migration", (("fr", "Migrations"),)), *map(Choice, FIELDS[1:5]), sea)
    assert [found[0].own(language) for language in ("en", "fr")] == [False, True]
    assert (sea.own("en"), sea.wording.into("ar")) == (True, ("Mer", "fr"))
    log = len(play.log)
    play.do(SetFields(tuple(each.code for each in found), fr=("Migrations", "", "", "", "", "Mer")), "Olga")
    assert len(play.log) == log  # nothing new was said
    play.do(SetFields(("added-1", "", *FIELDS), en=("", "Sea")), "Olga")  # the words of the first are gone
    assert [each.code for each in play.programme.choices.fields] == ["added-2", *FIELDS]


def test_what_two_organisers_add_at_once_is_there_twice() -> None:
    play = programme()
    for words in ("Sea", "Ports"):
        play.do(SetFields((*FIELDS, ""), en=("",) * 6 + (words,)), "Olga")
    assert [each.words for each in play.programme.choices.fields[6:]] == [(("en", "Ports"),), (("en", "Sea"),)]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (SetFields(("opera",)), "unknown-choice"),
        (SetFields(("art", "art")), "said-twice"),
        (SetFields(en=("Sea", "sea")), "said-twice"),
        (SetFields(en=tuple(map(str, range(16)))), "too-many"),
        (SetFields(en=("x" * 81,)), "too-long"),
        (SetFields(ar=("a\nb",)), "one-line-only"),
        (ChooseCountries(("FR", "France")), "unknown-choice"),
        (ChooseCountries(tuple(f"{a}{b}" for a in "ABCDEF" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")), "too-many"),
        (NameCountry("JP", ("Japan",)), "unknown-choice"),
        (NameCountry("FR", ("x" * 81,)), "too-long"),
        (SetCountryNote(("x" * 401,)), "too-long"),
    ],
)
def test_what_cannot_be_is_refused(command: SetFields, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        programme().do(command, "Olga")
    assert refusal.value.code == code


def test_people_are_of_the_kinds_of_their_programme_and_a_kind_they_have_stays() -> None:
    play = programme()
    with pytest.raises(Conflict, match="type-in-use"):
        play.do(SetTypes(TYPES, without=(EDU,)), "Olga")
    play.do(SetTypes((*TYPES, ""), en=("", "", "", "", "", "Port authority")), "Olga")
    play.do(AddPerson("Zoe", type="added-1"), "Olga")
    with pytest.raises(Invalid):
        play.do(AddPerson("Zed", type="added-2"), "Olga")
    rows = read(b"name,type\nA,port AUTHORITY\nB,EDU\nC,Recherche\nD,mayor\n", {}, play.programme.choices)
    assert [row.type for row in rows] == ["added-1", EDU, "academic", "mayor"]


def test_a_country_must_be_listed_but_who_has_another_keeps_it() -> None:
    play = programme()
    with pytest.raises(Invalid, match="country-not-listed"):
        play.do(AddPerson("Ken", country="JP"), "Olga")
    play.do(ChooseCountries(("MA", "PS"), MEMBERS), "Olga")
    play.do(one(play, "Nuno"), "Olga")  # from Portugal, as before
    play.do(NameCountry("PS", ("State of Palestine", "", "دولة فلسطين")), "Olga")
    rows = read("name,country\nA,state of palestine\nB,دولة فلسطين\nC,FR\n".encode(), {}, play.programme.choices)
    assert [row.country for row in rows] == ["PS", "PS", "FR"]
    assert [match.kind for match in preview(play.programme, rows)] == ["new", "new", "bad"]
    play.do(ImportPeople((Row(1, "Rim", country="PS"),)), "Olga")
    play.do(NameCountry("PS"), "Olga")
    assert play.programme.choices.country("PS") == Choice("PS")


def test_what_another_organiser_ticked_meanwhile_stays() -> None:
    play = programme()
    others = set(MEMBERS) - {"BE", "FR"}
    play.do(ChooseCountries((*others, "BE", "JP"), MEMBERS), "Olga")  # France goes, Japan comes
    play.do(ChooseCountries((*others, "FR", "KE"), MEMBERS), "Olga")  # an older page: Belgium goes, Kenya comes
    assert set(play.programme.choices.countries) == {*others, "JP", "KE"}
    log = len(play.log)
    play.do(ChooseCountries((*others, "FR", "KE"), MEMBERS), "Olga")
    assert len(play.log) == log


def test_one_kind_of_organisation_stays() -> None:
    play = Play()
    play.do(FoundProgramme("Shores in dialogue", "Africa/Tunis"), "")
    with pytest.raises(Invalid, match="types-missing"):
        play.do(SetTypes(without=TYPES), "")


def test_ground_rules_of_older_logs_are_read_as_they_were() -> None:
    found = Programme("abc234")
    GroundRulesSet(("fine-to-pass", "Listen.")).evolve(found, Noted(1, 0.0, ""))
    assert [(rule.added, rule.wording.into("fr")) for rule in found.ground_rules] == [
        (False, ("", "")),
        (True, ("Listen.", "")),
    ]
    SetGroundRules(("added-2",), fr=("Écoutez.",)).decide(found, None)  # type: ignore[arg-type]
    GroundRulesSet((), ()).evolve(found, Noted(2, 0.0, ""))
    assert found.ground_rules == ()
    assert GROUND_RULES
    assert FieldsSet(()).silent
