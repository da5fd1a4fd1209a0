"""Who is due, who waits, and who rests."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from accounts.clock import zone_of
from accounts.models import User
from contacts.models import State
from domain.health import FEW_DAYS
from domain.nudges import MET_DAYS, MET_VIEW_DAYS, MOST_IGNORED, SNOOZE_DAYS, Candidate
from relationships.models import Standing
from reminders.models import Occurrence, Reminder
from reminders.queries.rows import Kind


def due_standings(user: User, today: date) -> QuerySet[Standing]:
    """The standings of everyone who is due and may be nudged, those with a nudge open included.

    Due: by the stored day; and wished for (a circle or a cadence), or in touch on three days or more.
    """
    return _nudgeable(user, today).filter(_due(today))


def wanted_standings(user: User, today: date) -> QuerySet[Standing]:
    """The standings of those whose open nudge is still of use: due, or met for the first time not long ago."""
    return _nudgeable(user, today).filter(_due(today) | _just_met(user, today, MET_VIEW_DAYS))


def waiting_standings(user: User, today: date) -> QuerySet[Standing]:
    """Those who are due and are not left alone for a while."""
    return due_standings(user, today).exclude(_left_alone(user, today))


def just_met_standings(user: User, today: date) -> QuerySet[Standing]:
    """Those met for the first time three to seven days ago who are not left alone, where the owner wants that."""
    met = _nudgeable(user, today).filter(_just_met(user, today, MET_DAYS[1]))
    return met.exclude(_left_alone(user, today))


def candidate(standing: Standing) -> Candidate:
    """The model's value of a person who is due; the contact must be at hand."""
    contact = standing.contact
    return Candidate(contact.pk, standing.state, contact.circle, contact.wished_days)


def _nudgeable(user: User, today: date) -> QuerySet[Standing]:
    paused = Reminder.objects.owned_by(user).filter(kind=Kind.KEEP_IN_TOUCH, paused_until__gt=today)
    return (
        Standing.objects.owned_by(user)
        .filter(contact__deleted_at__isnull=True, contact__state=State.ACTIVE, contact__never_nudge=False)
        .exclude(contact__in=paused.values("contact"))
        .select_related("contact")
    )


def _due(today: date) -> Q:
    wished = ~Q(contact__circle="") | Q(contact__cadence_days__isnull=False)
    return Q(due_on__lte=today.toordinal()) & (wished | Q(days__gt=FEW_DAYS))


def _just_met(user: User, today: date, most_days: int) -> Q:
    """Met on one day only, so that the last day is the first; not family, nor whom the owner met before that."""
    if not user.first_week_nudges:
        return Q(pk__in=())
    first, last = today - timedelta(days=most_days), today - timedelta(days=MET_DAYS[0])
    known_since = Q(contact__met_on="") | Q(contact__met_on__gte=f"{first:%Y-%m}")
    known_since |= Q(contact__met_on=f"{first:%Y}") | Q(contact__met_on=f"{last:%Y}")
    met = Q(days=1, last_on__range=(first.toordinal(), last.toordinal()))
    return met & known_since & Q(contact__is_family=False)


def _left_alone(user: User, today: date) -> Q:
    """Whose nudge was closed within the snooze or rests longer, and who was ignored three times in a row."""
    since = datetime.combine(today - timedelta(days=SNOOZE_DAYS - 1), time(), zone_of(user))
    closed = Occurrence.objects.owned_by(user).filter(kind=Kind.KEEP_IN_TOUCH)
    closed = closed.exclude(state=Occurrence.State.OPEN)
    resting = closed.filter(Q(snoozed_until__gt=today) | Q(acted_at__gte=since))
    ignored = Reminder.objects.owned_by(user).filter(kind=Kind.KEEP_IN_TOUCH, ignored__gte=MOST_IGNORED)
    return Q(contact__in=resting.values("reminder__contact")) | Q(contact__in=ignored.values("contact"))
