"""What is talked about at each table of a café: one line a table, and the same in other languages."""

from __future__ import annotations

from itertools import zip_longest

from app.domain import text
from app.domain.calling import ROOM_NAME
from app.domain.errors import Invalid
from app.domain.wording import LANGUAGES, Others, others

Named = tuple[tuple[str, ...], tuple[Others, ...]]


def named(topics: str, more: tuple[str, ...], own: str, tables: int) -> Named:
    """Return the topics of table 1, 2 …, and the same in others: line n of each text in `more` says line n of `topics`.

    `more` is in the order of LANGUAGES, `own` the meeting's language. Raises `Invalid`, also
    where there are more topics than tables: none is left out silently.
    """
    lines = zip_longest(topics.splitlines(), *(each.splitlines() for each in more), fillvalue="")
    said = [line for line in lines if line[0].strip()]
    if len(said) > tables:
        raise Invalid("more-topics-than-tables", field="topics", tables=tables)
    names = tuple(text.line(line[0], "topics", ROOM_NAME, required=False) for line in said)
    return names, tuple(others(line[1:], "topics_in", ROOM_NAME, own) for line in said)


def written(topics: dict[int, str], more: dict[int, Others], tables: int) -> tuple[str, tuple[str, ...]]:
    """Return a café's topics as its form sends them, of so many tables."""
    topics = dict(list(topics.items())[:tables])
    texts = ("\n".join(dict(more.get(table, ())).get(code, "") for table in topics) for code in LANGUAGES)
    return "\n".join(topics.values()), tuple(texts)
