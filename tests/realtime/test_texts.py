"""Shared texts: on the disk before anybody sees a letter, whatever comes twice, late, broken or in the wrong order."""

from __future__ import annotations

import asyncio
import random
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc

from realtime.document import Text
from realtime.log import Log, Unavailable
from realtime.texts import LARGEST, MOST_WRITERS, Clash, Gap, Malformed, Texts, TooLarge
from realtime.updates import LONGEST, read, vector
from tests.pens import Pen, thief

FIELDS = ("key1", "tip")


@pytest.fixture
async def texts(log: Log) -> AsyncIterator[Texts]:
    made = Texts(log)
    yield made
    await made.close()


async def opened(texts: Texts, name: str = "report/1") -> Text:
    text = await texts.open("book", name)
    text.watch(FIELDS)
    return text


async def anew(log: Log) -> dict[str, str]:
    """Return what the disk alone says."""
    other = Texts(log)
    try:
        return (await other.open("book", "report/1")).words(FIELDS)
    finally:
        await other.close()


async def test_what_was_put_is_on_the_disk_and_known_by_who_wrote_where(texts: Texts, log: Log) -> None:
    text, amal, dana = await opened(texts), Pen(), Pen()
    await texts.put(text, amal.write("Ask them"), by="amal")
    await texts.put(text, dana.write("Begin early", name="tip"), by="dana")
    assert text.words(FIELDS) == {"key1": "Ask them", "tip": "Begin early"} == await anew(log)
    found = text.taken()
    assert found == {"key1": ("amal",), "tip": ("dana",)}
    assert text.taken() == {}
    await texts.put(text, dana.write("!", 11, name="tip"), by="dana")
    await texts.put(text, amal.write(".", 8), by="amal")
    await texts.put(text, dana.write("?", 12, name="tip"), by="amal")
    text.untaken(found)
    assert list(text.taken().items()) == [("key1", ("amal",)), ("tip", ("dana", "amal"))]
    await texts.put(text, amal.write(" Then", 9), by="amal")
    await texts.put(text, dana.write(" Now", 13, name="tip"), by="dana")
    await texts.put(text, amal.write(" this", 14), by="amal")
    assert list(text.taken().items()) == [("tip", ("dana",)), ("key1", ("amal",))]
    assert await texts.names("book") == {"report/1": text.head}


async def test_a_replayed_change_is_taken_and_changes_nothing(texts: Texts) -> None:
    text, pen = await opened(texts), Pen()
    change = pen.write("once")
    await texts.put(text, change, by="amal", state=pen.state())
    rows = text.rows
    await texts.put(text, change, by="amal", state=pen.state())
    assert (text.rows, text.words(FIELDS)["key1"]) == (rows, "once")


async def test_changes_in_any_order_say_the_same_and_what_misses_something_is_told_so(texts: Texts, log: Log) -> None:
    text, pen = await opened(texts), Pen()
    changes = [pen.write(sign, at) for at, sign in enumerate("abcdef")]
    with pytest.raises(Gap) as gap:
        await texts.put(text, changes[3], by="amal", state=pen.state())
    assert vector(gap.value.state) == {}
    await texts.put(text, pen.document.get_update(gap.value.state), by="amal", state=pen.state())
    assert text.words(FIELDS)["key1"] == "abcdef" == (await anew(log))["key1"]


async def test_what_waited_for_what_was_before_it_is_on_the_disk_once_it_is_said_to_be(texts: Texts, log: Log) -> None:
    text, pen, yours, heard = await opened(texts), Pen(), Pen(), list[bytes]()
    first, middle, last = (pen.write(sign, at) for at, sign in enumerate("abc"))
    await texts.put(text, first, by="amal")
    text.listeners[heard.append] = None
    with pytest.raises(Gap):
        await texts.put(text, last, by="amal", state=pen.state())
    await texts.put(text, middle, by="amal")
    await texts.put(text, last, by="amal", state=pen.state())
    assert text.words(FIELDS)["key1"] == "abc" == (await anew(log))["key1"]
    yours.document.apply_update(first)
    for frame in heard:
        for each in text_of(frame).split("\n")[1:]:
            yours.document.apply_update(b64decode(each))
    assert yours.says() == "abc"


def text_of(frame: bytes) -> str:
    """Return what a short frame of a socket says."""
    return frame[frame.index(b"text ") :].decode()


async def test_two_in_the_same_sentence_both_stay(texts: Texts) -> None:
    text, one, other = await opened(texts), Pen(), Pen()
    await texts.put(text, one.write("We met late"), by="amal")
    other.document.apply_update(text.missing(other.state()))
    await texts.put(text, one.write(" all", 2), by="amal")
    await texts.put(text, other.write(" too", 11), by="dana")
    assert text.words(FIELDS)["key1"] == "We all met late too"


async def test_others_hear_of_a_change_after_the_commit_and_its_writer_does_not(texts: Texts, log: Log) -> None:
    text, pen, heard = await opened(texts), Pen(), list[tuple[str, int]]()

    on_disk = []

    def mine(frame: bytes) -> None:
        heard.append(("mine", len(frame)))

    def yours(frame: bytes) -> None:
        heard.append(("yours", len(frame)))
        on_disk.append(text.waiting)

    text.listeners.update({mine: None, yours: None})
    await texts.put(text, pen.write("x"), by="amal", listener=mine)
    await asyncio.sleep(0.05)
    assert [who for who, _ in heard] == ["yours"]
    assert on_disk == [0]


BROKEN = (
    b"",
    b"\x00",
    b"\xff" * 20,
    b"\x01\x01\x01",
    b"\xff\xff\xff\xff\xff\xff\xff\xff\x7f\x00\x00\x00\x00\x00\x00",  # so many writers, in fifteen bytes
    b"\x01\xff\xff\xff\xff\xff\xff\xff\xff\x7f\x00\x00\x00\x00\x00",  # so many blocks
    b"\x00" * (LONGEST + 1),
)


@pytest.mark.parametrize("body", BROKEN)
async def test_a_malformed_change_is_refused_and_the_text_lives_on(texts: Texts, log: Log, body: bytes) -> None:
    text, pen = await opened(texts), Pen()
    await texts.put(text, pen.write("good"), by="amal")
    with pytest.raises(Malformed):
        await texts.put(text, body, by="mallory")
    await texts.put(text, pen.write(" part", 4), by="amal")
    assert text.words(FIELDS)["key1"] == "good part" == (await anew(log))["key1"]


async def test_broken_changes_by_the_thousand_lose_nobody_a_letter(texts: Texts, log: Log) -> None:
    draw = random.Random(7)
    pen, written = Pen(), ""
    for at in range(60):
        text = await opened(texts)
        sign = chr(97 + at % 26)
        good = pen.write(sign, at)
        written += sign
        for _ in range(40):
            body = bytearray(good)
            for _ in range(draw.randint(1, 4)):
                body[draw.randrange(len(body))] = draw.randrange(256)
            broken = bytes(body[: draw.randint(0, len(body))])
            try:
                wrong = read(broken).misses(vector(text.state()))
            except Malformed:
                wrong = True
            if wrong:  # else it is somebody's text, if a strange one
                with pytest.raises((Malformed, Gap)):
                    await texts.put(text, broken, by="mallory")
        await texts.put(await opened(texts), good, by="amal", state=pen.state())
    assert (await opened(texts)).words(FIELDS)["key1"] == written == (await anew(log))["key1"]


def blocks(*each: bytes, writer: int = 1, clock: int = 0, gone: bytes = b"\x00") -> bytes:
    """Spell a change of one writer, block by block."""
    return bytes((1, len(each), writer, clock)) + b"".join(each) + gone


def named(kind: int, content: bytes) -> bytes:
    """Spell a block at the beginning of a field."""
    return bytes((kind, 1, 4)) + b"key1" + content


def wide(value: int) -> bytes:
    """Spell a number."""
    low = value & 0x7F
    return bytes((low,)) if value < 0x80 else bytes((low | 0x80,)) + wide(value >> 7)


STRANGE = {
    "lists within lists": blocks(named(8, b"\x01" + b"\x75\x01" * 31_000 + b"\x7e")),
    "a list": blocks(named(8, b"\x01\x7e")),
    "a document": blocks(named(9, b"\x01g\x76\x00")),
    "a field in a field": blocks(named(7, b"\x02")),
    "a picture": blocks(named(5, b"\x02{}")),
    "a format": blocks(named(6, b"\x01b\x04true")),
    "what stands in a sign": blocks(named(4, b"\x01a"), b"\x04\x00\x01\x00\x01b"),
    "what stands beside itself": blocks(b"\x84\x01\x00\x01a"),
    "half a sign": blocks(named(4, b"\x03\xed\xa0\x80")),
    "more signs than there are numbers": blocks(b"\x00" + wide(2**40)),
    "a writer beyond all numbers": b"\x01\x01" + wide(2**60) + b"\x00" + named(4, b"\x01a") + b"\x00",
    "a second writer of a billion": b"\x02\x01\x01\x00" + named(4, b"\x01a") + wide(2**40) + b"\x02\x00\x00",
    "a billion removals": blocks(named(4, b"\x01a"), gone=wide(2**40)),
    "something behind its end": blocks(named(4, b"\x01a")) + b"\x00",
    "two that wait for each other": b"\x02\x01\x01\x00\x84\x02\x00\x01a\x01\x02\x00\x84\x01\x00\x01b\x00",
}


@pytest.mark.parametrize("body", STRANGE.values(), ids=STRANGE)
async def test_what_no_text_field_makes_is_refused_and_the_text_lives_on(texts: Texts, log: Log, body: bytes) -> None:
    pen = Pen()
    await texts.put(await opened(texts), pen.write("good"), by="amal")
    with pytest.raises(Malformed):
        await texts.put(await opened(texts), body, by="mallory")
    await texts.put(await opened(texts), pen.write(" part", 4), by="amal", state=pen.state())
    assert (await opened(texts)).words(FIELDS)["key1"] == "good part" == (await anew(log))["key1"]


@pytest.mark.parametrize("body", [
    blocks(named(4, b"\x01a"), clock=5), blocks(b"\x0a\x05", named(4, b"\x01a")), blocks(b"\x84\x09\x05\x01a"),
    blocks(b"\x44\x09\x05\x01a"), blocks(named(4, b"\x01a"), gone=b"\x01\x09\x01\x00\x05"),
])  # fmt: skip
async def test_what_waits_for_something_is_not_kept_in_memory(texts: Texts, body: bytes) -> None:
    text = await opened(texts)
    for _ in range(3):
        with pytest.raises(Gap):
            await texts.put(text, body, by="mallory")
    assert (text.document.get_update(), text.rows) == (b"\x00\x00", 0)


async def test_what_came_before_its_beginning_is_on_the_disk_once_it_is_called_saved(texts: Texts, log: Log) -> None:
    text, pen = await opened(texts), Pen()
    first, second = pen.write("a"), pen.write("b", 1)
    with pytest.raises(Gap):
        await texts.put(text, second, by="amal", state=pen.state())
    await texts.put(text, first, by="amal")
    await texts.put(text, second, by="amal", state=pen.state())
    assert text.words(FIELDS)["key1"] == "ab" == (await anew(log))["key1"]


async def test_a_crowd_of_made_up_writers_stops_nobody(texts: Texts, log: Log) -> None:
    text, pen = await opened(texts), Pen()
    await texts.put(text, pen.write("Ask"), by="amal", state=pen.state())
    for crowd in (1000, 2000):
        each = (b"\x01" + wide(writer) + b"\x00" + named(4, b"\x01x") for writer in range(crowd, crowd + 900))
        with pytest.raises(TooLarge) if crowd > 1000 else nullcontext():
            await texts.put(text, wide(900) + b"".join(each) + b"\x00", by="mallory")
    assert len(vector(text.state())) <= MOST_WRITERS
    await texts.put(text, pen.write(" them", 3), by="amal", state=pen.state())
    assert "Ask them" in (await anew(log))["key1"]


async def test_a_text_holds_so_much_and_no_more_and_what_it_holds_stays(texts: Texts) -> None:
    text, pen = await opened(texts), Pen()
    await texts.put(text, pen.write("kept"), by="amal")
    text.size = LARGEST
    with pytest.raises(TooLarge):
        await texts.put(text, pen.write("more"), by="amal")
    assert text.words(FIELDS)["key1"] == "kept"


async def test_a_field_that_is_far_too_long_is_only_shortened(texts: Texts) -> None:
    text, pen = await opened(texts), Pen()
    for _ in range(3):
        await texts.put(text, pen.write("x" * 30_000), by="amal")
    with pytest.raises(TooLarge):
        await texts.put(text, Pen().write("y", name="tip"), by="dana")
    del pen.field("key1")[:80_000]
    await texts.put(text, pen.changes[-1], by="amal", state=pen.state())
    await texts.put(text, Pen().write("y", name="tip"), by="dana")
    assert text.words(FIELDS) == {"key1": "x" * 10_000, "tip": "y"}


async def test_what_cannot_be_written_is_not_shown_and_goes_when_it_works_again(
    texts: Texts, log: Log, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, pen, heard = await opened(texts), Pen(), list[bytes]()
    text.listeners[heard.append] = None

    async def full(statement: str, values: object) -> None:
        raise Unavailable("disk-full")

    change = pen.write("later")
    with monkeypatch.context() as broken:
        broken.setattr(log, "write", full)
        with pytest.raises(Unavailable):
            await texts.put(text, change, by="amal")
    assert [b"anew" in frame for frame in heard] == [True]
    text = await opened(texts)
    assert text.words(FIELDS)["key1"] == ""
    await texts.put(text, change, by="amal", state=pen.state())
    assert (await anew(log))["key1"] == "later"
    assert len(text.listeners) == 1


async def test_a_history_is_written_as_one_and_says_the_same(texts: Texts, log: Log) -> None:
    text, pen = await opened(texts), Pen()
    for at in range(30):
        await texts.put(text, pen.write("ab", 2 * at), by="amal")
    head = text.head
    await texts.compact(text)
    assert len(await log.rows("SELECT number FROM texts", ())) == 1
    assert (await anew(log))["key1"] == "ab" * 30
    await texts.put(text, pen.write("!", 60), by="amal", state=pen.state())
    assert text.head == head + 1
    assert (await anew(log))["key1"] == "ab" * 30 + "!"


@pytest.mark.parametrize("said", ["", "We met", "We met late 😀😁", "مرحبا بكم", "👨\u200d👩\u200d👧 late"])
async def test_a_text_is_rewritten_where_it_differs_and_what_others_write_meanwhile_stays(
    texts: Texts, said: str
) -> None:
    text, pen = await opened(texts), Pen()
    await texts.put(text, pen.write("We met late 😀"), by="amal")
    await texts.rewrite(text, {"key1": said}, by="dana")
    assert text.words(FIELDS)["key1"] == said
    await texts.put(text, pen.write("Today: "), by="amal", state=pen.state())
    assert text.words(FIELDS)["key1"] == f"Today: {said}"


async def test_many_at_once_share_commits_and_every_change_is_there_once(texts: Texts, log: Log) -> None:
    text, pens = await opened(texts), [Pen() for _ in range(20)]

    async def write(pen: Pen, number: int) -> None:
        for at in range(10):
            await texts.put(text, pen.write(chr(97 + number), at), by=str(number), state=pen.state())

    await asyncio.gather(*(write(pen, number) for number, pen in enumerate(pens)))
    said = text.words(FIELDS)["key1"]
    assert sorted(said) == sorted(chr(97 + number) for number in range(20) for _ in range(10))
    assert (await anew(log))["key1"] == said


@pytest.mark.parametrize(("stolen", "said"), [("zzz", "mine"), ("m", "more"), ("😁", "😀 mine"), ("more", "mine")])
async def test_letters_that_another_writes_by_a_pages_number_are_not_taken_for_its_own(
    texts: Texts, log: Log, stolen: str, said: str
) -> None:
    text, pen = await opened(texts), Pen()
    await texts.put(text, pen.write("All "), by="amal", state=pen.state())
    mallory = thief(pen)
    await texts.put(text, mallory.write(stolen, 4), by="mallory")
    change = pen.write(said, 4)
    if said.startswith(stolen):  # what is there is the same
        await texts.put(text, change, by="amal", state=pen.state())
        return
    with pytest.raises(Clash):
        await texts.put(text, change, by="amal", state=pen.state())
    assert text.words(FIELDS)["key1"] == f"All {stolen}" == (await anew(log))["key1"]


WORDS = st.sampled_from(["a", "ab", "é", "مر", "😀", "👨\u200d👩"])
STEPS = st.lists(st.tuples(st.integers(0, 2), WORDS, st.integers(0, 40), st.integers(0, 3)), min_size=1, max_size=25)


@settings(max_examples=150, deadline=None)
@given(steps=STEPS, order=st.randoms(use_true_random=False))
def test_what_comes_again_is_never_taken_for_somebody_elses(
    steps: list[tuple[int, str, int, int]], order: random.Random
) -> None:
    text, pens = Text("book", "report/1", Doc()), [Pen() for _ in range(3)]
    for who, words, at, gone in steps:
        pen = pens[who]
        if at % 2:
            pen.document.apply_update(text.missing(pen.state()))
        field, before = pen.field("key1"), pen.state()
        said = str(field)
        place = at % (len(said) + 1)
        with pen.document.transaction():
            if said[place : place + gone]:
                first = len(said[:place].encode())
                del field[first : first + len(said[place : place + gone].encode())]
            field.insert(len(said[:place].encode()), words)
        body = pen.document.get_update(before)
        pen.changes.append(body)
        if not read(body).misses(text.known()):
            text.take(body, str(who))
    replayed = [change for pen in pens for change in pen.changes if len(change) > 2]
    order.shuffle(replayed)
    for change in replayed:
        assert not text.denies(change, read(change))
        if not read(change).misses(text.known()):
            text.take(change, "again")
