"""Taking notes out as a file: who does is noted first, then the file is made of what may leave."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain import permissions
from app.domain.errors import Invalid, NotFound
from app.domain.formats.harvest.harvest import cleared
from app.domain.notes import Note
from app.domain.notes.exports import ExportNotes
from app.domain.notes.linking import readable
from app.domain.notes.shelf import here
from app.domain.notes.writing import may_change, reads_held
from app.domain.practices.shelf import titled
from app.domain.text import number_of
from app.exports.documents import as_document
from app.exports.notes import as_csv, as_markdown
from app.i18n import N_
from app.panels.noted import speakers_of
from app.web.forms import sent
from app.web.kept import rows
from app.web.pages import PATH
from app.web.visits import Visit, visit

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMS = {"md": "text/markdown; charset=utf-8", "csv": "text/csv; charset=utf-8", "docx": WORD}
WARNING = N_("Not yet cleared to leave the meeting: for the team alone.")
DEMO = N_("Fictitious demonstration data")


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
    programme, meeting, person = visited.live.state, visited.within(permissions.in_meeting), visited.viewer.person
    note = meeting.notes.by_number.get(number_of(request.query_params.get("of", "")))
    if note is not None and not may_change(programme, meeting, note, person):
        raise NotFound("note")
    place = note.place if note is not None else here(programme, meeting, person)
    return visited.html("notes/speakers.html", found=speakers_of(programme, meeting, place) if place else [])


async def practices(request: Request) -> Response:
    """Draw the practices that a note may be linked to. Raises `NotFound` for those who may not change it."""
    visited = await visit(request)
    programme, meeting, person = visited.live.state, visited.within(permissions.in_meeting), visited.viewer.person
    note = meeting.notes.by_number.get(request.path_params["note"])
    if note is None or not may_change(programme, meeting, note, person):
        raise NotFound("note")
    if note.held and not reads_held(meeting, note, person):
        raise NotFound("note")
    notes = f"{visited.base}/notes"
    return linkable(
        visited,
        visited.words.t("Practices of a note"),
        f"{notes}/{note.number}/practice",
        note.practices,
        f"{notes}#note-{note.number}",
        note,
    )


def linkable(
    visited: Visit, title: str, action: str, chosen: list[int], back: str, note: Note | None = None
) -> Response:
    """Draw the practices that a note or a report may be linked to, with the form that does so."""
    programme, person = visited.live.state, visited.viewer.person
    rows = [(each.number, *titled(programme, each, visited.language)) for each in readable(programme, person)]
    return visited.html(
        "notes/practices.html", title=title, action=action, chosen=chosen, rows=rows, note=note, back=back
    )


async def export(request: Request) -> Response:
    """Note who takes out what the meeting has kept, and hand it over."""
    visited = await visit(request)
    programme, meeting = visited.live.state, visited.within(permissions.sees)
    async with sent(request) as form:
        kind, once = str(form.get("form", "md")), str(form.get("once", ""))
    if kind not in FORMS:
        raise Invalid("unknown-choice", field="form")
    await visited.perform(ExportNotes(meeting.id), once=once)
    await visited.live.noting.note_all(f"report/{meeting.id}/")
    kept = list(rows(visited.words, programme, meeting))
    heading, _ = meeting.called.into(visited.language)
    warned = () if cleared(meeting, visited.live.clock.now()) else (WARNING,)
    marks = [visited.words.t(each) for each in (*warned, *((DEMO,) if programme.demo else ()))]
    if kind == "docx":
        body = await asyncio.to_thread(as_document, heading, marks, kept, visited.language)
    else:
        body = as_csv(marks, kept) if kind == "csv" else as_markdown(heading, marks, kept, visited.language)
    return Response(
        body, media_type=FORMS[kind], headers={"Content-Disposition": f'attachment; filename="notes.{kind}"'}
    )
