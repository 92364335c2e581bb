"""Where those go who chose nothing: the smallest topic that has a place and understands them; language is hard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import languages
from app.domain.formats.chosen.chosen import Chosen
from app.domain.formats.rooms.seatable import pinned, seatable
from app.domain.placing import Candidate, place

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


def size_of(programme: Programme, meeting: Meeting, found: Chosen) -> int:
    """Return the places of a topic that has no capacity of its own: an even share, and one more (domain.md §5 F4).

    Where others have few places, those without a capacity share out who is left, so that everybody finds one.
    """
    people, taken = len(seatable(programme, meeting)), [topic.capacity for topic in found.topics.values()]
    even, left = -(-people // max(1, len(taken))), -(-(people - sum(taken)) // max(1, taken.count(0)))
    return max(even + 1, left)


def filled(programme: Programme, meeting: Meeting, found: Chosen, size: int) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return everybody's seat once choosing is over, and whom no topic has a place for that understands them."""
    people, pins = seatable(programme, meeting), pinned(meeting)
    seats: dict[str, int] = {}
    rooms: dict[int, list[str]] = {number: [] for number in found.topics}
    for person, chosen in found.choices.items():
        if person in people and len(rooms[chosen]) < (found.topics[chosen].capacity or size):
            seats[person] = chosen
            rooms[chosen].append(person)
    rest = [person for person in people if person not in seats]
    stranded = []
    for person in sorted(rest, key=lambda each: len(programme.people[each].languages) or len(people)):
        open_to = [
            Candidate(number, len(rooms[number]), understood(programme, meeting, found, number, rooms[number], person))
            for number, topic in found.topics.items()
            if len(rooms[number]) < (topic.capacity or size)
        ]
        room = place(open_to, pins.get(person))
        if room is None:
            stranded.append(person)
        else:
            seats[person] = room
            rooms[room].append(person)
    return seats, tuple(stranded)


def understood(
    programme: Programme, meeting: Meeting, found: Chosen, topic: int, members: list[str], person: str
) -> bool:
    """Say whether somebody understands the topic's language and shares one with those who are there."""
    asked, newcomer = found.topics[topic].language, programme.people[person]
    if asked and newcomer.languages and asked not in newcomer.languages:
        return False
    buddies = languages.buddies(meeting.wishes.together.values())
    return bool(languages.shared([*(programme.people[each] for each in members), newcomer], buddies))
