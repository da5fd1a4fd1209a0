"""What people are to the owner, and what follows from it."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from contacts.models import Contact, Relation
from contacts.services import add_relation
from domain.ties import FAMILY, NOTHING_MORE, TieFacts
from interactions.services import hold_contact


@transaction.atomic
def relate(
    *, owner: User, contact: Contact, role: str, now: datetime, facts: TieFacts = NOTHING_MORE
) -> tuple[Relation, bool]:
    """Keep what somebody is to the owner; one of the family is called family from now on.

    Returns the relation, and whether they were not called family before. Raises ValueError as `add_relation`.
    """
    relation = add_relation(owner=owner, contact=contact, role=role, now=now, facts=facts)
    return relation, call_family(relation=relation, now=now)


@transaction.atomic
def call_family(*, relation: Relation, now: datetime) -> bool:
    """Call somebody family whose relation is one of the family's; whether they were not called so before."""
    contact = relation.contact
    if relation.kind not in FAMILY or contact.is_family:
        return False
    hold_contact(contact=contact, now=now, is_family=True)
    return True
