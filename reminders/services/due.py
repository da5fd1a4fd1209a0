"""What each tick makes: the due dates up to now. Any number of ticks make the same rows.

Every function writes in short transactions that hold the owner's row, so that two ticks come one after the
other. `now` is aware, in the owner's zone.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from domain.nudges import Changes, Nudge, rank, reconcile, room
from domain.recurrence import Rule, due_at, last_day
from reminders.models import Delivery, Occurrence, Reminder
from reminders.queries import (
    BY_HAND,
    GONE,
    MISSED_DAYS,
    MOST_LEAD_DAYS,
    candidate,
    dates_between,
    due_standings,
    event_day,
    waiting_standings,
)
from reminders.services.people import BATCH, add_date_rules

Kind, State = Reminder.Kind, Occurrence.State
Wanted = tuple[Reminder, date]


def open_nudges(*, owner: User, now: datetime) -> int:
    """Settle the nudges of people no longer due and open new ones within the budget; how many were opened.

    Everyone due is ranked only when there is room, and nothing is locked when there is nothing to do.
    """
    today = now.date()
    ranked: list[int] = []
    if room(_nudges(owner, today), today, owner.people_a_day):
        ranked = [found.contact for found in rank(map(candidate, waiting_standings(owner, today)), today)]
    if _changes(owner, ranked, today) == Changes():
        return 0
    with transaction.atomic():
        _hold(owner)
        changes = _changes(owner, ranked, today)
        settled = Occurrence.objects.owned_by(owner).open().filter(pk__in=changes.settle)
        settled.update(state=State.SETTLED, acted_at=now)
        return _make(owner, _keep_in_touch(owner, changes.open, today))


def _changes(owner: User, ranked: list[int], today: date) -> Changes:
    nudges = _nudges(owner, today)
    asked = [nudge.contact for nudge in nudges if nudge.is_open]
    due = due_standings(owner, today).filter(contact__in=asked).values_list("contact_id", flat=True)
    return reconcile([*ranked, *due], nudges, today, owner.people_a_day)


def _nudges(owner: User, today: date) -> list[Nudge]:
    is_open_or_new = Q(state=State.OPEN) | Q(due_on=today)
    rows = Occurrence.objects.owned_by(owner).filter(is_open_or_new, kind=Kind.KEEP_IN_TOUCH)
    fields = ("pk", "reminder__contact_id", "due_on", "snoozed_until", "state")
    return [
        Nudge(pk, contact, opened_on, until, state == State.OPEN)
        for pk, contact, opened_on, until, state in rows.values_list(*fields)
    ]


def _keep_in_touch(owner: User, contact_ids: Sequence[int], today: date) -> list[Wanted]:
    """The one keep-in-touch reminder of each of these contacts, made where it is missing."""
    rules = Reminder.objects.filter(owner=owner, kind=Kind.KEEP_IN_TOUCH, contact__in=contact_ids)
    known = set(rules.values_list("contact_id", flat=True))
    Reminder.objects.bulk_create(
        [
            Reminder(owner=owner, contact_id=pk, kind=Kind.KEEP_IN_TOUCH, counts_from=today)
            for pk in contact_ids
            if pk not in known
        ],
        ignore_conflicts=True,
    )
    return [(rule, today) for rule in rules.all()]


def open_dates(*, owner: User, now: datetime) -> int:
    """Open the birthdays and other dates whose notice has begun, once a year each; how many were opened."""
    today = now.date()
    earliest = today - timedelta(days=MISSED_DAYS)
    dates = dates_between(owner, earliest, today + timedelta(days=MOST_LEAD_DAYS))
    rules = _date_rules(owner, [row.pk for row in dates])
    missing = [row for row in dates if row.pk not in rules]
    if missing:
        add_date_rules(missing, today)
        rules = _date_rules(owner, [row.pk for row in dates])
    told = _told_dates(owner, list(rules.values()), earliest)
    wanted = []
    for row in dates:
        rule, event = rules[row.pk], event_day(row, earliest)
        lead = owner.date_lead_days if row.lead_days is None else row.lead_days
        begins = event - timedelta(days=min(lead, MOST_LEAD_DAYS))
        is_news = event >= min(rule.counts_from or today, today) and (rule.pk, event) not in told
        if begins <= today and is_news:
            wanted.append((rule, begins))
    return _make_in_batches(owner, wanted)


def _date_rules(owner: User, date_ids: Sequence[int]) -> dict[int, Reminder]:
    rules = Reminder.objects.owned_by(owner).filter(kind=Kind.DATE, date__in=date_ids)
    return {rule.date_id or 0: rule for rule in rules.select_related("date")}


def _told_dates(owner: User, rules: Sequence[Reminder], earliest: date) -> set[tuple[int, date]]:
    """Which (rule, day of the event) have a due date already, though perhaps with another notice."""
    rows = Occurrence.objects.owned_by(owner).filter(
        reminder__in=rules, due_on__gte=earliest - timedelta(days=MOST_LEAD_DAYS)
    )
    by_pk: dict[int, Any] = {rule.pk: rule.date for rule in rules}
    found = rows.values_list("reminder_id", "due_on")
    return {(pk, event_day(by_pk[pk], due_on)) for pk, due_on in found}


def open_reminders(*, owner: User, now: datetime) -> int:
    """Open follow-ups and own reminders whose day has come; how many were opened.

    Of a repeating one only the newest missed day is opened and takes the place of what was open before.
    """
    today = now.date()
    snoozed = Occurrence.objects.owned_by(owner).open().filter(snoozed_until__gt=today).values("reminder")
    rules = (
        Reminder.objects.owned_by(owner)
        .filter(kind__in=BY_HAND, finished_at__isnull=True, starts_on__lte=today)
        .exclude(contact__deleted_at__isnull=False)
        .exclude(contact__state__in=GONE)
        .exclude(pk__in=snoozed)
    )
    wanted = [(rule, day) for rule in rules if (day := _day_due(rule, today)) is not None]
    made = _make_in_batches(owner, wanted)
    if made:
        _supersede(owner, [(rule, day) for rule, day in wanted if rule.every], now)
    return made


def _day_due(reminder: Reminder, today: date) -> date | None:
    if reminder.starts_on is None or reminder.every is None:
        return reminder.starts_on
    unit: Any = reminder.unit
    day = last_day(Rule(reminder.starts_on, reminder.every, unit), today)
    is_missed = day is not None and day >= min(reminder.counts_from or today, today)
    return day if is_missed else None


def _supersede(owner: User, repeating: Sequence[Wanted], now: datetime) -> None:
    for rule, day in repeating:
        older = Occurrence.objects.owned_by(owner).open().filter(reminder=rule, due_on__lt=day)
        older.update(state=State.SETTLED, acted_at=now)


def open_digest(*, owner: User, recipient: str | None, has_news: bool, now: datetime) -> tuple[int, int]:
    """Make today's digest, and with it, in one transaction, the delivery if there is news and an address.

    Returns how many due dates and deliveries were made. Before the first digest ever, nothing is made while
    there is nothing to say, so that a new owner's first one need not wait until tomorrow.
    """
    with transaction.atomic():
        _hold(owner)
        told = Occurrence.objects.owned_by(owner).filter(kind=Kind.DIGEST)
        if told.filter(due_on=now.date()).exists() or not (has_news or told.exists()):
            return 0, 0
        rule, _ = Reminder.objects.get_or_create(owner=owner, kind=Kind.DIGEST)
        occurrence = Occurrence.objects.create(
            owner=owner,
            reminder=rule,
            kind=Kind.DIGEST,
            due_on=now.date(),
            due_at=due_at(now.date(), owner.digest_hour, ZoneInfo(owner.time_zone)),
            state=State.DONE,  # nobody acts on a digest; its delivery tells what became of it
        )
        if not (has_news and recipient):
            return 1, 0
        Delivery.objects.create(
            owner=owner,
            occurrence=occurrence,
            channel=Delivery.Channel.MAIL,
            recipient=recipient,
            not_before=now,
        )
        return 1, 1


@transaction.atomic
def reschedule(*, owner: User, now: datetime) -> None:
    """After the owner moved to another zone: the moments of what is open are those of the new one."""
    zone = ZoneInfo(owner.time_zone)
    rows = list(Occurrence.objects.owned_by(owner).open().exclude(kind=Kind.DIGEST))
    for row in rows:
        row.due_at = due_at(row.due_on, 0, zone)
    Occurrence.objects.bulk_update(rows, ["due_at"], batch_size=BATCH)


def _hold(owner: User) -> None:
    """Wait for any other tick of this owner; on SQLite the transaction itself does."""
    User.objects.select_for_update().filter(pk=owner.pk).first()


def _make_in_batches(owner: User, wanted: Sequence[Wanted]) -> int:
    missing = _missing(owner, wanted)
    made = 0
    for start in range(0, len(missing), BATCH):
        with transaction.atomic():
            _hold(owner)
            made += _make(owner, missing[start : start + BATCH])
    return made


def _make(owner: User, wanted: Sequence[Wanted]) -> int:
    """Insert the due dates that are not there; how many were missing."""
    zone = ZoneInfo(owner.time_zone)
    rows = [
        Occurrence(owner=owner, reminder=rule, kind=rule.kind, due_on=day, due_at=due_at(day, 0, zone))
        for rule, day in _missing(owner, wanted)
    ]
    Occurrence.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _missing(owner: User, wanted: Sequence[Wanted]) -> list[Wanted]:
    known: set[tuple[int, date]] = set()
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        rows = Occurrence.objects.owned_by(owner).filter(reminder__in=[rule.pk for rule, _day in some])
        rows = rows.filter(due_on__gte=min(day for _rule, day in some))
        known.update(rows.values_list("reminder_id", "due_on"))
    return [(rule, day) for rule, day in wanted if (rule.pk, day) not in known]
