"""The door to the model of strength: how close two people are today, from 0 to 10, and why.

    touches → replay or absorb → State → strength, explain

The parts: domain/touches.py weighs interactions, domain/state.py keeps the sums, domain/replays.py sums up
whole histories, domain/explain.py shows the arithmetic.
"""

from domain.explain import Explanation, explain
from domain.parts import OwnWords, Part
from domain.replays import replay, replay_many
from domain.state import (
    EMPTY,
    Rating,
    State,
    absorb,
    bound,
    gain_of_contact,
    rate,
    strength,
)
from domain.touches import KIND_WEIGHTS, USUAL_MINUTES, Touch, weigh

__all__ = [
    "EMPTY",
    "KIND_WEIGHTS",
    "USUAL_MINUTES",
    "Explanation",
    "OwnWords",
    "Part",
    "Rating",
    "State",
    "Touch",
    "absorb",
    "bound",
    "explain",
    "gain_of_contact",
    "rate",
    "replay",
    "replay_many",
    "strength",
    "weigh",
]
