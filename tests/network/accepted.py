"""People whose requests were accepted, with a policy, for the tests of what follows."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from accounts.models import User
from contacts.models import Contact
from domain.linkpresets import preset
from network.models import Decision, Link, LinkRequest, PolicyVersion, Question
from network.services.policies import save_version
from network.services.questions import ask_question
from tests.conftest import NOON
from tests.network.given import TODAY, linked, person, request_from

WHY = "What made you want to link with me?"


def at(days_ago: int) -> datetime:
    """Noon so many days ago."""
    return datetime.combine(TODAY - timedelta(days=days_ago), time(12), ZoneInfo("UTC"))


def accepted(owner: User, name: str, days_ago: int, *met: int, outcome: str = "accept-and-ask") -> Decision:
    """Somebody who was met so many days ago each, and whose request was accepted so many days ago."""
    contact = person(owner, name, *met)
    link = linked(contact, since=at(days_ago).date())
    asked = request_from(owner, name, contact=contact, state=LinkRequest.State.LINKED)
    return Decision.objects.create(
        owner=owner, request=asked, outcome=outcome, made_at=at(days_ago), state_before="open", link=link
    )


def asked(owner: User, name: str, days_ago: int, *met: int, days: int = 14) -> Question:
    """Somebody who was accepted and asked so many days ago."""
    made = accepted(owner, name, days_ago, *met)
    return ask_question(decision=made, link=made.link, text=WHY, days=days, now=at(days_ago))


def with_policy(owner: User, slug: str = "coffee-meal-beer", network: str = "linkedin") -> PolicyVersion:
    return save_version(owner=owner, policy=preset(slug, network), now=NOON)


def names(people: list[Contact]) -> list[str]:
    return [one.display for one in people]


def link_of(contact: Contact) -> Link:
    return contact.links.get()
