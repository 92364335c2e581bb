"""One practice as a card of the board: what it is called and does, where, how far it is, how many are interested."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.choices import Choice, FieldsSet
from app.domain.formats.pitches.order import PitchesOrdered, picked
from app.domain.lands import CountriesChosen, CountryNamed
from app.domain.practices import Practice, shelf
from app.domain.practices.board import hides, order, searchable, searched
from app.domain.practices.choosing import PracticeChosen, PracticeShown, PracticeTranslated
from app.domain.practices.handing import PracticeHandedOver
from app.domain.practices.photos import PhotoAdded, PhotoDescribed, PhotoRemoved
from app.domain.practices.remarks import InterestTaken, PracticeRemarked
from app.domain.practices.showing import PracticePinned
from app.domain.practices.states import PracticeMoved
from app.domain.practices.written import meant
from app.domain.programme import Programme
from app.domain.texts.words import WordsNoted
from app.domain.wording import Wording
from app.panels.panel import View, panel
from app.panels.touching import EDITS, acts

NAMED = (PracticeChosen, PracticeShown, PracticeTranslated, PracticeMoved, PracticeHandedOver)
"""What changes which practices others read, by which name, and whose they are; beside the words of a title."""
CHANGED = (*NAMED, InterestTaken, PracticeRemarked)
PHOTOS = (PhotoAdded, PhotoDescribed, PhotoRemoved)
AUDIENCES = ("drive", "all")
LONGEST = 2000
"""Most characters of a card that are looked through on the page."""


@dataclass(frozen=True, slots=True)
class Card:
    """`order`: by thematic field, the newest first; `words`: what is looked through, folded.

    `photo`: the file's name and what it shows; `pinned`: on the plenary screen; `picked`: it is pitched next;
    `pins`: the reader says so; `renamed`: the organisation is told by another name.
    """

    number: int
    order: int
    title: Wording
    subtitle: Wording
    organisation: Wording
    city: Wording
    country: Choice | None
    fields: tuple[Choice, ...]
    maturity: str
    learning: bool
    photo: tuple[str, str] | None
    interested: int
    remarks: int
    words: str
    pinned: bool
    pins: bool
    picked: bool
    renamed: bool = False


def of_practice(event: Any, programme: Programme) -> Iterable[str]:
    """The card of the event's practice, in every meeting."""
    return keys(programme, event.practice)


def of_words(event: WordsNoted, programme: Programme) -> Iterable[str]:
    """The card of the practice whose words were noted."""
    found = practice_of(event, programme)
    return keys(programme, found.number) if found is not None else ()


def practice_of(event: WordsNoted, programme: Programme) -> Practice | None:
    """Return the practice whose words were noted, None where they are of something else."""
    kind, _, of = event.text.partition("/")
    found = meant(programme, of) if kind == shelf.KIND else None
    return found[0] if found is not None else None


def of_pin(event: PracticePinned, programme: Programme) -> Iterable[str]:
    """The cards of the practice that was on the screen and of the one that is."""
    numbers = [each for each in (event.practice, event.before) if each]
    return [f"{event.meeting}/{audience}/{number}" for audience in AUDIENCES for number in numbers]


def of_driver(event: Any, programme: Programme) -> Iterable[str]:
    """All cards of those who drive the event's meeting: other pitches come next."""
    return [f"{event.meeting}/drive/{number}" for number in programme.practices.by_number]


def everything(event: Any, programme: Programme) -> Iterable[str]:
    """All cards, as what a field or a country is called has changed."""
    return [key for number in programme.practices.by_number for key in keys(programme, number)]


def keys(programme: Programme, number: int) -> list[str]:
    """Return the keys of a practice's card for all audiences of all meetings."""
    return [f"{meeting}/{audience}/{number}" for meeting in programme.meetings for audience in AUDIENCES]


@panel(
    "practices",
    on={
        **dict.fromkeys((*CHANGED, *PHOTOS), of_practice),
        **dict.fromkeys((FieldsSet, CountriesChosen, CountryNamed), everything),
        WordsNoted: of_words,
        PracticePinned: of_pin,
        **dict.fromkeys((*acts(), *EDITS, PitchesOrdered), of_driver),
    },
    template="practices/card.html",
    row=True,
)
def card(view: View, of: str) -> Card | None:
    """Cut one card; None where the practice is not on the board."""
    name, audience, number = of.split("/")
    programme = view.programme
    practice = programme.practices.by_number.get(int(number))
    if practice is None or not practice.on_board:
        return None
    chosen = practice.choices.get("fields", ())
    country = practice.chosen("country")
    photo = practice.photos[0] if practice.photos and not practice.removed("face") else None
    said = [worded(programme, practice, field) for field in ("title", "subtitle", "lead_org", "city")]
    return Card(
        number=practice.number,
        order=order(programme, practice),
        title=said[0],
        subtitle=said[1],
        organisation=said[2],
        city=said[3],
        country=programme.choices.country(country) if country else None,
        fields=tuple(each for each in programme.choices.fields if each.code in chosen),
        maturity=practice.chosen("maturity"),
        learning=practice.chosen("kind") == "learning",
        photo=(photo.file, photo.alt) if photo is not None else None,
        interested=len(practice.interested),
        remarks=len(practice.remarks),
        words=searchable(searched(programme, practice))[:LONGEST],
        pinned=audience == "drive" and programme.meetings[name].pinned == practice.number,
        pins=audience == "drive",
        picked=audience == "drive" and picked(programme.meetings[name], practice.number),
        renamed=practice.removed("name"),
    )


def worded(programme: Programme, practice: Practice, field: str) -> Wording:
    """Return a field in all languages that it is written in; nothing where the practice leaves it out.

    In the place of a name that is left out stands another one, with * (domain.md §9).
    """
    star = "*" if field == "lead_org" and practice.removed("name") else ""
    field = "alias" if star else field
    if hides(practice, field):
        return Wording()
    told = {code: shelf.words(programme, practice, code).get(field, "") for code in practice.standing}
    said = {code: words and words + star for code, words in told.items()}
    own = said.pop(practice.own, "")
    return Wording(own, tuple((code, words) for code, words in said.items() if words), practice.own)
