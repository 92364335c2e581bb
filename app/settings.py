"""What whoever runs the platform may choose: one frozen object, read once from variables named `DIALOGUE_…`.

The only reader of the environment. Refuses what would be unsafe, in one sentence that names the variable; what is
merely unwise becomes a sentence of `warnings`. Every setting is a row of README's table (tests/test_settings.py).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from ipaddress import ip_address, ip_network
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from app.disks import why_temporary

PREFIX = "DIALOGUE_"
KEY_BYTES = 32
TOKEN_LENGTH = 16
T = TypeVar("T")


class BadSetting(Exception):
    """A setting that cannot be: `str` is one sentence with the variable's name, the reason and often the way out."""

    def __init__(self, variable: str, reason: str) -> None:
        super().__init__(f"{variable} {reason}")
        self.variable = variable


def setting(default: T, meaning: str, *, least: int = 0) -> T:
    """Declare one setting: its default, its meaning for README's table, and the least value of a number."""
    return field(default=default, metadata={"meaning": meaning, "least": least})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; a field `port` is the variable `DIALOGUE_PORT`. An empty variable counts as absent."""

    data: Path = setting(Path("data"), "Folder of the database, its key and its lock; on a disk that stays.")
    public_url: str = setting(
        "",
        "The address people open, without a path; `https` beyond this machine. Empty: `127.0.0.1` and the port.",
    )
    host: str = setting("127.0.0.1", "Address to listen on.")
    port: int = setting(8000, "Port to listen on.")
    trusted_proxies: tuple[str, ...] = setting(
        ("127.0.0.1", "::1"), "Addresses or networks whose `X-Forwarded-…` headers count, with commas; never `*`."
    )
    insecure_http_ok: bool = setting(
        False,
        "`yes` lets the public address be plain http beyond this machine: links can then be overheard.",
    )
    cdn: str = setting(
        "https://cdn.jsdelivr.net", "Where browsers fetch htmx, checked by its hash; `none`: only our local copies."
    )
    server_key: str = setting(
        "", "Key of all links, 64 hexadecimal digits. Empty: made at the first start, kept beside the database."
    )
    former_server_key: str = setting("", "The key before, still good for old links while the key is being changed.")
    metrics_token: str = setting("", "Bearer token of `/metrics`, 16 characters or more. Empty: no `/metrics`.")
    forms_per_minute: int = setting(120, "Forms one signed-in person may send in a minute.", least=1)
    signals_per_minute: int = setting(20, "Signals (hand, help, lost) one person may send in a minute.", least=1)
    uploads_per_minute: int = setting(10, "Files one person may send in a minute.", least=1)
    wrong_codes_per_address: int = setting(30, "Wrong codes and links in a minute from one address.", least=1)
    wrong_codes_in_all: int = setting(100, "Wrong codes in a minute from everywhere; then only links count.", least=1)
    sockets_per_person: int = setting(8, "Open pages of one person; one more closes the oldest.", least=1)
    plenary_screens: int = setting(50, "Open plenary screens of one programme; one more closes the oldest.", least=1)
    sockets_per_page: int = setting(3, "Sockets of one open page; one more closes the oldest.", least=1)
    sockets_in_all: int = setting(6000, "Open pages in all; one more is told that the house is full.", least=1)
    socket_bytes: int = setting(65536, "Longest message a page may send up its socket, in bytes.", least=1024)
    form_bytes: int = setting(262144, "Longest form without files, in bytes.", least=1024)
    upload_bytes: int = setting(20971520, "Longest file, in bytes.", least=1024)
    graceful_seconds: int = setting(10, "How long a stop waits for slow requests, in seconds.", least=1)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **instead: object) -> Settings:
        """Read all settings (from the process's environment when none is given); raise `BadSetting`.

        `instead` holds what the command line says of a setting, by field name; None says nothing.
        """
        said = {variable(name): str(value) for name, value in instead.items() if value is not None}
        read_from = os.environ if environment is None else environment
        given = {name: text.strip() for name, text in {**read_from, **said}.items()}
        known = {variable(each.name): each for each in fields(cls)}
        for name in given:
            if name.startswith(PREFIX) and name not in known:
                raise BadSetting(name, "is no setting; README's table has them all.")
        chosen = {each.name: read(name, each.default, given[name]) for name, each in known.items() if given.get(name)}
        return cls(**chosen)

    def __post_init__(self) -> None:
        """Complete the public address and refuse what cannot be."""
        origin = self.public_url.rstrip("/") or f"http://127.0.0.1:{self.port}"
        object.__setattr__(self, "public_url", origin.lower())
        check_numbers(self)
        check_public_url(self)
        check_proxies(self)
        check_cdn(self)
        check_secrets(self)

    @property
    def public_host(self) -> str:
        """The `Host` a browser sends for the public address, with the port if it is an unusual one."""
        return urlsplit(self.public_url).netloc

    @property
    def secure(self) -> bool:
        """Whether people come by https: decides the cookie's name and the HSTS header."""
        return self.public_url.startswith("https://")


def variable(name: str) -> str:
    """Name the environment variable of a field."""
    return PREFIX + name.upper()


def given(field: str) -> bool:
    """Say whether the process's environment holds a setting."""
    return bool(os.environ.get(variable(field), "").strip())


def read(name: str, default: Any, text: str) -> Any:
    """Read one value as what its default is: folder, number, switch, list, text."""
    if isinstance(default, Path):
        return Path(text).expanduser()
    if isinstance(default, bool):
        return read_switch(name, text)
    if isinstance(default, int):
        return read_number(name, text)
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return "" if name == variable("cdn") and text == "none" else text


def read_switch(name: str, text: str) -> bool:
    """Read `yes` or `no`, and nothing that could be meant either way."""
    if text not in ("yes", "no"):
        raise BadSetting(name, f"must be yes or no, not {text!r}.")
    return text == "yes"


def read_number(name: str, text: str) -> int:
    """Read a whole number in plain digits."""
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise BadSetting(name, f"must be a whole number, not {text!r}.")
    return int(text)


def check_numbers(settings: Settings) -> None:
    """Refuse numbers out of their range."""
    for each in fields(settings):
        value = getattr(settings, each.name)
        if isinstance(value, int) and value < each.metadata["least"]:
            raise BadSetting(variable(each.name), f"must be at least {each.metadata['least']}, not {value}.")
    if settings.port > 65535:
        raise BadSetting(variable("port"), f"must be at most 65535, not {settings.port}.")


def check_public_url(settings: Settings) -> None:
    """Refuse a public address that is no origin, or is plain http beyond this machine (security.md, Cookies)."""
    name, url = variable("public_url"), settings.public_url
    host = origin_host(name, url)
    if urlsplit(url).scheme == "http" and not is_loopback(host) and not settings.insecure_http_ok:
        wish = variable("insecure_http_ok")
        raise BadSetting(name, f"must begin with https:// unless it is on this machine; {wish}=yes allows it.")


def origin_host(name: str, url: str) -> str:
    """Give the host of `scheme://host[:port]`; raise `BadSetting` for everything else."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or not url.startswith(("http://", "https://")) or url != f"{parts.scheme}://{parts.netloc}":
        raise BadSetting(name, f"must be an address like https://dialogue.example.org without a path, not {url!r}.")
    if "@" in parts.netloc or any(sign.isspace() or sign in "\\'\";," for sign in url):
        raise BadSetting(name, "must hold neither a user's name nor spaces or quotes.")
    return host


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def check_proxies(settings: Settings) -> None:
    """Refuse `*` and everything as wide: anybody could then claim any address (security.md, Behind a proxy)."""
    name = variable("trusted_proxies")
    for given in settings.trusted_proxies:
        if given == "*":
            raise BadSetting(name, "must not be *: anybody could then claim any address; name the proxy's address.")
        try:
            network = ip_network(given, strict=False)
        except ValueError:
            raise BadSetting(name, f"must hold addresses or networks, not {given!r}.") from None
        if network.prefixlen == 0:
            raise BadSetting(name, f"must not be {given}: that is everybody; name the proxy's address.")


def check_cdn(settings: Settings) -> None:
    """Refuse a CDN that is no https origin: scripts come from there."""
    if settings.cdn:
        origin_host(variable("cdn"), settings.cdn)
        if not settings.cdn.startswith("https://"):
            raise BadSetting(variable("cdn"), "must begin with https://.")


def check_secrets(settings: Settings) -> None:
    """Refuse short and sample keys (security.md, Going out)."""
    for name in ("server_key", "former_server_key"):
        check_key(variable(name), getattr(settings, name))
    if settings.metrics_token and len(settings.metrics_token) < TOKEN_LENGTH:
        raise BadSetting(variable("metrics_token"), f"must have at least {TOKEN_LENGTH} characters.")


def check_key(name: str, text: str) -> None:
    """Refuse a key that is not 32 bytes in hexadecimal, or that no dice made. Never quote it."""
    if not text:
        return
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    made = f"`openssl rand -hex {KEY_BYTES}`"
    if len(key) != KEY_BYTES or len(text) != 2 * KEY_BYTES:
        raise BadSetting(name, f"must be {2 * KEY_BYTES} hexadecimal digits, as {made} makes them.")
    steps = {(later - earlier) % 256 for earlier, later in pairwise(key)}
    if len(set(key)) < KEY_BYTES // 2 or len(steps) < KEY_BYTES // 4:
        raise BadSetting(name, f"is a sample, not a secret; {made} makes a real one.")


def warnings(settings: Settings) -> list[str]:
    """Say what is allowed but unwise, a sentence each, to be printed loudly at start and by `dialogue check`."""
    said = []
    if reason := why_temporary(settings.data):
        said.append(
            f"The data folder {settings.data.resolve()} {reason}: the whole meeting may be gone after a restart. "
            f"Set {variable('data')} to a folder on a disk that stays."
        )
    local = is_loopback(origin_host(variable("public_url"), settings.public_url))
    if local and not is_loopback(settings.host):
        said.append(
            f"The server listens on {settings.host}, but turns away all who do not come by {settings.public_url}: "
            f"set {variable('public_url')} to the address that people open."
        )
    if not settings.secure and not local:
        said.append(f"{settings.public_url} is plain http: everybody on the way can read links, cookies and names.")
    if settings.secure and not is_loopback(settings.host) and all(map(is_loopback, settings.trusted_proxies)):
        said.append(
            f"No proxy beyond this machine is trusted ({variable('trusted_proxies')}): if one stands before us, all "
            "visitors seem to have its address, and one who guesses codes locks out everybody."
        )
    return said
