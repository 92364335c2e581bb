"""Photos of practices: taken by a form, made anew before they are kept, and handed out to those who may see them."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from app import pictures
from app.domain import permissions
from app.domain.errors import Invalid, NotFound
from app.domain.formats.pitches import shown
from app.domain.practices import Practice, rights
from app.domain.practices.photos import WORDS, AddPhoto, PhotoAdded, PhotoRemoved, RemovePhoto, room_for_photo
from app.domain.practices.shelf import Photo
from app.domain.programme import Programme
from app.domain.text import number_of
from app.web.errors import sentence
from app.web.forms import sent
from app.web.pages import PATH as MEETING
from app.web.practices import PATH, asked, page
from app.web.visits import Visit, visit
from realtime.files import File

LONGEST = 2000
SAFE = {"Content-Security-Policy": "sandbox", "Content-Disposition": "inline"}
"""A picture opened by itself runs nothing and reaches nothing of ours."""


def photo_routes() -> list[Route]:
    """Return the routes of photos."""
    return [
        Route(PATH + "/{practice}/photos", add, methods=["POST"], name="AddPhoto"),
        Route(PATH + "/{practice}/photos/{photo}/removal", remove, methods=["POST"], name="RemovePhoto"),
        Route("/p/{programme}/photos/{file}", show, methods=["GET"]),
        Route("/p/{programme}/photos/{file}/small", show_small, methods=["GET"]),
        Route(MEETING + "/photos/{file}", show_to_all, methods=["GET"]),
    ]


async def add(request: Request) -> Response:
    """Make the picture anew, keep it, and say so in the log; what is wrong with it is said beside its words."""
    visited = await visit(request)
    practice, sheet = asked(visited)
    programme, person, house = visited.live.state, visited.viewer.person, visited.house
    room_for_photo(programme, practice.number, person)
    house.limits.upload(programme.id, person)
    async with sent(request, file="file") as form:
        file, once = form.get("file"), str(form.get("once", ""))
        said = {name: str(form.get(name, ""))[:LONGEST] for name in WORDS}
        body = await file.read(pictures.MOST_BYTES + 1) if isinstance(file, UploadFile) else b""
    try:
        async with visited.live.searches.turn():
            picture = await pictures.made(body)
        kept = (File(pictures.TYPE, picture.whole), File(pictures.TYPE, picture.thumb))
        name = await house.files.put(programme.id, *kept)
        answer = None
        try:
            command = AddPhoto(practice.number, name, picture.width, picture.height, **said)
            answer = await visited.perform(command, once=once)
        finally:  # refused, or sent twice: then the first file is the one that stays
            added = [event for event in answer.events if isinstance(event, PhotoAdded)] if answer else []
            if all(event.file != name for event in added):
                await house.files.remove(programme.id, name)
    except Invalid as refusal:
        typed = Photo("", 0, 0, **said)
        return page(visited, practice, sheet, wrong=sentence(visited.words, refusal, {}), typed=typed, status=422)
    return RedirectResponse(f"{visited.programme_base}/practices/{practice.number}", status_code=303)


async def remove(request: Request) -> Response:
    """Take a photo away, in the log first and then its bytes."""
    visited = await visit(request)
    practice, _ = asked(visited)
    async with sent(request) as form:
        once = str(form.get("once", ""))
    answer = await visited.perform(RemovePhoto(practice.number, number_of(request.path_params["photo"])), once=once)
    for event in answer.events:
        if isinstance(event, PhotoRemoved):
            await visited.house.files.remove(visited.live.state.id, event.file)
    return RedirectResponse(f"{visited.programme_base}/practices/{practice.number}", status_code=303)


async def show(request: Request) -> Response:
    """Hand out a photo to those who may see it."""
    return await handed(request, 0)


async def show_small(request: Request) -> Response:
    """Hand out the small copy of a photo."""
    return await handed(request, 1)


async def show_to_all(request: Request) -> Response:
    """Hand out the photo of the practice that a meeting shows to all, its plenary screen included."""
    visited = await visit(request)
    programme, meeting = visited.live.state, visited.within(permissions.sees)
    practice, name = shown(programme, meeting), request.path_params["file"]
    if practice is None or practice.removed("face") or all(each.file != name for each in practice.photos):
        raise NotFound("photo")
    return await found(visited, name, 0)


async def handed(request: Request, nth: int) -> Response:
    """Hand out a file of a practice that the visitor reads. Raises `NotFound`."""
    visited = await visit(request)
    name = request.path_params["file"]
    programme, person = visited.live.state, visited.viewer.person
    if not any(sees(programme, each, name, person) for each in programme.practices.by_number.values()):
        raise NotFound("photo")
    return await found(visited, name, nth)


async def found(visited: Visit, name: str, nth: int) -> Response:
    """Return the bytes of a file. Raises `NotFound`."""
    programme = visited.live.state
    file = await visited.house.files.get(programme.id, name, nth)
    if file is None:
        raise NotFound("photo")
    return Response(file.body, media_type=file.type, headers=SAFE)


def sees(programme: Programme, practice: Practice, file: str, person: str) -> bool:
    """Whether the file is a photo of a practice that somebody reads; where faces are left out, its writers alone."""
    if all(each.file != file for each in practice.photos):
        return False
    inside = rights.wrote(programme, practice, person) or permissions.helps(programme, None, person)
    return inside or (rights.reads(programme, practice, person) and not practice.removed("face"))
