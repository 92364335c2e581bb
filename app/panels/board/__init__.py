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


def watch(programme: Programme, meeting: Meeting, person: str) -> tuple[Key, ...]:
    """Return the keys of all panels on a person's board."""
    own, here = f"{meeting.id}/{person}", room.key(meeting, where(programme, meeting, person).now)
    topics = (("board.counted", f"{meeting.id}/{number}") for number in numbers(meeting))
    return (
        ("board.place", own),
        ("board.clock", here),
        ("board.call", here),
        ("board.question", here),
        ("board.company", here),
        ("board.counts", meeting.id),
        *topics,
        ("board.choice", own),
        ("board.report", meeting.id),
        ("board.echoes", meeting.id),
        ("board.echo", own),
        ("board.themes", meeting.id),
        ("board.before", meeting.id),
        ("board.vote", own),
        ("board.result", meeting.id),
        ("board.agenda", meeting.id),
        ("board.lost", own),
        ("board.part", own),
        ("board.help", own),
        ("board.news", own),
        ("board.speaker", meeting.id),
        ("board.hand", own),
        ("board.prompt", prompts.key(meeting, person)),
        ("board.quotes", own),
        ("board.notes", here),
        ("board.taker", here),
        ("board.yours", own),
        ("board.asked", own),
        ("board.turn", own),
        ("board.practice", meeting.id),
        ("board.gallery", meeting.id),
        ("board.toured", own),
        ("board.stand", here),
    )
