"""Which thresholds a rule may set for a fact."""

from collections.abc import Mapping

from domain.linkchecks import CHECKS, Shape
from domain.mentions import plain_words

_RANGES: Mapping[Shape, tuple[float, float]] = {
    Shape.COUNT: (1, 10_000),
    Shape.LEVEL: (0, 10),
    Shape.PERCENT: (1, 100),
    Shape.WITHIN: (0, 10_000),
}
MOST_WORDS, LONGEST_WORD = 50, 100


def range_of(shape: Shape) -> tuple[float, float] | None:
    """The lowest and highest number of a shape; None for what is no number."""
    return _RANGES.get(shape)


def check_threshold(name: str, threshold: object) -> None:
    """Raises ValueError in words where a rule names no fact of ours, or a threshold that cannot be."""
    if name not in CHECKS:
        raise ValueError(f"“{name[:40]}” is no fact that a rule may name.")
    named = CHECKS[name]
    if named.shape in _RANGES:
        _check_number(name, named.shape, threshold)
    elif named.shape is Shape.FLAG and threshold is not True:
        raise ValueError(f"“{name}” is either so or not: its threshold is true.")
    elif named.shape is Shape.CHOICE and threshold not in named.choices:
        raise ValueError(f"“{name}” is one of: {', '.join(named.choices)}.")
    elif named.shape is Shape.WORDS:
        _check_words(name, threshold)


def _check_number(name: str, shape: Shape, threshold: object) -> None:
    lowest, highest = _RANGES[shape]
    is_number = isinstance(threshold, int | float) and not isinstance(threshold, bool)
    if not is_number or not lowest <= float(str(threshold)) <= highest:
        raise ValueError(f"“{name}” needs a number from {lowest:g} to {highest:g}.")
    if shape is not Shape.LEVEL and not isinstance(threshold, int):
        raise ValueError(f"“{name}” needs a whole number.")
    if shape is Shape.LEVEL and round(float(str(threshold)), 1) != threshold:
        raise ValueError(f"“{name}” is told with one decimal.")


def _check_words(name: str, threshold: object) -> None:
    words = threshold if isinstance(threshold, tuple) else ()
    if not 1 <= len(words) <= MOST_WORDS or not all(isinstance(word, str) for word in words):
        raise ValueError(f"“{name}” needs one to {MOST_WORDS} words.")
    if any(len(word) > LONGEST_WORD or word != " ".join(word.split()) or "," in word for word in words):
        raise ValueError(f"A word of “{name}” has at most {LONGEST_WORD} characters and no comma.")
    if not all(plain_words(word) for word in words):
        raise ValueError(f"A word of “{name}” has at least one letter or figure.")
