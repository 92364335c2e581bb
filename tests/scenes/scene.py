"""One screen in one state, and the way a browser comes to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page

from app.web.languages import COOKIE

LANGUAGES = ("en", "fr", "ar")
SIZES = {"phone": (360, 740), "half": (640, 700), "laptop": (1366, 768), "projector": (1920, 1080)}
CEILING = 30_000.0


def nothing(page: Page) -> None:
    """Leave the page as it was loaded."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen: where it is, whose cookies open it, what is done on it first, at which sizes its picture is taken."""

    name: str
    url: str
    cookies: dict[str, str] = field(default_factory=dict)
    sizes: str = "phone laptop"
    does: Callable[[Page], None] = nothing
    languages: tuple[str, ...] = LANGUAGES
    dark: bool = False
    print: bool = False
    over: str = ""
    """What was opened over the rest of the page, which it may cover until it is closed."""
    cut: str = ""
    """'socket': no WebSocket opens; 'all': nor is any poll answered."""


@contextmanager
def opened(browser: Browser, scene: Scene, language: str, size: str = "phone") -> Iterator[Page]:
    """Open a scene in a language, in a browser of its own."""
    width, height = SIZES[size]
    with closing(browser.new_context(viewport={"width": width, "height": height})) as context:
        yield arrived(context, scene, language)


def arrived(context: BrowserContext, scene: Scene, language: str) -> Page:
    """Go to a scene as these cookies' owner only, wait until it is live, do what it asks for."""
    cookies = {**scene.cookies, COOKIE: language}
    context.clear_cookies()
    site = "/".join(scene.url.split("/")[:3])  # for all of it: a page may have its socket in another folder
    context.add_cookies([{"name": name, "value": value, "url": site} for name, value in cookies.items()])
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scene.dark else "light")
    page.set_default_timeout(CEILING)
    if scene.cut:
        page.route_web_socket("**/live?**", lambda socket: socket.close(code=1013))
    if scene.cut == "all":
        page.route("**/panels?**", lambda route: route.abort())
    page.goto(scene.url)
    if page.locator("#live").count():
        state = {"": "live", "socket": "slow", "all": "lost"}[scene.cut]
        page.locator(f'html[data-connection="{state}"]').wait_for(state="attached")
    scene.does(page)
    if scene.print:
        page.emulate_media(media="print")
    return page


def resized(page: Page, size: str) -> None:
    """Give the page's window another size."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})


def unfolded(*selectors: str) -> Callable[[Page], None]:
    """Return what presses these parts of a page, one after the other."""

    def press(page: Page) -> None:
        for selector in selectors:
            page.locator(selector).first.click()

    return press


def named(scenes: Iterable[Scene], *names: str) -> Iterator[Scene]:
    """Return the scenes of these names; all if there are none."""
    return (scene for scene in scenes if not names or scene.name in names)
