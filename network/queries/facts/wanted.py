"""Of whom facts are wanted."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from django.db import models

from accounts.models import User
from network.models import AboutMe, Link
from network.queries.policies import about_me

Rows = TypeVar("Rows", bound="models.QuerySet[Any]")
FEW = 1_000
"""Up to so many people are looked up by id; beyond, all rows of the owner are read."""
Told = Iterator[tuple[int, Mapping[str, Any]]]
"""The id of a contact, and fields of LinkFacts with their values."""


@dataclass(frozen=True)
class Asked:
    """These contacts of one owner, on a day. `before` is the day until which an event counts, by contact id.

    Without `before`, events count until the two were linked. What the owner told about themselves is read once.
    """

    user: User
    ids: frozenset[int]
    today: date
    before: Mapping[int, date] | None

    @cached_property
    def me(self) -> AboutMe:
        return about_me(self.user)

    @property
    def are_few(self) -> bool:
        return len(self.ids) <= FEW

    def of(self, rows: Rows, contact: str = "contact") -> Rows:
        """Those of the rows that are about the contacts; of many people, all rows: the others are dropped later."""
        return rows.filter(**{f"{contact}__in": self.ids}) if self.are_few else rows


def asked(
    user: User, ids: Collection[int] | None, today: date, before: Mapping[int, date] | None = None
) -> Asked:
    """Who is asked about: the given contacts, or everybody with a link that holds."""
    if ids is None:
        ids = links_that_hold(user).values_list("contact_id", flat=True)
    return Asked(user, frozenset(ids), today, before)


def links_that_hold(user: User) -> "models.QuerySet[Link]":
    """The active links to people of the book."""
    return Link.objects.owned_by(user).filter(until=None, contact__deleted_at=None)
