"""A cheap stamp of one owner's book: while it stays the same, so do the pictures of the day."""

from datetime import date, timedelta
from hashlib import blake2b

from django.db.models import Count, F, Max, Sum
from django.db.models.functions import Coalesce

from accounts.models import User
from contacts.models import Contact
from interactions.models import Interaction, Participation
from relationships.models import Standing

HEAT_DAYS = 53 * 7 + 7
PRINTED = (
    "e90",
    "long",
    "days",
    "last_on",
    "due_on",
    "frozen_on",
    "rating_delta",
    "rating_day",
    "rating_floor",
)
"""Columns of a standing that change with the touches, the wishes, the rating or the state of a contact."""


def stamp(user: User, today: date) -> str:
    """Changes when a touch, a wish, a rating or a state in the book does, or the day; four aggregates.

    Whatever counts for strength moves the standings; each column is weighed by its contact, so that a touch
    that changes hands is seen. An edit that leaves the standings as they were writes participations anew, and
    a deletion takes its row out of the sum over the weeks of the heat map.
    """
    lately = Interaction.objects.owned_by(user).filter(day__gte=today - timedelta(days=HEAT_DAYS))
    parts = (
        today,
        user.first_weekday,
        _standings(user),
        lately.aggregate(n=Count("pk"), ids=Sum("pk")),
        Participation.objects.owned_by(user).aggregate(newest=Max("pk")),
        Contact.objects.owned_by(user)
        .active()
        .aggregate(n=Count("pk"), ids=Sum("pk"), last=Max("updated_at")),
    )
    return blake2b(repr(parts).encode(), digest_size=12).hexdigest()


def _standings(user: User) -> dict[str, float]:
    sums = {name: Sum(Coalesce(F(name) * 1.0, 0.0) * F("pk")) for name in PRINTED}
    return Standing.objects.owned_by(user).aggregate(n=Count("pk"), **sums)
