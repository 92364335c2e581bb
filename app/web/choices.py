"""The programme's settings, for organisers: what there is to choose from, the countries, the ground rules.

Each part is a form of its own and a command; a refusal leaves what was typed where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app import rosters
from app.domain import permissions
from app.domain.choices import FIELDS, TYPES, Choice, Choices, plain
from app.domain.errors import NotAllowed
from app.domain.lands import MEMBERS
from app.domain.programme import GROUND_RULES
from app.domain.text import folded
from app.i18n import Words
from app.web.handing import staff
from app.web.visits import Visit


def choice_routes() -> list[Route]:
    """Return the route of the page; its forms are commands."""
    return [Route("/p/{programme}/settings", settings, methods=["GET"])]


async def settings(request: Request) -> Response:
    """Show what an organiser may set. Raises `NotFound`, `NotAllowed`."""
    visited = await organising(request)
    programme = visited.live.state
    choices = programme.choices
    listed, more = countries(visited.words, choices)
    return visited.html(
        "staff/settings.html",
        fields=(choices.fields, left_out(FIELDS, choices.fields)),
        types=(choices.types, left_out(TYPES, choices.types)),
        rules=(programme.ground_rules, left_out(GROUND_RULES, programme.ground_rules)),
        listed=listed,
        more=more,
    )


async def organising(request: Request) -> Visit:
    """Return the visit of an organiser. Raises `NotFound`, `NotAllowed`."""
    visited = await staff(request)
    if not permissions.is_organiser(visited.live.state, None, visited.viewer.person):
        raise NotAllowed("organiser-only")
    return visited


def left_out(ours: Iterable[str], chosen: Iterable[Choice]) -> tuple[Choice, ...]:
    """Return what the platform offers and this programme does not."""
    taken = {each.code for each in chosen}
    return plain(code for code in ours if code not in taken)


def countries(words: Words, choices: Choices) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return codes and names, by name: the countries that are listed or usually are, and all others of the world."""
    usual = {*MEMBERS, *choices.countries}
    known = {code for code in rosters.codes("territories").values() if len(code) == 2}
    named = by_name((code, country_name(words, choices.country(code))) for code in known | usual)
    return [one for one in named if one[0] in usual], [one for one in named if one[0] not in usual]


def by_name(named: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Sort codes and names as readers look for them: É beside E."""
    return sorted(named, key=lambda one: folded(one[1]))


def country_name(words: Words, country: Choice) -> str:
    """Return what a country is called for a reader: as the organiser says, else as it is usually."""
    return country.wording.into(words.language)[0] if country.own(words.language) else words.country(country.code)
