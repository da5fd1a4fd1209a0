"""What the owner decided in review, and the checklist of links to end by hand."""

from django.db import models

from accounts.models import Owned
from contacts.models import Contact
from network.models.links import Link
from network.models.networks import web_address
from reminders.models import Reminder


class ReviewChoice(Owned):
    """What the owner decided about a person in review; the newest that is not undone counts."""

    class Choice(models.TextChoices):
        KEEP = "keep", "Keep"
        NURTURE = "nurture", "Nurture"
        FADE = "fade", "Let fade"
        UNLINK = "unlink", "Unlink"
        LATER = "later", "Later"
        MUTE = "mute", "Mute there"

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="review_choices")
    choice = models.CharField(max_length=7, choices=Choice)
    reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    again_on = models.DateField(null=True)
    undone_at = models.DateTimeField(null=True)
    state_before = models.CharField(max_length=8, blank=True)
    reminder = models.ForeignKey(Reminder, models.SET_NULL, null=True, related_name="review_choices")

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["owner", "contact", "-made_at"], name="review_newest")]


class UnlinkTask(Owned):
    """One line of the checklist: unlink or mute this person there, by hand, then tick it. Muting ends no link."""

    class Kind(models.TextChoices):
        UNLINK = "unlink", "Unlink"
        MUTE = "mute", "Mute"

    link = models.ForeignKey(Link, models.CASCADE, related_name="unlink_tasks")
    choice = models.ForeignKey(ReviewChoice, models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.UNLINK)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["done_at", "made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["link"], condition=models.Q(done_at=None), name="unlink_task_once"
            )
        ]

    @property
    def profile(self) -> str:
        """The address to go to: the link's own, else the `known_profile` that the query found."""
        return self.link.web_address or web_address(getattr(self, "known_profile", ""))
