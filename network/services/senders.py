"""What the owner knows better about a request: who sent it, and why."""

from datetime import datetime

from django.db import transaction

from accounts.services import hold_book
from contacts.models import Contact
from domain.linkfacts import Reason
from network.models import LinkRequest
from network.services.footprints import keep_trace


@transaction.atomic
def say_who(*, request: LinkRequest, contact: Contact | None, now: datetime) -> LinkRequest:
    """The owner says who of the book asks; None for nobody. Raises ValueError for a person of another book,
    and once the request is accepted.
    """
    if contact is not None and contact.owner_id != request.owner_id:
        raise ValueError("That person is not in your book.")
    hold_book(owner=request.owner)
    request.refresh_from_db()
    if request.state == LinkRequest.State.LINKED:
        raise ValueError("You accepted this request already. Take that back first.")
    request.contact = contact
    request.save(update_fields=["contact"])
    keep_trace(request=request, now=now)
    return request


@transaction.atomic
def say_why(*, request: LinkRequest, reason: str) -> LinkRequest:
    """The owner says why they ask; "" leaves it to the guess. Raises ValueError for another reason."""
    request.reason = Reason(reason).value if reason else ""
    request.save(update_fields=["reason"])
    return request
