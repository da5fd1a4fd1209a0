"""The owner's scale, as the database has it at this moment."""

from django.db.models import QuerySet

from accounts.models import User
from domain.scale import SHIPPED, Scale


def current_scale(owner: User) -> Scale:
    """What each kind weighs and how long it usually lasts, for this owner, now."""
    return _read(User.objects.filter(pk=owner.pk))


def hold_scale(owner: User) -> Scale:
    """The same, to be called first in a transaction that writes touches or standings.

    Until it ends nobody else writes those of this owner or changes the scale, so that no touch is weighed by a
    scale that has just been replaced. An owner who is gone has the shipped one.
    """
    return _read(User.objects.filter(pk=owner.pk).select_for_update(no_key=True))


def _read(rows: QuerySet[User]) -> Scale:
    for weights, minutes in rows.values_list("kind_weights", "usual_minutes"):
        return Scale(weights, minutes)
    return SHIPPED
