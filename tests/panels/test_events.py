"""The law of events: each changes the state, and each changes some panel or is listed here as silent."""

from __future__ import annotations

from app.domain.messages import Event, events
from app.panels.panel import discover, touching

SILENT = {
    "ScreenLinkReplaced", "LinksShown",  # who may come in
    "CallPressed", "LanguageChosen",  # what one person did: that page's own answer shows it
    "PresenceConfirmed",  # the order of a list that is fetched when it opens
    "MeetingCreated", "ProgrammeCopied", "ProgrammeFounded",  # shown by pages that are not live
    "CountryNoteSet",  # shown by pages that are not live
    "VersionKept",  # shown by a page that is not live
    "FieldsDrafted",  # where words came from: what they say comes with them
    "ProgrammeAdded", "SetUpFinished", "KeyNoted",  # the platform's stream, which nobody watches
}  # fmt: skip


def test_every_event_changes_some_panel_or_is_silent() -> None:
    discover()
    assert {name for name, event in events().items() if not touching(event)} == SILENT


def test_every_event_is_folded() -> None:
    assert [name for name, event in events().items() if event.evolve is Event.evolve] == []
