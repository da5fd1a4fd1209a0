"""Before asking somebody for something: whether to ask now, or to give first."""

from dataclasses import dataclass
from datetime import date

from domain.favours.balance import Balance, Side
from domain.favours.words import times
from domain.wording import day_in_words


@dataclass(frozen=True, slots=True)
class Asking:
    """What is known before the owner asks somebody: when they last asked or got, and what they gave since."""

    today: date
    asked_on: date | None
    gave_since: int
    balance: Balance
    is_cooling: bool = False


def before_asking(case: Asking) -> str:
    """Whether to ask now or to give first, in kind words: a view, never a ban."""
    if case.is_cooling:
        since = _since_asking(case).removesuffix(" Go ahead.")  # the talk comes first
        return f"You have not talked for a while. A talk first, and then ask. {since}"
    return _since_asking(case)


def is_clear(case: Asking) -> bool:
    """Whether nothing speaks for giving first."""
    return not case.is_cooling and (case.asked_on is None or case.gave_since > 0) and not _is_behind(case)


def _is_behind(case: Asking) -> bool:
    return case.balance.side in (Side.I_OWE, Side.ONLY_THEY_GIVE)


def _since_asking(case: Asking) -> str:
    if case.asked_on is None:
        if case.balance.gave_times:
            return f"You gave {times(case.balance.gave_times)} and never asked. Go ahead."
        return "You have not asked them for anything that is written down. Go ahead."
    day = day_in_words(case.asked_on.toordinal(), case.today.toordinal())
    if not case.gave_since:
        return f"You last got or asked something on {day} and gave nothing since. Give first?"
    told = f"You gave {times(case.gave_since)} since you last got or asked something, on {day}."
    return (
        f"{told} It is still more from their side. Give first?" if _is_behind(case) else f"{told} Go ahead."
    )
