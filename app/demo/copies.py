"""A copy of a data folder, with a programme whose people are simulated: same roles, languages and countries, no names.

The folder itself is only read: by its running server's own backup, else file by file under its lock. The copy has a key
of its own, so that no link of one opens anything in the other. Until its names are replaced, and in programmes that
nobody rehearses, it holds them as a backup does: whoever makes it deletes it.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from shutil import copyfile

from app import control
from app.demo.rehearsal import NoRehearsal
from app.domain.door import PassDoor
from app.domain.messages import SYSTEM
from app.domain.people import ChangePerson, Person
from app.web.house import DATABASE
from app.web.programme import Live
from realtime.lock import Held, Lock

AT_ONCE = 500


async def copied(data: Path, to: Path) -> None:
    """Copy the database of one folder into another. Raises `NoRehearsal`."""
    answer = await control.ask(data, "backup", {"file": str(to / DATABASE)})
    if answer is None:
        try:
            await asyncio.to_thread(by_file, data, to)
        except Held as held:
            raise NoRehearsal(f"Process {held.pid or '?'} holds the data and takes no orders: stop it first.") from None
    elif "why" in answer:
        raise NoRehearsal(answer["why"])


def by_file(data: Path, to: Path) -> None:
    """Copy the database's files while nobody writes. Raises `Held`."""
    lock = Lock(data / DATABASE)
    try:
        for end in ("", "-wal"):
            if (data / f"{DATABASE}{end}").exists():
                copyfile(data / f"{DATABASE}{end}", to / f"{DATABASE}{end}")
                (to / f"{DATABASE}{end}").chmod(0o600)
    finally:
        lock.release()


async def replaced(live: Live) -> None:
    """Give everybody of a programme another name, nothing else that tells who they are, and let them past the door."""
    everybody = list(live.state.people.values())
    for start in range(0, len(everybody), AT_ONCE):
        await asyncio.gather(*(_replaced(live, person) for person in everybody[start : start + AT_ONCE]))


async def _replaced(live: Live, person: Person) -> None:
    name = f"{person.role.capitalize()} {person.id[1:]}"
    meetings = tuple(sorted(person.meetings))
    change = ChangePerson(
        person.id, name, type=person.type, country=person.country, languages=person.languages, meetings=meetings
    )
    await live.stream.perform(change, actor=SYSTEM)
    await live.stream.perform(PassDoor(name, acknowledged=True), actor=person.id)
