"""What simulated people put together: reports, marks in a vote, "same here" at the harvest, quotes and their yes."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from http import HTTPStatus
from random import Random

from pycrdt import Doc
from pycrdt import Text as Field

from app.demo.person import Person

REPORT = re.compile(r'data-text="(report/[^"]+)"')
MARKS, ITEM = re.compile(r'data-marks="(\d+)"'), re.compile(r'name="marks" value="(\d+)"')
ACTION, NUMBER = re.compile(r'hx-post="([^"]+)"'), re.compile(r'name="number" value="(\d+)"')
SPEAKER = re.compile(r'<option value="(p\d+)"')
QUOTED = re.compile(r'<li id="quote-\d+">.*?action="([^"]+)".*?name="version" value="(\d+)"', re.S)
AGREES = 0.8
"""How often somebody who is quoted says yes."""
REPORTED = {
    "key1": "One desk for papers, school and bus saves families three visits.",
    "key2": "Les mairies connaissent les bâtiments, les écoles connaissent les familles.",
    "key3": "Youth groups ask for a key, not for a seat.",
    "surprise": "Nobody had asked the guides why they left.",
    "disagreement": "Faut-il payer les guides\u00a0?",
    "tip": "ضعوا المكتب بجانب السوق.",
    "question": "Which budget line pays for interpreters?",
    "next_steps": "Three towns try the reply wall this spring.",
}
"""What they report; none of it happened."""


async def report(person: Person, chance: Random) -> str:
    """Fill one empty field of the room's report; return which, '' where there is no report or nothing is empty."""
    found = REPORT.search((await person.get(f"{person.base}/notes")).text)
    if found is None:
        return ""
    document: Doc[Field] = Doc()
    if not await exchanged(person, found[1], document):
        return ""
    empty = [name for name in REPORTED if not str(document.get(name, type=Field))]
    if not empty:
        return ""
    name = chance.choice(empty)
    return name if await written(person, found[1], document, name, REPORTED[name]) else ""


async def line(person: Person, words: str) -> bool:
    """Write a line of one's own at the end of the room's next steps, if one has a room; say whether it was taken."""
    found = REPORT.search((await person.get(f"{person.base}/notes")).text)
    document: Doc[Field] = Doc()
    if found is None or not await exchanged(person, found[1], document):
        return False
    if not await written(person, found[1], document, "next_steps", words):
        return False
    person.reported.append(found[1])
    return True


async def kept(lead: Person, people: Iterable[Person], words: Callable[[Person], str]) -> tuple[int, int]:
    """Return how many lines that were taken the reports miss, and how many they say too often."""
    everybody = list(people)
    said: dict[str, str] = {}
    for text in dict.fromkeys(text for person in everybody for text in person.reported):
        document: Doc[Field] = Doc()
        await exchanged(lead, text, document)
        said[text] = str(document.get("next_steps", type=Field))
    more = [said[text].count(words(one)) - one.reported.count(text) for one in everybody for text in set(one.reported)]
    return -sum(each for each in more if each < 0), sum(each for each in more if each > 0)


async def written(person: Person, text: str, document: Doc[Field], name: str, words: str) -> bool:
    """Write at the end of a field; say whether it is on the server's disk."""
    before = document.get_state()
    field = document.get(name, type=Field)
    field.insert(len(field), words)
    return await exchanged(person, text, document, document.get_update(before))


async def exchanged(person: Person, text: str, document: Doc[Field], update: bytes = b"") -> bool:
    """Hand a change over and take in what others wrote; say whether the server took it."""
    spelt = {"state": document.get_state(), "wanted": document.get_state(), "update": update}
    form = {name: b64encode(each).decode() for name, each in spelt.items() if each}
    answer = await person.post(f"{person.base.partition('/m/')[0]}/texts", text=text, **form)
    if answer.status_code != HTTPStatus.OK:
        return False
    said = answer.json()
    document.apply_update(b64decode(said["update"]))
    return "gap" not in said


async def vote(person: Person, chance: Random) -> bool:
    """Give one's marks, each to another line; say whether there was a vote that took them."""
    form = person.held.get("vote", "")
    most, action, items = MARKS.search(form), ACTION.search(form), sorted(set(ITEM.findall(form)))
    if most is None or action is None:
        return False
    chosen = chance.sample(items, min(int(most[1]), len(items)))
    return (await person.post(action[1], marks=chosen)).status_code == HTTPStatus.NO_CONTENT


async def echo(person: Person, chance: Random) -> bool:
    """Say "same here", "different here" or "I can help" to the report being read; say whether one was."""
    form = person.held.get("echo", "")
    action, number = ACTION.search(form), NUMBER.search(form)
    if action is None or number is None:
        return False
    kind = chance.choice(("same", "same", "different", "help"))
    answer = await person.post(action[1], number=number[1], said="true", kind=kind)
    return answer.status_code == HTTPStatus.NO_CONTENT


async def quote(person: Person, words: str, chance: Random) -> bool:
    """Write down what somebody of one's room said; say whether there was anybody to quote."""
    found = SPEAKER.findall((await person.get(f"{person.base}/notes/speakers")).text)
    if not found:
        return False
    answer = await person.post(f"{person.base}/notes", text=words, kind="quote", speaker=chance.choice(found))
    return answer.status_code == HTTPStatus.NO_CONTENT


async def agree(person: Person, chance: Random) -> bool:
    """Say yes or no to the first words one is quoted with; say whether there were any."""
    asked = QUOTED.search(person.held.get("quotes", ""))
    if asked is None:
        return False
    approved = "true" if chance.random() < AGREES else "false"
    answer = await person.post(asked[1], version=asked[2], approved=approved)
    return answer.status_code == HTTPStatus.NO_CONTENT
