"""Writing what people are to the owner."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from accounts.services import hold_book
from contacts.models import Contact, Relation
from domain.ties import ME, NOTHING_MORE, TieFacts, TieKind, bond_of, clash_of


@transaction.atomic
def add_relation(
    *,
    owner: User,
    contact: Contact,
    role: str,
    now: datetime,
    facts: TieFacts = NOTHING_MORE,
    source: str = "",
) -> Relation:
    """Keep that somebody is the owner's sister, manager, …: `role` is any of domain.ties.ROLES but "knows".

    One of that kind that is known gets what `facts` tell, and keeps what they leave empty; their estimate is not
    kept, as the strength tells that. Raises ValueError, with a word for the owner, for a role that is none, days that
    are none, out of order or still to come, for somebody not in the book, and for what cannot be beside what is known.
    """
    hold_book(owner=owner)
    relation = Relation.objects.owned_by(owner).filter(contact=contact, kind=role).first()
    if relation is None:
        relation = Relation(owner=owner, contact=contact, kind=role, made_at=now, source=source)
    return _set(
        relation,
        TieFacts(
            since=facts.since or relation.since,
            until=facts.until or relation.until,
            confirmed_on=facts.confirmed_on or relation.confirmed_on,
            note=facts.note or relation.note,
        ),
        now,
    )


@transaction.atomic
def change_relation(*, relation: Relation, role: str, facts: TieFacts, now: datetime) -> Relation:
    """Set all that a relation tells. Raises ValueError as `add_relation`, and where there is one of that kind."""
    hold_book(owner=relation.owner)
    if _others(relation).filter(kind=role).exists():
        raise ValueError(f"{relation.contact} is that to you already.")
    relation.kind = role
    return _set(relation, facts, now)


@transaction.atomic
def remove_relation(*, relation: Relation, now: datetime) -> None:
    """Delete a relation; it can be brought back. Somebody who is called family stays so."""
    relation.deleted_at = now
    relation.save(update_fields=["deleted_at"])


@transaction.atomic
def restore_relation(*, relation: Relation, now: datetime) -> Relation:
    """Bring a deleted relation back. Raises ValueError where it is there again, or cannot be any more."""
    hold_book(owner=relation.owner)
    if _others(relation).filter(kind=relation.kind).exists():
        raise ValueError(f"{relation.contact} is that to you again already.")
    relation.deleted_at = None
    return _set(
        relation,
        TieFacts(relation.since, relation.until, None, relation.confirmed_on, relation.note),
        now,
    )


def _set(relation: Relation, facts: TieFacts, now: datetime) -> Relation:
    if relation.kind == TieKind.KNOWS:
        raise ValueError("That you know each other goes without saying. Say what they are to you.")
    facts.check(now.date())
    bond = bond_of(relation.kind, relation.contact_id, ME, facts.since, facts.until)
    if not Contact.objects.owned_by(relation.owner).filter(pk=relation.contact_id).exists():
        raise ValueError("They have to be in your book.")
    rows = _others(relation)
    known = {bond_of(row.kind, row.contact_id, ME, row.since, row.until): row for row in rows}
    clash = clash_of(bond, known)
    if clash is not None:
        raise ValueError(f"{relation.contact} is your {known[clash].kind}: it cannot be both.")
    relation.since, relation.until = bond.since, bond.until
    relation.confirmed_on, relation.note = facts.confirmed_on, facts.note
    relation.save()
    return relation


def _others(relation: Relation) -> QuerySet[Relation]:
    rows = Relation.objects.owned_by(relation.owner).filter(contact=relation.contact_id)
    return rows.exclude(pk=relation.pk)
