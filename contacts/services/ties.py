"""Writing who knows whom, and which of those seen together do not."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import hold_book
from contacts.models import Contact, NotTied, State, Tie
from domain.partial import is_past
from domain.ties import (
    LINEAGE,
    NOTHING_MORE,
    SYMMETRIC,
    Bond,
    TieFacts,
    TieKind,
    bond_of,
    by_other,
    clash_of,
    closes_circle,
)

MOST_ABOVE = 5_000
"""Of how many forebears or managers a circle is looked for; nobody has more."""
TOGETHER = "together"
"""The source of a tie that was suggested because two were seen together."""


@transaction.atomic
def add_tie(
    *,
    owner: User,
    one: Contact,
    other: Contact,
    role: str,
    now: datetime,
    facts: TieFacts = NOTHING_MORE,
    source: str = "",
) -> Tie:
    """Keep that `one` is the `role` (any of domain.ties.ROLES) of `other`, on whichever side it is kept.

    A tie of that kind that is known, also the other way round, gets what `facts` tell, and keeps what they leave
    empty, but an end that is past: it holds again. An estimate is confirmed today unless its day is given. Raises
    ValueError, with a word for the owner, for one person twice, for somebody who is not (or no longer) in the book,
    for days that are none, out of order or still to come, an estimate out of 1 to 10, and for what cannot be beside
    the known ties (domain.ties.clash_of, closes_circle).
    """
    facts.check(now.date())
    bond = bond_of(role, one.pk, other.pk, facts.since, facts.until)
    hold_book(owner=owner)
    people = _people(owner, one, other)
    tie = _known(owner, bond)
    if tie is None:
        tie = Tie(
            owner=owner, one_id=bond.one, other_id=bond.other, kind=bond.kind, made_at=now, source=source
        )
    tie.since = bond.since or tie.since
    tie.until = bond.until or ("" if is_past(tie.until, now.date()) else tie.until)
    tie.note = facts.note or tie.note
    if facts.estimate is not None:
        tie.estimate, tie.confirmed_on = facts.estimate, now.date()
    tie.confirmed_on = facts.confirmed_on or tie.confirmed_on
    _save(tie, people)
    pair = {"first_id": min(people), "second_id": max(people)}
    NotTied.objects.owned_by(owner).filter(**pair).delete()
    return tie


@transaction.atomic
def change_tie(*, tie: Tie, role: str, facts: TieFacts, now: datetime) -> Tie:
    """Set all that a tie tells: what its `one` is to its `other` from now on, and `facts` as they are, empty or not.

    Raises ValueError as `add_tie`, and where the two have a tie of that kind already.
    """
    facts.check(now.date())
    bond = bond_of(role, tie.one_id, tie.other_id, facts.since, facts.until)
    hold_book(owner=tie.owner)
    people = _people(tie.owner, tie.one, tie.other)
    known = _known(tie.owner, bond)
    if known is not None and known.pk != tie.pk:
        raise ValueError("They have that tie already.")
    tie.one_id, tie.other_id, tie.kind = bond.one, bond.other, bond.kind
    tie.since, tie.until, tie.note = bond.since, bond.until, facts.note
    tie.estimate, tie.confirmed_on = facts.estimate, facts.confirmed_on
    _save(tie, people)
    return tie


@transaction.atomic
def remove_tie(*, tie: Tie, now: datetime) -> None:
    """Delete a tie; it can be brought back."""
    tie.deleted_at = now
    tie.save(update_fields=["deleted_at"])


@transaction.atomic
def restore_tie(*, tie: Tie) -> Tie:
    """Bring a deleted tie back. Raises ValueError where it is there again, or cannot be beside what is known now."""
    hold_book(owner=tie.owner)
    people = _people(tie.owner, tie.one, tie.other)
    if _known(tie.owner, _bond(tie)) is not None:
        raise ValueError("They have that tie again already.")
    tie.deleted_at = None
    _save(tie, people)
    return tie


def accept_together(
    *, owner: User, one: Contact, other: Contact, role: str, estimate: int | None, now: datetime
) -> Tie:
    """Two who were seen together know each other: `one` is the `role` of `other`. Raises ValueError as `add_tie`."""
    facts = TieFacts(estimate=estimate)
    return add_tie(owner=owner, one=one, other=other, role=role, now=now, facts=facts, source=TOGETHER)


@transaction.atomic
def dismiss_together(*, owner: User, one: Contact, other: Contact, now: datetime) -> NotTied:
    """Two who were seen together do not know each other: they are not suggested again.

    Raises ValueError for one person twice and for somebody who is not in the book.
    """
    if one.pk == other.pk:
        raise ValueError("Nobody is tied to themselves.")
    people = _people(owner, one, other)
    pair = {"first_id": min(people), "second_id": max(people)}
    row, _made = NotTied.objects.get_or_create(owner=owner, **pair, defaults={"said_at": now})
    return row


@transaction.atomic
def undo_dismissal(*, owner: User, one: Contact, other: Contact) -> None:
    """Suggest two again who were said not to know each other."""
    pair = sorted((one.pk, other.pk))
    NotTied.objects.owned_by(owner).filter(first=pair[0], second=pair[1]).delete()


def leads_nowhere(contact: Contact) -> str:
    """Why nobody is introduced through a tie with this person, in words; empty where somebody may be."""
    if contact.state == State.DECEASED:
        return f"{contact} died. The tie is kept, and no introduction will go that way."
    if contact.state == State.ARCHIVED:
        return f"{contact} is archived. The tie is kept, and no introduction will go that way."
    return ""


def _people(owner: User, one: Contact, other: Contact) -> dict[int, str]:
    """The names of both by id. Raises ValueError when one of them is not in the owner's book."""
    rows = Contact.objects.owned_by(owner).filter(pk__in=(one.pk, other.pk))
    found = dict(rows.values_list("pk", "display"))
    if len(found) < 2:
        raise ValueError("Both have to be in your book.")
    return found


def _known(owner: User, bond: Bond) -> Tie | None:
    """The live tie of that kind between the two; of an equal kind also the one kept the other way round."""
    pair = (bond.one, bond.other)
    rows = Tie.objects.owned_by(owner).filter(one__in=pair, other__in=pair, kind=bond.kind)
    if bond.kind not in SYMMETRIC:
        rows = rows.filter(one=bond.one)
    return rows.first()


def _save(tie: Tie, people: dict[int, str]) -> None:
    """Raises ValueError where the tie cannot be beside what else is known."""
    bond = bond_of(tie.kind, tie.one_id, tie.other_id, tie.since, tie.until)
    others = Tie.objects.owned_by(tie.owner).filter(one__in=people, other__in=people).exclude(pk=tie.pk)
    clash = clash_of(bond, map(_bond, others))
    if clash is not None:
        known = f"{people[clash.one]} is the {clash.kind} of {people[clash.other]}"
        raise ValueError(f"{known}: it cannot be both.")
    if closes_circle(bond, by_other(_above(tie))):
        circle = "their own forebear" if bond.kind in LINEAGE else "their own manager's manager"
        raise ValueError(f"Then {people[bond.one]} would be {circle}, by the ties that are known.")
    tie.save()


def _above(tie: Tie) -> list[Bond]:
    """The parents and grandparents, or managers, of the tie's `one`, theirs, and so on: a query a generation."""
    kinds = LINEAGE if tie.kind in LINEAGE else {TieKind.MANAGER} & {tie.kind}
    rows = Tie.objects.owned_by(tie.owner).filter(kind__in=kinds).exclude(pk=tie.pk)
    found: list[Bond] = []
    people, seen = {tie.one_id}, {tie.one_id}
    while people and kinds and len(found) < MOST_ABOVE:
        some = [_bond(row) for row in rows.filter(other__in=people)[:MOST_ABOVE]]
        found += some
        people = {bond.one for bond in some} - seen
        seen |= people
    return found


def _bond(tie: Tie) -> Bond:
    return Bond(tie.one_id, tie.other_id, TieKind(tie.kind), tie.since, tie.until)
