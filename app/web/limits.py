"""How often, in memory: wrong codes and links by address and in all, forms and signals by person.

Counts wrong tries, never visits: a whole town hall shares one address (security.md, Join codes).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import lru_cache
from ipaddress import ip_address, ip_network

from app.domain.errors import TooMany
from app.settings import Settings

MINUTE = 60.0
MOST_KEPT = 10_000


class Window:
    """The instants of the last minute, for each key."""

    def __init__(self, most: int, now: Callable[[], float]) -> None:
        self._most = most
        self._now = now
        self._heard: dict[str, deque[float]] = {}

    def full(self, key: str) -> bool:
        """Say whether the key has used up its minute."""
        heard = self._heard.get(key)
        while heard and heard[0] <= self._now() - MINUTE:
            heard.popleft()
        return heard is not None and len(heard) >= self._most

    def count(self, key: str) -> None:
        """Count one; the key heard of first goes when too many are kept."""
        if key not in self._heard and len(self._heard) >= MOST_KEPT:
            del self._heard[next(iter(self._heard))]
        self._heard.setdefault(key, deque(maxlen=self._most)).append(self._now())


class Limits:
    """All limits of one server."""

    def __init__(self, settings: Settings, now: Callable[[], float]) -> None:
        self._address = Window(settings.wrong_codes_per_address, now)
        self._everywhere = Window(settings.wrong_codes_in_all, now)
        self._forms = Window(settings.forms_per_minute, now)
        self._signals = Window(settings.signals_per_minute, now)
        self._uploads = Window(settings.uploads_per_minute, now)

    def may_try(self, address: str) -> bool:
        """Say whether a code typed at this address is looked at. Never ask it about a valid cookie or link."""
        return not self._address.full(network(address)) and not self._everywhere.full("")

    def wrong(self, address: str) -> None:
        """Count a wrong try."""
        self._address.count(network(address))
        self._everywhere.count("")

    def form(self, programme: str, person: str) -> None:
        """Count a form. Raises `TooMany`."""
        take(self._forms, f"{programme}/{person}")

    def signal(self, programme: str, person: str) -> None:
        """Count a signal (hand, help, lost). Raises `TooMany`."""
        take(self._signals, f"{programme}/{person}")

    def upload(self, programme: str, person: str) -> None:
        """Count a file. Raises `TooMany`."""
        take(self._uploads, f"{programme}/{person}")


def take(window: Window, key: str) -> None:
    """Count one where there is room. Raises `TooMany`."""
    if window.full(key):
        raise TooMany
    window.count(key)


@lru_cache(maxsize=4096)
def network(address: str) -> str:
    """Return what counts as one address: of IPv6 the /64."""
    try:
        wide = ip_address(address).version == 6
    except ValueError:
        return address
    return str(ip_network(f"{address.partition('%')[0]}/64", strict=False)) if wide else address
