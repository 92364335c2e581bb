"""Good practices (domain.md §3.2): from a pitch on a phone to a published sheet, in one language or more.

shelf      what a practice is, and all of a programme      fields     what a sheet asks for, with its limits
beginning  who pitches, and who is asked to                choosing   what is chosen rather than written
states     from pitch to published, and who may move it    rights     who reads, writes and edits a practice
remarks    questions and comments, and who is interested   photos     up to two pictures with their words
board      what is on the practice board, and finding it   written    the words of practices as shared texts
importing  sheets that exist already, from a list          showing    a practice on the plenary screen
handing    making a practice another's
"""

from __future__ import annotations

from app.domain.practices.shelf import Practice, Practices, Sheet

__all__ = ["Practice", "Practices", "Sheet"]
