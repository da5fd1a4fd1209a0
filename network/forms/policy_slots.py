"""The slots of sentences: which are right, what is wrong with the others, and what stands in a new one."""

from collections.abc import Mapping

from domain.linkchecks import CHECKS, Shape
from domain.linksentences import Clause, Sentences, condition_of
from domain.linkthresholds import range_of

FIRST: Mapping[Shape, str] = {Shape.COUNT: "1", Shape.LEVEL: "5", Shape.PERCENT: "60", Shape.WITHIN: "14"}
"""The number that a new sentence starts with."""


def clause_fault(fact: str, slot: str) -> str:
    """What is wrong with a filled sentence, in words; "" for nothing."""
    if fact not in CHECKS:
        return "Choose a sentence."
    try:
        condition_of(Sentences((Clause(fact, slot),)))
    except (ValueError, OverflowError):
        return _asked_for(CHECKS[fact].shape)
    return ""


def first_slot(fact: str) -> str:
    """What stands in the slot of a sentence that was just chosen."""
    if fact not in CHECKS:
        return ""
    named = CHECKS[fact]
    return named.choices[0] if named.shape is Shape.CHOICE else FIRST.get(named.shape, "")


def fitting(fact: str, slot: str) -> str:
    """The slot, where it is right for this sentence too; else what a new one starts with."""
    return first_slot(fact) if not slot or clause_fault(fact, slot) else slot


def _asked_for(shape: Shape) -> str:
    if shape is Shape.CHOICE:
        return "Choose one."
    if shape is Shape.WORDS:
        return "Write one or more words, with commas between them."
    lowest, highest = range_of(shape) or (0, 0)
    kind = "number" if shape is Shape.LEVEL else "whole number"
    more = ", with one decimal at most" if shape is Shape.LEVEL else ""
    return f"Write a {kind} from {lowest:g} to {highest:g}{more}."
