"""Limits, keys and words."""

from pathlib import Path

import pytest

from app.domain.errors import TooMany
from app.i18n import Words, direction
from app.keys import BadKey, Keys
from app.settings import Settings
from app.web.limits import Limits


def test_wrong_tries_end_one_network_for_a_minute_and_right_ones_never() -> None:
    now = [0.0]
    limits = Limits(Settings(), lambda: now[0])
    assert all(limits.may_try("2001:db8::1") for _ in range(5000))
    for _ in range(30):
        limits.wrong("2001:db8::1")
    assert not limits.may_try("2001:db8::2")
    assert limits.may_try("2001:db8:0:1::1")
    now[0] = 61.0
    assert limits.may_try("2001:db8::1")


def test_wrong_tries_from_everywhere_end_codes_for_all() -> None:
    limits = Limits(Settings(), lambda: 0.0)
    for number in range(100):
        limits.wrong(f"192.0.2.{number}")
    assert not limits.may_try("198.51.100.1")


def test_a_person_sends_so_many_forms_a_minute() -> None:
    limits = Limits(Settings(forms_per_minute=2), lambda: 0.0)
    for person in ("p1", "p1", "p2"):
        limits.form("abc234", person)
    with pytest.raises(TooMany):
        limits.form("abc234", "p1")
    limits.form("xyz789", "p1")


def test_the_key_stays_is_ours_alone_and_has_a_former_one(tmp_path: Path) -> None:
    keys = Keys.of(Settings(data=tmp_path))
    assert Keys.of(Settings(data=tmp_path)) == keys
    (made,) = tmp_path.iterdir()
    assert made.stat().st_mode & 0o777 == 0o600
    made.chmod(0o644)
    with pytest.raises(BadKey):
        Keys.of(Settings(data=tmp_path))


def test_words_without_a_translation_stay_english() -> None:
    assert Words("en").t("Room {number}", number=3) == "Room 3"
    assert [Words("en").tn("{n} person", "{n} people", n) for n in (1, 2)] == ["1 person", "2 people"]
    assert (direction("ar"), direction("fr")) == ("rtl", "ltr")
