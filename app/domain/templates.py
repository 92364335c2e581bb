"""Agendas to begin with: four usual meetings (domain.md §6, §14.3), in three languages, with minutes that add up.

A block names the format it wants; where that one does not exist yet it runs as the next best, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import wording
from app.domain.agenda import MOST_BLOCKS, BlockAdded, BlockRemoved
from app.domain.details import CUT_FIRST, MUST, SHOULD, Details
from app.domain.errors import Conflict, Full, Invalid
from app.domain.formats import formats
from app.domain.messages import By, Event
from app.domain.orders import MeetingCommand
from app.domain.planning import BlockDescribed

if TYPE_CHECKING:
    from app.domain.programme import Programme

FALLBACK = {
    "opening-round": "plenary",
    "pitches": "plenary",
    "gallery": "plenary",
    "harvest": "plenary",
    "vote": "plenary",
    "networking": "plenary",
    "one-two-four": "rooms",
    "marketplace": "chosen",
    "open-space": "chosen",
    "chosen": "rooms",
    "fishbowl": "plenary",
    "poll": "plenary",
    "break": "plenary",
    "cafe": "rooms",
}
"""What a format that is not there yet runs as."""


@dataclass(frozen=True, slots=True)
class Item:
    """One block of a template: format, minutes, category, titles in English, French and Arabic."""

    format: str
    minutes: int
    category: str
    titles: tuple[str, str, str]
    priority: str = SHOULD
    least: int = 0


WELCOME = ("Welcome and how we talk", "Accueil et règles d’échange", "الترحيب وقواعد الحوار")
BREAK = ("Break", "Pause", "استراحة")
HARVEST = ("What we keep", "Ce que nous gardons", "ما نحتفظ به")
NETWORKING = ("Meeting each other, two by two", "Rencontres à deux", "لقاءات ثنائية")
CLOSE = ("Close", "Clôture", "الختام")
BUFFER = ("Time in reserve", "Temps de réserve", "وقت احتياطي")

TEMPLATES: dict[str, tuple[Item, ...]] = {
    "exchange": (
        Item("plenary", 10, "open", WELCOME),
        Item("opening-round", 15, "open", ("Opening round", "Tour de table", "جولة افتتاحية"), least=10),
        Item("pitches", 20, "input", ("Four practices", "Quatre pratiques", "أربع ممارسات"), least=16),
        Item(
            "rooms",
            32,
            "exchange",
            ("What made it possible?", "Qu’est-ce qui l’a permis\u00a0?", "ما الذي جعل ذلك ممكنًا؟"),
        ),
        Item("break", 10, "break", BREAK),
        Item("rooms", 22, "exchange", ("Tips and warnings", "Conseils et mises en garde", "نصائح وتحذيرات")),
        Item("harvest", 15, "harvest", HARVEST, MUST),
        Item("networking", 12, "network", NETWORKING, MUST),
        Item("plenary", 8, "close", ("Commitments and close", "Engagements et clôture", "التعهدات والختام"), MUST),
        Item("plenary", 6, "buffer", BUFFER),
    ),
    "world-cafe": (
        Item("plenary", 10, "open", WELCOME),
        Item("opening-round", 12, "open", ("Opening round", "Tour de table", "جولة افتتاحية"), least=8),
        Item("gallery", 18, "input", ("Gallery of practices", "Galerie des pratiques", "معرض الممارسات"), least=12),
        Item("cafe", 53, "exchange", ("World Café", "World café", "المقهى العالمي")),
        Item("break", 10, "break", BREAK),
        Item("harvest", 15, "harvest", HARVEST, MUST),
        Item("plenary", 6, "exchange", ("One tip each", "Un conseil par personne", "نصيحة من كل شخص"), CUT_FIRST),
        Item("networking", 12, "network", NETWORKING, MUST),
        Item("plenary", 8, "close", CLOSE, MUST),
        Item("plenary", 6, "buffer", BUFFER),
    ),
    "open-space": (
        Item("plenary", 10, "open", WELCOME),
        Item(
            "one-two-four",
            18,
            "exchange",
            (
                "What do schools and town halls not tell each other?",
                "Qu’est-ce que les écoles et les mairies ne se disent pas\u00a0?",
                "ما الذي لا تقوله المدارس والبلديات بعضها لبعض؟",
            ),
        ),
        Item("pitches", 20, "input", ("Practices", "Des pratiques", "ممارسات"), least=14),
        Item("marketplace", 10, "decide", ("Which topics?", "Quels thèmes\u00a0?", "أي مواضيع؟")),
        Item("open-space", 25, "exchange", ("Topics, first time", "Thèmes, premier temps", "المواضيع، الفترة الأولى")),
        Item("break", 10, "break", BREAK),
        Item("open-space", 22, "exchange", ("Topics, second time", "Thèmes, second temps", "المواضيع، الفترة الثانية")),
        Item("harvest", 12, "harvest", HARVEST, MUST),
        Item("networking", 10, "network", NETWORKING, MUST),
        Item("plenary", 7, "close", CLOSE, MUST),
        Item("plenary", 6, "buffer", BUFFER),
    ),
    "regional": (
        Item("plenary", 10, "open", WELCOME),
        Item("poll", 10, "open", ("Who is here?", "Qui est là\u00a0?", "من معنا اليوم؟"), least=5),
        Item("gallery", 15, "input", ("Gallery of the workshops", "Galerie des ateliers", "معرض الورش"), least=10),
        Item("cafe", 63, "exchange", ("World Café", "World café", "المقهى العالمي")),
        Item("break", 15, "break", BREAK),
        Item(
            "harvest",
            15,
            "harvest",
            HARVEST,
            MUST,
        ),
        Item("vote", 10, "decide", ("What first?", "Par quoi commencer\u00a0?", "بماذا نبدأ؟"), MUST),
        Item(
            "fishbowl",
            25,
            "exchange",
            (
                "Town hall and civil society: who starts?",
                "Mairie et société civile\u00a0: qui commence\u00a0?",
                "البلدية والمجتمع المدني: من يبدأ؟",
            ),
            CUT_FIRST,
        ),
        Item("break", 10, "break", BREAK),
        Item("networking", 20, "network", NETWORKING, MUST),
        Item("plenary", 12, "close", ("Commitments, and what next", "Engagements et suite", "التعهدات وما يلي"), MUST),
        Item("plenary", 5, "close", CLOSE, MUST),
        Item("plenary", 10, "buffer", BUFFER),
    ),
}


@dataclass(frozen=True, slots=True)
class UseTemplate(MeetingCommand):
    """Put a template in place of the agenda but what is put aside; refused once anything has begun or was written."""

    path: ClassVar[str] = "template"
    meeting: str
    template: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        if self.template not in TEMPLATES:
            raise Invalid("unknown-choice", field="template")
        if meeting.notes.by_number or any(block.begun_at is not None for block in meeting.blocks.values()):
            raise Conflict("agenda-begun")
        if len(meeting.parked) + len(TEMPLATES[self.template]) > MOST_BLOCKS:
            raise Full("too-many-blocks", limit=MOST_BLOCKS)
        yield from (BlockRemoved(meeting.id, number) for number in meeting.agenda)
        for number, item in enumerate(TEMPLATES[self.template], meeting.next_block()):
            yield from added(meeting.id, number, item, meeting.language)


def added(meeting: str, number: int, item: Item, language: str) -> Iterable[Event]:
    """Yield the events that add a template's block as block `number`, its words first in the meeting's language."""
    format, own = format_of(item.format), wording.LANGUAGES.index(language)
    waits = item.format if format != item.format else ""
    titles = tuple(
        (code, title) for code, title in zip(wording.LANGUAGES, item.titles, strict=True) if code != language
    )
    more = Details(item.category, titles, least=item.least, priority=item.priority, runs_as=waits)
    yield BlockAdded(meeting, number, format, item.titles[own], "", item.minutes)
    yield BlockDescribed(meeting, number, item.titles[own], "", item.minutes, more)


def format_of(wanted: str) -> str:
    """Return the format that a block runs as here and now."""
    known = formats()
    while wanted not in known:
        wanted = FALLBACK[wanted]
    return wanted
