"""Accepting a request: the person, the link and what follows, and all of it gone again."""

from datetime import datetime

from django.db.models import QuerySet

from contacts.models import Contact
from domain.keys import profile_address
from domain.linking import ACCEPTING, Outcome, Settings, what_follows
from network.models import ClaimedMutual, Conduct, Decision, Link, Question, UnlinkTask
from network.services.claims import adopt_request
from network.services.greeting import remind_to_greet
from network.services.links import link_contact
from network.services.newcomers import add_sender, is_untouched
from network.services.questions import ask_question
from reminders.services import drop_reminder


def accept_sender(*, decision: Decision, taken_for: Contact | None, now: datetime) -> None:
    """Link the owner with the sender of a decision's request, who comes into the book if in it nobody is meant.

    What the policy says follows: a reminder to say hello, the question, or nothing. The request gets the person and
    is left to be saved. Raises ValueError for a sender without a name.
    """
    request = decision.request
    contact = taken_for or add_sender(request=request, now=now)
    decision.made_contact = taken_for is None
    request.contact = contact
    adopt_request(request=request, contact=contact, now=now)
    link = (
        Link.objects.owned_by(request.owner)
        .filter(contact=contact, network=request.network, until=None)
        .first()
    )
    if link is None:
        address = request.web_address or profile_address(request.network, request.key)
        link = link_contact(
            owner=request.owner, contact=contact, network=request.network, since=now.date(), address=address
        )
        decision.link = link
    _follow_up(decision, link, contact, now)
    decision.save(update_fields=["made_contact", "link", "reminder"])


def _follow_up(decision: Decision, link: Link, contact: Contact, now: datetime) -> None:
    said = Outcome(decision.outcome)
    policy = decision.policy.policy if decision.policy else None
    settings = policy.settings if policy else Settings()
    follows = what_follows(policy, said) if policy else ("ask" if said == Outcome.ACCEPT_AND_ASK else "")
    if follows == "ask":
        text, days = settings.question, settings.answer_days
        ask_question(decision=decision, link=link, text=text, days=days, now=now)
    elif follows == "hello":
        decision.reminder = remind_to_greet(contact=contact, now=now)


def is_built_on(*, decision: Decision) -> bool:
    """Whether the owner went on with what an acceptance made.

    A link that ended or is to be ended, a question that was answered, a later request that was accepted on the same
    link.
    """
    link = decision.link
    if decision.questions.exclude(answered_on=None, closed_at=None).exists():
        return True
    if link is not None and _later_acceptances(decision).exists():
        return True
    tasks = UnlinkTask.objects.owned_by(decision.owner).filter(link=link)
    return link is not None and (link.until is not None or tasks.exists())


def _later_acceptances(decision: Decision) -> QuerySet[Decision]:
    made = Decision.objects.owned_by(decision.owner).filter(pk__gt=decision.pk, undone_at=None)
    same = {"request__contact": decision.request.contact_id, "request__network": decision.request.network}
    found: QuerySet[Decision] = made.filter(outcome__in=ACCEPTING, **same)
    return found


def take_back_acceptance(*, decision: Decision, now: datetime) -> bool:
    """Let go of what an acceptance made: reminder, question, link and person. True when nothing of it is left.

    A person to whom something was added stays. Another decision made nothing.
    """
    if Outcome(decision.outcome) not in ACCEPTING:
        return True
    if decision.reminder is not None and decision.reminder.finished_at is None:
        drop_reminder(reminder=decision.reminder, now=now)
    _forget_question(decision)
    contact, link = decision.request.contact, decision.link
    is_theirs = decision.made_contact and contact is not None
    goes = is_theirs and contact is not None and is_untouched(contact=contact, decision=decision)
    if goes or not is_theirs:
        _forget_adoption(decision)
    if link is not None:
        decision.link = None
        link.delete()
    if goes and contact is not None:
        decision.request.contact = None
        decision.request.save(update_fields=["contact"])
        contact.delete()
    return goes or not is_theirs


def _forget_question(decision: Decision) -> None:
    """The question goes, and one that had to rest for it waits again."""
    links = list(decision.questions.values_list("link", flat=True))
    decision.questions.all().delete()
    rested = Question.objects.owned_by(decision.owner).filter(link__in=links, closed_at=decision.made_at)
    rested.update(closed_at=None)


def _forget_adoption(decision: Decision) -> None:
    """Claims and conduct of the request are those of the request alone again."""
    request = decision.request
    ClaimedMutual.objects.owned_by(decision.owner).filter(request=request).update(contact=None)
    if decision.contact_before is None:
        Conduct.objects.owned_by(decision.owner).filter(request=request).update(contact=None)
