"""The clock's arithmetic: remaining time, pauses, more and less time, endings, signals."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.clock import FIVE, HALF, ONE, UP, Timer, remaining


def test_remaining_never_goes_below_zero() -> None:
    timer = Timer.start(1000, 600, 1)
    assert [remaining(timer, now) for now in (1000, 1250, 1600, 9999)] == [600, 350, 0, 0]


def test_signals_fall_at_half_five_and_one() -> None:
    assert Timer.start(0, 1200, 1).due() == {HALF: 600, FIVE: 900, ONE: 1140, UP: 1200}


def test_short_rounds_have_fewer_signals() -> None:
    assert Timer.start(0, 599, 1).due() == {FIVE: 299, ONE: 539, UP: 599}
    assert Timer.start(0, 301, 1).due() == {FIVE: 1, ONE: 241, UP: 301}


def test_what_five_minutes_ask_for_comes_at_the_middle_where_there_are_no_more() -> None:
    assert Timer.start(0, 300, 1).due() == {FIVE: 150, ONE: 240, UP: 300}
    assert Timer.start(0, 60, 1).due() == {FIVE: 30, UP: 60}


def test_ten_minutes_tell_half_time_and_five_at_once() -> None:
    assert Timer.start(0, 600, 1).due() == {HALF: 300, FIVE: 300, ONE: 540, UP: 600}


def test_a_pause_moves_the_end_and_stops_the_alarms() -> None:
    timer = Timer.start(0, 600, 1)
    timer.pause(100)
    assert timer.due() == {}
    assert remaining(timer, 400) == 500
    timer.resume(400, 2)
    assert timer.ends_at == 900
    assert remaining(timer, 400) == 500
    assert timer.turn == 2


def test_more_time_lets_the_last_signals_be_told_again_but_not_half_time() -> None:
    timer = Timer.start(0, 600, 1)
    timer.told = {HALF, FIVE}
    timer.extend(300, 400, 2)
    assert timer.due() == {FIVE: 600, ONE: 840, UP: 900}


def test_less_time_drops_signals_that_are_jumped_over() -> None:
    timer = Timer.start(0, 360, 1)
    timer.extend(-60, 10, 2)
    assert timer.due() == {ONE: 240, UP: 300}
    timer.extend(-60, 290, 3)
    assert timer.ends_at == 290


def test_a_clock_that_had_more_than_five_minutes_and_is_cut_to_five_or_less_asks_at_once() -> None:
    for duration, cut in ((360, 60), (420, 120), (360, 300)):
        timer = Timer.start(0, duration, 1)
        timer.extend(-cut, 0, 2)
        assert FIVE in timer.told
        timer.extend(120, 0, 3)
        assert (FIVE in timer.told) == (timer.duration <= 300)
    grown = Timer.start(0, 300, 1)
    for seconds, turn in ((60, 2), (-60, 3)):
        grown.extend(seconds, 1, turn)
    assert FIVE in grown.told
    short = Timer.start(0, 300, 1)
    short.extend(-60, 0, 2)
    assert short.due() == {FIVE: 120, ONE: 180, UP: 240}


def test_more_time_while_paused_counts_from_the_pause() -> None:
    timer = Timer.start(0, 600, 1)
    timer.pause(590)
    timer.extend(60, 900, 2)
    assert remaining(timer, 900) == 70


def test_more_time_in_grace_runs_from_now() -> None:
    timer = Timer.start(0, 600, 1)
    timer.grace(660, 2)
    assert timer.due() == {UP: 660}
    timer.extend(120, 630, 3)
    assert timer.grace_until is None
    assert remaining(timer, 630) == 120


def test_an_ending_with_notice_never_gives_more_time() -> None:
    timer = Timer.start(0, 600, 1)
    timer.end(60, 100, 2)
    assert timer.due() == {UP: 160}
    late = Timer.start(0, 600, 1)
    late.end(120, 550, 2)
    assert late.ends_at == 600


def test_an_ending_lets_a_held_clock_go() -> None:
    timer = Timer.start(0, 600, 1)
    timer.pause(100)
    timer.end(120, 300, 2)
    assert timer.paused_at is None
    assert timer.due() == {ONE: 360, UP: 420}


changes = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.floats(0, 400)),
        st.tuples(st.just("pause"), st.just(0.0)),
        st.tuples(st.just("resume"), st.just(0.0)),
        st.tuples(st.just("extend"), st.sampled_from((-60.0, 60.0, 120.0, 300.0))),
    ),
    max_size=30,
)


@given(changes)
def test_pausing_never_costs_time_and_the_rest_is_the_sum_of_what_was_given(steps: list[tuple[str, float]]) -> None:
    timer, now, left = Timer.start(0, 1200, 0), 0.0, 1200.0
    for turn, (kind, seconds) in enumerate(steps, 1):
        if kind == "wait":
            now += seconds
            left = left if timer.paused_at is not None else max(0.0, left - seconds)
        elif kind == "pause" and timer.paused_at is None:
            timer.pause(now)
        elif kind == "resume":
            timer.resume(now, turn)
        elif kind == "extend" and remaining(timer, now) > 0:
            timer.extend(seconds, now, turn)
            left = max(0.0, left + seconds)
        assert abs(remaining(timer, now) - left) < 1e-6
        assert all(at >= now - 1e-6 for signal, at in timer.due().items() if signal == UP and left > 0)
