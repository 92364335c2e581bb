"""From pitch to published, in each language by itself, and who may move it (domain.md §3.2).

pitch → draft → submitted ⇄ changes_requested → edited → cleared | refused → published → withdrawn. The owner is asked
once, after editing; a change of more than typography after that goes back to edited. Clearing and publishing come with
the publication; here nobody but the server does them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from unicodedata import normalize

from app.domain import permissions
from app.domain.errors import Conflict, NotAllowed
from app.domain.messages import By, Command, Event, Fact
from app.domain.practices import rights, shelf
from app.domain.practices.fields import CHOICES, TEXTS, fault
from app.domain.practices.shelf import REMOVALS, Moved, Practice, Sheet
from app.domain.texts.words import VersionKept

if TYPE_CHECKING:
    from app.domain.programme import Programme

STATES = (
    "pitch",
    "draft",
    "submitted",
    "changes_requested",
    "edited",
    "cleared",
    "refused",
    "published",
    "withdrawn",
)
AGREED = ("cleared", "published")
"""States in which the owner has agreed to the very words."""


def nobody(programme: Programme, practice: Practice, person: str) -> bool:
    """Nobody but the server, until owners are asked."""
    return False


MOVES: Mapping[tuple[str, str], Callable[[Programme, Practice, str], bool]] = {
    ("pitch", "draft"): rights.owns_or_edits,
    ("draft", "submitted"): rights.owns_or_edits,
    ("submitted", "changes_requested"): rights.edits,
    ("changes_requested", "submitted"): rights.owns_or_edits,
    ("submitted", "edited"): rights.edits,
    ("edited", "cleared"): nobody,
    ("edited", "refused"): nobody,
    ("refused", "edited"): rights.edits,
    ("cleared", "published"): nobody,
    ("cleared", "edited"): rights.edits,
    ("published", "edited"): rights.edits,
    **{(state, "withdrawn"): rights.owns_or_edits for state in STATES if state != "withdrawn"},
}
"""Every move that there is, and who may make it."""


@dataclass(frozen=True, slots=True)
class MovePractice(Command):
    """Move a practice on, in one language."""

    path: ClassVar[str] = "practices/{practice}/state"
    practice: int
    language: str
    to: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        practice = rights.readable(programme, self.practice, by.person)
        sheet = shelf.sheet(practice, self.language)
        now = sheet.state
        if (now, self.to) not in MOVES:
            raise Conflict("practice-state", state=now)
        if by.person and not MOVES[now, self.to](programme, practice, by.person):
            raise NotAllowed("not-your-practice" if not rights.owns(programme, practice, by.person) else "role")
        if self.to == "submitted" and (missing(programme, practice, sheet) or faults(programme, practice, sheet)):
            raise Conflict("practice-incomplete")
        if self.to == "edited" and practice.too_open:
            raise Conflict("practice-too-open", least=REMOVALS[practice.sensitivity])
        if shelf.text_of(programme, practice, sheet.language).begun_at is not None:
            yield VersionKept(shelf.key(practice.number, sheet.language))
        yield PracticeMoved(practice.number, sheet.language, self.to)


@dataclass(frozen=True, slots=True)
class PracticeMoved(Event):
    """A practice is in another state in one language; the words it has by then are kept as a version."""

    practice: int
    language: str
    to: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        practice = programme.practices.by_number[self.practice]
        sheet = practice.sheets[self.language]
        version = len(shelf.text_of(programme, practice, self.language).versions)
        sheet.state = self.to
        sheet.moves.append(Moved(self.to, fact.at, fact.actor, version))
        practice.on_board = practice.on_board and not practice.withdrawn


def noted(programme: Programme, practice: Practice, sheet: Sheet) -> None:
    """Go back to edited where the words differ by more than typography from those its owner agreed to."""
    agreed = next((move for move in reversed(sheet.moves) if move.state == "cleared"), None)
    if sheet.state not in AGREED or agreed is None or not agreed.version:
        return
    text = shelf.text_of(programme, practice, sheet.language)
    before = text.versions[agreed.version - 1].words
    if any(beyond(before.get(name, ""), text.words.get(name, "")) for name in TEXTS):
        sheet.state = "edited"


def changed(practice: Practice) -> None:
    """Go back to edited in every language whose owner agreed: what is chosen or pictured is another than then."""
    for sheet in practice.sheets.values():
        if sheet.state in AGREED:
            sheet.state = "edited"


def beyond(before: str, after: str) -> bool:
    """Say whether two texts differ by more than typography: case, spaces, punctuation and marks."""
    return letters(before) != letters(after)


def letters(said: str) -> str:
    """Return the letters and digits of a text alone."""
    return "".join(sign for sign in normalize("NFKC", said).casefold() if sign.isalnum())


def missing(programme: Programme, practice: Practice, sheet: Sheet) -> list[str]:
    """Return the fields and choices that are still empty and that the state asks for."""
    said = shelf.words(programme, practice, sheet.language)
    pitch = sheet.state == "pitch"
    texts = [
        name
        for name, field in TEXTS.items()
        if (field.pitch if pitch else field.needed) and not said.get(name, "").strip()
    ]
    if not pitch and practice.chosen("contact") == "mailbox" and not said.get("mailbox", "").strip():
        texts.append("mailbox")
    wanted = [name for name, each in CHOICES.items() if (each.pitch if pitch else each.needed)]
    return [*texts, *(name for name in wanted if not practice.choices.get(name))]


def faults(programme: Programme, practice: Practice, sheet: Sheet) -> list[str]:
    """Return the fields whose words are not as they may be: too many entries, a link that is none."""
    said = shelf.words(programme, practice, sheet.language)
    return [name for name in TEXTS if fault(name, said.get(name, "")) is not None]


def moves(programme: Programme, practice: Practice, sheet: Sheet, person: str) -> list[str]:
    """Return to which states somebody may move it now."""
    return [to for (state, to), may in MOVES.items() if state == sheet.state and may(programme, practice, person)]


permissions.allow({"MovePractice": permissions.is_self})
