"""What commands share that work on the data folder while no server runs on it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from app.cli import Refused
from app.domain.errors import Refusal
from app.i18n import Words
from app.keys import BadKey
from app.settings import Settings
from app.web.errors import sentence
from app.web.house import House
from realtime.lock import Held
from realtime.log import Corrupt

T = TypeVar("T")


def with_house(data: Path | None, work: Callable[[House], Awaitable[T]]) -> T:
    """Open the data folder, do the work, close it; what cannot be is said in one sentence."""
    settings = Settings.from_environment(data=data)

    async def run() -> T:
        house = await House.open(settings)
        try:
            return await work(house)
        finally:
            await house.close()

    try:
        return asyncio.run(run())
    except Held as held:
        raise Refused(
            f"Process {held.pid or '?'} serves the data in {settings.data.resolve()}: use its pages, or stop it first."
        ) from None
    except BadKey as bad:
        raise Refused(str(bad)) from None
    except Corrupt as broken:
        raise Refused(f"The database is damaged ({broken}); restore a backup.") from None
    except Refusal as refusal:
        field = getattr(refusal, "field", "")
        raise Refused((f"{field}: " if field else "") + sentence(Words("en"), refusal, {})) from None


def only_programme(house: House, wanted: str) -> str:
    """Return the programme that is meant: the one named, or the only one there is."""
    known: list[str] = list(house.platform.state.programmes)
    if wanted in known:
        return wanted
    if wanted or len(known) != 1:
        names = ", ".join(f"{one} ({house.platform.state.programmes[one]})" for one in known) or "none"
        raise Refused(f"Which programme? There are: {names}. Name one with --programme.")
    return known[0]
