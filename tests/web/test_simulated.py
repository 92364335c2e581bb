"""Simulated people report, vote and answer at the harvest through the same doors as everybody."""

from __future__ import annotations

from pathlib import Path
from random import Random

from app.demo.boards import elements
from app.demo.doors import Doors
from app.demo.person import Person
from app.demo.reporting import REPORTED, agree, quote, report, vote
from app.domain.notes.shelf import APPROVED
from tests.serving import MEETING, Visitor, serving
from tests.web.test_texts import of_room, rooms, until, words
from tests.web.test_votes import counted, voting


def simulated(doors: Doors, one: Visitor) -> Person:
    """Return a simulated person in the place of somebody who is signed in."""
    cookies = {each.name: str(each.value) for each in one.http.cookies.jar}
    return Person(doors, "", cookies=cookies, base=one.base)


async def test_a_room_fills_its_report_field_by_field_and_nobody_overwrites_another(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server, Doors(server.url) as doors:
        people = [simulated(doors, await of_room(server, nth=nth)) for nth in range(3)]
        chance = Random(3)
        filled = [await report(people[turn % 3], chance) for turn in range(len(REPORTED) + 1)]
        assert sorted(filled) == sorted(["", *REPORTED])
        await until(lambda: words(server) == REPORTED)


async def test_each_gives_all_marks_to_different_lines_and_only_where_there_is_a_vote(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, Doors(server.url) as doors:
        found = [simulated(doors, one) for one in (await voting(server, "Amal", "Nuno", "Chiara")).values()]
        assert not await vote(found[0], Random(1))
        for person in found:
            person.held = elements((await person.get(f"{person.base}/board")).text)
            assert await vote(person, Random(1))
        assert sum((await counted(server)).values()) == 2 * len(found)


async def test_who_is_quoted_says_yes_or_no_and_only_then_do_the_words_leave(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server, Doors(server.url) as doors:
        found = [await of_room(server, nth=nth) for nth in range(5)]
        people = {each.person: simulated(doors, each) for each in found}
        chance = Random(1)
        assert await quote(people[found[0].person], "We had the key, and nobody asked us.", chance)
        note = server.state.meetings[MEETING].notes.by_number[1]
        speaker = people[note.speaker]
        assert not await agree(speaker, chance)  # nothing of it is on their board yet
        speaker.held = elements((await speaker.get(f"{speaker.base}/board")).text)
        assert (note.answer, note.held) == ("", True)
        assert await agree(speaker, chance)
        assert note.held == (note.answer != APPROVED)
        assert note.answer
