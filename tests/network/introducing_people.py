"""A small book of people who know each other, for ways to be introduced."""

from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import User
from contacts.models import Contact, Tie
from contacts.services import add_tie, remove_tie
from domain.ties import TieFacts
from tests.factories import log, make_contact

TODAY = date(2026, 3, 12)
OFTEN = range(3, 80, 7)
"""Days ago: somebody strong. Once, long ago: somebody weak."""


def friend(owner: User, name: str, now: datetime, **fields: Any) -> Contact:
    """Somebody whom the owner knows well."""
    contact = make_contact(owner, name, now, **fields)
    for ago in reversed(OFTEN):
        log(contact, TODAY - timedelta(days=ago), now, kind="meal")
    return contact


def stranger(owner: User, name: str, now: datetime, **fields: Any) -> Contact:
    """Somebody met once, two years ago."""
    contact = make_contact(owner, name, now, **fields)
    log(contact, TODAY - timedelta(days=730), now)
    return contact


def tie(one: Contact, other: Contact, now: datetime, estimate: int | None = None, **facts: Any) -> Tie:
    """They know each other."""
    told = TieFacts(estimate=estimate, **facts)
    return add_tie(owner=one.owner, one=one, other=other, role="knows", now=now, facts=told)


def untie(made: Tie, now: datetime) -> None:
    """The tie is deleted."""
    remove_tie(tie=made, now=now)
