"""What keeps people out of a screen: what axe finds, what is wider than the window, what is too small to press."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.scenes.aside import Aside
from tests.scenes.scene import Scene, arrived, resized

AXE = (Path(__file__).resolve().parents[2] / ".venv/axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ASK = """async ([tags, over]) => {
  const found = await axe.run(over || document, { runOnly: tags, resultTypes: ["violations"], preload: false });
  const why = (node) => (node.any[0] ?? node.all[0] ?? node.none[0])?.message;
  const said = (node) => `${node.html.slice(0, 200)} (${why(node)})`;
  return found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map(said).join(" | ")}`);
}"""
TOO_WIDE = """() => {
  const page = document.documentElement, width = page.clientWidth;
  if (page.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width && (box.right > width + 1 || box.left < -1);
  }).slice(0, 5).map((one) => one.outerHTML.slice(0, 120));
}"""
TOO_SMALL = """() => [...document.querySelectorAll("a[href], button, summary, input, select, textarea")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter((one) => !one.closest("label, .skip, [type=hidden]"))
  .filter((one) => { const box = one.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
  .map((one) => one.outerHTML.slice(0, 160))"""
TALL_ROWS = """() => [...document.querySelectorAll("tbody[id] tr")]
  .filter((one) => one.getBoundingClientRect().height > 100)
  .map((one) => one.innerText.slice(0, 80))"""
"""Rows of a long list that take more of a phone than a name and what tells people apart."""
WIDER_TEXT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
"""WCAG 1.4.12: what people may do to our text."""
TALL = {"width": 360, "height": 4000}
"""A phone's width with the page's end in view: what sticks to the window's edge then covers nothing."""
ZOOMED = {"width": 320, "height": 256}
"""A window of 1280 × 1024 at 400 %."""


def faults(page: Page, over: str = "") -> list[str]:
    """Return what axe finds on a page, or in what lies over it."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(ASK, [TAGS, over])
    return found


def looked_at(page: Page, scene: Scene, language: str) -> list[str]:
    """Return what is wrong with a screen on a phone, on the narrowest one, and on a laptop."""
    page.set_viewport_size(TALL)  # type: ignore[arg-type]
    found = faults(page, scene.over)
    found += [f"small target: {one}" for one in page.evaluate(TOO_SMALL)]
    found += [f"tall row: {one}" for one in page.evaluate(TALL_ROWS)]
    page.set_viewport_size(ZOOMED)  # type: ignore[arg-type]
    found += [f"wider than 320 px: {one}" for one in page.evaluate(TOO_WIDE)]
    page.evaluate(WIDER_TEXT)
    found += [f"wider than 320 px with wide text: {one}" for one in page.evaluate(TOO_WIDE)]
    page.evaluate("() => { document.adoptedStyleSheets = []; }")
    resized(page, "laptop")
    found += faults(page, scene.over)
    return [f"{scene.name} {language}: {one}" for one in found]


async def by_turns(scenes: AsyncIterator[Scene], *names: str) -> AsyncIterator[Scene]:
    """Give each screen (of these names, if any are given) in one of its languages, by turns."""
    number = 0
    async for scene in scenes:
        if not names or scene.name in names:
            yield replace(scene, languages=(scene.languages[number % len(scene.languages)],))
            number += 1


def everywhere(aside: Aside, browser: Browser, scenes: AsyncIterator[Scene]) -> list[str]:
    """Return what is wrong with these screens in the languages they speak."""
    found: list[str] = []
    # One browser for all of them: it has our files already, as a person's has after the first page.
    with closing(browser.new_context(viewport=TALL)) as context:  # type: ignore[arg-type]
        for scene in aside.each(scenes):
            for language in () if scene.print else scene.languages:
                with closing(arrived(context, scene, language)) as page:
                    found += looked_at(page, scene, language)
    return found


def told(found: Iterable[str]) -> str:
    return "\n".join(found)
