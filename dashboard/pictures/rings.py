"""The rings: where people are wished, where they are by the rhythm that is kept, and who wanders between."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from contacts.models import Circle, Contact
from domain.rings import OUTSIDE, RING_LIMITS, kept_days, ring_of
from domain.wording import counted, days_of
from ui.plots.rings import capacity, faced

RINGS = (*(circle.value for circle in Circle), OUTSIDE)
NAMES = {**{circle.value: str(circle.label) for circle in Circle}, OUTSIDE: "Outside"}
KEPT, SHOWN = 60, 12
"""How many wanderers are kept, and how many of them stand in the open."""


@dataclass(frozen=True, slots=True)
class Wanderer:
    """Someone whose ring is not the wished one; `kept` is the rhythm in days, None where there is none yet."""

    pk: int
    wished: str
    really: str
    kept: int | None

    @property
    def way(self) -> int:
        """How many rings farther out than wished; negative where closer."""
        return RINGS.index(self.really) - RINGS.index(self.wished)


@dataclass(frozen=True, slots=True)
class Rings:
    """How many people for each (wished, real) ring, wished "" for no wish; and the widest wanderers."""

    counts: Counter[tuple[str, str]]
    wanderers: list[Wanderer]
    wandering: int


def rings(user: User, today: date) -> Rings:
    """Read from the standings of everyone active: one query."""
    counts: Counter[tuple[str, str]] = Counter()
    wanderers = []
    columns = ("pk", "circle", "standing__days", "standing__log_gap", "standing__last_on")
    for pk, circle, days, log_gap, last_on in Contact.objects.owned_by(user).active().values_list(*columns):
        kept = kept_days(days or 0, log_gap or 0.0, last_on, today.toordinal())
        really = ring_of(kept)
        counts[circle, really] += 1
        if circle and circle != really:
            wanderers.append(Wanderer(pk, circle, really, kept))
    wanderers.sort(key=lambda who: (-abs(who.way), RINGS.index(who.wished), who.kept or 0))
    return Rings(counts, wanderers[:KEPT], len(wanderers))


def ringed(found: Rings, names: Mapping[int, str]) -> dict[str, Any] | None:
    """The picture, its sentence, the wanderers and the table; None where nobody has a ring."""
    wished = {
        ring: sum(number for (wish, _), number in found.counts.items() if wish == ring) for ring in RINGS
    }
    total = sum(wished.values())
    if not total:
        return None
    shapes = [_shapes(found.counts, ring) for ring in RINGS]
    return {
        "words": _words(found, total),
        "limits": _limits(),
        "drawing": faced(list(NAMES.values()), list(wished.values()), shapes),
        "is_cut": any(
            max(wished[ring], sum(shapes[band].values())) > capacity(band) for band, ring in enumerate(RINGS)
        ),
        "rings": [name for ring, name in NAMES.items() if ring != OUTSIDE],
        "rows": [
            {
                "name": name,
                "counts": [found.counts[wish, ring] for wish in RINGS[:-1]],
                "open": found.counts["", ring],
            }
            for ring, name in NAMES.items()
        ],
        "wanderers": [_told(who, names[who.pk]) for who in found.wanderers if who.pk in names],
        "rest": found.wandering - SHOWN,
        "untold": found.wandering - len(found.wanderers),
    }


def _shapes(counts: Counter[tuple[str, str]], ring: str) -> dict[str, int]:
    """Who is in a ring: as wished, closer or farther than wished, and (inside the rings) without a wish."""
    place = RINGS.index(ring)
    return {
        "farther": sum(counts[wish, ring] for wish in RINGS[:place]),
        "closer": sum(counts[wish, ring] for wish in RINGS[place + 1 : -1]),
        "same": counts[ring, ring],
        "open": 0 if ring == OUTSIDE else counts["", ring],
    }


def _words(found: Rings, total: int) -> str:
    closer = sum(
        n for (wish, ring), n in found.counts.items() if wish and RINGS.index(ring) < RINGS.index(wish)
    )
    farther = found.wandering - closer
    return (
        f"{total - found.wandering} of {counted(total, 'person', 'people')} with a wished ring are in it; "
        f"{farther} {'is' if farther == 1 else 'are'} farther out, {closer} closer."
    )


def _limits() -> str:
    inner, close, friends, network = RING_LIMITS.values()
    return (
        f"The ring someone is in follows the rhythm you keep: the usual gap between contacts, or the silence since "
        f"the last where that is longer. Up to {inner} days is inner, up to {close} close, up to {friends} friends, "
        f"up to {network} network; outside are those with a longer silence, and those you were in touch with on "
        "fewer than three days. The limits lie where one wished cadence is nearer than the next."
    )


def _told(who: Wanderer, name: str) -> dict[str, Any]:
    rhythm = "no rhythm yet" if who.kept is None else f"about every {days_of(who.kept)}"
    return {
        "pk": who.pk,
        "name": name,
        "way": "closer" if who.way < 0 else "farther",
        "words": f"wished {NAMES[who.wished].lower()}, now {NAMES[who.really].lower()}: {rhythm}",
    }
