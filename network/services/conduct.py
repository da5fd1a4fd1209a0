"""How somebody behaved, kept for the day they ask again."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import hold_book
from contacts.models import Contact
from domain.linkfacts import Behaviour
from network.models import Conduct, LinkRequest


@transaction.atomic
def record_conduct(
    *,
    owner: User,
    contact: Contact | None,
    request: LinkRequest | None,
    behaviour: str,
    words: str,
    now: datetime,
) -> Conduct:
    """Put a pitch, spam, a flirt or an insult on record, today, with words if there are any.

    The same behaviour of the same one on the same day is one record, with the newer words. Raises ValueError for
    another behaviour, and for nobody.
    """
    if contact is None and request is None:
        raise ValueError("Who did it?")
    hold_book(owner=owner)
    kind, text = Behaviour(behaviour).value, words.strip()[:300]
    records = Conduct.objects.owned_by(owner).filter(contact=contact, behaviour=kind, on=now.date())
    made = (records if contact else records.filter(request=request)).first()
    if made is None:
        return Conduct.objects.create(
            owner=owner,
            contact=contact,
            request=request,
            behaviour=kind,
            words=text,
            on=now.date(),
            made_at=now,
        )
    if text:
        made.words = text
        made.save(update_fields=["words"])
    return made


@transaction.atomic
def drop_conduct(*, conduct: Conduct) -> None:
    """Take a record back: it was a slip."""
    conduct.delete()


def adopt_conduct(*, request: LinkRequest, contact: Contact, now: datetime) -> int:
    """Conduct of a request whose sender is in the book now is the contact's. Returns how many rows moved."""
    rows = Conduct.objects.owned_by(request.owner).filter(request=request, contact=None)
    return rows.update(contact=contact)
