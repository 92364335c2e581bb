"""A programme copied for its next edition: agendas and settings cross, and nothing of anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.domain.announcements import Announce
from app.domain.attendance import Arrive
from app.domain.calling import NameRoom, SetCall
from app.domain.choices import SetFields
from app.domain.door import PassDoor
from app.domain.formats.cafe import Cafe
from app.domain.formats.cafe.planning import SetUpCafe
from app.domain.formats.chosen import Chosen, Topic
from app.domain.formats.chosen.topics import AddTopic
from app.domain.help import CallForHelp
from app.domain.lands import MEMBERS, ChooseCountries, NameCountry, SetCountryNote
from app.domain.meetings import CreateMeeting, DescribeMeeting, OpenDoors, StartMeeting
from app.domain.notes.writing import WriteNote
from app.domain.people import ChangePerson
from app.domain.planning import DescribeBlock, ParkBlock
from app.domain.programme import Programme
from app.domain.templates import UseTemplate
from app.domain.wishes import Group
from tests.serving import MEETING, Serving, serving

MARK = "Zqx"
"""In everything that is somebody's, or that somebody wrote."""
SECOND = "m2"
FORM = {"name": "Edition 2", "organiser": "Nora Next", "starts": "2028-04-03T09:30"}


def instant(text: str, zone: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()


async def lived(server: Serving) -> None:
    """Let a programme have settings, two meetings with agendas, and people who leave their marks everywhere."""
    amal = server.id("Amal")
    await server.do(SetFields(("art", ""), fr=("", "Mer")), "Olga")
    await server.do(ChooseCountries(("MA", "TN"), MEMBERS), "Olga")
    await server.do(NameCountry("MA", ("Morocco*",)), "Olga")
    await server.do(SetCountryNote(("* Names say nothing of status.",)), "Olga")
    first = instant("2027-03-22T10:00", "Africa/Tunis")
    await server.do(DescribeMeeting(MEETING, "Workshop 1", first, "Africa/Tunis", "workshop", "fr"), "Olga")
    await server.do(CreateMeeting("Regional", instant("2027-04-26T14:00", "Europe/Paris"), "Europe/Paris"), "Olga")
    for meeting in (MEETING, SECOND):
        await server.do(UseTemplate(meeting, "open-space"), "Olga")
    blocks = server.state.meetings[SECOND].agenda
    pinned = server.state.meetings[SECOND].starts_at + 1800
    harbour = DescribeBlock(SECOND, blocks[2], "Harbour", ("", "Port"), minutes=20, pinned_at=pinned)
    await server.do(replace(harbour, owner=MARK, cue=MARK, say=MARK, backup=MARK), "Olga")
    await server.do(ParkBlock(SECOND, blocks[5]), "Olga")
    await server.do(AddTopic(SECOND, blocks[4], "Schools", ("", "Écoles", ""), "6", "fr"), "Olga")
    await server.do(UseTemplate(MEETING, "world-cafe"), "Olga")
    cafe = next(one for one in server.state.meetings[MEETING].blocks.values() if one.format == "cafe")
    await server.do(SetUpCafe(MEETING, cafe.number, 4, 3, 15, "Sea\nLand"), "Olga")
    await server.do(NameRoom(SECOND, 2, "Library"), "Olga")
    await server.do(ChangePerson(amal, f"{MARK} A.", f"{MARK} Town", "cso", "MA", ("ar",), "zqx@example.org",
                                 (), f"{MARK}-1"), "Olga")  # fmt: skip
    await server.do(OpenDoors(MEETING), "Olga")
    await server.live.stream.perform(PassDoor(f"{MARK} shown", f"{MARK} line", "ar", True, MEETING), actor=amal)
    await server.do(Arrive(MEETING), "Salma")
    await server.do(SetCall(MEETING, f"https://meet.example.org/{MARK}", MARK), "Olga")
    await server.do(Group(MEETING, "apart", (amal, server.id("Salma"))), "Olga")
    await server.do(StartMeeting(MEETING), "Olga")
    await server.do(Announce(MEETING, f"{MARK} has left a coat"), "Olga")
    await server.live.stream.perform(CallForHelp(MEETING, "help", MARK), actor=amal)
    await server.do(WriteNote(MEETING, f"{MARK} said it", block=0), "Lina")


def values(thing: Any) -> Iterator[tuple[type, str]]:
    """Yield every text that hangs on a thing, with the class that holds it."""
    held = [getattr(thing, field.name) for field in fields(thing)] if hasattr(thing, "__dataclass_fields__") else ()
    inner = [*thing.items()] if isinstance(thing, dict) else thing if isinstance(thing, tuple | list | set) else held
    for each in inner:
        if isinstance(each, str):
            yield type(thing), each
        else:
            yield from values(each)


async def copy_of(server: Serving, before: set[str]) -> Programme:
    (made,) = set(server.house.platform.state.programmes) - before
    live = await server.house.programmes.get(made)
    return live.state


async def test_settings_and_agendas_cross_and_nobody_does(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await lived(server)
        olga = await server.visitor("Olga")
        known, where = set(server.house.platform.state.programmes), f"/p/{server.programme}/copies"
        assert 'value="2028-03-20T10:00"' in (await olga.get(where)).text  # 52 weeks later
        for _ in range(2):  # a double click makes one
            answer = await olga.post(where, {**FORM, "once": "copied-once"}, script=False)
            assert answer.status_code == 200
        made = await copy_of(server, known)
        assert [(one.name, one.role) for one in made.people.values()] == [("Nora Next", "organiser")]
        log = b"".join([record.body for record in await server.house.log.read(made.id, 0)])
        assert MARK.encode() in b"".join([record.body for record in await server.house.log.read(server.programme, 0)])
        listed = {text for one in server.state.people.values() for text in (one.name, one.organisation, one.email)}
        crossed = [text for text in {MARK, MARK.lower(), *listed} - {""} if text.encode() in log]
        assert crossed == []
        assert not any(MARK in text for _, text in values(made))
        assert (made.choices, made.ground_rules) == (server.state.choices, server.state.ground_rules)
        assert (made.name, made.zone, made.contact, made.demo) == (
            "Edition 2",
            "Africa/Tunis",
            server.state.contact,
            True,
        )
        first, second = made.meetings.values()
        assert (first.name, first.language, first.phase) == ("Workshop 1", "fr", "planned")
        assert first.starts_at == instant("2028-04-03T09:30", "Africa/Tunis")
        assert second.starts_at == instant("2028-05-08T14:00", "Europe/Paris")  # as many days later, at its own hour
        assert len({first.code, second.code} | {one.code for one in server.state.meetings.values()}) == 4
        (cafe,) = [one.body for one in first.blocks.values() if isinstance(one.body, Cafe)]
        assert (cafe.tables, cafe.minutes, cafe.topics, cafe.hosts) == (4, 15, {1: "Sea", 2: "Land"}, {})
        harbour = second.blocks[3]
        assert (harbour.title, harbour.more.titles, harbour.more.owner) == ("Harbour", (("fr", "Port"),), "")
        assert harbour.more.pinned_at == second.starts_at + 1800
        assert [second.blocks[number].title for number in second.parked] == ["Break"]
        chosen = [one.body for one in second.blocks.values() if isinstance(one.body, Chosen)]
        (topic,) = [topic for body in chosen for topic in body.topics.values()]
        assert topic == Topic(1, "Schools", (("fr", "Écoles"),), 6, "fr")
        assert second.room_names == {2: "Library"}
        assert (second.call.url, first.attendance, first.announcements) == ("", {}, {})


async def test_the_new_organiser_comes_in_by_the_link_and_the_teams_notes_come_if_asked_for(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        olga = await server.visitor("Olga")
        block = server.state.meetings[MEETING].agenda[1]
        await server.do(DescribeBlock(MEETING, block, "Part", owner="Dana", cue="Slides", say="Welcome"), "Olga")
        known, where = set(server.house.platform.state.programmes), f"/p/{server.programme}/copies"
        page = (await olga.post(where, {**FORM, "notes": "yes"}, script=False)).text
        made = await copy_of(server, known)
        more = made.meetings[MEETING].blocks[2].more
        assert (more.owner, more.cue, more.say) == ("", "Slides", "Welcome")
        link = page.partition('dir="ltr">http')[2].partition("<")[0]
        browser = server.browser()
        assert (await browser.post(f"http{link}")).status_code == 303
        assert (await browser.get(f"/p/{made.id}/settings")).status_code == 200
        assert (await olga.get(f"/p/{made.id}/settings")).status_code == 404


async def test_only_an_organiser_copies(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        where, programmes = f"/p/{server.programme}/copies", server.house.platform.state.programmes
        for name, status in (("Dana", 403), ("Amal", 404)):
            one = await server.visitor(name)
            assert (await one.get(where)).status_code == status
            assert (await one.post(where, FORM, script=False)).status_code == status
        assert len(programmes) == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "  ", "Please fill this in."),
        ("name", "x" * 121, "at most 120 characters"),
        ("organiser", "", "Please fill this in."),
        ("organiser", "y" * 81, "at most 80 characters"),
        ("starts", "", "Please fill this in."),
        ("starts", "next spring", "A meeting cannot be on this day."),
        ("starts", "0001-01-01T00:00", "A meeting cannot be on this day."),
        ("starts", "9999-12-31T23:59", "A meeting cannot be on this day."),
    ],
)
async def test_a_wrong_entry_is_said_and_all_that_was_typed_stays(
    tmp_path: Path, field: str, value: str, said: str
) -> None:
    async with serving(tmp_path) as server:
        olga = await server.visitor("Olga")
        form = {**FORM, "notes": "yes", field: value}
        answer = await olga.post(f"/p/{server.programme}/copies", form, script=False)
        assert (answer.status_code, said in answer.text) == (422, True)
        assert all(f'value="{typed}"' in answer.text for typed in form.values())
        assert f'name="{field}" value="{value}"' in answer.text.replace(' type="datetime-local"', "")
        assert answer.text.count('aria-invalid="true"') == 1
        assert 'name="notes" value="yes" autocomplete="off" aria-describedby="notes-hint" checked' in answer.text
        assert len(server.house.platform.state.programmes) == 1
