"""What the fictitious people write in their rooms (domain.md §14.2): kind, language, text. Nothing of it happened."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """One note: its kind, its language and its text."""

    kind: str
    language: str
    text: str


def _said(lines: str) -> tuple[Said, ...]:
    return tuple(Said(*line.split("|")) for line in lines.strip().split("\n"))


MIGRATION = _said("""
practice_hint|fr|Le guichet des dix premiers jours\u00a0: papiers, école et bus au même comptoir pour tout le monde.
tip|ar|ضعوا المكتب بجانب السوق، لا داخل دار البلدية.
practice_hint|en|Neighbour Guides: trained residents walk newcomers through the district. 48 guides, 9 languages.
tip|en|Pay the bus fare; goodwill has running costs.
lesson|fr|Deux services refusaient de partager un formulaire\u00a0: il a fallu la signature du maire.
key_point|en|Visits for each person fell from 4 to 1.6 in a year.
tip|en|Promise a date before you ask people to map.
lesson|en|Half of the guides left after six months. Nobody had asked them why.
practice_hint|en|Night Map: women and girls map where they feel safe, lights are repaired in 30 days.
disagreement|fr|Faut-il payer les guides\u00a0? La moitié dit oui, l’autre craint de perdre les bénévoles.
tip|ar|اسألوا من الغائب عن القاعة، ثم غيّروا الموعد.
question|en|Who owns a street lamp? Ours had three owners.
trend|en|Municipal staff rotation breaks partnerships.
next_step|fr|Échanger nos formulaires d’accueil avant la fin du mois.
""")
"""Workshop 1: migration and mobility, gender."""

ART = _said("""
practice_hint|en|Walls That Answer: murals by mixed-age pairs, with a reply wall opposite.
tip|en|Leave an empty wall for the people who disagree.
practice_hint|fr|Radio des cuisines\u00a0: une émission enregistrée à la maison, en trois langues.
tip|ar|دعوا الناس يسمعون التسجيل قبل أن تسمعه المدينة.
lesson|en|Weather cost a third of the evenings of the travelling stage.
tip|en|Rehearse the packing.
practice_hint|en|Rumour Clinic: journalists answer rumours of the neighbourhood in 48 hours.
tip|en|Publish what you could not verify.
key_point|fr|Neuf stations reprennent l’émission\u00a0; personne ne l’avait prévu.
disagreement|en|May a town paint over a wall after three complaints?
lesson|fr|Les familles craignaient d’être reconnues\u00a0: on change les voix sur demande.
key_point|ar|رُسم على أربعة عشر جدارًا، وأُعيد طلاء ثلاثة منها بعد شكاوى.
trend|en|Local papers close; town halls become the newsroom, and nobody asks them questions.
question|en|Who pays for the second year?
parking|fr|Droits d’auteur des images de rue\u00a0: à voir avec un service juridique.
next_step|en|Lend the reply-wall method to two towns of this group.
""")
"""Workshop 2: art, media."""

SCHOOLS = _said("""
practice_hint|en|Two Schools, One Diary: paired classes keep a diary in two scripts.
tip|en|Agree the holiday calendar first.
practice_hint|en|Youth Budget Hour: under-25s decide 3 % of a district budget in one evening.
key_point|fr|Les mairies connaissent les bâtiments, les écoles connaissent les familles.
tip|en|Let them refuse your shortlist.
tip|ar|سلّموا المفتاح مع المهمة.
lesson|en|Four pairs stopped when exams came.
practice_hint|en|Parents as Librarians: they run the mother-tongue shelf. 19 languages.
lesson|fr|L’application que personne n’ouvrait\u00a0: remplacée par des cartes en papier.
tip|en|Test on the oldest phone in the group.
question|ar|من يقرر إن كان الشباب قد استُشيروا حقًا؟
trend|en|Young people come to one evening, not to a committee.
next_step|fr|Essayer l’heure du budget des jeunes dans deux communes.
key_point|en|430 voters, 4 projects, 1 of them late.
disagreement|en|Is 3 % of a budget a beginning or an excuse?
next_step|en|Send the diary's first page to the other school before Friday.
""")
"""Workshop 3: education, youth."""

SHORES = _said("""
trend|en|Municipal staff rotation breaks partnerships.
key_point|fr|Chaque pratique a commencé par une personne qui connaissait les deux côtés.
tip|ar|ابدؤوا بمدينتين فقط، ثم ادعوا الثالثة.
practice_hint|en|The First Ten Days Desk could open in two harbours at once.
tip|en|Write the agreement in the language of the smaller town.
lesson|en|A visit without a second visit is tourism.
disagreement|fr|Qui commence\u00a0: la mairie ou l’association\u00a0?
key_point|en|Reception hours were moved; women's share went from 29 to 44 %.
question|en|Which budget line pays for interpreters?
tip|fr|Prévoir le trajet de retour avant d’inviter.
next_step|ar|نتفق على بلدية مضيفة قبل نهاية الشهر.
practice_hint|en|Kitchen Radio in three languages, shared by nine stations.
lesson|fr|Sans date promise, personne ne cartographie deux fois.
key_point|en|Youth groups ask for a key, not for a seat.
parking|en|Visas for short exchanges: outside of what town halls decide.
tip|en|Put one person's telephone number on every poster.
next_step|en|Three towns try the reply wall this spring.
disagreement|en|Should every table have a town hall at it?
""")
"""The regional meeting's World Café."""
