"""Templates to HTML: whole pages and single panels. Knows nothing about meetings.

One environment per language, so that the words of a language are compiled into its templates; the only module
that may call something `Markup` (safe HTML).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from pathlib import Path
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, get_timezone_location
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import new_context
from markupsafe import Markup, escape

from app.domain.wording import Wording
from app.i18n import Words, direction

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


def _translating(words: Words, of: Callable[[str], Words]) -> dict[str, Callable[..., str]]:
    """The filters of sentences and names. Without values `t` is a constant that jinja folds; values are escaped.

    `t(into=code)` says the sentence in another language than the page's (texts to hand on).
    """

    def t(message: str, into: str = "", **values: object) -> str:
        said = (of(into) if into else words).t(message)
        return _filled(said, values) if values else said

    @lru_cache(maxsize=4096)
    def counted(one: str, many: str, n: int) -> str:
        return _filled(words.plural(one, many, n), {"n": n})

    def tn(one: str, many: str, n: int, **values: object) -> str:
        return _filled(words.plural(one, many, n), {"n": n, **values}) if values else counted(one, many, n)

    return {"t": t, "tn": tn, "tongue": words.tongue, "country": words.country}


def _filled(sentence: str, values: Mapping[str, object]) -> Markup:
    if len(values) == 1:
        ((name, value),) = values.items()
        if type(value) is int:
            return _numbered(sentence, name, value)
    return _spelt(sentence, values)


@lru_cache(maxsize=4096)
def _numbered(sentence: str, name: str, number: int) -> Markup:
    """Say a sentence with one number in it: "Room 7" is said to a whole room, five times each."""
    return _spelt(sentence, {name: number})


def _spelt(sentence: str, values: Mapping[str, object]) -> Markup:
    # Markup.format does the same many times slower, and rooms are numbered for everybody.
    return Markup("".join([text + (escape(values[name]) if name else "") for text, name in _parts(sentence)]))


@lru_cache(maxsize=4096)
def _parts(sentence: str) -> list[tuple[str, str]]:
    """Take a sentence apart: its texts, escaped, each with the name of the value that follows it ('' at the end)."""
    return [(str(escape(text)), name or "") for text, name, _, _ in Formatter().parse(sentence)]


def isolated(text: str) -> Markup:
    """Wrap what a person typed, so that its direction and its letters stay its own."""
    return Markup(f"<bdi>{escape(text)}</bdi>")


def worded(said: Wording, language: str) -> Markup:
    """Wrap words that were written in several languages: the reader's, else the meeting's own, marked as such."""
    found, own = said.into(language)
    if own in ("", language):
        return isolated(found)
    return Markup(f'<bdi lang="{escape(own)}">{escape(found)}</bdi>')


@lru_cache(maxsize=4096)
def stamp(instant: float) -> str:
    """Return the instant as `datetime=` wants it: UTC, to the second."""
    return datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=4096)
def local_time(instant: float, zone: str) -> Markup:
    """Return `<time>`: the zone's clock as text (11:25), the instant for the script that adds the reader's own."""
    shown = datetime.fromtimestamp(instant, ZoneInfo(zone)).strftime("%H:%M")
    return Markup('<time datetime="{}" dir="ltr">{}</time>').format(stamp(instant), shown)


@lru_cache(maxsize=4096)
def local_date(instant: float, zone: str, language: str) -> Markup:
    """Return `<time>` with day, date, clock, town and offset of the zone; the reader's own is added by script."""
    here, day, about = date_words(instant, zone, language)
    made = Markup('<time datetime="{}" data-offset="{}">{}{}<bdi dir="ltr">{}</bdi> (<bdi>{}</bdi>)</time>')
    minutes = int((here.utcoffset() or timedelta()).total_seconds() // 60)
    return made.format(stamp(instant), minutes, day, comma(language), here.strftime("%H:%M"), about)


def date_words(instant: float, zone: str, language: str) -> tuple[datetime, str, str]:
    """Return the local time, the day in words, and the zone in words: its town and offset."""
    here = datetime.fromtimestamp(instant, ZoneInfo(zone))
    day = format_datetime(here, "EEEE d MMMM y", locale=language)
    town = get_timezone_location(ZoneInfo(zone), locale=language, return_city=True) if "/" in zone else ""
    return here, day, comma(language).join(filter(None, (town, offset_words(here.utcoffset() or timedelta()))))


@lru_cache(maxsize=4096)
def local_hour(instant: float, zone: str) -> Markup:
    """Return `<time>` with the zone's clock and offset; the reader's own is added by script."""
    here = datetime.fromtimestamp(instant, ZoneInfo(zone))
    offset = here.utcoffset() or timedelta()
    made = Markup('<time datetime="{}" data-offset="{}"><bdi dir="ltr">{} ({})</bdi></time>')
    minutes = int(offset.total_seconds() // 60)
    return made.format(stamp(instant), minutes, here.strftime("%H:%M"), offset_words(offset))


def comma(language: str) -> str:
    """Return what stands between the names of a list."""
    return "، " if direction(language) == "rtl" else ", "


def colon(language: str) -> str:
    """Return what stands between a label and what it is a label of: French keeps a space before it."""
    return "\u00a0: " if language == "fr" else ": "


def listed(names: Iterable[str], language: str) -> Markup:
    """Return names one after the other, each with its own direction."""
    return Markup(comma(language)).join(isolated(name) for name in names)


def offset_words(offset: timedelta) -> str:
    """Return an offset from UTC as people write it: UTC+1, UTC-3:30, UTC."""
    minutes = int(offset.total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return "UTC" + (f"{'+' if minutes > 0 else '-'}{hours}" if minutes else "") + (f":{rest:02}" if rest else "")


class Rendering:
    """Draw pages and panels in each language.

    `words(language)` gives the sentences; `shared` is what every page may name (asset addresses, the CDN).
    """

    def __init__(
        self, words: Callable[[str], Words], shared: Mapping[str, object], *, templates: Path = TEMPLATES
    ) -> None:
        self._words = words
        self._shared = dict(shared)
        self._templates = templates
        self._environments: dict[str, Environment] = {}
        self._blocks: dict[tuple[str, str, str], tuple[Template, dict[str, Any], Callable[..., Iterable[str]]]] = {}

    def environment(self, language: str) -> Environment:
        """Return the language's environment, made when first asked for."""
        made = self._environments.get(language)
        if made is None:
            made = self._environments[language] = self._make(language)
        return made

    def _make(self, language: str) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(self._templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        environment.filters.update(_translating(self._words(language), self._words))
        environment.filters.update(isolated=isolated, stamp=stamp, local_time=local_time, direction=direction)
        environment.filters["worded"] = partial(worded, language=language)
        environment.filters["listed"] = partial(listed, language=language)
        environment.filters.update(local_date=local_date, local_hour=local_hour)
        environment.globals.update(self._shared, language=language)
        environment.globals.update(direction=direction(language), comma=comma(language), colon=colon(language))
        return environment

    async def warm(self, languages: Iterable[str]) -> None:
        """Compile the templates that a meeting shows, boards first, a few at a time: else the first reader waits."""
        languages = list(languages)
        for folder in ("", "board", "door", "screen", "console", "list", "notes"):
            for template in sorted((self._templates / folder).glob("*.html")):
                for language in languages:
                    self.environment(language).get_template(template.relative_to(self._templates).as_posix())
                    await asyncio.sleep(0.005)  # others' turn: one template takes up to 30 ms

    def page(self, template: str, language: str, values: Mapping[str, object]) -> str:
        """Draw a whole page. Every panel's slice stands in `values` under the panel's name."""
        return self.environment(language).get_template(template).render(values)

    def block(self, template: str, block: str, language: str, values: Mapping[str, Any]) -> str:
        """Draw one block of a template alone, the same HTML as within its page."""
        wanted = (template, block, language)
        found = self._blocks.get(wanted)
        if found is None:
            made = self.environment(language).get_template(template)
            found = self._blocks[wanted] = (made, dict(made.globals), made.blocks[block])
        made, shared, draw = found
        # What all blocks share is laid flat once: jinja's own chain of it costs as much as a small block.
        context = new_context(made.environment, made.name, made.blocks, {**shared, **values}, shared=True)
        return "".join(draw(context)).strip()


def pushed(element: str, html: str) -> str:
    """Wrap a panel for the wire: it replaces the element of its id, whole, as a page's `defaultSwap` does."""
    return f'<hx-partial hx-target="#{element}">{html}</hx-partial>'


def gone(element: str) -> str:
    """Say on the wire that a row is no more."""
    return f'<hx-partial hx-target="#{element}" hx-swap="delete"></hx-partial>'
