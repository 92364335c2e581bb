"""Every sentence of the program that is to be translated, read from templates and code as their parsers see them.

`python -m tests.i18n.sentences` prints what the catalogues lack and what nobody says any more.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from jinja2 import Environment, nodes

from app.i18n import LANGUAGES, together

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
CODE = sorted((ROOT / "app").rglob("*.py"))
TRANSLATED = sorted(LANGUAGES.keys() - {"en"})
Sentence = tuple[str, ...]
"""The English text; with a plural, both forms."""


@cache
def catalogue(language: str) -> Catalog:
    return together(language)


def entries(language: str) -> Iterator[tuple[Sentence, list[str], bool]]:
    """Yield each entry: its sentence, what it says, whether it is marked as doubtful."""
    for message in catalogue(language):
        if message.id:
            yield forms(message.id), list(forms(message.string)), message.fuzzy


def forms(text: str | tuple[str, ...] | list[str] | None) -> Sentence:
    return (text,) if isinstance(text, str) else tuple(text or ())


@cache
def template(path: Path) -> nodes.Template:
    return Environment().parse(path.read_text("utf-8"))


@cache
def wanted() -> dict[Sentence, str]:
    """Every sentence and one file that says it."""
    found = {sentence: path.name for path in TEMPLATES for sentence in of_template(path)}
    return found | {sentence: path.name for path in CODE for sentence in of_code(path)}


def of_template(path: Path) -> Iterator[Sentence]:
    for used in template(path).find_all(nodes.Filter):
        if used.name in ("t", "tn"):
            yield sentence_of(path, used)


def sentence_of(path: Path, used: nodes.Filter) -> Sentence:
    said = [used.node, *used.args[:1]] if used.name == "tn" else [used.node]
    texts = [each.value for each in said if isinstance(each, nodes.Const)]
    assert len(texts) == len(said), f"{path}:{used.lineno}: a sentence must be written where it is translated"
    return tuple(texts)


def of_code(path: Path) -> Iterator[Sentence]:
    for call in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            count = {"N_": 1, "t": 1, "tn": 2, "plural": 2}.get(name, 0)
            texts = [each.value for each in call.args[:count] if isinstance(each, ast.Constant)]
            if count and len(texts) == count:
                yield tuple(map(str, texts))


def missing(language: str) -> list[Sentence]:
    return sorted(wanted().keys() - {sentence for sentence, _, _ in entries(language)})


def stale(language: str) -> list[Sentence]:
    return sorted({sentence for sentence, _, _ in entries(language)} - wanted().keys())


if __name__ == "__main__":
    for each in TRANSLATED:
        print(f"# {each}: missing", *missing(each), f"# {each}: stale", *stale(each), sep="\n")
