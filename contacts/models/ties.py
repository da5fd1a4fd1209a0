"""Who knows whom, and what somebody is to the owner."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from accounts.models import Owned, Removable, User
from contacts.models.people import Contact
from domain.ties import ROLES, TieKind

TIE_KINDS = [(kind.value, kind.value.capitalize()) for kind in TieKind]
RELATION_KINDS = [(role, role.capitalize()) for role in ROLES if role != TieKind.KNOWS]


class Tie(Removable):
    """Two people of the book know each other: `one` is the parent, manager, … of `other`, or both are the same.

    Several a pair, of different kinds. `since` and `until` are partial days. `estimate` is how well they know each
    other, 1 to 10, by their own word or the owner's guess; None where nobody knows. `confirmed_on` is the day on which
    that was last said to hold.
    """

    # The indexes below begin with the owner; one more would only be chosen in error.
    owner = models.ForeignKey(User, models.CASCADE, related_name="+", editable=False, db_index=False)
    one = models.ForeignKey(Contact, models.CASCADE, related_name="ties")
    other = models.ForeignKey(Contact, models.CASCADE, related_name="ties_back")
    kind = models.CharField(max_length=12, choices=TIE_KINDS, default=TieKind.KNOWS.value)
    since = models.CharField("from", max_length=10, blank=True, help_text="2019 or 2019-05")
    until = models.CharField("to", max_length=10, blank=True, help_text="Empty: until now")
    estimate = models.PositiveSmallIntegerField(
        "how well they know each other",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text="1 to 10. Empty: not known, ask.",
    )
    confirmed_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=30, blank=True, editable=False)
    made_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other", "kind"], condition=Q(deleted_at=None), name="tie_once"
            ),
            models.CheckConstraint(condition=~Q(one=F("other")), name="tie_of_two"),
            models.CheckConstraint(
                condition=Q(estimate=None) | Q(estimate__range=(1, 10)), name="tie_estimate_in_scale"
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "one", "other", "estimate"],
                condition=Q(deleted_at=None),
                name="tie_from_one",
            ),
            models.Index(
                fields=["owner", "other", "one", "estimate"],
                condition=Q(deleted_at=None),
                name="tie_from_other",
            ),
        ]


class NotTied(Owned):
    """The owner said that two seen together do not know each other. `first` has the lower id."""

    first = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    second = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "not tied"
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="not_tied_once")]


class Relation(Removable):
    """What somebody is to the owner: their sister, their manager from 2019 to 2022. Several a person."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="relations")
    kind = models.CharField("they are my", max_length=12, choices=RELATION_KINDS)
    since = models.CharField("from", max_length=10, blank=True, help_text="2019 or 2019-05")
    until = models.CharField("to", max_length=10, blank=True, help_text="Empty: until now")
    confirmed_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=30, blank=True, editable=False)
    made_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["until", "-since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "kind"], condition=Q(deleted_at=None), name="relation_once"
            )
        ]
