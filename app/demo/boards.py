"""What a page holds, without a browser: its elements by id, and what messages bring to them."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
PARTIAL = re.compile(r'<hx-partial hx-target="#([^"]+)"(?: hx-swap="([^"]+)")?>(.*?)</hx-partial>', re.S)
ONCE = re.compile(r'(name="once" value=")[^"]*"')


class Elements(HTMLParser):
    """Finds the source of every element that has an id."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = [0]
        for line in html.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))
        self._open: list[tuple[str, str | None, int]] = []
        self.html = html
        self.found: dict[str, str] = {}
        self.feed(html)

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where an element begins."""
        start = self._here()
        known = dict(attrs).get("id")
        if tag not in VOID:
            self._open.append((tag, known, start))
        elif known:
            self.found[known] = self.get_starttag_text() or ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element without an end."""
        known = dict(attrs).get("id")
        if known:
            self.found[known] = self.get_starttag_text() or ""

    def handle_endtag(self, tag: str) -> None:
        """Keep the source of what ends here."""
        end = self.html.index(">", self._here()) + 1
        while self._open:
            opened, known, start = self._open.pop()
            if known:
                self.found[known] = self.html[start:end]
            if opened == tag:
                break


def elements(html: str) -> dict[str, str]:
    """Return the elements of a page by id, their one-time ids blanked."""
    return Elements(blanked(html)).found


def blanked(html: str) -> str:
    """Return HTML with the one-time ids of its forms blanked, as a push has them."""
    return ONCE.sub(r'\1"', html)


def attribute(html: str, name: str) -> str:
    """Return an attribute of the page's root element, '' if it has none."""
    found = re.search(rf'<html[^>]*\s{name}="([^"]*)"', html)
    return unescape(found[1]) if found else ""


def panels(html: str) -> dict[str, str]:
    """Return the panels of a message by id, '' for a row that is gone."""
    return {key: "" if swap == "delete" else blanked(panel) for key, swap, panel in PARTIAL.findall(html)}
