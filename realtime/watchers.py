"""Who watches what: tabs by panel and by person, and whose watch set changed when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from realtime.tabs import Key, Tab
from realtime.wire import Push

Crowd = dict[str, dict[Tab, Push]]
"""The tabs that watch one panel, by language, each with what writes to it."""
Groups = dict[tuple[str, tuple[Key, ...]], list[Push]]
"""(language, what they get) → what writes to each of the tabs."""


class Watchers:
    """The tabs of one hub, each in the order they came."""

    def __init__(self) -> None:
        self.watched: dict[Key, Crowd] = {}
        self._people: dict[str, dict[Tab, None]] = {}
        self._rewatched: dict[str, int] = {}
        self._rewatched_all = 0

    def __len__(self) -> int:
        return sum(len(tabs) for tabs in self._people.values())

    def __contains__(self, tab: Tab) -> bool:
        return tab in self._people.get(tab.person, ())

    def tabs(self) -> list[Tab]:
        """Return all tabs."""
        return [tab for tabs in self._people.values() for tab in tabs]

    def of(self, person: str) -> list[Tab]:
        """Return a person's tabs, the oldest first."""
        return list(self._people.get(person, ()))

    def add(self, tab: Tab) -> None:
        """Take a tab in."""
        self._people.setdefault(tab.person, {})[tab] = None
        self._watch(tab.watch, tab)

    def remove(self, tab: Tab) -> list[Key]:
        """Let a tab go; return the panels that nobody watches any more."""
        tabs = self._people.get(tab.person, {})
        tabs.pop(tab, None)
        if not tabs:
            self._people.pop(tab.person, None)
        return [key for key in tab.watch if self._unwatch(key, tab)]

    def _watch(self, keys: Iterable[Key], tab: Tab) -> None:
        for key in keys:
            self.watched.setdefault(key, {}).setdefault(tab.language, {})[tab] = tab.wire.push

    def _unwatch(self, key: Key, tab: Tab) -> bool:
        crowd = self.watched.get(key, {})
        tabs = crowd.get(tab.language, {})
        tabs.pop(tab, None)
        if not tabs:
            crowd.pop(tab.language, None)
        if not crowd:
            self.watched.pop(key, None)
        return not crowd

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
            self._watch(new, tab)
        return new

    def forget_positions(self) -> None:
        """Forget whose watch set changed when: after a restore positions mean something else."""
        self._rewatched.clear()
        self._rewatched_all = 0

    def rewatched(self, person: str, since: int) -> bool:
        """Whether what the person watches may have changed after this position."""
        return max(self._rewatched_all, self._rewatched.get(person, 0)) > since

    def alone(self, tab: Tab, key: Key) -> bool:
        """Whether nobody but this tab watches the panel in its language."""
        return len(self.watched.get(key, {}).get(tab.language, ())) < 2

    def groups(self, keys: Iterable[Key], new: Mapping[Tab, tuple[Key, ...]], actors: frozenset[str]) -> Groups:
        """Return those who watch some of the keys, or have `new` panels, by what they get: alike tabs together.

        Tabs of `actors` are among them though they get nothing: they are told the position.
        """
        circles = self._circles(keys)
        wanted: dict[Tab, tuple[Key, ...]] = {tab: () for actor in actors for tab in self._people.get(actor, ())}
        wanted.update(new)
        groups: Groups = {}
        # The same for very many is the common case and the costly one: nobody is looked at there one by one.
        for crowd, same in circles[:-1]:
            for tabs in crowd.values():
                wanted.update((tab, more(wanted.get(tab, ()), same)) for tab in tabs)
        for crowd, same in circles[-1:]:
            for language, tabs in crowd.items():
                apart = [tab for tab in wanted if tab in tabs]
                wanted.update((tab, more(wanted[tab], same)) for tab in apart)
                groups[language, same] = pushes_of(tabs, apart)
        for tab, gets in wanted.items():
            groups.setdefault((tab.language, gets), []).append(tab.wire.push)
        return groups

    def _circles(self, keys: Iterable[Key]) -> list[tuple[Crowd, tuple[Key, ...]]]:
        """Return the panels that are watched by the very same tabs together, the largest circle of tabs last.

        The panels of a page mostly are; those of one person are known without a comparison.
        """
        own: dict[Tab, tuple[Crowd, list[Key]]] = {}
        found: dict[tuple[int, Tab], list[tuple[Crowd, list[Key]]]] = {}
        for key in keys:
            crowd = self.watched.get(key)
            if not crowd:
                continue
            tab, count = next(iter(next(iter(crowd.values())))), size(crowd)
            if count == 1:
                own.setdefault(tab, (crowd, []))[1].append(key)
                continue
            alike = found.setdefault((count, tab), [])
            same = next((same for other, same in alike if same_tabs(other, crowd)), None)
            if same is None:
                alike.append((crowd, [key]))
            else:
                same.append(key)
        shared = [circle for alike in found.values() for circle in alike]
        circles = [(crowd, tuple(same)) for crowd, same in (*own.values(), *shared)]
        return sorted(circles, key=lambda circle: size(circle[0]))


def size(crowd: Crowd) -> int:
    """Count the tabs."""
    return sum(map(len, crowd.values()))


def same_tabs(one: Crowd, other: Crowd) -> bool:
    """Say whether the very same tabs watch both."""
    return one.keys() == other.keys() and all(one[each].keys() == other[each].keys() for each in one)


def more(had: tuple[Key, ...], keys: tuple[Key, ...]) -> tuple[Key, ...]:
    """Add the keys that are not there yet."""
    return had + tuple(key for key in keys if key not in had) if had else keys


def pushes_of(tabs: dict[Tab, Push], apart: list[Tab]) -> list[Push]:
    """Return what writes to each of the tabs, but those that get something of their own."""
    rest = tabs.copy() if apart else tabs
    for tab in apart:
        del rest[tab]
    return list(rest.values())
