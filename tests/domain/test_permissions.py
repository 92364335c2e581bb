"""The permission matrix as a table: every role × every command, compared with `matrix.txt` beside this file.

y: may · n: refused (403) · -: looks like it is not there (404). After a change on purpose, write the new table with
`python -m tests.domain.test_permissions`, read it, and commit it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain import permissions
from app.domain.errors import NotAllowed, NotFound
from app.domain.messages import SCREEN, STRANGER, SYSTEM, Command, commands
from app.domain.platform import Platform
from app.domain.roles import ROLES
from tests.domain.play import MEETING, Play, programme

TABLE = Path(__file__).with_name("matrix.txt")


def cast() -> tuple[Play, dict[str, str]]:
    """Return a play and one actor for each column."""
    play = programme()
    chosen = {role: next(p.id for p in play.programme.people.values() if p.role == role) for role in used(play)}
    play.programme.people[play.id("Amal")].role = "editor"
    play.programme.people[play.id("Nuno")].meetings = {"m2"}
    others = {"elsewhere": play.id("Nuno"), "stranger": STRANGER, "screen": SCREEN, "outsider": "p999"}
    participant = {"participant": play.id("Salma"), "editor": play.id("Amal")}
    return play, {role: {**chosen, **participant}[role] for role in ROLES} | others


def used(play: Play) -> set[str]:
    return {person.role for person in play.programme.people.values()}


def blank(kind: type[Command]) -> Command:
    """Return a command of the kind that says nothing but its meeting."""
    command = object.__new__(kind)
    if kind.scope == "meeting":
        object.__setattr__(command, "meeting", MEETING)
    return command


def answer(state: object, actor: str, command: Command) -> str:
    try:
        permissions.may(state, actor, command)
    except NotAllowed:
        return "n"
    except NotFound:
        return "-"
    return "y"


def table() -> str:
    play, actors = cast()
    width = max(map(len, commands()))
    lines = [" " * width + "  " + " ".join(f"{column[:5]:5}" for column in actors)]
    for name, kind in sorted(commands().items()):
        state: object = Platform() if kind.scope == "platform" else play.programme
        cells = " ".join(f"{answer(state, actor, blank(kind)):5}" for actor in actors.values())
        lines.append(f"{name:{width}}  {cells}")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def test_the_matrix_is_as_agreed() -> None:
    assert table() == TABLE.read_text()


def test_every_command_has_a_row_and_every_row_a_command() -> None:
    assert permissions.MATRIX.keys() == commands().keys()


def test_a_command_without_a_row_is_refused_to_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(permissions.MATRIX, "TakeStep")
    play, actors = cast()
    step = blank(commands()["TakeStep"])
    assert {answer(play.programme, actor, step) for actor in actors.values()} == {"n", "-"}


def test_another_meeting_looks_like_none() -> None:
    play, actors = cast()
    for kind in commands().values():
        if kind.scope == "meeting":
            command = blank(kind)
            object.__setattr__(command, "meeting", "m77")
            assert {answer(play.programme, actor, command) for actor in actors.values()} == {"-"}


def test_the_server_may_everything() -> None:
    play, _ = cast()
    assert {answer(play.programme, SYSTEM, blank(kind)) for kind in commands().values()} == {"y"}


def test_rows_are_added_once() -> None:
    with pytest.raises(ValueError, match="TakeStep"):
        permissions.allow({"TakeStep": permissions.helps})


def test_the_screen_shows_and_nothing_else() -> None:
    play, _ = cast()
    assert permissions.shows_screen(play.programme, play.meeting, SCREEN)
    assert not permissions.shows_screen(play.programme, play.meeting, play.id("Salma"))


if __name__ == "__main__":
    TABLE.write_text(table())
