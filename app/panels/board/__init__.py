"""The participant's board: where to be now and next, the call, who is there, the clock. A panel per thing that changes.

What only one person may see has their own key; what a room shares is drawn once for the room.
"""

from __future__ import annotations

from app.domain.formats.chosen.chosen import numbers
from app.domain.meetings import Meeting
from app.domain.places import where
from app.domain.programme import Programme
from app.panels.board import (
    agenda,
    asked,
    before,
    chosen,
    floor,
    gallery,
    harvest,
    help,
    news,
    notes,
    part,
    place,
    practice,
    prompts,
    quotes,
    room,
    stand,
    themes,
    turn,
    vote,
)
from app.panels.panel import Key

__all__ = [
    "agenda",
    "asked",
    "before",
    "chosen",
    "floor",
    "gallery",
    "harvest",
    "help",
    "news",
    "notes",
    "part",
    "place",
    "practice",
    "prompts",
    "quotes",
    "room",
    "stand",
    "themes",
    "turn",
    "vote",
    "watch",
]


OWN = (
    "place", "choice", "echo", "vote", "lost", "part", "help", "news", "hand", "quotes", "yours", "asked", "turn",
    "toured",
)  # fmt: skip
"""What only one person sees."""
HERE = ("clock", "call", "question", "company", "notes", "taker", "stand")
"""What a room shares."""
SHARED = (
    "counts", "report", "echoes", "themes", "before", "result", "agenda", "speaker", "practice", "gallery",
)  # fmt: skip
"""What all of a meeting see alike."""


def watch(programme: Programme, meeting: Meeting, person: str) -> tuple[Key, ...]:
    """Return the keys of all panels on a person's board."""
    own, here = f"{meeting.id}/{person}", room.key(meeting, where(programme, meeting, person).now)
    return (
        *((f"board.{name}", own) for name in OWN),
        *((f"board.{name}", here) for name in HERE),
        *((f"board.{name}", meeting.id) for name in SHARED),
        *(("board.counted", f"{meeting.id}/{number}") for number in numbers(meeting)),  # rows of the counts
        ("board.prompt", prompts.key(meeting, person)),
    )
