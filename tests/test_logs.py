"""Log lines: one JSON object each, nothing that acts on a terminal, nothing that names a person."""

from __future__ import annotations

import io
import json
import logging

import pytest

from app import logs


def lines(written: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_request_is_one_line_with_its_template(log_lines: io.StringIO) -> None:
    logs.answered("POST", "/p/{programme}/m/{meeting}/lost", 204, 3.14159, 0)
    (line,) = lines(log_lines)
    at = line.pop("at")
    assert str(at).endswith("Z")
    assert line == {
        "event": "answered", "level": "info", "method": "POST", "route": "/p/{programme}/m/{meeting}/lost",
        "status": 204, "ms": 3.1, "bytes": 0,
    }  # fmt: skip


def test_bound_facts_are_on_every_line_inside_and_on_none_after(log_lines: io.StringIO) -> None:
    with logs.bind(session="3f9a"):
        logs.log("inside")
    logs.log("outside")
    assert [line.get("session") for line in lines(log_lines)] == ["3f9a", None]


def test_a_fact_that_may_name_a_person_raises_in_tests_and_is_dropped_in_service() -> None:
    with pytest.raises(logs.Unloggable, match="email"):
        logs.log("mail sent", email="amal@example.org")
    written = io.StringIO()
    logs.start(written)
    logs.log("mail sent", email="amal@example.org", status=1)
    assert "amal" not in written.getvalue()
    assert lines(written)[0]["status"] == 1


def test_control_characters_are_escaped_and_long_texts_cut(log_lines: io.StringIO) -> None:
    logs.log("odd", reason="a\nb\x1b[31m\x7f\u202e" + "x" * 1000)
    assert log_lines.getvalue().count("\n") == 1
    assert log_lines.getvalue().isascii()
    assert not set(log_lines.getvalue()) & {"\x1b", "\x7f"}
    assert len(str(lines(log_lines)[0]["reason"])) == logs.LONGEST


def fall(text: str) -> None:
    raise ValueError(text)


def test_a_fault_says_where_and_not_what_somebody_wrote(log_lines: io.StringIO) -> None:
    try:
        fall("Amal wrote this")
    except ValueError as error:
        logs.failed("request failed", error, route="/p/{programme}")
    (line,) = lines(log_lines)
    assert "Amal" not in log_lines.getvalue()
    assert line["error"] == "ValueError"
    assert str(line["where"]).startswith("test_logs.py:test_a_fault_says_where")
    assert "test_logs.py:fall:" in str(line["where"])


def test_libraries_are_heard_without_their_words(log_lines: io.StringIO) -> None:
    logging.getLogger("uvicorn.error").warning("GET /j/secret-token from %s", "10.0.0.1")
    try:
        fall("secret-token")
    except ValueError:
        logging.getLogger("asyncio").exception("Task failed: secret-token")
    assert "secret-token" not in log_lines.getvalue()
    assert [(line["level"], line.get("error")) for line in lines(log_lines)] == [
        ("warning", None),
        ("error", "ValueError"),
    ]
