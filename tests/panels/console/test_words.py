"""The console has words for everything the domain can say: each act and each kind of step."""

from __future__ import annotations

import re

import pytest

from app.panels.console.changes import ACTS
from app.seating.solve import Solution
from tests.sources import ROOT

DEEDS, STEPS = (ROOT / f"templates/console/{name}.html" for name in ("deeds", "steps"))


@pytest.mark.parametrize("act", [act.__name__ for act in ACTS])
def test_every_act_is_told_in_a_sentence(act: str) -> None:
    assert f'what == "{act}"' in DEEDS.read_text("utf-8")


def test_every_kind_of_step_has_a_label_and_says_what_it_will_do() -> None:
    domain = "".join(path.read_text("utf-8") for path in (ROOT / "app/domain").rglob("*.py"))
    kinds = {
        kind for kinds in re.findall(r'Step\(\s*"([a-z-]+)"(?: if \w+ else "([a-z-]+)")?', domain) for kind in kinds
    }
    label, effect = STEPS.read_text("utf-8").split("macro effect")
    assert len(kinds - {""}) >= 10
    for kind in kinds - {""}:
        assert f'kind == "{kind}"' in label
        assert f'kind == "{kind}"' in effect


def test_every_reason_of_a_plan_is_told_in_a_sentence() -> None:
    """A plan says that nobody meets again, or how many do; which attributes are mixed; that the clock ended it."""
    told = (ROOT / "templates/console/reasons.html").read_text("utf-8")
    mixed = ("shore", "stakeholder", "organisation", "country")
    plans = Solution((), (), 0, 1.0), Solution((), (), 3, 0.5, mixed, stopped=True)
    given = {reason for plan in plans for reason in plan.reasons}
    assert len(given) == 9
    counted = {reason.partition(":")[0] + ":" if reason[-1].isdigit() else reason for reason in given}
    assert [reason for reason in (*counted, "same-rooms") if f'"{reason}"' not in told] == []
