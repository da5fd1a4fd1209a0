"""The share of links that meets the policy, day by day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from dashboard.tasks import tick
from network.models import SignalPoint
from network.queries.signal import signals
from network.queries.unlinks import pared_down
from network.services.review import choose, undo_choice
from network.services.signal import keep_signal
from network.services.unlinks import tick_unlink
from tests.conftest import NOON
from tests.factories import log
from tests.network.accepted import with_policy
from tests.network.given import TODAY, days_before, linked, linked_person, person

pytestmark = pytest.mark.usefixtures("now")


def points(owner: User) -> list[tuple[str, int, int]]:
    return list(SignalPoint.objects.owned_by(owner).values_list("network", "links", "passing"))


def three_links(owner: User) -> None:
    log(linked_person(owner, "Ada Often"), days_before(3), NOON)
    linked_person(owner, "Nora Nothing")
    log(linked_person(owner, "Mia Message"), days_before(3), NOON, "message")


def test_s23_the_signal_is_the_share_of_links_that_meet_their_policy(alice: User) -> None:
    three_links(alice)
    with_policy(alice)

    (signal,) = signals(alice, TODAY)

    assert (signal.links, signal.passing, signal.failing, signal.percent) == (3, 1, 2, 33)


def test_s23_one_point_a_network_and_day_is_kept_however_often_it_is_called(alice: User) -> None:
    three_links(alice)
    linked(person(alice, "Xenia Xing"), network="xing")
    with_policy(alice)
    with_policy(alice, "open-networker", "xing")

    assert [keep_signal(owner=alice, today=TODAY) for _ in range(2)] == [2, 0]
    assert sorted(points(alice)) == [("linkedin", 3, 1), ("xing", 1, 1)]
    assert keep_signal(owner=alice, today=TODAY + timedelta(days=1)) == 2


def test_without_a_policy_there_is_no_signal(as_alice: Client, alice: User) -> None:
    three_links(alice)

    assert keep_signal(owner=alice, today=TODAY) == 0
    assert "No policy yet" in as_alice.get("/signal/").text


def test_s23_the_tick_keeps_it_once_a_day(alice: User, bob: User) -> None:
    for owner in (alice, bob):
        three_links(owner)
        with_policy(owner)

    tick()
    tick()

    assert (points(alice), points(bob)) == ([("linkedin", 3, 1)], [("linkedin", 3, 1)])


def test_s23_the_page_shows_the_figure_its_course_and_which_links_fail(as_alice: Client, alice: User) -> None:
    three_links(alice)
    with_policy(alice)
    for ago, passing in ((60, 3), (31, 2), (1, 2)):
        SignalPoint.objects.create(
            owner=alice, network="linkedin", on=days_before(ago), links=3, passing=passing
        )

    page = as_alice.get("/signal/").text

    assert "<dd>33 %</dd>" in page
    assert "<polyline" in page
    assert "11 January 2026" in page
    assert page.index("Nora Nothing") < page.index("Mia Message")
    assert "Ada Often" not in page


def test_a_signal_without_a_link_divides_nothing(as_alice: Client, alice: User) -> None:
    with_policy(alice)

    assert "No link on LinkedIn yet." in as_alice.get("/signal/").text
    assert signals(alice, TODAY)[0].percent is None


def test_s15_how_many_links_were_pared_down_this_year(as_alice: Client, alice: User) -> None:
    ended, put_back, waiting = (
        linked_person(alice, name, 800) for name in ("Dirk Once", "Egon Earlier", "Wim Waits")
    )
    choices = [
        choose(contact=one, choice="unlink", reason="", now=NOON) for one in (ended, put_back, waiting)
    ]
    for made in choices[:2]:
        tick_unlink(task=made.tasks.get(), now=NOON)
    undo_choice(choice=choices[1], now=NOON)

    assert pared_down(alice, TODAY) == 1
    assert pared_down(alice, TODAY.replace(year=2027)) == 0
    assert "1 link ended after you chose so in review." in as_alice.get("/signal/").text


def test_a_stranger_sees_no_signal(as_bob: Client, alice: User) -> None:
    three_links(alice)
    with_policy(alice)
    keep_signal(owner=alice, today=TODAY)

    assert "Nora" not in as_bob.get("/signal/").text


@pytest.mark.django_db(transaction=True)
def test_nobody_who_writes_waits_while_the_links_are_read(alice: User) -> None:
    """SQLite's transactions hold the only write lock: reading thousands of links in one would stop everybody."""
    three_links(alice)
    with_policy(alice)
    read_in_one: list[bool] = []

    def note(execute, sql, params, many, context):
        if sql.startswith("SELECT") and "interactions_participation" in sql:
            read_in_one.append(connection.in_atomic_block)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        assert keep_signal(owner=alice, today=TODAY) == 1
    assert set(read_in_one) == {False}
