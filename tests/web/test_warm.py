"""Templates are compiled before the first reader comes: while they are, everybody else waits."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound

from app.i18n import LANGUAGES, Words
from app.rendering import TEMPLATES, Rendering


async def test_boards_and_consoles_are_compiled_in_every_language_and_others_have_their_turn(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    rendering, turns = Rendering(Words, {}, templates=copy), 0
    warming = asyncio.create_task(rendering.warm(LANGUAGES))
    while not warming.done():
        turns += 1
        await asyncio.sleep(0)
    await warming
    assert turns >= 100
    shutil.rmtree(copy)
    for language in LANGUAGES:
        for template in ("frame.html", "board/board.html", "board/place.html", "console/console.html"):
            assert rendering.environment(language).get_template(template).name == template
    with pytest.raises(TemplateNotFound):
        rendering.environment("en").get_template("staff/people.html")
