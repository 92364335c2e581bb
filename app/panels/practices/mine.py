"""One's own practices, whether one is asked for a pitch, and what one is interested in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.practices import rights
from app.domain.practices.beginning import PitchesAsked, PracticeBegun
from app.domain.practices.choosing import PracticeChosen, PracticeShown
from app.domain.practices.handing import PracticeHandedOver
from app.domain.practices.photos import PhotoAdded, PhotoDescribed, PhotoRemoved
from app.domain.practices.remarks import InterestTaken, PracticeRemarked, RemarkAnswered
from app.domain.practices.shelf import Practice
from app.domain.practices.states import PracticeMoved
from app.domain.programme import Programme
from app.domain.texts.words import WordsNoted
from app.domain.wording import Wording
from app.panels.panel import View, panel
from app.panels.practices.card import practice_of, worded


@dataclass(frozen=True, slots=True)
class Own:
    """One of one's practices; `questions`: how many nobody has answered.

    `by`: who handed it over to the reader, `giver` their id; `to`: whose it is now, where the reader handed it over.
    """

    number: int
    title: Wording
    state: str
    shown: bool
    interested: int
    questions: int
    by: str = ""
    giver: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Mine:
    """`asked`: for a pitch, and none is begun; `interests`: numbers of practices that one marked; `owns`: one's own."""

    practices: tuple[Own, ...]
    asked: bool
    interests: tuple[int, ...]
    owns: tuple[int, ...]


def of_owner(event: Any, programme: Programme) -> Iterable[str]:
    """What is of those whose the event's practice is or was, and of who wrote it down."""
    return each(programme, *programme.practices.by_number[event.practice].people)


def of_words(event: WordsNoted, programme: Programme) -> Iterable[str]:
    """What is of those whose the practice is or was whose words were noted."""
    found = practice_of(event, programme)
    return each(programme, *found.people) if found is not None else ()


def of_interest(event: InterestTaken, programme: Programme) -> Iterable[str]:
    """What is of who is interested, and of the owner."""
    return [*of_owner(event, programme), *each(programme, event.person)]


def of_asked(event: PitchesAsked, programme: Programme) -> Iterable[str]:
    """What is of those who were asked."""
    return each(programme, *event.people)


def each(programme: Programme, *people: str) -> list[str]:
    """Return the keys of these people in every meeting."""
    return [f"{meeting}/{person}" for meeting in programme.meetings for person in people if person]


@panel(
    "practices",
    on={
        **dict.fromkeys((PracticeBegun, PracticeShown, PracticeMoved, PracticeRemarked, RemarkAnswered), of_owner),
        **dict.fromkeys((PracticeHandedOver, PracticeChosen, PhotoAdded, PhotoDescribed, PhotoRemoved), of_owner),
        WordsNoted: of_words,
        InterestTaken: of_interest,
        PitchesAsked: of_asked,
    },
    template="practices/mine.html",
)
def mine(view: View, of: str) -> Mine:
    """Cut what is one's own."""
    person, programme = of.rpartition("/")[2], view.programme
    found = [one for one in programme.practices.by_number.values() if person in one.people]
    return Mine(
        tuple(
            Own(
                one.number,
                worded(programme, one, "title"),
                one.first.state,
                one.on_board,
                len(one.interested),
                sum(each.kind == "question" and not each.answer for each in one.remarks),
                *handed(programme, one, person),
            )
            for one in found
        ),
        person in programme.practices.asked and not programme.practices.of(person),
        tuple(one.number for one in programme.practices.by_number.values() if person in one.interested),
        tuple(one.number for one in found if one.owner == person),
    )


def handed(programme: Programme, practice: Practice, person: str) -> tuple[str, str, str]:
    """Return who handed a practice over to somebody, by name and id, and to whom they handed it over; '' for nobody."""
    giver = practice.giver if practice.owner == person and practice.giver in programme.people else ""
    to = practice.owner if person in practice.former and practice.owner in programme.people else ""
    by, to = (programme.people[each].called if each else "" for each in (giver, to))
    return by, giver if practice.first.state not in rights.DONE else "", to
