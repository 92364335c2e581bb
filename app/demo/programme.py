"""The fictitious programme of domain.md §14: two workshops that are over, one that is live, a regional meeting to come.

With the regional meeting live the days are shifted: its three workshops are over.
"""

from __future__ import annotations

from app.demo import findings, practices, themes
from app.demo.day import Day
from app.demo.past import Past
from app.demo.people import PEOPLE, TEAM
from app.demo.said import ART, MIGRATION, SCHOOLS, SHORES
from app.domain.attendance import CLOSED, Arrive, Leave, MarkGone, PressCall
from app.domain.formats.chosen import Chosen
from app.domain.formats.chosen.topics import AddTopic
from app.domain.help import CallForHelp
from app.domain.meetings import CreateMeeting
from app.domain.programme import FoundProgramme
from app.domain.roster import ImportPeople
from app.domain.templates import UseTemplate

NAME, ZONE = "Local Dialogue", "Africa/Tunis"
LEAD, DRIVER = "Dana O.", "Nils F."
WORKSHOP, REGIONAL = "m3", "m4"
MEETINGS = (
    ("m1", "workshop", "exchange"),
    ("m2", "workshop", "world-cafe"),
    ("m3", "workshop", "open-space"),
    ("m4", "regional", "regional"),
)
"""Id, kind and agenda."""
CALLED = {
    "m1": ("Workshop 1: migration, gender", "Atelier 1\u00a0: migration, genre", "الورشة 1: الهجرة والنوع الاجتماعي"),
    "m2": ("Workshop 2: art, media", "Atelier 2\u00a0: arts, médias", "الورشة 2: الفن والإعلام"),
    "m3": ("Workshop 3: education, youth", "Atelier 3\u00a0: éducation, jeunesse", "الورشة 3: التعليم والشباب"),
    "m4": ("Regional meeting", "Réunion régionale", "الاجتماع الإقليمي"),
}
"""What each meeting is called, in the order of `wording.LANGUAGES`."""
DAYS = {"m1": -14, "m2": -7, "m3": 0, "m4": 21}
DAY, TEN = 86_400.0, 36_000.0
INTO = {WORKSHOP: 67, REGIONAL: 62}
"""Minutes for which the live meeting has gone on, at least: workshop 3 is in its fifth block, 6 minutes behind."""
FIVE = 300.0
LATE, NO_SHOW, ASLEEP = "Rania F.", "Jonas L.", "Mikael S."
TOPICS = (
    ("One diary for two schools", "Un journal pour deux écoles", "دفتر يوميات واحد لمدرستين"),
    (
        "A budget evening for under-25s",
        "Une soirée budget pour les moins de 25 ans",
        "أمسية للميزانية لمن دون 25 عامًا",
    ),
    ("Parents with the key to the library", "La clé de la bibliothèque aux parents", "مفتاح المكتبة لأولياء الأمور"),
)
CHOICES = {
    **dict.fromkeys(("Noura E.", "Hassan Q.", ASLEEP), 1),
    **dict.fromkeys(("Luca D.", "Fatma Y.", "Andreas C."), 2),
    **dict.fromkeys(("Claire M.", "Meriem B."), 3),
}
"""Who chooses which topic; Zaynab does not choose and is placed."""
FIELDS = (
    "Migration and mobility\nGender\nArt\nEducation\nMedia\nYouth",
    "Migration et mobilité\nGenre\nArts\nÉducation\nMédias\nJeunesse",
    "الهجرة والتنقل\nالنوع الاجتماعي\nالفن\nالتعليم\nالإعلام\nالشباب",
)
ARTS = (
    "Art\nMedia\nArt and media together",
    "Arts\nMédias\nArts et médias ensemble",
    "الفن\nالإعلام\nالفن والإعلام معًا",
)
"""What is talked about at the tables of a café, in three languages."""


def written(programme: str, now: float, live: str = WORKSHOP) -> Past:
    """Return the past of a new programme up to `now` (UTC seconds), when the meeting `live` is in its rooms."""
    past = Past(programme)
    starts = {live: (now - 60 * INTO[live]) // FIVE * FIVE}
    for meeting, days in DAYS.items():
        day = starts[live] // DAY * DAY + (days - DAYS[live]) * DAY
        starts.setdefault(meeting, day + TEN)
    found(past, starts)
    first(past)
    second(past)
    practices.begun(past)
    for meeting in ("m1", "m2"):
        findings.gathered(past, meeting)
        themes.gathered(past, meeting)
    findings.told(past)
    third(past, live=live == WORKSHOP)
    if live == WORKSHOP:
        Day(past, WORKSHOP, DRIVER, []).at((now - starts[live]) / 60 - 0.8, HELP, "Luca D.")
    else:
        findings.gathered(past, WORKSHOP)
        themes.gathered(past, WORKSHOP)
        regional(past)
    past.until(now)
    return past


HELP = CallForHelp(WORKSHOP, "technical", "We do not hear Fatma")


def found(past: Past, starts: dict[str, float]) -> None:
    """Found the programme four weeks before its first meeting."""
    past.until(starts["m1"] - 28 * DAY)
    past.do(FoundProgramme(NAME, ZONE, "+216 00 000 000", "Fictitious organiser", "privacy@example.org", demo=True))
    for meeting, kind, template in MEETINGS:
        names = CALLED[meeting]
        past.do(CreateMeeting(names[0], starts[meeting], kind=kind, names=names))
        past.do(UseTemplate(meeting, template))
    past.do(ImportPeople((*TEAM, *PEOPLE)))


def people(meeting: str, *without: str) -> list[str]:
    """Return who comes to a meeting in time: the team, then its participants, but for some."""
    there = [*TEAM, *(row for row in PEOPLE if meeting in row.meetings)]
    return [row.name for row in there if row.name not in (*without, DRIVER)]


def first(past: Past) -> None:
    """Workshop 1: one never comes, one is 18 minutes late, one loses the connection for a while."""
    day = Day(past, "m1", past.id(LEAD), list(MIGRATION))
    day.arrive(people("m1", NO_SHOW, "Rim A."))
    day.at(18, Arrive("m1"), "Rim A.")
    day.at(70, MarkGone("m1", past.id("Eleni K."), CLOSED), "")
    day.at(74, Arrive("m1"), "Eleni K.")
    day.play()


def second(past: Past) -> None:
    """Workshop 2: a World Café of three tables; one leaves at the break."""
    day = Day(past, "m2", past.id(LEAD), list(ART), cafe=(3, 3, 15), topics=ARTS)
    day.arrive(people("m2"))
    day.at(100, Leave("m2"), "Alex M.")
    day.play()


def third(past: Past, *, live: bool) -> None:
    """Workshop 3: topics that people choose; `live`: it stands in the first of their two times, 6 minutes behind."""
    meeting = past.programme.meetings[WORKSHOP]
    topical = [block.number for block in meeting.blocks.values() if isinstance(block.body, Chosen)]
    for block in topical:
        for english, *others in TOPICS:
            past.do(AddTopic(WORKSHOP, block, english, ("", *others)))
    day = Day(past, WORKSHOP, past.id(DRIVER if live else LEAD), list(SCHOOLS))
    day.choices, day.opens = dict.fromkeys(topical, CHOICES), {topical[1]: 64}
    day.arrive([*people(WORKSHOP, LATE), DRIVER])
    day.at(65, PressCall(WORKSHOP), ASLEEP)
    if not live:
        day.at(66, Arrive(WORKSHOP), LATE)
    day.play(topical[1] if live else 0)


def regional(past: Past) -> None:
    """Take the regional meeting into the second round of its World Café."""
    day = Day(past, REGIONAL, past.id(DRIVER), list(SHORES), cafe=(6, 3, 18), topics=FIELDS)
    day.arrive([*people(REGIONAL), DRIVER])
    cafe = next(block for block in day.meeting.blocks.values() if block.format == "cafe")
    day.play(cafe.number, 2)
