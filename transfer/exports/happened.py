"""What happened, read plainly: a third of the time that rows of the models take, since there are many."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.models import User
from interactions.models import Interaction, Kind, Participation

AT_ONCE = 1_000
KINDS = dict(Kind.choices)


class Happened(NamedTuple):
    """One interaction and the names of those who took part and are still there, in the order of its columns."""

    pk: int
    kind: str
    day: date
    precision: str
    at: time | None
    minutes: int | None
    began: str
    place: str
    note: str
    sensitive: bool
    source: str
    external_key: str
    created_at: datetime
    deleted_at: datetime | None
    names: tuple[str, ...] = ()

    @property
    def kind_words(self) -> str:
        return str(KINDS[self.kind])


def happened(owner: User, *order: str) -> Iterator[Happened]:
    """All that happened, the deleted and the links of imports too, in an order."""
    rows = Interaction.objects.filter(owner=owner).order_by(*order).values_list(*Happened._fields[:-1])
    some: list[Happened] = []
    for row in rows.iterator(AT_ONCE):
        some.append(Happened(*row))
        if len(some) == AT_ONCE:
            yield from _with_names(owner, some)
            some = []
    yield from _with_names(owner, some)


def happened_with(owner: User, contact_ids: Iterable[int]) -> dict[int, list[Happened]]:
    """What happened with each of these people and was not deleted, the newest first, by contact id."""
    took_part = Participation.objects.owned_by(owner).filter(contact__in=list(contact_ids)).order_by("pk")
    pairs = list(took_part.values_list("interaction_id", "contact_id"))
    wanted = sorted({pk for pk, _contact_id in pairs})
    found: dict[int, Happened] = {}
    for start in range(0, len(wanted), AT_ONCE):
        rows = Interaction.objects.owned_by(owner).filter(pk__in=wanted[start : start + AT_ONCE])
        told = [Happened(*row) for row in rows.order_by().values_list(*Happened._fields[:-1])]
        found |= {row.pk: row for row in _with_names(owner, told)}
    by_contact = defaultdict(list)
    for pk, contact_id in pairs:
        if pk in found:
            by_contact[contact_id].append(found[pk])
    for rows_of_one in by_contact.values():
        rows_of_one.sort(key=lambda row: (row.day, row.at or time(), row.pk), reverse=True)
    return by_contact


def _with_names(owner: User, rows: list[Happened]) -> Iterator[Happened]:
    names = defaultdict(list)
    for pk, name in _took_part(owner, [row.pk for row in rows]).values_list(
        "interaction_id", "contact__display"
    ):
        names[pk].append(name)
    return (row._replace(names=tuple(names[row.pk])) for row in rows)


def _took_part(owner: User, ids: Iterable[int]) -> QuerySet[Participation]:
    rows = Participation.objects.owned_by(owner).filter(interaction__in=list(ids))
    return rows.filter(contact__deleted_at=None).order_by("pk")
