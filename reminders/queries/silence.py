"""Days without a message: those that were wished for, those with nothing to say, and those that were missed."""

from datetime import date, timedelta

from accounts.models import User
from domain.rest import Rest
from reminders.models import Delivery, Occurrence
from reminders.queries.rows import MISSED_DAYS, Kind

MOST_DAYS_BACK = 60
"""A silence that was wished for is told of for so long at most."""
MOST_DAYS_COUNTED = 366
NOTHING_TO_SAY, NOTHING_LEFT = "There was nothing to say.", "Nothing left to say."


def last_told_before(user: User, today: date) -> date | None:
    """The day of the newest digest before today that went out, whichever way: so all of today's tell the same."""
    sent = Delivery.objects.owned_by(user).filter(state=Delivery.State.SENT, occurrence__kind=Kind.DIGEST)
    days = sent.filter(occurrence__due_on__lt=today).order_by("-occurrence__due_on")
    return days.values_list("occurrence__due_on", flat=True).first()


def days_to_tell(told: date | None, today: date, rest: Rest) -> int:
    """How many days back a message tells of: a week, the days of rest not counted. `told` is the day of the last."""
    days = awake = 0
    while awake < MISSED_DAYS and days < MOST_DAYS_BACK:
        day = today - timedelta(days=days + 1)
        if told is not None and day <= told:
            break
        days, awake = days + 1, awake + (not rest.covers(day))
    return days


def missed_days(user: User, told: date | None, today: date, rest: Rest) -> int:
    """On how many days since the last message one should have come and none did. At most one query.

    Neither days of rest count nor those on which there was nothing to say; 0 before the first message ever.
    """
    if told is None:
        return 0
    after = range(1, min((today - told).days, MOST_DAYS_COUNTED))
    awake = {day for number in after if not rest.covers(day := told + timedelta(days=number))}
    return len(awake - _accounted_for(user, told, today)) if awake else 0


def _accounted_for(user: User, told: date, today: date) -> set[date]:
    rows = Occurrence.objects.owned_by(user).filter(kind=Kind.DIGEST, due_on__gt=told, due_on__lt=today)
    found = rows.values_list("due_on", "deliveries__state", "deliveries__error")
    went_out = (None, Delivery.State.SENT, Delivery.State.UNKNOWN)
    return {
        day for day, state, error in found if state in went_out or error in (NOTHING_TO_SAY, NOTHING_LEFT)
    }
