"""The sheets of a gallery walk on the plenary screen, the least visited first, unless a practice is shown there."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.formats.gallery.alone import SheetOpened
from app.domain.programme import Programme
from app.domain.texts.words import WordsNoted
from app.panels.board.gallery import Station, of_words, stations
from app.panels.panel import View, panel
from app.panels.presented import changes, presented, with_words
from app.panels.touching import the_meeting


def noted(event: WordsNoted, programme: Programme) -> Iterable[str]:
    """The meetings in which the practice whose words were noted hangs or is shown."""
    return dict.fromkeys([*of_words(event, programme), *with_words(event, programme)])


@panel("screen", on={**changes(), SheetOpened: the_meeting, WordsNoted: noted}, template="screen/gallery.html")
def gallery(view: View, of: str) -> tuple[Station, ...]:
    """Cut the sheets of the walk that is on."""
    return stations(view, of) if presented(view, of) is None else ()
