"""What a meeting keeps as a Word document: headings for rooms, a line for each note, right-to-left where it is so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from app.exports.notes import Row
from app.i18n import direction, leaning

REFUSED = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that XML does not hold; words typed before they were refused may have some."""
MOST_TITLE = 255
"""Signs that Word takes in a file's own title."""


def as_document(heading: str, marks: Sequence[str], rows: Iterable[Row], language: str) -> bytes:
    """Return a DOCX file with the same words as the Markdown file; `language`: of its headings."""
    document = Document()
    heading = fit(heading)
    document.core_properties.title = heading[:MOST_TITLE]
    document.core_properties.author = document.core_properties.comments = ""
    spelt(document, language)
    turned(document.add_heading(heading, 0), language)
    for mark in map(fit, marks):
        turned(document.add_paragraph(mark, style="Intense Quote"), language)
    place = None
    for row in map(fitting, rows):
        if (row.block, row.round, row.room) != place:
            place = row.block, row.round, row.room
            title = " · ".join(each for each in (row.block, row.turn, row.room) if each)
            turned(document.add_heading(title, 1), language)
        line = document.add_paragraph(style="List Bullet")
        line.add_run(("★ " if row.starred else "") + row.kind + " ").bold = True
        said = line.add_run(row.text)
        if row.language:
            spoken(said, row.language)
        if row.about:
            line.add_run(f" ({' · '.join(row.about)})").italic = True
        turned(line, language)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def fit(said: str) -> str:
    """Return text without what no document holds."""
    return REFUSED.sub("", said)


def fitting(row: Row) -> Row:
    """Return a line of the file whose words a document holds."""
    clean: dict[str, Any] = {name: fit(said) for name, said in asdict(row).items() if isinstance(said, str)}
    return replace(row, **clean)


def spelt(document: WordDocument, language: str) -> None:
    """Have Word check the spelling in the language of the headings, not in English."""
    for said in document.styles.element.iter(qn("w:lang")):
        said.set(qn("w:val"), language)
        said.set(qn("w:bidi"), language)


def turned(line: Paragraph, language: str) -> None:
    """Set a line from right to left where the file's language is written so; its pieces as their own letters are."""
    if direction(language) == "rtl":
        line._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001 (python-docx has no word for it)
    for run in line.runs:
        if leaning(run.text, language) == "rtl":
            run.font.rtl = True


def spoken(words: Run, language: str) -> None:
    """Say in which language words are, for who reads them aloud or checks their spelling."""
    mark = OxmlElement("w:lang")
    mark.set(qn("w:bidi" if direction(language) == "rtl" else "w:val"), language)
    words._r.get_or_add_rPr().append(mark)  # noqa: SLF001
