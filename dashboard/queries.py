"""Reads that show more than one app: the list of people, one person's page, search, what was deleted."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch

from accounts.models import User
from contacts.models import Contact, ContactQuerySet, Identity, Note, Post
from contacts.queries import search_contacts
from domain.forecast import forecast, forecast_contact
from domain.health import Health, health, one_sided, turning_days
from domain.strength import Explanation, explain, strength
from interactions.models import Interaction
from interactions.queries import search_interactions, share_begun_by_me, timeline, touches_with
from network.models import Link
from relationships.models import Standing
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


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """How the owner stands with one person today, with its arithmetic."""

    strength: float
    health: Health
    health_words: str
    explanation: Explanation
    forecast: str
    coffee: str
    one_sided: str | None


def person_standing(contact: Contact, today: date) -> PersonStanding:
    """Strength, health, explanation and forecast of one person: three queries."""
    standing = Standing.objects.owned_by(contact.owner).filter(contact=contact).first()
    state = (standing or Standing(contact=contact, owner=contact.owner)).state
    day, wished = today.toordinal(), contact.wished_days
    is_frozen = state.frozen_on is not None
    next_tuesday = today + timedelta(days=(1 - today.weekday()) % 7 or 7)
    return PersonStanding(
        strength=strength(state, day),
        health=health(state, day, wished),
        health_words=_health_words(state, today, wished),
        explanation=explain(touches_with(contact), day, state.rating, frozen_on=state.frozen_on),
        forecast="" if is_frozen else forecast(state, day, wished),
        coffee="" if is_frozen else forecast_contact(state, next_tuesday.toordinal(), day),
        one_sided=one_sided(state.days, share_begun_by_me(contact)),
    )


def _health_words(state: Any, today: date, wished: int | None) -> str:
    """ "Cooling since 23 October", for the healths that begin on a known day; else empty."""
    turns = turning_days(state, wished)
    now = health(state, today.toordinal(), wished)
    since = {Health.COOLING: turns.cooling_on, Health.DORMANT: turns.dormant_on}.get(now)
    if since is None:
        return ""
    day = date.fromordinal(since)
    year = "" if day.year == today.year else f" {day.year}"
    return f"{now.value.capitalize()} since {day.day} {day:%B}{year}"


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
