"""A server for the browser's half alone: canned panels, a real socket, and a POST that tells it what to do.

Run as a process (`python harness.py PORT STATE-FILE`), so that it can really be killed; what it knows lies in a file.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

import uvicorn
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.web.house import LEADING, WRITING
from app.web.static import join

ROOT = Path(__file__).resolve().parents[2]
CDN = "https://cdn.example"
HTMX = f"{CDN}/npm/htmx.org@4.0.1/dist"
POLICY = (
    f"default-src 'none'; script-src 'self' {HTMX}/htmx.min.js {HTMX}/ext/hx-ws.min.js; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGE = """<!doctype html>
<html lang="en" dir="ltr" data-position="{{ position }}" data-epoch="{{ epoch }}" data-clock="{{ now }} {{ rate }}"
 data-clock-path="{{ clock_path }}" data-live="/live" data-panels="/panels" data-me="p7">
<head><meta charset="utf-8"><title>Board</title>
<meta name="htmx-config"
 content='{"history":false,"defaultSwap":"outerMorph","noSwap":[204,304,"5xx"],
 "morphIgnore":["data-htmx-powered","open","tabindex"]}'>
</head><body>{% include "live_regions.html" %}<h1>Board</h1>{{ body }}{% include "live_tail.html" %}</body></html>"""
START: dict[str, Any] = {
    "position": 10, "epoch": "e1", "panels": {}, "changed": {}, "body": "", "refuse": False, "commands": [],
    "answers": [], "ups": [], "polls": 0, "shift": 0, "rate": 1, "hush": False, "beacons": [], "queries": [],
    "clock_path": "/clock",
}  # fmt: skip


class Harness:
    """What the server knows, and the sockets that watch."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.known: dict[str, Any] = {**deepcopy(START), **(json.loads(store.read_text()) if store.exists() else {})}
        self.sockets: set[WebSocket] = set()

    def keep(self) -> None:
        self.store.write_text(json.dumps(self.known))

    def message(self, since: int, epoch: str) -> str:
        """Draw what changed since; everything for another epoch."""
        anew = epoch != self.known["epoch"] or since > self.known["position"]
        changed = self.known["changed"]
        keys = [key for key in self.known["panels"] if anew or changed.get(key, 0) > since]
        parts = "".join(partial(key, self.known["panels"][key]) for key in keys)
        return f"{self.known['position']}{' ' + self.known['epoch'] if anew else ''}\n{parts}"

    async def push(self, panels: dict[str, str], silently: bool = False) -> None:
        self.known["position"] += 1
        position = self.known["position"]
        self.known["panels"].update(panels)
        self.known["changed"].update(dict.fromkeys(panels, position))
        self.keep()
        if not silently:
            await self.say(f"{position}\n" + "".join(partial(key, html) for key, html in panels.items()))

    async def say(self, text: str) -> None:
        for socket in list(self.sockets):
            await socket.send_text(text)

    async def close(self, code: int) -> None:
        for socket in list(self.sockets):
            self.sockets.discard(socket)
            with suppress(RuntimeError):  # gone by itself
                await socket.close(code)


def partial(key: str, html: str) -> str:
    if html == "":
        return f'<hx-partial hx-target="#{key}" hx-swap="delete"></hx-partial>'
    return f'<hx-partial hx-target="#{key}">{html}</hx-partial>'


def refusal(status: int) -> str:
    return partial("notice", f'<div id="notice" role="status" aria-atomic="true">Refused {status}</div>')


def ours() -> bytes:
    """Return our scripts as pages have them, without those of consoles and editors."""
    return join("all", "js", "text/javascript", first=LEADING, apart=("console", WRITING)).body


class Doors:
    """The harness's HTTP and socket endpoints."""

    def __init__(self, harness: Harness) -> None:
        self.harness = harness
        self.known = harness.known
        self.pages = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True)
        self.pages.filters["t"] = lambda text: text

    def page(self, request: Request) -> Response:
        known = self.known
        body = known["body"].replace("PANELS", "".join(known["panels"].values()))
        html = self.pages.from_string(PAGE).render(
            position=known["position"],
            epoch=known["epoch"],
            now=self.now(),
            rate=known["rate"],
            clock_path=known["clock_path"],
            body=Markup(body),
            script={"path": "/ours.js"},
            live="/live",
            cdn=CDN,
            local_scripts="local_scripts" in request.cookies,
        )
        return HTMLResponse(html, headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-store"})

    def now(self) -> float:
        return time.time() + float(self.known["shift"])

    def clock(self, request: Request) -> Response:
        return PlainTextResponse(f"{self.now()} {self.known['rate']}")

    def script(self, request: Request) -> Response:
        return Response(ours(), media_type="text/javascript")

    def panels(self, request: Request) -> Response:
        self.known["polls"] += 1
        query = request.query_params
        return PlainTextResponse(self.harness.message(int(query["since"]), query["epoch"]))

    async def command(self, request: Request) -> Response:
        known = self.known
        form = await request.form()
        known["commands"].append({name: str(value) for name, value in form.items()})
        status, push = known["answers"].pop(0) if known["answers"] else (204, {})
        if status >= 400:
            return HTMLResponse("" if status >= 500 else refusal(status), status_code=status)
        await self.harness.push(push, silently=known["hush"])
        return Response(status_code=204, headers={"X-Position": str(known["position"]), "X-Epoch": known["epoch"]})

    async def beacon(self, request: Request) -> Response:
        self.known["beacons"].append(request.headers["content-type"])
        return Response(status_code=204)

    async def live(self, socket: WebSocket) -> None:
        if self.known["refuse"]:
            return await socket.close()
        await socket.accept()
        query = dict(socket.query_params)
        self.known["queries"].append(query)
        await socket.send_text(self.harness.message(int(query["since"]), query["epoch"]))
        self.harness.sockets.add(socket)
        with suppress(WebSocketDisconnect):
            while True:
                self.known["ups"].append(await socket.receive_text())
        self.harness.sockets.discard(socket)
        return None

    async def control(self, request: Request) -> Response:
        told = await request.json() if request.method == "POST" else {}
        if told.get("afresh"):
            await self.harness.close(1000)
            await self.harness.close(1000)
            self.known.update(deepcopy(START))
        self.known.update(told.get("set", {}))
        for panels in told.get("pushes", ()):
            await self.harness.push(panels, silently=told.get("silently", False))
        for text in told.get("say", ()):
            await self.harness.say(text)
        if "close" in told:
            await self.harness.close(told["close"])
        self.harness.keep()
        return JSONResponse({**self.known, "sockets": len(self.harness.sockets)})

    def application(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/", self.page),
                Route("/panels", self.panels),
                Route("/clock", self.clock),
                Route("/ours.js", self.script),
                Route("/command", self.command, methods=["POST"]),
                Route("/beacon", self.beacon, methods=["POST"]),
                Route("/control", self.control, methods=["GET", "POST"]),
                WebSocketRoute("/live", self.live),
                Mount("/static", StaticFiles(directory=ROOT / "static")),
            ]
        )


if __name__ == "__main__":
    uvicorn.run(
        Doors(Harness(Path(sys.argv[2]))).application(),
        host="127.0.0.1",
        port=int(sys.argv[1]),
        ws="websockets-sansio",
        log_level="warning",
        ws_ping_interval=None,
    )
