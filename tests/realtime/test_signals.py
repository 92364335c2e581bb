"""Signals that are not in the log: the clock, alarms, presence."""

from __future__ import annotations

import asyncio
import time

import pytest

from realtime.alarms import Alarms
from realtime.clock import Clock
from realtime.presence import Presence
from tests.realtime.conftest import until
from tests.realtime.toy import AMAL, NUNO


class Rung:
    """Remembers what rang; refuses as often as it is told to."""

    def __init__(self, refusals: int = 0) -> None:
        self.told: list[tuple[str, str, float]] = []
        self.refusals = refusals

    async def ring(self, owner: str, key: str, at: float) -> None:
        await asyncio.sleep(0)
        if self.refusals:
            self.refusals -= 1
            raise OSError
        self.told.append((owner, key, at))


async def test_a_jump_of_the_wall_clock_moves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    wall = time.time
    clock, rung = Clock(), Rung()
    alarms = Alarms(clock, rung.ring)
    before, due = clock.now(), clock.now() + 0.5
    alarms.set("room", {"end": due})
    for jump in (3600, -3600):
        monkeypatch.setattr(time, "time", lambda jump=jump: wall() + jump)
        assert 0 <= clock.now() - before < 0.4
        assert rung.told == []
    await until(lambda: rung.told == [("room", "end", due)])
    assert 0.5 <= clock.now() - before < 5
    await alarms.close()


async def test_a_rate_makes_service_time_faster() -> None:
    clock = Clock(rate=100, start=1000.0)
    await clock.sleep(10)
    assert 1010 <= clock.now() < 1000 + 100 * 20


async def test_alarms_ring_once_and_in_order_whenever_they_were_set() -> None:
    clock, rung = Clock(rate=100), Rung()
    alarms = Alarms(clock, rung.ring)
    now = clock.now()
    wanted = {"third": now + 30, "first": now - 5, "second": now + 10}
    alarms.set("room", wanted)
    alarms.set("other", {"x": now + 20})
    await until(lambda: len(rung.told) == 4)
    alarms.set("room", wanted)
    assert [key for owner, key, _ in rung.told if owner == "room"] == ["first", "second", "third"]
    alarms.set("room", {**wanted, "third": now + 31})
    await until(lambda: len(rung.told) == 5)
    assert rung.told[-1] == ("room", "third", now + 31)
    await alarms.close()


async def test_an_alarm_that_is_moved_or_taken_back_does_not_ring_at_its_old_instant() -> None:
    clock, rung = Clock(rate=100), Rung()
    alarms = Alarms(clock, rung.ring)
    now = clock.now()
    alarms.set("room", {"end": now + 20, "half": now + 10})
    alarms.set("room", {"end": now + 40})
    await until(lambda: bool(rung.told))
    assert rung.told == [("room", "end", now + 40)]
    alarms.set("room", {"end": clock.now() + 100})
    alarms.set("room", {})
    await clock.sleep(200)
    assert len(rung.told) == 1
    await alarms.close()


async def test_an_alarm_that_could_not_be_rung_is_rung_again_and_holds_up_nobody_else() -> None:
    clock, rung = Clock(), Rung(refusals=1)
    alarms = Alarms(clock, rung.ring)
    alarms.set("room", {"a": clock.now() - 2, "b": clock.now() - 1})
    await until(lambda: rung.refusals == 0)
    alarms.set("other", {"x": clock.now()})
    await until(lambda: len(rung.told) == 3)
    assert [key for _, key, _ in rung.told] == ["x", "a", "b"]
    await alarms.close()


async def test_presence_is_what_tabs_told() -> None:
    clock = Clock(rate=1000)
    presence = Presence(clock)
    assert (presence.last(AMAL), presence.seen(AMAL), presence.pages(AMAL), presence.closed_at(AMAL)) == (
        None,
        0,
        0,
        None,
    )
    for page in ("a", "a", "b"):
        presence.opened(AMAL, page)
    presence.heard(AMAL, "a", 7, visible=True)
    presence.heard(AMAL, "b", 9, visible=False)
    presence.heard(AMAL, "a", 5, visible=True)
    assert (presence.seen(AMAL), presence.pages(AMAL)) == (7, 2)
    assert presence.last(NUNO) is None
    for page in ("a", "b"):
        presence.closed(AMAL, page, goodbye=True)
    assert (presence.pages(AMAL), presence.closed_at(AMAL)) == (1, None)
    last = presence.last(AMAL)
    presence.closed(AMAL, "a", goodbye=True)
    assert last is not None
    assert (presence.closed_at(AMAL) or 0) >= last
    presence.heard(AMAL, "", 0, visible=False)
    last = presence.last(AMAL)
    assert presence.closed_at(AMAL) is None
    presence.opened(AMAL, "a")
    presence.closed(AMAL, "a", goodbye=False)
    assert (presence.pages(AMAL), presence.closed_at(AMAL)) == (0, None)
    last = presence.last(AMAL)
    presence.forget_positions()
    assert (presence.seen(AMAL), presence.last(AMAL)) == (0, last)
