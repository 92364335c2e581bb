"""The server's key of all links: from the settings, else a file that only we may read beside the database.

Refuses a key file that others may read. Never prints a key.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import new
from pathlib import Path
from secrets import token_bytes

from app.settings import KEY_BYTES, Settings

FILE = "server.key"


class BadKey(Exception):
    """The key file cannot be used; `str` is a sentence saying why."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that links are proved with; the first one makes new links."""

    valid: tuple[bytes, ...] = field(repr=False)

    @property
    def current(self) -> bytes:
        """The key that new links are made with."""
        return self.valid[0]

    @property
    def marks(self) -> tuple[str, ...]:
        """What tells our keys from others and proves nothing: kept in the log, to notice a lost key."""
        return tuple(new(key, b"mark", sha256).hexdigest()[:16] for key in self.valid)

    @classmethod
    def of(cls, settings: Settings) -> Keys:
        """Read the keys, making the file at the first start. Raises `BadKey`."""
        current = bytes.fromhex(settings.server_key) if settings.server_key else kept(settings.data / FILE)
        former = (bytes.fromhex(settings.former_server_key),) if settings.former_server_key else ()
        return cls((current, *former))


def kept(path: Path) -> bytes:
    """Return the key in the file, made there (0600) if there is none yet."""
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return read(path)
    with os.fdopen(made, "w") as file:
        file.write(token_bytes(KEY_BYTES).hex())
        file.flush()
        os.fsync(file.fileno())
    return read(path)


def read(path: Path) -> bytes:
    """Read a key file. Raises `BadKey` where it is no key or others may read it."""
    if path.stat().st_mode & 0o077:
        raise BadKey(f"{path.name} can be read by others; set its mode to 0600.")
    try:
        key = bytes.fromhex(path.read_text().strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise BadKey(f"{path.name} holds no key of {KEY_BYTES} bytes.")
    return key
