"""Why a socket is closed, by named codes: come back, or stay away.

Pages try again on 1001, 1005, 1006 and 1011 to 1014 only; a code from 4000 on stops them, polling included.
"""

from __future__ import annotations

COME_BACK = 1012
FULL_TRY_LATER = 1013

SIGNED_OUT = 4001
REPLACED = 4002
TOO_MANY_MESSAGES = 4003
NOT_ALLOWED = 4004
GARBAGE = 4005

GOODBYE = (1000, 1001)
"""What a page says that is closed by its reader; one that sleeps or lost its network says nothing."""

REASONS = {
    COME_BACK: "come back",
    FULL_TRY_LATER: "full, try later",
    SIGNED_OUT: "signed out",
    REPLACED: "replaced by a newer page",
    TOO_MANY_MESSAGES: "too many messages",
    NOT_ALLOWED: "not allowed",
    GARBAGE: "not understood",
}
