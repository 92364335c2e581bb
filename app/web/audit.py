"""Which events of a programme are security events: each is a line of our log, with who and where in the stream.

The events themselves are the record; the lines are for those who watch the log. They hold ids, no names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app import logs
from app.domain.codes import CodeRenewed, ScreenLinkReplaced
from app.domain.devices import DeviceSignedIn, DevicesSignedOut
from app.domain.knocks import Admitted
from app.domain.links import LinkReplaced, LinksShown
from app.domain.messages import Event, Fact
from app.domain.roles import RoleChanged

LINES: Mapping[type[Event], str] = {
    DeviceSignedIn: "signed in",
    DevicesSignedOut: "signed out",
    Admitted: "admitted",
    LinkReplaced: "link replaced",
    LinksShown: "links shown",
    ScreenLinkReplaced: "screen link replaced",
    CodeRenewed: "code renewed",
    RoleChanged: "role changed",
}


def told(stream: str, entries: Iterable[tuple[Event, Fact]]) -> None:
    """Write a line for each security event of a commit."""
    for event, fact in entries:
        if type(event) in LINES:
            logs.log(LINES[type(event)], actor=fact.actor, position=fact.position, stream=stream)


def whole(what: str, epoch: str) -> None:
    """Write a line for what was done with the whole database."""
    logs.log(what, epoch=epoch)
