"""The topics of self-chosen rooms: added, changed and removed before and while people choose, at most thirty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda, text
from app.domain.agenda import BlockAdded
from app.domain.calling import ROOM_NAME
from app.domain.errors import Conflict, Full, Invalid
from app.domain.formats import PLANNED
from app.domain.formats.chosen.chosen import Chosen, Topic, coming, the_chosen
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives
from app.domain.wording import LANGUAGES, Others, others

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

MOST_TOPICS = 30
MOST_PLACES = 200


@dataclass(frozen=True, slots=True)
class AddTopic(MeetingCommand):
    """Add a topic; block 0: to the next self-chosen rooms, which are planned if there are none. No capacity: shared."""

    path: ClassVar[str] = "chosen/{block}/topics"
    meeting: str
    block: int
    name: str
    texts: tuple[str, ...] = ()
    capacity: str = ""
    language: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        block = self.block or coming(meeting)
        topics = open_topics(meeting, block).topics if block else {}
        if len(topics) >= MOST_TOPICS:
            raise Full("too-many-topics", limit=MOST_TOPICS)
        said = words(meeting, self.name, self.texts), places(self.capacity), tongue(self.language)
        if not block:
            if len(meeting.blocks) >= agenda.MOST_BLOCKS:
                raise Full("too-many-blocks", limit=agenda.MOST_BLOCKS)
            block = meeting.next_block()
            yield BlockAdded(meeting.id, block, Chosen.format)
        number = next(each for each in range(1, MOST_TOPICS + 1) if each not in topics)
        yield TopicSet(meeting.id, block, number, *said[0], said[1], said[2])


@dataclass(frozen=True, slots=True)
class ChangeTopic(MeetingCommand):
    """Say a topic anew. Where it has fewer places than people chose it, the last ones in are asked to choose again."""

    path: ClassVar[str] = "chosen/{block}/changes"
    meeting: str
    block: int
    topic: int
    name: str
    texts: tuple[str, ...] = ()
    capacity: str = ""
    language: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        block = self.block or coming(meeting)
        found = open_topics(meeting, block)
        before = found.topic(self.topic)
        said, size = words(meeting, self.name, self.texts), places(self.capacity)
        language = tongue(self.language)
        if Topic(self.topic, *said, size, language) == before:
            return []
        kept = size or found.size or MOST_PLACES
        speaks = [programme.people[each].languages for each in found.choosers(self.topic)]
        stay = [not language or not spoken or language in spoken for spoken in speaks]
        choosers = found.choosers(self.topic)
        fitting = [person for person, fits in zip(choosers, stay, strict=True) if fits]
        late = [person for person in fitting if meeting.is_present(person)][kept:]
        out = tuple(person for person in choosers if person not in fitting or person in late)
        return [TopicSet(meeting.id, block, self.topic, *said, size, language, out)]


@dataclass(frozen=True, slots=True)
class RemoveTopic(MeetingCommand):
    """Remove a topic; who chose it is asked to choose again."""

    path: ClassVar[str] = "chosen/{block}/topics/{topic}/removal"
    meeting: str
    block: int
    topic: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        found = open_topics(self.unclosed(programme), self.block)
        found.topic(self.topic)
        if found.choosing is not None and len(found.topics) <= 2:
            raise Conflict("topics-missing")
        return [TopicRemoved(self.meeting, self.block, self.topic)]


@dataclass(frozen=True, slots=True)
class TopicSet(Event):
    """A topic is as given here; `out` are those who chose it and are asked to choose again."""

    meeting: str
    block: int
    topic: int
    name: str
    others: Others = ()
    capacity: int = 0
    language: str = ""
    out: tuple[str, ...] = ()

    @property
    def reseats(self) -> None:
        """Nobody moves; everybody may watch one topic more."""
        return None

    def evolve(self, programme: Programme, fact: Fact) -> None:
        found = the_chosen(programme.meetings[self.meeting], self.block)
        found.topics[self.topic] = Topic(self.topic, self.name, self.others, self.capacity, self.language)
        ask_again(found, self.out)


@dataclass(frozen=True, slots=True)
class TopicRemoved(Event):
    """A topic is gone."""

    meeting: str
    block: int
    topic: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        found = the_chosen(programme.meetings[self.meeting], self.block)
        del found.topics[self.topic]
        ask_again(found, found.choosers(self.topic))


def ask_again(found: Chosen, people: Iterable[str]) -> None:
    """Forget what these people chose and note that they are asked once more."""
    for person in people:
        found.choices.pop(person, None)
        found.again.add(person)


def open_topics(meeting: Meeting, block: int) -> Chosen:
    """Return the self-chosen rooms while their topics may change. Raises `NotFound`, `Conflict`."""
    found = the_chosen(meeting, block)
    if found.state != PLANNED or meeting.blocks[block].state != PLANNED:
        raise Conflict("wrong-state", state=found.state)
    return found


def words(meeting: Meeting, name: str, texts: tuple[str, ...]) -> tuple[str, Others]:
    """Return a topic's name in the meeting's language, and in others. Raises `Invalid`."""
    return text.line(name, "name", ROOM_NAME), others(texts, "texts", ROOM_NAME, meeting.language)


def places(capacity: str) -> int:
    """Return the places of a topic as a form says them, 0 where nobody did. Raises `Invalid`."""
    said = text.line(capacity, "capacity", 20, required=False)
    if not said:
        return 0
    if not (said.isascii() and said.isdigit() and 1 <= int(said) <= MOST_PLACES):
        raise Invalid("out-of-range", field="capacity", least=1, most=MOST_PLACES)
    return int(said)


def tongue(language: str) -> str:
    """Return the language of a topic, '' for any. Raises `Invalid`."""
    said = text.line(language, "language", 8, required=False)
    if said and said not in LANGUAGES:
        raise Invalid("unknown-choice", field="language")
    return said


allow({"AddTopic": drives, "ChangeTopic": drives, "RemoveTopic": drives})
