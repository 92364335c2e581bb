"""Every refusal that the domain raises is in the list of codes, with the facts its sentence uses."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

from app.domain import errors
from app.domain.errors import CODES, Conflict, Full, Invalid, NotAllowed, NotFound, Refusal, Stale, TooMany

FOLDER = Path(errors.__file__).parent
AT_THE_DOOR = {
    "too-many-codes",
    "too-much-text",
    "nothing-to-draft",
    "room-writes-no-more",
    "no-picture",
    "picture-broken",
    "picture-too-large",
    "too-many-pixels",
}
"""What `web` alone raises, by counting what never becomes a command, and by looking at files."""
RAISERS = {"Conflict", "Doubtful", "Full", "Invalid", "NotFound", "NotAllowed", "TooMany", "Stale", "_refuse"}


def raised(raisers: Collection[str] = RAISERS) -> Iterator[tuple[str, set[str]]]:
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in raisers and node.args:
                facts = {str(keyword.arg) for keyword in node.keywords} - {"field", "None"}
                codes = [each for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)]
                yield from (
                    (str(each.value), facts) for each in codes if each is node.args[0] or "-" in str(each.value)
                )


def test_the_list_of_codes_is_what_the_domain_raises() -> None:
    used = {code for code, _ in raised()}
    usual = {kind.usual for kind in (Refusal, NotFound, NotAllowed, Conflict, Invalid, TooMany)}
    assert used | usual | {"empty"} | AT_THE_DOOR == CODES.keys()


def test_what_may_be_tried_again_later_is_what_passes_by_itself() -> None:
    later = {code for code, _ in raised(("TooMany",))}
    assert later == {"enough-said", "too-many-waiting"}
    assert {code for code, _ in raised(("Full",))} == {code for code in CODES if code.startswith("too-many-")} - {
        *later, *AT_THE_DOOR, TooMany.usual,
    }  # fmt: skip


def test_a_sentence_uses_no_fact_that_is_not_given() -> None:
    for code, facts in raised():
        if code not in ("form-first", "no-next-step", "empty", "stale"):
            assert set(CODES[code]) <= facts, code


def test_each_refusal_has_its_status() -> None:
    refusals = [NotFound(), NotAllowed(), Conflict(), Stale(), Invalid(field="name"), TooMany(), Full()]
    assert [refusal.status for refusal in refusals] == [404, 403, 409, 409, 422, 429, 409]
    assert [refusal.code for refusal in refusals[:2]] == ["unknown", "role"]
    assert refusals[4].facts == {"field": "name"}
