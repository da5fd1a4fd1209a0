"""When a tick must look at an owner, or at a reminder, again."""

from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from accounts.models import User
from contacts.models import Contact
from reminders.models import Agenda, Channel, Delivery, Occurrence, Reminder
from reminders.queries.agenda import never_looked_at

BATCH = 500
ONE_DAY = timedelta(days=1)


def look_again(*, owner: User, now: datetime) -> None:
    """Let the next tick look at an owner: something changed about who is due. One statement.

    Written even where the moment had come already: a tick at work just now would plan past the change otherwise.
    """
    Agenda.objects.filter(owner=owner).update(next_at=now)


def look_again_at(*, contact: Contact, now: datetime) -> None:
    """Let the next tick look at the reminders and dates of a contact: they left, came back, or their dates moved."""
    _moved(Reminder.objects.owned_by(contact.owner).filter(contact=contact), now)


def look_again_at_rule(*, reminder: Reminder, now: datetime) -> None:
    """Let the next tick look at a reminder: what it opened was answered, or is no longer put off."""
    _moved(Reminder.objects.owned_by(reminder.owner).filter(pk=reminder.pk), now)


def hold_rule(*, reminder: Reminder) -> None:
    """Wait for the tick that has this reminder in hand, and let ticks wait until the transaction ends.

    To be called before its due dates are written: a tick takes the rule first and then them.
    """
    if connection.features.has_select_for_update:
        Reminder.objects.filter(pk=reminder.pk).select_for_update().values_list("pk").first()


def look_again_at_all(*, owner: User, now: datetime) -> None:
    """Let the next tick look at an owner and at all their reminders: their zone or their days of notice changed."""
    _moved(Reminder.objects.owned_by(owner), now)
    look_again(owner=owner, now=now)


def _moved(rules: QuerySet[Reminder], now: datetime) -> None:
    """Those that will have a turn have it now; a tick that holds some of them is waited for.

    Taken in the order in which a tick takes them, so that no two wait for each other.
    """
    rows = rules.filter(next_at__isnull=False)
    with transaction.atomic():
        if connection.features.has_select_for_update:
            list(rows.select_for_update().order_by("next_at", "pk").values_list("pk"))
        rows.update(next_at=now)


def look_at_everything_again(*, now: datetime) -> None:
    """After the clock went back: the moments that were kept may lie too far ahead.

    A nudge from a day that has not come yet goes: nobody would see it, and it would take somebody's place.
    """
    Reminder.objects.filter(next_at__gt=now).update(next_at=now)
    Agenda.objects.filter(next_at__gt=now).update(next_at=now)
    Channel.objects.filter(not_before__gt=now).update(not_before=now)
    waiting = Delivery.objects.filter(state=Delivery.State.PENDING, occurrence__due_at__lte=now)
    waiting.filter(not_before__gt=now).update(not_before=now)
    nudges = Occurrence.objects.filter(kind=Reminder.Kind.KEEP_IN_TOUCH, state=Occurrence.State.OPEN)
    nudges.filter(due_at__gt=now + ONE_DAY).delete()


def start_agendas(*, now: datetime) -> None:
    """Owners whom no tick has looked at yet are looked at by this one."""
    rows = [Agenda(owner=owner, next_at=now) for owner in never_looked_at(now)]
    Agenda.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def plan_look(*, owner: User, at: datetime, seen: datetime | None = None) -> None:
    """The next tick from `at` on looks at the owner again.

    `seen` is the moment that brought this tick here: where another stands by now, something changed while it
    worked, and the next tick looks at once.
    """
    if seen is None:
        Agenda.objects.update_or_create(owner=owner, defaults={"next_at": at})
    else:
        Agenda.objects.filter(owner=owner, next_at=seen).update(next_at=at)


def show_anew(*, owner: User, today: date) -> None:
    """After days without a tick, when nobody was told anything: open nudges count as in view from today on."""
    nudges = Occurrence.objects.owned_by(owner).open().filter(kind=Reminder.Kind.KEEP_IN_TOUCH)
    nudges.exclude(snoozed_until__gt=today).update(snoozed_until=today)
