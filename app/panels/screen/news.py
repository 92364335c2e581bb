"""The newest announcement to everybody, under what is on."""

from __future__ import annotations

from app.domain.announcements import AnnouncementCorrected, AnnouncementMade, AnnouncementWithdrawn, heard, worded
from app.domain.meetings import MeetingDescribed
from app.domain.places import PLENARY
from app.domain.wording import Wording
from app.panels.panel import View, panel
from app.panels.touching import acts, the_meeting

MADE = (AnnouncementMade, AnnouncementCorrected, AnnouncementWithdrawn)


@panel("screen", on=dict.fromkeys((*MADE, *acts(), MeetingDescribed), the_meeting))
def news(view: View, of: str) -> Wording:
    """Cut the newest words to everybody, none where nothing stands."""
    meeting = view.programme.meetings[of]
    found = heard(meeting, PLENARY)
    return worded(meeting, found[0]) if found else Wording()
