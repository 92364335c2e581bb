"""Shared texts: on the disk before anybody sees a letter, whatever comes twice, late, broken or in the wrong order."""

from __future__ import annotations

import asyncio
import random
from base64 import b64decode
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pycrdt import Doc
from pycrdt import Text as Field

from realtime.document import Text
from realtime.log import Log, Unavailable
from realtime.texts import LARGEST, Gap, Malformed, Texts, TooLarge
from realtime.updates import LONGEST, plausible, vector
from tests.pens import Pen

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
    assert text.taken() == {"key1": ("amal",), "tip": ("dana",)}
    assert text.taken() == {}
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
                plausible(broken)
                Doc[Field]().apply_update(broken)  # what a copy takes is somebody's text, if a strange one
            except (Malformed, ValueError):
                with pytest.raises(Malformed):
                    await texts.put(text, broken, by="mallory")
        await texts.put(await opened(texts), good, by="amal", state=pen.state())
    assert (await opened(texts)).words(FIELDS)["key1"] == written == (await anew(log))["key1"]


async def test_a_text_holds_so_much_and_no_more_and_what_it_holds_stays(texts: Texts) -> None:
    text, pen = await opened(texts), Pen()
    await texts.put(text, pen.write("kept"), by="amal")
    text.size = LARGEST
    with pytest.raises(TooLarge):
        await texts.put(text, pen.write("more"), by="amal")
    assert text.words(FIELDS)["key1"] == "kept"


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
