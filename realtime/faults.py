"""One log line for what went wrong: a phrase, the error's type and place; never its words, they may be a person's."""

from __future__ import annotations

import traceback

import structlog


def fault(event: str, error: BaseException, **facts: object) -> None:
    """Write the line of a fault."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    where = " > ".join(f"{frame.filename.rpartition('/')[2]}:{frame.name}:{frame.lineno}" for frame in frames)
    structlog.get_logger().error(event, error=type(error).__name__, where=where, **facts)
