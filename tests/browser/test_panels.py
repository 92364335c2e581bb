"""A push replaces panels and nothing else: not the focus, the caret, typed words, opened details, the scroll."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, eventually

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
BODY = """PANELS<input id="words"><div><p>long</p></div>"""


def room(text: str, n: int = 0) -> str:
    """A panel with text, a folded part, a field and much to scroll."""
    lines = "".join(f"<p>line {i} {n}</p>" for i in range(80))
    return (
        f'<section id="room"><h2>{text}</h2><details id="more"><summary>More</summary><p>{n}</p></details>'
        f'<textarea id="note"></textarea>{lines}</section>'
    )


def test_sixty_pushes_leave_the_reader_where_they_are(server: Server, open_page: Open) -> None:
    page = open_page(BODY, {"room": room("Room 1")})
    page.click("summary")
    page.fill("#note", "half a sentence")
    page.evaluate("() => { const note = document.getElementById('note'); note.focus(); note.setSelectionRange(4, 7); }")
    page.evaluate("() => scrollTo(0, 600)")
    server.push(*({"room": room(f"Room {n}", n)} for n in range(2, 62)))
    expect(page.locator("h2")).to_have_text("Room 61")
    there = page.evaluate("""() => { const note = document.activeElement;
        return [note.id, note.value, note.selectionStart, note.selectionEnd, scrollY, more.open]; }""")
    assert there == ["note", "half a sentence", 4, 7, 600, True]
    assert page.get_attribute("html", "data-position") == "70"


def test_older_messages_are_dropped(server: Server, open_page: Open) -> None:
    page = open_page(panels={"room": '<p id="room">now</p>'})
    old = '<hx-partial hx-target="#room"><p id="room">old</p></hx-partial>'
    server.ask(say=["garbage\n" + old, "3\n" + old])
    server.push({"other": '<p id="other">x</p>'})
    expect(page.locator("html")).to_have_attribute("data-position", "11")
    assert page.inner_text("#room") == "now"


def test_another_epoch_redraws_even_from_a_lower_position(server: Server, open_page: Open) -> None:
    page = open_page(panels={"room": '<p id="room">before</p>'})
    server.ask(set={"epoch": "e2", "position": 4, "panels": {"room": '<p id="room">restored</p>'}}, close=1012)
    expect(page.locator("#room")).to_have_text("restored")
    assert page.get_attribute("html", "data-epoch") == "e2"
    assert page.get_attribute("html", "data-position") == "4"


def test_rows_come_and_go_in_order(server: Server, open_page: Open) -> None:
    def row(n: int, text: str = "") -> dict[str, str]:
        return {f"row-{n}": f'<li id="row-{n}" data-list="rows" data-order="{n}">{text or n}</li>'}

    page = open_page('<ul id="rows">PANELS</ul>', {**row(2), **row(10)})
    server.push(row(9), row(1), row(30), {"row-2": ""}, row(10, "ten"), {"row-77": ""})
    expect(page.locator("li")).to_have_text(["1", "9", "ten", "30"])
    server.push({"row-9": '<li id="row-9" data-list="rows" data-order="31">nine</li>'})
    expect(page.locator("li")).to_have_text(["1", "ten", "30", "nine"])


def test_a_beat_is_answered_with_what_is_seen(server: Server, open_page: Open) -> None:
    page = open_page(panels={"room": '<p id="room">now</p>'})
    server.push({"room": '<p id="room">next</p>'})
    expect(page.locator("#room")).to_have_text("next")
    server.ask(say=["11 beat\n"])
    eventually(lambda: server.ask()["ups"][-1:] == ["11 v"], "the beat is answered")


def test_held_updates_wait_and_are_counted(server: Server, open_page: Open) -> None:
    page = open_page("<button data-hold>Hold updates</button>PANELS", {"room": '<p id="room">now</p>'})
    page.click("[data-hold]")
    server.push({"room": '<p id="room">a</p>'}, {"room": '<p id="room">b</p>'})
    expect(page.locator("[data-hold]")).to_contain_text("New: 2")
    assert page.inner_text("#room") == "now"
    page.click("[data-hold]")
    expect(page.locator("#room")).to_have_text("b")


def test_what_is_about_the_reader_is_marked(server: Server, open_page: Open) -> None:
    names = '<ul id="names"><li data-person="p7"><bdi>Amal</bdi></li><li data-person="p8"><bdi>Nuno</bdi></li></ul>'
    page = open_page('PANELS<p data-unless="p7" id="others">x</p>', {"names": names})
    server.push({"names": names.replace("Nuno", "Nuno F.")})
    expect(page.locator("li")).to_have_text(["Amal (you)", "Nuno F."])
    expect(page.locator("#others")).to_be_hidden()


def test_a_change_of_room_is_said_and_takes_no_focus(server: Server, open_page: Open) -> None:
    def place(n: int) -> str:
        return f'<h2 id="place" data-place="room-{n}" data-says="Go to Room {n}" data-title="Room {n}">Room {n}</h2>'

    page = open_page('PANELS<input id="words">', {"place": place(1)})
    page.focus("#words")
    page.keyboard.type("ab")
    server.push({"place": place(2)})
    expect(page.locator("#alert")).to_have_text("Go to Room 2")
    expect(page).to_have_title("● Room 2")
    assert page.evaluate("() => document.activeElement.id") == "words"
    page.keyboard.type("c")
    expect(page).to_have_title("Room 2")
    assert page.input_value("#words") == "abc"


def test_a_link_to_a_folded_part_opens_it(open_page: Open) -> None:
    folded = '<details id="rules"><summary>How we talk</summary><p>Slow is fine.</p></details>'
    page = open_page(f'<a href="#rules">How we talk</a>{folded}PANELS', {"room": '<p id="room">Lobby</p>'})
    expect(page.locator("details p")).to_be_hidden()
    page.locator("a").focus()
    page.keyboard.press("Enter")
    expect(page.locator("details p")).to_be_visible()
    assert page.evaluate("Live.isOpen()")
