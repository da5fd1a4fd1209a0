"""Which coffees, meals and drinks count: those with few enough people to have talked."""

from collections.abc import Iterable

from domain.linkfacts import LinkFacts, Meeting
from domain.wording import day_in_words, number_in_words

KINDS = {
    "coffee": "coffee",
    "meal": "meal", "breakfast": "meal", "lunch": "meal", "dinner": "meal",
    "drink": "drink", "beer": "drink",
}  # fmt: skip
TOLD_AT_MOST = 3


def counted_meetings(facts: LinkFacts, most: int, kind: str = "") -> int:
    """How many meetings (of one kind) had at most `most` people, both of us too.

    One whose size nobody wrote down counts. A yes of the sweep counts as one of any kind.
    """
    if not facts.meetings:
        return int(bool(facts.met_in_person) and not kind)
    logged = sum(1 for meeting in facts.meetings if _is_meeting(meeting, kind) and fits(meeting, most))
    return logged or int(bool(facts.met_in_person) and not kind)


def fits(meeting: Meeting, most: int) -> bool:
    """Whether few enough people were there."""
    return meeting.present is None or meeting.present <= most


def told_meetings(facts: LinkFacts, most: int, kind: str = "") -> list[str]:
    """The latest that count, such as "a coffee on 3 March with two others"."""
    counting = [meeting for meeting in facts.meetings if _is_meeting(meeting, kind) and fits(meeting, most)]
    told = [_told(meeting, facts.today) for meeting in _latest(counting)[:TOLD_AT_MOST]]
    if len(counting) > TOLD_AT_MOST:
        told.append(f"and {number_in_words(len(counting) - TOLD_AT_MOST)} more")
    if not told and facts.met_in_person and not kind:
        return ["you said that you shared a coffee, meal or drink, day not known"]
    return told


def told_crowds(facts: LinkFacts, most: int, kind: str = "") -> list[str]:
    """The latest that do not count, such as "a dinner with 40 does not count: at most 12"."""
    crowds = [meeting for meeting in facts.meetings if _is_meeting(meeting, kind) and not fits(meeting, most)]
    return [
        f"a {meeting.kind} with {meeting.present} does not count: at most {most}"
        for meeting in _latest(crowds)[:TOLD_AT_MOST]
    ]


def _is_meeting(meeting: Meeting, kind: str) -> bool:
    known = KINDS.get(meeting.kind, "")
    return bool(known) and kind in ("", known)


def _latest(meetings: Iterable[Meeting]) -> list[Meeting]:
    return sorted(meetings, key=lambda meeting: meeting.day or 0, reverse=True)


def _told(meeting: Meeting, today: int | None) -> str:
    on = f" on {day_in_words(meeting.day, today or 1)}" if meeting.day else ", day not known"
    return f"a {meeting.kind}{on}{_company(meeting.present)}"


def _company(present: int | None) -> str:
    others = (present or 2) - 2
    return f" with {number_in_words(others)} other{'s' if others > 1 else ''}" if others > 0 else ""
