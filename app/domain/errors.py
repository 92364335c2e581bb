"""The tree of refusals. The core says a code and facts; the edge turns them into a sentence and a status.

Refusal
├── NotFound      404  unknown, of another programme, or not to be seen by this person
├── NotAllowed    403  the person may see it, but not do this
├── Conflict      409  not now: the state does not allow it (`why`)
│   ├── Stale     409  the step was already taken (`who`, `what`, `at`)
│   └── Doubtful  409  asked about first (`doubts`); given again with `anyway` it happens
├── Invalid       422  a field is wrong (`field`, `why`)
└── TooMany       429  too much at once: later it may be taken
    └── Full      409  more than the platform keeps: the same will not be taken later either
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

CODES: dict[str, tuple[str, ...]] = {
    # NotFound
    "unknown": (),
    "announcement": (),
    "block": (),
    "device": (),
    "group": (),
    "help": (),
    "knock": (),
    "meeting": (),
    "note": (),
    "person": (),
    "photo": (),
    "practice": (),
    "programme": (),
    "remark": (),
    "room": (),
    "text": (),
    "version": (),
    "item": (),
    "finding": (),
    "theme": (),
    "topic": (),
    # NotAllowed
    "role": (),
    "organiser-only": (),
    "author-attributes": (),
    "held-by-author": (),
    "held-by-team": (),
    "field-held-by-room": (),
    "field-held-by-team": (),
    "not-your-report": (),
    "interpreters-only": (),
    "no-seat-in-a-room": (),
    "not-in-one-room": (),
    "not-cleared-yet": (),
    "not-in-that-room": (),
    "not-your-note": (),
    "not-your-practice": (),
    "not-your-words": (),
    "not-yours-to-write": (),
    "participants-choose": (),
    "participants-vote": (),
    "held-in-report": (),
    "quote-waits": (),
    "rapporteur-only": (),
    "role-takes-no-notes": (),
    # Conflict
    "not-now": (),
    "stale": ("who", "what", "at"),
    "alone-in-room": ("room", "person"),
    "agenda-begun": (),
    "agenda-changed-meanwhile": (),
    "already-answered": (),
    "answered-elsewhere": (),
    "already-founded": (),
    "block-begun": (),
    "not-put-aside": (),
    "shown-already": (),
    "block-has-notes": (),
    "choosing-on": (),
    "block-not-on": (),
    "block-parked": (),
    "choosing-over": (),
    "claimed-already": ("who",),
    "doors-not-open": (),
    "doors-open-already": (),
    "duty-taken": ("who",),
    "form-first": ("step",),
    "help-cleared": ("who",),
    "hosts-another-table": ("person",),
    "items-missing": ("least",),
    "last-round": (),
    "last-organiser": (),
    "meeting-closed": (),
    "meeting-live-already": (),
    "meeting-not-closed": (),
    "meeting-not-live": (),
    "move-against-wishes": (),
    "no-consent-to-names": (),
    "no-next-step": (),
    "no-plenary-now": (),
    "no-practice-in-note": (),
    "no-room-to-write-in": (),
    "no-report-read": (),
    "no-round-before": (),
    "no-themes": (),
    "nobody-to-seat": (),
    "notes-of-two-rooms": (),
    "note-changed-meanwhile": (),
    "note-joined-meanwhile": (),
    "note-held-back": (),
    "not-at-this-table": ("person",),
    "not-behind": (),
    "not-come-yet": ("person",),
    "over-places": ("room", "places"),
    "not-in-two-rooms": (),
    "not-paused": (),
    "other-format": (),
    "paused-already": (),
    "no-pitch-called": (),
    "no-pitches-planned": (),
    "too-many-practices-brought": ("limit", "free", "new"),
    "nobody-to-pitch": (),
    "step-changed": (),
    "pitch-had-its-turn": (),
    "practice-begun-already": (),
    "practice-incomplete": (),
    "practice-not-on-board": (),
    "practice-state": ("state",),
    "practice-too-open": ("least",),
    "quote-refused": (),
    "quote-stands-alone": (),
    "quote-stays-quote": (),
    "room-closed": ("room",),
    "room-does-not-talk": (),
    "room-has-notes": (),
    "room-talks-on": (),
    "room-not-closed": ("room",),
    "rooms-against-wishes": (),
    "rooms-still-on": (),
    "stays-by-choice": ("person",),
    "too-late-for-notes": (),
    "together-and-apart": (),
    "too-few-for-cafe": ("least",),
    "too-few-for-walk": ("least",),
    "too-few-sheets": ("least",),
    "too-late-to-take-back": ("seconds",),
    "topic-full": (),
    "topic-in-other-language": (),
    "topics-missing": (),
    "try-again": (),
    "type-in-use": (),
    "rooms-changed-meanwhile": (),
    "would-share-no-language": ("room", "person"),
    "vote-closed": (),
    "vote-open": (),
    "wrong-state": ("state",),
    # Invalid; all of them also say `field`
    "not-understood": (),
    "acknowledge-first": (),
    "apart-broken": ("people",),
    "control-character": (),
    "country-not-listed": (),
    "empty": (),
    "host-travels": ("room", "person"),
    "illegal-size": ("room", "size", "least", "most"),
    "link-with-user": (),
    "more-topics-than-tables": ("tables",),
    "more-rounds-than-tables": ("tables",),
    "not-all-rounds": (),
    "returns-to-table": ("room", "person"),
    "marks-missing": (),
    "source-missing": (),
    "marks-over": ("limit",),
    "marks-on-one": ("limit",),
    "no-date": (),
    "no-empty-line": (),
    "no-https-link": (),
    "no-mail-address": (),
    "no-shared-language": ("room", "people"),
    "no-such-owner": (),
    "no-telephone-number": (),
    "no-time-zone": (),
    "no-picture": (),
    "nobody-chosen": (),
    "nothing-to-draft": (),
    "not-those-present": ("missing",),
    "one-line-only": (),
    "pinned-in-the-past": (),
    "out-of-range": ("least", "most"),
    "picture-broken": (),
    "picture-too-large": ("limit",),
    "pin-broken": ("person", "room"),
    "pin-without-room": ("person", "room"),
    "rooms-not-numbered": ("limit",),
    "row-twice": (),
    "room-writes-no-more": (),
    "said-twice": (),
    "same-room": (),
    "split-changes-words": (),
    "same-theme": (),
    "seated-twice": (),
    "together-broken": ("people",),
    "types-missing": (),
    "too-long": ("limit",),
    "too-many": ("limit",),
    "too-many-pixels": (),
    "unknown-choice": (),
    # TooMany and Full; of codes the door speaks, not the domain
    "enough-said": (),
    "too-many-now": (),
    "too-much-text": (),
    "too-many-announcements": ("limit",),
    "too-many-blocks": ("limit",),
    "too-many-groups": ("limit",),
    "too-many-links": ("limit",),
    "too-many-meetings": ("limit",),
    "too-many-notes": ("limit",),
    "too-many-notes-of-one": ("limit",),
    "too-many-photos": ("limit",),
    "too-many-pitches": ("limit",),
    "too-many-practices": ("limit",),
    "too-many-practices-of-one": ("limit",),
    "too-many-remarks": ("limit",),
    "too-many-topics": ("limit",),
    "too-many-items": ("limit",),
    "too-many-findings": ("limit",),
    "too-many-themes": ("limit",),
    "too-many-rows": ("limit",),
    "too-many-codes": (),
    "too-many-waiting": ("limit",),
}
"""Every code with the facts that its sentence may use; `person` and `who` are ids, '' the server; `people` more ids."""


class Refusal(Exception):
    """A command that does not happen; `code` names the sentence, `facts` fill it. Carries no personal data but ids."""

    status: ClassVar[int] = 400
    usual: ClassVar[str] = "not-now"

    def __init__(self, code: str = "", **facts: str | int) -> None:
        super().__init__(code or self.usual)
        self.code = code or self.usual
        self.facts = facts


class NotFound(Refusal):
    """There is no such thing here, or the person may not know that there is."""

    status = 404
    usual = "unknown"


class NotAllowed(Refusal):
    """The person may see the thing, but not do this to it."""

    status = 403
    usual = "role"


class Conflict(Refusal):
    """The state does not allow it now; the code says why."""

    status = 409


class Stale(Conflict):
    """The step that the form leaves was already left; facts: `who` (person id), `what` (event), `at` (seconds)."""


class Doubtful(Conflict):
    """What was asked for speaks against a wish or a rule; each of `doubts` names whom. With `anyway` it happens."""

    def __init__(self, code: str, doubts: Sequence[Conflict]) -> None:
        super().__init__(code)
        self.doubts = doubts


class Invalid(Refusal):
    """A field holds what it may not hold; `field` names it, the code says why."""

    status = 422
    usual = "not-understood"

    def __init__(self, code: str = "", *, field: str, **facts: str | int) -> None:
        super().__init__(code, field=field, **facts)
        self.field = field


class TooMany(Refusal):
    """Too many of these at once; the code says of what. Others answer, admit or pass on, then there is room again."""

    status = 429
    usual = "too-many-now"


class Full(TooMany):
    """More than the platform keeps of these: the same will not be taken later either, so do not try it again."""

    status = 409
