"""What a rehearsal counts: acknowledged commands in the log, or, at a server of others, on its reloaded pages."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Iterable

from app.demo.person import Person
from app.domain.notes.writing import NoteWritten
from app.web.links import split
from realtime.records import Record

AT_ONCE = 8
"""People who are lost at a time: the console names no more of them."""
TAG = re.compile(r"<[^>]*>")


def in_log(people: Iterable[Person], records: Iterable[Record]) -> tuple[int, int]:
    """Return how many acknowledged commands are not in the log, and how many are there more than once.

    Twice is also what a person's page never asked for, of a kind that it asks for.
    """
    everybody = list(people)
    ids = {id_of(person) for person in everybody}
    acknowledged = [once for person in everybody for once in person.acknowledged]
    asked = {once for person in everybody for once in person.asked}
    begun = [record for record in records if record.once and record.nth == 0]
    times = Counter(record.once for record in begun)
    kinds = {record.type for record in begun if record.once in asked}
    strays = sum(record.actor in ids and record.type in kinds and record.once not in asked for record in begun)
    return sum(not times[once] for once in acknowledged), sum(times[once] > 1 for once in acknowledged) + strays


def notes_in_log(people: Iterable[Person], records: Iterable[Record]) -> tuple[int, int]:
    """Return how many acknowledged notes are not in the log, and how many are there more than once."""
    times = Counter(record.once for record in records if record.type == NoteWritten.__name__)
    written = [once for person in people for once in person.notes]
    return sum(not times[once] for once in written), sum(times[once] > 1 for once in written)


async def notes_on_page(lead: Person, people: Iterable[Person]) -> tuple[int, int]:
    """Return how many acknowledged notes the team's page of notes misses, and how many it shows too often."""
    page = TAG.sub("", (await lead.get(f"{lead.base}/notes")).text)
    more = [page.count(note_of(person)) - len(person.notes) for person in people]
    return -sum(each for each in more if each < 0), sum(each for each in more if each > 0)


def note_of(person: Person) -> str:
    """Return what somebody writes in a rehearsal."""
    return f"A note of {person.id}."


async def on_pages(lead: Person, people: list[Person]) -> tuple[int, int]:
    """Let everybody be lost and found, some at a time; return how many the reloaded console misses or doubles."""
    lost = doubled = 0
    for start in range(0, len(people), AT_ONCE):
        some = people[start : start + AT_ONCE]
        for deed, expected in (("lost", 1), ("found", 0)):
            acknowledged = await pressed(some, deed)
            console = (await lead.get(f"{lead.base}/console")).text
            shown = [console.count(f'id="lost-{id_of(person)}"') for person in acknowledged]
            lost += sum(times < expected or (times > 0 and not expected) for times in shown)
            doubled += sum(times > 1 for times in shown)
    return lost, doubled


async def pressed(people: list[Person], deed: str) -> list[Person]:
    """Let people press a button; return those who were told that it is done."""
    answers = await asyncio.gather(*(person.post(f"{person.base}/{deed}") for person in people))
    return [person for person, answer in zip(people, answers, strict=True) if answer.status_code == 204]


def id_of(person: Person) -> str:
    """Return the person's id, as the link names it."""
    found = split(person.link.rpartition("/l/")[2])
    return found[1] if found else ""
