"""A simulated person who writes a pitch, through the same doors as everybody: begun, written, chosen, shown."""

from __future__ import annotations

from base64 import b64encode
from http import HTTPStatus
from random import Random

from pycrdt import Doc
from pycrdt import Text as Field

from app.demo.person import Person

PITCHES = {
    "en": {
        "title": "Tea at the Border Post",
        "subtitle": "A table with tea where people wait for papers",
        "challenge": "Waiting made everybody angry.",
        "action": "We put a table and two chairs beside the queue.",
        "results": "Fewer quarrels; people help each other with forms.",
        "tip": "Bring more cups than you think.",
    },
    "ar": {
        "title": "حديقة المدرسة المفتوحة",
        "subtitle": "حديقة مدرسة تفتح أبوابها للحي بعد الدروس",
        "challenge": "لم يكن في الحي مكان يلتقي فيه الناس.",
        "action": "فتحنا حديقة المدرسة كل مساء مع متطوعين.",
        "results": "أربعون عائلة كل أسبوع.",
        "tip": "ابدأوا بيوم واحد في الأسبوع.",
    },
    "fr": {
        "title": "Le banc des deux quartiers",
        "subtitle": "Un banc construit ensemble, entre deux quartiers qui s’évitaient",
        "challenge": "Personne ne traversait la rue qui sépare les deux quartiers.",
        "action": "Des jeunes des deux côtés ont construit un banc au milieu.",
        "results": "On s’y assied le soir ; deux fêtes de rue en sont nées.",
        "tip": "Choisissez l’endroit ensemble, avant le bois.",
    },
}
"""What they tell, by language; none of it happened."""
CHOSEN = {"fields": ("education", "youth", "migration"), "maturity": ("pilot", "promising")}


async def pitch(person: Person, chance: Random) -> int:
    """Write a pitch and put it on the board; return its number, 0 where it was not taken."""
    programme = person.base.partition("/m/")[0]
    language, told = chance.choice(list(PITCHES.items()))
    answer = await person.post(f"{programme}/practices", language=language)
    number = answer.headers.get("location", "").rpartition("/practices/")[2]
    if answer.status_code != HTTPStatus.SEE_OTHER or not number.isdigit():
        return 0
    path, document = f"{programme}/practices/{number}", Doc[Field]()
    for name, words in told.items():
        document.get(name, type=Field).insert(0, words)
    update, state = (b64encode(each).decode() for each in (document.get_update(), document.get_state()))
    await person.post(f"{programme}/texts", text=f"practice/{number}/{language}", update=update, wanted=state, state="")
    for what, values in CHOSEN.items():
        await person.post(f"{path}/choices", what=what, values=chance.choice(values))
    await person.post(f"{path}/showing", shown="true")
    return int(number)
