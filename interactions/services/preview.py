"""What a change of the scale would do, before it is made."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from accounts import bulk
from accounts.models import User
from contacts.models import Contact
from contacts.queries import shows_strength
from domain.scale import Scale
from domain.strength import Touch, replay, strength
from interactions.models import Participation
from interactions.services.weights import with_crowd
from relationships.models import Standing

AMONG = 2_000
"""In a larger book only so many of the strongest are looked at."""
SHOWN = 12
MUCH = 0.5
LEAST = 0.05
"""Whoever changes by less looks the same afterwards."""
BATCH = 500


@dataclass(frozen=True, slots=True)
class Shift:
    """Somebody's strength today (0 to 10), on the present scale and on the new one."""

    contact: Contact
    now: float
    then: float

    @property
    def change(self) -> float:
        return self.then - self.now


@dataclass(frozen=True, slots=True)
class Preview:
    """Who would change most, the greatest change first; `many` would change by more than 0.5.

    `among` is how many of the strongest were looked at, None when that is everybody. `shifts` is empty when the
    owner hides all strengths.
    """

    shifts: Sequence[Shift]
    many: int
    among: int | None


def preview_reweighing(*, owner: User, scale: Scale, today: date) -> Preview:
    """Whose strength a scale would change most; nothing is written. Whoever's strength is hidden is left out."""
    rows, among = _looked_at(owner)
    shifts = [
        shift
        for start in range(0, len(rows), BATCH)
        for shift in _shifts(owner, rows[start : start + BATCH], scale, today.toordinal())
    ]
    shifts.sort(key=lambda shift: (-abs(shift.change), shift.contact.pk))
    many = sum(abs(shift.change) > MUCH for shift in shifts)
    shown = [shift for shift in shifts[:SHOWN] if shows_strength(owner, shift.contact)]
    return Preview(shown, many, among)


def _looked_at(owner: User) -> tuple[Sequence[Standing], int | None]:
    rows = Standing.objects.owned_by(owner).filter(as_of__isnull=False, contact__deleted_at__isnull=True)
    rows = rows.filter(contact__hides_strength=False).select_related("contact")
    everybody = list(rows[: AMONG + 1])
    if len(everybody) <= AMONG:
        return everybody, None
    return list(rows.filter(is_listed=True).order_by("-bound")[:AMONG]), AMONG


def _shifts(owner: User, rows: Sequence[Standing], scale: Scale, day: int) -> list[Shift]:
    """Everyone among these whose strength would look different."""
    touches = _touches(owner, [row.contact_id for row in rows], scale)
    found = []
    for row in rows:
        state = row.state
        after = replay(touches[row.contact_id], rating=state.rating, frozen_on=state.frozen_on)
        shift = Shift(row.contact, strength(state, day), strength(after, day))
        if abs(shift.change) >= LEAST:
            found.append(shift)
    return found


def _touches(owner: User, contact_ids: Sequence[int], scale: Scale) -> dict[int, list[Touch]]:
    touches = Participation.objects.owned_by(owner).filter(
        contact__in=contact_ids, touch_weight__isnull=False
    )
    columns = ("contact_id", "touch_day", "counted", "interaction__kind", "interaction__minutes", "crowd")
    weigh = lru_cache(maxsize=10_000)(scale.weigh)
    found: dict[int, list[Touch]] = defaultdict(list)
    for pk, day, counted, kind, minutes, crowd in bulk.read(with_crowd(touches).values_list(*columns)):
        found[pk].append(Touch(day, weigh(kind, minutes, crowd), bool(counted), kind))
    return found
