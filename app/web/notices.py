"""What a page says after a form: a sentence, and the same form once more where it was asked about first.

To script it is a panel for `#notice`; without script the error page draws the same block.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import HTTPConnection

from app.domain.errors import Doubtful
from app.rendering import Rendering, pushed
from app.web.programme import blank

FORM = "dialogue.form"
"""Where the request keeps what its form said."""


@dataclass(frozen=True, slots=True)
class Again:
    """A form to be sent once more, knowingly: where to, and what it said."""

    path: str
    fields: list[tuple[str, str]]


def keep(request: HTTPConnection, form: FormData, names: set[str]) -> None:
    """Keep the fields that a command reads, in case it is asked about first."""
    said = [(name, str(value)) for name, value in form.multi_items() if name in names and name != "anyway"]
    request.scope[FORM] = Again(request.scope["path"], said)


def again(request: HTTPConnection, error: Exception) -> Again | None:
    """Return the form to go on with, if that is possible."""
    kept: Again | None = request.scope.get(FORM)
    return kept if isinstance(error, Doubtful) else None


def notice(rendering: Rendering, language: str, said: str, form: Again | None = None, *, done: bool = False) -> str:
    """Return the panel that shows a sentence on a page; `done`: it is good news."""
    values = {"said": said, "again": form, "once": blank, "done": done}
    return pushed("notice", rendering.block("notice.html", "notice", language, values))
