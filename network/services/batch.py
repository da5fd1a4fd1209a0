"""The obvious requests decided together, and taken back together."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from network.models import Decision
from network.queries.obvious import is_obvious
from network.queries.triage import Triaged
from network.services.decisions import decide_request, undo_decision

BATCH = "batch"
MOST = 50


@transaction.atomic
def decide_batch(*, items: Iterable[Triaged], now: datetime) -> list[Decision]:
    """Decide these requests as the policy says, without a reply; at most 50, and only verdicts that need none.

    All have the same moment, by which undo_batch() finds them again. Those that cannot be accepted for want of
    a name, or are closed meanwhile, are left out.
    """
    made = []
    for triaged in list(items)[:MOST]:
        if triaged.verdict is None or not is_obvious(triaged):
            continue
        try:
            decision = decide_request(
                triaged=triaged, outcome=triaged.verdict.verdict, reply="", template=BATCH, now=now
            )
        except ValueError:  # told by the count: it still waits, and its own card says why
            continue
        made.append(decision)
    return made


@transaction.atomic
def undo_batch(*, decision: Decision, now: datetime) -> tuple[int, int]:
    """Take back every decision of the batch that this one belongs to.

    Returns how many were taken back as a whole, and of how many something stays.
    """
    batch = Decision.objects.owned_by(decision.owner).filter(
        made_at=decision.made_at, template=BATCH, undone_at=None
    )
    rows = list(batch.select_related("request__contact", "link", "reminder", "contact_before", "owner"))
    done = [undo_decision(decision=row, now=now) for row in rows]
    return done.count(True), done.count(False)
