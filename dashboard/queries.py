"""Reads that show more than one app: the list of people, one person's page, search, what was deleted."""

from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch

from accounts.models import User
from contacts.models import Contact, ContactQuerySet, Identity, Note, Post
from contacts.queries import search_contacts
from interactions.models import Interaction
from interactions.queries import search_interactions, timeline
from network.models import Link
from relationships.queries import strength_expression
from reminders.models import Reminder

TIMELINE_PAGE = 30
SEARCH_SHOWN = 30


def people_rows(people: ContactQuerySet, today: date) -> ContactQuerySet:
    """Contacts with what a row of the list shows: the strength as SQL, the standing, the posts, in two queries."""
    return (
        people.select_related("standing")
        .prefetch_related(Prefetch("posts", queryset=Post.objects.order_by("until", "-since", "pk")))
        .annotate(strength=strength_expression(today))
        .order_by("-strength", "sort_name", "pk")
    )


def person_panels(user: User, contact: Contact) -> dict[str, Any]:
    """The rows beside a person's standing: identities, posts, dates, notes, reminders, links. Six queries."""
    identities = list(Identity.objects.owned_by(user).filter(contact=contact))
    return {
        "reach": [row for row in identities if row.kind != Identity.Kind.ALIAS],
        "aliases": [row for row in identities if row.kind == Identity.Kind.ALIAS],
        "posts": contact.posts.all(),
        "dates": contact.dates.all(),
        "notes": Note.objects.owned_by(user).filter(contact=contact),
        "reminders": Reminder.objects.owned_by(user)
        .filter(contact=contact, finished_at__isnull=True, kind__in=["follow-up", "own"])
        .order_by("starts_on", "pk"),
        "links": Link.objects.owned_by(user).filter(contact=contact).order_by("until", "network"),
        "tags": contact.tags.all(),
    }


def timeline_page(contact: Contact, number: str | None) -> Page[Interaction]:
    """One page of what happened with a person, newest first."""
    return Paginator(timeline(contact), TIMELINE_PAGE).get_page(number)


def found(user: User, text: str, today: date) -> dict[str, Any]:
    """People and interactions that hold the words, the strongest people and the newest interactions first."""
    people = people_rows(search_contacts(user, text), today)
    return {
        "people": list(people[: SEARCH_SHOWN + 1]),
        "interactions": list(search_interactions(user, text)[: SEARCH_SHOWN + 1]),
        "shown": SEARCH_SHOWN,
    }


def recently_deleted(user: User) -> dict[str, Any]:
    """What can still be brought back, newest first."""
    return {
        "people": Contact.objects.removed_by(user)[:50],
        "interactions": Interaction.objects.removed_by(user).prefetch_related("participations__contact")[:50],
        "notes": Note.objects.removed_by(user).filter(contact__deleted_at__isnull=True)[:50],
        "reminders": Reminder.objects.removed_by(user).filter(kind__in=["follow-up", "own"])[:50],
    }
