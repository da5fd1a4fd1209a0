"""Invitations that the owner sends: tracked, withdrawn, accepted."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from accounts.services import hold_book
from contacts.models import Contact
from contacts.services import create_contact, new_identity, save_contact
from network.models import Link, LinkRequest
from network.services.arrivals import ADDRESS, MESSAGE, TEXT, external_key, find_request, key_of
from network.services.links import link_contact

State = LinkRequest.State


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom the owner invites: a contact, or a name with or without the address of a profile."""

    network: str
    name: str
    address: str = ""
    contact: Contact | None = None


@transaction.atomic
def track_invitation(*, owner: User, invited: Invited, message: str, now: datetime) -> LinkRequest:
    """Keep that the owner sent an invitation now; one to the same person that was kept before goes on.

    Raises ValueError when nobody is named, or the two are linked there already.
    """
    hold_book(owner=owner)
    name, key = " ".join(invited.name.split())[:TEXT], key_of(invited.network, invited.address)
    if not name and not key:
        raise ValueError("Say whom you invite: a name, or the address of their profile.")
    if invited.contact and _active(owner, invited.contact, invited.network):
        raise ValueError(f"You are linked with {invited.contact} there already.")
    found = find_request(owner, invited.network, name, key, incoming=False)
    row = found or LinkRequest(owner=owner, network=invited.network, incoming=False)
    row.external_key = row.external_key or external_key(name, key, incoming=False)
    row.source = row.source if found else LinkRequest.Source.TYPED
    row.times += found is not None and found.state != State.OPEN
    row.name, row.key = name or row.name, key or row.key
    row.address = invited.address.strip()[:ADDRESS] or row.address
    row.contact = invited.contact or row.contact
    row.message, row.sent_at, row.state = message.strip()[:MESSAGE], now, State.OPEN
    row.save()
    return row


@transaction.atomic
def withdraw_invitation(*, request: LinkRequest) -> LinkRequest:
    """The owner took the invitation back there, by hand. Raises ValueError when it waits no longer."""
    hold_book(owner=request.owner)
    request.refresh_from_db()
    _only_open(request)
    request.state = State.GONE
    request.save(update_fields=["state"])
    return request


@transaction.atomic
def accept_invitation(*, request: LinkRequest, on: date) -> Link:
    """They accepted: the two are linked since that day. Who is in no book is added to it.

    Raises ValueError when the invitation waits no longer.
    """
    hold_book(owner=request.owner)
    request.refresh_from_db()
    _only_open(request)
    contact = request.contact if request.contact and request.contact.deleted_at is None else None
    contact = contact or _newcomer(request)
    address = request.web_address
    link = _active(request.owner, contact, request.network) or link_contact(
        owner=request.owner, contact=contact, network=request.network, since=on, address=address
    )
    request.contact, request.state = contact, State.LINKED
    request.save(update_fields=["contact", "state"])
    return link


@transaction.atomic
def reopen_invitation(*, request: LinkRequest, made_on: date | None = None) -> bool:
    """Let an invitation wait again; the link that its acceptance made on a day goes with it.

    False when there is nothing to take back.
    """
    hold_book(owner=request.owner)
    request.refresh_from_db()
    if request.incoming or request.state not in (State.GONE, State.LINKED):
        return False
    if request.state == State.LINKED and made_on is not None and request.contact:
        link = _active(request.owner, request.contact, request.network)
        if link and link.since == made_on:
            link.delete()
    request.state = State.OPEN
    request.save(update_fields=["state"])
    return True


def _only_open(request: LinkRequest) -> None:
    if request.incoming or request.state != State.OPEN:
        raise ValueError("This invitation waits no longer.")


def _active(owner: User, contact: Contact, network: str) -> Link | None:
    found: Link | None = (
        Link.objects.owned_by(owner).filter(contact=contact, network=network, until=None).first()
    )
    return found


def _newcomer(request: LinkRequest) -> Contact:
    contact = create_contact(owner=request.owner, name=request.name or request.key)
    if request.key and request.address:
        new_identity(contact=contact, kind="profile", text=request.address).save()
        save_contact(contact=contact)
    return contact
