"""Whether all is well: `/healthz` for watchers, `/metrics` for Prometheus (with a token only)."""

from __future__ import annotations

from hmac import compare_digest

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from app.web.addresses import WARNING
from app.web.house import House
from realtime.log import Unavailable


def health_routes() -> list[Route]:
    """Return the routes for watchers."""
    return [Route("/healthz", health, methods=["GET"]), Route("/metrics", metrics, methods=["GET"])]


async def health(request: Request) -> Response:
    """Say whether a command could be written now."""
    house: House = request.app.state.house
    try:
        await house.log.ready()
    except Unavailable as trouble:
        return JSONResponse({"ok": False, "reason": trouble.reason}, 503)
    warnings = {"warnings": [WARNING]} if house.addresses.one_for_all else {}
    return JSONResponse({"ok": True, **warnings})


async def metrics(request: Request) -> Response:
    """Give counts, without ids or names, to whoever bears the token."""
    house: House = request.app.state.house
    wanted = house.settings.metrics_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not wanted or not compare_digest(given.encode(), wanted.encode()):
        return PlainTextResponse("Not found.", 404)
    registry = CollectorRegistry()
    registry.register(Counts(house))
    return Response(generate_latest(registry), media_type="text/plain; version=0.0.4")


class Counts(Collector):
    """Counts of a house at this moment."""

    def __init__(self, house: House) -> None:
        self._house = house

    def collect(self) -> list[GaugeMetricFamily]:
        """Return the gauges."""
        lives = self._house.programmes.all()
        meetings = [meeting for live in lives for meeting in live.state.meetings.values()]
        found = {
            "dialogue_programmes": ("Programmes.", len(lives)),
            "dialogue_meetings_live": ("Meetings that are on.", sum(each.phase == "live" for each in meetings)),
            "dialogue_people_present": ("People present in meetings.", sum(len(each.present()) for each in meetings)),
            "dialogue_tabs": ("Open pages.", sum(len(live.hub) for live in lives)),
            "dialogue_events": ("Events of all programmes.", sum(live.stream.position for live in lives)),
            "dialogue_trouble": ("Programmes that cannot be written.", sum(live.trouble is not None for live in lives)),
        }
        return [GaugeMetricFamily(name, said, value) for name, (said, value) in found.items()]
