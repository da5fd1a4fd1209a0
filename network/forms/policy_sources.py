"""Where a policy to look at comes from: a preset, the answers to four questions, or a draft that travels along."""

import json
from collections.abc import Mapping
from dataclasses import replace

from domain.linking import Policy, from_plain, never_admitting, to_plain
from domain.linkpresets import preset
from domain.linkquestions import QUESTIONS, answered_policy
from domain.linksettings import LONGEST_WORD
from network.forms.policies import with_own_words
from network.models import AboutMe, PolicyVersion

UNREADABLE = "That draft cannot be read. Begin again, please."


def started(policy: Policy, held: PolicyVersion | None, about: AboutMe) -> Policy:
    """A preset as the owner begins with it: their settings stay, and empty lists are filled with their words.

    What follows an acceptance is the preset's.
    """
    after = policy.settings.after_accepting
    if held:
        policy = replace(
            policy, settings=replace(held.policy.settings, after_accepting=after, never_admits=False)
        )
        policy = never_admitting(policy) if held.policy.settings.never_admits else policy
    return with_own_words(policy, [lambda name: _told(about, name)])


def chosen_policy(
    data: Mapping[str, str], network: str, held: PolicyVersion | None, about: AboutMe
) -> Policy | None:
    """The policy that a post names; None where it names none. Raises ValueError in words."""
    if "draft" in data:
        return _unpacked(data["draft"], network)
    if "preset" in data:
        return started(preset(data["preset"], network), held, about)
    if "answers" in data:
        answers = {question.key: data.get(question.key, "") for question in QUESTIONS}
        return started(answered_policy(answers, network), held, about)
    return None


def packed(policy: Policy) -> str:
    """A policy as it travels in a hidden field."""
    return json.dumps(to_plain(policy), ensure_ascii=False)


def _unpacked(text: str, network: str) -> Policy:
    try:
        policy = from_plain(json.loads(text))
    except (ValueError, TypeError, RecursionError):
        raise ValueError(UNREADABLE) from None
    if policy.network != network or "\0" in packed(policy) or "\\u0000" in packed(policy):
        raise ValueError(UNREADABLE)
    return policy


def _told(about: AboutMe, name: str) -> str | tuple[str, ...]:
    if name == "market":
        return about.place.strip()[:LONGEST_WORD]
    return tuple(str(one) for one in getattr(about, name))
