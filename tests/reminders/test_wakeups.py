"""No change goes unnoticed: a tick looks only where a moment has come, and misses nothing by that."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.test import Client

from accounts import clock
from accounts.models import User
from domain.nudges import SNOOZE_DAYS
from reminders.models import Agenda, Delivery, Occurrence, Reminder
from tests.reminders.deeds import Life
from tests.reminders.people import NOW, tick_at

pytestmark = pytest.mark.django_db
STEPS = 25
ABOUT = ("reminder__contact", "reminder__date", "reminder__starts_on", "reminder__every", "reminder__unit")
"""Not the id: PostgreSQL gives another one to what is made again."""


@contextmanager
def tried() -> Iterator[None]:
    """What happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def book() -> Counter[str]:
    due = Occurrence.objects.values_list(*ABOUT, "kind", "due_on", "state", "snoozed_until")
    told = Delivery.objects.values_list("occurrence__kind", "occurrence__due_on", "recipient", "state")
    return Counter(" ".join(map(str, row)) for row in (*due, *told))


def after_a_tick(moment: datetime, *, everywhere: bool) -> Counter[str]:
    with tried():
        if everywhere:
            Reminder.objects.filter(kind__in=["own", "follow-up", "date"]).update(next_at=moment)
            Agenda.objects.update(next_at=moment)
        tick_at(moment)
        return book()


def nobody_is_pressed(owner: User, moment: datetime) -> bool:
    """What was opened just now is within the budget, and about nobody who was closed within the snooze."""
    owner.refresh_from_db()
    nudges = Occurrence.objects.filter(kind="keep in touch")
    rules = nudges.filter(due_at=moment, state="open").values_list("reminder", flat=True)
    lately = nudges.filter(reminder__in=rules, acted_at__gt=moment - timedelta(days=SNOOZE_DAYS - 1))
    return len(rules) <= owner.people_a_day and not lately.exists()


@pytest.mark.parametrize("seed", range(2))
def test_a_tick_finds_all_that_a_look_at_everything_finds(seed: int, alice: User, as_alice: Client) -> None:
    moment = NOW
    with clock.set_to(NOW):
        life = Life(alice, as_alice, seed)
    tick_at(NOW)

    for step in range(STEPS):
        with clock.set_to(moment):
            life.do()
        found, wanted = after_a_tick(moment, everywhere=False), after_a_tick(moment, everywhere=True)
        missed = sorted(wanted - found), sorted(found - wanted)
        assert missed == ([], []), (step, life.done)
        if life.chance.random() < 0.7:
            tick_at(moment)
            assert nobody_is_pressed(alice, moment), (step, life.done)
        moment += timedelta(minutes=life.chance.choice([1, 60, 600, 1440, 3000]))
