"""How somebody takes part, as they chose it (domain.md §4 "Right to pass"): what holds, and the other ways."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.passing import FULLY, PartTaken
from app.panels.panel import View, panel
from app.panels.touching import the_person


@dataclass(frozen=True, slots=True)
class Part:
    """`how`: fully (''), plenary, listen or text."""

    how: str


@panel("board", on={PartTaken: the_person}, template="board/part.html")
def part(view: View, of: str) -> Part:
    """Cut how one person takes part."""
    name, _, person = of.partition("/")
    return Part(view.programme.meetings[name].wishes.passing.get(person, FULLY))
