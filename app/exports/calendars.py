"""A meeting as a file for anybody's calendar (iCalendar, RFC 5545): times in UTC, texts escaped and folded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event

MAKER = "-//Local Dialogue Platform//EN"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the calendar shows; instants UTC seconds. `title` and `description` come with the language they are in.

    `id` is for ever the meeting's, `revision` grows with each change: a newer file takes the place of an older one.
    """

    id: str
    revision: int
    made_at: float
    starts_at: float
    ends_at: float
    title: tuple[str, str]
    description: tuple[str, str]
    url: str


def as_calendar(entry: Entry) -> bytes:
    """Return the file."""
    event = Event()
    event.add("uid", entry.id)
    event.add("sequence", entry.revision)
    event.add("dtstamp", moment(entry.made_at))
    event.add("dtstart", moment(entry.starts_at))
    if entry.ends_at > entry.starts_at:
        event.add("dtend", moment(entry.ends_at))
    for name, (text, language) in (("summary", entry.title), ("description", entry.description)):
        event.add(name, text, parameters={"language": language})
    event.add("url", entry.url)
    calendar = Calendar()
    for name, value in (("prodid", MAKER), ("version", "2.0"), ("method", "PUBLISH")):
        calendar.add(name, value)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def moment(instant: float) -> datetime:
    """Return the instant to the second, which is all that the format holds."""
    return datetime.fromtimestamp(int(instant), UTC)
