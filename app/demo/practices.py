"""The twelve practices of the fictitious programme (domain.md §14.2): nothing of it happened, no place here is real."""

from __future__ import annotations

from typing import NamedTuple

from app.demo.past import Past
from app.domain.practices.beginning import BeginPractice
from app.domain.practices.choosing import ChooseForPractice, ShowPractice
from app.domain.practices.remarks import RemarkOnPractice, TakeInterest
from app.domain.practices.shelf import key
from app.domain.practices.states import MovePractice
from app.web.filling import fill
from app.web.programme import Live


class Told(NamedTuple):
    """One practice: whose, where, of which field and kind of organisation, how far, what it costs; then its words."""

    owner: str
    country: str
    field: str
    type: str
    maturity: str
    cost: str
    city: str
    title: str
    subtitle: str
    results: str
    difficulties: str
    tip: str
    kind: str = "practice"


TOLD = tuple(
    Told(*line.split("|"))
    for line in """
Amal R.|MA|migration|authority|good|25k|Ksar Tilelli|The First Ten Days Desk|One counter where newcomers and established residents fix papers, school places and bus cards together|640 people in a year; visits for each person fell from 4 to 1.6.|Two departments would not share a form.|Put the desk next to the market, not in the town hall.
Nuno F.|PT|migration|cso|promising|5k|Porto Cenário|Neighbour Guides|Trained residents walk newcomers through the district|48 guides, 9 languages.|Half of them left after six months.|Pay the bus fare; goodwill has running costs.
Eleni K.|GR|gender|cso|good|5k|Nea Anemoni|Night Map|Women and girls map where they feel safe; the city repairs lights in 30 days|71 points, 52 fixed.|The lamps belonged to three owners.|Promise a date before you ask people to map.
Samira O.|DZ|gender|authority|pilot|none|Oued Zafira|Equal Queue|Reception hours re-timed after asking who cannot come|The share of women rose from 29 to 44 % in four months (small numbers).|The staff had to change their hours.|Ask who is not in the room, then change the clock.
Hadeel M.|EG|art|cso|good|25k|Wadi Lumen|Walls That Answer|Murals designed in mixed-age pairs, with a reply wall opposite|14 walls; 3 were repainted after complaints.|Nobody had planned for disagreement.|Leave an empty wall for the people who disagree.
Fatma Y.|TR|art|educator|promising|100k|Kıyıköprü|The Travelling Stage|A lorry theatre that visits villages and a camp school in turn|26 evenings.|Weather cost a third of them.|Rehearse the packing.
Inès T.|TN|media|cso|good|5k|Bab Rihane|Kitchen Radio|A weekly show recorded in homes, in three languages|60 episodes; 9 stations use it again.|Families feared being recognised; voices are replaced on request.|Let people hear the cut before the city does.
Layla N.|LB|media|cso|promising|none|Cedar Lane|Rumour Clinic|Journalists answer rumours of the neighbourhood in 48 hours|112 answered, 17 unresolved.|Some rumours cannot be checked.|Publish what you could not verify.
Yousef H.|JO|education|educator|good|none|Tell Noor|Two Schools, One Diary|Paired classes keep a shared diary in two scripts|11 pairs.|Four stopped at the time of exams.|Agree the holiday calendar first.
Mikael S.|SE|education|authority|institutionalised|100k|Lysholma|Parents as Librarians|Parents run the shelf of mother tongues|19 languages.|The key was not handed over at first.|Give the key as well as the task.
Luca D.|IT|youth|authority|good|25k|Porto Silvaro|Youth Budget Hour|Under-25s decide 3 % of a district budget in one evening|430 voters, 4 projects, 1 of them late.|The shortlist was made by adults.|Let them refuse your shortlist.
Zaynab I.|MA|youth|cso|pilot|5k|Ksar Tilelli|The App Nobody Opened|An app that nobody could open on the phones they had; paper maps replaced it|Paper maps are used every day.|The phones were older than the app.|Test on the oldest phone in the group.|learning
""".strip().split("\n")  # noqa: E501
)
WHOLE = (1, 3, 5, 7)
"""Sheets that are complete and handed in."""
REST = {
    "challenge": "People went from office to office, and nobody knew who should answer.",
    "action": "We asked those concerned, tried it on one street, then went on.",
    "who_for": "Everybody who lives there, newcomers first.",
    "partners": "The port office\nA school\nTwo associations",
    "evidence": "We counted for a year and asked twenty people.",
    "resources": "Two people for half their time, a room, much coffee.",
    "inclusion": "Women and young people decided on hours and place.",
    "transfer": "A room and somebody who stays are needed; the hours may change; do not copy our form.",
}
"""What the other fields of a complete sheet say."""
CHOSEN = {"scope": "city", "since": "2021", "lasts": "ongoing", "evidence_kinds": "counts", "contact": "none"}


def begun(past: Past) -> None:
    """Let the practices begin, and be put on the board, as people do between two meetings."""
    people = {person.name for person in past.programme.people.values()}
    for number, told in enumerate((each for each in TOLD if each.owner in people), 1):
        owner = past.id(told.owner)
        past.do(BeginPractice("en"), owner)
        choices = {"country": told.country, "fields": told.field, "lead_type": told.type, "maturity": told.maturity,
                   "kind": told.kind, "cost": told.cost, **(CHOSEN if number in WHOLE else {})}  # fmt: skip
        for what, value in choices.items():
            past.do(ChooseForPractice(number, what, (value,)), owner)
        past.do(ShowPractice(number), owner)
    for number, name in ((1, "Nuno F."), (1, "Layla N."), (3, "Amal R."), (7, "Hadeel M."), (11, "Samira O.")):
        past.do(TakeInterest(number), past.id(name))
    past.do(RemarkOnPractice(1, "Who pays for the second year?", "question", "en"), past.id("Nuno F."))


async def filled(live: Live) -> None:
    """Write their words where people write them, and hand those in that are complete."""
    for number, practice in list(live.state.practices.by_number.items()):
        told = TOLD[number - 1]
        words = {name: getattr(told, name) for name in ("title", "subtitle", "city", "results", "difficulties", "tip")}
        words["lead_org"] = live.state.people[practice.owner].organisation
        words |= REST if number in WHOLE else {name: REST[name] for name in ("challenge", "action")}
        await fill(live, key(number, "en"), words, practice.owner)
        for state in ("draft", "submitted") if number in WHOLE else ():
            await live.stream.perform(MovePractice(number, "en", state), actor=practice.owner)
