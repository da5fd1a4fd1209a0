"""What happened."""

from dataclasses import dataclass

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from accounts.models import Owned, Removable
from contacts.models import Contact
from reminders.models import Reminder


class Kind(models.TextChoices):
    COFFEE = "coffee", "Coffee"
    MEAL = "meal", "Meal"
    DRINK = "drink", "Drink"
    EVENT = "event", "Event"
    CALL = "call", "Call"
    VIDEO = "video", "Video call"
    MESSAGE = "message", "Message"
    EMAIL = "email", "E-mail"
    ONLINE = "online", "Online exchange"
    LETTER = "letter", "Letter"
    OTHER = "other", "Other"
    LINKED = "linked", "Linked"


ICONS = {
    "coffee": "coffee", "meal": "utensils", "drink": "beer", "event": "calendar", "call": "phone", "video": "video",
    "message": "message-circle", "email": "mail", "online": "globe", "letter": "mail-open", "other": "sparkles",
    "linked": "link",
}  # fmt: skip


class Precision(models.TextChoices):
    DAY = "day", "that day"
    WEEK = "week", "that week"
    MONTH = "month", "that month"
    YEAR = "year", "that year"
    SOME_TIME = "sometime", "some time"


class Began(models.TextChoices):
    ME = "me", "I did"
    THEM = "them", "They did"


class Interaction(Removable):
    """One thing that happened. `source` and `external_key` tell an import which rows it made.

    `crowd` is how many took part beside the owner, where a file tells of more than are in the book.
    `both_wrote` tells of a written talk whether the owner and somebody else wrote on that day; None where nobody knows.
    """

    kind = models.CharField(max_length=7, choices=Kind)
    day = models.DateField()
    precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    at = models.TimeField(null=True, blank=True)
    minutes = models.PositiveIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(60 * 24 * 14)]
    )
    began = models.CharField("who began it", max_length=4, choices=Began, blank=True)
    both_wrote = models.BooleanField(null=True, editable=False)
    crowd = models.PositiveSmallIntegerField(default=0, editable=False)
    place = models.CharField(max_length=200, blank=True)
    note = models.TextField(max_length=100_000, blank=True)
    sensitive = models.BooleanField("sensitive: never leaves in a message", default=False)
    words = models.TextField(blank=True, editable=False, help_text="Place and notes, folded, for search.")
    follow_up = models.ForeignKey(
        Reminder, models.SET_NULL, null=True, blank=True, related_name="interactions", editable=False
    )
    source = models.CharField(max_length=30, blank=True, editable=False)
    external_key = models.CharField(max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-day", "-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "source", "external_key"],
                condition=~models.Q(external_key=""),
                name="interaction_imported_once",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="interaction_kind_known"),
        ]
        indexes = [
            models.Index(
                fields=["owner", "-day"], condition=models.Q(deleted_at=None), name="interaction_by_day"
            ),
            models.Index(fields=["owner"], condition=~models.Q(words=""), name="interaction_worded"),
        ]

    @property
    def icon(self) -> str:
        return ICONS[self.kind]


class Participation(Owned):
    """One contact in one interaction. `touch_day` and `touch_weight` are what it counts for, null if nothing."""

    interaction = models.ForeignKey(Interaction, models.CASCADE, related_name="participations")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="participations")
    talked = models.BooleanField(default=True)
    side_note = models.CharField(max_length=300, blank=True)
    touch_day = models.IntegerField(null=True)
    touch_weight = models.FloatField(null=True)
    counted = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interaction", "contact"], name="participation_once"),
            models.CheckConstraint(
                condition=models.Q(touch_day__isnull=True, touch_weight__isnull=True)
                | models.Q(touch_day__isnull=False, touch_weight__isnull=False),
                name="participation_touch_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "contact", "touch_day", "touch_weight", "counted"],
                condition=models.Q(touch_weight__isnull=False),
                name="participation_touches",
            )
        ]


@dataclass(frozen=True, slots=True)
class Attendee:
    """A contact who took part: talked with the owner, or was merely present."""

    contact: Contact
    talked: bool = True
    side_note: str = ""


class Reweighing(Owned):
    """A change of the owner's weights, and the job that rescores the book with them.

    The mappings hold what differs from domain.touches, by kind. `cursor` is the last contact done.
    """

    class State(models.TextChoices):
        WORKING = "working", "Working"
        DONE = "done", "Done"
        REPLACED = "replaced", "Replaced by a later change"

    kind_weights = models.JSONField(default=dict)
    usual_minutes = models.JSONField(default=dict)
    weights_before = models.JSONField(default=dict)
    minutes_before = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.WORKING)
    cursor = models.PositiveBigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=models.Q(state="working"), name="reweighing_one_at_a_time"
            )
        ]
