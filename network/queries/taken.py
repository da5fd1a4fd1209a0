"""For whom in the book a requester is taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.corroborate import OTHER_PAGE_WORDS
from network.queries.requests import Known

LIKELY = 0.6
AHEAD = 0.3
"""So much likelier than the next one somebody must be who is not sure."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Whom a requester is taken for. A likely one gives facts for a verdict; only of a sure one the bad is told."""

    contact_id: int
    is_sure: bool
    words: str


def taken_for(known: Sequence[Known]) -> Taken | None:
    """The sure one of the candidates, or the one who is by far the likeliest; None where nobody is.

    A mere namesake who is known there by another page is nobody's likeness: hardly anybody has two.
    """
    people = [one for one in known if one.contact_id is not None]
    if not people or people[0].contact_id is None:
        return None
    best, others = people[0], [one.candidate.confidence for one in people[1:]]
    confidence = best.candidate.confidence
    against = ", ".join(best.candidate.evidence_against)
    doubts = f"; but {against}" if against else ""
    words = f"taken for {best.display}, who is in your book: {confidence:.0%} sure{doubts}"
    if best.is_sure:
        return Taken(best.contact_id or 0, True, words)
    is_ahead = confidence >= LIKELY and confidence - max(others, default=0.0) >= AHEAD
    return Taken(best.contact_id or 0, False, words) if is_ahead and not _is_namesake(best) else None


def _is_namesake(known: Known) -> bool:
    """Nothing but the name speaks for them, and they are known there by another page."""
    told = known.candidate
    return len(told.evidence_for) < 2 and any(
        one.startswith(OTHER_PAGE_WORDS) for one in told.evidence_against
    )
