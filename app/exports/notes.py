"""The notes of a meeting as Markdown and as CSV, room by room in the order that their rapporteurs gave them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.exports.tables import written
from app.i18n import direction, leaning

NOTE = ("number", "kind", "text", "language", "starred", "late", "time", "voice", "interpreted", "practices", "details")
COLUMNS = ("block", "round", "room", *NOTE)


@dataclass(frozen=True, slots=True)
class Row:
    """One note, in the reader's language; `turn` says the round where tables have several. `time` ISO 8601, UTC.

    Nobody is named; `voice`: kind of organisation and country, of notes whose voice wished it;
    `practices`: titles of those on the board that it is linked to; `details`: what a finding says beside its sentence.
    """

    block: str
    round: int
    room: str
    number: int
    kind: str
    text: str
    language: str
    starred: bool
    late: bool
    time: str
    turn: str = ""
    voice: str = ""
    interpreted: str = ""
    practices: str = ""
    details: str = ""

    @property
    def about(self) -> tuple[str, ...]:
        """What stands behind the words."""
        return tuple(each for each in (self.voice, self.interpreted, self.practices, self.details) if each)


def as_csv(marks: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return a CSV file; what is to be known of the whole file stands in each line, for lines are copied."""
    mark = " ".join(marks)
    return written((*COLUMNS, "mark"), ([*(str(getattr(row, name)) for name in COLUMNS), mark] for row in rows))


def as_markdown(heading: str, marks: Sequence[str], rows: Iterable[Row], language: str) -> bytes:
    """Return a Markdown file: what is to be known of it, a heading for each block and room, a line for each note."""
    lines, place = [f"# {plain(heading)}"], None
    for mark in marks:
        lines += ["", f"> {plain(mark)}"]
    for row in rows:
        if (row.block, row.round, row.room) != place:
            place = row.block, row.round, row.room
            lines += ["", "## " + " · ".join(plain(each) for each in (row.block, row.turn, row.room) if each), ""]
        star = "★ " if row.starred else ""
        about = " · ".join(plain(each) for each in row.about)
        lines.append(
            f"- {star}**{plain(row.kind)}** {apart(plain(row.text), language)}" + (f" ({about})" if about else "")
        )
    return ("\n".join(lines) + "\n").encode()


def apart(text: str, language: str) -> str:
    """Return text so that it turns nothing beside it round where it is written the other way than the file."""
    return text if leaning(text, language) == direction(language) else f"\u2068{text}\u2069"


def plain(text: str) -> str:
    """Return text on one line in which no sign means anything to Markdown."""
    flat = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+!|~" else sign for sign in flat)
