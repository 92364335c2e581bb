"""The themes of the meeting on boards, once they are shown to everybody."""

from __future__ import annotations

from app.panels.panel import View, panel
from app.panels.themed import GATHERED, TOLD, Shown, listed
from app.panels.touching import the_meeting


@panel("board", on={**dict.fromkeys(GATHERED, the_meeting), **TOLD}, template="board/themes.html")
def themes(view: View, of: str) -> tuple[Shown, ...]:
    """Cut the themes; none before they are shown."""
    meeting = view.programme.meetings[of]
    return listed(meeting) if meeting.themes.shown else ()
