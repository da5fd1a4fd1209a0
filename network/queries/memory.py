"""What to remember of somebody who asks again, in words."""

from datetime import date

from domain.linkoutcomes import DECIDED_BEFORE, Outcome
from domain.wording import month_in_words
from network.models import Decision
from network.queries.senders import Heard


def memories(unlinked: str, heard: Heard, today: date) -> tuple[str, ...]:
    """Such as "unlinked in 2024: mass pitch", "declined in March", "on record: pitch, “buy my course”"."""
    decided = [_decided(row, today) for row in heard.decisions]
    recorded = [
        f"on record: {row.behaviour}{f', “{row.words}”' if row.words else ''}" for row in heard.conduct
    ]
    told = [unlinked, *recorded, *decided]
    return tuple(dict.fromkeys(words for words in told if words))


def _decided(row: Decision, today: date) -> str:
    when = month_in_words(row.made_at.date().toordinal(), today.toordinal())
    reaction = row.reaction_on(today)
    after = f", then {row.Reaction(reaction).label.lower()}" if reaction else ""
    return f"{DECIDED_BEFORE[Outcome(row.outcome)]} in {when}{after}"
