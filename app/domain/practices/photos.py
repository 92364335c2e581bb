"""Up to two photos of a practice, each with what it shows, a caption, who took it and by whose leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import permissions, text
from app.domain.errors import Conflict, Full, NotFound
from app.domain.messages import By, Command, Event, Fact
from app.domain.practices import rights, states
from app.domain.practices.shelf import Photo, Practice

if TYPE_CHECKING:
    from app.domain.programme import Programme

MOST = 2
WORDS: Mapping[str, int] = {"alt": 200, "caption": 140, "credit": 80, "permission": 200}
"""What is said of a photo: what it shows, and the rest; of each the most grapheme clusters."""


@dataclass(frozen=True, slots=True)
class AddPhoto(Command):
    """Add a picture that was made anew and is kept under the name `file`; sizes in pixels."""

    practice: int
    file: str
    width: int
    height: int
    alt: str
    caption: str = ""
    credit: str = ""
    permission: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        practice = room_for_photo(programme, self.practice, by.person)
        name = text.token(self.file, "file")
        return [PhotoAdded(practice.number, name, self.width, self.height, *said(self))]


@dataclass(frozen=True, slots=True)
class DescribePhoto(Command):
    """Say anew what a photo shows, its caption, its credit and by whose leave."""

    path: ClassVar[str] = "practices/{practice}/photos/{photo}"
    practice: int
    photo: int
    alt: str
    caption: str = ""
    credit: str = ""
    permission: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        found = photo(rights.owned(programme, self.practice, by.person), self.photo)
        words = said(self)
        if words == (found.alt, found.caption, found.credit, found.permission):
            return []
        return [PhotoDescribed(self.practice, self.photo, *words)]


@dataclass(frozen=True, slots=True)
class RemovePhoto(Command):
    """Take a photo away."""

    practice: int
    photo: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        found = photo(rights.owned(programme, self.practice, by.person), self.photo)
        return [PhotoRemoved(self.practice, self.photo, found.file)]


@dataclass(frozen=True, slots=True)
class PhotoAdded(Event):
    """A practice has one photo more."""

    personal: ClassVar[tuple[str, ...]] = tuple(WORDS)
    practice: int
    file: str
    width: int
    height: int
    alt: str
    caption: str = ""
    credit: str = ""
    permission: str = ""

    def evolve(self, programme: Programme, fact: Fact) -> None:
        made = Photo(self.file, self.width, self.height, self.alt, self.caption, self.credit, self.permission)
        practice = programme.practices.by_number[self.practice]
        practice.photos.append(made)
        states.changed(practice)


@dataclass(frozen=True, slots=True)
class PhotoDescribed(Event):
    """A photo has other words."""

    personal: ClassVar[tuple[str, ...]] = tuple(WORDS)
    practice: int
    photo: int
    alt: str
    caption: str = ""
    credit: str = ""
    permission: str = ""

    def evolve(self, programme: Programme, fact: Fact) -> None:
        practice = programme.practices.by_number[self.practice]
        found = practice.photos[self.photo - 1]
        found.alt, found.caption, found.credit, found.permission = self.alt, self.caption, self.credit, self.permission
        states.changed(practice)


@dataclass(frozen=True, slots=True)
class PhotoRemoved(Event):
    """A photo is gone; `file` is the name that its bytes were kept under."""

    practice: int
    photo: int
    file: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        practice = programme.practices.by_number[self.practice]
        del practice.photos[self.photo - 1]
        states.changed(practice)


def room_for_photo(programme: Programme, number: int, person: str) -> Practice:
    """Return a practice to which somebody may add a photo. Raises `NotFound`, `NotAllowed`, `Conflict`, `Full`."""
    practice = rights.owned(programme, number, person)
    if practice.first.state in rights.DONE:
        raise Conflict("practice-state", state=practice.first.state)
    if len(practice.photos) >= MOST:
        raise Full("too-many-photos", limit=MOST)
    return practice


def photo(practice: Practice, number: int) -> Photo:
    """Return a photo by its number, from 1. Raises `NotFound`."""
    if not 1 <= number <= len(practice.photos):
        raise NotFound("photo")
    return practice.photos[number - 1]


def said(command: AddPhoto | DescribePhoto) -> tuple[str, ...]:
    """Return the words of a photo, cleaned; without what it shows nobody who cannot see it has it. Raises `Invalid`."""
    return tuple(
        text.line(getattr(command, name), name, limit, required=name == "alt") for name, limit in WORDS.items()
    )


permissions.allow(
    {"AddPhoto": permissions.is_self, "DescribePhoto": permissions.is_self, "RemovePhoto": permissions.is_self}
)
