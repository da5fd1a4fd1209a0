"""What the owner tells about themselves and their own ways."""

from django.db import models

from accounts.models import Owned
from domain.linkreasons import AboutMe as Facts
from domain.linkstays import Stay
from network.models.networks import Network


class AboutMe(Owned):
    """What the owner told about themselves, for guessing reasons and for replies; one row an owner.

    `emails` and `other_names` are those by which files know the owner. `employers` and `schools` are lists of
    {"name", "first", "last", "is_over"} with partial days; `competitors`, `useful_roles`, `pitch_words`,
    `generic_notes` and `works` (names of what the owner made) are lists of texts.
    """

    name = models.CharField(max_length=200, blank=True)
    emails = models.JSONField(default=list)
    other_names = models.JSONField(default=list)
    place = models.CharField(max_length=200, blank=True)
    elsewhere = models.TextField(max_length=1_000, blank=True)
    employers = models.JSONField(default=list)
    schools = models.JSONField(default=list)
    competitors = models.JSONField(default=list)
    useful_roles = models.JSONField(default=list)
    pitch_words = models.JSONField(default=list)
    generic_notes = models.JSONField(default=list)
    works = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="about_me_once")]

    @property
    def facts(self) -> Facts:
        """What the guess of a reason needs."""
        return Facts(
            self.place,
            tuple(Stay(**stay) for stay in self.employers),
            tuple(Stay(**stay) for stay in self.schools),
            tuple(self.competitors),
        )


class HowTo(Owned):
    """How the owner ends a link on a network, in place of our words."""

    network = models.CharField(max_length=10, choices=Network)
    text = models.TextField(max_length=2_000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "network"], name="how_to_once")]
