"""The practice that everybody of a meeting sees: whose pitch is on, or what the team put on the plenary screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.choices import Choice, FieldsSet
from app.domain.formats.harvest.holding import HoldEnded
from app.domain.formats.pitches import Pitches, presenter, shown
from app.domain.lands import CountryNamed
from app.domain.practices.photos import PhotoAdded, PhotoDescribed, PhotoRemoved
from app.domain.practices.remarks import InterestTaken
from app.domain.practices.showing import PracticePinned
from app.domain.programme import Programme
from app.domain.texts.words import WordsNoted
from app.domain.wording import Wording
from app.panels.panel import Touch, View
from app.panels.practices.card import NAMED, practice_of, worded
from app.panels.touching import acts, the_meeting

FIELDS = ("title", "subtitle", "city", "lead_org", "challenge", "action", "results", "tip")
PRESENCE = (Arrived, CameBack, Gone)
"""Who comes and goes: where an owner is missing, whoever wrote the practice down tells it."""
CHANGED = (*NAMED, PhotoAdded, PhotoDescribed, PhotoRemoved)


@dataclass(frozen=True, slots=True)
class Presented:
    """`pitched`: it is its turn; `talking`: its time runs; `name`: of who pitches, '' where it is left out.

    `owner`: whose it is, '' where the name is left out; `renamed`: the organisation is told by another name.
    `more`: what was the situation, what was done, what changed.
    """

    number: int
    title: Wording
    subtitle: Wording
    city: Wording
    country: Choice | None
    organisation: Wording
    more: tuple[tuple[str, Wording], ...]
    tip: Wording
    fields: tuple[Choice, ...]
    photo: tuple[str, str] | None
    pitched: bool
    name: str
    talking: bool
    interested: int
    owner: str
    renamed: bool = False


def in_all(event: Any, programme: Programme) -> Iterable[str]:
    """Every meeting: any of them may show the event's practice, or show it no more."""
    return tuple(programme.meetings)


def telling(event: Any, programme: Programme) -> Iterable[str]:
    """The event's meeting, where whoever comes or goes could tell what it shows."""
    meeting = programme.meetings[event.meeting]
    practice = shown(programme, meeting)
    return (meeting.id,) if practice is not None and event.person in (practice.owner, practice.scribe) else ()


def with_words(event: WordsNoted, programme: Programme) -> Iterable[str]:
    """The meetings that show the practice whose words were noted."""
    found = practice_of(event, programme)
    return [each.id for each in programme.meetings.values() if found is not None and shown(programme, each) is found]


def changes() -> dict[Any, Touch]:
    """Return what changes the panel of a meeting."""
    return {
        **dict.fromkeys((*acts(), HoldEnded, PracticePinned), the_meeting),
        **dict.fromkeys(PRESENCE, telling),
        **dict.fromkeys((*CHANGED, InterestTaken, FieldsSet, CountryNamed), in_all),
        WordsNoted: with_words,
    }


def presented(view: View, of: str) -> Presented | None:
    """Cut the practice that a meeting shows."""
    programme, meeting = view.programme, view.programme.meetings[of]
    practice = shown(programme, meeting)
    if practice is None:
        return None
    said = {field: worded(programme, practice, field) for field in FIELDS}
    body = meeting.on.body if meeting.on is not None else None
    pitched = isinstance(body, Pitches) and body.now == practice.number
    teller = programme.people.get(presenter(meeting, practice)) if pitched else None
    country, chosen = practice.chosen("country"), practice.choices.get("fields", ())
    photo = practice.photos[0] if practice.photos and not practice.removed("face") else None
    return Presented(
        number=practice.number,
        title=said["title"],
        subtitle=said["subtitle"],
        city=said["city"],
        country=programme.choices.country(country) if country else None,
        organisation=said["lead_org"],
        more=tuple((field, said[field]) for field in ("challenge", "action", "results") if said[field]),
        tip=said["tip"],
        fields=tuple(each for each in programme.choices.fields if each.code in chosen),
        photo=(photo.file, photo.alt) if photo is not None else None,
        pitched=pitched,
        name=teller.called if teller is not None and not practice.removed("name") else "",
        talking=isinstance(body, Pitches) and pitched and body.talking,
        interested=len(practice.interested),
        owner=practice.owner if not practice.removed("name") else "",
        renamed=practice.removed("name"),
    )
