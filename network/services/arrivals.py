"""Requests that come in by hand, by pasting or from the public page: the same row as an import would make."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction

from accounts.models import User
from accounts.services import hold_book
from contacts.models import Contact, Identity
from domain.keys import profile_key
from domain.names import fold
from network.models import LinkRequest
from network.queries.links import active_links
from network.queries.policies import about_me
from network.services.footprints import keep_trace

TEXT, KEY, ADDRESS, MESSAGE = 200, 300, 500, 10_000
State = LinkRequest.State


class Said(TypedDict, total=False):
    """What is known of who asks; everything may be left out but the network and a name or the address of a profile."""

    network: str
    name: str
    address: str
    title: str
    company: str
    place: str
    message: str


@transaction.atomic
def add_request(
    *, owner: User, source: str, now: datetime, sent_at: datetime | None = None, **said: Unpack[Said]
) -> tuple[LinkRequest, bool]:
    """Keep that somebody asks to be linked. Returns the request and whether it is new or waits anew.

    Who asked before is known by the profile, else by the name: while that request waits it is brought up to date,
    after a decision it opens again, asked once more, and the decisions stay. `sent_at` is `now` if left out.
    Raises ValueError when nobody is named, or the owner.
    """
    hold_book(owner=owner)
    network, name = said["network"], " ".join(said.get("name", "").split())[:TEXT]
    key = key_of(network, said.get("address", ""))
    if not key and not fold(name):
        raise ValueError("Say who asks: a name, or the address of their profile.")
    if is_owner(owner, network, name, key):
        raise ValueError("That is you. Paste an invitation that somebody else sent.")
    found = find_request(owner, network, name, key)
    row = found or LinkRequest(
        owner=owner, network=network, source=source, external_key=external_key(name, key)
    )
    is_anew = found is not None and found.state != State.OPEN
    _fill(row, said | {"name": name}, key)
    row.sent_at = sent_at or now
    if source != LinkRequest.Source.PUBLIC:  # there, anybody can type anybody's address
        row.contact = row.contact or _person(owner, network, key)
    row.state, row.again_on = State.LINKED if _is_linked(row) else State.OPEN, None
    row.times += is_anew
    row.save()
    if is_anew:
        keep_trace(request=row, now=now)
    return row, found is None or is_anew


@transaction.atomic
def take_back(*, request: LinkRequest) -> bool:
    """Delete a request that was typed or pasted just now; False once it was decided, or asked more than once."""
    hold_book(owner=request.owner)
    request.refresh_from_db()
    is_fresh = request.state == State.OPEN and request.times == 1 and not request.decisions.exists()
    by_hand = request.source in (LinkRequest.Source.TYPED, LinkRequest.Source.PASTED)
    if is_fresh and by_hand:
        request.delete()
    return is_fresh and by_hand


def key_of(network: str, address: str) -> str:
    """The slug or handle in the address of a profile on this network; "" for any other address."""
    read = profile_key(address)
    return read.slug if read and read.network == network and len(read.slug) <= KEY else ""


def external_key(name: str, key: str, *, incoming: bool = True) -> str:
    """What names a request for good; an import of the same invitation arrives at the same."""
    return f"{'in' if incoming else 'out'} {key or f'named {fold(name)}'}"


def find_request(
    owner: User, network: str, name: str, key: str, *, incoming: bool = True
) -> LinkRequest | None:
    """The request that this person made before: by the profile, then by the name of one without a profile."""
    rows = LinkRequest.objects.owned_by(owner).filter(network=network, incoming=incoming)
    found: LinkRequest | None = rows.filter(key=key).first() if key else None
    if found is None and fold(name):
        found = next((row for row in rows.filter(key="") if fold(row.name) == fold(name)), None)
    return found or rows.filter(external_key=external_key(name, key, incoming=incoming)).first()


def is_owner(owner: User, network: str, name: str, key: str) -> bool:
    """Whether this is the owner: by an address told in About me, or without one by the name."""
    me = about_me(owner)
    own = {key_of(network, address) for address in me.elsewhere.split()} - {""}
    by_name = bool(fold(name)) and fold(name) == fold(me.name)
    return key in own or (by_name and not (key and own))


def _fill(row: LinkRequest, said: Said, key: str) -> None:
    """Take over what is said; what is left out stays as it was."""
    row.key = key or row.key
    row.name = said.get("name") or row.name
    row.title = said.get("title", "").strip()[:TEXT] or row.title
    row.company = said.get("company", "").strip()[:TEXT] or row.company
    row.place = said.get("place", "").strip()[:TEXT] or row.place
    row.message = said.get("message", "").strip()[:MESSAGE] or row.message
    address = said.get("address", "").strip()
    if len(address) <= ADDRESS and (key or not row.key):
        row.address = address or row.address


def _person(owner: User, network: str, key: str) -> Contact | None:
    if not key:
        return None
    profiles = Identity.objects.owned_by(owner).filter(kind=Identity.Kind.PROFILE, network=network, key=key)
    found = profiles.filter(contact__deleted_at=None).select_related("contact").order_by("contact_id").first()
    return found.contact if found else None


def _is_linked(row: LinkRequest) -> bool:
    links = active_links(row.owner).filter(contact=row.contact, network=row.network)
    return row.contact is not None and links.exists()
