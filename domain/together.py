"""Why two who were seen together may know each other, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.wording import day_in_words, month_in_words, number_in_words

LARGEST = 12
"""In a company of more, beside the owner, people do not come to know each other by being there."""
AT_A_TABLE = 4
"""At a table of so many, once is enough."""
MOST_TALKED = 40
"""Of more people with whom the owner talked at one event, it tells nothing that two of them were there."""
SMALL_KINDS = ("coffee", "meal", "drink")
WORDS = {
    "coffee": "over coffee", "meal": "at a meal", "drink": "over a drink", "event": "at an event", "call": "in a call",
    "video": "in a video call", "message": "in a group thread", "email": "in an e-mail thread",
    "online": "in an online exchange", "letter": "in a letter",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meeting:
    """Something two took part in: its day as an ordinal, how exactly that is known, its kind and its name, if any."""

    day: int
    kind: str
    precision: str = "day"
    name: str = ""


def why_together(meetings: Sequence[Meeting], today: int) -> str:
    """The reason in a sentence: "Together three times, last at a meal on 4 May 2025." Empty for no meeting.

    In a group thread every day of it is a meeting; there the days are not counted.
    """
    if not meetings:
        return ""
    last = max(meetings, key=lambda meeting: meeting.day)
    where = f"at {last.name}" if last.name else WORDS.get(last.kind, "with you")
    when = _when(last, today)
    if all(meeting.kind == "message" for meeting in meetings):
        return f"{where.capitalize()}, last {when}." if len(meetings) > 1 else f"{where.capitalize()} {when}."
    if len(meetings) == 1:
        return f"Together {where} {when}."
    times = "twice" if len(meetings) == 2 else f"{number_in_words(len(meetings))} times"
    return f"Together {times}, last {where} {when}."


def _when(meeting: Meeting, today: int) -> str:
    if meeting.precision == "day":
        return f"on {day_in_words(meeting.day, today)}"
    return (
        f"in {month_in_words(meeting.day, today)}"
        if meeting.precision in ("week", "month")
        else "some time ago"
    )
