"""Links begin, end and hold again."""

from datetime import date

from django.db import transaction

from accounts.models import User
from accounts.services import hold_book
from contacts.models import Contact
from network.models import Link, Network


@transaction.atomic
def link_contact(*, owner: User, contact: Contact, network: str, since: date | None, address: str) -> Link:
    """Record that the owner is linked to a contact on a network.

    Raises ValueError when the two are linked there already.
    """
    hold_book(owner=owner)
    if Link.objects.owned_by(owner).filter(contact=contact, network=network, until=None).exists():
        raise ValueError(f"You are linked with {contact} on {Network(network).label} already.")
    return Link.objects.create(
        owner=owner, contact=contact, network=network, since=since, address=address[:500]
    )


@transaction.atomic
def end_link(*, link: Link, on: date) -> Link:
    """Let a link end on a day, never before it began; its line on the checklist is done with it."""
    link.until = max(on, link.since or on)
    link.save(update_fields=["until"])
    return link


@transaction.atomic
def reopen_link(*, link: Link) -> Link:
    """Let an ended link hold again. Raises ValueError when a newer one on that network holds."""
    hold_book(owner=link.owner)
    newer = Link.objects.owned_by(link.owner).filter(contact=link.contact, network=link.network, until=None)
    if newer.exclude(pk=link.pk).exists():
        raise ValueError(f"You are linked with {link.contact} on {link.get_network_display()} anew.")
    link.until = None
    link.save(update_fields=["until"])
    return link
