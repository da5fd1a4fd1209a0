"""Rules that can never decide: they contradict themselves, or an earlier rule always decides before them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.linkchecks import ANY, CHECKS, Shape
from domain.linking import AllOf, AnyOf, Check, Condition, NotSo, Rule

NEVER_SO = "Nobody can be meant: its sentences contradict one another."
WAY_OUT = "Move it up, or remove it."
SINGLE = ("note_kind", "guessed_reason", "claimed_mutual")
"""Of these facts, one choice holds at a time."""


@dataclass(frozen=True, slots=True)
class Said:
    """A check, or its contrary."""

    check: Check
    is_denied: bool = False


def reach_faults(rules: Mapping[int, Rule]) -> dict[int, str]:
    """What is wrong with the rules that can never decide, by their number; nested ones are not looked into."""
    faults: dict[int, str] = {}
    enough: list[tuple[int, Said]] = []
    together: list[tuple[int, list[Said]]] = []
    for number, rule in rules.items():
        ways = _ways(rule.condition)
        possible = [way for way in ways if not _is_contradiction(way)]
        if always := _always(enough):
            faults[number] = f"Never reached: {_rules(always)} before it about everybody. {WAY_OUT}"
        elif ways and not possible:
            faults[number] = NEVER_SO
        elif ways and (before := _hidden_by(possible, enough, together)):
            faults[number] = f"Never reached: {_rules(before)} before it about all whom it means. {WAY_OUT}"
        enough += [(number, way[0]) for way in possible if len(way) == 1]
        together += [(number, way) for way in possible if len(way) > 1]
    return faults


def _rules(numbers: Sequence[int]) -> str:
    told = " and ".join(f"rule {number}" for number in sorted(set(numbers)))
    return f"{told} decide{'s' if len(set(numbers)) == 1 else ''}"


def _ways(condition: Condition) -> list[list[Said]]:
    """The ways in which a condition can be met, each a list of what must be so together; [] for nested ones."""
    if isinstance(condition, AllOf | AnyOf):
        said = [_said(part) for part in condition.parts]
        if None in said:
            return []
        known = [one for one in said if one]
        return [known] if isinstance(condition, AllOf) else [[one] for one in known]
    one = _said(condition)
    return [[one]] if one else []


def _said(part: Condition) -> Said | None:
    match part:
        case Check():
            return Said(part)
        case NotSo(Check() as check):
            return Said(check, is_denied=True)
        case _:
            return None


def _hidden_by(
    ways: Sequence[list[Said]],
    enough: Sequence[tuple[int, Said]],
    together: Sequence[tuple[int, list[Said]]],
) -> list[int]:
    """The earlier rules that decide whatever these ways mean; [] where one of them gets through."""
    earlier = [*((number, [one]) for number, one in enough), *together]
    found = [
        next((number for number, wanted in earlier if all(_follows(way, one) for one in wanted)), None)
        for way in ways
    ]
    return [] if None in found else [number for number in found if number]


def _follows(way: Sequence[Said], wanted: Said) -> bool:
    return any(_means(one, wanted) for one in way)


def _means(one: Said, other: Said) -> bool:
    if one.is_denied != other.is_denied:
        return False
    return _implies(other.check, one.check) if one.is_denied else _implies(one.check, other.check)


def _implies(one: Check, other: Check) -> bool:
    """Whether the other holds wherever the one does."""
    if one.fact != other.fact:
        return False
    mine, theirs = one.threshold, other.threshold
    if CHECKS[one.fact].shape is Shape.CHOICE:
        return theirs in (mine, ANY)
    if isinstance(mine, tuple) and isinstance(theirs, tuple):
        return set(mine) <= set(theirs)
    if not isinstance(mine, int | float) or not isinstance(theirs, int | float):
        return False
    return mine <= theirs if CHECKS[one.fact].shape is Shape.WITHIN else mine >= theirs


def _is_contradiction(way: Sequence[Said]) -> bool:
    return any(_excludes(one, other) for one in way for other in way)


def _excludes(one: Said, other: Said) -> bool:
    if not one.is_denied and other.is_denied:
        return _implies(one.check, other.check)
    if one.is_denied or one.check.fact != other.check.fact or one.check.fact not in SINGLE:
        return False
    choices = {one.check.threshold, other.check.threshold}
    return len(choices) == 2 and ANY not in choices


def _always(enough: Sequence[tuple[int, Said]]) -> list[int]:
    """The rules that together decide about everybody: one of them where something is so, one where it is not."""
    for number, one in enough:
        for other_number, other in enough:
            if not one.is_denied and other.is_denied and _implies(other.check, one.check):
                return [number, other_number]
    return []
