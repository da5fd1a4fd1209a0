"""Two ticks at the same moment, and a tick beside its owner: nothing twice, nothing lost, nobody waits for ever.

SQLite lets one of them write at a time; on PostgreSQL they wait for each other where they must.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection, transaction

from accounts.models import User
from reminders.models import Delivery, Occurrence, Reminder
from reminders.services import act_on, look_again_at_all, open_reminders, save_reminder
from tests.postgres.test_together import beside
from tests.reminders.people import NOW, TODAY, birthday, quiet_friend, tick_at

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's transactions come one by one"),
]
DAY = timedelta(days=1)


def daily(owner: User) -> Reminder:
    rule = Reminder(owner=owner, text="Water the fern", starts_on=TODAY, every=1, unit="day")
    return save_reminder(reminder=rule, now=NOW)


def states(rule: Reminder) -> list[tuple[int, str]]:
    """How many days after the first each due day is, and what became of it."""
    found = rule.occurrences.order_by("due_on").values_list("due_on", "state")
    return [((day - TODAY).days, state) for day, state in found]


def test_ticks_at_once_make_and_send_everything_once(alice: User, bob: User) -> None:
    for owner in (alice, bob):
        for number in range(5):
            birthday(quiet_friend(owner, f"Friend {number}"), 3, 14)
            daily(owner)
    together = Barrier(4)

    def one(number: int) -> int:
        try:
            together.wait(timeout=10)
            return tick_at(NOW)["sent"]
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=4) as pool:
        sent = sum(pool.map(one, range(4)))

    kinds = Occurrence.objects.filter(owner=alice).order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == ["date"] * 5 + ["digest"] + ["keep in touch"] * 3 + ["own"] * 5
    assert Occurrence.objects.filter(owner=bob).count() == 14
    assert (sent, len(mail.outbox), Delivery.objects.filter(state="sent").count()) == (2, 2, 2)


def test_what_is_answered_while_a_tick_replaces_it_hears_that_it_was_late(alice: User) -> None:
    fern = daily(alice)
    open_reminders(now=NOW)
    row = fern.occurrences.get()

    with transaction.atomic():
        open_reminders(now=NOW + DAY)
        answering = beside(lambda: act_on(occurrence=row, act="done", now=NOW + DAY))
        assert not answering.done()

    assert answering.result(timeout=10) is False
    assert states(fern) == [(0, "settled"), (1, "open")]


def test_a_tick_waits_for_who_answers_and_leaves_the_answer(alice: User) -> None:
    fern = daily(alice)
    open_reminders(now=NOW)

    with transaction.atomic():
        act_on(occurrence=fern.occurrences.get(), act="done", now=NOW + DAY)
        ticking = beside(lambda: open_reminders(now=NOW + DAY))
        assert not ticking.done()
    assert ticking.result(timeout=10) == 1

    assert states(fern) == [(0, "done"), (1, "open")]


def test_a_rule_changed_while_a_tick_opens_the_old_one_leaves_nothing_of_it(alice: User) -> None:
    fern = daily(alice)
    same = Reminder.objects.get(pk=fern.pk)
    same.starts_on = TODAY + 9 * DAY

    with transaction.atomic():
        assert open_reminders(now=NOW) == 1
        saving = beside(lambda: save_reminder(reminder=same, now=NOW))
        assert not saving.done()
    saving.result(timeout=10)

    assert states(fern) == []
    fern.refresh_from_db()
    assert fern.next_at is not None
    assert fern.next_at.date() == TODAY + 9 * DAY


def test_a_wish_changed_while_a_tick_works_is_looked_at_by_the_next(alice: User) -> None:
    fern = daily(alice)

    with transaction.atomic():
        open_reminders(now=NOW)
        changing = beside(lambda: look_again_at_all(owner=alice, now=NOW))
        assert not changing.done()
    changing.result(timeout=10)

    fern.refresh_from_db()
    assert fern.next_at == NOW
