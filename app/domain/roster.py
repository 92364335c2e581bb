"""A list of people coming in at once: rows already read from a file, matched with those who are known.

Matching: by the list's own reference, else by e-mail, else by name and organisation (shown as "the same?"); somebody
known by a bare name, as the founder is, by that. The same file twice changes nothing, and the last organiser stays one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

from app.domain import likeness, people, roles, text
from app.domain.errors import Full, Invalid, Refusal
from app.domain.likeness import Index
from app.domain.messages import By, Command, Event
from app.domain.people import AddPerson, ChangePerson, Person
from app.domain.roles import RoleChanged

if TYPE_CHECKING:
    from app.domain.programme import Programme

MOST_ROWS = 20_000
MOST_PEOPLE = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list; `number` is its line in the file. Fields as of `AddPerson`, `meetings` are ids."""

    number: int
    name: str
    organisation: str = ""
    type: str = ""
    country: str = ""
    languages: tuple[str, ...] = ()
    email: str = ""
    role: str = ""
    meetings: tuple[str, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What a row means: `kind` new, changed, unchanged or bad; `by` reference, email or name; `refusal` if bad."""

    row: Row
    kind: str
    by: str = ""
    person: str = ""
    refusal: Refusal | None = None

    @property
    def same(self) -> bool:
        """Whether to ask "the same?": matched by name and organisation alone."""
        return self.by == "name"


@dataclass(frozen=True, slots=True)
class ImportPeople(Command):
    """Take the good rows of a list; `distinct` are row numbers that are not the person of the same name.

    Bad rows are left out (the preview shows them). What a row leaves empty stays as it is known.
    """

    rows: tuple[Row, ...]
    distinct: tuple[int, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        reading = Reading(programme, frozenset(self.distinct))
        if len(self.rows) > MOST_ROWS or len(programme.people) + len(self.rows) > MOST_PEOPLE * 2:
            raise Full("too-many-rows", limit=MOST_ROWS)
        for row in self.rows:
            reading.read(row)
        return reading.events


@dataclass(slots=True)
class Reading:
    """One pass over a list: what each row means, and the events that would follow."""

    programme: Programme
    distinct: frozenset[int] = frozenset()
    events: list[Event] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    added: dict[str, Person] = field(default_factory=dict)
    index: Index = field(default_factory=Index)
    taken: set[str] = field(default_factory=set)
    disputed: set[tuple[str, str]] = field(default_factory=set)
    organisers: set[str] = field(default_factory=set)
    last: int = 0

    def __post_init__(self) -> None:
        self.last = self.programme.last_person
        self.organisers = {person.id for person in tuple(self.programme.people.values()) if person.role == "organiser"}

    def read(self, row: Row) -> None:
        """Read one row after the others."""
        try:
            clean = _clean(row)
            self._refuse_disputed(clean)
            by, person = self._match(clean)
            match = self._change(clean, by, person) if person else self._add(clean)
        except Refusal as refusal:
            match = Match(row, "bad", refusal=refusal)
        self.matches.append(match)

    def _refuse_disputed(self, row: Row) -> None:
        # Else somebody new would bear what a refused row claimed, and the same file would change them the next time.
        if not self.disputed.isdisjoint(likeness.claims(row)):
            raise Invalid("row-twice", field="name")

    def _match(self, row: Row) -> tuple[str, Person | None]:
        """Return the known person of a row and by what; of several with one address the one with the row's name."""
        for key in likeness.keys(row):
            by, found = key[0], [person for person in self._known(key) if _may_be(person, row, key[0])]
            if found and not (by == "name" and row.number in self.distinct):
                return by, min(found, key=lambda person: likeness.folded(person.name) != likeness.folded(row.name))
        bare = self._bare(row)
        return ("name", bare) if bare is not None else ("", None)

    def _bare(self, row: Row) -> Person | None:
        """Return the one person known before this list by nothing but the row's name."""
        named = self._known(("name", f"{likeness.folded(row.name)}|"))
        found = [person for person in named if not (person.email or person.reference or person.id in self.taken)]
        return found[0] if len(found) == 1 and row.organisation and row.number not in self.distinct else None

    def _add(self, row: Row) -> Match:
        added = people.added(self.programme, self.last + 1, _details(row))
        self.last += 1
        self.events.append(added)
        person = self._learn(Person(added.person, role=added.role), added)
        self.taken.add(person.id)
        self._count(person.id, person.role)
        return Match(row, "new", person=person.id)

    def _learn(self, person: Person, said: people.PersonAdded | people.PersonChanged) -> Person:
        # Later rows may mean somebody by what this list says of them.
        people.describe(person, said)
        self.added[person.id] = person
        self.index.add(person.id, person)
        return person

    def _count(self, person: str, role: str) -> None:
        if role == "organiser":
            self.organisers.add(person)
        elif len(self.organisers) > 1:
            self.organisers.discard(person)

    def _change(self, row: Row, by: str, person: Person) -> Match:
        events: list[Event] = []
        changed = people.changed(self.programme, person, _merged(row, person))
        if changed:
            events.append(changed)
        asked = roles.role(row.role or person.role)
        role = person.role if self.organisers == {person.id} else asked
        if role != person.role:
            events.append(RoleChanged(person.id, role))
        if events and person.id in self.taken:
            self.disputed.update(likeness.claims(row))
            raise Invalid("row-twice", field="name")
        self.taken.add(person.id)
        self.events += events
        self.added[person.id] = now = replace(person, role=role)
        if changed:
            self._learn(now, changed)
        self._count(person.id, row.role or person.role)
        return Match(row, "changed" if events else "unchanged", by, person.id)

    def _known(self, key: likeness.Key) -> list[Person]:
        """Return who is known by this key, as the list has them so far; those of this list last."""
        before = self.programme.index.ids.get(key, ())
        since = [person for person in self.index.ids.get(key, ()) if person not in before]
        return [self.added.get(person) or self.programme.people[person] for person in (*before, *since)]


def namesakes(name: str, rows: Iterable[Row]) -> list[Row]:
    """Return the rows of somebody of that name; each may be the same person."""
    mine = likeness.folded(text.plain(name))
    return [row for row in rows if likeness.folded(text.plain(row.name)) == mine]


def preview(programme: Programme, rows: Iterable[Row], distinct: Iterable[int] = ()) -> list[Match]:
    """Return what each row would mean if the list were imported now."""
    reading = Reading(programme, frozenset(distinct))
    for row in rows:
        reading.read(row)
    return reading.matches


def parts(matches: Iterable[Match], distinct: tuple[int, ...], size: int) -> Iterable[ImportPeople]:
    """Yield the commands that take a list so many rows at a time, and together do what one command would."""
    good = [match for match in matches if match.kind in ("new", "changed")]
    # Who is new is not taken for somebody whom an earlier part has brought.
    new = {match.row.number for match in good if match.kind == "new"}
    for start in range(0, len(good), size):
        rows = tuple(match.row for match in good[start : start + size])
        yield ImportPeople(rows, tuple(row.number for row in rows if row.number in new or row.number in distinct))


def _clean(row: Row) -> Row:
    """Return the row with what it is matched by as it would be kept. Raises `Invalid`."""
    return replace(
        row,
        name=text.line(row.name, "name"),
        organisation=text.line(row.organisation, "organisation", text.ORGANISATION, required=False),
        email=text.mail(row.email, "email"),
        reference=text.line(row.reference, "reference", people.REFERENCE, required=False),
    )


def _may_be(person: Person, row: Row, by: str) -> bool:
    """Two different references, or by name two different addresses, are two people."""
    if by != "reference" and person.reference and row.reference and person.reference != row.reference:
        return False
    other = person.email and row.email and person.email.casefold() != row.email.casefold()
    return not (by == "name" and other)


def _details(row: Row) -> AddPerson:
    values = {each.name: getattr(row, each.name) for each in fields(row) if each.name != "number"}
    return AddPerson(**{**values, "role": row.role or "participant"})


def _merged(row: Row, person: Person) -> ChangePerson:
    said = people.said(person)
    known = {each.name: getattr(said, each.name) for each in fields(said) if each.name != "person"}
    return ChangePerson(person=person.id, **{name: getattr(row, name) or value for name, value in known.items()})
