"""Pictures that people hand in: looked at by what they are, not by their name, and made anew in a process of its own.

What comes out is a JPEG in two sizes with nothing of the file it came from: no place, no camera, no comment.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import Invalid

MOST_BYTES = 10 * 1024 * 1024
LONGEST, THUMB = 1600, 480
"""Pixels of the longer side, in the picture and in its small copy."""
PATIENCE = 30.0
"""Seconds that one picture may take."""
MAKER = Path(__file__).with_name("making.py")
SAID = {2: "no-picture", 3: "too-many-pixels", 4: "picture-broken"}
"""What the process means by how it ends."""
TYPE = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made anew; width and height in pixels are those of the larger copy."""

    whole: bytes
    thumb: bytes
    width: int
    height: int


async def made(body: bytes) -> Picture:
    """Return the picture made anew. Raises `Invalid` (field "file") where it is none of ours or harms."""
    if len(body) > MOST_BYTES:
        raise Invalid("picture-too-large", field="file", limit=MOST_BYTES // 1024**2)
    if not known(body[:16]):
        raise Invalid("no-picture", field="file")
    maker = await asyncio.create_subprocess_exec(
        sys.executable, "-I", str(MAKER), str(LONGEST), str(THUMB), stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={}
    )
    try:
        async with asyncio.timeout(PATIENCE):
            said, _ = await maker.communicate(body)
    except TimeoutError:
        raise Invalid("picture-broken", field="file") from None
    finally:
        if maker.returncode is None:
            with suppress(ProcessLookupError):
                maker.kill()
            await maker.wait()
    if maker.returncode:
        raise Invalid(SAID.get(maker.returncode, "picture-broken"), field="file")
    head, _, rest = said.partition(b"\n")
    width, height, length = map(int, head.split())
    return Picture(rest[:length], rest[length:], width, height)


def known(head: bytes) -> bool:
    """Say whether a file begins as a JPEG, a PNG or a WebP does."""
    return head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (head[:4], head[8:12]) == (b"RIFF", b"WEBP")
