"""How they took the owner's reply."""

from datetime import datetime

from django.db import transaction

from accounts.services import hold_book
from domain.linkfacts import Behaviour
from domain.linkoutcomes import Outcome
from network.models import Conduct, Decision, LinkRequest
from network.services.conduct import record_conduct
from network.services.decisions import STATES, newest_decision
from network.services.footprints import keep_trace

Reaction = Decision.Reaction
State = LinkRequest.State
TAPPED = (Reaction.OFFENDED, Reaction.PUSHY, Reaction.FLIRT, Reaction.ANSWER)
LONGEST_ANSWER = 10_000


@transaction.atomic
def react(*, decision: Decision, reaction: str, text: str, now: datetime) -> Decision:
    """Keep how they took a reply: offended, pushy, flirt or answer, with their words; "" takes it back.

    A real answer to the last decision lets the request wait again, with the words as evidence. A flirt goes on their
    record. One reaction at a time: the newer takes the place of the other. Raises ValueError for another
    reaction, and for a decision that was taken back.
    """
    if reaction and reaction not in TAPPED:
        raise ValueError("They took offence, got pushy, flirted, or gave a real answer.")
    hold_book(owner=decision.owner)
    decision.refresh_from_db()
    if decision.undone_at is not None:
        raise ValueError("You took this decision back.")
    _take_back(decision)
    decision.reaction, decision.answer = reaction, text.strip()[:LONGEST_ANSWER]
    decision.reacted_on = now.date() if reaction else None
    decision.save(update_fields=["reaction", "answer", "reacted_on"])
    if reaction == Reaction.ANSWER and newest_decision(request=decision.request) == decision:
        _reopen(decision.request)
    if reaction == Reaction.FLIRT:
        request = decision.request
        record_conduct(
            owner=decision.owner,
            contact=request.contact,
            request=request,
            behaviour=Behaviour.FLIRT,
            words=text,
            now=now,
        )
    keep_trace(request=decision.request, now=now)
    return decision


def _reopen(request: LinkRequest) -> None:
    """A request that was linked or is gone stays so."""
    if request.state in (State.ANSWERED, State.DECLINED, State.IGNORED, State.LATER):
        request.state, request.again_on = State.OPEN, None
        request.save(update_fields=["state", "again_on"])


def _take_back(decision: Decision) -> None:
    request = decision.request
    if decision.reaction == Reaction.FLIRT and decision.reacted_on:
        records = Conduct.objects.owned_by(decision.owner).filter(request=request)
        records.filter(behaviour=Behaviour.FLIRT, on=decision.reacted_on).delete()
    is_last = newest_decision(request=request) == decision
    if decision.reaction == Reaction.ANSWER and is_last and request.state == State.OPEN:
        request.state, request.again_on = STATES[Outcome(decision.outcome)], decision.again_on
        request.save(update_fields=["state", "again_on"])
