"""Handing out a meeting's file for the calendar: its date and public agenda in the reader's language.

The file may be forwarded: it holds no word that is the team's, no call, and no link that opens anybody's seat.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain import permissions, schedule
from app.domain.agenda import Block
from app.domain.details import BUFFER
from app.domain.meetings import Meeting
from app.domain.wording import Wording
from app.exports.calendars import Entry, as_calendar
from app.i18n import N_, Words, direction
from app.rendering import comma, date_words, offset_words
from app.web.pages import PATH
from app.web.visits import Visit, visit

TYPE = "text/calendar; charset=utf-8"
FILE = {"Content-Disposition": 'attachment; filename="meeting.ics"'}
DEMO = N_("Fictitious demonstration data")
FORMATS = {
    "plenary": N_("Plenary"),
    "rooms": N_("Rooms"),
    "cafe": N_("World Café"),
    "chosen": N_("Rooms to choose"),
    "harvest": N_("Harvest"),
    "vote": N_("Vote"),
    "break": N_("Break"),
    "gallery": N_("Gallery"),
    "walk": N_("Gallery in groups"),
    "pitches": N_("Pitches"),
}
"""What a part without a title is called."""


def calendar_routes() -> list[Route]:
    """Return the one route."""
    return [Route(PATH + "/calendar.ics", calendar, methods=["GET"], name="calendar")]


async def calendar(request: Request) -> Response:
    """Give the file to whoever takes part. Raises `NotFound`."""
    visited = await visit(request)
    return Response(as_calendar(entry(visited, visited.within(permissions.in_meeting))), media_type=TYPE, headers=FILE)


def entry(visited: Visit, meeting: Meeting) -> Entry:
    """Return what the calendar shows of a meeting."""
    programme, words = visited.live.state, visited.words
    mark = ["", words.t(DEMO)] if programme.demo else []
    url = f"{visited.house.settings.public_url}/p/{programme.id}/m/{meeting.id}"
    return Entry(
        f"{programme.id}-{meeting.id}@local-dialogue-platform",
        meeting.revision,
        visited.live.clock.now(),
        meeting.starts_at,
        schedule.ends_at(meeting),
        meeting.called.into(visited.language),
        ("\n".join([*lines(words, meeting, url), *mark]), visited.language),
        url,
    )


def lines(words: Words, meeting: Meeting, url: str) -> Iterable[str]:
    """Yield the description: when it begins and in which offset, the parts with their times and offset, the page."""
    here, day, zone = date_words(meeting.starts_at, meeting.zone, words.language)
    when = f"{day}{comma(words.language)}{here:%H:%M} ({zone})"
    yield f"{words.t('We begin:')} {when}"
    yield ""
    for slot in schedule.slots(meeting):
        block = meeting.blocks[slot.number]
        if block.more.category != BUFFER and block.minutes:
            clock = datetime.fromtimestamp(slot.starts_at, ZoneInfo(meeting.zone))
            minutes = words.tn("{n} minute", "{n} minutes", block.minutes)
            yield f"{hour(clock, words.language)} {title(words, meeting, block)} ({minutes})"
    yield ""
    yield words.t("On the day this page says where to be. Open your personal link first.")
    yield url


def hour(clock: datetime, language: str) -> str:
    """Return a clock as pages have it, with its offset: 10:00 (UTC+1), kept together among Arabic words."""
    found = f"{clock:%H:%M} ({offset_words(clock.utcoffset() or timedelta())})"
    return f"\u2066{found}\u2069" if direction(language) == "rtl" else found


def title(words: Words, meeting: Meeting, block: Block) -> str:
    """Return what a part is called for the reader, its direction its own."""
    said, _ = Wording(block.title, block.more.titles, meeting.language).into(words.language)
    found = said or words.t(FORMATS.get(block.format, "Plenary"))
    return f"\u2068{found}\u2069" if direction(words.language) == "rtl" else found
