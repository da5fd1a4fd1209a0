"""What to do next: the rule, its due dates, and telling them. Own tables are the truth; the queue hints."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from accounts.models import Owned, OwnedQuerySet, Removable
from contacts.models import Contact, ImportantDate


class Reminder(Removable):
    """The rule. Its due dates are computed anew each time from `starts_on`, in the owner's zone."""

    class Kind(models.TextChoices):
        KEEP_IN_TOUCH = "keep in touch", "Keep in touch"
        DATE = "date", "Date"
        FOLLOW_UP = "follow-up", "Follow-up"
        OWN = "own", "Reminder"
        DIGEST = "digest", "Digest"

    class Unit(models.TextChoices):
        DAY = "day", "days"
        WEEK = "week", "weeks"
        MONTH = "month", "months"
        YEAR = "year", "years"

    kind = models.CharField(max_length=13, choices=Kind, default=Kind.OWN)
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, blank=True, related_name="reminders")
    date = models.ForeignKey(
        ImportantDate, models.CASCADE, null=True, blank=True, related_name="reminders", editable=False
    )
    text = models.TextField("what", max_length=100_000, blank=True)
    starts_on = models.DateField(
        "on", null=True, blank=True, help_text="Empty: no day, it waits on the person's page."
    )
    every = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    unit = models.CharField(max_length=5, choices=Unit, blank=True)
    counts_from = models.DateField(
        null=True, editable=False, help_text="The day the rule was last set: days before it are never missed."
    )
    finished_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contact"],
                condition=models.Q(kind="keep in touch"),
                name="reminder_one_keep_in_touch",
            ),
            models.UniqueConstraint(
                fields=["date"], condition=models.Q(kind="date"), name="reminder_one_per_date"
            ),
            models.UniqueConstraint(
                fields=["owner"], condition=models.Q(kind="digest"), name="reminder_one_digest"
            ),
            models.CheckConstraint(
                condition=models.Q(every__isnull=True, unit="") | models.Q(every__gte=1) & ~models.Q(unit=""),
                name="reminder_rule_whole",
            ),
        ]
        indexes = [models.Index(fields=["owner", "kind", "starts_on"], name="reminder_by_kind")]


class OccurrenceQuerySet(OwnedQuerySet["Occurrence"]):
    def open(self) -> "OccurrenceQuerySet":
        return self.filter(state=Occurrence.State.OPEN)


class Occurrence(Owned):
    """One due date of a reminder. UNIQUE(reminder, due_on): any number of ticks make the same rows.

    `due_on` is the day on which it is told: for a date, the day its notice begins; for a nudge, the day it
    was opened. An open one is hidden until `snoozed_until`; a nudge done or skipped rests until then.
    """

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Done"
        SKIPPED = "skipped", "Skipped"
        SETTLED = "settled", "Settled by what happened since"
        NEVER = "never", "Never about this person"

    reminder = models.ForeignKey(Reminder, models.CASCADE, related_name="occurrences")
    kind = models.CharField(max_length=13, choices=Reminder.Kind)
    due_on = models.DateField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    snoozed_until = models.DateField(null=True)
    acted_at = models.DateTimeField(null=True)

    objects = OccurrenceQuerySet.as_manager()  # type: ignore[misc]  # a model may narrow its base's manager

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["reminder", "due_on"], name="occurrence_once"),
            models.UniqueConstraint(
                fields=["reminder"],
                condition=models.Q(kind="keep in touch", state="open"),
                name="occurrence_one_open_nudge",
            ),
        ]
        indexes = [models.Index(fields=["owner", "state", "kind", "due_on"], name="occurrence_open")]


class Delivery(Owned):
    """Telling one occurrence through one channel: claimed by a conditional update before it is sent.

    `attempt` counts the claims; `lapses` those whose sender never came back to say what became of them.
    """

    class Channel(models.TextChoices):
        MAIL = "mail", "E-mail"

    class State(models.TextChoices):
        PENDING = "pending", "Waiting"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Gave up"
        UNKNOWN = "unknown", "Sent once or twice"
        DROPPED = "dropped", "No longer needed"

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=5, choices=Channel)
    recipient = models.CharField(max_length=254)
    state = models.CharField(max_length=7, choices=State, default=State.PENDING)
    attempt = models.PositiveSmallIntegerField(default=0)
    lapses = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "channel", "recipient"], name="delivery_once")
        ]
        indexes = [
            models.Index(
                fields=["not_before"],
                condition=models.Q(state__in=["pending", "sending"]),
                name="delivery_waiting",
            )
        ]


class Heartbeat(models.Model):
    """When a part of the machinery last proved that it lives."""

    name = models.CharField(max_length=30, primary_key=True)
    beat_at = models.DateTimeField()
