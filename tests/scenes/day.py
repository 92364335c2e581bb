"""What fills a day beside its first round: agenda, speakers, a break, topics to choose, notes, a café, all on paper."""

from __future__ import annotations

from collections.abc import AsyncIterator

from app.domain.announcements import Announce
from app.domain.attendance import Arrive
from app.domain.calling import UseJitsi
from app.domain.duties import TakeDuty
from app.domain.formats.cafe import the_cafe
from app.domain.formats.chosen.choosing import ChooseTopic
from app.domain.formats.chosen.topics import AddTopic
from app.domain.formats.pause import BeginBreak
from app.domain.help import CallForHelp
from app.domain.notes.sorting import HoldNote, StarNote
from app.domain.notes.writing import WriteNote
from app.domain.planning import DescribeBlock, ParkBlock, ShiftBlock
from app.domain.speakers import GiveFloor, OrderHands, RaiseHand
from app.domain.steps import TakeStep
from app.domain.templates import UseTemplate
from tests.scenes.meeting import STAFF, WALL, Played
from tests.scenes.scene import Scene, unfolded
from tests.serving import MEETING, Serving

TOPICS = (
    ("Schools open in the evening", "Des écoles ouvertes le soir", "مدارس مفتوحة في المساء", "", ""),
    ("Local radio and rumours", "Radio locale et rumeurs", "الإذاعة المحلية والشائعات", "6", ""),
    ("Who pays for the bus?", "Qui paie le bus ?", "من يدفع ثمن الحافلة؟", "", ""),
    ("Women in town councils", "Les femmes dans les conseils", "النساء في المجالس البلدية", "2", ""),
    ("Welcome for newcomers", "Accueil des nouveaux venus", "استقبال الوافدين", "", "ar"),
)
NOTES = (
    ("Amal", "A school opened for the evening because the caretaker lives next door and had the key.", "practice_hint"),
    ("Amal", "Ask the neighbours before the mayor does.", "tip"),
    ("Salma", "المدير لم يُسأل، وهذا ما أوقف كل شيء.", "disagreement"),
    ("Amal", "Who pays for light and heating after six?", "question"),
)


async def day(server: Serving) -> AsyncIterator[Scene]:
    """A day from its agenda to its paper."""
    played = Played(server, await server.visitor("Dana"))
    await played.know("Dana", "Amal", "Salma", "Rui", "Eleni")
    for scenes in (agenda, speakers, pause, choosing, notes, tables, paper):
        async for scene in scenes(played):
            yield scene


async def agenda(played: Played) -> AsyncIterator[Scene]:
    """A usual agenda is taken and fitted to this day; then it runs late."""
    server = played.server
    await server.do(UseTemplate(MEETING, "exchange"), "Dana")
    meeting = server.state.meetings[MEETING]
    await server.do(
        DescribeBlock(
            MEETING,
            meeting.agenda[1],
            "Opening round",
            ("", "Tour de table", "جولة افتتاحية"),
            "What brings you here today?",
            ("", "Qu’est-ce qui vous amène aujourd’hui ?", "ما الذي أتى بك اليوم؟"),
            minutes=15,
            least=10,
            category="open",
            pinned_at=meeting.starts_at + 600,
            owner="Lina H.",
            cue="Slide 3, music off",
            say="One sentence each; nobody has to speak.",
            backup="Read the names from the list.",
        ),
        "Dana",
    )
    for title in ("Four practices", "What made it possible?"):
        (number,) = [each for each in meeting.agenda if meeting.blocks[each].title == title]
        await server.do(ParkBlock(MEETING, number), "Dana")
    yield played.scene("agenda", "agenda", "Dana", STAFF)
    changes = unfolded(f"#block-{meeting.agenda[1]} a.button")
    yield played.scene("agenda-changing", "agenda", "Dana", "phone laptop", does=changes)
    yield played.scene("agenda-helper", "agenda", "Rui", "phone")


async def speakers(played: Played) -> AsyncIterator[Scene]:
    """In the opening round hands are up, one speaks, one has asked in writing."""
    server = played.server
    await server.do(UseJitsi(MEETING, "meet.example.org", 6), "Dana")
    await played.step()
    for person in played.participants()[:28]:
        await server.live.stream.perform(Arrive(MEETING), actor=person.id)
    await played.step()
    await played.step()
    yield played.scene("board-silent", "board", "Amal", "phone")
    for name, question in (("Nuno", ""), ("Amal", ""), ("Eleni", "Who decides who is invited?"), ("Idris", "")):
        await server.do(RaiseHand(MEETING, question), name)
    await server.do(GiveFloor(MEETING, server.id("Nuno"), 2), "Dana")
    await server.do(OrderHands(MEETING), "Dana")
    yield played.scene("board-hand", "board", "Amal", "phone half laptop")
    await server.do(CallForHelp(MEETING, "language"), "Salma")
    await server.do(
        Announce(
            MEETING,
            "The interpreters join us now.",
            ("", "Les interprètes nous rejoignent.", "ينضم إلينا المترجمون الآن."),
        ),
        "Dana",
    )
    yield played.scene("console-hands", "console", "Dana", STAFF)
    yield played.scene("screen-hands", "screen", "Dana", WALL)


async def pause(played: Played) -> AsyncIterator[Scene]:
    """A break says when to be back."""
    meeting = played.server.state.meetings[MEETING]
    (number,) = [each for each in meeting.agenda if meeting.blocks[each].body.format == "break"]
    await played.server.do(BeginBreak(MEETING, number), "Dana")
    yield played.scene("board-break", "board", "Amal", "phone half laptop")
    yield played.scene("console-break", "console", "Dana", STAFF)
    yield played.scene("screen-break", "screen", "Dana", WALL)


async def choosing(played: Played) -> AsyncIterator[Scene]:
    """Topics are offered, chosen, and become rooms."""
    server, meeting = played.server, played.server.state.meetings[MEETING]
    for english, french, arabic, places, language in TOPICS:
        await server.do(AddTopic(MEETING, 0, english, ("", french, arabic), places, language), "Dana")
    block = meeting.agenda[-1]
    while meeting.agenda.index(block) > meeting.agenda.index(meeting.current or 0) + 1:
        await server.do(ShiftBlock(MEETING, block, -1), "Dana")
    yield played.scene("console-topics", "console", "Dana", STAFF, does=unfolded("#topics > summary"))
    await played.step()
    yield played.scene("board-choosing", "board", "Amal", "phone half laptop")
    wanted = {"Amal": 1, "Eleni": 4, "Paolo": 4, "Salma": 1, "Nuno": 2, "Idris": 1, "Chiara": 3, "Hadeel": 5, "Omar": 5}
    for name, topic in wanted.items():
        await server.do(ChooseTopic(MEETING, block, topic), name)
    yield played.scene("board-chosen", "board", "Amal", "phone half laptop")
    yield played.scene("console-choosing", "console", "Dana", STAFF)
    yield played.scene("screen-choosing", "screen", "Dana", WALL)
    await played.step()
    yield played.scene("console-chosen", "console", "Dana", STAFF)
    for _ in range(3):
        await server.do(TakeStep(MEETING, meeting.step, anyway=True), "Dana")


async def notes(played: Played) -> AsyncIterator[Scene]:
    """The chosen rooms talk, and write down what they found."""
    server = played.server
    await server.do(TakeDuty(MEETING), "Amal")
    yield played.scene("notes-empty", "notes", "Amal", "phone")
    for name, text, kind in NOTES:
        await server.do(WriteNote(MEETING, text, kind), name)
    await server.do(WriteNote(MEETING, "Radio first, town hall second.", "lesson"), "Nuno")
    await server.do(StarNote(MEETING, 1), "Amal")
    await server.do(HoldNote(MEETING, 3), "Salma")
    yield played.scene("notes", "notes", "Amal", "phone half laptop")
    yield played.scene("notes-changing", "notes", "Amal", "phone", does=unfolded("#note-2 [data-key=e]"))
    yield played.scene("notes-staff", "notes", "Dana", STAFF)
    yield played.scene("board-notes", "board", "Salma", "phone half laptop")
    yield played.scene("board-settings", "board", "Salma", does=unfolded(".settings > summary"))
    yield played.scene("console-notes", "console", "Dana", STAFF)
    yield played.scene("screen-chosen", "screen", "Dana", WALL)


async def tables(played: Played) -> AsyncIterator[Scene]:
    """A World Café is planned and stands in its second round."""
    server, meeting = played.server, played.server.state.meetings[MEETING]
    while meeting.on is not None and meeting.on.body.busy:
        await server.do(TakeStep(MEETING, meeting.step, anyway=True), "Dana")
    form = {
        "tables": "5",
        "rounds": "3",
        "minutes": "18",
        "topics": "\n".join(topic[0] for topic in TOPICS),
        "once": "",
    }
    answer = await played.dana.post(f"{played.dana.base}/cafes/0/plan", form)
    assert answer.status_code == 204, answer.text
    yield played.scene("console-tables", "console", "Dana", STAFF)
    block = meeting.agenda[-1]
    while meeting.agenda.index(block) > meeting.agenda.index(meeting.current or 0) + 1:
        await server.do(ShiftBlock(MEETING, block, -1), "Dana")
    cafe = the_cafe(meeting, block)
    while cafe.part < 2 or not cafe.busy:
        await server.do(TakeStep(MEETING, meeting.step, anyway=True), "Dana")
    yield played.scene("board-table", "board", "Amal", "phone half laptop")
    yield played.scene("console-cafe", "console", "Dana", STAFF)
    yield played.scene("screen-cafe", "screen", "Dana", WALL)


async def paper(played: Played) -> AsyncIterator[Scene]:
    """All of it on one sheet."""
    yield played.scene("paper", "paper", "Dana", "phone laptop")
    yield played.scene("paper-printed", "paper", "Dana", "laptop", print=True)
