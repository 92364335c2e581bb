"""Sheets that exist already, brought as a list: shown line by line first, taken once that was confirmed."""

from __future__ import annotations

import asyncio
from collections import Counter
from hashlib import blake2b

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app import sheets
from app.domain.errors import Full, Invalid, NotAllowed, NotFound
from app.domain.practices import rights, shelf
from app.domain.practices.importing import BringSheet, Look, known, look
from app.exports import tables
from app.web.errors import sentence
from app.web.filling import fill
from app.web.forms import sent
from app.web.practices import PATH, listed
from app.web.visits import Visit, visit

SAMPLE = {
    "owner": "amal@example.org", "language": "en", "title": "The First Ten Days Desk", "city": "Ksar Tilelli",
    "country": "MA", "fields": "migration", "lead_type": "authority", "maturity": "good", "since": "2021",
    "partners": "port office;school board",
}  # fmt: skip


def sheet_routes() -> list[Route]:
    """Return the routes; they stand before those of one practice."""
    return [
        Route(PATH + "/sample.csv", sample, methods=["GET"]),
        Route(PATH + "/list", bring, methods=["POST"], name="BringSheets"),
    ]


async def editing(request: Request) -> Visit:
    """Return the visit of somebody who looks after the sheets. Raises `NotFound`, `NotAllowed`."""
    visited = await visit(request)
    if visited.viewer.person not in visited.live.state.people:
        raise NotFound("programme")
    if not rights.asks(visited.live.state, None, visited.viewer.person):
        raise NotAllowed("role")
    return visited


async def sample(request: Request) -> Response:
    """Give a list of one row to begin with."""
    await editing(request)
    body = tables.written(sheets.COLUMNS, [[SAMPLE.get(name, "") for name in sheets.COLUMNS]])
    disposition = 'attachment; filename="practices.csv"'
    return Response(body, media_type="text/csv", headers={"Content-Disposition": disposition})


async def bring(request: Request) -> Response:
    """Show what a list would bring; take it once that was confirmed."""
    visited = await editing(request)
    programme = visited.live.state
    visited.house.limits.upload(programme.id, visited.viewer.person)
    async with sent(request, file="file") as form:
        file, text = form.get("file"), str(form.get("text", ""))
        body = await file.read() if isinstance(file, UploadFile) and file.filename else text.encode()
        # What was put right after the last look is looked at again before it is taken.
        confirmed, once = bool(form.get("confirmed")) and form.get("seen") == mark(body), str(form.get("once", ""))
    try:
        async with visited.live.searches.turn():
            rows = await asyncio.to_thread(sheets.read, body, programme)
            found = await asyncio.to_thread(look, programme, rows)
            if confirmed:
                await taken(visited, found, once)
    except (Invalid, Full) as refusal:
        said = sentence(visited.words, refusal, {})
        return listed(visited, status=refusal.status, wrong=said, text=body.decode("utf-8", "replace"))
    if confirmed:
        return listed(visited, taken=Counter(each.kind for each in found))
    looks = [
        (each, [(fault_of(refusal), sentence(visited.words, refusal, {})) for refusal in each.wrong]) for each in found
    ]
    return listed(visited, looks=looks, text=body.decode("utf-8-sig"), seen=mark(body))


def mark(body: bytes) -> str:
    """Return what a list is known again by, however its lines end and whatever mark it begins with."""
    lines = body.decode("utf-8-sig", "replace").splitlines()
    return blake2b("\n".join(lines).strip().encode(), digest_size=12).hexdigest()


def fault_of(refusal: object) -> str:
    """Return the column that a refusal is about."""
    return refusal.field if isinstance(refusal, Invalid) else ""


async def taken(visited: Visit, found: list[Look], once: str) -> None:
    """Take the good rows; one whose words were lost on the way the last time gets them now."""
    live, person = visited.live, visited.viewer.person
    for each in found:
        row = each.row
        if each.kind == "new":
            command = BringSheet(row.owner, row.language, row.source, tuple(row.choices.items()))
            await visited.perform(command, once=once and f"{once}/{row.number}")
        practice = known(live.state, row.source) if each.kind != "bad" else None
        if practice is not None and not shelf.words(live.state, practice, practice.own):
            await fill(live, shelf.key(practice.number, practice.own), row.words, person)
