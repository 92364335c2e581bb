"""Chores: asked of the running process, done here where nobody holds the data."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

from app import control, logs
from app.cli import Refused, WronglyAsked
from app.keys import FILE, BadKey
from app.model import UnknownEvent
from app.settings import Settings
from app.web.house import DATABASE, House
from realtime.lock import Held
from realtime.log import Corrupt


def through(do: str, data: Path | None, *, makes: bool = False, **asked: object) -> dict[str, Any]:
    """Do a chore and return its facts, with `by` whom; `makes`: there need be no database yet."""
    settings = Settings.from_environment(data=data)
    answer = asyncio.run(control.ask(settings.data, do, asked))
    by = "server"
    if answer is None:
        if not makes:
            there(settings)
        answer, by = here(settings, do, asked), "here"
    if "why" in answer:
        raise (WronglyAsked if answer.get("code") == WronglyAsked.exit_code else Refused)(answer["why"])
    return {**answer, "by": by}


def there(settings: Settings) -> None:
    """Refuse a folder without a database, and one whose key is gone: opening it would make another."""
    if not (settings.data / DATABASE).is_file():
        raise Refused(f"There is no database in {settings.data.resolve()}; name its folder with --data.")
    if not settings.server_key and not (settings.data / FILE).exists():
        raise Refused(
            f"The key of all links, {settings.data.resolve() / FILE}, is missing: no link that was handed out would "
            "open. Put your copy of it back; without one, `dialogue serve` makes a new key."
        )


def here(settings: Settings, do: str, asked: dict[str, object]) -> dict[str, Any]:
    """Open the data folder, do the chore, close it; what cannot be is said in one sentence."""
    logs.start()

    try:
        return asyncio.run(opened(settings, do, asked))
    except Held as held:
        raise Refused(
            f"Process {held.pid or '?'} holds the data in {settings.data.resolve()} and takes no orders: stop it first."
        ) from None
    except BadKey as bad:
        raise Refused(str(bad)) from None
    except UnknownEvent as newer:
        raise Refused(f"The database was written by a newer version of this program ({newer}): install that.") from None
    except Corrupt as broken:
        if do == "restore":
            return instead(settings, asked)
        raise Refused(f"The database is damaged ({broken}); restore a backup.") from None


async def opened(settings: Settings, do: str, asked: dict[str, object]) -> dict[str, Any]:
    """Open the house, do the chore, close it."""
    house = await House.open(settings)
    try:
        return await control.perform(house, do, asked)
    finally:
        await house.close()


def instead(settings: Settings, asked: dict[str, object]) -> dict[str, Any]:
    """Restore where the database is damaged: it is kept beside the new one, and put back if the backup is no good."""
    database = settings.data / DATABASE
    kept = database.with_name(f"{DATABASE}.damaged-{int(time.time())}")
    moves = [(database.with_name(DATABASE + end), kept.with_name(kept.name + end)) for end in ("", "-wal", "-shm")]
    moves = [(old, new) for old, new in moves if old.exists()]
    for old, new in moves:
        old.rename(new)
    answer = asyncio.run(opened(settings, "restore", asked))
    if "why" in answer:
        for old, new in moves:
            new.replace(old)
    return answer
