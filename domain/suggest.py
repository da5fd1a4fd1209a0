"""What to do about a person: nurture, keep, review, or nothing; always with its reason.

Reconnecting dormant strong ties pays (Levin et al. 2011): they come first and are never proposed for
unlinking. Numbers in reasons come from the person's own history only.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.circles import CIRCLE_CARE
from domain.health import FEW_DAYS, STRONG_PEAK, Health, health, once_strong, rhythm, silence_ratio
from domain.state import State, gain_of_contact
from domain.wording import counted, days_of, sentence, span, times_usual

LINKED_LONG_DAYS = 365
HISTORY_GROWN_DAYS = 90
AHEAD = 100.0
"""Added to the priority of dormant people who were once strong; more than any gain."""


class Kind(StrEnum):
    NURTURE = "nurture"
    KEEP = "keep"
    REVIEW = "review"


class Ground(StrEnum):
    """Why a review is proposed; the two are listed apart."""

    NEVER = "never"
    NOTHING_RECORDED = "nothing recorded"


@dataclass(frozen=True, slots=True)
class SuggestFacts:
    """What a suggestion needs to know. Days are ordinals; `linked_on` is the active link's, if known.

    `unlink_ready`: the owner's history is in (see unlink_ready()), so that "nothing recorded" means
    something.
    """

    state: State
    day: int
    circle: str = ""
    wished_days: int | None = None
    is_linked: bool = False
    linked_on: int | None = None
    policy_accepts: bool = False
    unlink_ready: bool = False

    @property
    def is_wanted(self) -> bool:
        """In a circle, with a wished cadence, or pinned: never proposed for unlinking for health alone."""
        rating = self.state.rating
        return bool(self.circle or self.wished_days) or (rating is not None and rating.floor is not None)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to do, why, and how much it matters among its kind (higher first).

    For a review, `ground` tells its list and `can_unlink` whether unlinking is offered rather than only
    letting fade. `memo` is the reason without a strength, where it could hold one.
    """

    kind: Kind | None
    reason: str = ""
    priority: float = 0.0
    gain: float = 0.0
    ground: Ground | None = None
    can_unlink: bool = False
    memo: str = ""

    @property
    def quiet_reason(self) -> str:
        """The reason without a strength in it: for those who hide the numbers, and to be kept."""
        return self.memo or self.reason


NOTHING = Suggestion(None)


def suggest(facts: SuggestFacts) -> Suggestion:
    """The suggestion for one person on one day; the same facts always give the same answer."""
    if facts.state.frozen_on is not None:
        return NOTHING
    standing = health(facts.state, facts.day, facts.wished_days)
    if standing is Health.UNKNOWN:
        return _suggest_unknown(facts)
    if standing in (Health.COOLING, Health.DORMANT):
        best = f", {facts.state.peak:.1f} at its best"
        reason, memo = _reason_to_nurture(facts, best), _reason_to_nurture(facts, "")
        return _nurture(facts, reason, standing is Health.DORMANT, memo)
    if standing is Health.NEVER:
        return _suggest_never(facts)
    return Suggestion(Kind.KEEP, _reason_to_keep(facts, standing))


def unlink_ready(day: int, history_is_in: bool, first_logged_by_hand_on: int | None) -> bool:
    """Whether a link with nothing recorded may be unlinked.

    Once the owner finished the sweep or said that the history is in, or 90 days after the first interaction
    logged by hand: before that, nothing recorded only says that nothing was written down.
    """
    grown = first_logged_by_hand_on is not None and day >= first_logged_by_hand_on + HISTORY_GROWN_DAYS
    return history_is_in or grown


def _suggest_unknown(facts: SuggestFacts) -> Suggestion:
    if facts.is_wanted:
        return _nurture(facts, "You want to be in touch; nothing recorded yet.", False)
    linked_days = 0 if facts.linked_on is None else facts.day - facts.linked_on
    if not facts.is_linked or linked_days <= LINKED_LONG_DAYS or facts.policy_accepts:
        return NOTHING
    reason = f"Linked {span(linked_days)}, nothing recorded."
    return Suggestion(
        Kind.REVIEW,
        reason,
        priority=float(linked_days),
        ground=Ground.NOTHING_RECORDED,
        can_unlink=facts.unlink_ready,
    )


def _suggest_never(facts: SuggestFacts) -> Suggestion:
    reason = _reason_never(facts)
    if facts.is_wanted:
        return _nurture(facts, reason, False)
    if facts.is_linked and facts.policy_accepts:
        return Suggestion(Kind.KEEP, f"{reason} Your policy accepts the link.")
    silent = facts.day - (facts.state.last_on or facts.day)
    return Suggestion(
        Kind.REVIEW, reason, priority=float(silent), ground=Ground.NEVER, can_unlink=facts.is_linked
    )


def _nurture(facts: SuggestFacts, reason: str, is_dormant: bool, memo: str = "") -> Suggestion:
    gain = gain_of_contact(facts.state, facts.day)
    ahead = AHEAD if is_dormant and once_strong(facts.state) else 0.0
    return Suggestion(
        Kind.NURTURE, reason, ahead + gain * CIRCLE_CARE.get(facts.circle, 1.0), gain, memo=memo
    )


def _reason_to_nurture(facts: SuggestFacts, best: str) -> str:
    state = facts.state
    silent = f"silent {days_of(_silent_days(facts))}"
    if state.days <= FEW_DAYS:
        wish = f"; you wished for every {days_of(facts.wished_days)}" if facts.wished_days else ""
        return f"In touch on {counted(state.days, 'day')}, {silent}{wish}."
    usual = times_usual(silence_ratio(state, facts.day), rhythm(state))
    if health(state, facts.day) is Health.DORMANT and state.peak >= STRONG_PEAK:
        return f"Once strong{best}; {silent}, {usual}."
    return f"{sentence(silent)}, {usual}."


def _reason_to_keep(facts: SuggestFacts, standing: Health) -> str:
    if standing is Health.NEW:
        met = facts.day - (facts.state.first_on or facts.day)
        return f"First met {days_of(met)} ago." if met > 0 else "First met today."
    silent = _silent_days(facts)
    ago = f"{days_of(silent)} ago" if silent else "today"
    usual = f", your usual is {round(rhythm(facts.state))}" if facts.state.days > FEW_DAYS else ""
    return f"Last contact {ago}{usual}."


def _reason_never(facts: SuggestFacts) -> str:
    times = "once" if facts.state.days == 1 else "on two days"
    return f"In touch {times}, nothing for {span(_silent_days(facts))}."


def _silent_days(facts: SuggestFacts) -> int:
    return max(0, facts.day - (facts.state.last_on or facts.day))
