"""Forms as they come in: so many fields and no more, text where text is asked for, a file where a file is.

Refuses what a browser would not send; what the fields mean is not decided here.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from app.domain.errors import Invalid
from app.web.house import House

MOST_FIELDS = 200
UNREADABLE = "\ufffd"
"""What stands where bytes were no UTF-8."""


@asynccontextmanager
async def sent(request: Request, *, file: str = "") -> AsyncIterator[FormData]:
    """Read the form; only where `file` names a field may it have parts and one file. Raises `Invalid`."""
    parted = request.headers.get("content-type", "").startswith("multipart/")
    if parted and not file:
        raise HTTPException(415)
    house: House = request.app.state.house
    longest = house.settings.upload_bytes if file else house.settings.form_bytes
    async with request.form(max_fields=MOST_FIELDS, max_files=1, max_part_size=longest) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                check(name, value)
            elif name != file:
                raise Invalid("not-understood", field=name[:40])
        yield form


def check(name: str, value: str) -> None:
    """Refuse text that came as broken bytes. Raises `Invalid`."""
    if UNREADABLE in value:
        raise Invalid("control-character", field=name[:40])
