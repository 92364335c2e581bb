"""A room's report: while the room talks an editor, which no letter changes; afterwards what it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain import reports, texts
from app.domain.agenda import round_number
from app.domain.calling import RoomNamed
from app.domain.capture import CaptureSet, asked
from app.domain.clock import FIVE
from app.domain.duties import Place, PlaceEvent
from app.domain.formats.rooms import Round
from app.domain.formats.rooms.ending import RoomsTold
from app.domain.meetings import Meeting, MeetingDescribed
from app.domain.notes.joining import NotesJoined, NoteSplit
from app.domain.notes.linking import NoteLinked
from app.domain.notes.quotes import QuoteAnswered
from app.domain.notes.shelf import open_now
from app.domain.notes.sorting import NoteHeld
from app.domain.notes.writing import NoteChanged
from app.domain.programme import Programme
from app.domain.reports.mentions import ReportLinked, mentions
from app.domain.reports.withholding import FieldHeld
from app.domain.texts.words import WordsCameLate, WordsNoted
from app.domain.wording import Wording
from app.panels.noted import written
from app.panels.panel import View, panel
from app.panels.practices.card import NAMED, practice_of
from app.panels.reported import practices
from app.panels.touching import EDITS, acts


@dataclass(frozen=True, slots=True)
class Asked:
    """One field: its limit in grapheme clusters and, once it is not written any more, what it says.

    `held`: it is held back; `stays`: it must not leave the room; it, or a note that it was drafted from, is held.
    """

    name: str
    limit: int
    words: str
    held: bool = False
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """`text`: its name as a shared text; `writing`: the room talks; `late`: when the last of it came after the end.

    `fields`: while it is written those that its block asks for, then all; `last`: five minutes are left, so that those
    which are empty are asked for one at a time. `practices`: those it mentions and everybody may read. `round`: that of
    its table, else of its meeting.
    """

    text: str
    place: str
    room: int
    word: str
    name: Wording
    question: Wording
    writing: bool
    late: float
    fields: tuple[Asked, ...]
    last: bool = False
    part: int = 1
    round: int = 0
    practices: tuple[tuple[int, Wording], ...] = ()


def all_reports(event: Any, programme: Programme) -> Iterable[str]:
    """The reports of the event's meeting, of all meetings where it speaks of none."""
    found = [programme.meetings[event.meeting]] if hasattr(event, "meeting") else programme.meetings.values()
    return [key.partition("/")[2] for meeting in found for key in reports.reports(meeting)]


def the_place(event: PlaceEvent, programme: Programme) -> Iterable[str]:
    """The report that the event is about."""
    return [f"{event.meeting}/{written(event.place)}"]


def of_note(event: Any, programme: Programme) -> Iterable[str]:
    """The report of the room that a note was written in: it mentions what the note is linked to."""
    place = programme.meetings[event.meeting].notes.by_number[event.note].place
    return [f"{event.meeting}/{written(place)}"]


def of_practice(event: Any, programme: Programme) -> Iterable[str]:
    """The reports that mention the event's practice."""
    return mentioning(programme, event.practice)


def mentioning(programme: Programme, number: int) -> list[str]:
    """Return the reports that mention a practice."""
    rooms = ((of, reports.place_of(programme, of)) for of in all_reports(None, programme))
    return [of for of, room in rooms if room is not None and mentions(*room, number)]


def of_words(event: WordsNoted, programme: Programme) -> Iterable[str]:
    """The event's text, if it is a report that is not being written: an editor shows its letters by itself.

    Of a practice: the reports that mention it.
    """
    practice = practice_of(event, programme)
    return mentioning(programme, practice.number) if practice is not None else not_written_now(event, programme)


def not_written_now(event: Any, programme: Programme) -> Iterable[str]:
    """The event's text, if it is a report that is not being written."""
    kind, of = texts.kind_of(event.text)
    return [of] if kind is reports.REPORT and not kind.open(programme, of) else ()


@panel(
    "notes",
    on={
        **dict.fromkeys((*acts(), *EDITS, RoomNamed, MeetingDescribed, RoomsTold, CaptureSet), all_reports),
        **dict.fromkeys((NoteLinked, NoteChanged, NoteHeld, NotesJoined, NoteSplit, QuoteAnswered), of_note),
        **dict.fromkeys(NAMED, of_practice),
        **dict.fromkeys((ReportLinked, FieldHeld), the_place),
        WordsNoted: of_words,
        WordsCameLate: not_written_now,
    },
    template="notes/report.html",
    row=True,
)
def report(view: View, of: str) -> Report | None:
    """Cut one report; None where there is no such room, or none is asked for while it talks."""
    found = reports.place_of(view.programme, of)
    if found is None:
        return None
    meeting, place = found
    made = cut(view.programme, meeting, place)
    return made if made.fields else None


def cut(programme: Programme, meeting: Meeting, place: Place, words: Mapping[str, str] | None = None) -> Report:
    """Cut a report; `words`: what it says, where that is known better than to the log."""
    block = meeting.blocks[place[0]]
    body = block.body
    assert isinstance(body, Round)
    withheld, staying = meeting.notes.withheld.get(place, {}), meeting.notes.staying(place)
    known, writing = body.rooms.get(place[2]), open_now(meeting, place)
    name = reports.named(meeting, place)
    noted = programme.texts.get(name)
    said = words if words is not None else noted.words if noted and not writing else {}
    wanted = asked(block).fields if writing and words is None else reports.FIELDS
    clock = known.clock if known is not None and writing else None
    counted = round_number(meeting, place[0]) if place[0] in meeting.agenda else 0
    return Report(
        text=name,
        place=written(place),
        room=place[2],
        word=body.word,
        name=known.named(meeting.language) if known else Wording(),
        question=block.asked(meeting.language),
        writing=writing,
        late=max((at for _, at in noted.late), default=0.0) if noted else 0.0,
        fields=tuple(
            Asked(field, limit, said.get(field, ""), field in withheld, field in staying)
            for field, limit in reports.FIELDS.items()
            if field in wanted
        ),
        last=clock is not None and FIVE in clock.told,
        part=place[1],
        round=place[1] if body.word == "table" else counted,
        practices=practices(programme, meeting, place),
    )
