"""Settings: what is refused and in which words, what is warned of, and that README's table is the truth."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path
from typing import Any

import pytest

from app.disks import file_system, why_temporary
from app.settings import BadSetting, Settings, variable, warnings

README = Path(__file__).parent.parent / "README.md"
KEY = "8f1d3a5c77e2904b6c0a91de4f23b85e7719cc02ad5463f18be60d94a7352efc"


def said(**given: str) -> str:
    """Give the sentence with which these variables are refused."""
    with pytest.raises(BadSetting) as refused:
        Settings.from_environment({variable(name): text for name, text in given.items()})
    return str(refused.value)


def settings(**given: str) -> Settings:
    return Settings.from_environment({variable(name): text for name, text in given.items()})


def test_nothing_set_is_a_server_for_this_machine_alone() -> None:
    chosen = Settings.from_environment({"PATH": "/bin", "DIALOGUE_PORT": "  "})
    assert (chosen.host, chosen.public_url) == ("127.0.0.1", "http://127.0.0.1:8000")
    assert chosen.public_host == "127.0.0.1:8000"
    assert not chosen.secure
    assert chosen == Settings()


def test_what_is_set_is_read_as_what_it_is() -> None:
    chosen = settings(
        data="/srv/dialogue", port="9000", public_url="https://Dialogue.Example.org/", insecure_http_ok="yes",
        cdn="none", trusted_proxies="10.0.0.5, 192.168.1.0/24", server_key=KEY,
    )  # fmt: skip
    assert chosen.data == Path("/srv/dialogue")
    assert chosen.port == 9000
    assert (chosen.public_url, chosen.public_host, chosen.secure) == (
        "https://dialogue.example.org",
        "dialogue.example.org",
        True,
    )
    assert chosen.insecure_http_ok is True
    assert chosen.cdn == ""
    assert chosen.trusted_proxies == ("10.0.0.5", "192.168.1.0/24")
    assert chosen.server_key == KEY


def test_the_command_line_wins_and_carries_the_public_address_along() -> None:
    chosen = Settings.from_environment({"DIALOGUE_PORT": "9000"}, port=8123, data=None)
    assert (chosen.port, chosen.public_url, chosen.data) == (8123, "http://127.0.0.1:8123", Path("data"))


def test_settings_do_not_change_afterwards() -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(Settings(), "port", 1)  # noqa: B010 - mypy would not let us


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("port", "eighty", "must be a whole number, not 'eighty'."),
        ("port", "٨٠٠٠", "must be a whole number, not '٨٠٠٠'."),
        ("port", "-1", "must be a whole number, not '-1'."),
        ("port", "65536", "must be at most 65535, not 65536."),
        ("forms_per_minute", "0", "must be at least 1, not 0."),
        ("insecure_http_ok", "true", "must be yes or no, not 'true'."),
        ("trusted_proxies", "*", "must not be *: anybody could then claim any address; name the proxy's address."),
        ("trusted_proxies", "::/0", "must not be ::/0: that is everybody; name the proxy's address."),
        ("trusted_proxies", "proxy.local", "must hold addresses or networks, not 'proxy.local'."),
        ("cdn", "http://cdn.example.org", "must begin with https://."),
        ("metrics_token", "short", "must have at least 16 characters."),
        ("public_url", "https://a@example.org", "must hold neither a user's name nor spaces or quotes."),
    ],
)
def test_a_value_that_cannot_be_is_refused_in_one_sentence(name: str, text: str, reason: str) -> None:
    assert said(**{name: text}) == f"{variable(name)} {reason}"


@pytest.mark.parametrize(
    "url",
    ["dialogue.example.org", "ftp://x.org", "https://", "https://x.org/path", "https://x.org?a=1", "https://x.org:port",
     "https://[::1", "javascript:alert(1)"],
)  # fmt: skip
def test_a_public_address_that_is_no_origin_is_refused(url: str) -> None:
    assert "must be an address like https://dialogue.example.org" in said(public_url=url)


@pytest.mark.parametrize("url", ["http://dialogue.example.org", "http://192.168.1.20:8000", "http://0.0.0.0:8000"])
def test_plain_http_beyond_this_machine_needs_a_switch_by_name(url: str) -> None:
    assert "DIALOGUE_INSECURE_HTTP_OK=yes" in said(public_url=url)
    assert "plain http" in " ".join(warnings(settings(public_url=url, insecure_http_ok="yes")))


@pytest.mark.parametrize(
    "url", ["http://localhost:8000", "http://127.0.0.1", "http://[::1]:8000", "http://a.localhost"]
)
def test_plain_http_on_this_machine_is_fine(url: str) -> None:
    assert settings(public_url=url).public_url == url


@pytest.mark.parametrize(
    "key", ["secret", KEY[:-1], KEY + "0", "0" * 64, "0123456789abcdef" * 4, bytes(range(32)).hex(), KEY[:62] + "zz",
            " ".join([KEY[:32], KEY[32:63]])],
)  # fmt: skip
@pytest.mark.parametrize("name", ["server_key", "former_server_key"])
def test_a_short_or_sample_key_is_refused_and_never_quoted(name: str, key: str) -> None:
    sentence = said(**{name: key})
    assert variable(name) in sentence
    assert "openssl rand -hex 32" in sentence
    assert key not in sentence


def test_a_variable_that_is_no_setting_is_refused_rather_than_ignored() -> None:
    with pytest.raises(BadSetting, match=r"^DIALOGUE_PROT is no setting"):
        Settings.from_environment({"DIALOGUE_PROT": "8000"})


def test_a_data_folder_that_is_emptied_is_said_loudly(tmp_path: Path) -> None:
    assert "may be gone after a restart" in " ".join(warnings(settings(data="/tmp/dialogue")))
    assert "which is emptied" in why_temporary(Path("/tmp/x"), "")
    assert why_temporary(Path("/srv/x"), "tmpfs /srv tmpfs rw 0 0") == "lies in memory (tmpfs)"
    assert "inside a container" in why_temporary(Path("/srv/x"), "overlay / overlay rw 0 0")
    assert why_temporary(Path("/srv/x"), "overlay / overlay rw 0 0\n/dev/sda1 /srv ext4 rw 0 0") == ""
    assert why_temporary(Path("/srv/x"), "") == ""


def test_of_two_mounts_on_one_place_the_later_counts_and_spaces_are_read() -> None:
    mounts = "a / ext4\nb /my\\040disk tmpfs rw\nc /my\\040disk xfs rw\n"
    assert file_system(Path("/my disk/data"), mounts) == "xfs"
    assert file_system(Path("/other"), mounts) == "ext4"


def test_a_public_server_that_trusts_no_proxy_beyond_this_machine_is_warned() -> None:
    public = {"public_url": "https://dialogue.example.org", "host": "0.0.0.0", "data": "/srv/dialogue"}
    assert "DIALOGUE_TRUSTED_PROXIES" in " ".join(warnings(settings(**public)))
    assert "DIALOGUE_TRUSTED_PROXIES" not in " ".join(warnings(settings(**public, trusted_proxies="10.0.0.5")))


def test_a_server_that_listens_for_all_but_has_a_local_address_is_warned() -> None:
    heard = "turns away all who do not come by http://127.0.0.1:8000"
    assert heard in " ".join(warnings(settings(host="0.0.0.0", data="/srv/dialogue")))
    assert heard not in " ".join(warnings(settings(data="/srv/dialogue")))


def shown(default: Any) -> str:
    """Write a default as README's table does."""
    if default is False:
        return "`no`"
    text = ",".join(default) if isinstance(default, tuple) else str(default)
    return f"`{text}`" if text else ""


def test_the_table_of_the_readme_is_what_the_code_says() -> None:
    rows = [line for line in README.read_text("utf-8").splitlines() if line.startswith("| `DIALOGUE_")]
    assert rows == [
        f"| `{variable(each.name)}` | {shown(each.default)} | {each.metadata['meaning']} |" for each in fields(Settings)
    ]
