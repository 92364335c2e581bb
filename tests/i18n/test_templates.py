"""No words stand in a template, a script or a stylesheet outside of the catalogues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import nodes

from tests.i18n.sentences import ROOT, TEMPLATES, of_template, template, wanted
from tests.sources import sources

UNTRANSLATED = {"ama", "meet.jit.si", "/join", "/j/", "Enter", "Alt", "Markdown", "CSV", *"ADEHJLMNQRSTUW"}
"""What is the same in every language: an example of what to type, addresses, keys, names of formats."""
FOR_OPERATORS = ("health.py", "addresses.py")
IN_THREE = ("domain/templates.py",)
"""Texts that are handed over in all languages, to be edited by those who use them."""
READ = {"alt", "aria-label", "aria-description", "placeholder", "title", "label", "summary", "value"}
MARKS = re.compile(r"{%.*?%}|{#.*?#}", re.S)
FILLED = re.compile(r"{{.*?}}", re.S)


class Text(HTMLParser):
    """The words a reader of the page meets, with what is filled in left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style")
        given = dict(attrs)
        machine = given.get("type") in ("hidden", "checkbox", "number", "radio") or tag in ("button", "option")
        for name, value in attrs:
            if name in READ and not (name == "value" and machine):
                self.found.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


def words(path: Path) -> Iterator[str]:
    """Yield the words of a template that are not filled in."""
    reader = Text()
    reader.feed(FILLED.sub(" ", MARKS.sub("", path.read_text("utf-8"))))
    reader.close()
    yield from (word for text in reader.found for word in text.split() if re.search(r"[^\W\d_]", word))


def written(node: nodes.Node) -> Iterator[str]:
    """Yield the constant texts that an expression puts on the page as they are."""
    if isinstance(node, nodes.Const):
        yield str(node.value)
    elif isinstance(node, nodes.CondExpr):
        yield from (text for each in (node.expr1, node.expr2) if each for text in written(each))
    elif isinstance(node, nodes.Filter) and node.name not in ("t", "tn", "isolated") and node.node:
        yield from written(node.node)
    elif isinstance(node, nodes.Call) and getattr(node.node, "name", "") == "press":
        labels = [*node.args[1:2], *(each.value for each in node.kwargs if each.key in ("label", "about"))]
        yield from (text for each in labels for text in written(each))


def constants(path: Path) -> Iterator[str]:
    for output in template(path).find_all(nodes.Output):
        for each in output.nodes:
            if not isinstance(each, nodes.TemplateData):
                yield from (text for text in written(each) if re.search(r"[^\W\d_]{2}", text))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_template_holds_no_words_of_its_own(path: Path) -> None:
    assert set(words(path)) - UNTRANSLATED == set()
    assert [text for text in constants(path) if not spoken_by_markup(text)] == []


def test_no_template_sets_a_colon_itself() -> None:
    """French keeps a space before one: `colon`. What is pasted into a call is in a language of its own."""
    set_by_hand = re.compile(r"[}%]}(</\w+>)?: ")
    found = {path.name for path in TEMPLATES if set_by_hand.search(path.read_text("utf-8"))}
    assert found == {"paste.html"}


def spoken_by_markup(text: str) -> bool:
    """Say whether a constant is a piece of markup: an attribute's name or a class, never a sentence."""
    return re.fullmatch(r" ?[a-z][a-z-]*", text) is not None


def test_scripts_and_stylesheets_say_nothing_themselves() -> None:
    sentence = re.compile(r"[\"'`][A-Z][a-z]*[,:]? [a-z]+[^\"'`]*[\"'`]")
    comment = re.compile(r"/\*.*?\*/|//.*?$", re.S | re.M)
    scripts = {
        path.name: sentence.findall(comment.sub("", path.read_text("utf-8")))
        for path in (ROOT / "static/js").glob("*.js")
    }
    assert {name: found for name, found in scripts.items() if found} == {}
    shown = re.compile(r"content:\s*[\"'][^\"']*[a-zA-Z]{2}")
    assert [path.name for path in (ROOT / "static/css").glob("*.css") if shown.search(path.read_text("utf-8"))] == []


def test_code_that_draws_pages_says_no_sentence_of_its_own() -> None:
    """What a page may show is marked by `N_` or translated in place; metrics and the log are for operators."""
    found = [
        (each.path, text)
        for each in sources("app/web", "app/panels", "app/domain")
        for text in each.strings()
        if re.match(r"[A-Z][a-z]+,? [a-z]+", text) and not each.path.endswith(FOR_OPERATORS + IN_THREE)
    ]
    assert {text for _, text in found} - {sentence[0] for sentence in wanted()} == set()


PARTICIPANTS = ("board", "door", "screen", "")
LONGEST = 15
"""Words in a sentence that everybody has to understand (domain.md §10)."""


def test_sentences_for_participants_are_short() -> None:
    pages = [path for folder in PARTICIPANTS for path in (ROOT / "templates" / folder).glob("*.html")]
    said = {text for path in pages for sentence in of_template(path) for text in sentence}
    long = [one for text in said for one in re.split(r"(?<=[.?!])\s", text) if len(one.split()) > LONGEST]
    assert len(said) > 100
    assert long == []


FIELD = re.compile(r"<(?:input|textarea)\b[^>]*\bdir=\"auto\"[^>]*>")


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_a_field_that_turns_with_its_words_tells_the_stylesheet_that_it_is_empty(path: Path) -> None:
    """Browsers set an empty one from left to right in Arabic, too; base.css turns it by `:placeholder-shown`."""
    fields = FIELD.findall(FILLED.sub("", MARKS.sub("", path.read_text("utf-8"))))
    assert [field for field in fields if "placeholder=" not in field] == []
