"""Whom a requester names as a friend of mine: a claim to verify."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import hold_book
from contacts.models import Contact
from domain.linkfacts import Claim
from network.models import ClaimedMutual, LinkRequest
from network.services.conduct import adopt_conduct

VERIFIED = (Claim.CONFIRMED, Claim.DENIED, Claim.NO_ANSWER)


@transaction.atomic
def adopt_request(*, request: LinkRequest, contact: Contact, now: datetime) -> int:
    """Who asked is in the book now: what is on record about the request is theirs from here on.

    Its claims and its conduct get the contact, unless they have one; nothing is copied. Returns how many moved.
    """
    claims = ClaimedMutual.objects.owned_by(request.owner).filter(request=request, contact=None)
    return claims.update(contact=contact) + adopt_conduct(request=request, contact=contact, now=now)


@transaction.atomic
def add_claim(
    *,
    owner: User,
    request: LinkRequest | None,
    contact: Contact | None,
    friend: Contact | None,
    friend_name: str,
    now: datetime,
) -> ClaimedMutual:
    """Note that a requester or a person of the book names somebody as a friend of mine.

    The same friend named twice is one claim. Raises ValueError without a claimant, without a friend, and for
    a friend of oneself.
    """
    name = friend.display if friend else friend_name.strip()
    if request is None and contact is None:
        raise ValueError("Who names them?")
    if not name:
        raise ValueError("Whom do they name?")
    if friend is not None and contact is not None and friend.pk == contact.pk:
        raise ValueError("Nobody is their own friend in common.")
    hold_book(owner=owner)
    claims = ClaimedMutual.objects.owned_by(owner).filter(request=request, contact=contact)
    made = claims.filter(friend=friend, friend_name=name[:200]).first()
    if made is None:
        made = ClaimedMutual.objects.create(
            owner=owner, request=request, contact=contact, friend=friend, friend_name=name[:200], made_at=now
        )
    return made


@transaction.atomic
def set_claim_state(*, claim: ClaimedMutual, state: str, now: datetime) -> ClaimedMutual:
    """Keep what the friend said: confirmed, denied, no answer; unverified takes it back.

    Raises ValueError for another state.
    """
    claim.state = Claim(state).value
    claim.answered_on = now.date() if Claim(state) in VERIFIED else None
    claim.save(update_fields=["state", "answered_on"])
    return claim


@transaction.atomic
def note_asked(*, claim: ClaimedMutual, now: datetime) -> ClaimedMutual:
    """The owner asked the friend, today."""
    claim.asked_on = now.date()
    claim.save(update_fields=["asked_on"])
    return claim


@transaction.atomic
def drop_claim(*, claim: ClaimedMutual) -> None:
    """Take a claim back: it was a slip."""
    claim.delete()
