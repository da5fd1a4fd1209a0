"""What will become of a standing: when it turns if nothing happens, and what one meeting would do."""

from domain.health import turning_days
from domain.state import State, absorb, strength
from domain.touches import Touch
from domain.wording import day_in_words


def forecast(state: State, today: int, wished_days: int | None = None) -> str:
    """The turns to come, as in "Turns cooling on 12 March; dormant on 3 August."; empty if there are none."""
    turns = turning_days(state, wished_days)
    coming = [
        (day, word)
        for day, word in (
            (turns.cooling_on, "cooling"),
            (turns.dormant_on, "dormant"),
            (turns.never_on, "never"),
        )
        if day is not None and day > today
    ]
    days = [day for day, _word in coming]
    told = [
        f"{word} on {day_in_words(day, today)}"
        for day, word in coming
        if days.count(day) == 1 or word != "cooling"
    ]
    return f"Turns {'; '.join(told)}." if told else ""


def forecast_coffee(state: State, today: int) -> str:
    """What one coffee would do, as in "A coffee today makes it 8.9, next week 8.8."; empty for a frozen state."""
    if state.frozen_on is not None:
        return ""
    now, later = strength_after(state, today), strength_after(state, today + 7)
    return f"A coffee today makes it {now:.1f}, next week {later:.1f}."


def strength_after(state: State, meet_on: int, weight: float = 1.0) -> float:
    """The strength right after one contact on a day (0 to 10); a frozen state keeps its own."""
    day = meet_on if state.as_of is None else max(meet_on, state.as_of)
    return strength(absorb(state, Touch(day, weight)), day)
