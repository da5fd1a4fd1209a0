"""Tasks, taken in from any source."""

from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import User
from reminders.models import Occurrence, Reminder
from reminders.services import add_follow_up, drop_reminder, open_reminders, save_reminder
from tests.conftest import NOON
from tests.factories import make_contact
from tests.transfer.given_items import bring_items, open_items, rows_of, take_back_all, work_on
from transfer.formats.values import Party, Task
from transfer.models import Brought

pytestmark = pytest.mark.django_db
SOON = date(2026, 3, 20)
ANNA = Party("Anna Bell")


@pytest.fixture
def anna(alice: User) -> Any:
    return make_contact(alice, "Anna Bell", NOON)


def task(**fields: Any) -> Task:
    told = {"line": 4, "key": "t1", "text": "Ask about the engine", "party": ANNA, "on": SOON}
    return Task(**(told | fields))


def brought(user: User) -> list[tuple[Any, ...]]:
    rows = Reminder.objects.owned_by(user).filter(kind__in=["own", "follow-up"]).order_by("text")
    return list(rows.values_list("kind", "contact__display", "text", "starts_on", "every", "unit"))


def test_tasks_become_reminders(alice: User, anna: Any) -> None:
    items = [
        task(),
        task(key="t2", text="Write", every=2, unit="month"),
        task(key="t3", text="Own", party=Party()),
        task(key="t4", text="Past", on=date(2019, 1, 1)),
        task(key="t5", text="Undated", on=None),
        task(key="t6", text="Unknown", party=Party("Some Stranger")),
    ]

    run = bring_items(alice, items, source="monica")

    assert brought(alice) == [
        ("follow-up", "Anna Bell", "Ask about the engine", SOON, None, ""),
        ("own", None, "Own", SOON, None, ""),
        ("follow-up", "Anna Bell", "Past", None, None, ""),
        ("follow-up", "Anna Bell", "Undated", None, None, ""),
        ("own", "Anna Bell", "Write", SOON, 2, "month"),
    ]
    assert run.counts["skips"] == {"about nobody of your book": 1}
    assert sorted(act for _line, act, _words in rows_of(run)) == ["added"] * 5 + ["skipped"]


def test_the_next_tick_looks_at_them_and_they_come_up_on_their_day(alice: User, anna: Any) -> None:
    bring_items(alice, [task()], source="monica")
    opened = []
    for days in (0, 7, 8):
        now = NOON + timedelta(days=days)
        open_reminders(now=now)
        opened.append(Occurrence.objects.filter(kind="follow-up").count())

    assert opened == [0, 0, 1]


def test_an_archive_of_this_very_book_brings_no_reminder_that_the_book_made(alice: User, anna: Any) -> None:
    mine = add_follow_up(owner=alice, contact=anna, text="Ask", on=SOON, now=NOON)
    made = mine.created_at.isoformat().replace("+00:00", "Z")

    bring_items(alice, [task(key=f"uid|{made}"), task(key="uid|2020-01-01T00:00:00Z")], source="rapport")

    assert [row[2] for row in brought(alice)] == ["Ask", "Ask about the engine"]


def test_each_comes_once_even_when_it_was_deleted_since(alice: User, anna: Any) -> None:
    bring_items(alice, [task()], source="monica")
    drop_reminder(reminder=Reminder.objects.get(kind="follow-up"), now=NOON)

    run = bring_items(alice, [task(text="Ask again")], source="monica")

    assert Reminder.objects.filter(kind="follow-up", deleted_at=None).count() == 0
    assert rows_of(run) == [(4, "unchanged", "a reminder")]


@pytest.mark.parametrize(
    "fields",
    [{"every": 0, "unit": "day"}, {"every": 3, "unit": "moon"}, {"every": 1, "unit": ""}, {"unit": "week"},
     {"every": 1, "unit": "week", "on": None}, {"text": " "}, {"on": date(9999, 1, 1)}],
)  # fmt: skip
def test_rules_that_make_no_sense_are_told(alice: User, anna: Any, fields: dict[str, Any]) -> None:
    run = bring_items(alice, [task(**fields), task(key="t2")], source="monica")

    assert len(brought(alice)) == 1
    assert [fault.line for fault in run.faults.all()] == [4]


def test_undo_takes_them_back_but_not_what_the_owner_edited(alice: User, anna: Any) -> None:
    run = bring_items(alice, [task(), task(key="t2", text="Edited")], source="monica")
    edited = Reminder.objects.get(text="Edited")
    edited.text = "Mine now"
    save_reminder(reminder=edited, now=NOON)

    take_back_all(run)

    assert [row[2] for row in brought(alice)] == ["Mine now"]
    assert run.kept == [[anna.pk, "you changed a reminder since"]]
    again = bring_items(alice, [task(), task(key="t2", text="Edited")], source="monica")
    assert [row[2] for row in brought(alice)] == ["Ask about the engine", "Mine now"]
    assert [act for _line, act, _words in rows_of(again)] == ["unchanged", "added"]


def test_a_run_that_broke_off_makes_each_once(alice: User, anna: Any) -> None:
    items = [task(key=str(n), text=f"Task {n}", line=n) for n in range(600)]
    run = open_items(alice, source="monica")

    for _turn in range(3):
        work_on(run, items, stop_after=1)
    work_on(run, items)

    assert (len(brought(alice)), Brought.objects.count()) == (600, 600)
    assert len([act for _line, act, _words in rows_of(run) if act == "added"]) == 600
    take_back_all(run)
    assert (len(brought(alice)), Brought.objects.count()) == (0, 0)
