"""Streams: commands happen once, together, durably, and nobody sees what is not committed."""

from __future__ import annotations

import asyncio
from pathlib import Path
from secrets import token_hex

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from realtime.log import Log, Record
from realtime.streams import Batch, Busy, Reused
from tests.realtime.conftest import ToyStream, ToyStreams, engine, until
from tests.realtime.toy import AMAL, DANA, NUNO, Said, Say, TooLong


async def test_a_command_is_answered_with_its_events_and_is_in_the_log(book: ToyStream, log: Log) -> None:
    answer = await book.perform(Say("hello", 2), actor=AMAL, once="x")
    assert (answer.position, answer.epoch, answer.repeated) == (2, log.epoch, False)
    assert answer.events == (Said("hello"), Said("hello"))
    stored = await log.read("book")
    assert [(record.position, record.actor, record.once, record.nth) for record in stored] == [
        (1, AMAL, "x", 0),
        (2, AMAL, "x", 1),
    ]
    assert book.state.lines == ["hello", "hello"]


async def test_the_same_command_again_gets_the_first_answer(book: ToyStream, log: Log) -> None:
    first = await book.perform(Say("once", 2), actor=AMAL, once="a")
    await book.perform(Say("between"), actor=NUNO, once="a")
    again = await book.perform(Say("something else"), actor=AMAL, once="a")
    assert again.repeated
    assert (again.position, again.events) == (first.position, first.events)
    assert [record.position for record in await log.read("book")] == [1, 2, 3]


async def test_a_command_that_led_to_nothing_leads_to_nothing_again(book: ToyStream) -> None:
    first = await book.perform(Say("nothing", 0), actor=AMAL, once="n")
    await book.perform(Say("between"), actor=NUNO)
    again = await book.perform(Say("something", 2), actor=AMAL, once="n")
    assert (again.position, again.events, again.repeated) == (first.position, (), True)
    assert book.state.lines == ["between"]


async def test_a_double_click_in_one_batch_happens_once(book: ToyStream) -> None:
    one, two = await asyncio.gather(*(book.perform(Say("click"), actor=AMAL, once="c") for _ in range(2)))
    assert (one.position, one.events) == (two.position, two.events)
    assert [one.repeated, two.repeated] == [False, True]
    assert book.state.lines == ["click"]


async def test_thirty_people_with_the_same_id_are_thirty_commands(book: ToyStream) -> None:
    answers = await asyncio.gather(*(book.perform(Say("me too"), actor=f"p{n}", once="same") for n in range(30)))
    assert sorted(answer.position for answer in answers) == list(range(1, 31))


async def test_after_a_new_start_the_first_answer_is_still_known(path: Path) -> None:
    log = await Log.open(path)
    before = engine(log, [])
    first = await (await before.get("book")).perform(Say("kept", 3), actor=DANA, once="k")
    await before.close()
    await log.close()
    log = await Log.open(path)
    after = engine(log, [])
    again = await (await after.get("book")).perform(Say("kept", 3), actor=DANA, once="k")
    assert (again.position, again.events, again.repeated) == (first.position, first.events, True)
    await after.close()
    await log.close()


async def test_something_else_under_the_same_id_is_refused_also_after_a_new_start(path: Path) -> None:
    for start in range(2):
        log = await Log.open(path)
        live = engine(log, [])
        book = await live.get("book")
        await book.perform(Say("else"), actor=NUNO, once="k", asked="else")
        first = await book.perform(Say("kept"), actor=AMAL, once="k", asked="kept")
        assert (first.position, first.repeated) == (2, start == 1)
        with pytest.raises(Reused):
            await book.perform(Say("else"), actor=AMAL, once="k", asked="else")
        assert book.state.lines == ["else", "kept"]
        await live.close()
        await log.close()


async def test_what_led_to_nothing_happens_once_at_most_also_after_a_new_start(path: Path) -> None:
    positions = []
    for _ in range(3):
        log = await Log.open(path)
        live = engine(log, [])
        book = await live.get("book")
        positions.append((await book.perform(Say("nothing", 0), actor=AMAL, once="n")).position)
        await book.perform(Say("between"), actor=NUNO)
        await live.close()
        await log.close()
    assert positions == [0, 1, 2]
    log = await Log.open(path)
    live = engine(log, [])
    book = await live.get("book")
    answers = [await book.perform(Say("now it does"), actor=AMAL, once="n") for _ in range(2)]
    assert [answer.repeated for answer in answers] == [False, True]
    assert book.state.lines == ["between"] * 3 + ["now it does"]
    await live.close()
    await log.close()


async def test_a_refusal_and_a_fault_harm_nobody_else(book: ToyStream) -> None:
    outcomes = await asyncio.gather(
        book.perform(Say("before"), actor=AMAL),
        book.perform(Say("x" * 20_000), actor=NUNO),
        book.perform(Say("fault"), actor=NUNO),
        book.perform(Say("after"), actor=DANA),
        return_exceptions=True,
    )
    assert [type(outcome).__name__ for outcome in outcomes] == ["Answer", "TooLong", "ZeroDivisionError", "Answer"]
    assert book.state.lines == ["before", "after"]
    with pytest.raises(TooLong):
        await book.perform(Say("x" * 20_000), actor=NUNO)


async def test_an_event_that_breaks_the_state_is_not_written_and_the_state_is_read_again(
    book: ToyStream, log: Log
) -> None:
    outcomes = await asyncio.gather(
        book.perform(Say("before"), actor=AMAL),
        book.perform(Say("broken"), actor=NUNO),
        book.perform(Say("after"), actor=DANA),
        return_exceptions=True,
    )
    assert [type(outcome).__name__ for outcome in outcomes] == ["Answer", "KeyError", "Answer"]
    assert book.state.lines == ["before", "after"]
    assert len(await log.read("book")) == 2


async def test_one_commit_serves_many_and_one_push_tells_of_all(book: ToyStream, pushed: list[Batch[Said]]) -> None:
    await asyncio.gather(*(book.perform(Say(f"{n}"), actor=f"p{n}") for n in range(100)))
    await asyncio.sleep(0.01)
    assert len(pushed) == 1
    assert pushed[0].position == 100
    assert pushed[0].actors == {f"p{n}" for n in range(100)}


async def test_callers_are_answered_before_anything_is_pushed(streams: ToyStreams, pushed: list[Batch[Said]]) -> None:
    book = await streams.get("book")
    await book.perform(Say("first"), actor=AMAL)
    assert pushed == []


async def test_readers_never_see_what_is_not_committed(book: ToyStream, log: Log) -> None:
    done = asyncio.Event()
    reads = unsettled = 0

    async def look() -> None:
        nonlocal reads, unsettled
        while not done.is_set():
            await book.settle()
            shown = len(book.state.lines)
            reads += 1
            stored = await log.read("book", max(0, shown - 1), shown) if shown else []
            unsettled += shown > 0 and not stored
            await asyncio.sleep(0)

    async def write(person: str) -> None:
        for n in range(60):
            await book.perform(Say(f"{person} {n}"), actor=person)

    readers = [asyncio.create_task(look()) for _ in range(4)]
    await asyncio.gather(*(write(f"p{n}") for n in range(20)))
    done.set()
    await asyncio.gather(*readers)
    assert reads > 20
    assert unsettled == 0


async def test_more_than_the_queue_holds_is_busy(book: ToyStream) -> None:
    outcomes = await asyncio.gather(
        *(book.perform(Say("crowd"), actor=f"p{n}") for n in range(3000)), return_exceptions=True
    )
    busy = [outcome for outcome in outcomes if isinstance(outcome, Busy)]
    assert len(busy) == 3000 - 2048
    assert len(book.state.lines) == 2048


async def test_a_command_with_more_events_than_one_statement_holds_is_one_batch(book: ToyStream, log: Log) -> None:
    answer = await book.perform(Say("long", 7000), actor=DANA)
    assert answer.position == 7000
    assert len(await log.read("book")) == 7000
    assert await log.check() == []


async def test_what_another_node_wrote_is_caught_up_and_pushed(
    streams: ToyStreams, log: Log, pushed: list[Batch[Said]]
) -> None:
    book = await streams.get("book")
    await book.perform(Say("ours"), actor=AMAL)
    await log.append("book", [Record(2, "Said", b'"theirs"', 1.0, NUNO, "", 0)])
    answer = await book.perform(Say("ours again"), actor=AMAL, once="z")
    assert answer.position == 3
    assert book.state.lines == ["ours", "theirs", "ours again"]
    await until(lambda: bool(pushed) and pushed[-1].position == 3)
    told = [event.text for batch in pushed for event, _ in batch.entries]
    assert told == ["ours", "theirs", "ours again"]


async def test_the_backplane_makes_others_catch_up(log: Log) -> None:
    shared = engine(log, [])
    book = await shared.get("book")
    await log.append("book", [Record(1, "Said", b'"theirs"', 1.0, NUNO, "", 0)])
    book.told(1)
    await until(lambda: book.position == 1)
    assert book.state.lines == ["theirs"]
    await shared.close()


commands = st.lists(
    st.tuples(
        st.sampled_from([AMAL, NUNO, DANA]),
        st.sampled_from(["", "", "a", "b", "c"]),
        st.sampled_from(["hi", "fault", "broken", "x" * 10_001]),
        st.integers(0, 3),
    ),
    max_size=30,
)


@given(commands)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_the_fold_of_the_log_is_the_state(tmp_path: Path, given: list[tuple[str, str, str, int]]) -> None:
    path = tmp_path / f"{token_hex(8)}.sqlite3"
    log = await Log.open(path)
    live = engine(log, [])
    book = await live.get("book")
    waiting = [book.perform(Say(text, times), actor=actor, once=once) for actor, once, text, times in given]
    await asyncio.gather(*waiting, return_exceptions=True)
    again = engine(log, [])
    fresh = await again.get("book")
    assert (fresh.state, fresh.position) == (book.state, book.position)
    assert await log.check() == []
    for each in (live, again):
        await each.close()
    await log.close()
