"""People, talks and policies for the tests of what policies are told and say."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from accounts.models import User
from contacts.models import Contact
from domain.linking import LinkFacts, Settings, Verdict
from domain.linkpresets import preset
from domain.quicklog import Entry
from interactions.models import Attendee, Interaction
from interactions.services import log_interaction
from network.models import LinkRequest, PolicyVersion
from network.queries.facts import facts_of_contacts
from network.queries.triage import Triaged, triage
from network.services.policies import save_version
from tests.network.given import TODAY

SENT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


def facts(contact: Contact) -> LinkFacts:
    return facts_of_contacts(contact.owner, [contact.pk], TODAY)[contact.pk]


def rules(
    owner: User, slug: str, now: datetime, network: str = "linkedin", **settings: object
) -> PolicyVersion:
    policy = preset(slug, network, Settings(**settings) if settings else None)
    return save_version(owner=owner, policy=policy, now=now)


def together(
    people: Sequence[Contact], day: date, now: datetime, kind: str = "meal", present: Sequence[Contact] = ()
) -> Interaction:
    """One interaction with all of these; those `present` did not talk."""
    attendees = [*(Attendee(one) for one in people), *(Attendee(one, talked=False) for one in present)]
    entry = Entry(kind=kind, day=day)
    return log_interaction(owner=people[0].owner, attendees=attendees, entry=entry, now=now)


def wrote(contact: Contact, day: date, began: str, both: bool | None, now: datetime) -> Interaction:
    """A day of messages as an import takes it in."""
    talk = together([contact], day, now, kind="message")
    Interaction.objects.filter(pk=talk.pk).update(began=began, both_wrote=both, source="linkedin", at=time(9))
    return talk


def triaged(request: LinkRequest) -> Triaged:
    return triage(request.owner, [request], TODAY)[0]


def verdict(request: LinkRequest) -> Verdict:
    found = triaged(request).verdict
    assert found is not None
    return found


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)
