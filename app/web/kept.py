"""What a meeting has kept, as lines of a file: themes with where they were heard, reports, notes. Nobody is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from app.domain.agenda import Block
from app.domain.calling import room_name
from app.domain.duties import Place
from app.domain.formats.rooms.round import Round
from app.domain.meetings import Meeting
from app.domain.notes import Note
from app.domain.notes.attribution import voice_of
from app.domain.notes.exports import leaving
from app.domain.notes.linking import public
from app.domain.people import Person
from app.domain.practices.shelf import titled
from app.domain.programme import Programme
from app.domain.reports import named
from app.domain.reports.mentions import mentioned
from app.domain.themes.theme import heard_in
from app.domain.themes.theme import leaving as themes_leaving
from app.exports.notes import Row
from app.i18n import N_, Words
from app.panels.reported import words as report_words
from app.rendering import comma
from app.rosters import KINDS as TYPES
from app.web import kept_findings
from app.web.choices import country_name

KINDS = {
    "key_point": N_("Key point"),
    "practice_hint": N_("Good practice"),
    "tip": N_("Tip"),
    "lesson": N_("Lesson"),
    "trend": N_("Trend"),
    "disagreement": N_("We do not agree"),
    "question": N_("Question"),
    "quote": N_("Quote"),
    "next_step": N_("Next step"),
    "parking": N_("For later"),
}
FIELDS = {
    "surprise": N_("A surprise"),
    "disagreement": N_("We do not agree"),
    "tip": N_("Tip"),
    "question": N_("A question to all"),
    "next_steps": N_("Next steps"),
}


def rows(words: Words, programme: Programme, meeting: Meeting) -> Iterator[Row]:
    """Yield the themes, then room by room the report and the notes that may leave."""
    yield from themes(words, meeting)
    yield from kept_findings.lines(words, programme, meeting)
    notes: dict[Place, list[Note]] = {}
    for note in leaving(meeting):
        notes.setdefault(note.place, []).append(note)
    for place in sorted({*notes, *meeting.notes.reported, *meeting.notes.mentioned}):
        if place[0] in meeting.blocks:
            yield from report(words, programme, meeting, place)
            yield from mentions(words, programme, meeting, place, notes.get(place, ()))
            yield from (row(words, programme, meeting, note) for note in notes.get(place, ()))


def themes(words: Words, meeting: Meeting) -> Iterator[Row]:
    """Yield the themes in their order, each with the rooms in which it was heard."""
    for number, theme in enumerate(themes_leaving(meeting), 1):
        places = heard_in(meeting, theme)
        heard = comma(words.language).join(where(words, meeting, meeting.blocks[each[0]], each[2]) for each in places)
        text = f"{theme.name} ({heard})" if heard else theme.name
        yield Row(words.t("Themes"), 0, "", number, words.t("Theme"), text, "", starred=False, late=False, time="")


def report(words: Words, programme: Programme, meeting: Meeting, place: Place) -> Iterator[Row]:
    """Yield the filled fields of a room's report."""
    known = programme.texts.get(named(meeting, place))
    late, at = bool(known and known.late), moment(known.at) if known else ""
    for said in report_words(programme, meeting, place):
        field = words.t(FIELDS.get(said.kind, "Key point"))
        kind = f"{words.t('Report')} · {field}"
        yield Row(
            *placed(words, meeting, place),
            0,
            kind,
            said.text,
            said.language,
            False,
            late,
            at,
            turn(words, meeting, place),
        )


def mentions(
    words: Words, programme: Programme, meeting: Meeting, place: Place, notes: Iterable[Note]
) -> Iterator[Row]:
    """Yield in one line the practices that a room's report mentions and none of its notes names."""
    named = {number for note in notes for number in note.practices}
    found = [each for each in mentioned(programme, meeting, place) if each.number not in named]
    said = "; ".join(filter(None, (titled(programme, each, words.language)[0] for each in found)))
    if said:
        kind = f"{words.t('Report')} · {words.t('Practices mentioned')}"
        yield Row(*placed(words, meeting, place), 0, kind, said, "", False, False, "", turn(words, meeting, place))


def row(words: Words, programme: Programme, meeting: Meeting, note: Note) -> Row:
    """Return a note as a line of the file, nobody named."""
    return Row(
        *placed(words, meeting, note.place),
        note.number,
        words.t(KINDS[note.kind]),
        note.text,
        note.language,
        note.starred,
        note.late,
        moment(note.at),
        turn(words, meeting, note.place),
        signed(words, programme, voice_of(programme, meeting, note)),
        words.t("interpreted") if note.interpreters else "",
        "; ".join(filter(None, (titled(programme, each, words.language)[0] for each in public(programme, note)))),
    )


def placed(words: Words, meeting: Meeting, place: Place) -> tuple[str, int, str]:
    """Return the part of the agenda, the round and the room of a place, in words."""
    number, part, room = place
    block = meeting.blocks[number]
    order = [*meeting.agenda, *meeting.parked]
    title, _ = block.titled(meeting.language).into(words.language)
    said = title or words.t("Part {number}", number=order.index(number) + 1)
    return said, part, where(words, meeting, block, room)


def turn(words: Words, meeting: Meeting, place: Place) -> str:
    """Return the round, where tables have several."""
    return words.t("Round {number}", number=place[1]) if meeting.blocks[place[0]].body.word == "table" else ""


def moment(at: float) -> str:
    """Return an instant as ISO 8601, UTC."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def signed(words: Words, programme: Programme, voice: Person | None) -> str:
    """Return what is said of the voice of a note: kind of organisation and country, as far as they are known."""
    if voice is None:
        return ""
    kind = programme.choices.type(voice.type)
    said = kind.wording.into(words.language)[0] if kind.own(words.language) else words.t(TYPES.get(voice.type, ""))
    land = country_name(words, programme.choices.country(voice.country)) if voice.country else ""
    return comma(words.language).join(filter(None, (said if voice.type else "", land)))


def where(words: Words, meeting: Meeting, block: Block, room: int) -> str:
    """Return what a room of a block is called, with the name that it had there."""
    if not room:
        return words.t("Plenary")
    body = block.body
    known = body.rooms.get(room) if isinstance(body, Round) else None
    name, _ = (known.named(meeting.language) if known else room_name(meeting, room)).into(words.language)
    numbered = "Table {number}" if body.word == "table" else "Room {number}"
    return " · ".join(filter(None, (words.t(numbered, number=room), name)))
