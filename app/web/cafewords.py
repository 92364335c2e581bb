"""What is refused of a World Café, in sentences."""

from __future__ import annotations

from app.i18n import N_

SENTENCES: dict[str, str] = {
    "host-travels": N_("{person} is the host of another table than Table {room} and stays there."),
    "hosts-another-table": N_("{person} is the host of another table already."),
    "last-round": N_("This is the last round. There is nothing left to plan."),
    "more-rounds-than-tables": N_("With {tables} tables there can be {tables} rounds at most, so that nobody returns."),
    "not-all-rounds": N_("The rounds changed meanwhile. Please plan them again."),
    "not-at-this-table": N_("{person} does not sit at this table."),
    "returns-to-table": N_("{person} would come to Table {room} a second time."),
    "too-few-for-cafe": N_("A World Café needs {least} people. Take rooms instead, with the same question."),
}
