"""What the owner asks of a house, whether it serves or not: backup, restore, check, links, people, new.

`app.control` passes these to the running process; the command does them itself where nobody holds the data. Each takes
what was asked, by name, and returns facts that JSON can hold. Raises `Cannot` and `Refusal`.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from app import rosters
from app.domain.choices import Choices
from app.domain.links import ShowLinks
from app.domain.messages import SYSTEM
from app.domain.roster import Match, Row
from app.i18n import Words
from app.model import Model
from app.settings import warnings
from app.web import audit, lists
from app.web.errors import of_row
from app.web.founding import FIRST, Founding, found, itself, read_first
from app.web.handing import personal_link, screen_link
from app.web.house import DATABASE, House
from realtime.log import Unavailable

Asked = Mapping[str, Any]
OURS = ("", "-wal", "-shm", ".lock", ".restoring")
LOST_KEY = (
    "The key of all links is not the one that this database's links were made with: links handed out before do not "
    "open any more. Bring the former server.key back, or hand out everybody's link again."
)


class Cannot(Exception):
    """It cannot be done; `str` is a sentence saying why."""


async def backup(house: House, asked: Asked) -> dict[str, Any]:
    """Copy the database to `file` while everything goes on."""
    file = foreign(house, Path(asked["file"]))
    if not file.parent.is_dir():
        raise Cannot(f"There is no folder {file.parent}.")
    await house.log.backup(file)
    audit.whole("backup made", house.log.epoch)
    return {"file": str(file)}


async def restore(house: House, asked: Asked) -> dict[str, Any]:
    """Take the contents of `file`; every page draws itself anew."""
    file = foreign(house, Path(asked["file"]))
    await house.log.restore(file, Model().decode)
    await house.restored()
    audit.whole("restored", house.log.epoch)
    return {"file": str(file), "warnings": [LOST_KEY] if house.lost_key() else []}


def foreign(house: House, file: Path) -> Path:
    """Return the file unless it is one of the running database's own. Raises `Cannot`."""
    database = (house.settings.data / DATABASE).resolve()
    if file.resolve() in {database.with_name(database.name + end) for end in OURS}:
        raise Cannot(f"{file.name} is the database itself: name another file.")
    return file


async def check(house: House, asked: Asked) -> dict[str, Any]:
    """Read every event with its checksum; `problems` are broken, `warnings` unwise."""
    problems = await house.log.check(Model().decode)
    try:
        await house.log.ready()
    except Unavailable as trouble:
        problems.append(f"Nothing can be written now ({trouble.reason}).")
    if house.lost_key():
        problems.append(LOST_KEY)
    lives = house.programmes.all()
    return {
        "ok": not problems,
        "programmes": len(lives),
        "events": sum(live.stream.position for live in lives),
        "problems": problems,
        "warnings": warnings(house.settings),
    }


async def links(house: House, asked: Asked) -> dict[str, Any]:
    """Return everybody's link, and the screens'; that they were shown is noted."""
    live = await house.programmes.get(meant(house, asked["programme"]))
    await live.stream.perform(ShowLinks(), actor=SYSTEM)
    await house.note_key()
    state = live.state
    people = [
        {"name": one.name, "role": one.role, "email": one.email, "link": personal_link(house, state, one.id)}
        for one in state.people.values()
    ]
    screens = [
        {"name": meeting.name, "role": "screen", "email": "", "link": screen_link(house, state, meeting.id)}
        for meeting in state.meetings.values()
    ]
    return {"links": people + screens}


async def people(house: House, asked: Asked) -> dict[str, Any]:
    """Take the good rows of the list `text` into a programme; with `preview` only say what would happen."""
    live = await house.programmes.get(meant(house, asked["programme"]))
    meetings = rosters.called_in_all(live.state.meetings.values())
    rows = await read(asked["text"], meetings, live.state.choices)
    async with live.searches.turn():
        matches = await lists.looked_at(live.state, rows)
        if not asked["preview"]:
            await lists.taken(partial(live.stream.perform, actor=SYSTEM), matches)
    counts = Counter(match.kind for match in matches)
    kinds = {kind: counts[kind] for kind in ("new", "changed", "unchanged", "bad")}
    same = [match.row.number for match in matches if match.same and match.kind == "changed"]
    return {**kinds, "left_out": left_out(matches, live.state.choices), "taken_for_the_same": same}


async def new(house: House, asked: Asked) -> dict[str, Any]:
    """Make a programme with one meeting of the people of the list `text`."""
    given = {name: value for name, value in asked.items() if name != "text"}
    rows = await read(asked["text"], {given["name"]: FIRST}, Choices())
    founding = Founding(**given)
    mine = itself(founding, rows, await read_first(rows))
    programme, organiser = await found(house, founding, rows, mine[0].number if len(mine) == 1 else 0)
    state = (await house.programmes.get(programme)).state
    return {
        "programme": programme,
        "people": len(state.people),
        "organiser": personal_link(house, state, organiser),
        "left_out": left_out(await lists.looked_at(state, rows), state.choices),
    }


async def read(text: str, meetings: Mapping[str, str], choices: Choices) -> Sequence[Row]:
    """Read a list beside the event loop: it may be long."""
    body = text.encode("utf-8", "surrogateescape")
    return await asyncio.to_thread(rosters.read, body, meetings, choices) if text else []


def left_out(matches: Sequence[Match], choices: Choices) -> list[dict[str, Any]]:
    """Return the bad rows: number, field and reason."""
    words = Words("en")
    return [
        {
            "row": match.row.number,
            "field": getattr(match.refusal, "field", ""),
            "why": of_row(words, match.refusal, choices),
        }
        for match in matches
        if match.refusal is not None
    ]


def meant(house: House, wanted: str) -> str:
    """Return the programme that is meant: the one named, or the only one there is. Raises `Cannot`."""
    known: dict[str, str] = house.platform.state.programmes
    if wanted in known:
        return wanted
    if not known:
        raise Cannot("There is no programme yet: make one with `dialogue new`, or with the set-up link of `serve`.")
    if not wanted and len(known) == 1:
        return next(iter(known))
    names = ", ".join(f"{id} ({name})" for id, name in known.items())
    raise Cannot(f"Which programme? There are: {names}. Name one with --programme.")


CHORES: Mapping[str, Callable[[House, Asked], Awaitable[dict[str, Any]]]] = {
    each.__name__: each for each in (backup, restore, check, links, people, new)
}
