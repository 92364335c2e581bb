"""What speaks against seats: pins, together, apart, language (domain.md §4, allocation 1 and 2), somebody alone.

A plan with doubts is refused; what people do by hand, and rooms that are shown or opened, are asked about first:
who was told goes on with `anyway`, and what was accepted so is not asked about again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from app.domain import languages, wishes
from app.domain.errors import Conflict, Doubtful
from app.domain.formats.rooms.round import Round, Seats, rooms_of

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


def doubts(programme: Programme, meeting: Meeting, seats: Seats, pins: Seats) -> list[Conflict]:
    """Return all that speaks against the seats; who has none of them breaks no wish."""
    return [*broken(meeting, seats, pins), *speechless(programme, meeting, rooms_of(seats))]


def broken(meeting: Meeting, seats: Seats, pins: Seats) -> list[Conflict]:
    """Return the wishes that the seats break, each with the people it is about."""
    return [*_pins(seats, pins), *_together(meeting, seats), *_apart(meeting, seats)]


def speechless(programme: Programme, meeting: Meeting, rooms: Mapping[int, list[str]]) -> list[Conflict]:
    """Return the rooms without a language that all of it understands."""
    buddies = languages.buddies(meeting.wishes.together.values())
    return [
        Conflict("no-shared-language", room=room, people=",".join(members))
        for room, members in rooms.items()
        if not languages.shared((programme.people[person] for person in members), buddies)
    ]


def against(programme: Programme, meeting: Meeting, found: Round, pins: Seats) -> list[Conflict]:
    """Return all that speaks against a round as those present would meet it; a pin follows its room into another."""
    pins = standing(found, pins)
    seats = found.seated(meeting.present())
    out = found.knowingly_out | {person for person in pins if meeting.wishes.stays(person)}
    left_out = {person: 0 for person in pins if meeting.is_present(person) and person not in out}
    missing = [doubt for doubt in _pins({**left_out, **seats}, pins) if doubt.facts["person"] not in seats]
    return [*missing, *doubts(programme, meeting, seats, pins), *_lonely(seats)]


def ask(found: Round, doubts: Iterable[Conflict]) -> None:
    """Ask about what speaks against showing or opening a round and was not accepted. Raises `Doubtful`."""
    asked = [doubt for doubt in doubts if key(doubt) not in found.accepted]
    if asked:
        raise Doubtful("rooms-against-wishes", asked)


def keys(doubts: Iterable[Conflict]) -> tuple[str, ...]:
    """Return what events keep of doubts that were accepted."""
    return tuple(map(key, doubts))


def check_moves(programme: Programme, meeting: Meeting, found: Round, moves: Seats, pins: Seats) -> None:
    """Ask first about moves (0: to the plenary) that break what held before. Raises `Doubtful`."""
    present, pins = set(meeting.present()) | moves.keys(), standing(found, pins)
    before = {person: room for person, room in found.seats.items() if person in present}
    after = {person: room for person, room in {**before, **moves}.items() if room}
    known = keys(broken(meeting, before, pins))
    asked = [doubt for doubt in broken(meeting, after, pins) if key(doubt) not in known]
    asked += _strangers(programme, meeting, after, moves)
    asked += _crowded(found, before, after)
    asked += _left_mute(programme, meeting, before, after, moves)
    if asked:
        raise Doubtful("move-against-wishes", asked)


def check_asked(meeting: Meeting, before: Seats, asked: Seats) -> None:
    """Ask first about rooms asked for the next round that break a wish by themselves. Raises `Doubtful`."""
    pins = meeting.wishes.pins
    moved = [person for person, room in asked.items() if pins.get(person, room) != room]
    pinned = [Conflict("pin-broken", person=person, room=pins[person]) for person in moved]
    known = keys(broken(meeting, {**pins, **before}, {}))
    others = [doubt for doubt in broken(meeting, {**pins, **before, **asked}, {}) if key(doubt) not in known]
    if pinned or others:
        raise Doubtful("move-against-wishes", [*pinned, *others])


def standing(found: Round, pins: Seats) -> Seats:
    """Return where pins lead now that some rooms were merged."""
    return {person: found.standing(room) for person, room in pins.items()}


def key(doubt: Conflict) -> str:
    """Return what is the same for one doubt each time it is found."""
    facts = {name: fact for name, fact in doubt.facts.items() if doubt.code != "no-shared-language" or name == "room"}
    return " ".join([doubt.code, *(str(fact) for _, fact in sorted(facts.items()))])


def _left_mute(programme: Programme, meeting: Meeting, before: Seats, after: Seats, moves: Seats) -> Iterable[Conflict]:
    """Yield the rooms that lose their common language because somebody goes: an interpreter, a buddy."""
    left = {before[person] for person in moves if person in before} - set(moves.values())
    spoke = {room: members for room, members in rooms_of(before).items() if room in left}
    mute = {doubt.facts["room"] for doubt in speechless(programme, meeting, spoke)}
    stay = {room: members for room, members in rooms_of(after).items() if room in left - mute}
    return speechless(programme, meeting, stay)


def _crowded(found: Round, before: Seats, after: Seats) -> Iterable[Conflict]:
    """Yield the rooms that get more people than they have places for."""
    had = rooms_of(before)
    for room, members in rooms_of(after).items():
        places = found.places(room)
        if places is not None and len(members) > max(places, len(had.get(room, ()))):
            yield Conflict("over-places", room=room, places=places)


def _strangers(programme: Programme, meeting: Meeting, after: Seats, moves: Seats) -> Iterable[Conflict]:
    """Yield the rooms that share no language once people are there, with one of those who came."""
    targets = {room: members for room, members in rooms_of(after).items() if room in moves.values()}
    for doubt in speechless(programme, meeting, targets):
        room = int(doubt.facts["room"])
        yield Conflict("would-share-no-language", room=room, person=next(who for who in moves if moves[who] == room))


def _lonely(seats: Seats) -> Iterable[Conflict]:
    for room, members in rooms_of(seats).items():
        if len(members) == 1:
            yield Conflict("alone-in-room", person=members[0], room=room)


def _pins(seats: Seats, pins: Seats) -> Iterable[Conflict]:
    rooms = set(seats.values())
    for person, room in pins.items():
        if seats.get(person, room) != room and room in rooms:
            yield Conflict("pin-broken", person=person, room=room)
        elif seats.get(person, room) != room:
            yield Conflict("pin-without-room", person=person, room=room)


def _together(meeting: Meeting, seats: Seats) -> Iterable[Conflict]:
    for circle in wishes.circles(meeting.wishes.together.values()):
        if len({seats[person] for person in circle if person in seats}) > 1:
            yield Conflict("together-broken", people=",".join(sorted(circle)))


def _apart(meeting: Meeting, seats: Seats) -> Iterable[Conflict]:
    for group in meeting.wishes.apart.values():
        by_room = rooms_of({person: seats[person] for person in group if person in seats})
        for members in by_room.values():
            if len(members) > 1:
                yield Conflict("apart-broken", people=",".join(sorted(members)))
