"""A programme's past: commands given with their instants, decided as the engine decides them, and written all at once.

There is no second clock: nothing here tells the time. Each command names its own instant, alarms ring at theirs, and
the log bears them. Only for a stream that is still empty: whoever watches one would see hours go by in a moment.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from secrets import token_hex

from app.domain import alarms
from app.domain.messages import SYSTEM, Command, Event
from app.domain.programme import Programme
from app.model import Model
from realtime.log import Log
from realtime.model import Call, Fact
from realtime.records import Record
from realtime.streams import Stream
from realtime.turns import Fold


class Past:
    """The past of one programme, up to the instant `at` (UTC seconds); `do` gives a command then."""

    def __init__(self, programme: str) -> None:
        self.at = 0.0
        self.records: list[Record] = []
        self._model = Model()
        self._fold: Fold[Programme, Event] = Fold(programme, self._model)  # type: ignore[arg-type]
        self._coming: list[tuple[float, int, Callable[[], object]]] = []
        self._planned = 0
        self._rung: set[str] = set()

    @property
    def programme(self) -> Programme:
        """The programme as it is by now."""
        return self._fold.state

    def id(self, name: str) -> str:
        """Return the id of the person of that name."""
        return next(person.id for person in self.programme.people.values() if person.name == name)

    def do(self, command: Command, actor: str = SYSTEM, once: str = "") -> list[Event]:
        """Decide a command under its giver's rights and let its events happen. Raises a `Refusal`."""
        events = list(self._model.decide(self.programme, command, Call(actor, self.at, once, token_hex(16))))
        for nth, event in enumerate(events):
            type, body = self._model.encode(event)
            record = Record(self._fold.position + 1, type, body, self.at, actor, once, nth)
            self._fold.add(record, event, Fact(record.position, self.at, actor))
            self.records.append(record)
        return events

    def plan(self, at: float, deed: Callable[[], object]) -> None:
        """Let something be done once it is so late."""
        self._planned += 1
        heappush(self._coming, (at, self._planned, deed))

    def until(self, at: float) -> None:
        """Let time go by: what was planned is done, alarms ring, each at its instant."""
        while True:
            alarm = min(self._alarms(), default=(at + 1, ""))
            deed = self._coming[0][0] if self._coming else at + 1
            if min(alarm[0], deed) > at:
                break
            self.at = max(self.at, min(alarm[0], deed))
            if deed <= alarm[0]:
                heappop(self._coming)[2]()
            else:
                self._ring(alarm[1])
        self.at = max(self.at, at)

    def _alarms(self) -> list[tuple[float, str]]:
        return [(at, key) for key, at in alarms.due(self.programme).items() if key not in self._rung]

    def _ring(self, key: str) -> None:
        self._rung.add(key)
        command = alarms.ring(self.programme, key)
        if command is not None:
            self.do(command, once=f"alarm/{key}")

    async def written(self, log: Log, stream: Stream[Programme, Command, Event]) -> None:
        """Write the past to the log of a stream that is still empty; return when that has read it."""
        await log.append(stream.name, self.records, epoch=stream.epoch)
        await stream.reload()
