"""What a finding may come from: the themes and notes of this meeting, and the practices that everybody may read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.choices import Choice, FieldsSet, TypesSet
from app.domain.practices.board import on_board
from app.domain.programme import Programme
from app.domain.texts.words import WordsNoted
from app.domain.themes.theme import standing
from app.domain.wording import Wording
from app.panels.harvest.gathering import CHANGED, MOST, Card, card
from app.panels.panel import View, panel
from app.panels.practices.card import NAMED, practice_of, worded
from app.panels.touching import every_meeting, the_meeting


def of_board(event: WordsNoted, programme: Programme) -> Iterable[str]:
    """Every meeting, where the text is a practice that everybody may read."""
    found = practice_of(event, programme)
    return list(programme.meetings) if found is not None and found.on_board else ()


@dataclass(frozen=True, slots=True)
class Origins:
    """Themes and practices by number and name, and the notes that are starred or in a theme, but none held back."""

    themes: tuple[tuple[int, str], ...]
    notes: tuple[Card, ...]
    practices: tuple[tuple[int, Wording], ...]


@panel(
    "harvest",
    on={
        **dict.fromkeys(CHANGED, the_meeting),
        **dict.fromkeys(NAMED, every_meeting),
        WordsNoted: of_board,
    },
    template="harvest/origins.html",
)
def origins(view: View, of: str) -> Origins:
    """Cut what may be chosen as a source."""
    programme, meeting = view.programme, view.programme.meetings[of]
    themes = meeting.themes.listed()
    kept = {standing(meeting, number) for theme in themes for number in theme.notes}
    starred = {note.number for place in meeting.notes.shelves for note in meeting.notes.starred(place)}
    notes = [meeting.notes.by_number[number] for number in sorted(kept | starred)]
    practices = on_board(programme)[:MOST]
    return Origins(
        tuple((theme.number, theme.name) for theme in themes),
        tuple(card(meeting, note) for note in notes if not note.held)[:MOST],
        tuple((each.number, worded(programme, each, "title")) for each in practices),
    )


@dataclass(frozen=True, slots=True)
class Offered:
    """What the programme offers to choose from, for the form that makes a finding."""

    fields: tuple[Choice, ...]
    types: tuple[Choice, ...]


@panel("harvest", on=dict.fromkeys((FieldsSet, TypesSet), every_meeting), template="harvest/offered.html")
def offered(view: View, of: str) -> Offered:
    """Cut thematic fields and kinds of organisation."""
    choices = view.programme.choices
    return Offered(choices.fields, choices.types)
