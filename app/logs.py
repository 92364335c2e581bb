"""Our log: one JSON object a line on standard error, and nothing in it that names a person.

Refuses to carry personal data by taking only facts whose names stand in `FACTS`: numbers, instants, route templates,
internal ids. Control characters and line breaks come out escaped (security.md, Logs). `bind` adds facts to all lines of
one request.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, TextIO

import structlog
from structlog.contextvars import bound_contextvars

FACTS = frozenset(
    "event level at method route status ms bytes session actor position epoch stream programme command field fields "
    "reason error where count seconds port host pid path people sockets version".split()
)
LONGEST = 400
_logger: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class Unloggable(Exception):
    """A line carries a fact that is not on the list, so might name a person. Tests see it; in service it is dropped."""


def start(stream: TextIO | None = None, *, strict: bool = False, quiet: bool = False) -> None:
    """Send our lines and the libraries' warnings to `stream` (standard error).

    `strict` raises `Unloggable`; `quiet` leaves out what is no warning.
    """
    out = sys.stderr if stream is None else stream
    global _logger
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING if quiet else logging.NOTSET),
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            refuse_unknown if strict else drop_unknown,
            as_line,
        ],
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    _logger = structlog.get_logger().bind()
    logging.basicConfig(handlers=[Foreign()], level=logging.WARNING, force=True)


def log(event: str, *, level: str = "info", **facts: object) -> None:
    """Write one line: a short English phrase that is always the same, and its facts."""
    getattr(_logger, level)(event, **facts)


@contextmanager
def bind(**facts: object) -> Iterator[None]:
    """Add facts (`route`, `session`) to every line written inside, by this task and those it starts."""
    with bound_contextvars(**facts):
        yield


def answered(method: str, route: str, status: int, ms: float, size: int, **more: str) -> None:
    """Write the line of one request: the route's template, never its path; `ms` milliseconds, `size` bytes.

    `more`: why it was refused (`reason`), the first signs of the hash of who asked (`session`).
    """
    log("answered", method=method, route=route, status=status, ms=round(ms, 1), bytes=size, **more)


def failed(event: str, error: BaseException, **facts: object) -> None:
    """Write the line of a fault: its type and where it happened. Its message may quote people's words."""
    log(event, level="error", error=type(error).__name__, where=place(error), **facts)


def place(error: BaseException) -> str:
    """Name file, function and line where an error was raised, the innermost four."""
    spots = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        spots.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " > ".join(spots[-4:])


def refuse_unknown(_logger: object, _level: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Raise `Unloggable` for a fact that is not on the list."""
    if unknown := set(line) - FACTS:
        raise Unloggable(", ".join(sorted(unknown)))
    return line


def drop_unknown(_logger: object, _level: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Leave out facts that are not on the list."""
    return {name: value for name, value in line.items() if name in FACTS}


def as_line(_logger: object, _level: str, line: MutableMapping[str, Any]) -> str:
    """Write one line of ASCII JSON, so that no character can act on a terminal; long texts are cut."""
    cut = {name: value[:LONGEST] if isinstance(value, str) else value for name, value in line.items()}
    return json.dumps(cut, ensure_ascii=True, default=lambda value: str(value)[:LONGEST]).replace("\x7f", "\\u007f")


class Foreign(logging.Handler):
    """Lines of libraries: we keep who spoke and how loud, not their words, which may quote addresses and tokens."""

    def emit(self, record: logging.LogRecord) -> None:
        """Pass one record on: the logger's name, and of an error its type and place."""
        level = "error" if record.levelno >= logging.ERROR else "warning"
        error = record.exc_info[1] if record.exc_info else None
        told = {"error": type(error).__name__, "reason": place(error)} if error else {}
        log("library", level=level, where=f"{record.name}:{record.funcName}:{record.lineno}", **told)
