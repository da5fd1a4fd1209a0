"""What to do next: the rule, its due dates, and telling them. Own tables are the truth; the queue hints."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from accounts.models import Owned, OwnedQuerySet, Removable, User
from contacts.models import Contact, ImportantDate


class Reminder(Removable):
    """The rule. Its due dates are computed anew each time from `starts_on`, in the owner's zone."""

    class Kind(models.TextChoices):
        KEEP_IN_TOUCH = "keep in touch", "Keep in touch"
        DATE = "date", "Date"
        FOLLOW_UP = "follow-up", "Follow-up"
        OWN = "own", "Reminder"
        DIGEST = "digest", "Digest"
        REVIEW = "review", "Weekly review"
        BRIEF = "brief", "Brief"

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
    weekdays = models.PositiveSmallIntegerField(
        default=0,
        help_text="One bit for each weekday it falls on, Monday the lowest; none: that of the first day.",
    )
    nth = models.SmallIntegerField(
        null=True,
        blank=True,
        help_text="Of a month: the first (1) to the fourth (4) such weekday, or the last (-1).",
    )
    paused_until = models.DateField(null=True, blank=True, help_text="Nothing comes up before that day.")
    next_at = models.DateTimeField(
        null=True, editable=False, help_text="When the next due day begins for its owner; empty: never again."
    )
    ignored = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="How many nudges in a row got no answer."
    )
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
            models.UniqueConstraint(
                fields=["owner"], condition=models.Q(kind="review"), name="reminder_one_review"
            ),
            models.UniqueConstraint(
                fields=["owner"], condition=models.Q(kind="brief"), name="reminder_one_brief"
            ),
            models.CheckConstraint(
                condition=models.Q(weekdays=0, nth__isnull=True)
                | models.Q(unit="week", weekdays__range=(1, 127), nth__isnull=True)
                | models.Q(unit="month", weekdays__range=(1, 127), nth__in=[1, 2, 3, 4, -1]),
                name="reminder_weekdays_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(every__isnull=True, unit="") | models.Q(every__gte=1) & ~models.Q(unit=""),
                name="reminder_rule_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "kind", "starts_on"], name="reminder_by_kind"),
            models.Index(
                fields=["next_at"],
                condition=models.Q(next_at__isnull=False, deleted_at=None, finished_at=None),
                name="reminder_next",
            ),
        ]


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
        IGNORED = "ignored", "Passed without an answer"
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


class Channel(Removable):
    """One way to tell the owner: where to, at which hour, and how it has gone of late.

    `settings` holds the fields that its kind names (reminders.channels), among them secrets; they are never
    shown again and never logged. Mail has no settings: it goes to the owner's verified address, is switched on
    and off and has its hour in the owner's settings. `not_before` and `failures` (in a row) are its back-off.
    """

    class Kind(models.TextChoices):
        MAIL = "mail", "E-mail"
        PUSH = "push", "This browser"
        TELEGRAM = "telegram", "Telegram"
        PUSHOVER = "pushover", "Pushover"
        NTFY = "ntfy", "ntfy"
        WEBHOOK = "webhook", "Webhook"

    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=80, blank=True)
    settings = models.JSONField(default=dict, editable=False)
    hour = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(23)],
        help_text="Empty: at the hour of the digest.",
    )
    is_on = models.BooleanField("on", default=True)
    tells_names = models.BooleanField("tell names and texts", default=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    not_before = models.DateTimeField(null=True, editable=False)
    paused_at = models.DateTimeField(null=True, editable=False)
    trouble = models.CharField(max_length=200, blank=True, editable=False)
    told_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=models.Q(kind="mail"), name="channel_one_mail"
            ),
            models.CheckConstraint(
                condition=models.Q(hour=None) | models.Q(hour__lt=24), name="channel_hour"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.get_kind_display()


class Delivery(Owned):
    """Telling one occurrence through one channel: claimed by a conditional update before it is sent.

    `attempt` counts the claims; `lapses` those whose sender never came back to say what became of them.
    """

    class State(models.TextChoices):
        PENDING = "pending", "Waiting"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Gave up"
        UNKNOWN = "unknown", "Sent once or twice"
        DROPPED = "dropped", "No longer needed"

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel.Kind)
    through = models.ForeignKey(Channel, models.CASCADE, null=True, related_name="deliveries")
    recipient = models.CharField(
        max_length=254, help_text="The address of a mail; of any other channel, the channel's id."
    )
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


class Agenda(models.Model):
    """When a tick must look at an owner again: at the start of their day, at the hour of a channel, or at once.

    Whatever changes who is due moves `next_at` to that moment. An owner without a row is looked at at once.
    """

    owner = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    next_at = models.DateTimeField(db_index=True)


class Feed(Owned):
    """A calendar address of one owner. Only the hash of its secret is kept; a new secret ends the old one."""

    class Scope(models.TextChoices):
        DATES = "dates", "Birthdays and other dates"
        PEOPLE = "people", "People to reach out to"
        FOLLOW_UPS = "follow-ups", "Follow-ups and reminders"

    scope = models.CharField(max_length=10, choices=Scope)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    tells_names = models.BooleanField("full names and texts", default=False)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["scope"]
        constraints = [models.UniqueConstraint(fields=["owner", "scope"], name="feed_one_per_scope")]


class Heartbeat(models.Model):
    """When a part of the machinery last proved that it lives."""

    name = models.CharField(max_length=30, primary_key=True)
    beat_at = models.DateTimeField()
