"""What a practice is, in its languages, and the shelf of all practices of a programme.

Its words are shared texts, one for each language; what is chosen is the same in all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.errors import NotFound
from app.domain.texts import Words

if TYPE_CHECKING:
    from app.domain.programme import Programme

REMOVALS = {"none": 0, "caution": 1, "high": 2}
"""How much of face, place and name a sensitive practice must leave out (domain.md §9)."""
MOST, MOST_OF_ONE = 1000, 20
"""Most practices of a programme, and of one owner."""
WITHDRAWN = "withdrawn"
KIND = "practice"
"""The kind of the shared texts: "practice/7/en"."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One move of a sheet: to which state, when (UTC seconds), by whom; `version`: of its text, 0 where it had none."""

    state: str
    at: float
    by: str
    version: int


@dataclass(slots=True)
class Sheet:
    """A practice in one language: its state there and how it came to it, the oldest move first."""

    language: str
    state: str = "pitch"
    moves: list[Moved] = field(default_factory=list)


@dataclass(slots=True)
class Remark:
    """What a reader asked or commented, with the owner's answer; `kind`: question, like, wonder or use."""

    number: int
    kind: str
    text: str
    author: str
    at: float
    language: str = ""
    answer: str = ""


@dataclass(slots=True)
class Photo:
    """A picture: the name of its file, its size in pixels, and its words."""

    file: str
    width: int
    height: int
    alt: str = ""
    caption: str = ""
    credit: str = ""
    permission: str = ""


@dataclass(slots=True)
class Practice:
    """One practice; `scribe`: who wrote the pitch while its owner talked, in which meeting, from which note.

    `former`: who handed it over, the last one last; `giver`: to whom its owner may give it back, '' for nobody.
    `own`: the language it was written in first; `on_board`: its owner lets everybody of the programme read it.
    """

    number: int
    owner: str
    own: str
    at: float
    scribe: str = ""
    meeting: str = ""
    place: tuple[int, int, int] | None = None
    note: int = 0
    source: str = ""
    former: list[str] = field(default_factory=list)
    giver: str = ""
    on_board: bool = False
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    interested: dict[str, float] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)

    @property
    def first(self) -> Sheet:
        """The sheet in the language that it was written in."""
        return self.sheets[self.own]

    @property
    def people(self) -> tuple[str, ...]:
        """Whose it is, who wrote it down, and whose it was."""
        return tuple(person for person in (self.owner, self.scribe, *self.former) if person)

    @property
    def sensitivity(self) -> str:
        """none, caution or high (domain.md §9)."""
        return self.chosen("sensitivity") or "none"

    def chosen(self, what: str) -> str:
        """Return the one code that was chosen, '' where nobody did."""
        return self.choices.get(what, ("",))[0]

    def removed(self, what: str) -> bool:
        """Whether readers are not shown its face, place or name; none of them until enough of them is left out."""
        return self.too_open or (self.sensitivity != "none" and what in self.choices.get("removed", ()))

    @property
    def too_open(self) -> bool:
        """Whether less of face, place and name is left out than a sensitive practice must."""
        return len(self.choices.get("removed", ())) < REMOVALS[self.sensitivity]

    @property
    def standing(self) -> list[str]:
        """The languages in which it is not withdrawn, its own first; all of them where it is in each."""
        codes = sorted(self.sheets, key=lambda code: code != self.own)
        return [code for code in codes if self.sheets[code].state != WITHDRAWN] or codes

    @property
    def withdrawn(self) -> bool:
        """Whether it is withdrawn in every language."""
        return all(each.state == WITHDRAWN for each in self.sheets.values())


@dataclass(slots=True)
class Practices:
    """All practices of a programme by number; `asked`: who was asked for a pitch, and when."""

    by_number: dict[int, Practice] = field(default_factory=dict)
    asked: dict[str, float] = field(default_factory=dict)

    def of(self, owner: str) -> list[Practice]:
        """Return somebody's own practices, the oldest first."""
        return [each for each in self.by_number.values() if each.owner == owner]


def found(programme: Programme, number: int) -> Practice:
    """Return the practice of that number. Raises `NotFound`."""
    if number not in programme.practices.by_number:
        raise NotFound("practice")
    return programme.practices.by_number[number]


def sheet(practice: Practice, language: str) -> Sheet:
    """Return the practice in a language. Raises `NotFound`."""
    if language not in practice.sheets:
        raise NotFound("practice")
    return practice.sheets[language]


def key(number: int, language: str) -> str:
    """Return the key of the shared text of a practice in a language."""
    return f"{KIND}/{number}/{language}"


def words(programme: Programme, practice: Practice, language: str) -> Mapping[str, str]:
    """Return what is written in a language, by field."""
    return text_of(programme, practice, language).words


def text_of(programme: Programme, practice: Practice, language: str) -> Words:
    """Return what is known of the text in a language."""
    return programme.texts.get(key(practice.number, language)) or Words()


def titled(programme: Programme, practice: Practice, language: str) -> tuple[str, str]:
    """Return the title for a reader of `language`, and the language it is in; '' where it has none."""
    standing = practice.standing
    for code in (language, *standing):
        title = words(programme, practice, code).get("title", "").strip() if code in standing else ""
        if title:
            return title, code
    return "", ""
