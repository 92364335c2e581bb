"""What was drawn stays good for the same slice and the same surroundings, and for nothing else."""

from __future__ import annotations

from typing import Any

from app.domain.calling import NameRoom
from app.domain.formats.rooms.running import AddTime
from app.i18n import Words
from app.rendering import Rendering
from app.web.drawing import KEPT, Drawing
from tests.domain.play import MEETING, Play, talking
from tests.panels.board.test_place import view

REPORT = ("notes.report", f"{MEETING}/2-1-1")


class Counting(Rendering):
    """Rendering that counts the blocks it draws."""

    drawn = 0

    def block(self, *given: Any) -> str:
        self.drawn += 1
        return super().block(*given)


def drawing(play: Play, around: dict[str, Any]) -> tuple[Drawing, Counting]:
    rendering = Counting(Words, {})
    around.update(base="/p/a/m/m1", programme_base="/p/a", zone="UTC", once=str)
    return Drawing(rendering, lambda: view(play), lambda meeting, language: dict(around)), rendering


def test_a_panel_is_drawn_again_only_if_its_slice_has_changed() -> None:
    play = talking()
    drawn, rendering = drawing(play, {})
    first = drawn.draw(REPORT, "en")
    play.do(AddTime(MEETING, 2, minutes=1))
    drawn.forget()
    assert drawn.draw(REPORT, "en") == first
    assert rendering.drawn == 1
    assert drawn.draw(REPORT, "fr") != first
    play.do(NameRoom(MEETING, 1, "Kitchen"))
    drawn.forget()
    assert "Kitchen" in drawn.draw(REPORT, "en")
    assert rendering.drawn == 3


def test_a_panel_is_drawn_again_if_what_stands_around_it_has_changed() -> None:
    around: dict[str, Any] = {}
    drawn, rendering = drawing(talking(), around)
    drawn.draw(REPORT, "en")
    around["base"] = "/p/b/m/m1"
    drawn.forget()
    assert "/p/b/m/m1" in drawn.draw(REPORT, "en")
    assert rendering.drawn == 2


def test_what_nobody_asks_for_is_let_go() -> None:
    play, around = talking(), dict[str, Any]()
    drawn, rendering = drawing(play, around)
    drawn.draw(REPORT, "en")
    for turn in range(2):
        for nth in range(KEPT + 1):
            around["base"] = f"/p/{turn}/m/m{nth}"
            drawn._around.clear()
            drawn.draw(REPORT, "en")
        drawn.forget()
    assert len(drawn._alike) + len(drawn._before) <= KEPT + 1
    around["base"] = "/p/a/m/m1"
    before = rendering.drawn
    drawn.draw(REPORT, "en")
    assert rendering.drawn == before + 1
