"""What holds after any sequence of commands: everybody has one place, staff are unseated, the log says it all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain import acts, places
from app.domain.acts import Act
from app.domain.agenda import AddBlock, RemoveBlock
from app.domain.announcements import Announce, WithdrawNews
from app.domain.attendance import Arrive, Leave, MarkGone, MarkPresent, PressCall
from app.domain.capture import SetCapture
from app.domain.clock import Timer
from app.domain.duties import TakeDuty
from app.domain.errors import Refusal
from app.domain.formats import PLANNED
from app.domain.formats.chosen.choosing import ChooseTopic
from app.domain.formats.chosen.chosen import coming
from app.domain.formats.chosen.topics import AddTopic, RemoveTopic
from app.domain.formats.plenary import BeginPlenary, SetPlenaryClock
from app.domain.formats.rooms import Round
from app.domain.formats.rooms.doubts import against, ask
from app.domain.formats.rooms.drafting import RepeatRooms
from app.domain.formats.rooms.ending import CloseRooms, EndRooms
from app.domain.formats.rooms.mending import MergeRooms, ReopenRoom
from app.domain.formats.rooms.moving import MovePeople, SwapPeople
from app.domain.formats.rooms.opening import RoomsPublished, WithdrawRooms
from app.domain.formats.rooms.round import Kept, the_round
from app.domain.formats.rooms.running import AddTime, PauseRooms, ResumeRooms, StartRooms
from app.domain.formats.rooms.seatable import pinned
from app.domain.help import CallForHelp, ReadAnswers, SolveHelp
from app.domain.helping import AnswerHelp, ClaimHelp, ClearHelp, EnterRoom
from app.domain.lost import ClearLost, SayLost
from app.domain.meetings import CloseMeeting, Meeting, ReopenMeeting
from app.domain.messages import Command
from app.domain.notes import KINDS
from app.domain.notes.joining import JoinNote, SplitNote
from app.domain.notes.missing import REASONS, ExplainNoNotes, NudgeRoom
from app.domain.notes.quotes import AnswerQuote
from app.domain.notes.writing import ChangeNote, WriteNote
from app.domain.passing import WAYS, TakePart
from app.domain.planning import CatchUp, DescribeBlock, ParkBlock, ShiftBlock
from app.domain.restarts import NoteRestart
from app.domain.roles import ChangeRole
from app.domain.rooms import CLOSED, DRAFT
from app.domain.speakers import GiveFloor, LowerHand, RaiseHand, TakeFloor
from app.domain.steps import TakeBack, next_step
from app.domain.wishes import Group, Pin
from tests.domain.play import ENGLISH, MEETING, Play, programme

NAMES = (*ENGLISH, "Dana", "Imane", "Vera", "Petra")
names, rooms = st.sampled_from(NAMES), st.integers(0, 4)
some_rooms = st.sampled_from(((), (1,), (2,), (1, 2)))
ROLES = ("participant", "interpreter", "tech", "observer", "participant")
Deed = Callable[[Play], None]


def given_by(make: Callable[[Play], Command], by: str = "Dana") -> Deed:
    return lambda play: attempt(play, make(play), by)


def attempt(play: Play, command: Command, by: str) -> None:
    before = len(play.log)
    try:
        play.do(command, by)
    except Refusal:
        assert len(play.log) == before


def last_block(play: Play) -> int:
    rounds = [number for number in play.meeting.agenda if isinstance(play.meeting.blocks[number].body, Round)]
    begun = [number for number in rounds if play.meeting.blocks[number].begun_at is not None]
    return (begun or rounds or [1])[-1]


def drafted(play: Play, size: int) -> None:
    step = next_step(play.programme, play.meeting)
    if step is not None and step.kind == "make-rooms":
        try:
            play.draft(int(step.facts["block"]), size)
        except Refusal:
            return


def pressed(play: Play, *, anyway: bool = False) -> None:
    try:
        play.step(anyway=anyway)
    except Refusal:
        return


def own(make: Callable[[], Command]) -> st.SearchStrategy[Deed]:
    return names.map(lambda name: given_by(lambda play: make(), name))


def on_person(make: Callable[[Play, str, int], Command], by: str = "Dana") -> st.SearchStrategy[Deed]:
    return st.tuples(names, rooms).map(lambda at: given_by(lambda play: make(play, play.id(at[0]), at[1]), by))


def on_rooms(make: Callable[[int, tuple[int, ...]], Command]) -> st.SearchStrategy[Deed]:
    return some_rooms.map(lambda chosen: given_by(lambda play: make(last_block(play), chosen)))


def moves(when: str) -> st.SearchStrategy[Deed]:
    return on_person(lambda play, who, to: MovePeople(MEETING, last_block(play), (who,), to, when, anyway=True))


DEEDS = st.one_of(
    own(lambda: Arrive(MEETING)),
    own(lambda: Leave(MEETING)),
    own(lambda: PressCall(MEETING)),
    own(lambda: SayLost(MEETING)),
    rooms.map(lambda most: given_by(lambda play: AddTopic(MEETING, 0, "Topic", capacity=str(most + 1)))),
    on_person(lambda play, who, topic: RemoveTopic(MEETING, coming(play.meeting), topic)),
    st.tuples(names, rooms).map(
        lambda at: given_by(lambda play: ChooseTopic(MEETING, coming(play.meeting), at[1]), at[0])
    ),
    own(lambda: SayLost(MEETING)),
    st.tuples(names, st.sampled_from(WAYS)).map(lambda at: given_by(lambda play: TakePart(MEETING, at[1]), at[0])),
    own(lambda: CallForHelp(MEETING)),
    own(lambda: CallForHelp(MEETING, "technical", "no sound")),
    own(lambda: CallForHelp(MEETING, "too-fast")),
    own(lambda: ReadAnswers(MEETING)),
    st.tuples(names, names, names).map(
        lambda at: given_by(lambda play: CallForHelp(MEETING, "conduct", "", (play.id(at[1]), "p1")), at[0])
    ),
    st.tuples(names, rooms).map(lambda at: given_by(lambda play: SolveHelp(MEETING, at[1]), at[0])),
    st.tuples(st.sampled_from((ClaimHelp, ClearHelp, EnterRoom)), rooms).map(
        lambda at: given_by(lambda play: at[0](MEETING, at[1]), "Lina")
    ),
    st.tuples(st.sampled_from(("all", "room", "staff")), rooms).map(
        lambda at: given_by(lambda play: Announce(MEETING, "Lunch", ("", "Repas", ""), at[0], at[1]))
    ),
    rooms.map(lambda number: given_by(lambda play: Announce(MEETING, "Late lunch", instead=number))),
    rooms.map(lambda number: given_by(lambda play: WithdrawNews(MEETING, number))),
    rooms.map(lambda number: given_by(lambda play: AnswerHelp(MEETING, number, "hello"), "Lina")),
    on_person(lambda play, who, to: MarkGone(MEETING, who)),
    on_person(lambda play, who, to: MarkPresent(MEETING, who)),
    on_person(lambda play, who, to: ClearLost(MEETING, who)),
    on_person(lambda play, who, to: Pin(MEETING, who, to)),
    on_person(lambda play, who, to: ChangeRole(who, ROLES[to]), "Olga"),
    st.tuples(names, names, st.sampled_from(("together", "apart"))).map(
        lambda at: given_by(lambda play: Group(MEETING, at[2], (play.id(at[0]), play.id(at[1]))))
    ),
    st.tuples(names, names).map(
        lambda at: given_by(lambda play: SwapPeople(MEETING, last_block(play), play.id(at[0]), play.id(at[1])))
    ),
    moves("now"),
    moves("next"),
    st.integers(2, 6).map(lambda size: lambda play: drafted(play, size)),
    st.just(pressed),
    st.just(pressed),
    st.just(lambda play: pressed(play, anyway=True)),
    st.sampled_from((1.0, 7.0, 65.0, 400.0, 1300.0)).map(lambda seconds: lambda play: (play.wait(seconds), None)[1]),
    on_rooms(lambda block, chosen: StartRooms(MEETING, block, 7, chosen)),
    on_rooms(lambda block, chosen: PauseRooms(MEETING, block, chosen)),
    on_rooms(lambda block, chosen: ResumeRooms(MEETING, block, chosen)),
    on_rooms(lambda block, chosen: AddTime(MEETING, block, 5, chosen)),
    on_rooms(lambda block, chosen: AddTime(MEETING, block, -1, chosen)),
    on_rooms(lambda block, chosen: EndRooms(MEETING, block, 30, chosen)),
    on_rooms(lambda block, chosen: CloseRooms(MEETING, block, chosen)),
    rooms.map(lambda room: given_by(lambda play: ReopenRoom(MEETING, last_block(play), room))),
    st.tuples(rooms, rooms).map(
        lambda at: given_by(lambda play: MergeRooms(MEETING, last_block(play), at[0], at[1], anyway=True))
    ),
    st.sampled_from(("rooms", "plenary", "chosen", "break")).map(
        lambda kind: given_by(lambda play: AddBlock(MEETING, kind))
    ),
    st.integers(1, 6).map(lambda block: given_by(lambda play: RemoveBlock(MEETING, block))),
    st.tuples(st.integers(1, 6), st.booleans()).map(
        lambda at: given_by(lambda play: ParkBlock(MEETING, at[0], parked=at[1]))
    ),
    st.tuples(st.integers(1, 6), st.sampled_from((-1, 1))).map(
        lambda at: given_by(lambda play: ShiftBlock(MEETING, at[0], at[1]))
    ),
    st.tuples(st.integers(1, 6), st.integers(0, 40)).map(
        lambda at: given_by(lambda play: DescribeBlock(MEETING, at[0], "Words", minutes=at[1]))
    ),
    st.sampled_from(("buffer", "trim", "drop", "later")).map(lambda how: given_by(lambda play: CatchUp(MEETING, how))),
    own(lambda: RaiseHand(MEETING)),
    own(lambda: RaiseHand(MEETING, "Why?")),
    on_person(lambda play, who, to: LowerHand(MEETING, who)),
    st.just(given_by(lambda play: TakeFloor(MEETING))),
    on_person(lambda play, who, to: GiveFloor(MEETING, who)),
    st.tuples(names, st.integers(1, 6), rooms).map(
        lambda at: given_by(lambda play: WriteNote(MEETING, "A note", block=at[1], room=at[2]), at[0])
    ),
    own(lambda: TakeDuty(MEETING)),
    st.integers(1, 6).map(lambda block: given_by(lambda play: RepeatRooms(MEETING, block))),
    st.integers(1, 6).map(lambda block: given_by(lambda play: WithdrawRooms(MEETING, block))),
    st.integers(1, 6).map(lambda block: given_by(lambda play: BeginPlenary(MEETING, block))),
    st.integers(1, 6).map(lambda block: given_by(lambda play: SetPlenaryClock(MEETING, block, block))),
    st.just(given_by(lambda play: TakeBack(MEETING, play.meeting.acts))),
    st.just(given_by(lambda play: CloseMeeting(MEETING))),
    st.just(given_by(lambda play: ReopenMeeting(MEETING))),
    st.tuples(names, names, st.sampled_from(KINDS)).map(
        lambda at: given_by(lambda play: WriteNote(MEETING, "So", at[2], speaker=play.id(at[1])), at[0])
    ),
    st.tuples(names, rooms, st.booleans()).map(
        lambda at: given_by(lambda play: AnswerQuote(MEETING, at[1], approved=at[2]), at[0])
    ),
    st.tuples(rooms, names).map(
        lambda at: given_by(lambda play: ChangeNote(MEETING, at[0], "So", "quote", speaker=play.id(at[1])), "Lina")
    ),
    st.tuples(rooms, rooms).map(lambda at: given_by(lambda play: JoinNote(MEETING, *at), "Lina")),
    rooms.map(lambda note: given_by(lambda play: SplitNote(MEETING, note, "So\n\nSo"), "Lina")),
    rooms.map(lambda room: given_by(lambda play: NudgeRoom(MEETING, last_block(play), room), "Lina")),
    st.tuples(names, rooms, st.sampled_from(REASONS)).map(
        lambda at: given_by(lambda play: ExplainNoNotes(MEETING, last_block(play), at[1], at[2]), at[0])
    ),
    st.lists(st.sampled_from(KINDS), min_size=1).map(
        lambda kinds: given_by(lambda play: SetCapture(MEETING, last_block(play), tuple(kinds)))
    ),
    st.just(given_by(lambda play: NoteRestart(play.now), "")),
)


def check(play: Play) -> None:
    meeting = play.meeting
    present = set(meeting.present())
    for person in play.programme.people:
        place = places.where(play.programme, meeting, person)
        inside = meeting.phase in ("doors", "live") and person in present
        assert (place.now.kind != "away") == inside
        assert place.next != place.now
        check_room(play, person, place.now)
    listed = Counter(person for spot in spots(play) for person in places.people_in(play.programme, meeting, spot))
    assert all(count == 1 for count in listed.values())
    if meeting.phase == "live":
        assert listed.keys() == present
    check_staff(play)
    check_passing(play)
    on = [block.number for block in meeting.blocks.values() if block.state == "on"]
    assert on == ([meeting.current] if meeting.current is not None else [])
    assert sorted(meeting.agenda + meeting.parked) == sorted(meeting.blocks)
    assert all(meeting.blocks[number].state == PLANNED for number in meeting.parked)


def check_room(play: Play, person: str, spot: places.Spot) -> None:
    if spot.kind == "room":
        body = play.meeting.blocks[spot.block].body
        assert isinstance(body, Round)
        assert body.seats[person] == spot.room
        assert body.rooms[spot.room].talking


def spots(play: Play) -> list[places.Spot]:
    found = [places.PLENARY, places.LOBBY]
    for block in play.meeting.blocks.values():
        if isinstance(block.body, Round):
            found += [places.Spot("room", block.number, room) for room in block.body.rooms]
    return found


def check_shown(play: Play, log: int) -> None:
    """What was shown breaks no wish but what somebody accepted."""
    for event, _ in play.log[log:]:
        if isinstance(event, RoomsPublished):
            found = the_round(play.meeting, event.block)
            ask(found, against(play.programme, play.meeting, found, pinned(play.meeting)))


def check_passing(play: Play) -> None:
    """Who stays in plenary by their own word sits in no room and is not missed."""
    meeting = play.meeting
    staying = {person for person in meeting.wishes.passing if meeting.wishes.stays(person)}
    assert staying.isdisjoint(places.unplaced(play.programme, meeting))
    for person in staying if meeting.phase == "live" else ():
        assert places.where(play.programme, meeting, person).now.kind in ("plenary", "away")


def check_staff(play: Play) -> None:
    for block in play.meeting.blocks.values():
        if isinstance(block.body, Round):
            assert set(block.body.seats.values()) <= set(block.body.rooms)
            assert block.body.state != DRAFT or block.state == "planned"
            for person, seat in block.body.seats.items():
                pinned = person in play.meeting.wishes.pins or play.programme.people[person].role == "participant"
                assert pinned or block.body.rooms[seat].state == CLOSED


def started(present: int) -> Play:
    play = programme()
    play.step()
    play.arrive(*NAMES[:present])
    play.step()
    if present > 3:
        play.draft(2, 4)
        for _ in range(3):
            play.step()
    return play


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, len(NAMES)), st.lists(DEEDS, min_size=15, max_size=60))
def test_after_any_sequence_of_commands(present: int, deeds: list[Deed]) -> None:
    play = started(present)
    for deed in deeds:
        log = len(play.log)
        deed(play)
        check(play)
        check_shown(play, log)
    assert play.folded() == play.programme


def kept(meeting: Meeting) -> object:
    """Return places and clocks as an act would keep them, but for the turns of clocks, which only count."""
    undo = acts.snapshot(meeting)
    blocks: dict[int, tuple[object, ...]] = {}
    for number, (*state, body) in undo.blocks.items():
        if isinstance(body, Kept):
            rooms = {room: (state, timed(clock), merged) for room, (_, state, clock, merged) in body.rooms.items()}
            blocks[number] = (*state, body.seats, body.coming, body.stayed, body.left, body.plan, rooms)
        else:
            blocks[number] = (*state, timed(body))
    return undo.phase, undo.current, undo.pins, blocks


def timed(clock: Timer | None) -> Timer | None:
    return clock and replace(clock, turn=0)


def everybody(play: Play) -> dict[str, places.Place]:
    return {person: places.where(play.programme, play.meeting, person) for person in play.meeting.present()}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(4, len(NAMES)), st.lists(DEEDS, min_size=15, max_size=50))
def test_an_act_that_is_taken_back_leaves_places_and_clocks_as_they_were(present: int, deeds: list[Deed]) -> None:
    play = started(present)
    for deed in deeds:
        before, there, log, now = kept(play.meeting), everybody(play), len(play.log), play.now
        deed(play)
        done, act = play.log[log:], play.meeting.last_act
        if len(done) == 1 and isinstance(done[0][0], Act) and act is not None and act.undo and play.now == now:
            play.do(TakeBack(MEETING, act.number), "Olga")
            assert kept(play.meeting) == before, done
            assert everybody(play) == there
            deed(play)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(DEEDS, min_size=5, max_size=40))
def test_every_agenda_comes_to_its_end_by_the_big_button(deeds: list[Deed]) -> None:
    play = started(10)
    for deed in deeds:
        deed(play)
    for _ in range(60):
        step = next_step(play.programme, play.meeting)
        if step is None:
            break
        if step.command is None:
            play.do(RemoveBlock(MEETING, int(step.facts["block"])), "Olga")
        else:
            play.step("Olga", anyway=True)
            play.wait(130)
    assert play.meeting.phase == "closed"
