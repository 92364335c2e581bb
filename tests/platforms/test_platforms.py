"""Video platforms: told by their address, and Jitsi rooms with their subject and the person's name."""

from __future__ import annotations

import json
from urllib.parse import unquote

import pytest

from app.platforms import personal, recognised


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://us02web.zoom.us/j/123?pwd=a", "Zoom"),
        ("https://zoom.us/j/123", "Zoom"),
        ("https://teams.microsoft.com/l/meetup-join/19%3ameeting_x", "Microsoft Teams"),
        ("https://teams.live.com/meet/9", "Microsoft Teams"),
        ("https://meet.google.com/abc-defg-hij", "Google Meet"),
        ("https://town.webex.com/meet/x", "Webex"),
        ("https://meet.jit.si/Anything", "Jitsi Meet"),
        ("https://talk.example.org/ldp-k7f2-r3", "Jitsi Meet"),
        ("https://bbb.example.org/rooms/x/join", "BigBlueButton"),
        ("https://talk.example.org/b/ama-x", "BigBlueButton"),
        ("https://call.example.org/1", ""),
        ("https://evilzoom.us/j/1", ""),
        ("https://zoom.us.example.org/j/1", ""),
    ],
)
def test_a_platform_is_told_by_its_address(url: str, name: str) -> None:
    assert recognised(url) == name


def test_a_jitsi_room_bears_its_subject_in_any_script() -> None:
    for subject in ("3 · Media & more = all", 'أمل "R"'):
        room, _, setting = personal("https://meet.jit.si/ldp-x-r3", subject).partition("#")
        key, _, value = setting.partition("=")
        assert (room, key) == ("https://meet.jit.si/ldp-x-r3", "config.subject")
        assert not set("&='") & set(value)
        assert json.loads(unquote(value)) == subject


def test_links_of_others_and_those_with_settings_stay_as_typed() -> None:
    for url in ("https://zoom.us/j/1", "https://meet.jit.si/x#config.subject=1"):
        assert personal(url, "1 · Art") == url
