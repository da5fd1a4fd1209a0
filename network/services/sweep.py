"""What the owner answers about coffees, meals and drinks that nobody wrote down."""

from datetime import datetime

from django.db import transaction

from accounts.services import hold_book
from contacts.models import Contact
from network.models import SweepAnswer


@transaction.atomic
def answer_sweep(*, contact: Contact, met: bool | None, now: datetime) -> SweepAnswer:
    """Keep whether the owner ever shared a coffee, meal or drink with a contact; None is "not sure".

    A later answer takes the place of an earlier one. It is a fact for the policy and moves no strength.
    """
    hold_book(owner=contact.owner)
    answer: SweepAnswer
    answer, _ = SweepAnswer.objects.update_or_create(
        contact=contact, defaults={"owner": contact.owner, "met": met, "made_at": now}
    )
    return answer


@transaction.atomic
def forget_answer(*, contact: Contact) -> bool:
    """Take the answer about a contact back; whether there was one."""
    hold_book(owner=contact.owner)
    deleted, _ = SweepAnswer.objects.owned_by(contact.owner).filter(contact=contact).delete()
    return bool(deleted)
