"""How we stand: one row per contact, derived from the interactions and never edited by hand."""

from datetime import date
from typing import Any

from django.db import models

from accounts.models import Owned, User
from contacts.models import Contact
from domain.health import Health, health
from domain.strength import Rating, State, strength

TOP = 10.0
"""The bound of a row that was never anchored: no strength exceeds it."""


COLUMNS = (
    "rating_day", "rating_delta", "rating_half_life", "rating_floor",
    "e7", "e90", "long", "short", "as_of", "last_on", "first_on", "days", "last_weight", "log_gap", "peak",
    "rated_days", "frozen_on",
)  # fmt: skip
"""What state_of() reads, in its order: enough to read many strengths without making rows of them."""
_VALUES = COLUMNS[4:]


def state_of(
    day: int | None, delta: float, half_life: float | None, floor: float | None, *values: Any
) -> State:
    """The model's value of a row that was read as COLUMNS."""
    rating = None if day is None else Rating(day, delta, half_life, floor)
    return State(**dict(zip(_VALUES, values, strict=True)), rating=rating)


class Standing(Owned):
    """The model's state for one contact, and the days on which it will turn if nothing happens.

    Days are ordinals (date.toordinal()), so that the model and the database count alike. The rating is kept
    as the model reads it (rating_…) and as the owner said it (rated_value, rated_half_life).

    The last seven columns make long lists quick. From `anchored_on` on, no strength exceeds `bound`, however old
    the anchor; and until `stale_on` none falls below `low`, the health is `health_then`, and no suggestion to
    nurture has a higher priority than `worth`. Past it, or before the anchor, the row is read exactly, so that no
    result depends on the anchors being fresh.
    """

    owner = models.ForeignKey(  # its own indexes begin with the owner; one more would only be chosen in error
        User, models.CASCADE, related_name="+", editable=False, db_index=False
    )
    contact = models.OneToOneField(Contact, models.CASCADE, primary_key=True, related_name="standing")
    e7 = models.FloatField(default=0)
    e90 = models.FloatField(default=0)
    long = models.FloatField(default=0)
    short = models.FloatField(default=0)
    as_of = models.IntegerField(null=True)
    first_on = models.IntegerField(null=True)
    last_on = models.IntegerField(null=True)
    days = models.PositiveIntegerField(default=0)
    last_weight = models.FloatField(default=0)
    log_gap = models.FloatField(default=0)
    peak = models.FloatField(default=0)
    rating_day = models.IntegerField(null=True)
    rating_delta = models.FloatField(default=0)
    rating_half_life = models.FloatField(null=True)
    rating_floor = models.FloatField(null=True)
    rated_days = models.PositiveIntegerField(default=0)
    rated_value = models.FloatField(null=True)
    rated_half_life = models.PositiveIntegerField(null=True)
    frozen_on = models.IntegerField(null=True)
    cooling_on = models.IntegerField(null=True)
    dormant_on = models.IntegerField(null=True)
    never_on = models.IntegerField(null=True)
    due_on = models.IntegerField(null=True)
    is_listed = models.BooleanField(default=True)
    bound = models.FloatField(default=TOP)
    low = models.FloatField(default=0)
    worth = models.FloatField(default=0)
    health_then = models.CharField(max_length=8, default=Health.UNKNOWN.value)
    anchored_on = models.IntegerField(default=0)
    stale_on = models.IntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "never_on"], name="standing_never"),
            models.Index(fields=["owner", "due_on"], name="standing_due"),
            models.Index(fields=["owner", "last_on"], name="standing_last"),
            models.Index(
                fields=["owner", "bound", "contact", "low", "is_listed"],
                condition=models.Q(is_listed=True),
                name="standing_strongest",
            ),
            models.Index(
                fields=["owner", "low", "contact", "bound", "is_listed"],
                condition=models.Q(is_listed=True),
                name="standing_weakest",
            ),
            models.Index(
                fields=["owner", "health_then", "bound", "contact", "is_listed"],
                condition=models.Q(is_listed=True),
                name="standing_by_health",
            ),
            models.Index(
                fields=["owner", "worth"],
                condition=models.Q(is_listed=True, worth__gt=0),
                name="standing_worth",
            ),
            models.Index(fields=["owner", "anchored_on"], name="standing_anchored"),
            models.Index(fields=["stale_on", "owner"], name="standing_stale"),
        ]

    @property
    def state(self) -> State:
        """The row as the model's value."""
        return state_of(*(getattr(self, name) for name in COLUMNS))

    def strength_on(self, day: date) -> float:
        """The strength from 0 to 10 on a day."""
        return strength(self.state, day.toordinal())

    def health_on(self, day: date) -> Health:
        """The health on a day, by the contact's own rhythm or wished cadence."""
        return health(self.state, day.toordinal(), self.contact.wished_days)

    @property
    def last_day(self) -> date | None:
        return date.fromordinal(self.last_on) if self.last_on else None

    @property
    def due_day(self) -> date | None:
        return date.fromordinal(self.due_on) if self.due_on else None
