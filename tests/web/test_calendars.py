"""A meeting's calendar file: what every calendar reads in it, in whose language, and what is never in it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar

from app.domain.announcements import Announce
from app.domain.calling import SetCall
from app.domain.meetings import DescribeMeeting, OpenDoors
from app.domain.planning import DescribeBlock
from app.domain.templates import UseTemplate
from app.web.handing import personal_link
from tests.serving import MEETING, Serving, Visitor, serving

NAME = "Ports; towns, and \\n schools: “مدارس” " + "é" * 70
STARTS = datetime(2027, 3, 27, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))
PRIVATE = "Keep the microphone from him"


async def planned(server: Serving) -> Visitor:
    """Give the meeting a date just before clocks change, an agenda and words of the team; return Amal."""
    await server.do(DescribeMeeting(MEETING, NAME, STARTS.timestamp(), "Europe/Paris", "regional", "fr"), "Olga")
    await server.do(UseTemplate(MEETING, "regional"), "Olga")
    await server.do(SetCall(MEETING, "https://meet.example.org/secret", PRIVATE), "Olga")
    await server.do(Announce(MEETING, PRIVATE, to="staff"), "Olga")
    first = server.state.meetings[MEETING].agenda[0]
    titles = ("Welcome; all, of you", "", "أهلًا بكم")
    private = DescribeBlock(MEETING, first, "Bienvenue ; à tous, ici", titles, minutes=10, cue=PRIVATE, say=PRIVATE)
    await server.do(private, "Olga")
    return await server.visitor("Amal")


def properties(body: bytes) -> dict[str, str]:
    """Read the file by hand: unfold it, and take off what RFC 5545 escapes."""
    lines = body.decode().replace("\r\n ", "").split("\r\n")
    pairs = [re.fullmatch(r"([A-Z-]+)((?:;[^:]*)?):(.*)", line) for line in lines if line]
    unescaped = {found[1]: re.sub(r"\\([\\;,nN])", lambda sign: {"n": "\n", "N": "\n"}.get(sign[1], sign[1]), found[3])
                 for found in pairs if found}  # fmt: skip
    assert all(pairs)
    return unescaped


async def test_two_readers_read_the_same_and_times_are_utc(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal = await planned(server)
        answer = await amal.get(f"{amal.base}/calendar.ics?language=en")
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        assert answer.headers["content-disposition"] == 'attachment; filename="meeting.ics"'
        assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
        by_hand = properties(answer.content)
        assert by_hand["DTSTART"] == "20270327T090000Z"
        assert by_hand["SUMMARY"] == NAME
        (event,) = Calendar.from_ical(answer.content).events
        assert str(event["summary"]) == NAME
        assert str(event["description"]) == by_hand["DESCRIPTION"]
        assert event.start == STARTS.astimezone(UTC)
        assert (event.end - event.start).total_seconds() == 220 * 60
        assert (event["summary"].params["language"], event["description"].params["language"]) == ("fr", "en")


async def test_it_says_offset_and_public_agenda_in_the_readers_language(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal = await planned(server)
        said = {}
        for language in ("en", "fr", "ar"):
            said[language] = properties((await amal.get(f"{amal.base}/calendar.ics?language={language}")).content)
        first = [said[language]["DESCRIPTION"].split("\n") for language in said]
        assert [lines[0] for lines in first] == [
            "We begin: Saturday 27 March 2027, 10:00 (Paris, UTC+1)",
            "Début\u00a0: samedi 27 mars 2027, 10:00 (Paris, UTC+1)",
            "البداية: السبت 27 مارس 2027، 10:00 (باريس، UTC+1)",
        ]
        assert first[0][2] == "10:00 (UTC+1) Welcome; all, of you (10 minutes)"
        assert first[1][2] == "10:00 (UTC+1) Bienvenue ; à tous, ici (10 minutes)"
        assert first[2][2] == "\u206610:00 (UTC+1)\u2069 \u2068أهلًا بكم\u2069 (10 دقائق)"
        assert "Time in reserve" not in said["en"]["DESCRIPTION"]
        assert first[0][-2:] == ["", "Fictitious demonstration data"]
        assert first[0][-3] == said["en"]["URL"] == f"{server.house.settings.public_url}/p/{server.programme}/m/m1"


async def test_nothing_of_the_team_and_no_way_into_a_seat_is_in_it(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await planned(server)
        link = personal_link(server.house, server.state, server.id("Amal"))
        for name in ("Amal", "Dana", "Olga"):
            one = await server.visitor(name)
            text = (await one.get(f"{one.base}/calendar.ics")).content.replace(b"\r\n ", b"").decode()
            secrets = (PRIVATE, "meet.example.org", "/l/", link, server.state.meetings[MEETING].code, one.person + "@")
            assert [secret for secret in secrets if secret in text] == []
            people = [each for one in server.state.people.values() for each in (one.name, one.email) if each]
            assert [each for each in people if each in text] == []


async def test_a_second_download_takes_the_place_of_the_first(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal = await planned(server)

        async def downloaded() -> tuple[str, int]:
            found = properties((await amal.get(f"{amal.base}/calendar.ics")).content)
            return found["UID"], int(found["SEQUENCE"])

        first = await downloaded()
        await server.do(Announce(MEETING, "Hello"), "Olga")  # no matter of the calendar
        assert await downloaded() == first
        numbers = [first[1]]
        block = server.state.meetings[MEETING].agenda[1]
        for command in (
            DescribeMeeting(MEETING, NAME, STARTS.timestamp() + 3600, "Europe/Paris", "regional", "fr"),
            DescribeBlock(MEETING, block, "Longer", minutes=45),
        ):
            await server.do(command, "Olga")
            again = await downloaded()
            assert again[0] == first[0]
            numbers.append(again[1])
        assert numbers == sorted(set(numbers))


async def test_the_way_to_it_is_there_before_the_meeting_and_on_the_agenda(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal, dana = await planned(server), await server.visitor("Dana")
        way = f'href="{amal.base}/calendar.ics?language=fr"'
        for one, page in ((amal, "welcome"), (amal, "board"), (dana, "agenda")):
            assert way in (await one.get(f"{one.base}/{page}?language=fr")).text, page
        await server.do(OpenDoors(MEETING), "Dana")
        for page in ("welcome", "board"):
            assert "calendar.ics" not in (await amal.get(f"{amal.base}/{page}")).text, page
