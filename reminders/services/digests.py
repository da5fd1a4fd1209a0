"""Making the messages of a day, the digest, the weekly review and the brief, and with them what tells them."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db import transaction

from accounts.clock import zone_of
from accounts.models import User
from accounts.services import hold_book
from domain.recurrence import due_at
from reminders.models import Delivery, Occurrence, Reminder
from reminders.queries.silence import NOTHING_TO_SAY
from reminders.queries.telling import Way, has_message_before, messages_of, ways_waiting
from reminders.services.channels import mail_channel
from reminders.services.outbox import TOLD_LATER

State = Occurrence.State


def open_messages(*, owner: User, now: datetime, has_news: Callable[[str], bool]) -> tuple[int, int]:
    """Make the messages whose hour has come today; how many due dates and deliveries were made.

    `now` is in the owner's zone; `has_news` tells of a kind of message whether there is anything in it, and is
    asked only when its hour has come somewhere. Where there is nothing to say, that is written down, so that a
    message never comes at an odd hour; but before the first one ever nothing is made while there is nothing to
    say, so that a new owner need not wait until tomorrow. A brief is of what was planned when its hour came, the
    first one too.
    """
    opened = made = 0
    for kind in messages_of(owner, now.date()):
        waiting = ways_waiting(owner, kind, now)
        if not waiting:
            continue
        is_news = has_news(kind)
        if is_news or kind == Reminder.Kind.BRIEF or has_message_before(owner, kind):
            found = _make(owner, kind, waiting, is_news, now)
            opened, made = opened + found[0], made + found[1]
    return opened, made


@transaction.atomic
def _make(owner: User, kind: str, ways: Sequence[Way], is_news: bool, now: datetime) -> tuple[int, int]:
    """The message of the day with one delivery for each way, in one transaction."""
    hold_book(owner=owner)
    rule, _ = Reminder.objects.get_or_create(owner=owner, kind=kind)
    occurrence, is_new = Occurrence.objects.get_or_create(
        reminder=rule,
        due_on=now.date(),
        defaults={
            "owner": owner,
            "kind": kind,
            "due_at": due_at(now.date(), _hour(owner, kind), zone_of(owner)),
            "state": State.DONE,  # nobody acts on a message; its deliveries tell what became of it
        },
    )
    known = set(occurrence.deliveries.values_list("channel", "recipient"))
    rows = [
        _delivery(occurrence, way, is_news, now) for way in ways if (way.kind, way.recipient) not in known
    ]
    _drop_older(owner, kind, ways, now.date())
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    return int(is_new), len(rows) if is_news else 0


def _hour(owner: User, kind: str) -> int:
    return owner.brief_hour if kind == Reminder.Kind.BRIEF else owner.digest_hour


def _delivery(occurrence: Occurrence, way: Way, is_news: bool, now: datetime) -> Delivery:
    return Delivery(
        owner=occurrence.owner,
        occurrence=occurrence,
        channel=way.kind,
        through=way.channel or mail_channel(owner=occurrence.owner),
        recipient=way.recipient,
        not_before=now,
        state=Delivery.State.PENDING if is_news else Delivery.State.DROPPED,
        error="" if is_news else NOTHING_TO_SAY,
    )


def _drop_older(owner: User, kind: str, ways: Sequence[Way], today: date) -> None:
    """What is left of earlier days is never sent: today's message covers it."""
    older = Delivery.objects.owned_by(owner).filter(occurrence__kind=kind, occurrence__due_on__lt=today)
    older = older.filter(state=Delivery.State.PENDING, channel__in={way.kind for way in ways})
    older.update(state=Delivery.State.DROPPED, error=TOLD_LATER)
