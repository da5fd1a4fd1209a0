"""Four plain questions that find a policy to start from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.linkoutcomes import ACCEPTING, Outcome
from domain.linkpresets import preset
from domain.linkrules import Policy, never_admitting
from domain.linksettings import After


@dataclass(frozen=True, slots=True)
class Question:
    """`choices` are (value, words)."""

    key: str
    text: str
    choices: tuple[tuple[str, str], ...]


QUESTIONS = (
    Question(
        "met",
        "Must you have met before you link to somebody?",
        (
            ("in-person", "Yes, over a coffee, a meal or a drink"),
            ("close", "Yes, and I must know and trust them"),
            ("worked", "No, but we worked together or know each other online"),
            ("recognised", "No, it is enough that I recognise them"),
            ("no", "No"),
        ),
    ),
    Question(
        "strangers",
        "Which people whom you have not met are welcome all the same?",
        (
            ("none", "None"),
            ("useful", "Those whose role is useful to me"),
            ("market", "Those in the place where I do business"),
            ("all", "Everybody"),
        ),
    ),
    Question(
        "ask",
        "Do you want to ask those whom you do not know a question once you are linked?",
        (("yes", "Yes, and part with those who never answer"), ("no", "No")),
    ),
    Question(
        "no",
        "How should a no be said?",
        (
            ("politely", "With a polite word"),
            ("where", "By asking where we met"),
            ("later", "Not at once: I decide later"),
            ("silently", "Not at all"),
        ),
    ),
)
_KNOWN = {
    "in-person": "coffee-meal-beer",
    "close": "know-trust-respect",
    "worked": "worked-with-or-online",
    "recognised": "no-objection",
}
_STRANGERS = {"useful": "known-by-many", "market": "same-market", "none": "no-objection"}
_NO = {
    "politely": Outcome.DECLINE,
    "where": Outcome.ASK_WHERE_MET,
    "later": Outcome.DECIDE_LATER,
    "silently": Outcome.IGNORE,
}


def recommend(answers: Mapping[str, str]) -> str:
    """The slug of the preset that fits the answers, by key of QUESTIONS; raises ValueError in words.

    Having to have met outweighs which strangers are welcome.
    """
    _check(answers)
    if answers["met"] in _KNOWN:
        return _KNOWN[answers["met"]]
    if answers["strangers"] in _STRANGERS:
        return _STRANGERS[answers["strangers"]]
    return "accept-then-weed" if answers["ask"] == "yes" else "open-networker"


def answered_policy(answers: Mapping[str, str], network: str, *, never_admits: bool = False) -> Policy:
    """The recommended preset with the answers in it: how a no is said, and the question after accepting."""
    policy = preset(recommend(answers), network)
    if policy.default not in ACCEPTING:
        policy = replace(policy, default=_NO[answers["no"]])
    if answers["ask"] == "yes":
        policy = replace(policy, settings=replace(policy.settings, after_accepting=_after(policy)))
    return never_admitting(policy) if never_admits else policy


def _after(policy: Policy) -> After:
    """The question is for those whom the owner does not know: where the default asks, the others are known."""
    return policy.settings.after_accepting if policy.default == Outcome.ACCEPT_AND_ASK else After.ASK


def _check(answers: Mapping[str, str]) -> None:
    for question in QUESTIONS:
        if answers.get(question.key) not in [value for value, _ in question.choices]:
            raise ValueError(f"Answer this question first: {question.text}")
