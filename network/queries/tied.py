"""Whom a person knows and what they are to the owner, for their page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, When

from accounts.models import User
from contacts.models import Contact, Relation
from contacts.queries import SeenTie, relations_with, ties_with
from domain.partial import show_span
from network.models import Link, UnlinkTask

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Mine:
    """What somebody is to the owner, and from when to when."""

    relation: Relation
    span: str


@dataclass(frozen=True, slots=True)
class Tied:
    """The first of those whom a person knows, whether there are more, and what the person is to the owner."""

    knows: Sequence[SeenTie]
    has_more: bool
    relations: Sequence[Mine]


def tied(user: User, contact: Contact) -> Tied:
    """Two queries. A tie with somebody whom the owner unlinked, or is about to, says that it leads nowhere."""
    links = Link.objects.owned_by(user).filter(contact=OuterRef("beyond"))
    tasks = UnlinkTask.objects.owned_by(user).filter(
        kind=UnlinkTask.Kind.UNLINK, done_at=None, link__until=None, link__contact=OuterRef("beyond")
    )
    rows = ties_with(user, contact).annotate(
        beyond=Case(When(one=contact.pk, then=F("other")), default=F("one")),
        is_linked=Exists(links.filter(until=None)),
        was_linked=Exists(links.exclude(until=None)),
        is_going=Exists(tasks),
    )
    found = list(rows[: SHOWN + 1])
    knows = [_seen(contact, row) for row in found[:SHOWN]]
    mine = relations_with(user, [contact.pk])
    relations = [Mine(row, show_span(row.since, row.until)) for row in mine]
    return Tied(knows, len(found) > SHOWN, relations)


def _seen(contact: Contact, row: Any) -> SeenTie:
    seen = SeenTie.by(contact.pk, row)
    is_unlinked = row.is_going or (row.was_linked and not row.is_linked)
    return replace(seen, why_not=seen.why_not or ("unlinked" if is_unlinked else ""))
