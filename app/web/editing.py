"""Shared text over a page's socket: opening it, changes going in and coming out, and who writes where.

A page says "text NAME open STATE", "text NAME put NUMBER STATE" with a change below, "text NAME at FIELD" and "text
NAME close"; states and changes are base64. It hears "state", "news", "saved", "gap", "clash", "refused", "right", "who"
and "anew". The right to read is asked when a text is opened and whenever the person's seat or role changes, when the
page hears the right to write as well; that is asked at each change too.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import texts
from app.domain.errors import Refusal
from app.web.pace import READ_A_SECOND, Pace
from realtime.log import Unavailable
from realtime.streams import Busy
from realtime.texts import Clash, Gap, Malformed, Text, TooLarge
from realtime.wire import SocketWire, text_frame

if TYPE_CHECKING:
    from app.web.visits import Visit

NAME = re.compile(r"[A-Za-z0-9/_-]{1,80}")
FIELD = re.compile(r"[a-z0-9_]{0,40}")
MOST_OPEN = 20


@dataclass(slots=True, eq=False)
class Opened:
    """One text that a page has open, with the right to write that the page knows of.

    `stale`: changes did not reach the page, so it must ask anew.
    """

    text: Text
    wire: SocketWire
    right: texts.Right
    stale: bool = False

    def __call__(self, frame: bytes) -> None:
        """Send a frame, or remember that the page missed it."""
        if self.wire.parked:
            self.stale = True
        else:
            self.wire.write(frame)


class Editing:
    """The texts that one page has open."""

    def __init__(self, visited: Visit, wire: SocketWire) -> None:
        self._visited = visited
        self._wire = wire
        self._open: dict[str, Opened] = {}
        self._pace = Pace(visited.live.clock)

    async def heard(self, said: str) -> bool:
        """Do what the page says; return False where no page of ours would say that."""
        head, _, body = said.partition("\n")
        words = head.split(" ")
        if len(words) < 3 or not NAME.fullmatch(words[1]):
            return False
        _, name, verb, *rest = words
        await self._pace.slowed(1, len(said))
        try:
            if verb == "open" and len(rest) == 1:
                await self._opened(name, b64decode(rest[0], validate=True))
            elif verb == "put" and len(rest) == 2 and rest[0].isdigit() and len(rest[0]) < 16:
                await self._put(name, rest[0], b64decode(rest[1], validate=True), b64decode(body, validate=True))
            elif verb == "at" and len(rest) == 1 and FIELD.fullmatch(rest[0]):
                await self._at(name, rest[0])
            elif verb == "close" and not rest:
                self._closed(name)
            else:
                return False
        except (NotBase64, Malformed):
            return False
        return True

    def answers(self) -> None:
        """Have the page, which takes frames again, ask for what it missed."""
        for name, opened in self._open.items():
            if opened.stale and not self._wire.parked:
                opened.stale = False
                self._say(name, "anew")

    def recheck(self) -> None:
        """Close the texts that the person may not read any more; say where they may write now, or no longer."""
        live, person = self._visited.live, self._visited.viewer.person
        for name, opened in list(self._open.items()):
            if not texts.may_read(live.state, name, person):
                self._closed(name)
                self._say(name, "refused 0 text")
                continue
            right = texts.right(live.state, name, person, live.clock.now())
            if right != opened.right:
                opened.right = right
                self._say(name, f"right {right}")

    def close(self) -> None:
        """Let go of everything: the page is gone."""
        for name in list(self._open):
            self._closed(name)

    async def _opened(self, name: str, state: bytes) -> None:
        live, person = self._visited.live, self._visited.viewer.person
        await live.stream.settle()
        if not texts.may_read(live.state, name, person) or (name not in self._open and len(self._open) >= MOST_OPEN):
            self._say(name, "refused 0 text")
            return
        if self._wire.parked:  # it asks over and over, and takes no answer
            self._say(name, "anew")
            return
        text = await live.text(name)
        missing, known = text.missing(state), text.state()
        self._pace.pay(len(missing) / READ_A_SECOND)
        self._closed(name, told=False)
        right = texts.right(live.state, name, person, live.clock.now())
        opened = self._open[name] = Opened(text, self._wire, right)
        text.listeners[opened] = None
        self._say(name, f"state {right} {_spelt(known)}\n{_spelt(missing)}")
        self._wire.write(live.writers.frame(name))

    async def _put(self, name: str, number: str, state: bytes, body: bytes) -> None:
        live = self._visited.live
        opened = self._open.get(name)
        if opened is None or opened.text.broken:
            self._say(name, "anew")
            return
        try:
            await live.put(opened.text, body, by=self._visited.viewer.person, state=state, listener=opened)
        except Refusal as refusal:
            self._say(name, f"refused {number} {refusal.code}")
        except TooLarge:
            self._say(name, f"refused {number} too-much-text")
        except Clash:
            self._say(name, f"clash {number}")
        except Gap as gap:
            self._say(name, f"gap {number} {_spelt(gap.state)}")
        except (Unavailable, Busy):
            self._say(name, f"refused {number} trouble")
        else:
            self._say(name, f"saved {number} {live.clock.now():.3f}")

    async def _at(self, name: str, field: str) -> None:
        live, person = self._visited.live, self._visited.viewer.person
        await live.stream.settle()
        if name in self._open and texts.writes_now(live.state, name, person, live.clock.now()):
            live.writers.at(self._open[name].text, person, field)

    def _closed(self, name: str, *, told: bool = True) -> None:
        opened = self._open.pop(name, None)
        if opened is not None:
            opened.text.listeners.pop(opened, None)
            if told:
                self._visited.live.writers.at(opened.text, self._visited.viewer.person, "")
                self._visited.live.let_go(opened.text)

    def _say(self, name: str, words: str) -> None:
        self._wire.write(text_frame(f"text {name} {words}".encode()))


def _spelt(body: bytes) -> str:
    return b64encode(body).decode()
