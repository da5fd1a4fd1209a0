"""Publishing a policy, and taking what strangers say of where we met."""

import re
import secrets
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from accounts.models import User
from accounts.services import hold_book
from network.models import LinkRequest, Network, PublicPage
from network.queries.policies import current_policy
from network.queries.public import address_is_taken, public_page_of, takes_claims
from network.services.arrivals import add_request, find_request, key_of

CHOSEN = re.compile(r"[A-Za-z0-9-]{3,64}")
CLAIMS_AN_HOUR = 5
HOUR = timedelta(hours=1)
UNVERIFIED = "Written on your public page, unverified:"


def new_address() -> str:
    """An address that nobody can guess."""
    return secrets.token_urlsafe(16).replace("_", "-")


def publish(
    *, owner: User, network: str, address: str, is_on: bool, asks_where_met: bool, now: datetime
) -> PublicPage:
    """Set the public page of a network's policy; what changes holds at once.

    Raises ValueError in words for an address that cannot be or is taken, for a network without a policy, and for
    asking where we met under a policy that never admits not knowing somebody.
    """
    page = public_page_of(owner, network) or PublicPage(owner=owner, network=network)
    _check(owner, page, address, asks_where_met=asks_where_met)
    page.address, page.is_on, page.asks_where_met, page.changed_at = address, is_on, asks_where_met, now
    try:
        with transaction.atomic():
            page.save()
    except IntegrityError:
        raise ValueError("That address is taken. Choose another.") from None
    return page


def _check(owner: User, page: PublicPage, address: str, *, asks_where_met: bool) -> None:
    version = current_policy(owner, page.network)
    if version is None:
        raise ValueError("Choose a policy first.")
    if asks_where_met and version.policy.settings.never_admits:
        where = Network(page.network).label
        raise ValueError(
            f"On {where} you never admit not knowing somebody, so the page cannot ask where we met."
        )
    if address == page.address:
        return
    if not CHOSEN.fullmatch(address):
        raise ValueError("An address has 3 to 64 letters, digits and dashes.")
    if address_is_taken(owner, page.network, address):
        raise ValueError("That address is taken. Choose another.")


def may_claim(*, client: str, now: datetime) -> bool:
    """Count one claim from this client address, of which only a keyed hash is kept, for an hour.

    False, and nothing counted, when it made five within the hour.
    """
    key = f"claims:{salted_hmac('network.public', client).hexdigest()[:32]}"
    before: list[datetime] = [made for made in cache.get(key, []) if made > now - HOUR]
    if len(before) >= CLAIMS_AN_HOUR:
        return False
    cache.set(key, [*before, now], HOUR.total_seconds())
    return True


@transaction.atomic
def take_claim(*, page: PublicPage, name: str, address: str, where: str, now: datetime) -> None:
    """Put what a stranger says of where we met among the owner's requests, unverified.

    A note that came another way is kept, and the claim is added to it. What cannot be taken, such as a claim in the
    owner's own name or one too many for today, is dropped without a word: the answer must not tell who the owner is.
    """
    hold_book(owner=page.owner)
    if not takes_claims(page, now):  # asked before too, but many can have asked at once
        return
    before = find_request(page.owner, page.network, name, key_of(page.network, address))
    message = where
    if before is not None and before.source != LinkRequest.Source.PUBLIC:
        note = before.message.partition(UNVERIFIED)[0].strip()
        message = f"{note}\n\n{UNVERIFIED} {where}".strip()
    try:
        add_request(
            owner=page.owner,
            source=LinkRequest.Source.PUBLIC.value,
            now=now,
            network=page.network,
            name=name,
            address=address,
            message=message,
        )
    except ValueError:
        return
