"""Practices over HTTP: the list of them, one with its sheet, what changed between versions, and beginning a pitch."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from app.domain import permissions
from app.domain.duties import seat
from app.domain.errors import NotFound
from app.domain.people import Person
from app.domain.practices import Practice, Sheet, rights, shelf, states
from app.domain.practices.beginning import BeginPractice, PracticeBegun
from app.domain.practices.board import hides
from app.domain.practices.fields import CHOICES, TEXTS, entries, fault, labelled, offered
from app.domain.practices.shelf import Photo, text_of
from app.domain.programme import Programme
from app.domain.text import number_of
from app.domain.texts import limits
from app.domain.texts.changes import changes
from app.i18n import Words
from app.panels.practices.card import worded
from app.web.choices import by_name, country_name
from app.web.errors import sentence
from app.web.filling import fill
from app.web.forms import sent
from app.web.visits import Visit, visit

PITCH = (
    ("title", "subtitle"), ("city", "country"), ("fields",), ("lead_org", "lead_type"), ("challenge",), ("action",),
    ("results",), ("maturity", "kind"), ("tip",), ("sensitivity", "removed", "alias"),
)  # fmt: skip
"""The steps of a pitch: what is asked for at once."""
SHEET = (
    *PITCH[:-1], ("scope", "partners"), ("since", "until", "lasts"), ("who_for",), ("evidence_kinds", "evidence"),
    ("cost", "resources"), ("difficulties",), ("success_factors",), ("inclusion",), ("transfer",), ("links",),
    ("contact", "mailbox"), PITCH[-1],
)  # fmt: skip
"""The steps of a whole sheet."""
PATH = "/p/{programme}/practices"


@dataclass(frozen=True, slots=True)
class May:
    """What a reader may do with a practice; `moves`: to which states they may move the sheet; `speaks`: may comment."""

    owns: bool
    writes: bool
    shows: bool
    moves: list[str]
    speaks: bool


def practice_routes() -> list[Route]:
    """Return the routes of the pages; what is done with a practice are forms like any other."""
    return [
        Route(PATH, practices, methods=["GET"]),
        Route(PATH, begin, methods=["POST"], name="BeginPractice"),
        Route(PATH + "/{practice}", practice, methods=["GET"]),
        Route(PATH + "/{practice}/versions", versions, methods=["GET"]),
    ]


async def practices(request: Request) -> Response:
    """Show one's own practices and the way to begin one; to the team all of them, to editors who was asked."""
    return listed(await visit(request))


def listed(visited: Visit, *, status: int = 200, **more: object) -> Response:
    """Draw the list; `more`: what a list that was brought would do, or did. Raises `NotFound`."""
    programme, person = visited.live.state, visited.viewer.person
    if person not in programme.people:
        raise NotFound("programme")
    staff, edits = permissions.helps(programme, None, person), rights.asks(programme, None, person)
    found = [each for each in programme.practices.by_number.values() if staff or person in each.people]
    people = [each for each in programme.people.values() if each.role == "participant"] if edits else []
    asked = programme.practices.asked
    return visited.html(
        "practices/practices.html",
        status=status,
        rows=[(each, worded(programme, each, "title"), called(programme, each.owner)) for each in reversed(found)],
        staff=staff,
        edits=edits,
        speakers=speakers(programme, person),
        invited=[(each, each.id in asked, bool(programme.practices.of(each.id))) for each in people],
        **{"looks": [], "taken": None, "wrong": "", "text": "", "seen": "", **more},
    )


def speakers(programme: Programme, person: str) -> list[Person]:
    """Return whose pitch somebody may write: their own first, then of those in the same room; for the team all."""
    if not permissions.speaks(programme, None, person):
        return []
    if permissions.helps(programme, None, person):
        return [programme.people[person], *(each for each in programme.people.values() if not each.staff)]
    mates = [person]
    for meeting in programme.meetings.values():
        place = seat(meeting, person)
        if place is not None:
            mates += [each for each in meeting.blocks[place[0]].body.sat(place[1], place[2]) if each != person]
    known = [each for each in mates if each == person or rights.speaks_for(programme, each, person)]
    return [programme.people[each] for each in dict.fromkeys(known)]


async def begin(request: Request) -> Response:
    """Begin a pitch and open its page."""
    visited = await visit(request)
    async with sent(request) as form:
        language, owner, meeting, once = (str(form.get(name, "")) for name in ("language", "owner", "meeting", "once"))
        number = number_of(str(form.get("note", "")))
    answer = await visited.perform(BeginPractice(language or visited.language, owner, meeting, number), once=once)
    begun = [event for event in answer.events if isinstance(event, PracticeBegun)]
    if begun and number:
        await filled_from_note(visited, begun[0])
    there = f"{visited.programme_base}/practices/{begun[0].practice}" if begun else visited.programme_base
    return RedirectResponse(there, status_code=303)


async def filled_from_note(visited: Visit, begun: PracticeBegun) -> None:
    """Let the pitch say what its note says, as long as it says nothing."""
    programme = visited.live.state
    found = programme.practices.by_number[begun.practice]
    note = programme.meetings[begun.meeting].notes.by_number.get(begun.note)
    if note is not None and not shelf.words(programme, found, found.own):
        text = shelf.key(found.number, found.own)
        await fill(visited.live, text, {"action": note.text}, visited.viewer.person)


async def practice(request: Request) -> Response:
    """Show a practice: to those who write it its fields, to all others what it says."""
    visited = await visit(request)
    return page(visited, *asked(visited))


def asked(visited: Visit) -> tuple[Practice, Sheet]:
    """Return the practice of the address and its sheet in the language asked for. Raises `NotFound`."""
    programme, request = visited.live.state, visited.request
    found = rights.readable(programme, number_of(request.path_params["practice"]), visited.viewer.person)
    person = visited.viewer.person
    may_read = [code for code in found.sheets if rights.reads_in(programme, found, code, person)]
    wanted = request.query_params.get("in", "")
    for language in (wanted, visited.language, *found.standing):
        if language in may_read:
            return found, found.sheets[language]
    return found, found.first


def page(
    visited: Visit, found: Practice, sheet: Sheet, *, wrong: str = "", typed: Photo | None = None, status: int = 200
) -> Response:
    """Draw the page of a practice; `wrong`: why a photo was refused, whose words were `typed`."""
    programme, person = visited.live.state, visited.viewer.person
    writes = rights.writes(programme, found, sheet.language, person)
    inside = writes or rights.owns_or_edits(programme, found, person) or permissions.helps(programme, None, person)
    return visited.html(
        "practices/practice.html",
        status=status,
        practice=found,
        sheet=sheet,
        text=shelf.key(found.number, sheet.language),
        title=worded(programme, found, "title"),
        tongues=[code for code in found.sheets if rights.reads_in(programme, found, code, person)],
        may=may(programme, found, sheet, person),
        heirs=heirs(programme, found, person),
        giver=called(programme, found.giver) if may_give_back(found, person) else "",
        moved=bool(sheet.moves) and inside,
        names=called_all(programme, found.interested) if rights.sees_names(programme, found, person) else [],
        people=programme.people,
        back=back(programme, person, visited),
        wrong=wrong,
        typed=typed or Photo("", 0, 0),
        **said(visited, found, sheet, inside=inside),
        **form_of(visited, found, sheet, writes=writes),
        **(socket(visited) if writes else {}),
    )


def said(visited: Visit, found: Practice, sheet: Sheet, *, inside: bool) -> dict[str, object]:
    """Return what a practice says in one language; `inside`: also what a sensitive one leaves out (domain.md §9)."""
    programme = visited.live.state
    words = text_of(programme, found, sheet.language).words
    faults = {name: refusal for name in TEXTS if (refusal := fault(name, words.get(name, ""))) is not None}
    return {
        "words": words,
        "faults": {name: sentence(visited.words, refusal, {}) for name, refusal in faults.items()},
        "links": [] if "links" in faults else [labelled(entry) for entry in entries(words.get("links", ""))],
        "owner": "" if found.removed("name") and not inside else called(programme, found.owner),
        "photos": [] if found.removed("face") and not inside else found.photos,
        "reading": [name for name in TEXTS if name != "mailbox" and (inside or not hides(found, name))],
    }


def form_of(visited: Visit, found: Practice, sheet: Sheet, *, writes: bool) -> dict[str, object]:
    """Return what a practice is asked for, step by step; for who `writes`, what to choose and what is missing."""
    programme = visited.live.state
    return {
        "texts": TEXTS,
        "choices": CHOICES,
        "limits": limits(programme, shelf.key(found.number, sheet.language)),
        "steps": PITCH if sheet.state == "pitch" else SHEET,
        "offered": {name: to_choose(visited.words, programme, name) for name in CHOICES} if writes else {},
        "missing": states.missing(programme, found, sheet) if writes else [],
    }


def may(programme: Programme, found: Practice, sheet: Sheet, person: str) -> May:
    """Return what somebody may do with a practice in one language."""
    return May(
        rights.owns_or_edits(programme, found, person),
        rights.writes(programme, found, sheet.language, person),
        rights.shows(programme, found, person),
        states.moves(programme, found, sheet, person),
        permissions.speaks(programme, None, person),
    )


def heirs(programme: Programme, found: Practice, person: str) -> list[Person]:
    """Return to whom somebody may hand a practice over."""
    if not rights.hands(programme, found, person) or found.first.state in rights.DONE:
        return []
    known = (programme.people[each] for each in rights.heirs(programme, person) if each != found.owner)
    return sorted(known, key=lambda one: one.called.casefold())


def may_give_back(found: Practice, person: str) -> bool:
    """Whether somebody was handed a practice over that they may still give back."""
    return found.owner == person and found.giver != "" and found.first.state not in rights.DONE


def socket(visited: Visit) -> dict[str, object]:
    """Return what connects the page, so that its text is written with others: by the socket of the meeting's board."""
    live, person = visited.live, visited.viewer.person
    meeting = live.state.meeting_for(person, live.clock.now()) if person in live.state.people else None
    if meeting is None:
        return {}
    there = f"{visited.programme_base}/m/{meeting.id}/practices"
    return {
        "live": f"{there}/live?language={visited.language}",
        "panels": f"{there}/panels?language={visited.language}",
        "position": live.stream.position,
        "epoch": live.stream.epoch,
    }


def to_choose(words: Words, programme: Programme, name: str) -> Collection[str]:
    """Return the codes of a choice; countries in the order in which the reader looks for their names."""
    codes = offered(programme, name)
    if name != "country":
        return codes
    return [code for code, _ in by_name((code, country_name(words, programme.choices.country(code))) for code in codes)]


def back(programme: Programme, person: str, visited: Visit) -> str:
    """Return where the list of practices is: the board of the person's meeting, else the programme's list."""
    meeting = programme.meeting_for(person, visited.live.clock.now()) if person in programme.people else None
    return f"{visited.programme_base}/m/{meeting.id}/practices" if meeting else f"{visited.programme_base}/practices"


async def versions(request: Request) -> Response:
    """Show what changed since a version: since the last move unless another is asked for."""
    visited = await visit(request)
    found, sheet = asked(visited)
    programme, person = visited.live.state, visited.viewer.person
    if not rights.reads_all(programme, found, person):
        raise NotFound("practice")
    text = text_of(programme, found, sheet.language)
    last = max((move.version for move in sheet.moves), default=0)
    before = number_of(request.query_params.get("before", ""), 5) or last
    old = text.versions[before - 1].words if 1 <= before <= len(text.versions) else {}
    changed = [(name, changes(old.get(name, ""), text.words.get(name, ""))) for name in TEXTS]
    return visited.html(
        "practices/versions.html",
        practice=found,
        sheet=sheet,
        before=before,
        changed=[(name, pieces) for name, pieces in changed if any(piece.kind != "same" for piece in pieces)],
        moved=[(move.at, called(programme, move.by), move.state, move.version) for move in reversed(sheet.moves)],
    )


def called(programme: Programme, person: str) -> str:
    """Return how somebody is called, '' where nobody of that id is there."""
    return programme.people[person].called if person in programme.people else ""


def called_all(programme: Programme, people: Iterable[str]) -> list[str]:
    """Return how these people are called."""
    return [called(programme, each) for each in people]
