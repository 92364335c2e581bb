"""Finds every noun and every format by walking the package, so that a new file needs no list changed."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import walk_packages


@cache
def load() -> None:
    """Import all of the domain once."""
    package = import_module("app.domain")
    for module in walk_packages(package.__path__, "app.domain."):
        import_module(module.name)
