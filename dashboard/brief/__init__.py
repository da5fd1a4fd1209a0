"""One screen before a meeting: who they are, how it stands, and what to ask. Composed when it is read or sent."""

from dashboard.brief.among import ties_among
from dashboard.brief.appointments import (
    Tomorrow,
    compose_tomorrow,
    event_brief,
    next_events,
)
from dashboard.brief.gather import MOST_PEOPLE, briefs_of, candidates, people_of
from dashboard.brief.values import EventBrief, PersonBrief

__all__ = [
    "MOST_PEOPLE",
    "EventBrief",
    "PersonBrief",
    "Tomorrow",
    "briefs_of",
    "candidates",
    "compose_tomorrow",
    "event_brief",
    "next_events",
    "people_of",
    "ties_among",
]
