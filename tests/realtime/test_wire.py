"""Frames as the sockets' standard has them, and the one message shape."""

from __future__ import annotations

import pytest
from websockets.frames import Frame, Opcode
from websockets.protocol import CLIENT, Protocol, State

from realtime.wire import RELOAD, head, message, text_frame


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65535, 65536, 70000])
def test_a_frame_is_read_back_by_the_library(size: int) -> None:
    payload = b"x" * size
    assert text_frame(payload) == Frame(Opcode.TEXT, payload).serialize(mask=False)
    client = Protocol(CLIENT, state=State.OPEN)
    client.receive_data(text_frame(payload) + text_frame(b"next"))
    first, second = client.events_received()
    assert isinstance(first, Frame)
    assert isinstance(second, Frame)
    assert (first.data, second.data, first.fin) == (payload, b"next", True)


def test_a_message_is_a_head_line_and_panels() -> None:
    assert message(7, ["<a>", "<b>"]) == "7\n<a><b>"
    assert message(7, ["<a>"], epoch="e1") == "7 e1\n<a>"
    assert message(7, []) == head(7) == "7\n"
    assert head(7, beat=True) == "7 beat\n"
    assert text_frame(b"reload\n") == RELOAD
