"""What is said of a block beside its title and minutes: for everybody, and for the team alone (domain.md §6).

Public: titles, questions and instructions in several languages, links. Private: who owns it, cues, what to say, the
backup, how much it matters. Never show the private part on a board.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.wording import Others

CATEGORIES = ("open", "input", "exchange", "room", "harvest", "decide", "network", "break", "close", "buffer")
MUST, SHOULD, CUT_FIRST = "must", "should", "cut-first"
PRIORITIES = (MUST, SHOULD, CUT_FIRST)
PROTECTED = frozenset(("harvest", "network", "close"))
"""Never shortened or dropped to catch up: synthesis and contacts are what people came for."""
BUFFER, INPUT = "buffer", "input"


@dataclass(frozen=True, slots=True)
class Details:
    """`least`: minutes it may be shortened to, 0: not; `pinned_at`: instant (UTC seconds) it must begin at, or None.

    `runs_as`: the format that it waits for, '' where it runs as what it is.
    """

    category: str = "exchange"
    titles: Others = ()
    questions: Others = ()
    instructions: str = ""
    instructions_in: Others = ()
    pinned_at: float | None = None
    least: int = 0
    priority: str = SHOULD
    owner: str = ""
    cue: str = ""
    say: str = ""
    backup: str = ""
    runs_as: str = ""

    @property
    def protected(self) -> bool:
        """Whether it stays as it is however late it gets."""
        return self.category in PROTECTED or self.priority == MUST


PLAIN = Details()
