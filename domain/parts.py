"""One line of the arithmetic behind a strength."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the arithmetic: `value` is exact, `shown` is rounded so that the shown parts sum too.

    `kind` is touches, base, rating, floor, silence or frozen; `phrase` is the label as it stands inside the
    sentence.
    """

    label: str
    value: float
    shown: float = 0.0
    kind: str = "touches"
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the owner said, for the words: the value of the own rating, why somebody is held, how they left."""

    rated: float | None = None
    held: str = ""
    left: str = ""


NO_WORDS = OwnWords()
