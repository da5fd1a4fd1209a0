"""The owner's own measure of interactions: what each kind weighs, and how long it usually lasts.

Product meaning, not a finding: nobody can measure what a letter is worth to somebody else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from domain.touches import KIND_WEIGHTS, LEAST_WEIGHT, LINKED, MOST_WEIGHT, USUAL_MINUTES, weigh

LEAST_MINUTES, MOST_MINUTES = 1, 24 * 60
WEIGHTS = MappingProxyType({kind: weight for kind, weight in KIND_WEIGHTS.items() if kind != LINKED})
"""What the owner may weigh differently, as shipped. "Linked" says only that an import knew of somebody."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What differs from the shipped weights (0.2 to 2) and usual minutes (1 to 1440), by kind.

    Values that are as shipped are left out, so that equal scales are equal. Raises ValueError, in words for the
    owner, for a kind that cannot be changed and a value out of its range.
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    minutes: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for kind, weight in self.weights.items():
            check_weight(kind, weight)
        for kind, minutes in self.minutes.items():
            check_minutes(kind, minutes)
        own = {kind: float(weight) for kind, weight in self.weights.items() if weight != WEIGHTS[kind]}
        lengths = {kind: int(m) for kind, m in self.minutes.items() if m != USUAL_MINUTES[kind]}
        object.__setattr__(self, "weights", MappingProxyType(own))
        object.__setattr__(self, "minutes", MappingProxyType(lengths))

    def weigh(self, kind: str, minutes: float | None, others: int) -> float:
        """The weight of one interaction on this scale; see domain.touches.weigh."""
        return weigh(kind, minutes, others, self.weights, self.minutes)

    def weight_of(self, kind: str) -> float:
        """What one interaction of this kind weighs, of the usual length and with one other."""
        return self.weights.get(kind, WEIGHTS[kind])

    def minutes_of(self, kind: str) -> int | None:
        """How long this kind usually lasts; None for what has no length."""
        return self.minutes.get(kind, USUAL_MINUTES.get(kind))


SHIPPED = Scale()


def check_weight(kind: str, weight: float) -> None:
    """Raises ValueError unless the owner may give this kind this weight."""
    if kind not in WEIGHTS:
        raise ValueError(f"“{kind}” is no kind whose weight can be changed.")
    if not LEAST_WEIGHT <= weight <= MOST_WEIGHT:
        raise ValueError("A weight is from 0.2 to 2.")


def check_minutes(kind: str, minutes: float) -> None:
    """Raises ValueError unless the owner may say that this kind usually lasts so many minutes."""
    if kind not in USUAL_MINUTES:
        raise ValueError(f"“{kind}” is no kind that has a usual length.")
    if not LEAST_MINUTES <= minutes <= MOST_MINUTES or minutes != int(minutes):
        raise ValueError("Usual minutes are whole minutes, from 1 to 1440.")


class Difference(NamedTuple):
    """What two scales say about a kind, in weights or in minutes."""

    kind: str
    is_weight: bool
    before: float
    after: float


def differences(before: Scale, after: Scale) -> Iterator[Difference]:
    """Where two scales differ: by kind in the shipped order, the weight first."""
    for kind in WEIGHTS:
        if before.weight_of(kind) != after.weight_of(kind):
            yield Difference(kind, True, before.weight_of(kind), after.weight_of(kind))
        was, now = before.minutes_of(kind), after.minutes_of(kind)
        if was is not None and now is not None and was != now:
            yield Difference(kind, False, was, now)
