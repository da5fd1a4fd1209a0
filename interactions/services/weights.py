"""Weighing anew what was logged: the touches of some contacts after the owner's scale changed."""

from collections import defaultdict
from functools import lru_cache

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest

from accounts import bulk
from accounts.models import User
from domain.scale import Scale
from interactions.models import Participation


def reweigh_touches(*, owner: User, after: int, up_to: int, scale: Scale) -> int:
    """Write the weights of all touches with the contacts of these ids that differ on this scale; how many did.

    To be called in a transaction that holds the scale. The standings are not touched.
    """
    rows = with_crowd(touches_between(owner, after, up_to))
    columns = ("pk", "touch_weight", "interaction__kind", "interaction__minutes", "crowd")
    weigh = lru_cache(maxsize=10_000)(scale.weigh)
    differing: defaultdict[float, list[int]] = defaultdict(list)
    for pk, before, kind, minutes, crowd in bulk.read(rows.values_list(*columns)):
        if (weight := weigh(kind, minutes, crowd)) != before:
            differing[weight].append(pk)
    for weight, ids in differing.items():  # few weights, many rows: a statement for each weight
        bulk.assign(Participation, "touch_weight", weight, ids)
    return sum(map(len, differing.values()))


def touches_between(owner: User, after: int, up_to: int) -> QuerySet[Participation]:
    """What counts, of the contacts with an id above `after` and up to `up_to`."""
    return Participation.objects.owned_by(owner).filter(
        contact__gt=after, contact__lte=up_to, touch_weight__isnull=False
    )


def with_crowd(touches: QuerySet[Participation]) -> QuerySet[Participation]:
    """Adds `crowd`: how many took part in the interaction, those merely present or outside the book too."""
    same = Participation.objects.filter(interaction=OuterRef("interaction")).order_by()
    counted = same.values("interaction").annotate(crowd=Count("pk")).values("crowd")
    told = F("interaction__crowd")
    return touches.annotate(crowd=Greatest(Subquery(counted), told, output_field=IntegerField()))
