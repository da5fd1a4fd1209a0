"""Two who write about the same person at the same moment: neither takes back what the other did.

SQLite lets one of them write at a time; on PostgreSQL they wait for each other where they must.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import date, datetime, timedelta

import pytest
from django.db import connection, transaction

from accounts.models import User
from contacts.models import Contact
from domain.strength import replay
from interactions.models import Participation
from interactions.queries import touches_with
from interactions.services import hold_contact, leave, rate_contact
from interactions.services.book import rescore_book
from relationships.models import Standing
from relationships.services import reanchor
from reminders.services import change_person, remove_person
from tests.factories import log, make_contact

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's transactions come one by one"),
]

TODAY = date(2026, 3, 12)
MOMENT = 0.4  # seconds; who waits for nobody is done by then
Writer = Callable[[Contact, datetime], object]

WRITERS: dict[str, Writer] = {
    "rescoring": lambda person, now: rescore_book(owner=person.owner, today=now.date()),
    "rating": lambda person, now: rate_contact(
        contact=person, value=8, half_life=365, day=now.date(), now=now
    ),
    "pinning": lambda person, now: hold_contact(contact=person, is_pinned=True, now=now),
    "leaving": lambda person, now: leave(contact=person, how="moved", on=now.date(), now=now),
    "wishing": lambda person, now: change_person(contact=person, before=None, now=now),
    "removing": lambda person, now: remove_person(contact=person, now=now),
}


def beside(write: Callable[[], object]) -> "Future[object]":
    """Write on a connection of one's own, and give it a moment."""

    def work() -> object:
        try:
            return write()
        finally:
            connection.close()

    pool = ThreadPoolExecutor(max_workers=1)
    writing = pool.submit(work)
    pool.shutdown(wait=False)
    wait([writing], timeout=MOMENT)
    return writing


@pytest.mark.parametrize("name", WRITERS)
def test_what_is_logged_meanwhile_is_not_lost(name: str, alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)
    log(ada, TODAY - timedelta(days=30), now)
    Participation.objects.update(touch_weight=0.9)  # so that a rescoring has something to write
    same = Contact.objects.get(pk=ada.pk)

    with transaction.atomic():
        log(ada, TODAY, now)
        writing = beside(lambda: WRITERS[name](same, now))
        assert not writing.done()
    writing.result(timeout=10)

    standing = Standing.objects.get(contact=ada)
    assert standing.days == 2
    assert standing.last_on == TODAY.toordinal()


def test_a_rating_said_meanwhile_is_not_lost(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lindqvist", now)

    with transaction.atomic():
        rate_contact(contact=ada, value=8, half_life=365, day=TODAY, now=now)
        writing = beside(lambda: log(Contact.objects.get(pk=ada.pk), TODAY, now))
        assert not writing.done()
    writing.result(timeout=10)

    standing = Standing.objects.get(contact=ada)
    assert standing.rated_value == 8
    assert standing.state == replay(touches_with(ada), rating=standing.state.rating)


def test_anchors_drawn_meanwhile_list_nobody_who_is_gone(alice: User, now: datetime) -> None:
    ada, later = make_contact(alice, "Ada Lindqvist", now), TODAY + timedelta(days=40)
    log(ada, TODAY, now)

    with transaction.atomic():
        remove_person(contact=ada, now=now)
        drawing = beside(lambda: reanchor(today=later))
        assert drawing.result(timeout=0) == 0
    assert reanchor(today=later) == 1

    assert not Standing.objects.get(contact=ada).is_listed
