"""Policies and their public pages for tests."""

from dataclasses import replace
from datetime import datetime

from accounts.models import User
from domain.linkconditions import Check
from domain.linking import Outcome, Policy, Rule
from domain.linkpresets import preset
from domain.linksettings import Settings
from network.models import PublicPage
from network.services.policies import save_version
from network.services.public import publish

WORDS = Rule(Check("title_words", ("recruiter", "<b>talent</b>")), Outcome.DECLINE)


def holds(owner: User, now: datetime, **settings: object) -> Policy:
    """The owner's rules for LinkedIn, with a rule that holds words of their own."""
    policy = preset("coffee-meal-beer", "linkedin", Settings(**settings))
    policy = replace(policy, rules=(*policy.rules, WORDS), name=f"Rules of {owner.email}")
    save_version(owner=owner, policy=policy, now=now)
    return policy


def shown(owner: User, now: datetime, address: str = "my-rules", **fields: object) -> PublicPage:
    said = {"network": "linkedin", "is_on": True, "asks_where_met": False} | fields
    return publish(owner=owner, address=address, now=now, **said)
