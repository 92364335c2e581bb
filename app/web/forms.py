"""Forms as they come in: so many fields and no more, text where text is asked for, a file where a file is.

Refuses what a browser would not send; what the fields mean is not decided here.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import blake2b
from urllib.parse import parse_qsl

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from app.domain.errors import Invalid
from app.web.house import House

MOST_FIELDS = 200
LONGEST_ONCE = 100
"""Characters of a one-time id; ours have 16 to 24."""
ASKED = "dialogue.asked"
"""Where the request keeps what its form asks for, told from every other form under the same one-time id."""
UNREADABLE = "\ufffd"
"""What stands where bytes were no UTF-8."""


@asynccontextmanager
async def sent(request: Request, *, file: str = "") -> AsyncIterator[FormData]:
    """Read the form; only where `file` names a field may it have parts and one file. Raises `Invalid`."""
    kind = request.headers.get("content-type", "")
    parted = kind.startswith("multipart/")
    if parted and (not file or "charset" in kind.lower()):  # no browser names one, and some would be slow to read
        raise HTTPException(415)
    form = await (in_parts(request) if parted else spelt(request))
    try:
        for name, value in form.multi_items():
            check(name, value, file)
        request.scope[ASKED] = asked(request.scope["path"], form)
        yield form
    finally:
        await form.close()


def asked(path: str, form: FormData) -> str:
    """Return a fingerprint of where a form goes and what it says, its one-time id left out."""
    said = [(name, value if isinstance(value, str) else "") for name, value in form.multi_items() if name != "once"]
    return blake2b(repr((path, said)).encode(), digest_size=9).hexdigest()


async def in_parts(request: Request) -> FormData:
    """Read a form with parts, of the size of a file."""
    house: House = request.app.state.house
    return await request.form(max_fields=MOST_FIELDS, max_files=1, max_part_size=house.settings.upload_bytes)


async def spelt(request: Request) -> FormData:
    """Read a form without parts; a body of another kind has no fields."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return FormData()
    body = (await request.body()).decode(errors="replace")
    try:
        return FormData([*parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS)])
    except ValueError:
        raise HTTPException(400) from None


def check(name: str, value: str | UploadFile, file: str) -> None:
    """Refuse broken bytes, one-time ids that no page of ours made, and files but in `file`. Raises `Invalid`."""
    if not isinstance(value, str):
        if name != file:
            raise Invalid("not-understood", field=name[:40])
    elif name == "once" and len(value) > LONGEST_ONCE:
        raise Invalid("too-long", field=name, limit=LONGEST_ONCE)
    elif UNREADABLE in value:
        raise Invalid("control-character", field=name[:40])
