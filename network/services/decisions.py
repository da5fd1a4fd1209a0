"""What the owner decides about a request, with all that follows, and the way back."""

from datetime import date, datetime, timedelta

from django.db import transaction

from accounts.services import hold_book
from contacts.models import Contact
from domain.linking import ACCEPTING, Outcome
from domain.linkmemory import facts_to_plain
from domain.linkoutcomes import outcome as read_outcome
from network.models import Decision, LinkRequest
from network.queries.triage import Triaged
from network.services.acceptance import accept_sender, is_built_on, take_back_acceptance
from network.services.footprints import keep_trace

State = LinkRequest.State
RESTS_DAYS = 30
LONGEST_REPLY = 5_000
LONGEST_TEMPLATE = 40
TWICE_WITHIN = timedelta(minutes=1)
STATES = {
    Outcome.ACCEPT: State.LINKED,
    Outcome.ACCEPT_AND_ASK: State.LINKED,
    Outcome.DECLINE: State.DECLINED,
    Outcome.ASK_WHERE_MET: State.ANSWERED,
    Outcome.OFFER_COFFEE: State.ANSWERED,
    Outcome.START_CONVERSATION: State.ANSWERED,
    Outcome.INVITE_ELSEWHERE: State.ANSWERED,
    Outcome.DECIDE_LATER: State.LATER,
    Outcome.IGNORE: State.IGNORED,
}


@transaction.atomic
def decide_request(
    *,
    triaged: Triaged,
    outcome: str,
    reply: str,
    template: str,
    now: datetime,
    again_on: date | None = None,
    contact: Contact | None = None,
) -> Decision:
    """Keep what the owner decided, what the policy said and saw, and let it take effect here.

    Accepting links the owner with `contact`, else with whom the sender is taken for, else with a new person; what
    the policy says follows. Deciding later rests until `again_on`, if left out for 30 days. The same decision
    twice within a minute is one. `now` is aware, in the owner's zone.
    Raises ValueError in words for an unknown outcome, a request that is closed, asking where we met under a policy
    that never admits it, a day that is over, and a sender without a name.
    """
    said, owner = read_outcome(outcome), triaged.request.owner
    hold_book(owner=owner)
    request = LinkRequest.objects.owned_by(owner).get(pk=triaged.request.pk)
    again = _decided_just_now(request, said, reply, again_on, now)
    if again is not None:
        return again
    _check(triaged, request, said, again_on, now)
    made = _written(triaged, said, reply, template, now)
    made.request, made.state_before, made.contact_before = request, request.state, request.contact
    made.again_on = _rests_until(said, again_on, now)
    made.save()
    if said in ACCEPTING:
        accept_sender(decision=made, taken_for=contact or _taken_for(triaged), now=now)
    request.state, request.again_on = STATES[said], made.again_on
    request.save(update_fields=["state", "again_on", "contact"])
    keep_trace(request=request, now=now)
    return made


def newest_decision(*, request: LinkRequest) -> Decision | None:
    """The owner's decision on a request that counts; None where there is none, or it was taken back."""
    made = Decision.objects.owned_by(request.owner).filter(request=request, undone_at=None)
    newest: Decision | None = made.order_by("-made_at", "-pk").first()
    return newest


def _decided_just_now(
    request: LinkRequest, said: Outcome, reply: str, again_on: date | None, now: datetime
) -> Decision | None:
    newest = newest_decision(request=request)
    if newest is None or newest.outcome != said or request.state != STATES[said]:
        return None
    if now - newest.made_at > TWICE_WITHIN or newest.reply != reply.strip()[:LONGEST_REPLY]:
        return None
    return newest if newest.again_on == _rests_until(said, again_on, now) else None


def _check(
    triaged: Triaged, request: LinkRequest, said: Outcome, again_on: date | None, now: datetime
) -> None:
    if request.state == State.LINKED:
        raise ValueError("You accepted this request already. Take that back first, or end the link.")
    if request.state == State.GONE or not request.incoming:
        raise ValueError("This request no longer waits there.")
    if said == Outcome.ASK_WHERE_MET and triaged.version and triaged.version.policy.settings.never_admits:
        raise ValueError("Your policy never admits not knowing somebody, so it does not ask where you met.")
    if said == Outcome.DECIDE_LATER and again_on is not None and again_on <= now.date():
        raise ValueError("Put it off until tomorrow at the earliest.")


def _written(triaged: Triaged, said: Outcome, reply: str, template: str, now: datetime) -> Decision:
    """What the policy said and saw, as a row that is not saved yet."""
    verdict = triaged.verdict
    made = Decision(owner=triaged.request.owner, outcome=said.value, made_at=now, policy=triaged.version)
    if verdict is not None:
        made.verdict, made.rule, made.sentence = verdict.verdict.value, verdict.rule, verdict.sentence
        made.reasons, made.missing = list(verdict.reasons), list(verdict.missing)
    made.facts, made.note_kind = facts_to_plain(triaged.facts), triaged.note_kind.value
    made.reply = reply.strip()[:LONGEST_REPLY]
    made.template = template[:LONGEST_TEMPLATE]
    return made


def _taken_for(triaged: Triaged) -> Contact | None:
    people = Contact.objects.owned_by(triaged.request.owner).filter(deleted_at=None)
    found: Contact | None = people.filter(pk=triaged.contact_id).first() if triaged.contact_id else None
    return found


def _rests_until(said: Outcome, again_on: date | None, now: datetime) -> date | None:
    if said != Outcome.DECIDE_LATER:
        return None
    return again_on or now.date() + timedelta(days=RESTS_DAYS)


@transaction.atomic
def undo_decision(*, decision: Decision, now: datetime) -> bool:
    """Take a decision back with all that followed from it, so that the request stands as it stood before.

    Where the owner went on since, nothing is taken back and the answer is False: the request was decided or came in
    anew, the link was ended, the question was answered. False too where all but the new person goes, who stays
    because something was added to them. A second time does nothing.
    """
    hold_book(owner=decision.owner)
    decision.refresh_from_db()  # another tab may have written since it was read; what hangs on it is read anew too
    if decision.undone_at is not None:
        return True
    request = decision.request
    is_last = newest_decision(request=request) == decision
    if not is_last or request.state != STATES[Outcome(decision.outcome)] or is_built_on(decision=decision):
        return False
    decision.undone_at = now
    decision.save(update_fields=["undone_at"])
    is_whole = take_back_acceptance(decision=decision, now=now)
    before = newest_decision(request=request)
    was_later = before is not None and decision.state_before == State.LATER
    request.state = decision.state_before
    request.contact = decision.contact_before if is_whole else request.contact
    request.again_on = before.again_on if before is not None and was_later else None
    request.save(update_fields=["state", "again_on", "contact"])
    keep_trace(request=request, now=now)
    return is_whole
