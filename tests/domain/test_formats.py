"""A third format is only added: its file alone brings its commands, rights, form routes, steps and alarms."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

from app.domain.formats import formats

WALK = '''
"""A walk: everybody is away from the screen for some minutes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from app.domain import agenda
from app.domain.acts import Act
from app.domain.formats import Body
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives
from app.domain.places import LOBBY
from app.domain.steps import Step


@dataclass(slots=True)
class Walk(Body):
    format: ClassVar[str] = "walk"
    began: float = 0.0

    def spot(self, block, person):
        return LOBBY

    def step(self, meeting, block):
        return None

    def entry(self, meeting, block):
        return Step("begin-walk", BeginWalk(meeting.id, block.number), {"minutes": block.minutes})

    def begin(self, at):
        self.began = at

    def mark(self):
        return self.began

    def restore(self, kept):
        self.began = kept

    def due(self, meeting, block):
        return {"over": self.began + 60.0 * block.minutes} if block.state == "on" else {}


@dataclass(frozen=True, slots=True)
class BeginWalk(MeetingCommand):
    path: ClassVar[str] = "walks/{block}/opening"
    meeting: str
    block: int

    def decide(self, programme, by):
        return [WalkBegun(self.meeting, self.block)]


@dataclass(frozen=True, slots=True)
class WalkBegun(Act):
    meeting: str
    block: int

    def change(self, programme, meeting, fact):
        agenda.begin(meeting, self.block, fact.at)


allow({"BeginWalk": drives})
'''

TRY = """
import sys
import app.domain.formats
app.domain.formats.__path__.append(sys.argv[1])
from app.domain.agenda import AddBlock, RemoveBlock
from app.domain.alarms import due
from app.domain.messages import commands, events
from app.domain.steps import TakeBack
from tests.domain.play import MEETING, live
play = live()
assert "BeginWalk" in commands() and "WalkBegun" in events()
play.do(RemoveBlock(MEETING, 2))
play.do(AddBlock(MEETING, "walk", minutes=15))
assert play.kind() == "begin-walk"
play.step()
assert play.place("Amal").now.kind == "lobby"
assert list(due(play.programme).values()) == [play.now + 900]
assert play.folded() == play.programme
play.do(TakeBack(MEETING, play.meeting.acts))
assert play.place("Amal").now.kind == "plenary"
print("a walk was had")
"""


def test_the_formats_are_found_by_name() -> None:
    assert sorted(formats()) == [
        "break",
        "cafe",
        "chosen",
        "gallery",
        "harvest",
        "pitches",
        "plenary",
        "rooms",
        "vote",
        "walk",
    ]


def test_a_third_format_needs_no_other_file_changed(tmp_path: Path) -> None:
    (tmp_path / "walk.py").write_text(dedent(WALK))
    root = Path(__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", TRY, str(tmp_path)], capture_output=True, text=True, cwd=root, timeout=60, check=False
    )
    assert (ran.stdout.strip(), ran.stderr) == ("a walk was had", "")
