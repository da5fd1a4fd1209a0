"""Every list that shows a strength shows its last year as a line, unless it is hidden, at the same cost for many."""

from datetime import date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contacts.models import Contact
from network.services import link_contact
from reminders.services import open_nudges
from tests.factories import log, make_contact
from transfer.queries.picture import picture

TODAY = date(2026, 3, 12)
SPARK = '<svg class="spark"'
TODAY_PAGE, REVIEW, NURTURE, SEARCH = "/", "/review/", "/review/?show=nurture", "/search/?q=lindqvist"


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


def met(owner: User, name: str, now: datetime, *ago: int, circle: str = "") -> Contact:
    contact = make_contact(owner, name, now, circle=circle)
    for days in sorted(ago, reverse=True):
        log(contact, TODAY - timedelta(days=days), now, kind="meal")
    return contact


def fill(owner: User, now: datetime, many: int) -> None:
    """So many who are dormant and once were strong, and one to let go."""
    for number in range(many):
        met(owner, f"Ada{number} Lindqvist", now, *range(200, 290, 10), circle="close")
    once = met(owner, "Dirk Once", now, 800)
    link_contact(owner=owner, contact=once, network="linkedin", since=date(2018, 1, 1), address="")
    open_nudges(owner=owner, now=now)


@pytest.mark.parametrize(("path", "lines"), [(TODAY_PAGE, 3), (REVIEW, 1), (NURTURE, 4), (SEARCH, 4)])
def test_each_list_draws_a_line_for_each_strength(
    as_alice: Client, alice: User, now: datetime, path: str, lines: int
) -> None:
    fill(alice, now, 4)

    assert as_alice.get(path).text.count(SPARK) == lines


@pytest.mark.parametrize("path", [TODAY_PAGE, REVIEW, NURTURE, SEARCH])
def test_a_hidden_strength_has_no_line(as_alice: Client, alice: User, now: datetime, path: str) -> None:
    fill(alice, now, 2)
    Contact.objects.update(hides_strength=True)

    assert SPARK not in as_alice.get(path).text


def queries_of(client: Client, path: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


def test_more_lines_take_no_more_queries(as_alice: Client, alice: User, now: datetime) -> None:
    counts = []
    for many in (2, 9):
        Contact.objects.all().delete()
        fill(alice, now, many)
        counts.append({path: queries_of(as_alice, path) for path in (TODAY_PAGE, NURTURE, SEARCH)})

    assert counts[0] == counts[1]


def test_the_picture_of_an_import_has_the_lines_of_those_once_strong(alice: User, now: datetime) -> None:
    fill(alice, now, 2)

    assert [len(one.line) for one in picture(alice, TODAY).faded] == [13, 13]
    Contact.objects.update(hides_strength=True)
    assert [(one.line, one.strength) for one in picture(alice, TODAY).faded] == [((), None)] * 2


def test_somebody_without_any_contact_has_no_line(as_alice: Client, alice: User, now: datetime) -> None:
    met(alice, "Nora Lindqvist", now, circle="close")

    assert SPARK not in as_alice.get(SEARCH).text
    assert SPARK not in as_alice.get(NURTURE).text
