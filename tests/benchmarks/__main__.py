"""Measure what the program promises: `python -m tests.benchmarks [NAME]`.

A module of this folder takes part by a generator of figures, `figures()` or the asynchronous `run()`;
`NAMES` lists its figures' names (by default the module's own). Ends with 1 if a goal is missed.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from tests.benchmarks.figure import Figure
from tests.benchmarks.meeting import RAISED


def modules() -> Iterator[ModuleType]:
    """Yield the modules that measure."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem != "__main__":
            module = import_module(f"tests.benchmarks.{path.stem}")
            if hasattr(module, "figures") or hasattr(module, "run"):
                yield module


def names(module: ModuleType) -> tuple[str, ...]:
    """Return the names of a module's figures."""
    return getattr(module, "NAMES", (module.__name__.rpartition(".")[2].replace("_", "-"),))


def measured(module: ModuleType) -> Iterator[Figure]:
    """Yield a module's figures as they are measured."""
    if hasattr(module, "figures"):
        yield from module.figures()
        return
    found = module.run()
    with asyncio.Runner() as runner:
        while (figure := runner.run(following(found))) is not None:
            yield figure


async def following(figures: AsyncIterator[Figure]) -> Figure | None:
    """Return the next figure, None after the last."""
    return await anext(figures, None)


def main(only: str | None) -> int:
    """Print the figures wanted; return the number of the program's end."""
    found = [each for each in modules() if only is None or any(name.startswith(only) for name in names(each))]
    if not found:
        print(f"no figure is named {only}", file=sys.stderr)
        return 2
    missed = 0
    print("# limits raised by settings: " + ", ".join(f"{name}={value}" for name, value in RAISED.items()))
    for module in found:
        for figure in measured(module):
            if only is None or figure.name.startswith(only) or len(names(module)) == 1:
                print(figure.line(), flush=True)
                missed += not figure.ok
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else None))
