"""A room's report as a page: what it says, what it said before, drafting it from notes, bringing a version back.

Both are edits like any other, put into the shared text that everybody in the room sees.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from app.domain import permissions, reports, texts
from app.domain.duties import Place
from app.domain.errors import Conflict, NotFound
from app.domain.meetings import Meeting
from app.domain.reports import drafts
from app.domain.text import number_of
from app.domain.texts.versions import KeepVersions, version
from app.domain.texts.words import Version
from app.panels.notes.report import cut
from app.web.forms import sent
from app.web.notes import linkable
from app.web.notices import notice
from app.web.pages import PATH
from app.web.programme import Live
from app.web.visits import Visit, visit


def report_routes() -> list[Route]:
    """Return the routes of the reports."""
    return [
        Route(PATH + "/reports/{place}", page, methods=["GET"], name="Report"),
        Route(PATH + "/reports/{place}/practices", practices, methods=["GET"], name="report-practices"),
        Route(PATH + "/reports/{place}/draft", draft, methods=["POST"], name="DraftReport"),
        Route(PATH + "/reports/{place}/return", bring_back, methods=["POST"], name="BringBack"),
    ]


async def page(request: Request) -> Response:
    """Draw a report with its versions, the newest first."""
    visited, name = await asked(request)
    live, meeting = visited.live, visited.meeting
    found, person = reports.place_of(live.state, name.partition("/")[2]), visited.viewer.person
    assert found is not None
    assert meeting is not None
    said = (await live.text(name)).words(reports.FIELDS)
    await live.stream.settle()
    own = reports.sat(meeting, found[1], person)
    said = said if own else reports.leaving(meeting, found[1], said)
    known = live.state.texts.get(name) or texts.Words()
    reads = texts.may_read(live.state, name, person)
    right = texts.right(live.state, name, person, live.clock.now()) if reads else texts.NONE
    staff = live.state.people[person].staff
    versions = [told(visited, number, each, staff=staff) for number, each in enumerate(known.versions, 1)][::-1]
    filled = number_of(request.query_params.get("filled", ""))
    return visited.html(
        "notes/report_page.html",
        report=cut(live.state, meeting, found[1], said),
        versions=versions if own else [without(meeting, found[1], each) for each in versions],
        writes_now=right == texts.NOW,
        may_hold=own or permissions.drives(live.state, meeting, person),
        links=right != texts.NONE,
        words=reports.words(said),
        count=reports.words,
        seconds=reports.seconds,
        at=known.at,
        by=live.called(known.by) if staff else "",
        filled=drafted(visited, filled) if 0 < filled <= len(reports.FIELDS) else "",
    )


async def practices(request: Request) -> Response:
    """Draw the practices that a report may be linked to. Raises `NotFound`, `NotAllowed` for who never wrote there."""
    visited, name = await asked(request)
    live, of = visited.live, name.partition("/")[2]
    texts.must_write(live.state, name, visited.viewer.person, live.clock.now())
    found = reports.place_of(live.state, of)
    assert found is not None
    there = f"{visited.base}/reports/{request.path_params['place']}"
    chosen = found[0].notes.mentioned.get(found[1], [])
    title = visited.words.t("Practices that it mentions")
    return linkable(visited, title, f"{there}/practices", chosen, f"{visited.base}/notes")


async def draft(request: Request) -> Response:
    """Fill what is still empty from the room's starred notes. Raises `Conflict` where there is nothing to take."""
    visited, name = await asked(request)
    live = visited.live
    async with sent(request):
        pass
    found = reports.place_of(live.state, name.partition("/")[2])
    assert found is not None
    must_write_now(visited, name)
    text = await live.text(name)
    meeting, place = found
    sources = drafts.draft(meeting.notes.of(place), text.words(reports.FIELDS), meeting.notes.withheld.get(place, ()))
    if not sources:
        raise Conflict("nothing-to-draft")
    await live.perform(drafts.DraftFields(meeting.id, *place, {field: note.number for field, note in sources.items()}))
    filled = await rewrite(visited, name, drafts.drafted(sources), empty=True)
    if "HX-Request" not in request.headers:
        there = f"{visited.base}/reports/{request.path_params['place']}"
        return RedirectResponse(f"{there}?filled={filled}", status_code=303)
    said = drafted(visited, filled)
    return HTMLResponse(notice(visited.house.rendering, visited.language, said, done=True), headers=position(live))


async def bring_back(request: Request) -> Response:
    """Let the report say what a version says, after keeping what it says now. Raises `NotFound`."""
    visited, name = await asked(request)
    async with sent(request) as form:
        number = number_of(str(form.get("version", "")))
    must_write_now(visited, name)
    wanted = version(visited.live.state, name, number)
    return await rewritten(request, visited, name, {field: wanted.words.get(field, "") for field in reports.FIELDS})


async def asked(request: Request) -> tuple[Visit, str]:
    """Return the visit and the report's name as a text. Raises `NotFound` where the visitor may read none of it."""
    visited = await visit(request)
    programme, meeting, person = visited.live.state, visited.meeting, visited.viewer.person
    name = f"report/{request.path_params['meeting']}/{request.path_params['place']}"
    helps = meeting is not None and permissions.helps(programme, meeting, person)
    there = reports.place_of(programme, name.partition("/")[2]) is not None
    if not (there and helps) and not texts.may_read(programme, name, person):
        raise NotFound("text")
    return visited, name


def without(meeting: Meeting, place: Place, told: dict[str, Any]) -> dict[str, Any]:
    """Return a version without what must not leave its room."""
    return {**told, "words": reports.leaving(meeting, place, told["words"])}


def must_write_now(visited: Visit, name: str) -> None:
    """Refuse who does not write there now. Raises `NotAllowed` and `Conflict`."""
    live = visited.live
    if texts.must_write(live.state, name, visited.viewer.person, live.clock.now()) != texts.NOW:
        raise Conflict("room-writes-no-more")


def drafted(visited: Visit, count: int) -> str:
    """Say how many fields were filled by a draft."""
    return visited.words.tn(
        "{n} field was filled from starred notes. You can change what it says.",
        "{n} fields were filled from starred notes. You can change what they say.",
        count,
    )


async def rewritten(request: Request, visited: Visit, name: str, words: dict[str, str]) -> Response:
    """Put words into a text, after a version of what it said, and answer."""
    await rewrite(visited, name, words)
    if "HX-Request" in request.headers:
        return Response(status_code=204, headers=position(visited.live))
    return RedirectResponse(visited.back(request), status_code=303)


async def rewrite(visited: Visit, name: str, words: dict[str, str], *, empty: bool = False) -> int:
    """Put words into fields of a text, after a version of what it said; return into how many.

    `empty`: only where nothing stands by now, as somebody may have begun to write there meanwhile.
    """
    live, person = visited.live, visited.viewer.person
    visited.count()
    await live.noting.note(name)
    await live.perform(KeepVersions((name,)))
    text = await live.text(name)
    if empty:
        said = text.words(words)
        words = {field: new for field, new in words.items() if not said[field]}
    await live.texts.rewrite(text, words, by=person)
    live.noting.changed(text)
    await live.noting.note(name)
    return len(words)


def position(live: Live) -> dict[str, str]:
    """Return what tells a page up to where it must hear for an answer to be on it."""
    return {"X-Position": str(live.stream.position), "X-Epoch": live.stream.epoch}


def told(visited: Visit, number: int, found: Version, *, staff: bool) -> dict[str, Any]:
    """Return a version as the page shows it: who changed it is for the team alone."""
    who = dict.fromkeys(person for people in found.who.values() for person in people)
    names = [visited.live.called(person) for person in who] if staff else []
    return {"number": number, "at": found.at, "words": found.words, "who": [name for name in names if name]}
