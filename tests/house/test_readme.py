"""What a newcomer reads: README has its parts, and what it names is there."""

from __future__ import annotations

import re

import click
import pytest

from app.cli import Commands, demo, main
from tests.sources import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def part(title: str) -> str:
    """Return what stands under a heading."""
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_it_begins_with_two_paragraphs_and_one_picture_that_is_there() -> None:
    head = README.partition("\n## ")[0].strip().split("\n\n")
    assert [each[:2] for each in head[:1]] == ["# "]
    assert len(head) == 4
    (picture,) = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert (ROOT / picture).is_file()
    assert picture.startswith("tests/screenshots/")


def test_it_has_its_parts_in_order() -> None:
    assert re.findall(r"^## (.*)$", README, re.M) == [
        "Two commands", "Running it for real", "Settings", "Where to read next",
    ]  # fmt: skip
    assert re.findall(r"^    (make \S+)", part("Two commands"), re.M) == ["make demo", "make test"]


def test_its_table_of_places_names_words_that_stand_on_a_screen() -> None:
    places = "\n".join(
        line
        for line in README.partition("### Where to find it")[2].partition("## Settings")[0].splitlines()
        if line.startswith("| ")
    )
    spoken = set(re.findall(r"“([^”]+)”", places))
    assert spoken >= {
        "For Word",
        "Ask for pitches",
        "Bring sheets that exist already",
        "Let it be pitched",
        "Harvest",
        "Gallery",
        "Take over the notes",
        "Ask for a line",
    }
    catalogues = "".join(each.read_text("utf-8") for each in (ROOT / "app/i18n/catalogues/fr").glob("*.po"))
    assert [each for each in sorted(spoken) if f'msgid "{each}"' not in catalogues] == []


def test_it_says_how_long_the_demo_takes_and_what_may_be_chosen_about_it() -> None:
    said = part("Two commands")
    assert "The first time takes" in said
    options = {name for option in demo.command.params for name in option.opts if name.startswith("--")}
    assert {"--meeting", "--no-browser", "--port"} == {name for name in options if name in said}


def test_the_proxy_has_the_limits_of_the_checklist() -> None:
    example = part("Running it for real").partition("```")[2].partition("```")[0]
    for line in ("read_header 10s", "read_body 30s", "max_header_size 16KB", "max_size 25MB", "reverse_proxy "):
        assert line in example


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_every_file_that_a_paper_names_is_there(name: str) -> None:
    places = r"`((?:app|realtime|templates|tests|static)/[\w./]*|[A-Z]+\.md|LICENSE|Procfile|[a-z]+\.(?:txt|toml))`"
    named = re.findall(places, (ROOT / name).read_text("utf-8"))
    assert len(named) > 1
    assert [each for each in named if not (ROOT / each).exists()] == []


def test_every_command_it_names_is_there() -> None:
    assert isinstance(main, Commands)
    commands = main.list_commands(click.Context(main))
    spoken = set(re.findall(r"dialogue (serve|[a-z]+)\b", part("Running it for real")))
    assert spoken - {"is"} <= set(commands)


@pytest.mark.parametrize("name", ["LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "Procfile"])
def test_the_papers_are_there_and_one_page_long(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert text.strip()
    assert name == "CHANGELOG.md" or text.count("\n") < 66
