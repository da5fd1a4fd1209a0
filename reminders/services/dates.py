"""Opening birthdays and other dates when their notice begins. `now` is aware, in the owner's zone."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import User
from reminders.models import Occurrence, Reminder
from reminders.queries import MISSED_DAYS, MOST_LEAD_DAYS, dates_between, event_day
from reminders.services.due import make_in_batches
from reminders.services.people import add_date_rules

Kind = Reminder.Kind


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
    return make_in_batches(owner, wanted)


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
