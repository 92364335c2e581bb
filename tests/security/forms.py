"""A form that means something, for every command that has one: by field name, else by the field's type."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_type_hints

from app.domain.messages import Command
from tests.serving import MEETING, Serving

SAID: dict[str, str] = {
    "meeting": MEETING, "block": "2", "room": "1", "rooms": "1", "into": "2", "leaves": "0", "step": "0",
    "group": "1", "knock": "k1", "zone": "UTC", "kind": "workshop", "format": "rooms", "role": "participant",
    "language": "fr", "why": "staff", "when": "now", "minutes": "5", "notice": "60", "starts_at": "2000000000",
    "acknowledged": "true", "anyway": "true", "url": "", "country": "", "type": "", "email": "", "languages": "fr",
    "meetings": "", "reference": "", "line": "", "help_phone": "", "host": "meet.example.org", "text": "",
    "to": "all", "instead": "0", "number": "1", "call": "1", "report": "1", "usual": "coming", "over": "",
    "interpretation": "", "captions": "", "dial_in": "", "practice": "1", "what": "maturity", "values": "good",
    "remark": "1", "photo": "1", "shown": "false",
}  # fmt: skip
PERSONS = {"person": "Omar", "one": "Omar", "other": "Giulia", "people": "Omar"}


def form_of(server: Serving, command: type[Command]) -> dict[str, str]:
    """Return every field of the command as a browser would send it; what has no own value is a word."""
    named = {name: server.id(who) for name, who in PERSONS.items()}
    if command.__name__ == "Group":
        return {"meeting": MEETING, "kind": "together", "people": server.id("Omar")}
    if command.__name__ == "CallForHelp":
        return {"meeting": MEETING, "kind": "technical", "words": "word", "to": server.id("Olga")}
    if command.__name__ == "MovePractice":
        return {"practice": "1", "language": "fr", "to": "draft"}
    if command.__name__ == "RemarkOnPractice":
        return {"practice": "1", "text": "word", "kind": "question", "language": "fr"}
    hints = get_type_hints(command)
    return {
        field.name: named.get(field.name, SAID.get(field.name, usual(hints[field.name])))
        for field in fields(command)  # type: ignore[arg-type]
    }


def usual(kind: Any) -> str:
    """Return a right value of a type."""
    return {int: "1", float: "1.0", bool: "true"}.get(kind, "word")
