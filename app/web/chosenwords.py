"""What refusals of self-chosen rooms say."""

from __future__ import annotations

from app.i18n import N_

SENTENCES: dict[str, str] = {
    "topic": N_("This topic is not there any more. Please choose another."),
    "participants-choose": N_("Only participants choose a topic."),
    "choosing-over": N_("The time to choose is over. You are given a room."),
    "topic-full": N_("That room is full. Please choose another."),
    "topic-in-other-language": N_("You would share no language with that room. Please choose another."),
    "topics-missing": N_("There must be two topics or more to choose from."),
    "too-many-topics": N_("Too many topics: at most {limit}."),
}
