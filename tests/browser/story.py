"""What every browser must live through: the door, the board, a round, a killed server, the rapporteur's notes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from app.demo.doors import Doors
from app.demo.moderator import Moderator
from app.demo.people import REGIONAL, TEAM
from app.demo.person import Person
from app.exports.tables import written
from app.rosters import COLUMNS
from tests.browser.conftest import eventually
from tests.journeys.house import House
from tests.scenes.aside import Aside

PATIENCE = 60.0
AT_MOST = 8
ALT, ENTER = "\ue00a", "\ue007"
"""Keys, as WebDriver writes them."""


class Driver(Protocol):
    """A browser with one page."""

    def go(self, url: str) -> None:
        """Load a page."""

    def press(self, css: str) -> None:
        """Press the first element that can be seen, as a finger does. Raises `LookupError`."""

    def type(self, css: str, keys: str) -> None:
        """Press keys in an element, ALT is held to their end. Raises `LookupError`."""

    def read(self, script: str) -> str:
        """Return what an expression of JavaScript says on the page."""


class Visit:
    """One person's page in a browser, and the questions the story asks of it."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver

    def press(self, css: str) -> None:
        """Press something as soon as it is there."""

        def pressed() -> bool:
            try:
                self.driver.press(css)
            except LookupError:
                return False
            return True

        eventually(pressed, f"{css} can be pressed", PATIENCE)

    def text(self, css: str) -> str:
        """Return the words of an element, '' where there is none."""
        return self.driver.read(f"document.querySelector({json.dumps(css)})?.textContent.trim() ?? ''")

    def attribute(self, css: str, name: str) -> str:
        """Return an attribute of an element, '' where there is none."""
        return self.driver.read(f"document.querySelector({json.dumps(css)})?.getAttribute({json.dumps(name)}) ?? ''")

    def shows(self, css: str, pattern: str) -> str:
        """Wait until an element's words match; return them."""
        words = eventually(
            lambda: re.search(pattern, self.text(css)) and self.text(css), f"{css} says {pattern}", PATIENCE
        )
        return str(words)

    def live(self, yes: bool = True) -> None:
        """Wait until the page is connected, or is not."""
        eventually(lambda: (self.attribute("html", "data-connection") == "live") == yes, f"live is {yes}", PATIENCE)


def made(folder: Path) -> None:
    """Make a meeting of a moderator and some people, without a server."""
    rows = (*TEAM[:1], *REGIONAL[:AT_MOST])
    lines = [
        (one.reference, one.name, one.organisation, "", one.country, ";".join(one.languages), "", one.role, "")
        for one in rows
    ]
    (folder / "people.csv").write_bytes(written(COLUMNS, lines))
    said(folder, "new", "Regional meeting", "--people", str(folder / "people.csv"))


def said(folder: Path, *words: str) -> str:
    """Run the `dialogue` command on the folder's data; return what it prints."""
    command = [sys.executable, "-m", "app.cli", *words, "--data", str(folder / "data"), "--json"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@contextmanager
def a_meeting(folder: Path) -> Iterator[tuple[Aside, House, dict[str, str]]]:
    """Serve a meeting that can be killed; give everybody's link."""
    made(folder)
    house = House(folder / "data")
    links = {one["name"]: one["link"] for one in json.loads(said(folder, "links"))}
    links = {name: re.sub(r"^https?://[^/]+", house.base, link) for name, link in links.items()}
    with Aside() as aside:
        aside.run(house.start())
        try:
            yield aside, house, links
        finally:
            aside.run(house.kill())


def lived_through(driver: Driver, folder: Path) -> None:
    """Play the story with Amal in this browser and Dana at a simulated console."""
    with a_meeting(folder) as (aside, house, links), aside.entered(Doors(house.base)) as doors:
        dana = Person(doors, links["Dana O."])
        aside.run(dana.come_in())
        moderator, amal = Moderator(dana), Visit(driver)

        driver.go(links["Amal R."])
        amal.shows("main button", "Continue as Amal")
        amal.press("main button.strong")
        amal.press("input[name=acknowledged]")
        amal.press("main button.strong")
        amal.shows("#place h1", "Not open yet")
        amal.live()
        aside.run(moderator.press())
        amal.press("#place .press button")  # I am here
        amal.shows("#place h1", "The doors are open")
        for name in [row.name for row in REGIONAL[1:AT_MOST]]:
            aside.run(Person(doors, links[name]).come_in())
        aside.run(moderator.press())
        amal.shows("#place h1", "Plenary")
        amal.press("#lost button")
        amal.shows("#lost", "The team knows")

        for _ in range(4):  # draw, show, open, start
            aside.run(moderator.press())
        room = amal.shows("#place h1", r"Room \d")
        amal.shows("#clock time", r"\d:\d\d")
        assert room.replace("\u2068", "").split(" ·")[0] in driver.read("document.title")
        ends = amal.attribute("#clock time", "data-ends")

        aside.run(house.kill())
        amal.live(yes=False)
        assert amal.text("#place h1") == room  # what one knew stays on the screen
        aside.run(house.start())
        amal.live()
        assert amal.text("#place h1") == room
        assert amal.attribute("#clock time", "data-ends") == ends
        aside.run(dana.post(f"{dana.base}/rounds/{block(dana, aside)}/time", minutes="5"))
        eventually(lambda: amal.attribute("#clock time", "data-ends") > ends, "there is more time", PATIENCE)
        board = driver.read("location.href")
        notes_written(amal, board)
        report_written(amal, board, aside, house)
        for _ in range(2):  # one minute left; now
            aside.run(moderator.press())
        amal.shows("#place h1", "Plenary")


def notes_written(amal: Visit, board: str) -> None:
    """Take the notes of one's room on the rapporteur's page by keyboard, and go back to one's board."""
    field, first, second = "#note [name=text]", ".sheet [data-note]", ".sheet [data-note] ~ [data-note]"
    amal.press(".asks button")
    amal.shows("#taker", "You take the notes.")
    amal.driver.go(board.replace("/board", "/notes"))
    amal.live()
    amal.driver.type(field, ALT + "3")
    amal.driver.type(field, "Ask first" + ENTER)
    amal.shows(first, r"Ask first[^.]*Tip · ")
    assert amal.driver.read("document.activeElement.name") == "text"
    assert amal.driver.read(f"document.querySelector('{field}').value") == ""
    amal.driver.type(field, ALT + "4")
    amal.driver.type(field, "Pay the bus" + ENTER)
    amal.shows(second, r"Pay the bus[^.]*Lesson · ")
    amal.press(f"{second} [data-key=s]")
    amal.shows(f"{second} .star", "★")
    amal.driver.go(board)
    amal.live()
    amal.shows("#notes", "Ask first")


def report_written(amal: Visit, board: str, aside: Aside, house: House) -> None:
    """Write in the room's report while the server is killed: what the line says is kept is there afterwards, once."""
    field, line, words = (
        "[data-field=key1]",
        "[data-text] [data-line]",
        "document.querySelector('[data-field=key1]').value",
    )
    amal.driver.go(board.replace("/board", "/notes"))
    amal.live()
    eventually(lambda: amal.attribute("[data-text]", "data-right") == "now", "the report can be written", PATIENCE)
    amal.driver.type(field, "Begin. ")
    amal.shows(line, r"^Saved \d\d:\d\d:\d\d$")
    aside.run(house.kill())
    amal.driver.type(field, "Nobody must lose this.")
    amal.shows(line, r"^Not yet sent: \d+ changes, kept on this device$")
    amal.driver.go("about:blank")
    aside.run(house.start())
    amal.driver.go(board.replace("/board", "/notes"))
    amal.live()
    eventually(lambda: amal.driver.read(words) == "Begin. Nobody must lose this.", "all of it is there", PATIENCE)
    amal.shows(line, r"^Saved \d\d:\d\d:\d\d$")
    amal.driver.go(board)
    amal.live()


def block(dana: Person, aside: Aside) -> int:
    """Return the number of the round that is on, from the console."""
    found = re.search(r"\brounds/(\d+)/time", aside.run(dana.get(f"{dana.base}/console")).text)
    assert found is not None
    return int(found[1])
