"""One measured figure with its goal."""

from __future__ import annotations

from typing import NamedTuple


class Figure(NamedTuple):
    """What `make bench` prints as one line; `ok` is whether the goal is met."""

    name: str
    value: float
    unit: str
    goal: str
    ok: bool

    def line(self) -> str:
        """Return `name  value  unit  goal  ok|SHORT`."""
        return f"{self.name}  {self.value:.4g}  {self.unit}  {self.goal}  {'ok' if self.ok else 'SHORT'}"


def at_most(name: str, value: float, unit: str, goal: float) -> Figure:
    """Return a figure that is good when small."""
    return Figure(name, value, unit, f"<= {goal:g}", value <= goal)


def at_least(name: str, value: float, unit: str, goal: float) -> Figure:
    """Return a figure that is good when large."""
    return Figure(name, value, unit, f">= {goal:g}", value >= goal)
