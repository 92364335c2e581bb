"""What always holds: who may import whom, and what is done in one place only."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Collection
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.sources import ROOT, Source, sources, templates

OURS = sources("app", "realtime")
APP = sources("app")

MAY_IMPORT = {
    "domain": set(),
    "i18n": set(),
    "disks": set(),
    "logs": set(),
    "settings": {"disks"},
    "keys": {"settings"},
    "model": {"domain"},
    "rosters": {"domain", "exports", "i18n"},
    "pictures": {"domain"},
    "sheets": {"domain", "exports", "i18n", "rosters"},
    "seating": {"domain"},
    "rendering": {"domain", "i18n"},
    "panels": {"rendering", "platforms", "domain", "i18n"},
    "publishing": {"domain", "i18n"},
    "exports": {"domain", "i18n"},
    "platforms": {"domain", "i18n"},
    "mail": {"domain", "i18n"},
    "web": {
        "panels",
        "rendering",
        "seating",
        "exports",
        "domain",
        "i18n",
        "keys",
        "logs",
        "model",
        "pictures",
        "rosters",
        "settings",
        "sheets",
    },
    "chores": {"web", "domain", "i18n", "model", "rosters", "settings"},
    "control": {"chores", "web", "domain", "i18n", "logs"},
}
ON_TOP = {"main", "cli", "demo"}
SQL_FILES = {f"realtime/{name}.py" for name in ("log", "database", "texts", "files", "ballots")}
SQL = re.compile(
    r"\bSELECT\b.+\bFROM\b|\bINSERT (OR \w+ )?INTO\b|\bUPDATE\b.+\bSET\b|\bDELETE FROM\b|\bCREATE TABLE\b|\bPRAGMA\b",
    re.S,
)
IMPURE = {"os", "io", "asyncio", "threading", "socket", "ssl", "subprocess", "sqlite3", "tempfile", "time", "secrets",
          "uuid", "logging", "http", "multiprocessing"}  # fmt: skip
INLINE = re.compile(r"\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=|\shx-on|javascript:|=\s*[\"']js:", re.I)
NAMELESS = {"utils", "util", "helpers", "helper", "common", "services", "service", "manager", "misc"}
LONGEST = 300


def where(found: dict[str, set[str]]) -> str:
    """Say what was found where."""
    return "\n".join(f"{path}: {', '.join(sorted(names))}" for path, names in found.items())


def offenders(among: tuple[Source, ...], names: set[str], *, allowed: Collection[str] = ()) -> str:
    """Name the files that import one of these packages and are not allowed to."""
    found = {each.path: each.packages() & names for each in among if each.path not in allowed}
    return where({path: named for path, named in found.items() if named})


def test_parts_import_downwards_only() -> None:
    found = {}
    for each in APP:
        wrong = each.parts() - {each.part} - MAY_IMPORT.get(each.part, set())
        if wrong and each.part not in ON_TOP:
            found[each.path] = wrong
    assert not found, where(found)


def test_the_map_names_every_part() -> None:
    parts = {each.part for each in APP} - {"__init__"}
    assert [part for part in sorted(parts) if not re.search(rf"\b{part}(/|\.py)", text_of("app/__init__.py"))] == []


def test_the_engine_has_never_heard_of_a_meeting() -> None:
    assert offenders(sources("realtime"), {"app"}) == ""


@pytest.mark.parametrize("part", ["domain", "seating"])
def test_the_rules_are_pure_and_use_the_standard_library_only(part: str) -> None:
    pure = tuple(each for each in APP if each.part == part)
    foreign = {name for each in pure for name in each.packages()} - set(sys.stdlib_module_names) - {"app"}
    assert offenders(pure, foreign | IMPURE) == ""
    clocks = {each.path: each.attributes() & {"now", "utcnow", "today", "monotonic"} for each in pure}
    asked = {
        path: names
        for path, names in clocks.items()
        if re.search(r"\b(date|datetime)\.(now|utcnow|today)\(", text_of(path))
    }
    assert not asked, where(asked)


def text_of(path: str) -> str:
    """Read a file by its path from the root."""
    return (ROOT / path).read_text("utf-8")


def test_sql_is_written_in_the_log_only() -> None:
    assert offenders(OURS, {"sqlite3", "aiosqlite"}, allowed=SQL_FILES) == ""
    found = {
        each.path: {text for text in each.strings() if SQL.search(text)} for each in OURS if each.path not in SQL_FILES
    }
    assert not any(found.values()), where(found)


def test_jinja_is_used_where_pages_are_drawn_only() -> None:
    among = tuple(each for each in OURS if each.part != "publishing")
    assert offenders(among, {"jinja2"}, allowed={"app/rendering.py"}) == ""


def test_the_environment_is_read_in_the_settings_only() -> None:
    readers = {each.path: each.attributes() & {"environ", "getenv"} for each in OURS if each.path != "app/settings.py"}
    assert not any(readers.values()), where(readers)
    named = {each.path for each in OURS if {"os.environ", "os.getenv"} & set(each.imports())}
    assert named <= {"app/settings.py"}


def test_text_is_declared_safe_in_one_module_only() -> None:
    makers = {each.path for each in OURS if re.search(r"\bMarkup\s*\(", each.text)}
    assert makers <= {"app/rendering.py"}
    assert [path for path, text in templates().items() if re.search(r"\|\s*safe\b|autoescape\s+false", text)] == []


def test_templates_hold_no_style_and_no_script() -> None:
    found = {path: {hit.group().strip() for hit in INLINE.finditer(text)} for path, text in templates().items()}
    assert not any(found.values()), where(found)


def test_what_we_import_is_declared_and_what_is_declared_is_locked() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    declared = {plain(name) for name in project["dependencies"]}
    known = packages_distributions()
    imported = {plain(known[name][0]) for each in OURS for name in each.packages() if name in known} - {
        plain(project["name"])
    }
    assert imported - declared == set()
    assert declared <= locked("requirements.txt")
    assert declared | {plain(name) for name in project["optional-dependencies"]["dev"]} <= locked(
        "requirements-dev.txt"
    )


def plain(requirement: str) -> str:
    """Give the plain name of a package, without versions."""
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-")


def locked(name: str) -> set[str]:
    """Give the packages a requirements file pins; every one has a hash, none a place it comes from."""
    text = text_of(name)
    assert "://" not in text
    assert "--find-links" not in text
    assert "index-url" not in text
    pinned = re.findall(r"^([a-z0-9._-]+)==\S+( ;[^\\\n]*)? \\\n    --hash=sha256:", text, re.M)
    assert len(pinned) == len(re.findall(r"^[a-z0-9]", text, re.M))
    return {plain(package) for package, _ in pinned}


def test_files_stay_short_and_have_a_name() -> None:
    long = {each.path: {f"{each.text.count(chr(10))} lines"} for each in OURS if each.text.count("\n") > LONGEST}
    assert not long, where(long)
    assert [each.path for each in sources("app", "realtime", "tests") if Path(each.path).stem in NAMELESS] == []
