"""What holds after any sequence of commands holds in a World Café, too: one place each, all in the log, undone."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.acts import Act
from app.domain.agenda import RemoveBlock
from app.domain.errors import Conflict, NotAllowed
from app.domain.formats.cafe import Cafe
from app.domain.formats.cafe.cafe import KeptCafe
from app.domain.formats.cafe.hosts import NameHost
from app.domain.formats.cafe.turning import EndCafe
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.messages import Command
from app.domain.steps import TakeBack, next_step
from tests.domain.cafes import BLOCK, TWELVE, cafe, plan, running
from tests.domain.play import MEETING, Play
from tests.domain.test_invariants import DEEDS, NAMES, Deed, check, check_shown, everybody, given_by, kept, names

tables = st.integers(1, 4)


def planned_again(play: Play) -> None:
    if BLOCK in play.meeting.blocks and isinstance(play.meeting.blocks[BLOCK].body, Cafe) and cafe(play).more:
        with suppress(NotAllowed, Conflict):
            plan(play, seed=len(play.log))


CAFES: st.SearchStrategy[Deed] = st.one_of(
    DEEDS,
    st.just(given_by(lambda play: CloseRooms(MEETING, BLOCK))),
    st.just(given_by(lambda play: EndCafe(MEETING, BLOCK))),
    st.tuples(tables, names).map(lambda at: given_by(lambda play: NameHost(MEETING, BLOCK, at[0], play.id(at[1])))),
    st.just(planned_again),
)


def begun() -> Play:
    return running(*TWELVE, *[name for name in NAMES if name not in TWELVE][:2])


def whole(play: Play) -> None:
    """Nobody has two seats in a round to come; what is planned has tables; hosts sit at theirs."""
    found = play.meeting.blocks[BLOCK].body if BLOCK in play.meeting.blocks else None
    if isinstance(found, Cafe):
        assert found.round <= found.rounds
        assert all(set(seats.values()) <= set(found.rooms) for seats in found.planned)
        assert len(set(found.hosts.values())) == len(found.hosts)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CAFES, min_size=10, max_size=40))
def test_after_any_sequence_of_commands(deeds: list[Deed]) -> None:
    play = begun()
    for deed in deeds:
        log = len(play.log)
        deed(play)
        check(play)
        check_shown(play, log)
        whole(play)
    assert play.folded() == play.programme


def rounds(play: Play) -> object:
    body = play.meeting.blocks[BLOCK].body if BLOCK in play.meeting.blocks else None
    mark = body.mark() if isinstance(body, Cafe) else None
    return (mark.round, mark.rounds, mark.planned, mark.past, mark.hosts) if isinstance(mark, KeptCafe) else None


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CAFES, min_size=10, max_size=30))
def test_an_act_that_is_taken_back_leaves_places_clocks_and_rounds_as_they_were(deeds: list[Deed]) -> None:
    play = begun()
    for deed in deeds:
        before, there, log, now = (kept(play.meeting), rounds(play)), everybody(play), len(play.log), play.now
        deed(play)
        done, act = play.log[log:], play.meeting.last_act
        if len(done) == 1 and isinstance(done[0][0], Act) and act is not None and act.undo and play.now == now:
            play.do(TakeBack(MEETING, act.number), "Olga")
            assert (kept(play.meeting), rounds(play)) == before, done
            assert everybody(play) == there
            deed(play)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CAFES, min_size=5, max_size=30))
def test_every_agenda_with_a_cafe_comes_to_its_end_by_the_big_button(deeds: list[Deed]) -> None:
    play = begun()
    for deed in deeds:
        deed(play)
    for _ in range(80):
        step = next_step(play.programme, play.meeting)
        if step is None:
            break
        if step.command is None:
            command: Command = RemoveBlock(MEETING, int(step.facts["block"]))
            play.do(command, "Olga")
        else:
            play.step("Olga", anyway=True)
            play.wait(130)
    assert play.meeting.phase == "closed"
