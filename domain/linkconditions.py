"""Conditions: a tree of all, any and not over named facts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from domain.linkchecks import CHECKS, Reading, reaching
from domain.linkfacts import LinkFacts
from domain.linksettings import Settings
from domain.linkthresholds import check_threshold

DEEPEST = 6
MOST_CHECKS = 50


@dataclass(frozen=True, slots=True)
class Check:
    """A named fact reaches a threshold."""

    fact: str
    threshold: Reading = True


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class NotSo:
    part: "Condition"


Condition = Check | AllOf | AnyOf | NotSo
Predicate = Callable[[LinkFacts], bool]


def all_of(*parts: Condition) -> AllOf:
    return AllOf(parts)


def any_of(*parts: Condition) -> AnyOf:
    return AnyOf(parts)


def predicate(condition: Condition, settings: Settings) -> Predicate:
    """The test whether a condition is met, read once for many people; what is not known meets nothing."""
    match condition:
        case Check(fact, threshold):
            return reaching(fact, threshold, settings)
        case NotSo(part):
            return _none((predicate(part, settings),))
        case AllOf(parts):
            return _every(tuple(predicate(part, settings) for part in parts))
        case AnyOf(parts):
            return _some(tuple(predicate(part, settings) for part in parts))


def holds(condition: Condition, facts: LinkFacts, settings: Settings) -> bool:
    """Whether a condition is met; what is not known meets nothing."""
    return predicate(condition, settings)(facts)


def _every(parts: tuple[Predicate, ...]) -> Predicate:
    return lambda facts: all(part(facts) for part in parts)


def _some(parts: tuple[Predicate, ...]) -> Predicate:
    return lambda facts: any(part(facts) for part in parts)


def _none(parts: tuple[Predicate, ...]) -> Predicate:
    return lambda facts: not any(part(facts) for part in parts)


def checks_of(condition: Condition) -> Iterator[Check]:
    """Every check of a condition, from left to right."""
    match condition:
        case Check():
            yield condition
        case NotSo(part):
            yield from checks_of(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from checks_of(part)


def fields_read(condition: Condition) -> frozenset[str]:
    """The fields of LinkFacts on which a condition depends."""
    return frozenset(field for check in checks_of(condition) for field in CHECKS[check.fact].reads)


def check_condition(condition: Condition) -> None:
    """Raises ValueError in words where a condition is too deep, too long, empty or names what is not there."""
    _check_depth(condition, 1)
    checks = list(checks_of(condition))
    if len(checks) > MOST_CHECKS:
        raise ValueError(f"A rule holds at most {MOST_CHECKS} conditions.")
    for check in checks:
        check_threshold(check.fact, check.threshold)


def _check_depth(condition: Condition, depth: int) -> None:
    if depth > DEEPEST:
        raise ValueError(f"Conditions are nested at most {DEEPEST} deep.")
    match condition:
        case NotSo(part):
            _check_depth(part, depth + 1)
        case AllOf(parts) | AnyOf(parts):
            if not parts:
                raise ValueError("A group needs at least one condition.")
            for part in parts:
                _check_depth(part, depth + 1)
