"""Chromium, a harness server that can be killed, and a page that fails on the policy's messages."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

HERE = Path(__file__).resolve().parent
VENDOR = HERE.parents[1] / "static/vendor"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
CEILING = 20.0


def eventually(true: Callable[[], Any], what: str, within: float = CEILING) -> Any:
    """Return the first true answer, asked twenty times a second; fail after `within` seconds."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {within} s: {what}")


class Server:
    """The harness as a process on a port of its own."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            self.port: int = taken.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.store = folder / "harness.json"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, str(HERE / "harness.py"), str(self.port), str(self.store)]
        self.process = subprocess.Popen(command)
        eventually(self.answers, "the harness answers")

    def answers(self) -> bool:
        try:
            return bool(self.ask())
        except OSError:
            return False

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def ask(self, **told: Any) -> dict[str, Any]:
        """Tell the harness something; return all it knows."""
        data = json.dumps(told).encode() if told else None
        with urlopen(Request(f"{self.base}/control", data), timeout=5) as answer:
            found: dict[str, Any] = json.load(answer)
            return found

    def push(self, *pushes: dict[str, str], silently: bool = False) -> None:
        self.ask(pushes=list(pushes), silently=silently)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for a file: while its loop runs, tests that are asynchronous cannot."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def kept_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One harness for a file, gone afterwards."""
    made = Server(tmp_path_factory.mktemp("harness"))
    yield made
    made.kill()


@pytest.fixture
def server(kept_server: Server) -> Server:
    """A harness that runs and knows nothing yet."""
    if kept_server.process is None:
        kept_server.start()
    kept_server.ask(afresh=True)
    return kept_server


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without cookies whose CDN answers with the npm package's bytes."""
    made = browser.new_context()
    made.route("https://cdn.example/**", answer_cdn)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """An empty tab; the test fails on an uncaught error and on what the content policy stopped."""
    opened = context.new_page()
    said: list[str] = []
    wrong: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    assert [text for text in said if "Content Security Policy" in text] == []
    # The socket extension says this when htmx itself was refused; boot.js then loads both.
    assert [text for text in wrong if text != "htmx is not defined"] == []


def answer_cdn(route: Route) -> None:
    name = route.request.url.rpartition("/")[2]
    body = (VENDOR / name).read_bytes()
    headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "text/javascript"}
    route.fulfill(body=body, headers=headers)


@pytest.fixture
def open_page(server: Server, page: Page) -> Callable[..., Page]:
    """Open the harness page with this body ("PANELS" stands for the panels) and wait until it is live."""

    def opening(body: str = "PANELS", panels: dict[str, str] | None = None, *, live: bool = True, **known: Any) -> Page:
        server.ask(set={"body": body, "panels": panels or {}, **known})
        page.goto(server.base)
        if live:
            eventually(lambda: server.ask()["sockets"], "a socket is open")
            page.wait_for_selector('html[data-connection="live"]', timeout=CEILING * 1000)
        return page

    return opening
