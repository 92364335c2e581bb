"""Taking notes out as a file: who does is noted first, then the file is made of what may leave."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain import permissions
from app.domain.agenda import Block
from app.domain.calling import room_name
from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.formats.rooms.round import Round
from app.domain.meetings import Meeting
from app.domain.notes import Note
from app.domain.notes.attribution import voice_of
from app.domain.notes.exports import ExportNotes, leaving
from app.domain.notes.linking import public, readable
from app.domain.notes.shelf import here
from app.domain.notes.writing import may_change, reads_held
from app.domain.people import Person
from app.domain.practices.shelf import titled
from app.domain.programme import Programme
from app.exports.notes import Row, as_csv, as_markdown
from app.i18n import N_, Words
from app.panels.noted import speakers_of
from app.rosters import KINDS as TYPES
from app.web.choices import country_name
from app.web.forms import sent
from app.web.pages import PATH
from app.web.visits import visit

FORMS = {"md": "text/markdown; charset=utf-8", "csv": "text/csv; charset=utf-8"}
WARNING = N_("Not yet cleared to leave the meeting: for the team alone.")
DEMO = N_("Fictitious demonstration data")
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


def notes_routes() -> list[Route]:
    """Return the routes of the export, and of the people who may be quoted."""
    return [
        Route(PATH + "/notes/export", export, methods=["POST"], name="TakeNotesOut"),
        Route(PATH + "/notes/speakers", quotable, methods=["GET"], name="speakers"),
        Route(PATH + "/notes/{note:int}/practices", practices, methods=["GET"], name="note-practices"),
    ]


async def quotable(request: Request) -> Response:
    """Draw the people to choose from who quotes somebody in the note `of`, else where they write now."""
    visited = await visit(request)
    programme, meeting, person = visited.live.state, visited.meeting, visited.viewer.person
    if meeting is None or not permissions.in_meeting(programme, meeting, person):
        raise NotFound("meeting")
    number = request.query_params.get("of", "")
    note = meeting.notes.by_number.get(int(number)) if number.isdecimal() and len(number) < 7 else None
    if note is not None and not may_change(programme, meeting, note, person):
        raise NotFound("note")
    place = note.place if note is not None else here(programme, meeting, person)
    return visited.html("notes/speakers.html", found=speakers_of(programme, meeting, place) if place else [])


async def practices(request: Request) -> Response:
    """Draw the practices that a note may be linked to. Raises `NotFound` for those who may not change it."""
    visited = await visit(request)
    programme, meeting, person = visited.live.state, visited.meeting, visited.viewer.person
    if meeting is None or not permissions.in_meeting(programme, meeting, person):
        raise NotFound("meeting")
    note = meeting.notes.by_number.get(request.path_params["note"])
    if note is None or not may_change(programme, meeting, note, person):
        raise NotFound("note")
    if note.held and not reads_held(meeting, note, person):
        raise NotFound("note")
    rows = [(each.number, *titled(programme, each, visited.language)) for each in readable(programme, person)]
    return visited.html("notes/practices.html", note=note, rows=rows)


async def export(request: Request) -> Response:
    """Note who takes the notes out, and hand them over."""
    visited = await visit(request)
    programme, meeting, person = visited.live.state, visited.meeting, visited.viewer.person
    if meeting is None or not permissions.sees(programme, meeting, person):
        raise NotFound("meeting")
    if not permissions.helps(programme, meeting, person):
        raise NotAllowed("role")
    async with sent(request) as form:
        kind, once = str(form.get("form", "md")), str(form.get("once", ""))
    if kind not in FORMS:
        raise Invalid("unknown-choice", field="form")
    await visited.perform(ExportNotes(meeting.id), once=once)
    rows = [row(visited.words, programme, meeting, note) for note in leaving(meeting)]
    heading, _ = meeting.called.into(visited.language)
    marks = [visited.words.t(each) for each in (WARNING, *((DEMO,) if programme.demo else ()))]
    body = as_csv(marks, rows) if kind == "csv" else as_markdown(heading, marks, rows)
    return Response(
        body, media_type=FORMS[kind], headers={"Content-Disposition": f'attachment; filename="notes.{kind}"'}
    )


def row(words: Words, programme: Programme, meeting: Meeting, note: Note) -> Row:
    """Return a note as a line of the file, nobody named."""
    number, part, room = note.place
    block = meeting.blocks[number]
    order = [*meeting.agenda, *meeting.parked]
    title, _ = block.titled(meeting.language).into(words.language)
    return Row(
        title or words.t("Part {number}", number=order.index(number) + 1),
        part,
        where(words, meeting, block, room),
        note.number,
        words.t(KINDS[note.kind]),
        note.text,
        note.language,
        note.starred,
        note.late,
        datetime.fromtimestamp(note.at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        words.t("Round {number}", number=part) if block.body.word == "table" else "",
        signed(words, programme, voice_of(programme, meeting, note)),
        words.t("interpreted") if note.interpreters else "",
        "; ".join(filter(None, (titled(programme, each, words.language)[0] for each in public(programme, note)))),
    )


def signed(words: Words, programme: Programme, voice: Person | None) -> str:
    """Return what is said of the voice of a note: kind of organisation and country, as far as they are known."""
    if voice is None:
        return ""
    kind = programme.choices.type(voice.type)
    said = kind.wording.into(words.language)[0] if kind.own(words.language) else words.t(TYPES.get(voice.type, ""))
    land = country_name(words, programme.choices.country(voice.country)) if voice.country else ""
    return ", ".join(filter(None, (said if voice.type else "", land)))


def where(words: Words, meeting: Meeting, block: Block, room: int) -> str:
    """Return what a room of a block is called, with the name that it had there."""
    if not room:
        return words.t("Plenary")
    body = block.body
    known = body.rooms.get(room) if isinstance(body, Round) else None
    name, _ = (known.named(meeting.language) if known else room_name(meeting, room)).into(words.language)
    numbered = "Table {number}" if body.word == "table" else "Room {number}"
    return " · ".join(filter(None, (words.t(numbered, number=room), name)))
