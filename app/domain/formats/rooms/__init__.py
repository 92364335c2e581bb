"""Assigned rooms, round by round (domain.md §4, §5 F3): one file per thing that can be done with them.

round       what a round is             drafting   making the rooms from a plan
seatable    who may sit, legal plans    moving     by hand: move, swap, now or at the next round
opening     publish, open, what moves   running    start, pause, more or less time
ending      notice, grace, closed       mending    reopen a room, merge two
late        a seat for latecomers       alarms     what the clock does by itself, and after a restart
path        what the big button does    doubts     what speaks against seats, and is asked about first
"""

from __future__ import annotations

from app.domain.formats.rooms.round import Round, the_round

__all__ = ["Round", "the_round"]
