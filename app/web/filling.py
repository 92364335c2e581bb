"""Words that come into a shared text from elsewhere than a keyboard: from a note, or from a list."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain import texts
from app.web.programme import Live


async def fill(live: Live, name: str, words: Mapping[str, str], by: str) -> None:
    """Write words into fields of a text, each cut to its limit, and have them noted at once. Raises `NotFound`."""
    limits = texts.limits(live.state, name)
    said = {field: value[: limits[field]] for field, value in words.items() if field in limits and value}
    if said:
        text = await live.text(name)
        await live.texts.rewrite(text, said, by=by)
        live.noting.changed(text)
        await live.noting.note(name)
