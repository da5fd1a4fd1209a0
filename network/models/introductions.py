"""Who is to be introduced to whom, and how far that is."""

from django.db import models
from django.db.models import Q

from accounts.models import Owned, Removable
from contacts.models import Contact, Tie
from interactions.models import Favour
from reminders.models import Reminder


class Introduction(Removable):
    """Somebody is introduced to somebody, once both have agreed.

    Either a contact (`broker`) introduces the owner, and `whom` is empty; or the owner introduces `whom`, and `broker`
    is empty. `to` is the one they are to meet, if in the book; `to_name` their name in any case. `through` stands
    between the broker and them on a path of two. `reminder` is the next thing to see to. `favour`, `second_favour`,
    `tie` and `made_contact` tell what the step "made" brought into the book, so that it can be taken back.
    """

    class Outcome(models.TextChoices):
        MET = "met", "They met"
        LED_ON = "led on", "Something came of it"
        NOTHING = "nothing", "Nothing came of it"
        DECLINED = "declined", "Somebody declined"
        SILENCE = "silence", "Nobody answered"
        DROPPED = "dropped", "I let it be"

    broker = models.ForeignKey(
        Contact, models.CASCADE, null=True, blank=True, related_name="introductions_made"
    )
    through = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="introductions_passed"
    )
    whom = models.ForeignKey(Contact, models.CASCADE, null=True, blank=True, related_name="introductions")
    to = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="introductions_sought"
    )
    to_name = models.CharField(max_length=200)
    to_company = models.CharField(max_length=200, blank=True)
    why = models.TextField(max_length=2_000, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    outcome_note = models.CharField(max_length=300, blank=True)
    closed_on = models.DateField(null=True)
    reminder = models.ForeignKey(Reminder, models.SET_NULL, null=True, related_name="introductions")
    favour = models.ForeignKey(Favour, models.SET_NULL, null=True, related_name="introductions")
    second_favour = models.ForeignKey(Favour, models.SET_NULL, null=True, related_name="+")
    tie = models.ForeignKey(Tie, models.SET_NULL, null=True, related_name="introductions")
    made_contact = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(broker=None, whom__isnull=False) | Q(broker__isnull=False, whom=None),
                name="introduction_of_one_way",
            ),
            models.CheckConstraint(condition=~Q(to_name=""), name="introduction_to_someone"),
        ]
        indexes = [models.Index(fields=["owner", "broker", "-made_at"], name="introduction_by_broker")]


class IntroductionStep(Owned):
    """One dated step of an introduction, with the words that were sent. The last one can be taken back."""

    class Kind(models.TextChoices):
        ASKED = "asked", "Asked"
        AGREED = "agreed", "They agreed"
        OTHER_ASKED = "other asked", "The other was asked"
        OTHER_AGREED = "other agreed", "The other agreed"
        MADE = "made", "Introduced"
        THANKED = "thanked", "Thanked"
        OUTCOME = "outcome", "Outcome"

    introduction = models.ForeignKey(Introduction, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=12, choices=Kind)
    on = models.DateField()
    words = models.TextField(max_length=5_000, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["introduction", "kind"], name="introduction_step_once")
        ]


class NotIntroduced(Owned):
    """The owner does not mean to bring these two together, though it was suggested. `first` has the lower id."""

    first = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    second = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "not introduced"
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="not_introduced_once")]
