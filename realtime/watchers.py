"""Who watches what: tabs by panel and by person, and whose watch set changed when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from realtime.tabs import Key, Tab


class Watchers:
    """The tabs of one hub. `watched` holds panel → its tabs, in the order they came."""

    def __init__(self) -> None:
        self.watched: dict[Key, dict[Tab, None]] = {}
        self._people: dict[str, dict[Tab, None]] = {}
        self._rewatched: dict[str, int] = {}
        self._rewatched_all = 0

    def __len__(self) -> int:
        return sum(len(tabs) for tabs in self._people.values())

    def tabs(self) -> list[Tab]:
        """Return all tabs."""
        return [tab for tabs in self._people.values() for tab in tabs]

    def of(self, person: str) -> list[Tab]:
        """Return a person's tabs, the oldest first."""
        return list(self._people.get(person, ()))

    def add(self, tab: Tab) -> None:
        """Take a tab in."""
        self._people.setdefault(tab.person, {})[tab] = None
        for key in tab.watch:
            self.watched.setdefault(key, {})[tab] = None

    def remove(self, tab: Tab) -> list[Key]:
        """Let a tab go; return the panels that nobody watches any more."""
        tabs = self._people.get(tab.person, {})
        tabs.pop(tab, None)
        if not tabs:
            self._people.pop(tab.person, None)
        return [key for key in tab.watch if self._unwatch(key, tab)]

    def _unwatch(self, key: Key, tab: Tab) -> bool:
        tabs = self.watched.get(key, {})
        tabs.pop(tab, None)
        if not tabs:
            self.watched.pop(key, None)
        return not tabs

    def rewatch(self, people: Iterable[str] | None, position: int) -> dict[Tab, tuple[Key, ...]]:
        """Ask the tabs of these people (None: all) anew what they watch; return the panels new to each."""
        if people is None:
            self._rewatched_all = position
            tabs = self.tabs()
        else:
            whose = list(dict.fromkeys(people))
            self._rewatched.update(dict.fromkeys(whose, position))
            tabs = [tab for person in whose for tab in self._people.get(person, ())]
        return {tab: new for tab in tabs if (new := self.ask_anew(tab))}

    def ask_anew(self, tab: Tab) -> tuple[Key, ...]:
        """Ask one tab anew what it watches; return the panels new to it."""
        before = tab.watch
        new = tab.rewatch()
        if tab.watch != before:
            after = set(tab.watch)
            for key in before:
                if key not in after:
                    self._unwatch(key, tab)
            for key in new:
                self.watched.setdefault(key, {})[tab] = None
        return new

    def forget_positions(self) -> None:
        """Forget whose watch set changed when: after a restore positions mean something else."""
        self._rewatched.clear()
        self._rewatched_all = 0

    def rewatched(self, person: str, since: int) -> bool:
        """Whether what the person watches may have changed after this position."""
        return max(self._rewatched_all, self._rewatched.get(person, 0)) > since

    def groups(
        self, keys: Iterable[Key], new: Mapping[Tab, tuple[Key, ...]], actors: frozenset[str]
    ) -> dict[tuple[str, tuple[Key, ...]], list[Tab]]:
        """Return alike tabs together: (language, what they get) → tabs. Tabs of `actors` get nothing at least."""
        circles = self._circles(keys)
        wanted: dict[Tab, tuple[Key, ...]] = {tab: () for actor in actors for tab in self._people.get(actor, ())}
        wanted.update(new)
        groups: dict[tuple[str, tuple[Key, ...]], list[Tab]] = {}
        if len(circles) == 1:
            groups = _one_circle(*circles.pop(), wanted)
        for tabs, same in circles:
            for tab in tabs:
                had = wanted.get(tab)
                if not had:
                    wanted[tab] = same
                else:
                    wanted[tab] = had + (tuple(key for key in same if key not in new[tab]) if tab in new else same)
        for tab, gets in wanted.items():
            groups.setdefault((tab.language, gets), []).append(tab)
        return groups

    def _circles(self, keys: Iterable[Key]) -> list[tuple[dict[Tab, None], tuple[Key, ...]]]:
        """Return the panels that are watched by the very same tabs together: the panels of a page mostly are."""
        found: dict[tuple[int, Tab], list[tuple[dict[Tab, None], list[Key]]]] = {}
        for key in keys:
            tabs = self.watched.get(key)
            if tabs:
                alike = found.setdefault((len(tabs), next(iter(tabs))), [])
                same = next((same for others, same in alike if others.keys() == tabs.keys()), None)
                if same is None:
                    alike.append((tabs, [key]))
                else:
                    same.append(key)
        return [(tabs, tuple(same)) for alike in found.values() for tabs, same in alike]


def _one_circle(
    tabs: dict[Tab, None], keys: tuple[Key, ...], wanted: dict[Tab, tuple[Key, ...]]
) -> dict[tuple[str, tuple[Key, ...]], list[Tab]]:
    # The same for very many is the common case and the costly one.
    languages: dict[str, list[Tab]] = {}
    for tab in tabs:
        if wanted and tab in wanted:
            wanted[tab] += tuple(key for key in keys if key not in wanted[tab])
        elif tab.language in languages:
            languages[tab.language].append(tab)
        else:
            languages[tab.language] = [tab]
    return {(language, keys): found for language, found in languages.items()}
