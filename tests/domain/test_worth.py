"""The bound by which those worth a message are found holds on every day it is meant for."""

import random

from domain.circles import CIRCLE_DAYS
from domain.health import Health, health
from domain.state import EMPTY, Rating, State
from domain.strength import Touch, replay
from domain.suggest import Kind, SuggestFacts, suggest
from domain.worth import most_worth

DAY, LAST = 739_000, 739_007


def some_state(dice: random.Random) -> State:
    last = DAY - dice.choice((0, 1, 3, 40, 400))
    touches = [
        Touch(last - dice.randrange(dice.choice((1, 5, 60, 900))), dice.choice((0.1, 1.0, 1.3)), n % 4 > 0)
        for n in range(dice.randrange(9))
    ]
    rated = Rating(DAY - dice.choice((0, 1, 500)), dice.uniform(-3, 3), dice.choice((90, None)))
    return replay(touches, rating=dice.choice((None, None, rated)))


def priority(state: State, day: int, circle: str) -> float:
    facts = SuggestFacts(state=state, day=day, circle=circle, wished_days=CIRCLE_DAYS.get(circle))
    found = suggest(facts)
    return found.priority if found.kind is Kind.NURTURE else 0.0


def test_no_priority_of_the_week_exceeds_the_bound_while_the_health_stays() -> None:
    dice = random.Random(3)
    for _ in range(1500):
        state, circle = some_state(dice), dice.choice(("", *CIRCLE_DAYS))
        now = health(state, DAY, CIRCLE_DAYS.get(circle))
        most = most_worth(state, now, circle, bool(circle), (DAY, LAST))
        for day in range(DAY, LAST + 1):
            if health(state, day, CIRCLE_DAYS.get(circle)) is now:
                assert priority(state, day, circle) <= most


def test_whom_there_is_nothing_to_nurture_in_is_worth_nothing() -> None:
    assert most_worth(EMPTY, Health.UNKNOWN, "", False, (DAY, LAST)) == 0
    assert most_worth(EMPTY, Health.THRIVING, "inner", True, (DAY, LAST)) == 0
    assert most_worth(State(frozen_on=DAY), Health.DORMANT, "", False, (DAY, LAST)) == 0
    assert most_worth(EMPTY, Health.UNKNOWN, "inner", True, (DAY, LAST)) > 0
