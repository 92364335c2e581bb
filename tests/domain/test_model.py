"""The engine's model: every event survives being written and read, rights come first, unknown types are named."""

from __future__ import annotations

import dataclasses
from typing import Any

import msgspec
import pytest

from app.domain.calling import SetCall, UseJitsi
from app.domain.errors import NotAllowed
from app.domain.formats.rooms.ending import EndRooms
from app.domain.formats.rooms.moving import MovePeople
from app.domain.messages import events
from app.domain.platform import AddProgramme, Platform
from app.domain.programme import Programme
from app.domain.steps import TakeStep
from app.model import Model, UnknownEvent
from realtime.model import Call
from tests.domain.play import MEETING, programme, talking

MODEL = Model()


def test_what_is_written_is_read_again() -> None:
    play = talking()
    play.do(SetCall(MEETING, "https://meet.example.org/أ"))
    play.do(UseJitsi(MEETING, rooms=2))
    play.do(MovePeople(MEETING, 2, (play.id("Eleni"),), 2))
    play.do(EndRooms(MEETING, 2, 30))
    play.wait(3600)
    state = Programme(play.programme.id)
    for event, noted in play.log:
        kind, body = MODEL.encode(event)
        again = MODEL.decode(kind, body)
        assert again == event
        MODEL.evolve(state, again, noted)
    assert state == play.programme


def test_an_unknown_type_and_a_broken_body_are_errors() -> None:
    with pytest.raises(UnknownEvent, match="RoomsPainted"):
        MODEL.decode("RoomsPainted", b"{}")
    with pytest.raises(msgspec.DecodeError):
        MODEL.decode("RoomsOpened", b"{")
    with pytest.raises(msgspec.ValidationError):
        MODEL.decode("RoomsOpened", b'{"meeting":1}')


def test_fields_added_later_are_read_from_old_and_new_logs() -> None:
    event = MODEL.decode("RoomsOpened", b'{"meeting":"m1","block":2,"added":"later"}')
    assert MODEL.encode(event) == ("RoomsOpened", b'{"meeting":"m1","block":2}')


def test_rights_come_first() -> None:
    play = programme()
    step = TakeStep(MEETING, play.meeting.step)
    with pytest.raises(NotAllowed):
        MODEL.decide(play.programme, step, Call(play.id("Amal"), play.now, "", "seed"))
    (event,) = MODEL.decide(play.programme, step, Call(play.id("Dana"), play.now, "", "seed"))
    assert MODEL.encode(event)[0] == "DoorsOpened"


def test_each_stream_has_its_state_and_its_commands() -> None:
    assert MODEL.initial("platform") == Platform()
    assert MODEL.initial("abc234") == Programme("abc234")
    with pytest.raises(TypeError):
        MODEL.decide(Programme("abc234"), AddProgramme("x"), Call("", 0, "", "seed"))
    assert MODEL.decide(Platform(), AddProgramme("x"), Call("", 0, "", "seed"))


@pytest.mark.parametrize("kind", events().values(), ids=list(events()))
def test_personal_fields_exist(kind: Any) -> None:
    assert set(kind.personal) <= {field.name for field in dataclasses.fields(kind)}
    assert "__slots__" in vars(kind)


def test_texts_that_people_type_are_named_as_personal() -> None:
    texts = {"shown", "line", "email", "organisation", "reference", "country", "languages"}
    kinds: dict[str, Any] = dict(events())
    for name, kind in kinds.items():
        fields = {field.name for field in dataclasses.fields(kind)}
        if "person" in fields or "knock" in fields:
            assert fields & texts <= set(kind.personal), name
