"""Whether all visitors seem to have one address although a proxy stands before us: limits would then hit everybody.

Keeps no address but the first it met.
"""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from starlette.types import Scope

from app import logs
from app.settings import Settings, is_loopback
from app.web.limits import network

ENOUGH = 20
"""Requests that hide where they come from, after which it is said."""
WARNING = (
    "All visitors seem to have one address, so one who guesses codes locks out everybody. The proxy must send "
    "X-Forwarded-For, and its address must be in DIALOGUE_TRUSTED_PROXIES."
)


class Addresses:
    """What the addresses of all requests so far tell about the proxy."""

    def __init__(self, settings: Settings) -> None:
        self._proxies = [ip_network(each, strict=False) for each in settings.trusted_proxies]
        self._local = is_loopback(urlsplit(settings.public_url).hostname or "")
        self._first = ""
        self._several = False
        self._hidden = 0

    @property
    def one_for_all(self) -> bool:
        """Whether many requests came, all from one address that is not the visitors'."""
        return not self._several and self._hidden >= ENOUGH

    def note(self, scope: Scope) -> None:
        """Note where a request seems to come from."""
        host, port = scope.get("client") or ("", 0)
        self._several = self._several or self._first not in ("", network(host))
        self._first = self._first or network(host)
        if not self._several and self._is_hidden(scope, host, port):
            self._hidden += 1
            if self._hidden == ENOUGH:
                logs.log("all visitors have one address", level="warning", reason="proxy")

    def _is_hidden(self, scope: Scope, host: str, port: int) -> bool:
        """Say whether a proxy that we do not trust spoke for somebody, or one that we trust for nobody.

        The server gives an address taken from a trusted header the port 0.
        """
        forwarded = any(name == b"x-forwarded-for" for name, _ in scope["headers"])
        return (forwarded and port != 0) or (not forwarded and not self._local and self._is_proxy(host))

    def _is_proxy(self, host: str) -> bool:
        try:
            address = ip_address(host)
        except ValueError:
            return False
        return any(address in proxies for proxies in self._proxies)
