"""What an interaction is to the model: a day and a weight. The weights are product meaning, not a finding."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite, pow, sqrt
from types import MappingProxyType

LINKED = "linked"

KIND_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "meal": 1.3,
        "coffee": 1.0,
        "drink": 1.0,
        "video": 0.9,
        "call": 0.8,
        "event": 0.7,
        "letter": 0.5,
        "other": 0.5,
        "message": 0.35,
        "email": 0.35,
        "online": 0.25,
        LINKED: 0.1,
    }
)
"""The weight of one interaction of the usual length between two people; one coffee is 1."""

LEAST_WEIGHT, MOST_WEIGHT = 0.2, 2.0
"""How far the owner may move the weight of a kind."""

USUAL_MINUTES: Mapping[str, int] = MappingProxyType(
    {"coffee": 45, "meal": 90, "drink": 90, "event": 120, "call": 20, "video": 30, "other": 60}
)
"""The length that counts once. What is written has no length."""

CROWD_EXPONENT = 0.25
CROWD_EXPONENT_EVENT = 0.5


@dataclass(frozen=True, slots=True)
class Touch:
    """One interaction with one contact: the day (date.toordinal()) and its weight, which may be 0.

    An uncounted touch (linked) adds evidence, but is no interaction-day. `kind` only labels the explanation.
    Raises ValueError for a weight that is negative or not finite.
    """

    day: int
    weight: float
    counted: bool = True
    kind: str = "other"

    def __post_init__(self) -> None:
        if not (self.weight >= 0.0 and isfinite(self.weight)):
            raise ValueError(f"A touch cannot weigh {self.weight}.")


def weigh(
    kind: str,
    minutes: float | None,
    others: int,
    weights: Mapping[str, float] = KIND_WEIGHTS,
    usual: Mapping[str, float] = USUAL_MINUTES,
) -> float:
    """The weight of one interaction: kind · clamp(√(minutes / usual), ½, 2) · others^(−γ).

    `others` is the number of contacts who took part (1 when we were two), γ = 0.25, for events 0.5. Unknown
    minutes count as usual; a kind that is in no table weighs as "other". What `weights` and `usual` leave out
    is as shipped.
    """
    known = weights.get(kind, KIND_WEIGHTS.get(kind, KIND_WEIGHTS["other"]))
    exponent = CROWD_EXPONENT_EVENT if kind == "event" else CROWD_EXPONENT
    length = _length_factor(minutes, usual.get(kind, USUAL_MINUTES.get(kind)))
    return known * length * pow(max(1, others), -exponent)


def _length_factor(minutes: float | None, usual: float | None) -> float:
    if usual is None or minutes is None:
        return 1.0
    return min(2.0, max(0.5, sqrt(max(0.0, minutes) / usual)))
