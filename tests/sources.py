"""Our source files as the laws read them: parsed, each with what it imports and which texts it holds."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Source:
    """One Python file: `path` as written from the root, and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def part(self) -> str:
        """Name the part of `app` it belongs to: `web` for app/web/rounds.py, `settings` for app/settings.py."""
        return self.path.split("/")[1].removesuffix(".py")

    def imports(self) -> Iterator[str]:
        """Give every module it names, as `app.domain.rooms` for `from app.domain import rooms` too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (each.name for each in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{self.path}: imports name the whole path"
                yield from (f"{node.module}.{each.name}" for each in node.names)

    def packages(self) -> set[str]:
        """Give the first words of its imports."""
        return {name.partition(".")[0] for name in self.imports()}

    def parts(self) -> set[str]:
        """Give the parts of `app` it imports."""
        return {name.split(".")[1] for name in self.imports() if name.startswith("app.")}

    def attributes(self) -> set[str]:
        """Give all names read with a dot."""
        return {node.attr for node in ast.walk(self.tree) if isinstance(node, ast.Attribute)}

    def strings(self) -> Iterator[str]:
        """Give all texts in the code, docstrings left out."""
        said = {id(node.value) for node in ast.walk(self.tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
                yield node.value


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Read all Python files of these folders."""
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return tuple(source(path) for path in paths)


def source(path: Path) -> Source:
    """Read one Python file."""
    text = path.read_text("utf-8")
    return Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text))


@cache
def templates() -> dict[str, str]:
    """Read all templates, by their path from the root."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in sorted((ROOT / "templates").rglob("*.*"))
    }
