"""The tree of refusals. The core says a code and facts; the edge turns them into a sentence and a status.

Refusal
├── NotFound      404  unknown, of another programme, or not to be seen by this person
├── NotAllowed    403  the person may see it, but not do this
├── Conflict      409  not now: the state does not allow it (`why`)
│   └── Stale     409  the step was already taken (`who`, `what`, `at`)
├── Invalid       422  a field is wrong (`field`, `why`)
└── TooMany       429  more than the platform keeps
"""

from __future__ import annotations

from typing import ClassVar


class Refusal(Exception):
    """A command that does not happen; `code` names the sentence, `facts` fill it. Carries no personal data but ids."""

    status: ClassVar[int] = 400

    def __init__(self, code: str = "", **facts: str | int) -> None:
        super().__init__(code or type(self).__name__)
        self.code = code or type(self).__name__
        self.facts = facts


class NotFound(Refusal):
    """There is no such thing here, or the person may not know that there is."""

    status = 404


class NotAllowed(Refusal):
    """The person may see the thing, but not do this to it."""

    status = 403


class Conflict(Refusal):
    """The state does not allow it now; the code says why."""

    status = 409


class Stale(Conflict):
    """The step that the form leaves was already left; facts: `who` (person id), `what` (event), `at` (seconds)."""


class Invalid(Refusal):
    """A field holds what it may not hold; `field` names it, the code says why."""

    status = 422

    def __init__(self, code: str = "", *, field: str, **facts: str | int) -> None:
        super().__init__(code or "not-understood", field=field, **facts)
        self.field = field


class TooMany(Refusal):
    """More than the platform keeps of these; the code says of what."""

    status = 429
