"""Reads that show more than one app: the list of people, one person's page, search, what was deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch

from accounts.models import User
from contacts.models import Contact, Identity, Note, Post, Relation, Tie
from contacts.queries import search_contacts, shows_strength
from domain.health import Health
from interactions.models import Event, Favour, Interaction
from interactions.queries import search_interactions, timeline
from interactions.queries.events import coming_with
from interactions.sparks import sparks_of
from network.forms.conduct import BEHAVIOURS
from network.models import Introduction
from network.queries import links_of
from network.queries.claims import claims_of
from network.queries.conduct import conduct_of_contact
from network.queries.courses import courses_with
from network.queries.favours import favours_panel
from network.queries.remembered import remembered
from network.queries.tied import tied
from relationships.queries import strength_expression
from reminders.models import Channel, Reminder
from transfer.queries.matches import standing_merges

TIMELINE_PAGE = 30
SEARCH_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Hit:
    """A person whom search found. Without strength (0 to 10) and the last year's line where the owner hides them."""

    contact: Contact
    strength: float | None
    health: Health
    line: Sequence[float]


def person_panels(user: User, contact: Contact, today: date) -> dict[str, Any]:
    """The rows beside a person's standing: reach, posts, dates, notes, reminders, links, what is remembered."""
    identities = list(Identity.objects.owned_by(user).filter(contact=contact))
    return {
        "reach": [row for row in identities if row.kind != Identity.Kind.ALIAS],
        "aliases": [row for row in identities if row.kind == Identity.Kind.ALIAS],
        "posts": contact.posts.all(),
        "dates": contact.dates.all(),
        "addresses": contact.addresses.all(),
        "notes": Note.objects.owned_by(user).filter(contact=contact),
        "reminders": Reminder.objects.owned_by(user)
        .filter(contact=contact, finished_at__isnull=True, kind__in=["follow-up", "own"])
        .order_by("starts_on", "pk"),
        "links": links_of(contact),
        "memory": remembered(user, contact, today),
        "conduct": conduct_of_contact(user, contact),
        "behaviours": BEHAVIOURS,
        "claims": claims_of(user, contact),
        "tags": contact.tags.all(),
        "ties": tied(user, contact),
        "introductions": courses_with(user, contact, today),
        "favours": favours_panel(user, contact),
        "coming": coming_with(contact, today)[:5],
    }


def timeline_page(contact: Contact, number: str | None) -> Page[Interaction]:
    """One page of what happened with a person, newest first."""
    return Paginator(timeline(contact), TIMELINE_PAGE).get_page(number)


def found(user: User, text: str, today: date) -> dict[str, Any]:
    """People and interactions that hold the words, the strongest people and the newest interactions first."""
    return {
        "people": _hits(user, text, today),
        "interactions": list(search_interactions(user, text)[: SEARCH_SHOWN + 1]),
        "shown": SEARCH_SHOWN,
    }


def _hits(user: User, text: str, today: date) -> list[Hit]:
    """The strongest, and one more than are shown: three queries. Only ids are sorted, whoever many they are."""
    ordered = search_contacts(user, text).order_by(strength_expression(today).desc(), "sort_name", "pk")
    ids = list(ordered.values_list("pk", flat=True)[: SEARCH_SHOWN + 1])
    posts = Prefetch("posts", queryset=Post.objects.order_by("until", "-since", "pk"))
    rows = Contact.objects.owned_by(user).select_related("standing").prefetch_related(posts)
    people = rows.in_bulk(ids)
    lines = sparks_of(user, people.values(), today)
    return [_hit(user, people[pk], lines.get(pk, ()), today) for pk in ids if pk in people]


def _hit(user: User, contact: Contact, line: Sequence[float], today: date) -> Hit:
    standing = contact.standing
    read = standing.strength_on(today) if shows_strength(user, contact) else None
    return Hit(contact, read, standing.health_on(today), line)


@dataclass(frozen=True, slots=True)
class Gone:
    """A deleted row in words, and the name of the page that brings it back."""

    pk: int
    words: str
    route: str
    deleted_at: datetime | None


def _others_gone(user: User) -> list[Gone]:
    """What else can still be brought back, newest first. Not what hangs on a person who is gone, too."""
    ties = Tie.objects.removed_by(user).filter(one__deleted_at=None, other__deleted_at=None)
    ties = ties.select_related("one", "other")
    relations = Relation.objects.removed_by(user).filter(contact__deleted_at=None).select_related("contact")
    favours = Favour.objects.removed_by(user).filter(contact__deleted_at=None).select_related("contact")
    rows = [
        *(_gone(row, f"{row.one} and {row.other}: {row.kind}", "contacts:tie") for row in ties[:50]),
        *(_gone(row, f"{row.contact}: your {row.kind}", "contacts:relation") for row in relations[:50]),
        *(_gone(row, f"{row.contact}: {row.text or row.kind}", "network:favour") for row in favours[:50]),
        *(_gone(row, row.name, "network:event") for row in Event.objects.removed_by(user)[:50]),
        *(
            _gone(row, f"An introduction to {row.to_name}", "network:introduction")
            for row in Introduction.objects.removed_by(user)[:50]
        ),
    ]
    return sorted(rows, key=lambda row: row.deleted_at.timestamp() if row.deleted_at else 0.0, reverse=True)


def _gone(row: Tie | Relation | Favour | Event | Introduction, words: str, route: str) -> Gone:
    return Gone(row.pk, words, f"{route}_restore", row.deleted_at)


def recently_deleted(user: User) -> dict[str, Any]:
    """What can still be brought back, newest first. Who was merged with somebody is brought back by undoing that."""
    merges = standing_merges(user)
    return {
        "people": Contact.objects.removed_by(user).exclude(pk__in=merges.values("gone"))[:50],
        "merges": merges[:50],
        "interactions": Interaction.objects.removed_by(user).prefetch_related("participations__contact")[:50],
        "notes": Note.objects.removed_by(user).filter(contact__deleted_at__isnull=True)[:50],
        "reminders": Reminder.objects.removed_by(user).filter(kind__in=["follow-up", "own"])[:50],
        "channels": Channel.objects.removed_by(user)[:50],
        "others": _others_gone(user),
    }
