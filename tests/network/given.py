"""People, standings and links for the tests of review."""

from datetime import date, timedelta

from accounts.models import User
from contacts.models import Contact
from contacts.services import create_contact
from domain.strength import Touch
from network.models import Link, LinkRequest, Network
from relationships.services import rescore

TODAY = date(2026, 3, 12)
LONG_AGO = date(2017, 3, 1)


def person(owner: User, name: str, *days_ago: int, **fields: object) -> Contact:
    """A contact who was met so many days ago each."""
    contact = create_contact(owner=owner, name=name)
    for field, value in fields.items():
        setattr(contact, field, value)
    contact.save()
    touches = [Touch(TODAY.toordinal() - ago, 1.0, kind="coffee") for ago in days_ago]
    rescore(contact=contact, touches=touches, today=TODAY)
    return contact


def linked(contact: Contact, since: date | None = LONG_AGO, network: str = Network.LINKEDIN) -> Link:
    address = f"https://www.linkedin.com/in/{contact.pk}"
    return Link.objects.create(
        owner=contact.owner, contact=contact, network=network, since=since, address=address
    )


def linked_person(owner: User, name: str, *days_ago: int, **fields: object) -> Contact:
    contact = person(owner, name, *days_ago, **fields)
    linked(contact)
    return contact


def request_from(owner: User, name: str, **fields: object) -> LinkRequest:
    values = {"network": Network.LINKEDIN, "name": name, "external_key": f"{name} {fields}"[:400]}
    return LinkRequest.objects.create(owner=owner, **(values | fields))


def days_before(days: int) -> date:
    return TODAY - timedelta(days=days)
