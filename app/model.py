"""The engine's model of this platform: how events are written and read, how commands are decided under their rights.

Decides nothing itself: the rules are the domain's, the order and the disk are the engine's.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from app.domain import permissions
from app.domain.errors import Refusal
from app.domain.messages import By, Command, Event, Fact, events
from app.domain.platform import NAME, Platform
from app.domain.programme import Programme
from realtime.ballots import Ballot
from realtime.model import Call

State = Platform | Programme


class UnknownEvent(Exception):
    """The log holds an event type that this version does not know: it was written by a newer one."""


class Model:
    """Implements `realtime.model.Model`; one stream for the platform, one for each programme."""

    refusal: type[Exception] = Refusal

    def initial(self, stream: str) -> State:
        """Return the state before the first event."""
        return Platform() if stream == NAME else Programme(stream)

    def decide(self, state: State, command: Command, call: Call) -> Sequence[Event]:
        """Return what happens if the caller may do this. Raises `Refusal`."""
        if (command.scope == "platform") is not isinstance(state, Platform):
            raise TypeError(f"{type(command).__name__} was given to another stream")
        permissions.may(state, call.actor, command)
        return list(command.decide(state, By(call.actor, call.at, call.seed)))

    def ballots(self, state: State, command: Command, call: Call) -> Sequence[Ballot]:
        """Return the anonymous answers that go with what was decided just now."""
        found = command.ballots(state, By(call.actor, call.at, call.seed))
        return [Ballot(each.box, each.key, each.body, each.new) for each in found]

    def evolve(self, state: State, event: Event, fact: Fact) -> None:
        """Change the state in place."""
        event.evolve(state, fact)

    def encode(self, event: Event) -> tuple[str, bytes]:
        """Return the event's type and its JSON."""
        return type(event).__name__, _encoder.encode(event)

    def decode(self, type: str, body: bytes) -> Event:
        """Return the event that was written. Raises `UnknownEvent`, or msgspec's error where the body is broken."""
        return _decoder(type).decode(body)


_encoder = msgspec.json.Encoder()


@cache
def _decoder(name: str) -> msgspec.json.Decoder[Event]:
    known = events().get(name)
    if known is None:
        raise UnknownEvent(name)
    return msgspec.json.Decoder(known)
