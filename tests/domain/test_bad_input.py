"""Every command with every kind of bad value: refused or done, never anything else, and nothing changed if refused."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import fields
from typing import Any, get_type_hints

import msgspec
import pytest

from app.domain.errors import CODES, Refusal
from app.domain.messages import STRANGER, Command, Event, commands
from app.domain.roster import Row
from tests.domain.play import MEETING, Play, live, talking

TEXTS = [
    "",
    " ",
    "x" * 10_000,
    "م" * 10_000,
    "<script>alert(1)</script>",
    "\x00",
    "a\x1b[31m",
    "\ud800",
    "\u202e\u2066",
    "a\u0301" * 200,
    "👨\u200d👩\u200d👧",
    "p999",
    "m9",
    "k9",
    "../../etc/passwd",
    "javascript:alert(1)",
    "=cmd|' /C calc'!A0",
    "نور 123",
    "participant",
    "en",
]
NUMBERS = [-1, 0, 1, 2, 3, 7, 60, 200, 201, 10**9, 2**63, -(2**63)]
BAD: dict[Any, list[Any]] = {
    str: TEXTS,
    str | None: [None, *TEXTS],
    int: NUMBERS,
    float: [-1.0, 0.0, 1e300, float("nan"), float("inf")],
    bool: [True, False],
    tuple[str, ...]: [(), *((text,) for text in TEXTS), ("p1",) * 500],
    tuple[int, ...]: [(), *((number,) for number in NUMBERS), (1, 1, 1)],
    tuple[tuple[str, int], ...] | None: [None, (), (("p999", 1),), (("\ud800", 0),)],
    tuple[tuple[str, int], ...]: [(), (("p999", 1),), (("p10", 1), ("p10", 2)), (("p10", -1),), (("\ud800", 0),)],
    tuple[tuple[tuple[str, int], ...], ...]: [(), ((), ()), ((("p999", 1),), (("\ud800", -1),)), ((("p10", 1),),) * 9],
    dict[str, str]: [{}, *({"key1": text} for text in TEXTS), {"\ud800": "x"}],
    dict[str, int]: [{}, {"key1": 1}, {"key1": 999}, {"key1": -1}, {"\ud800": 1}],
    dict[str, tuple[str, ...]]: [{}, {"key1": ("p999",)}, {"\ud800": ("\ud800",)}],
    tuple[tuple[str, tuple[str, ...]], ...]: [(), (("cost", ("none",)),), (("\ud800", ("\ud800",)),), (("title", ()),)],
    tuple[Event, ...]: [()],
    tuple[tuple[Event, ...], ...]: [(), ((),)],
    tuple[Row, ...]: [(), *((Row(2, text, text, email=text, reference=text),) for text in TEXTS)],
}
STAGES = {"plenary": live, "round": talking}


def usual(play: Play, name: str, kind: Any) -> Any:
    """Return a value that is right, so that one bad field is tried at a time."""
    known: dict[str, Any] = {
        "meeting": MEETING,
        "person": play.id("Eleni"),
        "one": play.id("Eleni"),
        "other": play.id("Hadeel"),
        "people": (play.id("Eleni"), play.id("Paolo")),
        "block": 2,
        "room": 1,
        "into": 2,
        "leaves": play.meeting.step,
        "step": play.meeting.acts,
        "starts_at": play.now,
        "zone": "UTC",
        "kind": "workshop",
        "format": "rooms",
        "role": "participant",
        "language": "fr",
        "url": "",
        "country": "",
        "type": "",
        "email": "",
        "why": "staff",
        "when": "now",
        "help_phone": "",
        "minutes": 5,
        "notice": 60,
        "template": "regional",
        "category": "exchange",
        "priority": "should",
        "how": "later",
    }
    plain: dict[Any, Any] = {str: "word", int: 1, float: 1.0, bool: True}
    return known[name] if name in known else plain.get(kind, ())


def attempt(play: Play, command: Command) -> None:
    """Give the command: it happens and can be written and folded, or it is refused with a known code."""
    before, refusals = len(play.log), []
    actor = STRANGER if type(command).__name__ == "AskIn" else play.id("Olga")
    try:
        play.give(command, actor)
    except Refusal as refused:
        refusals.append(refused)
    assert all(refused.code in CODES for refused in refusals)
    assert all(isinstance(fact, str | int) for refused in refusals for fact in refused.facts.values())
    assert not refusals or len(play.log) == before
    for event, _ in play.log[before:]:
        assert msgspec.json.decode(msgspec.json.encode(event), type=type(event)) == event


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("name", sorted(name for name, kind in commands().items() if kind.scope != "platform"))
def test_one_bad_field_at_a_time(name: str, stage: str) -> None:
    kind: Any = commands()[name]
    hints = get_type_hints(kind)
    start = STAGES[stage]()
    play = deepcopy(start)
    rest = {field.name: usual(play, field.name, hints[field.name]) for field in fields(kind)}
    for field in fields(kind):
        for value in BAD[hints[field.name]]:
            attempt(play, kind(**{**rest, field.name: value}))
            if len(play.log) > len(start.log):
                play = deepcopy(start)
            assert play.programme == start.programme
