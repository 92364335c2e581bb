"""Forms in, commands on: every command that has a path is one POST route, read, performed and answered here.

A person's form becomes a command of the domain by its field names; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, get_origin, get_type_hints
from zoneinfo import available_timezones

import msgspec
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.types import Scope

from app.domain.errors import Invalid
from app.domain.messages import Command, commands
from app.web.forms import sent
from app.web.notices import keep
from app.web.visits import Visit, visit
from realtime.streams import Answer

Asked = TypeVar("Asked")
PREFIX = {"programme": "/p/{programme}/", "meeting": "/p/{programme}/m/{meeting}/"}


def command_routes() -> list[Route]:
    """Return one POST route for each command that people give by a form."""
    return [
        CommandRoute(PREFIX[command.scope] + command.path, receiver(command), name)
        for name, command in commands().items()
        if command.path and command.scope in PREFIX
    ]


class CommandRoute(Route):
    """A route that is compared with an address only where its last words fit: there are dozens before the right one."""

    def __init__(self, path: str, endpoint: Callable[[Request], Awaitable[Response]], name: str) -> None:
        super().__init__(path, endpoint, methods=["POST"], name=name)
        self._end = path.rpartition("}")[2]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Say whether the address is this route's."""
        return super().matches(scope) if scope["path"].endswith(self._end) else (Match.NONE, {})


def receiver(command: type[Command]) -> Callable[[Request], Awaitable[Response]]:
    """Return the endpoint that reads a form into `command` and performs it."""

    async def receive(request: Request) -> Response:
        visited = await visit(request)
        async with sent(request) as form:
            made = read(command, form, request.path_params)
            keep(request, form, set(_asked(command)))
            once = str(form.get("once", ""))
        answer = await visited.perform(made, once=once)
        return answered(request, visited, answer)

    return receive


def read(command: type[Command], form: FormData, path: dict[str, Any]) -> Command:
    """Make the command from form and path; the path wins. Raises `Invalid` naming the field."""
    values: dict[str, Any] = {}
    for name, many in _asked(command).items():
        if name in path:
            values[name] = path[name]
        elif many:
            values[name] = [str(item) for item in form.getlist(name)]
        elif name in form:
            values[name] = str(form[name])
    if values.get("zone"):  # the domain reads no zone database
        there(values["zone"])
    return converted(values, command)


def converted(values: Mapping[str, object], asked: type[Asked]) -> Asked:
    """Make what a form's values spell. Raises `Invalid` naming the field."""
    try:
        return msgspec.convert(values, type=asked, strict=False)
    except msgspec.ValidationError as error:
        raise Invalid(field=_field_of(error)) from None


def there(zone: str) -> None:
    """Refuse a time zone that this machine does not know, for no page of its meeting could be drawn."""
    if zone.strip() not in _zones():
        raise Invalid("no-time-zone", field="zone")


@cache
def _zones() -> set[str]:
    """Return the time zones there are; looking through them takes a while."""
    return available_timezones()


@cache
def _asked(command: type[Command]) -> dict[str, bool]:
    """Return the command's fields, and whether each takes many values; looking at the types takes a while."""
    hints = get_type_hints(command)
    return {field.name: get_origin(hints[field.name]) is tuple for field in fields(command)}  # type: ignore[arg-type]


def _field_of(error: msgspec.ValidationError) -> str:
    """Return the name of the field that an error of reading is about, '' if it names none."""
    _, _, place = str(error).rpartition("`$.")
    return place.rstrip("`").partition("[")[0]


def answered(request: Request, visited: Visit, answer: Answer[Any]) -> Response:
    """Answer a command that happened: nothing to swap for script, back to the page without it."""
    headers = {"X-Position": str(answer.position), "X-Epoch": answer.epoch}
    if "HX-Request" in request.headers:
        return Response(status_code=204, headers=headers)
    return RedirectResponse(visited.back(request), status_code=303, headers=headers)
