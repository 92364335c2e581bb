"""A meeting's findings as lines of a file: the sentence, and what more is said of it (domain.md §3.3, §3.4)."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.choices import Choice
from app.domain.findings.finding import METHOD, PRIORITY, TIP, Finding, heard, leaves, practices_of, result
from app.domain.meetings import Meeting
from app.domain.practices.shelf import titled
from app.domain.programme import Programme
from app.exports.notes import Row
from app.i18n import N_, Words
from app.rendering import colon, comma
from app.rosters import KINDS as TYPES
from app.sheets import THEMES

KINDS = {
    "trend": N_("Trend"),
    "method": N_("Method"),
    "priority": N_("Priority"),
    "tip": N_("Tip"),
    "lesson": N_("Lesson"),
}
DIRECTIONS = {
    "new": N_("newly heard"),
    "growing": N_("growing"),
    "fading": N_("fading"),
    "disputed": N_("disputed"),
}
AUDIENCES = {
    "authority": N_("local and regional authorities"),
    "cso": N_("civil society"),
    "educator": N_("educators"),
    "moderator": N_("those who moderate"),
    "everyone": N_("everybody"),
}
STAGES = {
    "before": N_("before it begins"),
    "start": N_("at the start"),
    "run": N_("while it runs"),
    "keep": N_("to keep it going"),
}
SIZES = {
    "small": N_("small towns and villages"),
    "middle": N_("middle-sized towns"),
    "large": N_("large cities"),
}


def lines(words: Words, programme: Programme, meeting: Meeting) -> Iterator[Row]:
    """Yield the findings that leave with a meeting's files."""
    part = words.t("What we learn from it")
    for one in programme.findings.by_number.values():
        if leaves(programme, one, meeting.id):
            practices = [titled(programme, each, words.language)[0] for each in practices_of(programme, one)]
            yield Row(
                part,
                0,
                "",
                one.number,
                words.t(KINDS[one.kind]),
                one.statement,
                "",
                starred=False,
                late=False,
                time="",
                practices="; ".join(filter(None, practices)),
                details=" · ".join(details(words, programme, one)),
            )


def details(words: Words, programme: Programme, one: Finding) -> Iterator[str]:
    """Yield what is said beside the sentence: its fields, what was chosen, where it was heard, what a vote said."""
    if one.direction:
        yield words.t(DIRECTIONS[one.direction])
    if one.choices.get("manner") == ("dont",):
        yield words.t("better not")
    for name, said in one.more.items():
        yield told(words, label(one.kind, name), said)
    for name, called in (("audience", "For whom"), ("stage", "When")):
        for code in one.choices.get(name, ()):
            yield told(words, called, words.t((AUDIENCES if name == "audience" else STAGES)[code]))
    yield from applies(words, programme, one)
    for place, rooms in heard(programme, one).items():
        counted = words.tn("heard in {n} room", "heard in {n} rooms", rooms)
        yield f"{programme.meetings[place].called.into(words.language)[0]}{comma(words.language)}{counted}"
    voted = result(programme, one)
    if voted is not None:
        ranked = words.t("place {rank}, {n} of {all} answered", rank=voted[1].rank, n=voted[2], all=voted[3])
        yield told(words, "Vote", f"{ranked}, {words.tn('{n} mark', '{n} marks', voted[1].marks)}")


def applies(words: Words, programme: Programme, one: Finding) -> Iterator[str]:
    """Yield to whom and where it applies, and its thematic fields."""
    choices = programme.choices
    kinds = [worded(words, choices.type(code), TYPES) for code in one.choices.get("types", ())]
    kinds += [words.t(SIZES[code]) for code in one.choices.get("sizes", ())]
    if kinds:
        yield told(words, "Where it applies", comma(words.language).join(kinds))
    fields = [worded(words, each, THEMES) for each in choices.fields if each.code in one.choices.get("fields", ())]
    if fields:
        yield told(words, "Thematic fields", comma(words.language).join(fields))


def told(words: Words, about: str, said: str) -> str:
    """Return what is said, after what it is about, set as the language sets it."""
    return f"{words.t(about)}{colon(words.language)}{said}"


def worded(words: Words, choice: Choice, known: dict[str, str]) -> str:
    """Return what a choice of the programme is called."""
    return choice.wording.into(words.language)[0] if choice.own(words.language) else words.t(known[choice.code])


def label(kind: str, name: str) -> str:
    """Return what a further field of a kind is called."""
    if name in ("action", "before"):
        return "What should be done" if name == "action" else "What we thought before"
    if name == "how":
        return {METHOD: "How it is done", TIP: "Why"}.get(kind, "In which context")
    return {METHOD: "Works when", PRIORITY: "What was said against it"}.get(kind, "When it may not hold")
