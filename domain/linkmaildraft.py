"""A draft of an invitation from what is written down: how we know each other, and who I am. Nothing is made up."""

from dataclasses import dataclass
from datetime import date

from domain.partial import MONTHS

LIMITS = {"linkedin": 300}
"""How many characters a network lets one write, where that is known."""
MET = {
    "coffee": "had coffee",
    "meal": "had a meal",
    "drink": "had a drink",
    "event": "met at an event",
    "call": "spoke on the phone",
    "video": "spoke by video",
    **dict.fromkeys(("message", "email", "letter", "online"), "wrote to each other"),
}
LONGEST_TOPIC = 120


@dataclass(frozen=True, slots=True)
class Between:
    """What is known: the other's first name, the last talk with its kind, day, place and note, and why one writes."""

    given: str
    kind: str = ""
    day: date | None = None
    place: str = ""
    topic: str = ""
    why: str = ""


def draft_invitation(between: Between, me: str, my_work: str, network: str) -> str:
    """A text that says how we know each other, why, and who I am; parts that would break the limit are left out."""
    topic = " ".join(between.topic.split())[:LONGEST_TOPIC].rstrip(" .,;")
    parts = [
        f"Hi {between.given}," if between.given else "Hello,",
        _met(between),
        f"We talked about this: {topic}." if topic else "",
        _ended(between.why.strip()),
        f"I work at {my_work}." if my_work else "",
        me,
    ]
    limit = LIMITS.get(network)
    for spare in (2, 4):
        if limit and len(_joined(parts)) > limit:
            parts[spare] = ""
    return _joined(parts)


def is_too_long(text: str, network: str) -> bool:
    """Whether the network would cut this text."""
    return len(text) > LIMITS.get(network, len(text))


def _met(between: Between) -> str:
    if not between.day:
        return ""
    where = f" ({between.place})" if between.place else ""
    when = f"{MONTHS[between.day.month - 1]} {between.day.year}"
    return f"we {MET.get(between.kind, 'met')} in {when}{where}."


def _ended(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text[-1:] in '.!?' else '.'}" if text else ""


def _joined(parts: list[str]) -> str:
    head, *middle, me = parts
    said = " ".join(part for part in middle if part)
    return "\n".join(part for part in (f"{head} {said}".strip(), me) if part)
