"""What people do for each other: kinds of favours, what each usually weighs, and the balance of giving and getting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FavourKind(StrEnum):
    INTRODUCTION = "introduction"
    ADVICE = "advice"
    REFERRAL = "referral"
    RECOMMENDATION = "recommendation"
    HELP = "help"
    JOB_LEAD = "job lead"
    GIFT = "gift"


USUAL_WEIGHTS = {
    FavourKind.INTRODUCTION: 3,
    FavourKind.ADVICE: 1,
    FavourKind.REFERRAL: 3,
    FavourKind.RECOMMENDATION: 3,
    FavourKind.HELP: 2,
    FavourKind.JOB_LEAD: 4,
    FavourKind.GIFT: 2,
}
"""From 1, a small thing, to 5, a great one: what a favour weighs unless its owner says otherwise. Our own guess."""
LIGHTEST, HEAVIEST = 1, 5
ONE_SIDED = 3
"""Who gave so many times and got nothing gives on one side only."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What one did for the other. A `weight` of None is the usual one of its kind."""

    gave: bool
    kind: FavourKind
    weight: int | None = None
    text: str = ""

    @property
    def weighs(self) -> int:
        """From 1, a small thing, to 5, a great one."""
        return USUAL_WEIGHTS[self.kind] if self.weight is None else self.weight


@dataclass(frozen=True, slots=True)
class Done:
    """One favour of the ledger, as the sums see it."""

    gave: bool
    weight: int
    on: date


class Side(StrEnum):
    """How giving and getting stand."""

    NOTHING = "nothing yet"
    EVEN = "about even"
    I_OWE = "your turn"
    THEY_OWE = "their turn"
    ONLY_I_GIVE = "only you give"
    ONLY_THEY_GIVE = "only they give"


@dataclass(frozen=True, slots=True)
class Balance:
    """Favours given and got: how many, and their weights together. The order of what happened does not matter."""

    gave_times: int = 0
    gave: int = 0
    got_times: int = 0
    got: int = 0

    @property
    def net(self) -> int:
        """What was given less what was got; above 0 the other side had more of it."""
        return self.gave - self.got

    @property
    def side(self) -> Side:
        """One-sided from three favours with nothing back; else whose turn it is, if the weights are not about even.

        A difference below the usual weight of an introduction, or below a quarter of all, is about even.
        """
        if not (self.gave_times or self.got_times):
            return Side.NOTHING
        if not self.got_times and self.gave_times >= ONE_SIDED:
            return Side.ONLY_I_GIVE
        if not self.gave_times and self.got_times >= ONE_SIDED:
            return Side.ONLY_THEY_GIVE
        if is_even(self):
            return Side.EVEN
        return Side.THEY_OWE if self.net > 0 else Side.I_OWE

    def plus(self, other: "Balance") -> "Balance":
        """Both together."""
        return Balance(
            self.gave_times + other.gave_times,
            self.gave + other.gave,
            self.got_times + other.got_times,
            self.got + other.got,
        )


def is_even(balance: Balance) -> bool:
    """Whether what is between the two sides is too little to speak of."""
    least = USUAL_WEIGHTS[FavourKind.INTRODUCTION]
    return abs(balance.net) < max(least, (balance.gave + balance.got) / 4)


def balance(done: Iterable[Done], since: date | None = None) -> Balance:
    """What was given and got, in all or since a day. Old favours count in full: thanks do not wear off."""
    told = [one for one in done if since is None or one.on >= since]
    gave = [one.weight for one in told if one.gave]
    got = [one.weight for one in told if not one.gave]
    return Balance(len(gave), sum(gave), len(got), sum(got))
