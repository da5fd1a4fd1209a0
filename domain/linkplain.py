"""Policies as plain JSON values, as versions are stored, and back."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from domain.linkconditions import DEEPEST, AllOf, AnyOf, Check, Condition, NotSo
from domain.linkoutcomes import outcome
from domain.linkrules import Policy, Rule
from domain.linksettings import After, Settings

_KEYS = {"network", "name", "slug", "rules", "default", "settings"}
_GROUPS: Mapping[str, type[AllOf] | type[AnyOf]] = {"all": AllOf, "any": AnyOf}


def to_plain(policy: Policy) -> dict[str, Any]:
    """{"network", "name", "slug", "rules": [{"if", "then"}], "default", "settings"}."""
    return {
        "network": policy.network,
        "name": policy.name,
        "slug": policy.slug,
        "rules": [{"if": condition_to_plain(r.condition), "then": str(r.verdict)} for r in policy.rules],
        "default": str(policy.default),
        "settings": {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(policy.settings).items()
        },
    }


def from_plain(plain: object) -> Policy:
    """The policy that to_plain() told; raises ValueError in words for anything else."""
    told = _mapping(plain, "A policy", _KEYS)
    rules = told.get("rules", [])
    if not isinstance(rules, list):
        raise ValueError("Rules are given as a list.")
    return Policy(
        network=_text(told, "network"),
        name=_text(told, "name"),
        slug=_text(told, "slug"),
        rules=tuple(_rule(number, rule) for number, rule in enumerate(rules, 1)),
        default=outcome(told.get("default")),
        settings=_settings(told.get("settings", {})),
    )


def condition_to_plain(condition: Condition) -> dict[str, Any]:
    """{"fact", "is"}, {"all": […]}, {"any": […]} or {"not": …}."""
    match condition:
        case Check(fact, threshold):
            return {"fact": fact, "is": list(threshold) if isinstance(threshold, tuple) else threshold}
        case AllOf(parts):
            return {"all": [condition_to_plain(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [condition_to_plain(part) for part in parts]}
        case NotSo(part):
            return {"not": condition_to_plain(part)}


def condition_from_plain(plain: object, depth: int = 1) -> Condition:
    """The condition that condition_to_plain() told; raises ValueError in words for anything else."""
    if depth > DEEPEST:
        raise ValueError(f"Conditions are nested at most {DEEPEST} deep.")
    told = _mapping(plain, "A condition", {"fact", "is", "all", "any", "not"})
    if set(told) <= {"fact", "is"} and "fact" in told:
        threshold = told.get("is", True)
        return Check(str(told["fact"]), tuple(threshold) if isinstance(threshold, list) else threshold)
    if len(told) != 1 or "is" in told:
        raise ValueError("A condition is one of: fact, all, any, not.")
    [(key, value)] = told.items()
    if key == "not":
        return NotSo(condition_from_plain(value, depth + 1))
    if not isinstance(value, list):
        raise ValueError(f"“{key}” is followed by a list of conditions.")
    return _GROUPS[key](tuple(condition_from_plain(part, depth + 1) for part in value))


def _rule(number: int, plain: object) -> Rule:
    try:
        told = _mapping(plain, "A rule", {"if", "then"})
        return Rule(condition_from_plain(told.get("if")), outcome(told.get("then")))
    except ValueError as error:
        raise ValueError(f"Rule {number}: {error}") from None


def _settings(plain: object) -> Settings:
    told = _mapping(plain, "Settings", {field.name for field in fields(Settings)})
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in told.items()
    }
    for name in {"question", "market"} & values.keys():
        _text(values, name)
    if not isinstance(values.get("never_admits", False), bool):
        raise ValueError("“never_admits” is true or false.")
    if values.get("after_accepting") in list(After):
        values["after_accepting"] = After(values["after_accepting"])
    return Settings(**values)


def _mapping(plain: object, what: str, known: set[str]) -> dict[str, Any]:
    if not isinstance(plain, Mapping):
        raise ValueError(f"{what} is given by names and values.")
    strange = [str(key) for key in plain if key not in known]
    if strange:
        raise ValueError(f"{what} knows no “{strange[0][:40]}”.")
    return dict(plain)


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    if not isinstance(value, str):
        raise ValueError(f"“{name}” is a text.")
    return value
