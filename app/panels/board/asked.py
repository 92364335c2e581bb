"""That one is asked for a pitch, until one is begun."""

from __future__ import annotations

from app.domain.practices.beginning import PitchesAsked, PracticeBegun
from app.domain.practices.handing import PracticeHandedOver
from app.panels.panel import View, panel
from app.panels.practices.mine import of_asked, of_owner


@panel(
    "board",
    on={PitchesAsked: of_asked, **dict.fromkeys((PracticeBegun, PracticeHandedOver), of_owner)},
    template="board/asked.html",
)
def asked(view: View, of: str) -> bool:
    """Cut whether a pitch is waited for."""
    practices, person = view.programme.practices, of.rpartition("/")[2]
    return person in practices.asked and not practices.of(person)
