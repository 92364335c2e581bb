"""What the rooms of the fictitious workshops had in common: themes, each with the notes that it was gathered from."""

from __future__ import annotations

from app.demo.findings import GATHERER
from app.demo.past import Past
from app.domain.themes.gathering import CreateTheme
from app.domain.themes.sources import PutNote

GATHERED: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "m1": (
        ("One counter for everybody", ("Le guichet des dix", "ضعوا المكتب", "Deux services")),
        ("Guides stay where somebody pays the fare", ("Neighbour Guides", "Half of the guides", "Faut-il payer")),
        ("Maps by those who are asked too late", ("Night Map", "Promise a date", "اسألوا من")),
    ),
    "m2": (
        ("Room for those who disagree", ("Walls That Answer", "Leave an empty wall", "May a town paint")),
        ("Voices that may stay unknown", ("Radio des cuisines", "دعوا الناس", "Les familles craignaient")),
        ("A town hall that answers rumours", ("Rumour Clinic", "Publish what", "Local papers close")),
    ),
    "m3": (
        ("A key instead of a seat", ("سلّموا المفتاح", "Youth Budget Hour", "Let them refuse")),
        ("Schools and town halls plan the year together", ("Two Schools", "Agree the holiday", "Four pairs")),
        ("What works on paper", ("L’application", "Parents as Librarians")),
    ),
}
"""By meeting: the name of a theme, and how its notes begin."""


def gathered(past: Past, meeting: str) -> None:
    """Gather a meeting's notes into its themes, as the central rapporteur does."""
    shelf, actor = past.programme.meetings[meeting], past.id(GATHERER)
    for name, beginnings in GATHERED[meeting]:
        notes = [one.number for one in shelf.notes.by_number.values() if one.text.startswith(beginnings)]
        past.do(CreateTheme(meeting, name, notes[0]), actor)
        for note in notes[1:]:
            past.do(PutNote(meeting, note, shelf.themes.last), actor)
