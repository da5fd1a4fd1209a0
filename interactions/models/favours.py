"""Who did whom a favour."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.models import Removable, RemovableQuerySet, User
from contacts.models import Contact
from domain.favours.balance import HEAVIEST, LIGHTEST, FavourKind
from interactions.models.happened import Interaction

FAVOUR_KINDS = [(kind.value, kind.value.capitalize()) for kind in FavourKind]


class FavourQuerySet(RemovableQuerySet["Favour"]):
    def owned_by(self, user: User) -> Self:
        """Not those of a talk that was deleted: they come back with it."""
        return super().owned_by(user).filter(Q(interaction=None) | Q(interaction__deleted_at=None))


class Favour(Removable):
    """Something the owner gave to a contact, or got from one. `weight` is 1 (small) to 5 (great).

    `about` is a third person whom it was about: the one introduced or recommended. `interaction` is the talk in whose
    line it was told.
    """

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="favours")
    gave = models.BooleanField("I gave it")
    kind = models.CharField(max_length=14, choices=FAVOUR_KINDS, default=FavourKind.HELP.value)
    weight = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(LIGHTEST), MaxValueValidator(HEAVIEST)],
        help_text="1 is a small thing, 5 a great one.",
    )
    on = models.DateField("when")
    text = models.CharField("what", max_length=300, blank=True)
    about = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="favours_about")
    interaction = models.ForeignKey(
        Interaction, models.CASCADE, null=True, blank=True, related_name="favours", editable=False
    )
    made_at = models.DateTimeField(editable=False)

    objects = FavourQuerySet.as_manager()  # type: ignore[misc]  # a model may narrow its base's manager

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__range=(LIGHTEST, HEAVIEST)), name="favour_weight_in_scale"
            )
        ]
        indexes = [
            models.Index(
                fields=["owner", "contact", "gave", "weight", "on"],
                condition=Q(deleted_at=None),
                name="favour_balance",
            )
        ]
