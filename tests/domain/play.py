"""A play: a programme on the domain alone, with a clock one sets and a log one can fold again. No engine, no disk."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from app.domain import permissions
from app.domain.alarms import due, ring
from app.domain.attendance import Arrive
from app.domain.formats.rooms import Round, the_round
from app.domain.formats.rooms.drafting import DraftRooms
from app.domain.formats.rooms.seatable import seatable
from app.domain.meetings import CreateMeeting, Meeting
from app.domain.messages import SYSTEM, By, Command, Event
from app.domain.places import Place, where
from app.domain.programme import FoundProgramme, Programme
from app.domain.roster import ImportPeople, Row
from app.domain.steps import TakeStep, next_step
from tests.people import REGIONAL, TEAM, id_of

MEETING = "m1"
START = 1_800_000_000.0


@dataclass(frozen=True, slots=True)
class Noted:
    """What the log keeps beside an event's body."""

    position: int
    at: float
    actor: str


@dataclass(slots=True)
class Play:
    """One programme with its clock; commands are given by first names ("Dana"), '' is the server."""

    programme: Programme = field(default_factory=lambda: Programme("abc234"))
    now: float = START
    log: list[tuple[Event, Noted]] = field(default_factory=list)
    rung: set[str] = field(default_factory=set)

    @property
    def meeting(self) -> Meeting:
        return self.programme.meetings[MEETING]

    @property
    def round(self) -> Round:
        """The newest round of the agenda."""
        rounds = [block for block in self.meeting.blocks.values() if isinstance(block.body, Round)]
        return the_round(self.meeting, rounds[-1].number)

    def id(self, name: str) -> str:
        return id_of(self.programme, name) if name else SYSTEM

    def do(self, command: Command, by: str = "Dana") -> list[Event]:
        """Give a command by name and let its events happen."""
        return self.give(command, self.id(by))

    def give(self, command: Command, actor: str) -> list[Event]:
        """Give a command by id and let its events happen; the events must not be decided by changing the state."""
        permissions.may(self.programme, actor, command)
        events = list(command.decide(self.programme, By(actor, self.now, f"seed{len(self.log)}")))
        for event in events:
            noted = Noted(len(self.log) + 1, self.now, actor)
            event.evolve(self.programme, noted)
            self.log.append((event, noted))
        return events

    def arrive(self, *names: str) -> None:
        for name in names:
            self.do(Arrive(MEETING), name)

    def step(self, by: str = "Dana", *, anyway: bool = False) -> list[Event]:
        """Press the big button."""
        return self.do(TakeStep(MEETING, self.meeting.step, anyway), by)

    def kind(self) -> str:
        """What the big button would do."""
        step = next_step(self.programme, self.meeting)
        return step.kind if step else ""

    def draft(self, block: int, size: int = 5) -> None:
        """Draft rooms in order of language, so that small plans are legal."""
        people = seatable(self.programme, self.meeting)
        rooms = max(1, -(-len(people) // size))
        seats = tuple((person, place % rooms + 1) for place, person in enumerate(people))
        self.do(DraftRooms(MEETING, block, seats, len(people)))

    def place(self, name: str) -> Place:
        return where(self.programme, self.meeting, self.id(name))

    def room_of(self, name: str) -> int:
        return self.place(name).now.room

    def wait(self, seconds: float) -> list[str]:
        """Let time pass; alarms ring in order, each key once. Returns the keys."""
        until, rung = self.now + seconds, []
        while True:
            coming = sorted((at, key) for key, at in due(self.programme).items() if key not in self.rung)
            if not coming or coming[0][0] > until:
                break
            at, key = coming[0]
            self.now = max(self.now, at)
            self.rung.add(key)
            rung.append(key)
            command = ring(self.programme, key)
            if command is not None:
                self.give(command, SYSTEM)
        self.now = until
        return rung

    def folded(self) -> Programme:
        """Return what the log alone says."""
        programme = Programme(self.programme.id)
        for event, noted in deepcopy(self.log):
            event.evolve(programme, noted)
        return programme


def programme(rows: tuple[Row, ...] = TEAM + REGIONAL) -> Play:
    """Return a play with the regional meeting planned and nobody there."""
    play = Play()
    play.do(FoundProgramme("Shores in dialogue", "Africa/Tunis", "+216 00 000 000"), "")
    play.do(CreateMeeting("Regional meeting", START, kind="regional"), "")
    play.do(ImportPeople(rows), "")
    return play


def live(*names: str) -> Play:
    """Return a play whose meeting is live in its first plenary, with these people there (none named: all)."""
    play = programme()
    play.step()
    everybody = [person.name for person in play.programme.people.values()]
    play.arrive(*(names or everybody))
    play.step()
    return play


ENGLISH = ("Eleni", "Hadeel", "Paolo", "Dimitra", "Ana", "Noura", "Luca", "Fatma", "Hassan", "Claire")


def talking(*names: str, size: int = 5) -> Play:
    """Return a play in its first round, clock running for 20 minutes, with these (else ten English-speaking) people."""
    play = live(*(names or ENGLISH))
    play.draft(2, size)
    for _ in range(3):
        play.step()
    return play
