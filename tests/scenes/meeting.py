"""The screens of a running meeting, in its order: doors, plenary, rooms drawn, shown, open, ending, over."""

from __future__ import annotations

from collections.abc import AsyncIterator

from playwright.sync_api import Page

from app.domain.announcements import Announce
from app.domain.attendance import Arrive, Leave
from app.domain.calling import SetCall, UseJitsi
from app.domain.formats.rooms.ending import CloseRooms, GiveGrace
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.round import the_round
from app.domain.help import CallForHelp
from app.domain.helping import AnswerHelp, ClaimHelp, EnterRoom
from app.domain.knocks import AskIn
from app.domain.lost import SayFound, SayLost
from app.domain.messages import STRANGER
from app.domain.people import Person
from app.domain.wishes import Group, Pin
from tests.scenes.beginning import cookies_of
from tests.scenes.scene import Scene, unfolded
from tests.serving import MEETING, Serving, Visitor

FORM = {
    "size": "5",
    "minutes": "12",
    "rounds": "2",
    "question": "What made it possible, and who was missing at the table?",
    "names": "Art\nYouth\nMedia\nMigration\nGender\nEducation",
}
STAFF = "phone half laptop"
WALL = "laptop projector"
MENU = ".menu[open]"
TWO = ("en", "ar")
"""Languages of the variants whose sentences stand on another screen in French too."""


class Played:
    """A meeting on the way, with the cookies of those who look at it."""

    def __init__(self, server: Serving, dana: Visitor) -> None:
        self.server, self.dana = server, dana
        self.base = server.url + dana.base
        self.cookies: dict[str, dict[str, str]] = {}

    async def know(self, *names: str) -> None:
        for name in names:
            self.cookies[name] = cookies_of(await self.server.visitor(name))

    async def step(self) -> None:
        """Press the big button."""
        leaves = str(self.server.state.meetings[MEETING].step)
        answer = await self.dana.post(f"{self.dana.base}/steps", {"leaves": leaves})
        assert answer.status_code == 204, answer.text

    def awake(self, but: int = 3) -> None:
        """Let everybody's page answer, except those of the last few."""
        for person in self.participants()[: 30 - but]:
            self.server.live.presence.heard(person.id, "page", self.server.live.stream.position, visible=True)
        self.server.live.touch()

    def participants(self) -> list[Person]:
        return [person for person in self.server.state.people.values() if person.role == "participant"]

    def scene(self, name: str, page: str, who: str, sizes: str = "phone laptop", **more: object) -> Scene:
        """Return one of the meeting's pages, as somebody sees it."""
        self.awake()
        return Scene(name, f"{self.base}/{page}", self.cookies[who], sizes, **more)  # type: ignore[arg-type]


async def meeting(server: Serving) -> AsyncIterator[Scene]:
    """A meeting from its doors to its end."""
    played = Played(server, await server.visitor("Dana"))
    await played.know("Dana", "Amal", "Nuno", "Vera", "Rui")
    for scenes in (doors, plenary, drawing, rooms, calls, ending, closing):
        async for scene in scenes(played):
            yield scene


async def doors(played: Played) -> AsyncIterator[Scene]:
    """People come in."""
    server = played.server
    await server.do(SetCall(MEETING, "https://meet.example.org/plenary", dial_in="+216 00 000 001"), "Dana")
    await played.step()
    yield played.scene("board-expected", "board", "Nuno", "phone")
    for person in played.participants()[:28]:
        await server.live.stream.perform(Arrive(MEETING), actor=person.id)
    await server.live.stream.perform(AskIn(MEETING, "Amal", "d" * 40), actor=STRANGER)
    yield played.scene("board-doors", "board", "Amal")
    yield played.scene("console-doors", "console", "Dana", STAFF, languages=TWO)
    admits = unfolded("#knocks [data-admit]")
    yield played.scene("console-admitting", "console", "Dana", STAFF, does=admits, over="dialog[open]", languages=TWO)
    yield played.scene("screen-doors", "screen", "Dana", WALL)


async def plenary(played: Played) -> AsyncIterator[Scene]:
    """Everybody is together; one is lost, one has left."""
    await played.step()
    yield played.scene("board-plenary", "board", "Amal")
    await played.server.do(SayLost(MEETING), "Amal")
    await played.server.do(Leave(MEETING), "Nuno")
    yield played.scene("board-lost", "board", "Amal", "phone")
    yield played.scene("board-gone", "board", "Nuno", "phone")
    yield played.scene("console-plenary", "console", "Dana", STAFF)
    yield played.scene(
        "console-preparing", "console", "Dana", STAFF, does=unfolded("#prepare > summary"), languages=TWO
    )
    yield played.scene("screen-plenary", "screen", "Dana", WALL)


async def drawing(played: Played) -> AsyncIterator[Scene]:
    """Rooms are drawn, then shown."""
    server, people = played.server, played.participants()
    await server.do(UseJitsi(MEETING, "meet.example.org", 6), "Dana")
    await server.do(Pin(MEETING, server.id("Imane"), 2), "Dana")
    await server.do(Group(MEETING, "together", (people[2].id, people[3].id)), "Dana")
    answer = await played.dana.post(f"{played.dana.base}/rounds", FORM)
    assert answer.status_code == 204, answer.text
    yield played.scene("console-draft", "console", "Dana", STAFF, does=unfolded("#preview > summary"))
    await played.step()
    yield played.scene("board-next", "board", "Amal")
    yield played.scene("console-shown", "console", "Dana", STAFF)
    yield played.scene("list", "list", "Rui", "laptop")
    yield played.scene("list-printed", "list", "Rui", "laptop", print=True, languages=TWO)


async def rooms(played: Played) -> AsyncIterator[Scene]:
    """Rooms talk."""
    server = played.server
    await played.step()
    yield played.scene("console-open", "console", "Dana", STAFF, languages=TWO)
    await played.step()
    await server.do(Arrive(MEETING), "Nuno")
    await server.do(SayFound(MEETING), "Amal")
    await server.do(SayLost(MEETING), "Nadia")
    last = played.participants()[28]
    await server.live.stream.perform(Arrive(MEETING), actor=last.id)
    yield played.scene("board-room", "board", "Amal", "phone half laptop")
    yield played.scene("board-room-dark", "board", "Amal", dark=True, languages=TWO)
    yield played.scene("board-room-printed", "board", "Amal", "laptop", print=True, languages=TWO)
    yield played.scene("board-slow", "board", "Amal", "phone", cut="socket", languages=TWO)
    yield played.scene("board-offline", "board", "Amal", "phone", cut="all", languages=TWO)
    yield played.scene("board-observer", "board", "Vera", "phone", languages=TWO)
    yield played.scene("console-rooms", "console", "Dana", STAFF)
    yield played.scene("console-rooms-dark", "console", "Dana", STAFF, dark=True, languages=TWO)
    yield played.scene("console-helper", "console", "Rui", STAFF)
    yield played.scene(
        "console-room-menu", "console", "Dana", STAFF, does=unfolded("#room-1-more summary"), over=MENU, languages=TWO
    )
    yield played.scene(
        "console-end-menu", "console", "Dana", STAFF, does=unfolded("#ending summary"), over=MENU, languages=TWO
    )
    moves = unfolded("label[for=picking]", "#rooms .person label", "#more-ways > summary")
    yield played.scene("console-moving", "console", "Dana", STAFF, does=moves, languages=TWO)
    yield played.scene("console-unfolded", "console", "Dana", STAFF, does=everything)
    yield played.scene("screen-rooms", "screen", "Dana", WALL)
    yield played.scene("screen-rooms-dark", "screen", "Dana", WALL, dark=True, languages=TWO)


async def calls(played: Played) -> AsyncIterator[Scene]:
    """A room has called and is answered, somebody told the organiser alone, and something is announced."""
    server = played.server
    texts = ("", "Nous revenons en plénière à 11 h 30.", "")
    await server.do(Announce(MEETING, "We are back in plenary at 11:30.", texts), "Dana")
    yield played.scene("board-calling", "board", "Amal", does=unfolded("#calling > summary", "#conduct > summary"))
    await server.do(CallForHelp(MEETING, "technical", "Salma cannot hear us"), "Amal")
    await server.do(ClaimHelp(MEETING, 3), "Rui")
    await server.do(AnswerHelp(MEETING, 3, "try your headset's other plug"), "Rui")
    olga = (server.id("Olga"), server.id("Dana"))
    await server.do(CallForHelp(MEETING, "conduct", "Somebody shouts", olga), "Amal")
    await server.do(CallForHelp(MEETING, "too-fast"), "Amal")
    yield played.scene("board-told", "board", "Amal")
    yield played.scene("console-calls", "console", "Dana", STAFF, does=unfolded("#announcements summary"))
    answer = unfolded("#call-3-answer summary", "#call-3-answer a")
    yield played.scene("console-answering", "console", "Rui", STAFF, does=answer, languages=TWO)
    await server.do(EnterRoom(MEETING, 3), "Rui")


def everything(page: Page) -> None:
    """Unfold every part of the console that is no menu."""
    for part in page.locator(".console details:not([open]):not(.menu) > summary").all():
        if part.is_visible():
            part.click()


async def ending(played: Played) -> AsyncIterator[Scene]:
    """One room is over and one person was moved; then the time is up."""
    server = played.server
    state = server.state.meetings[MEETING]
    block = state.current or 0
    await server.do(CloseRooms(MEETING, block, (2,)), "Dana")
    await server.do(MovePeople(MEETING, block, (server.id("Amal"),), 3, anyway=True), "Dana")
    yield played.scene(
        "console-reopening", "console", "Dana", STAFF, does=unfolded("#room-2-more summary"), over=MENU, languages=TWO
    )
    going = the_round(state, block)
    running = tuple(number for number, room in going.rooms.items() if room.state == "running")
    await server.do(GiveGrace(MEETING, block, running, going.turn))
    yield played.scene("board-grace", "board", "Amal", "phone")
    yield played.scene("console-grace", "console", "Dana", STAFF, languages=TWO)
    yield played.scene("screen-grace", "screen", "Dana", WALL)


async def closing(played: Played) -> AsyncIterator[Scene]:
    """Back in plenary, and the end."""
    await played.step()
    yield played.scene("console-back", "console", "Dana", STAFF, languages=TWO)
    while played.server.state.meetings[MEETING].phase != "closed":
        await played.step()
    yield played.scene("board-closed", "board", "Amal")
    yield played.scene("console-closed", "console", "Dana", STAFF)
    yield played.scene("screen-closed", "screen", "Dana", WALL)
