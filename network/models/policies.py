"""The owner's rules for each network, in versions that never change, and what became of them."""

from functools import cached_property
from typing import Any

from django.db import models

from accounts.models import Owned
from domain.linking import Policy, from_plain
from network.models.networks import Network


class PolicyVersion(Owned):
    """One version of the rules for one network; the one with the highest number holds. Never changed."""

    network = models.CharField(max_length=10, choices=Network)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=100)
    slug = models.CharField(max_length=60)
    plain = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["network", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "network", "number"], name="policy_numbered_once")
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise ValueError("A version of a policy never changes; save a new one.")
        super().save(*args, **kwargs)

    @cached_property
    def policy(self) -> Policy:
        """The rules as values."""
        return from_plain(self.plain)


class PublicPage(Owned):
    """The page on which one policy is told to everybody. `address` is the last part of its URL."""

    network = models.CharField(max_length=10, choices=Network)
    address = models.SlugField(max_length=64, unique=True)
    is_on = models.BooleanField(default=False)
    asks_where_met = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "network"], name="public_page_once")]


class SignalPoint(Owned):
    """How many of the links on a network met its policy on a day."""

    network = models.CharField(max_length=10, choices=Network)
    on = models.DateField()
    links = models.PositiveIntegerField()
    passing = models.PositiveIntegerField()

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["owner", "network", "on"], name="signal_once_a_day")]

    @property
    def share(self) -> float | None:
        """From 0 to 1; None without a link."""
        return self.passing / self.links if self.links else None
