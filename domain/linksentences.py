"""Rules as sentences with slots, as a form edits them, and back."""

from dataclasses import dataclass

from domain.linkchecks import CHECKS, Named, Shape
from domain.linkconditions import AllOf, AnyOf, Check, Condition, NotSo, check_condition
from domain.linkphrases import CHOICES, PHRASES
from domain.linkthresholds import check_threshold, range_of

SLOT = "…"


@dataclass(frozen=True, slots=True)
class SentenceKind:
    """A sentence to choose: `template` and `denied` hold the slot as "…", nothing where there is none.

    `shape` tells the slot; a number lies from `lowest` to `highest`; `choices` are (value, words).
    """

    fact: str
    template: str
    denied: str
    shape: Shape
    lowest: float | None = None
    highest: float | None = None
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One filled sentence: `slot` is what stands in the form's field."""

    fact: str
    slot: str = ""
    is_denied: bool = False


@dataclass(frozen=True, slots=True)
class Sentences:
    """The clauses of a rule, of which all or any must be so."""

    clauses: tuple[Clause, ...]
    needs_all: bool = True


def sentence_kinds(most: int = 12) -> tuple[SentenceKind, ...]:
    """Every sentence that a rule may hold, in the order in which they are offered."""
    return tuple(_kind(fact, named, most) for fact, named in CHECKS.items())


def condition_of(sentences: Sentences) -> Condition:
    """The condition that the sentences say; raises ValueError in words."""
    if not sentences.clauses:
        raise ValueError("A rule needs at least one sentence.")
    parts = tuple(_part(clause) for clause in sentences.clauses)
    if len(parts) == 1:
        return parts[0]
    condition = AllOf(parts) if sentences.needs_all else AnyOf(parts)
    check_condition(condition)
    return condition


def sentences_of(condition: Condition) -> Sentences:
    """The sentences that say a condition; raises ValueError in words where it is nested deeper than they can."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            return Sentences(tuple(_clause(part) for part in parts), isinstance(condition, AllOf))
        case _:
            return Sentences((_clause(condition),))


def _kind(fact: str, named: Named, most: int) -> SentenceKind:
    phrase, span = PHRASES[fact], range_of(named.shape)
    words = tuple((choice, CHOICES.get((fact, choice), choice)) for choice in named.choices)
    lowest, highest = span if span else (None, None)
    return SentenceKind(
        fact, _slotted(phrase.yes, most), _slotted(phrase.no, most), named.shape, lowest, highest, words
    )


def _slotted(phrase: str, most: int) -> str:
    return phrase.replace("{most}", str(most)).replace("{n}", SLOT).replace("{w}", SLOT)


def _part(clause: Clause) -> Condition:
    check = Check(clause.fact, _threshold(clause))
    check_threshold(check.fact, check.threshold)
    return NotSo(check) if clause.is_denied else check


def _threshold(clause: Clause) -> bool | float | str | tuple[str, ...]:
    shape = CHECKS[clause.fact].shape if clause.fact in CHECKS else Shape.FLAG
    if shape is Shape.FLAG:
        return True
    if shape is Shape.CHOICE:
        return clause.slot.strip()
    if shape is Shape.WORDS:
        return tuple(word for part in clause.slot.split(",") if (word := " ".join(part.split())))
    return _number(clause.slot)


def _number(slot: str) -> float:
    try:
        value = float(slot.strip().replace(",", "."))
    except ValueError:
        raise ValueError(f"“{slot.strip()[:20]}” is no number.") from None
    return int(value) if value.is_integer() else value


def _clause(part: Condition) -> Clause:
    match part:
        case Check(fact, threshold):
            return Clause(fact, _slot(threshold))
        case NotSo(Check(fact, threshold)):
            return Clause(fact, _slot(threshold), is_denied=True)
        case _:
            raise ValueError("This rule is nested deeper than sentences can say.")


def _slot(threshold: object) -> str:
    if isinstance(threshold, tuple):
        return ", ".join(threshold)
    return "" if threshold is True else str(threshold)
