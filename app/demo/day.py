"""One meeting of a programme's past, from its doors to its end: led by the big button, with notes in every room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from app.demo import pace
from app.demo.past import Past
from app.demo.said import Said
from app.domain.agenda import Block
from app.domain.attendance import Arrive
from app.domain.carrying import CarryOut
from app.domain.duties import TakeDuty
from app.domain.formats.cafe import Cafe
from app.domain.formats.cafe.hosts import proposed
from app.domain.formats.cafe.planning import SetUpCafe
from app.domain.formats.chosen.choosing import ChooseTopic
from app.domain.formats.rooms import Round
from app.domain.formats.rooms.seatable import seatable
from app.domain.meetings import CloseMeeting, Meeting
from app.domain.messages import SYSTEM, Command
from app.domain.notes.sorting import StarNote
from app.domain.notes.writing import NoteWritten, WriteNote
from app.domain.rooms import RUNNING
from app.domain.steps import Step, TakeStep, next_step
from app.seating import solve
from app.web import cafes, seating

LOOK, SEED = 10.0, 14
"""Seconds between two looks at rooms that end by their clock; the solver's dice."""


@dataclass(slots=True)
class Day:
    """A meeting that `lead` leads; rooms have at most `size` people, `cafe` is tables, rounds, minutes.

    `topics` are those of its tables, one a line, in the order of `wording.LANGUAGES`.

    `said` are the notes that its rooms write; `choices`: block → who chooses which topic; `opens`: block → minutes
    after the start at which it begins, where that is not when the one before is over.
    """

    past: Past
    name: str
    lead: str
    said: list[Said]
    size: int = 4
    cafe: tuple[int, int, int] = (6, 3, 18)
    topics: tuple[str, str, str] = ("", "", "")
    choices: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    opens: Mapping[int, float] = field(default_factory=dict)
    noted: set[tuple[int, int]] = field(default_factory=set)

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is by now."""
        return self.past.programme.meetings[self.name]

    def at(self, minutes: float, command: Command, who: str) -> None:
        """Let somebody ('': the server) do something so many minutes after the start."""
        actor = self.past.id(who) if who else SYSTEM
        self.past.plan(self.meeting.starts_at + 60 * minutes, partial(self.past.do, command, actor))

    def arrive(self, people: Iterable[str]) -> None:
        """Let people come in the minutes before the start, one after the other."""
        for nth, who in enumerate(people):
            self.at(-9 + nth / 5, Arrive(self.name), who)

    def play(self, block: int = 0, part: int = 1) -> None:
        """Lead the meeting on until the rooms of a block (of a round in it) talk, else to its end."""
        while (step := next_step(self.past.programme, self.meeting)) is not None:
            self._take(step)
            on = self.meeting.on
            if on is not None and isinstance(on.body, Round) and on.body.state == RUNNING:
                self._note(on, on.body)
                if (on.number, on.body.part) == (block, part):
                    return

    def _take(self, step: Step) -> None:
        """Wait as a person would, then do what the big button would do."""
        at = self._due(step)
        if at is None:
            self.past.until(self.past.at + LOOK)
            return
        self.past.until(max(at, self.past.at))
        if pace.done(self.meeting):
            self.past.do(CloseMeeting(self.name), self.lead)
        elif step.command is None:
            self._prepare(int(step.facts["block"]))
        else:
            self.past.do(TakeStep(self.name, self.meeting.step, anyway=True), self.lead)
            if step.kind == "open-choosing":
                self._choose(int(step.facts["block"]))

    def _due(self, step: Step) -> float | None:
        at, opens = pace.due(self.meeting, step), self.opens.get(pace.coming(self.meeting))
        if not at or opens is None:
            return at
        return self.meeting.starts_at + 60 * opens - (pace.AHEAD if step.kind == "open-choosing" else 0)

    def _prepare(self, block: int) -> None:
        """Draft rooms, or all rounds of a café, as the console's form does."""
        programme, meeting = self.past.programme, self.meeting
        body = meeting.blocks[block].body
        if not isinstance(body, Cafe):
            solution = solve(seating.problem_of(programme, meeting, 1, self.size, 0), seed=SEED)
            self.past.do(seating.drafted(meeting, block, solution, 0, self.size, SEED), self.lead)
            return
        self.past.do(SetUpCafe(self.name, block, *self.cafe, self.topics[0], topics_in=self.topics), self.lead)
        here = seatable(programme, meeting)
        hosts = tuple(proposed(programme, here, body.tables, body))
        problem = cafes.problem_of(programme, meeting, body, here, hosts)
        wider = (cafes.wider(problem, more) for more in cafes.LOOSE)
        solution = cafes.better(*(solve(each, seed=SEED) for each in (problem, *wider)))
        self.past.do(cafes.command_of(meeting, block, body, solution, hosts, SEED), self.lead)

    def _choose(self, block: int) -> None:
        """Let people choose once they can."""
        for nth, (who, topic) in enumerate(self.choices.get(block, {}).items()):
            choice = ChooseTopic(self.name, block, topic)
            self.past.plan(self.past.at + 8 + 6 * nth, partial(self.past.do, choice, self.past.id(who)))

    def _note(self, on: Block, body: Round) -> None:
        """Let each room of a round that has just begun have a rapporteur, and two people who write a note."""
        if (on.number, body.part) in self.noted:
            return
        self.noted.add((on.number, body.part))
        self.past.plan(self.past.at + 40, partial(self.past.do, CarryOut(self.name), self.lead))
        for nth, room in enumerate(body.active()):
            members = body.members(room.number)
            minutes = body.length(on)
            host = body.host_of(room.number)
            rapporteur = host or members[0]
            if not host:
                self.past.plan(self.past.at + 20 + nth, partial(self.past.do, TakeDuty(self.name), rapporteur))
            for share, author in zip((0.15, 0.6), (members * 2)[nth % 2 :], strict=False):
                self.past.plan(self.past.at + 60 * minutes * share + 9 * nth, partial(self._write, author, rapporteur))

    def _write(self, author: str, rapporteur: str) -> None:
        """Let somebody write the next note that is in a language of theirs; every second one gets a star."""
        spoken = self.past.programme.people[author].languages
        said = next((each for each in self.said if each.language in spoken), None)
        if said is None:
            return
        self.said.remove(said)
        (written,) = self.past.do(WriteNote(self.name, said.text, said.kind, said.language), author)
        if isinstance(written, NoteWritten) and written.note % 2:
            star = StarNote(self.name, written.note)
            self.past.plan(self.past.at + 30, partial(self.past.do, star, rapporteur))
