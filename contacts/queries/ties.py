"""Reading who knows whom, and what people are to the owner."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import F, QuerySet
from django.http import Http404

from accounts.models import User
from contacts.models import Contact, Relation, Spelling, State, Tie
from domain import partial
from domain.names import Named, Rank, fold
from domain.ties import role_in

Row = TypeVar("Row", Tie, Relation)
DEAD_ENDS = (State.DECEASED, State.ARCHIVED)
"""In which states somebody introduces nobody."""
NAMESAKES = 12
"""Of how many people with one name the owner is asked which is meant."""


@dataclass(frozen=True, slots=True)
class SeenTie:
    """A tie as one of the two has it: `role` is what `other` is to them.

    `why_not` is in a word or two why nobody is introduced through it, `span` from when to when it holds.
    """

    tie: Tie
    other: Contact
    role: str
    why_not: str = ""
    span: str = ""

    @classmethod
    def by(cls, contact_id: int, tie: Tie) -> "SeenTie":
        """The tie as the contact with this id has it, one of its two people."""
        is_one = tie.one_id == contact_id
        other = tie.other if is_one else tie.one
        why_not = other.get_state_display().lower() if other.state in DEAD_ENDS else ""
        role = role_in(tie.kind, of_one=not is_one)
        return cls(tie, other, role, why_not, partial.show_span(tie.since, tie.until))


def ties_with(user: User, contact: Contact) -> QuerySet[Tie]:
    """The live ties of a person with live people, the best known first, those of nobody knows how well at the end."""
    live = Tie.objects.owned_by(user).order_by()
    both = (
        live.filter(one=contact).values("pk").union(live.filter(other=contact).values("pk"))
    )  # an index each
    rows = Tie.objects.owned_by(user).filter(pk__in=both)
    rows = rows.filter(one__deleted_at=None, other__deleted_at=None).select_related("one", "other")
    ordered: QuerySet[Tie] = rows.order_by("until", F("estimate").desc(nulls_last=True), "pk")
    return ordered


def tie_or_404(user: User, pk: int) -> Tie:
    """One live tie of this owner between live people; anything else raises Http404."""
    rows = Tie.objects.owned_by(user).filter(one__deleted_at=None, other__deleted_at=None)
    return _found(rows.select_related("owner", "one", "other").filter(pk=pk))


def seen_tie_or_404(user: User, contact: Contact, pk: int) -> SeenTie:
    """One live tie of a person, as they have it; anything else raises Http404."""
    tie = tie_or_404(user, pk)
    if contact.pk not in (tie.one_id, tie.other_id):
        raise Http404
    return SeenTie.by(contact.pk, tie)


def gone_tie_or_404(user: User, pk: int) -> Tie:
    """One deleted tie of this owner between live people; anything else raises Http404."""
    rows = Tie.objects.removed_by(user).filter(one__deleted_at=None, other__deleted_at=None)
    return _found(rows.select_related("owner", "one", "other").filter(pk=pk))


def relations_with(user: User, contacts: Iterable[int]) -> QuerySet[Relation]:
    """What these live people are to the owner, those that last first."""
    rows = Relation.objects.owned_by(user).filter(contact__in=contacts, contact__deleted_at=None)
    return rows.select_related("contact")


def relation_or_404(user: User, pk: int) -> Relation:
    """One live relation of this owner to a live person; anything else raises Http404."""
    rows = Relation.objects.owned_by(user).filter(contact__deleted_at=None)
    return _found(rows.select_related("owner", "contact").filter(pk=pk))


def gone_relation_or_404(user: User, pk: int) -> Relation:
    """One deleted relation of this owner to a live person; anything else raises Http404."""
    rows = Relation.objects.removed_by(user).filter(contact__deleted_at=None)
    return _found(rows.select_related("owner", "contact").filter(pk=pk))


def people_named(user: User, name: str) -> list[Named]:
    """Who a typed name can mean, archived people too: whose full name it is, else whose alias, else all called so."""
    rows = Spelling.objects.owned_by(user).filter(text=fold(name), contact__deleted_at=None)
    found = [
        Named(contact, display, Rank(rank))
        for contact, display, rank in rows.order_by("rank", "contact__sort_name", "contact").values_list(
            "contact", "contact__display", "rank"
        )
    ]
    return [named for named in found if named.rank == found[0].rank][:NAMESAKES]


def _found(rows: QuerySet[Row]) -> Row:
    row = rows.first()
    if row is None:
        raise Http404
    return row
