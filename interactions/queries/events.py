"""Appointments and events, to come and past, and their guests."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404

from accounts.models import User
from contacts.models import Contact
from interactions.models import Event, Guest, Interaction

ASKED_DAYS = 14
"""So long after it the pages ask what became of an appointment."""
NOT_LOGGED = Q(interaction=None) | Q(interaction__deleted_at__isnull=False)


def event_or_404(user: User, pk: int) -> Event:
    """One event of this owner; anything else raises Http404."""
    return _found(Event.objects.owned_by(user).filter(pk=pk))


def gone_event_or_404(user: User, pk: int) -> Event:
    """One deleted event of this owner; anything else raises Http404."""
    return _found(Event.objects.removed_by(user).filter(pk=pk))


def _found(rows: QuerySet[Event]) -> Event:
    found = rows.select_related("interaction", "owner").first()
    if found is None:
        raise Http404
    return found


def guest_or_404(user: User, pk: int) -> Guest:
    """One guest of an event of this owner; anything else raises Http404."""
    rows = Guest.objects.owned_by(user).filter(event__deleted_at=None, pk=pk)
    found: Guest | None = rows.select_related("event__owner", "event__interaction", "contact").first()
    if found is None:
        raise Http404
    return found


def coming_events(user: User, today: date) -> QuerySet[Event]:
    """What is today, goes on, or is to come, the next first; `listed` counts its guests."""
    return _listed(user).filter(_until_from(today)).order_by("day", "at", "pk")


def past_events(user: User, today: date) -> QuerySet[Event]:
    """What is over, the newest first; `listed` counts its guests."""
    return _listed(user).exclude(_until_from(today)).order_by("-day", "-at", "-pk")


def _until_from(today: date) -> Q:
    return Q(until__gte=today) | Q(until=None, day__gte=today)


def _listed(user: User) -> QuerySet[Event]:
    return Event.objects.owned_by(user).annotate(listed=Count("guests")).select_related("interaction")


def events_to_tell(user: User, today: date) -> QuerySet[Event]:
    """What was over within the last 14 days and is not logged, with somebody of the book; the newest first.

    Where all of them did not come, as the owner ticked, nothing is asked any more.
    """
    known = Guest.objects.filter(event=OuterRef("pk"), contact__isnull=False, contact__deleted_at=None)
    known = known.filter(absent=False)
    over = Event.objects.owned_by(user).annotate(last=Coalesce("until", "day"))
    rows = over.filter(NOT_LOGGED, last__lt=today, last__gte=today - timedelta(days=ASKED_DAYS))
    return rows.filter(Exists(known)).select_related("interaction").order_by("-day", "-pk")


def coming_with(contact: Contact, today: date) -> QuerySet[Event]:
    """What is to come with somebody of the book, the next first: one query."""
    invited = Guest.objects.owned_by(contact.owner).filter(contact=contact).values("event")
    rows = Event.objects.owned_by(contact.owner).filter(_until_from(today), pk__in=invited)
    return rows.order_by("day", "at", "pk")


def guests_of(event: Event) -> QuerySet[Guest]:
    """Everybody on the list, in its order."""
    return Guest.objects.owned_by(event.owner).filter(event=event)


def known_guests(events: Iterable[Event]) -> QuerySet[Guest]:
    """Those on the lists of events of one owner who are in the book, with their contact."""
    rows = list(events)
    if not rows:
        return Guest.objects.none()
    found = Guest.objects.owned_by(rows[0].owner).filter(event__in=rows, contact__deleted_at=None)
    return found.filter(contact__isnull=False).select_related("contact__owner")


def logged_as(event: Event) -> Interaction | None:
    """The interaction that an event was logged as, unless that was deleted."""
    row = event.interaction
    return row if row is not None and row.deleted_at is None else None
