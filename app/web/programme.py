"""One programme while the server runs: its stream, its hub, its presence, its alarms.

After a commit this is where events become panels. It knows no HTTP.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from secrets import token_urlsafe
from typing import Any

from app.domain import alarms, conduct, counting, presence, texts
from app.domain.attendance import MarkGone
from app.domain.counting import Count
from app.domain.errors import Refusal
from app.domain.formats import formats
from app.domain.meetings import Meeting
from app.domain.messages import SYSTEM, Command, Event
from app.domain.presence import Sign
from app.domain.programme import Programme
from app.domain.texts.words import MarkLate
from app.panels.channels import Page
from app.panels.panel import PANELS, Key, View, touched
from app.rendering import Rendering
from app.web import audit
from app.web.drawing import Drawing
from app.web.drawn import Drawn
from app.web.noting import Noting
from app.web.pace import Pace
from app.web.solving import Searches
from app.web.writers import Writers
from realtime.alarms import Alarms
from realtime.clock import Clock
from realtime.document import Listener, Text
from realtime.hub import Hub
from realtime.presence import Presence
from realtime.streams import Batch, Stream
from realtime.texts import Gap, Texts


class Live:
    """One programme, live: what it is (the stream's state), who watches, and how its panels look."""

    def __init__(
        self,
        stream: Stream[Programme, Command, Event],
        rendering: Rendering,
        clock: Clock,
        bells: Alarms,
        texts: Texts,
    ) -> None:
        self.stream = stream
        self.texts = texts
        self.clock = clock
        self.presence = Presence(clock)
        self.searches = Searches()
        self.drawn = Drawn()
        self.noting = Noting(self)
        self.writers = Writers(clock, self.called)
        self.paces = defaultdict[str, Pace](lambda: Pace(clock))  # of the forms with shared text, by person
        self._drawing = Drawing(rendering, self.view, lambda meeting, language: self.common(meeting, language, blank))
        self.hub = Hub(self._drawing.draw, clock, stream.settle)
        self.up_since = clock.now()
        self._rendering = rendering
        self._bells = bells
        self._looked: dict[str, object] = {}

    def start(self) -> None:
        """Begin, or begin again after a restore, where the log stands."""
        self.presence.forget_positions()
        self._drawing.forget()
        self.hub.start(self.stream.position, self.stream.epoch)
        self._bells.set(self.stream.name, alarms.due(self.state))

    @property
    def state(self) -> Programme:
        """The programme as it is; settle the stream before reading it outside the writer."""
        return self.stream.state

    def view(self) -> View:
        """What slices are cut from, at this instant."""
        return View(self.state, self, self.clock.now())

    # The face that slices see (app.panels.signals.Signals).

    def last(self, person: str) -> float | None:
        """When a tab of the person last answered."""
        return self.presence.last(person)

    def seen(self, person: str) -> int:
        """The newest position drawn in a visible tab of the person."""
        return self.presence.seen(person)

    @property
    def trouble(self) -> str | None:
        """Why commands cannot be written now, None when they can."""
        return self.stream.trouble

    # Drawing.

    def common(self, meeting: str, language: str, once: Callable[[], str]) -> dict[str, Any]:
        """What every block may name beside its own slice."""
        programme = self.state
        found = programme.meetings.get(meeting)
        return {
            "base": f"/p/{programme.id}/m/{meeting}",
            "programme_base": f"/p/{programme.id}",
            "zone": found.zone if found else programme.zone,
            "help_phone": programme.help_phone,
            "demo": programme.demo,
            "heading": found.called.into(language)[0] if found else programme.name,
            "once": once,
        }

    def page(self, page: Page, meeting: Meeting, person: str, language: str, frame: Mapping[str, object]) -> str:
        """Draw a whole page: the same blocks as the pushes, in their frame."""
        view = self.view()
        values, signals = self._slices(view, page, meeting, person)
        live = f"/p/{self.state.id}/m/{meeting.id}/{page.name}"
        values.update(frame)
        values.update(self.common(meeting.id, language, fresh_once))
        values.update(
            position=self.stream.position,
            epoch=self.stream.epoch,
            now=view.now,
            rate=self.clock.rate,
            me=person,
            called=self.called(person),
            programme=self.state,
            meeting=meeting,
            formats=sorted(formats()),
            trusted=[self.state.people[each] for each in conduct.recipients(self.state, meeting, person)],
            live=f"{live}/live?language={language}&drawn={self.drawn.note(signals)}",
            panels=f"{live}/panels?language={language}",
        )
        return self._rendering.page(page.template, language, values)

    def _slices(
        self, view: View, page: Page, meeting: Meeting, person: str
    ) -> tuple[dict[str, Any], dict[Key, object]]:
        """Cut all slices of a page, rows as lists; also those by themselves that show signals."""
        values: dict[str, Any] = {}
        signals: dict[Key, object] = {}
        for panel_id, of in page.watch(self.state, meeting, person):
            panel = PANELS[panel_id]
            slice = panel.slice(view, of)
            if page.signals and panel.volatile:
                signals[panel_id, of] = slice
            if panel.row:
                rows = values.setdefault(f"{panel.name}_rows", [])
                if slice is not None:
                    rows.append(slice)
            else:
                values[panel.name] = slice
        return values, signals

    # What changes it.

    async def committed(self, batch: Batch[Event]) -> None:
        """Push what the batch changed: one message for each watching tab."""
        self._drawing.forget()
        events = [event for event, _ in batch.entries]
        audit.told(self.stream.name, batch.entries)
        keys = touched(events, self.state)
        self._bells.set(self.stream.name, alarms.due(self.state))
        rewatch = rewatching(events)
        await self.hub.publish(batch.position, keys, rewatch=rewatch, actors=batch.actors)
        if rewatch is None or rewatch:
            self.noting.ended()

    async def text(self, name: str) -> Text:
        """Return one of the programme's texts. Raises `NotFound`."""
        fields = texts.limits(self.state, name)
        found = await self.texts.open(self.state.id, name)
        found.watch(fields)
        return found

    async def put(
        self, text: Text, body: bytes, *, by: str, state: bytes = b"", listener: Listener | None = None
    ) -> None:
        """Take a change of a text by somebody who may write it, or once might; the latter is noted as late.

        Raises `NotFound`, `NotAllowed`, and what `Texts.put` does.
        """
        await self.stream.settle()
        right = texts.must_write(self.state, text.name, by, self.clock.now())
        late = right == texts.LATE
        if late and self.texts.brings(text, body):
            await self._late(text, by)
        changed = False
        try:
            changed = await self.texts.put(text, body, by=by, state=state, listener=listener)
        except Gap as gap:
            changed = gap.changed
            raise
        finally:
            if changed and late:
                await self._late(text, by)

    async def _late(self, text: Text, by: str) -> None:
        """Mark once until a text's words are noted that some of it comes late; if one can tell, before it is there."""
        if by in text.late:
            return
        text.late[by] = None
        try:
            await self.perform(MarkLate(text.name, by))
        except BaseException:
            text.late.pop(by, None)
            raise

    def let_go(self, text: Text) -> None:
        """Note what a text says and let it go, unless somebody has it open."""
        if not text.listeners:
            self.noting.let_go(text)

    def called(self, person: str) -> str:
        """Return how somebody is called, '' where they are not known."""
        found = self.state.people.get(person)
        return found.called if found else ""

    def touch(self) -> None:
        """Draw anew what shows signals that are not in the log."""
        self.hub.touch(key for key in self.hub.watched() if PANELS[key[0]].volatile)

    async def perform(self, command: Command, once: str = "") -> None:
        """Give a command in the server's name; what the state no longer allows is let go."""
        with suppress(Refusal):
            await self.stream.perform(command, actor=SYSTEM, once=once)

    async def ring(self, key: str) -> None:
        """Perform what an alarm was set for, once."""
        await self.stream.settle()
        command = alarms.ring(self.state, key)
        if isinstance(command, Count):
            await self.count(command, f"alarm/{key}")
        elif command is not None:
            await self.perform(command, once=f"alarm/{key}")

    async def count(self, command: Count, once: str) -> None:
        """Have the ballots of a box counted, then empty it and all that nobody needs any more."""
        found = tuple(await self.stream.ballots(command.box))
        await self.perform(replace(command, ballots_found=found), once=once)
        await self.stream.settle()
        await self.stream.keep_only(counting.boxes(self.state))

    async def look(self) -> None:
        """Mark gone who has been silent for too long; draw anew what shows who answers and who has seen what."""
        await self.stream.settle()
        now, missing = self.clock.now(), list[MarkGone]()
        for meeting in self.state.meetings.values():
            if meeting.phase not in ("doors", "live"):
                continue
            signs = {person: Sign(self.last(person), self.presence.closed_at(person)) for person in meeting.present()}
            overdue = presence.overdue(meeting, signs, now, self.up_since)
            missing += [MarkGone(meeting.id, person, why) for person, why in overdue.items()]
        looked: dict[str, object] = {
            person: (presence.answers(last, now), presence.fades(last, now), self.seen(person))
            for person in self.presence.people()
            for last in [self.last(person)]
        }
        looked[""] = int(now // 60)  # how late the meeting is changes every minute
        if looked != self._looked:
            self._looked = looked
            self.touch()
        for command in missing:
            await self.perform(command)


def rewatching(events: Iterable[Event]) -> Iterable[str] | None:
    """Whose pages may now watch other panels: None for everybody's."""
    people: list[str] = []
    for event in events:
        whose = event.reseats
        if whose is None:
            return None
        people.extend(whose)
    return people


def blank() -> str:
    """The one-time id in a pushed form: empty, the browser makes it."""
    return ""


def fresh_once() -> str:
    """The one-time id in a page's form, for those without script."""
    return token_urlsafe(12)
