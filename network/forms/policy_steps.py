"""The steps by which a draft is changed: a rule added, moved, taken away, a sentence more or less."""

from collections.abc import Callable, Iterable, Mapping

from domain.linking import Outcome
from network.forms.policy_rules import RuleDraft, new_clause

Step = Callable[[list[RuleDraft], int, str], str]


def stepped(rules: list[RuleDraft], step: str) -> str:
    """Take a step such as "up 3", "also 3" or "drop 3 1" on the rules; the id of what has the focus then, or "".

    A step that is not known, or on a rule that is gone, changes nothing.
    """
    name, _, rest = step.partition(" ")
    key, _, clause = rest.partition(" ")
    if name == "add":
        return _add(rules)
    at = next((number for number, rule in enumerate(rules) if rule.key == key), None)
    return _STEPS[name](rules, at, clause) if at is not None and name in _STEPS else ""


def _add(rules: list[RuleDraft]) -> str:
    used = [clause.fact for rule in rules for clause in rule.clauses]
    rule = RuleDraft(_next(one.key for one in rules), str(Outcome.DECIDE_LATER), [new_clause("1", used)])
    rules.append(rule)
    return f"fact-{rule.key}-1"


def _moved(name: str, by: int) -> Step:
    def move(rules: list[RuleDraft], at: int, clause: str) -> str:
        rule = rules.pop(at)
        rules.insert(max(0, at + by), rule)
        return f"{name}-{rule.key}"

    return move


def _remove(rules: list[RuleDraft], at: int, clause: str) -> str:
    del rules[at]
    return f"remove-{rules[min(at, len(rules) - 1)].key}" if rules else "add"


def _also(rules: list[RuleDraft], at: int, clause: str) -> str:
    rule = rules[at]
    made = new_clause(_next(one.key for one in rule.clauses), [one.fact for one in rule.clauses])
    rule.clauses.append(made)
    return f"fact-{rule.key}-{made.key}"


def _drop(rules: list[RuleDraft], at: int, clause: str) -> str:
    rule = rules[at]
    rule.clauses = [one for one in rule.clauses if one.key != clause]
    return f"also-{rule.key}"


def _next(keys: Iterable[str]) -> str:
    return str(max((int(key) for key in keys), default=0) + 1)


_STEPS: Mapping[str, Step] = {
    "up": _moved("up", -1),
    "down": _moved("down", 1),
    "remove": _remove,
    "also": _also,
    "drop": _drop,
}
