"""What is to come: an appointment with one person, or an event with a room full of them, and who is expected."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.models import Owned, Removable
from contacts.models import Contact
from interactions.models.happened import Interaction, Kind


class Event(Removable):
    """An appointment or event on a day, to come or past. `interaction` is what it was logged as once it was over.

    `until` is the last day where it takes several. `source` and `external_key` tell an import which rows it made.
    """

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.EVENT)
    day = models.DateField()
    until = models.DateField("last day", null=True, blank=True, help_text="Empty: one day only.")
    at = models.TimeField("time", null=True, blank=True)
    minutes = models.PositiveIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(60 * 24 * 14)]
    )
    place = models.CharField(max_length=200, blank=True)
    note = models.TextField(max_length=10_000, blank=True)
    sensitive = models.BooleanField("sensitive: never leaves in a message", default=False)
    interaction = models.OneToOneField(
        Interaction, models.SET_NULL, null=True, blank=True, related_name="event", editable=False
    )
    source = models.CharField(max_length=30, blank=True, editable=False)
    external_key = models.CharField(max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["day", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "source", "external_key"],
                condition=~Q(external_key=""),
                name="event_imported_once",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("day")), name="event_days_in_order"
            ),
        ]
        indexes = [models.Index(fields=["owner", "day"], condition=Q(deleted_at=None), name="event_by_day")]

    def __str__(self) -> str:
        return self.name


class Guest(Owned):
    """One who is expected at an event, as the list tells it. `contact` is who that is in the book, if anybody.

    `said` is the owner's word on who it is; without one the matching decides. `talked` is ticked after the event,
    `absent` of one who did not come. `place` is where the list had them, from 1.
    """

    class Said(models.TextChoices):
        THEM = "them", "Yes, that is them"
        NOBODY = "nobody", "Nobody I have in the book"

    event = models.ForeignKey(Event, models.CASCADE, related_name="guests")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="invitations")
    name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    company = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    address = models.CharField("profile", max_length=500, blank=True)
    said = models.CharField(max_length=6, choices=Said, blank=True)
    talked = models.BooleanField(default=False)
    absent = models.BooleanField(default=False)
    place = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "contact"], name="guest_once"),
            models.CheckConstraint(condition=~Q(name="", email="", address=""), name="guest_is_someone"),
        ]
