"""Links, headers and origins at the web's edge."""

import pytest

from app.settings import Settings
from app.web.headers import policy
from app.web.links import link_token, proves, split
from app.web.origin import Origin

HOME = Settings(public_url="https://dialogue.example.org")
KEY, FORMER = b"k" * 32, b"f" * 32


def test_a_link_is_good_for_its_person_generation_and_either_key() -> None:
    token = link_token(FORMER, "abc234", "p7", 2)
    assert split(token) == ("abc234", "p7")
    assert proves(token, [KEY, FORMER], 2)
    assert not proves(token, [KEY, FORMER], 3)
    assert not proves(token, [KEY], 2)
    assert not proves(token, [FORMER], 2, purpose="screen")
    assert not proves(token.replace("p7", "p8"), [FORMER], 2)
    assert not proves("é" * 40, [KEY], 1)


def test_without_a_cdn_scripts_come_from_here_alone() -> None:
    assert "script-src 'self';" in policy(Settings(cdn=""))
    assert "jsdelivr.net/npm/htmx.org@4.0.1/dist/htmx.min.js" in policy(HOME)


@pytest.mark.parametrize(
    ("kind", "method", "said", "status"),
    [
        ("http", "GET", {}, 0),
        ("http", "POST", {}, 403),
        ("http", "POST", {"sec-fetch-site": "same-origin"}, 0),
        ("http", "POST", {"sec-fetch-site": "same-site", "origin": HOME.public_url}, 403),
        ("http", "POST", {"origin": HOME.public_url}, 0),
        ("http", "POST", {"origin": "null"}, 403),
        ("http", "GET", {"host": "evil.example"}, 400),
        ("websocket", "", {}, 403),
        ("websocket", "", {"origin": HOME.public_url}, 0),
        ("websocket", "", {"origin": HOME.public_url + ".evil.example"}, 403),
    ],
)
def test_only_our_own_pages_change_something(kind: str, method: str, said: dict[str, str], status: int) -> None:
    headers = {"host": "dialogue.example.org", **said}
    scope = {"type": kind, "method": method, "headers": [(n.encode(), v.encode()) for n, v in headers.items()]}
    assert Origin(None, HOME).refusal(scope) == status  # type: ignore[arg-type]
